/** Creating, editing and deleting as the page asks for it: account, agenda and Zoho's API, against the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../contract/result.ts';
import type { FaultEffect } from '../../electron/sandbox/server/faults.ts';
import { hour, noon, startMain, until, valueOf, write, type Main } from './agenda-harness.ts';

let main: Main;
beforeEach(async () => {
  main = await startMain();
});
afterEach(() => main.stop());

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const control = () => main.sandbox.control;
const data = () => control().data;
const there = () => data().all().map(({ key }) => key).toSorted();
const rows = (kind: 'meeting' | 'webinar' = 'meeting') =>
  main.agenda().sessions.list({ kind, listType: 'all', search: '', offset: 0, limit: 1_000 }).items;
const keys = () => rows().map(({ key }) => key).toSorted();
const isOver = (id: string) =>
  main.agenda().deletions.list().every((each) => each.id !== id || each.state === 'done');

describe.each(['meeting', 'webinar'] as const)('a %s', (kind) => {
  it('is made, changed and deleted; each shows at once and ends as Zoho has it', async () => {
    const creating = main.agenda().edits.create({ kind, write: write() });
    expect(rows(kind)).toMatchObject([{ topic: write().topic, pending: 'creating' }]);
    const { key, ...rest } = valueOf(await creating);
    expect(rest).toEqual({ difference: null, foundAgain: false, waiting: false });
    expect(rows(kind)).toMatchObject([{ key, pending: null, startsAt: Date.UTC(2026, 10, 3, 4, 30) }]);
    expect(data().get(key)).toMatchObject({ topic: write().topic, start: Date.UTC(2026, 10, 3, 4, 30) });

    const change = write({ topic: 'Later', time: '18:00', agenda: '', participants: null });
    const updating = main.agenda().edits.update({ kind, key, write: change, base: null });
    expect(rows(kind)).toMatchObject([{ key, topic: 'Later', pending: 'saving' }]);
    valueOf(await updating);
    expect(rows(kind)).toMatchObject([{ key, topic: 'Later', pending: null }]);
    expect(data().get(key)).toMatchObject({ topic: 'Later', agenda: '', participants: [{ email: 'bo@example.test' }] });
    await until('it is so', () => main.agenda().isIdle());
    const full = valueOf(await main.agenda().sessions.get(kind, key, true));
    expect(full).toMatchObject({ topic: 'Later', startsAt: Date.UTC(2026, 10, 3, 12, 30), pending: null });

    const { id } = valueOf(main.agenda().deletions.start({ kind, keys: [key] }));
    expect(rows(kind)).toEqual([]);
    await until('it is over', () => isOver(id));
    expect(there()).toEqual([]);
    valueOf(await main.agenda().sessions.refresh(kind, 'all'));
    expect(rows(kind)).toEqual([]);
  });
});

describe('what was just made', () => {
  const read = () => control().log.all().filter(({ method, path }) => method === 'GET' && /\/\d+\.json$/.test(path)).length;

  it('is known from Zoho’s answer: the details ask for nothing more', async () => {
    const { key } = valueOf(await main.agenda().edits.create({ kind: 'meeting', write: write() }));
    await until('all is done', () => main.agenda().isIdle());
    expect(valueOf(await main.agenda().sessions.get('meeting', key, false))).toMatchObject({
      agenda: write().agenda, participants: [{ email: 'bo@example.test' }], canJoin: true, canStart: true,
    });
    expect(read()).toBe(0);
    valueOf(await main.agenda().sessions.get('meeting', key, true));
    expect(read()).toBe(1);
  });

  it('is read where the answer left something out: a webinar’s has no join link', async () => {
    valueOf(await main.agenda().edits.create({ kind: 'webinar', write: write() }));
    await until('it is read', () => read() === 1);
  });
});

describe('the page’s own key', () => {
  const key = 'new-b2a6f0de-6f0c-4d0e-8a3c-0d5a3b7c9e11';

  it('is what the row has until Zoho gives one, and leads to it afterwards', async () => {
    const creating = main.agenda().edits.create({ kind: 'meeting', write: write(), key });
    expect(rows()).toMatchObject([{ key, pending: 'creating' }]);
    expect(valueOf(await main.agenda().sessions.get('meeting', key, false)).topic).toBe(write().topic);
    const written = valueOf(await creating);
    expect(written.key).not.toBe(key);
    expect(valueOf(await main.agenda().sessions.get('meeting', key, false)).key).toBe(written.key);
  });

  it('makes one meeting, however often it is asked for', async () => {
    const asked = { kind: 'meeting', write: write(), key } as const;
    const first = main.agenda().edits.create(asked);
    expect(codeOf(await main.agenda().edits.create(asked))).toBe('invalid-input');
    valueOf(await first);
    expect(codeOf(await main.agenda().edits.create(asked))).toBe('invalid-input');
    expect(there()).toHaveLength(1);
  });
});

describe('a lost answer', () => {
  it('to a create: found again, once', async () => {
    data().add({ topic: write().topic, start: Date.UTC(2026, 10, 3, 4, 30), duration: hour });
    valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
    const effect = { kind: 'reset', afterCommit: true } as const;
    control().faults.add({ path: /sessions\.json$/, method: 'POST', effect });
    const written = valueOf(await main.agenda().edits.create({ kind: 'meeting', write: write() }));
    expect(written.foundAgain).toBe(true);
    expect(keys()).toEqual(there());
    expect(there()).toHaveLength(2);
  });

  it('to an edit: it waits, and is found done', async () => {
    const { key } = data().add({ topic: 'First', start: noon + hour, duration: hour });
    valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
    control().faults.add({ path: /\.json$/, method: 'PUT', effect: { kind: 'reset', afterCommit: true } });
    const second = { kind: 'meeting', key, write: write({ topic: 'Second' }), base: null } as const;
    expect(valueOf(await main.agenda().edits.update(second)).waiting).toBe(true);
    await until('it is so', () => main.agenda().outbox.list().length === 0);
    expect(rows()).toMatchObject([{ topic: 'Second', pending: null }]);
    expect(control().log.all().filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
});

it('a refused create leaves nothing behind', async () => {
  const effect = { kind: 'answer', status: 400, body: { error: { message: 'JSON_PARSE_ERROR' } } } as const;
  control().faults.add({ path: /sessions\.json$/, method: 'POST', effect });
  expect(codeOf(await main.agenda().edits.create({ kind: 'meeting', write: write() }))).toBe('rejected');
  expect([keys(), there()]).toEqual([[], []]);
});

describe('deleting', () => {
  it('300, with limits, faults, lost answers and some gone already: what is left is what was told', async () => {
    const made = data().generate(310, { from: noon + hour, every: hour }).map(({ key }) => key);
    valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
    const [chosen, rest] = [made.slice(0, 300), made.slice(300)];
    const strike = (skip: number, effect: FaultEffect, times = 1) =>
      control().faults.add({ path: /\.json$/, method: 'DELETE', skip, times, effect });
    strike(20, { kind: 'rate-limit', retryAfter: 2 }, 3);
    strike(90, { kind: 'answer', status: 500, body: { error: 'oops' } }, 2);
    strike(150, { kind: 'reset' });
    strike(200, { kind: 'reset', afterCommit: true });
    strike(240, { kind: 'html', status: 503 });
    for (const key of chosen.slice(50, 60)) data().remove(key);
    control().invalidateAccessTokens();
    const { id } = valueOf(main.agenda().deletions.start({ kind: 'meeting', keys: chosen }));
    expect(keys()).toEqual(rest.toSorted());
    await until('it is over', () => isOver(id));
    const report = main.agenda().deletions.list().find((each) => each.id === id);
    expect(report ?? { state: 'done', done: 300, failed: [] }).toMatchObject({ state: 'done', done: 300, failed: [] });
    expect([main.agenda().outbox.list(), there()]).toEqual([[], rest.toSorted()]);
    await until('it is so', () => JSON.stringify(keys()) === JSON.stringify(there()));
    expect(control().log.all().filter(({ method }) => method === 'DELETE').length).toBeLessThan(316);
  });

  it('stopped in the middle, keeps the rest; undone in time, keeps all', async () => {
    const made = data().generate(120, { from: noon + hour }).map(({ key }) => key);
    valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
    const undone = valueOf(main.agenda().deletions.start({ kind: 'meeting', keys: made }));
    valueOf(main.agenda().deletions.undo(undone.id));
    expect(keys()).toEqual(there());
    const effect = { kind: 'delay', ms: 20 } as const;
    control().faults.add({ path: /\.json$/, method: 'DELETE', times: Infinity, effect });
    const { id } = valueOf(main.agenda().deletions.start({ kind: 'meeting', keys: made }));
    await until('it is so', () => main.agenda().deletions.list().some((each) => each.id === id && each.done > 20));
    valueOf(main.agenda().deletions.stop(id));
    await until('it is so', () => main.agenda().isIdle());
    expect(there().length).toBeGreaterThan(10);
    expect(keys()).toEqual(there());
    await until('it is so', () => main.told().flat().some((each) => each.id === id && each.state === 'stopped'));
  });

  it('is sent at once when Parley quits; what Zoho did not confirm waits for the next start', async () => {
    const [first, second, third] = data().generate(3, { from: noon + hour }).map(({ key }) => key);
    valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
    const path = new RegExp(`${second}\\.json$`);
    control().faults.add({ path, method: 'DELETE', effect: { kind: 'silence' } });
    for (const key of [first, second]) main.agenda().deletions.start({ kind: 'meeting', keys: [key ?? ''] });
    // A second by the wall clock.
    await main.agenda().flush(50_000);
    expect(there()).toEqual([second, third].toSorted());

    main.crash();
    expect(main.agenda().deletions.list()).toMatchObject([{ state: 'running', total: 1, topic: data().get(second ?? '')?.topic }]);
    await until('it is so', () => main.agenda().deletions.list().length === 0);
    expect(there()).toEqual([third]);
    expect(main.told().flat().at(-1)).toMatchObject({ state: 'done', done: 1 });
    expect(main.rows.all()).toEqual([]);
  });

  it('is sent before the account is left', async () => {
    const [key = ''] = data().generate(1, { from: noon + hour }).map((each) => each.key);
    valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
    main.agenda().deletions.start({ kind: 'meeting', keys: [key] });
    await main.agenda().settle(50_000);
    expect(valueOf(await main.account.disconnect())).toEqual({ toldZoho: true });
    expect(there()).toEqual([]);
    expect(rows()).toEqual([]);
  });
});
