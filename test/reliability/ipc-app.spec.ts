import { existsSync, readFileSync } from 'node:fs';
import { calls } from '../../contract/api.ts';
import { callNames, listenerOf, pushNames, type CallName } from '../../contract/names.ts';
import type { RunningApp } from '../e2e/app.ts';
import { connect, expect, goTo, test } from '../e2e/fixtures.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { around } from './ipc/around.ts';
import { canary, fitting } from './ipc/fitting.ts';
import { callAll, callWithOddities, openFrames, takeOver, type Outcome } from './ipc/in-page.ts';
import { isPlain, pruned } from './ipc/plain-data.ts';
import { seeded, type Random } from './ipc/random.ts';

const suite = reliabilitySuite('IPC fuzz on the app');
test.describe.configure({ mode: 'default' });
test.afterAll(() => suite.end());

/** ms within which every call is answered, retries of what Zoho refuses included. */
const patience = 60_000;
/** MB by which main's memory may grow at any time. */
const mostGrowth = 600;
const longestMessage = 1_000;

/** MB that the app's main process holds, or null where the system does not say. */
function memory({ process: { pid } }: RunningApp): number | null {
  const file = `/proc/${pid}/status`;
  const [, kB] = (existsSync(file) && /VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))) || [];
  return kB === undefined ? null : Number(kB) / 1024;
}

interface Knock {
  readonly name: CallName;
  readonly payload: unknown;
  readonly isFitting: boolean;
}

/** A payload that a page can send and a test can send to the page. */
function knock(name: CallName, random: Random): Knock {
  const { input } = calls[name];
  const fit = fitting(input, random);
  let payload = fit;
  for (let isLeft = random.chance(0.75); isLeft; ) {
    const near = around(fit, random);
    isLeft = near.fate === 'refused' || !isPlain(near.payload);
    if (!isLeft) ({ payload } = near);
  }
  return { name, payload: pruned(payload), isFitting: input.safeParse(pruned(payload)).success };
}

/** What must not come of a call, in words. */
function wrong({ name, isFitting }: Knock, outcome: Outcome): string[] {
  if (outcome.kind === 'silent') return [`${name} was not answered within ${patience} ms`];
  if (outcome.kind === 'rejected') return [`${name} threw in the page: ${outcome.reason}`];
  const { ok, code, message, odd } = outcome;
  const isRefused = code === 'invalid-input' && message.startsWith(`${name}: payload refused`);
  return [
    ...(odd === '' ? [] : [`${name} answered ${odd}`]),
    ...(ok || code !== '' ? [] : [`${name} failed without a code`]),
    ...(isFitting && isRefused ? [`${name}: fits and was refused`] : []),
    ...(isFitting || isRefused ? [] : [`${name}: does not fit and was not refused`]),
    ...(code === 'internal' || code === 'untrusted-sender' ? [`${name} answered ${code}: ${message}`] : []),
    ...(message.length > longestMessage ? [`${name}: a message of ${message.length} characters`] : []),
    ...(isRefused && message.includes(canary) ? [`${name}: the payload stands in the message`] : []),
  ];
}

test('main answers whatever the page sends', async ({ desk }) => {
  test.setTimeout(suite.full ? 20 * 60_000 : 240_000);
  const random = seeded(suite.seed);
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  await goTo(app.page, 'Meetings');
  const before = memory(app);
  let most = before ?? 0;
  const tally = { answered: 0, refused: 0, odd: 0 };

  const send = async (knocks: readonly Knock[]) => {
    const sent = knocks.map(({ name, payload }) => ({ name, payload }));
    const outcomes = await app.page.evaluate(callAll, { calls: sent, patience });
    knocks.forEach((each, at) => {
      const outcome = outcomes[at] ?? { kind: 'silent' };
      suite.count();
      tally[outcome.kind === 'answered' && outcome.code === 'invalid-input' ? 'refused' : 'answered'] += 1;
      for (const what of wrong(each, outcome)) suite.violation(what);
    });
    most = Math.max(most, memory(app) ?? 0);
  };

  const make = (length: number) =>
    Array.from({ length }, (_, turn) => knock(callNames[turn % callNames.length] as CallName, random));
  const all = make(suite.runs(300, 5_000));
  // Leaving the account comes last, so that everything else meets a connected one.
  const isLeaving = ({ name, isFitting }: Knock) => name === 'disconnect' && isFitting;
  const staying = all.filter((each) => !isLeaving(each));
  for (let at = 0; at < staying.length; at += 60) await send(staying.slice(at, at + 60));

  const names = suite.full ? callNames : callNames.slice(0, 8);
  for (const { name, what, outcome } of await app.page.evaluate(callWithOddities, { names, canary, patience })) {
    suite.count();
    tally.odd += 1;
    // It crosses as an object without keys, and a change of nothing is one that fits.
    const isNothing = name === 'updateSettings' && (what === 'a blob' || what === 'a port');
    if (outcome.kind === 'silent') suite.violation(`${name} with ${what}: no answer`);
    if (outcome.kind === 'answered' && outcome.code !== 'invalid-input' && !isNothing)
      suite.violation(`${name} with ${what}: ${outcome.ok ? 'taken' : outcome.code}`);
  }
  most = Math.max(most, memory(app) ?? 0);

  const normal = () => app.page.evaluate(async () => {
    const { parley } = window as unknown as { parley: Record<string, (payload?: unknown) => Promise<unknown>> };
    await parley['updateSettings']?.({ connectMethod: 'window' });
    return parley['listSessions']?.({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 10 });
  });
  expect(await normal()).toMatchObject({ ok: true, value: { status: { phase: 'ready' } } });

  // The same without an account; then everything is as on the first day.
  await send([{ name: 'disconnect', payload: undefined, isFitting: true }]);
  await send(all.filter(isLeaving));
  await send(make(70));
  expect(await normal()).toMatchObject({ ok: true });
  await app.page.reload();
  await connect(app, desk.zoho.client);
  await goTo(app.page, 'Meetings');
  await expect(app.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();

  expect(app.process.exitCode).toBeNull();
  expect(app.output()).not.toMatch(/unhandled|uncaught/i);
  suite.measure('calls', `${tally.answered} answered, ${tally.refused} refused, ${tally.odd} with oddities`);
  if (before !== null) {
    suite.measure('memory of main', `${before.toFixed(0)} MB before, at most ${most.toFixed(0)} MB`);
    if (most - before > mostGrowth) suite.violation(`main grew by ${(most - before).toFixed(0)} MB`);
  }
});

test('the page cannot change window.parley, reach behind it, or have it in a frame', async ({ desk }) => {
  const app = await desk.start();
  const names = await app.page.evaluate(() => Object.keys((window as unknown as { parley: object }).parley));
  expect(names.toSorted()).toEqual([...callNames, ...pushNames.map(listenerOf)].toSorted());

  for (const what of await app.page.evaluate(takeOver)) suite.violation(what);
  suite.count(27);

  const { open, frames } = await app.page.evaluate(openFrames);
  for (const way of open) suite.violation(`window.parley in a frame: ${way}`);
  suite.count(frames);
  for (const frame of app.page.frames().slice(1)) {
    const has = await frame.evaluate(() => 'parley' in window).catch(() => false);
    if (has) suite.violation(`window.parley in a frame at ${frame.url()}`);
  }
  expect(frames).toBe(7);
  expect(await app.page.evaluate(() => typeof (window as unknown as { parley?: object }).parley)).toBe('object');
});
