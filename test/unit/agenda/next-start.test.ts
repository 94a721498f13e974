import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import type { SessionChanges } from '../../../electron/agenda/database/session-rows.ts';
import type { OutboxRows } from '../../../electron/agenda/outbox/rows.ts';
import { createKeeper } from '../../../electron/agenda/keeper.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { hour, listed, noon } from './fakes.ts';
import { account, build, jsonRows, simZoho, some } from './sim.ts';

const owner = 'eu 1 7';
const immediate = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('when the account is left', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-left-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const bytes = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('');

  async function start() {
    const zoho = simZoho();
    zoho.seed(listed('1001', noon + hour, { topic: 'Private plan' }));
    const database = openAgendaDatabase({ folder, now: noon, log: fakeLog() });
    const built = await build({ zoho, keep: { sessionRows: database.sessions } });
    return { ...built, database };
  }

  it('for good, nothing of it stays on the disk', async () => {
    const { connect, database } = await start();
    await immediate();
    expect(bytes()).toContain('Private plan');
    connect(null);
    await immediate();
    expect([database.sessions.load(owner).sessions, bytes()]).toEqual([[], expect.not.stringContaining('Private plan')]);
    database.close();
  });

  it('for good, what was just read is not written afterwards', async () => {
    const { agenda, connect, database, zoho } = await start();
    zoho.seed(listed('1002', noon + hour, { topic: 'Told at the last moment' }));
    await agenda.sessions.refresh('meeting', 'all');
    connect(null);
    for (let turn = 0; turn < 3; turn += 1) await immediate();
    expect(database.sessions.load(owner).sessions).toEqual([]);
    expect(bytes()).not.toContain('Told at the last moment');
    database.close();
  });

  it('for another one, it is there again at once when it comes back', async () => {
    const { agenda, connect, database, keys } = await start();
    connect(account('8'));
    expect(keys()).toEqual([]);
    connect(account('7'));
    expect(keys()).toEqual(['1001']);
    await agenda.flush();
    database.close();
  });
});

it('what Zoho has confirmed is kept before it leaves the outbox', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-confirmed-'));
  const database = openAgendaDatabase({ folder, now: noon, log: fakeLog() });
  const kept = () => database.sessions.load(owner).sessions.map(({ session }) => session.topic).toSorted();
  const zoho = simZoho();
  zoho.seed(...some(2));
  const states: string[][] = [];
  const rows: OutboxRows = {
    ...database.outbox,
    transaction(work) {
      database.outbox.transaction(work);
      // As a crash would find it.
      if (database.outbox.all().length === 0) states.push(kept());
    },
  };
  const built = await build({ zoho, outboxRows: Object.assign(jsonRows(), rows), keep: { sessionRows: database.sessions } });
  await immediate();
  await built.create('Plan');
  await built.update('1001', 'Other');
  built.remove('1002');
  await built.clock.pass(8_000);
  expect(states).toEqual([['Plan', 'Topic 1001', 'Topic 1002'], ['Other', 'Plan', 'Topic 1002'], ['Other', 'Plan']]);
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a listing counts as read only once all that it named is written', async () => {
  const saves: SessionChanges[] = [];
  const keeper = createKeeper({
    owner,
    rows: { save: (_owner, changes) => void saves.push(changes) },
    find: (_kind, key) => ({ session: listed(key, noon), listedUpcoming: true }),
    log: fakeLog(),
    onFailure: () => undefined,
  });
  for (let n = 0; n < 800; n += 1) keeper.changed('meeting', String(n));
  keeper.listed({ kind: 'meeting', listType: 'upcoming', asOf: noon });
  await vi.waitFor(() => expect(saves.flatMap(({ put }) => put)).toHaveLength(800));
  const told = saves.map(({ put, listings }) => [put.length, listings.length]);
  expect(told).toEqual([[500, 0], [300, 1]]);
});
