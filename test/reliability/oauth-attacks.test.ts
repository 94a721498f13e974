/**
 * OAuth under attack, against the real sandbox: every row of the tables in `oauth/` is run with nobody connected or on
 * top of a connection, and the same is checked after each (oauth/attack.ts). None connects, none leaves anything behind.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { reliabilitySuite } from '../run/figures.ts';
import { runAttack, type Attack } from './oauth/attack.ts';
import { addressRows } from './oauth/rows-address.ts';
import { codeRows } from './oauth/rows-code.ts';
import { flowRows } from './oauth/rows-flow.ts';
import { harmlessRows } from './oauth/rows-harmless.ts';
import { loopbackRows } from './oauth/rows-loopback.ts';
import { placeRows } from './oauth/rows-place.ts';
import { stateRows } from './oauth/rows-state.ts';
import { tokenRows } from './oauth/rows-token.ts';
import { openScene, person } from './oauth/scene.ts';

const suite = reliabilitySuite('OAuth under attack');
afterAll(() => suite.end());

/** An attempt that hangs fails by its name, ms. */
const limit = 15_000;

async function counted(name: string, run: () => Promise<void>) {
  suite.count();
  try {
    await run();
  } catch (error) {
    suite.violation(name);
    throw error;
  }
}

describe.each([
  ['state', stateRows],
  ['code', codeRows],
  ['data centre', placeRows],
  ['address', addressRows],
  ['flow', flowRows],
  ['token endpoint', tokenRows],
  ['harmless', harmlessRows],
  ['loopback', loopbackRows],
] as const)('%s', (_table, rows: readonly Attack[]) => {
  // The quick part takes each row once, in turn with nobody connected and on top of a connection; the full part, both.
  const part = (remainder: number) => rows.filter((_, index) => suite.full || index % 2 === remainder);
  it.each(part(0))('$name', (row) => counted(row.name, () => runAttack(row, false)), limit);
  it.each(part(1))('$name, on top of a connection', (row) => counted(row.name, () => runAttack(row, true)), limit);
});

describe('any callback', () => {
  /** What is done to the text of a genuine callback. */
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('replace'), at: fc.nat(400), text: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('insert'), at: fc.nat(400), text: fc.constantFrom('&', '=', '%00', '#', '?', '/', '\\', '@', '&state=x', '&code=x') }),
    fc.record({ kind: fc.constant('delete'), at: fc.nat(400), text: fc.constant('.') }),
  );

  it('that connects says exactly what Zoho said', async () => {
    const scene = await openScene();
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        suite.count();
        const consent = await scene.begin('window', 'reconnect');
        const genuine = await consent.accept();
        const text = edits.reduce((done, { kind, at, text: put }) => {
          const from = at % done.length;
          return done.slice(0, from) + (kind === 'delete' ? '' : put) + done.slice(kind === 'insert' ? from : from + put.length);
        }, genuine);
        const sentBefore = scene.sent.length;
        await consent.navigate(text);
        scene.account.cancelConnect();
        const result = await consent.result;
        const exchanged = scene.sent.slice(sentBefore).filter(({ body }) => body.includes('code='));
        if (result.ok || exchanged.length > 0) {
          const [asked, came] = [new URL(genuine).searchParams, new URL(text).searchParams];
          expect(came.getAll('state')).toEqual(asked.getAll('state'));
          expect(came.getAll('code')).toHaveLength(1);
          expect(exchanged.every(({ url }) => url.host.startsWith('accounts.zoho'))).toBe(true);
        }
        const { account } = scene.account.connection();
        expect(account === null || account.email === person).toBe(true);
      }),
      { seed: suite.seed, numRuns: suite.runs(100, 3_000) },
    );
    await scene.close();
  });
});
