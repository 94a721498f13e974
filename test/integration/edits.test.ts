/** Creating, editing and deleting as the page asks for it: account, agenda and Zoho's API, against the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deletion, SessionWrite } from '../../contract/domain.ts';
import type { Result } from '../../contract/result.ts';
import type { AccountService } from '../../electron/account/service.ts';
import { createAgenda, type Agenda } from '../../electron/agenda/agenda.ts';
import { createMemoryRows, type OutboxRows } from '../../electron/agenda/outbox/rows.ts';
import type { Clock } from '../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import type { FaultEffect } from '../../electron/sandbox/server/faults.ts';
import { createEditingApi } from '../../electron/zoho/editing.ts';
import { createZohoHttp } from '../../electron/zoho/http.ts';
import { createWithoutTwins } from '../../electron/zoho/lost-create.ts';
import { zohoFetch } from '../../electron/zoho/origin.ts';
import { createSessionsApi } from '../../electron/zoho/sessions.ts';
import { fileStore, start as noon } from '../unit/account/helpers.ts';
import { harness } from './account-harness.ts';

const hour = 3_600_000;

/** Fifty times as fast as the wall clock: 8 s to undo take 160 ms. */
function fastClock(pace = 50): Clock {
  const begin = performance.now();
  return {
    now: () => noon + Math.round((performance.now() - begin) * pace),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const timer = setTimeout(resolve, ms / pace);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
  };
}

const write = (more: Partial<SessionWrite> = {}): SessionWrite => ({
  topic: 'Plan <b>B</b> 🎉', agenda: 'One', date: '2026-11-03', time: '10:00', duration: hour, timeZone: 'Asia/Kolkata',
  participants: ['bo@example.test'], ...more,
});

let sandbox: Sandbox;
let account: AccountService;
let agenda: Agenda;
let told: Deletion[][];
let clock: Clock;
const stores = { drafts: fileStore() };
let rowsOnDisk: OutboxRows;

/** Parley's main as after a start; electron/main.ts wires the same. */
function startAgenda(): Agenda {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const fetch = zohoFetch(globalThis.fetch, () => sandbox.origin);
  const http = createZohoHttp({ fetch, clock, random: Math.random, log, tokens: account.tokens });
  const zoho = { http, target: account.target, log };
  const sessions = createSessionsApi(zoho);
  const editing = createEditingApi(zoho);
  const made = createAgenda({
    sessions,
    writer: ({ knownKeys }) => ({
      ...createWithoutTwins({ ...zoho, editing, sessions, clock, knownKeys }),
      update: editing.update,
    }),
    remover: editing,
    draftStore: stores.drafts,
    outboxRows: rowsOnDisk,
    clock,
    log,
    newId: () => crypto.randomUUID(),
  });
  told = [];
  made.deletions.onChange((list) => told.push(list));
  return made;
}

beforeEach(async () => {
  clock = fastClock();
  rowsOnDisk = createMemoryRows();
  for (const store of Object.values(stores)) for (const key of store.keys()) store.delete(key);
  sandbox = await startSandbox({ data: 'empty', clock: clock.now });
  const my = harness(sandbox);
  account = await my.start();
  const { clientId, clientSecret, redirectUri, dataCentre } = sandbox.client;
  await account.saveClient({ clientId, clientSecret, redirectUri, dataCentre });
  agenda = startAgenda();
  account.onChange((connection) => agenda.follow(connection));
  valueOf(await account.connect({ purpose: 'connect' }));
});
afterEach(async () => {
  await account.disconnect();
  await sandbox.close();
});

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const data = () => sandbox.control.data;
const there = () => data().all().map(({ key }) => key).toSorted();
const rows = (kind: 'meeting' | 'webinar' = 'meeting') =>
  agenda.sessions.list({ kind, listType: 'all', search: '', offset: 0, limit: 1_000 }).items;
const keys = () => rows().map(({ key }) => key).toSorted();
const until = async (test: () => boolean) => {
  for (let round = 0; round < 2_000 && !test(); round++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(test()).toBe(true);
};
const isOver = (id: string) => agenda.deletions.list().every((each) => each.id !== id || each.state === 'done');

describe.each(['meeting', 'webinar'] as const)('a %s', (kind) => {
  it('is made, changed and deleted; each shows at once and ends as Zoho has it', async () => {
    const creating = agenda.edits.create({ kind, write: write() });
    expect(rows(kind)).toMatchObject([{ topic: write().topic, pending: 'creating' }]);
    const { key, ...rest } = valueOf(await creating);
    expect(rest).toEqual({ difference: null, foundAgain: false, waiting: false });
    expect(rows(kind)).toMatchObject([{ key, pending: null, startsAt: Date.UTC(2026, 10, 3, 4, 30) }]);
    expect(data().get(key)).toMatchObject({ topic: write().topic, start: Date.UTC(2026, 10, 3, 4, 30) });

    const change = write({ topic: 'Later', time: '18:00', agenda: '', participants: null });
    const updating = agenda.edits.update({ kind, key, write: change, base: null });
    expect(rows(kind)).toMatchObject([{ key, topic: 'Later', pending: 'saving' }]);
    valueOf(await updating);
    expect(rows(kind)).toMatchObject([{ key, topic: 'Later', pending: null }]);
    expect(data().get(key)).toMatchObject({ topic: 'Later', agenda: '', participants: [{ email: 'bo@example.test' }] });
    await until(() => agenda.isIdle());
    const full = valueOf(await agenda.sessions.get(kind, key, true));
    expect(full).toMatchObject({ topic: 'Later', startsAt: Date.UTC(2026, 10, 3, 12, 30), pending: null });

    const { id } = valueOf(agenda.deletions.start({ kind, keys: [key] }));
    expect(rows(kind)).toEqual([]);
    await until(() => isOver(id));
    expect(there()).toEqual([]);
    valueOf(await agenda.sessions.refresh(kind, 'all'));
    expect(rows(kind)).toEqual([]);
  });
});

describe('a lost answer', () => {
  it('to a create: found again, once', async () => {
    data().add({ topic: write().topic, start: Date.UTC(2026, 10, 3, 4, 30), duration: hour });
    valueOf(await agenda.sessions.refresh('meeting', 'all'));
    const effect = { kind: 'reset', afterCommit: true } as const;
    sandbox.control.faults.add({ path: /sessions\.json$/, method: 'POST', effect });
    const written = valueOf(await agenda.edits.create({ kind: 'meeting', write: write() }));
    expect(written.foundAgain).toBe(true);
    expect(keys()).toEqual(there());
    expect(there()).toHaveLength(2);
  });

  it('to an edit: it waits, and is found done', async () => {
    const { key } = data().add({ topic: 'First', start: noon + hour, duration: hour });
    valueOf(await agenda.sessions.refresh('meeting', 'all'));
    sandbox.control.faults.add({ path: /\.json$/, method: 'PUT', effect: { kind: 'reset', afterCommit: true } });
    const second = { kind: 'meeting', key, write: write({ topic: 'Second' }), base: null } as const;
    expect(valueOf(await agenda.edits.update(second)).waiting).toBe(true);
    await until(() => agenda.outbox.list().length === 0);
    expect(rows()).toMatchObject([{ topic: 'Second', pending: null }]);
    expect(sandbox.control.log.all().filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
});

it('a refused create leaves nothing behind', async () => {
  const effect = { kind: 'answer', status: 400, body: { error: { message: 'JSON_PARSE_ERROR' } } } as const;
  sandbox.control.faults.add({ path: /sessions\.json$/, method: 'POST', effect });
  expect(codeOf(await agenda.edits.create({ kind: 'meeting', write: write() }))).toBe('rejected');
  expect([keys(), there()]).toEqual([[], []]);
});

describe('deleting', () => {
  it('300, with limits, faults, lost answers and some gone already: what is left is what was told', async () => {
    const made = data().generate(310, { from: noon + hour, every: hour }).map(({ key }) => key);
    valueOf(await agenda.sessions.refresh('meeting', 'all'));
    const [chosen, rest] = [made.slice(0, 300), made.slice(300)];
    const strike = (skip: number, effect: FaultEffect, times = 1) =>
      sandbox.control.faults.add({ path: /\.json$/, method: 'DELETE', skip, times, effect });
    strike(20, { kind: 'rate-limit', retryAfter: 2 }, 3);
    strike(90, { kind: 'answer', status: 500, body: { error: 'oops' } }, 2);
    strike(150, { kind: 'reset' });
    strike(200, { kind: 'reset', afterCommit: true });
    strike(240, { kind: 'html', status: 503 });
    for (const key of chosen.slice(50, 60)) data().remove(key);
    sandbox.control.invalidateAccessTokens();
    const { id } = valueOf(agenda.deletions.start({ kind: 'meeting', keys: chosen }));
    expect(keys()).toEqual(rest.toSorted());
    await until(() => isOver(id));
    const report = agenda.deletions.list().find((each) => each.id === id);
    expect(report ?? { state: 'done', done: 300, failed: [] }).toMatchObject({ state: 'done', done: 300, failed: [] });
    expect([agenda.outbox.list(), there()]).toEqual([[], rest.toSorted()]);
    await until(() => JSON.stringify(keys()) === JSON.stringify(there()));
    expect(sandbox.control.log.all().filter(({ method }) => method === 'DELETE').length).toBeLessThan(316);
  });

  it('stopped in the middle, keeps the rest; undone in time, keeps all', async () => {
    const made = data().generate(120, { from: noon + hour }).map(({ key }) => key);
    valueOf(await agenda.sessions.refresh('meeting', 'all'));
    const undone = valueOf(agenda.deletions.start({ kind: 'meeting', keys: made }));
    valueOf(agenda.deletions.undo(undone.id));
    expect(keys()).toEqual(there());
    const effect = { kind: 'delay', ms: 20 } as const;
    sandbox.control.faults.add({ path: /\.json$/, method: 'DELETE', times: Infinity, effect });
    const { id } = valueOf(agenda.deletions.start({ kind: 'meeting', keys: made }));
    await until(() => agenda.deletions.list().some((each) => each.id === id && each.done > 20));
    valueOf(agenda.deletions.stop(id));
    await until(() => agenda.isIdle());
    expect(there().length).toBeGreaterThan(10);
    expect(keys()).toEqual(there());
    await until(() => told.flat().some((each) => each.id === id && each.state === 'stopped'));
  });

  it('is sent at once when Parley quits; what Zoho did not confirm waits for the next start', async () => {
    const [first, second, third] = data().generate(3, { from: noon + hour }).map(({ key }) => key);
    valueOf(await agenda.sessions.refresh('meeting', 'all'));
    const path = new RegExp(`${second}\\.json$`);
    sandbox.control.faults.add({ path, method: 'DELETE', effect: { kind: 'silence' } });
    for (const key of [first, second]) agenda.deletions.start({ kind: 'meeting', keys: [key ?? ''] });
    // A second by the wall clock.
    await agenda.flush(50_000);
    expect(there()).toEqual([second, third].toSorted());

    agenda = startAgenda();
    agenda.follow(account.connection());
    expect(agenda.deletions.list()).toMatchObject([{ state: 'running', total: 1, topic: data().get(second ?? '')?.topic }]);
    await until(() => agenda.deletions.list().length === 0);
    expect(there()).toEqual([third]);
    expect(told.flat().at(-1)).toMatchObject({ state: 'done', done: 1 });
    expect(rowsOnDisk.all()).toEqual([]);
  });

  it('is sent before the account is left', async () => {
    const [key = ''] = data().generate(1, { from: noon + hour }).map((each) => each.key);
    valueOf(await agenda.sessions.refresh('meeting', 'all'));
    agenda.deletions.start({ kind: 'meeting', keys: [key] });
    await agenda.settle(50_000);
    expect(valueOf(await account.disconnect())).toEqual({ toldZoho: true });
    expect(there()).toEqual([]);
    expect(rows()).toEqual([]);
  });
});
