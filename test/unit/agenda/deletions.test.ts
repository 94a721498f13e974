import { describe, expect, it } from 'vitest';
import { deletionSchema } from '../../../contract/domain.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { settled } from './fakes.ts';
import { account, build, jsonRows, simZoho, some, type Fault } from './sim.ts';

type Built = Awaited<ReturnType<typeof build>>;

async function withSessions(count: number, more: Parameters<typeof build>[0] = {}): Promise<Built> {
  const zoho = more?.zoho ?? simZoho();
  zoho.seed(...some(count));
  return build({ ...more, zoho });
}

/** Lets time pass in small steps, until nothing is under way. */
async function finish({ clock, agenda }: Built, limit = 30 * 60_000): Promise<void> {
  const isRunning = () => agenda.deletions.list().some(({ state }) => state === 'running');
  for (let passed = 0; passed < limit && isRunning(); passed += 500) await clock.pass(500);
}

const removes = ({ zoho }: Built) => zoho.sent.filter((each) => each.startsWith('remove'));
/** The delete that is under way, the one sent first. */
const removing = ({ zoho }: Built) => zoho.open().find(({ verb }) => verb === 'remove');
const error = (code: ErrorCode, retryAfter?: number): Result<never> => fail(code, 'no', { retryAfter });
/** It fails without anything being done. */
const before = (code: ErrorCode, retryAfter?: number): Fault => ({ error: error(code, retryAfter), done: false });

describe('a deletion', () => {
  it('takes the row away at once, and can be undone for 8 s', async () => {
    const built = await withSessions(2);
    const { remove, keys, clock, agenda, zoho, told } = built;
    const deletion = valueOf(remove('1001'));
    expect(deletionSchema.parse(deletion)).toEqual({
      id: expect.any(String), kind: 'meeting', topic: 'Topic 1001', total: 1, state: 'held',
      heldUntil: clock.now() + 8_000, done: 0, failed: [],
    });
    expect(keys()).toEqual(['1002']);
    expect(outcome(await agenda.sessions.get('meeting', '1001', true))).toBe('not-found');
    await clock.pass(7_900);
    expect(outcome(agenda.deletions.undo(deletion.id))).toBe('ok');
    expect(keys()).toEqual(['1001', '1002']);
    await clock.pass(10_000);
    expect(zoho.held.has('1001')).toBe(true);
    expect(removes(built)).toEqual([]);
    expect(agenda.deletions.list()).toEqual([]);
    expect(told).toEqual([['held 0/1 !0'], ['undone 0/1 !0']]);
  });

  it('can no longer be undone after 8.1 s, and stays away', async () => {
    const { remove, keys, clock, agenda, zoho, told } = await withSessions(2);
    const { id } = valueOf(remove('1001'));
    zoho.isPrompt = false;
    await clock.pass(8_100);
    const undone = agenda.deletions.undo(id);
    expect(undone).toMatchObject({ ok: false, error: { code: 'rejected', details: { state: 'running' } } });
    const [call] = zoho.open();
    await call?.deliver();
    expect(keys()).toEqual(['1002']);
    expect(zoho.held.has('1001')).toBe(false);
    expect(agenda.deletions.undo(id)).toMatchObject({ ok: false, error: { details: { state: 'done' } } });
    await clock.pass(100);
    expect(told).toEqual([['held 0/1 !0'], ['running 0/1 !0'], ['done 1/1 !0']]);
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('is done when Zoho no longer knew it', async () => {
    const { remove, zoho, clock, told, keys } = await withSessions(1);
    zoho.held.clear();
    remove('1001');
    await clock.pass(8_000);
    await clock.pass(100);
    expect(told.at(-1)).toEqual(['done 1/1 !0']);
    expect(keys()).toEqual([]);
  });

  it('stays away whatever listing or details arrive, held or sent', async () => {
    const { remove, keys, clock, agenda, zoho } = await withSessions(2);
    remove('1001');
    await agenda.sessions.refresh('meeting', 'all');
    expect(keys()).toEqual(['1002']);
    zoho.isPrompt = false;
    const relisted = agenda.sessions.refresh('meeting', 'all');
    const [list] = zoho.open();
    list?.carryOut();
    zoho.isPrompt = true;
    await clock.pass(8_000);
    await list?.deliver();
    await relisted;
    expect(keys()).toEqual(['1002']);
  });

  it('comes back when Zoho refuses, says why, and stays told until it is dismissed', async () => {
    const { remove, keys, clock, agenda, zoho } = await withSessions(2);
    zoho.fault = (verb) => (verb === 'remove' ? before('not-permitted') : undefined);
    const { id } = valueOf(remove('1001'));
    expect(agenda.deletions.dismiss(id)).toMatchObject({ ok: false, error: { details: { state: 'held' } } });
    await clock.pass(8_000);
    await clock.pass(100);
    expect(keys()).toEqual(['1001', '1002']);
    expect(agenda.deletions.list()).toMatchObject([
      { id, state: 'done', done: 0, failed: [{ key: '1001', topic: 'Topic 1001', error: { code: 'not-permitted' } }] },
    ]);
    expect(outcome(agenda.deletions.dismiss(id))).toBe('ok');
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('waits for the edit before it', async () => {
    const { remove, update, clock, zoho } = await withSessions(1);
    zoho.isPrompt = false;
    const updating = update('1001', 'Other');
    remove('1001');
    await clock.pass(8_000);
    expect(zoho.open().map(({ verb }) => verb)).toEqual(['update']);
    await zoho.open()[0]?.deliver();
    await updating;
    expect(zoho.open().map(({ verb }) => verb)).toContain('remove');
  });

  it('of what is being created waits for its key; of what was not created has nothing to do', async () => {
    const { remove, create, clock, zoho, keys, agenda } = await withSessions(0);
    zoho.isPrompt = false;
    const creating = create('Plan');
    remove(keys()[0] ?? '');
    expect(keys()).toEqual([]);
    await clock.pass(8_000);
    await zoho.open()[0]?.deliver();
    await creating;
    expect(keys()).toEqual([]);
    for (const call of zoho.open()) await call.deliver();
    expect(zoho.held.size).toBe(0);

    zoho.fault = (verb) => (verb === 'create' ? before('rejected') : undefined);
    const refused = create('Other');
    remove(keys()[0] ?? '');
    zoho.isPrompt = true;
    for (const call of zoho.open()) await call.deliver();
    await refused;
    await clock.pass(8_100);
    await clock.pass(100);
    expect(agenda.deletions.list()).toEqual([]);
    expect(keys()).toEqual([]);
  });

  it('of nothing new is refused; several are held at once, each with its own end', async () => {
    const { remove, clock, keys, agenda, connect } = await withSessions(4);
    const first = valueOf(remove('1001', '1001'));
    expect(first.total).toBe(1);
    await clock.pass(4_000);
    const second = valueOf(remove('1001', '1002', '1003'));
    expect(second).toMatchObject({ total: 2, topic: null });
    expect(outcome(remove('1002'))).toBe('not-found');
    await clock.pass(4_000);
    await clock.pass(100);
    expect(agenda.deletions.list()).toMatchObject([{ id: second.id, state: 'held' }]);
    agenda.deletions.undo(second.id);
    expect(keys()).toEqual(['1002', '1003', '1004']);
    connect(null);
    expect(outcome(remove('1004'))).toBe('not-connected');
  });
});

describe('300 at once', () => {
  const all = some(300).map(({ key }) => key);

  it('go on past rate limits, server errors and what was gone, two at a time, until all is told or done', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys, told } = built;
    const limited = new Map([['1040', 2], ['1041', 1], ['1200', 3]]);
    const failing = new Map([['1050', 1], ['1150', 2], ['1250', 1], ['1077', 1]]);
    const takes = (left: Map<string, number>, key: string) => {
      const times = left.get(key) ?? 0;
      left.set(key, times - 1);
      return times > 0;
    };
    zoho.fault = (verb, key) => {
      if (verb !== 'remove') return undefined;
      if (takes(limited, key))
        return before(key === '1200' ? 'throttled' : 'rate-limited', key === '1041' ? undefined : 30_000);
      if (key === '1099') return before('not-permitted');
      if (!takes(failing, key)) return undefined;
      return key === '1077' ? { error: error('timeout'), done: true } : before('zoho-unavailable');
    };
    for (const gone of ['1010', '1151']) zoho.held.delete(gone);
    const { id } = valueOf(remove(...all));
    expect(keys()).toEqual([]);
    await clock.pass(8_000);
    const begin = clock.now();
    await finish(built);
    expect(zoho.mostRemovesAtOnce()).toBe(2);
    expect(agenda.deletions.list()).toMatchObject([
      { id, state: 'done', total: 300, done: 299, failed: [{ key: '1099', error: { code: 'not-permitted' } }] },
    ]);
    await settled();
    expect([keys(), [...zoho.held.keys()], agenda.outbox.list()]).toEqual([['1099'], ['1099'], []]);
    // Five pauses that Zoho asked for, one of its own making, and no more: what fails alone holds nothing up.
    expect(clock.now() - begin).toBeGreaterThan(5 * 30_000);
    expect(clock.now() - begin).toBeLessThan(6 * 30_000);
    expect(removes(built).length).toBeLessThan(315);
    expect(told.length).toBeLessThan(300);
  });

  it('stop in the middle: what was not sent stays', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys, told } = built;
    const { id } = valueOf(remove(...all));
    zoho.isPrompt = false;
    await clock.pass(8_000);
    for (let count = 0; count < 120; count++) await removing(built)?.deliver();
    expect(outcome(agenda.deletions.stop(id))).toBe('ok');
    // Two are under way and cannot be called back.
    expect(keys()).toHaveLength(178);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'stopped', done: 120 }]);
    for (const call of zoho.open()) await call.deliver();
    await clock.pass(100);
    expect(told.at(-1)).toEqual(['stopped 122/300 !0']);
    expect(agenda.deletions.list()).toEqual([]);
    expect(zoho.held.size).toBe(178);
    expect(outcome(agenda.deletions.stop(id))).toBe('ok');
    await clock.pass(60_000);
    expect(removes(built)).toHaveLength(122);
  });

  it('stop while one is sent and fails: it is not sent again', async () => {
    const built = await withSessions(1);
    const { zoho, remove, clock, agenda, keys } = built;
    const { id } = valueOf(remove('1001'));
    zoho.isPrompt = false;
    await clock.pass(8_000);
    agenda.deletions.stop(id);
    expect(keys()).toEqual([]);
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    await removing(built)?.deliver();
    zoho.fault = () => undefined;
    zoho.isPrompt = true;
    await clock.pass(60_000);
    expect([removes(built), [...zoho.held.keys()], keys()]).toEqual([['remove 1001'], ['1001'], ['1001']]);
    expect([agenda.outbox.list(), built.outboxRows.ids()]).toEqual([[], []]);
  });

  it('stop while Zoho has asked to wait: nothing more is sent', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys } = built;
    zoho.fault = (verb, key) => (verb === 'remove' && key > '1010' ? before('rate-limited', 60_000) : undefined);
    const { id } = valueOf(remove(...all));
    await clock.pass(8_000);
    await clock.pass(1_000);
    const sent = removes(built).length;
    agenda.deletions.stop(id);
    expect(keys()).toHaveLength(290);
    await clock.pass(120_000);
    expect(removes(built)).toHaveLength(sent);
    expect(agenda.deletions.list()).toEqual([]);
    zoho.fault = () => undefined;
    remove('1300');
    await clock.pass(8_000);
    expect(zoho.held.has('1300')).toBe(false);
  });

  it('wait longer and longer while Zoho asks to wait, without asking for each', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys } = built;
    zoho.fault = (verb) => (verb === 'remove' ? before('throttled') : undefined);
    const { id } = valueOf(remove(...all));
    await clock.pass(8_000);
    await finish(built);
    expect(removes(built).length).toBeLessThan(20);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'running', done: 0, failed: [] }]);
    expect(agenda.outbox.list()[0]).toMatchObject({ state: 'waiting', error: { code: 'throttled' } });
    expect(keys()).toEqual([]);
    agenda.deletions.stop(id);
    expect(keys()).toHaveLength(300);
    expect(agenda.outbox.list()).toEqual([]);
  });

  it('stop while held keeps all', async () => {
    const { remove, keys, clock, agenda, zoho, told } = await withSessions(3);
    const { id } = valueOf(remove('1001', '1002', '1003'));
    agenda.deletions.stop(id);
    expect(keys()).toHaveLength(3);
    await clock.pass(9_000);
    expect(zoho.held.size).toBe(3);
    expect(told.at(-1)).toEqual(['stopped 0/3 !0']);
  });
});

describe('quitting', () => {
  it('sends what is held now, and is over as soon as Zoho has confirmed it', async () => {
    const { remove, clock, agenda, zoho, outboxRows } = await withSessions(5);
    remove('1001');
    remove('1002', '1003');
    expect(agenda.isIdle()).toBe(false);
    const at = clock.now();
    await agenda.flush();
    expect(clock.now()).toBe(at);
    expect([...zoho.held.keys()]).toEqual(['1004', '1005']);
    expect(outboxRows.ids()).toEqual([]);
    expect(agenda.isIdle()).toBe(true);
  });

  it('takes 1.5 s at most; what is not confirmed is on disk, and done after the next start', async () => {
    const first = await withSessions(6);
    const { remove, clock, agenda, zoho, outboxRows } = first;
    zoho.isPrompt = false;
    remove('1001');
    remove('1002', '1003', '1004', '1005');
    let isOver = false;
    const flushing = agenda.flush().then(() => (isOver = true));
    await settled();
    await removing(first)?.deliver();
    // Zoho does this one, and its answer does not arrive.
    removing(first)?.carryOut();
    await clock.pass(1_499);
    expect(isOver).toBe(false);
    await clock.pass(1);
    await flushing;
    expect([...zoho.held.keys()]).toEqual(['1003', '1004', '1005', '1006']);
    expect(outboxRows.ids()).toHaveLength(4);

    zoho.isPrompt = true;
    const sent = removes(first).length;
    const second = await build({ zoho, outboxRows, connect: false });
    await second.clock.pass(60_000);
    expect(removes(second)).toHaveLength(sent);
    expect(second.agenda.deletions.list()).toEqual([]);
    second.connect();
    const going = second.agenda.deletions.list();
    expect(going.map((each) => deletionSchema.parse(each))).toMatchObject([{ state: 'running', total: 4, failed: [] }]);
    await settled();
    await second.clock.pass(200);
    expect([...zoho.held.keys()]).toEqual(['1006']);
    expect(second.told.at(-1)).toEqual(['done 4/4 !0']);
    expect(outboxRows.ids()).toEqual([]);
    expect(second.agenda.deletions.list()).toEqual([]);
  });

  it('while Zoho cannot be reached is no loss and no wait', async () => {
    const zoho = simZoho();
    const outboxRows = jsonRows();
    const first = await withSessions(1, { zoho, outboxRows });
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    first.remove('1001');
    await first.agenda.flush();
    expect(first.agenda.isIdle()).toBe(true);
    const second = await build({ zoho, outboxRows });
    await second.clock.pass(1_000);
    expect(second.agenda.outbox.list()).toMatchObject([
      { change: 'delete', key: '1001', topic: 'Topic 1001', state: 'waiting', error: { code: 'offline' } },
    ]);
    expect(second.keys()).toEqual([]);
    zoho.fault = () => undefined;
    second.agenda.wake('online');
    await settled();
    expect([zoho.held.size, outboxRows.ids()]).toEqual([0, []]);
  });

  it('what goes on is told as done also to a page that opens later', async () => {
    const outboxRows = jsonRows();
    const zoho = simZoho();
    const first = await withSessions(1, { zoho, outboxRows });
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    first.remove('1001');
    await first.agenda.flush();
    zoho.fault = () => undefined;
    const { agenda, clock } = await build({ zoho, outboxRows, isPageOpen: false });
    await clock.pass(5_000);
    await clock.pass(5_000);
    expect(zoho.held.size).toBe(0);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'done', total: 1, done: 1, topic: 'Topic 1001' }]);
    await clock.pass(200);
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('what waits is neither shown nor sent to another account, and is forgotten with its own', async () => {
    const outboxRows = jsonRows();
    const zoho = simZoho();
    const first = await withSessions(1, { zoho, outboxRows });
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    first.remove('1001');
    await first.agenda.flush();
    const sent = removes(first).length;
    const second = await build({ zoho, outboxRows, connect: false });
    second.connect(account('8'));
    await second.clock.pass(1_000);
    expect([second.agenda.deletions.list(), second.agenda.outbox.list()]).toEqual([[], []]);
    expect(removes(second)).toHaveLength(sent);
    second.connect(null);
    expect(outboxRows.ids()).toHaveLength(1);

    const third = await build({ zoho, outboxRows });
    expect(third.agenda.outbox.list()).toHaveLength(1);
    third.connect(null);
    expect(outboxRows.ids()).toEqual([]);
  });

  it('a crash while it is held: it is carried out at the next start', async () => {
    const zoho = simZoho();
    const outboxRows = jsonRows();
    const first = await withSessions(2, { zoho, outboxRows });
    first.remove('1001');
    const second = await build({ zoho, outboxRows });
    await settled();
    expect(second.keys()).toEqual(['1002']);
    expect([[...zoho.held.keys()], outboxRows.ids()]).toEqual([['1002'], []]);
  });

  it('keeps nothing of a sandbox', async () => {
    const { remove, zoho, agenda, connect, outboxRows } = await withSessions(2);
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    connect(account('9', { sandbox: true }));
    remove('1001');
    await agenda.flush();
    expect(agenda.outbox.list()).toHaveLength(1);
    expect(outboxRows.ids()).toEqual([]);
    connect(account('7'));
    connect(account('9', { sandbox: true }));
    expect(agenda.outbox.list()).toEqual([]);
  });
});

describe('leaving the account', () => {
  it('sends what is held first, when asked to settle', async () => {
    const { remove, agenda, zoho, connect, clock } = await withSessions(2);
    remove('1001');
    await agenda.settle();
    connect(null);
    await clock.pass(100);
    expect([...zoho.held.keys()]).toEqual(['1002']);
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('tries once more what waits', async () => {
    const { update, agenda, zoho } = await withSessions(1);
    zoho.fault = () => before('offline');
    await update('1001', 'Other');
    zoho.fault = () => undefined;
    await agenda.settle();
    expect(zoho.held.get('1001')?.topic).toBe('Other');
  });

  it('tells what was not done, and sends nothing of it to the next account', async () => {
    const built = await withSessions(4);
    const { remove, agenda, zoho, connect, clock, outboxRows } = built;
    zoho.isPrompt = false;
    remove('1001', '1002', '1003');
    const settling = agenda.settle();
    await settled();
    await removing(built)?.deliver();
    await clock.pass(3_000);
    await settling;
    connect(null);
    expect(agenda.deletions.list()).toMatchObject([
      { state: 'stopped', done: 1, failed: [{ key: '1002', error: { code: 'not-connected' } }, { key: '1003' }] },
    ]);
    expect(outboxRows.ids()).toEqual([]);
    const sent = removes(built).length;
    connect(account('8'));
    await clock.pass(60_000);
    expect(removes(built)).toHaveLength(sent);
    expect(agenda.deletions.list()).toMatchObject([{ done: 1, failed: [{ key: '1002' }, { key: '1003' }] }]);
  });

  it('for another one keeps what is held for its return', async () => {
    const { remove, agenda, zoho, connect, clock } = await withSessions(2);
    remove('1001');
    connect(account('8'));
    await clock.pass(60_000);
    expect([zoho.held.size, agenda.deletions.list(), agenda.isIdle()]).toEqual([2, [], true]);
    connect(account('7'));
    expect(agenda.deletions.list()).toMatchObject([{ state: 'running', total: 1 }]);
    await settled();
    expect([...zoho.held.keys()]).toEqual(['1002']);
  });

  it('a wider grant resurrects nothing that is held', async () => {
    const { remove, agenda, connect, keys, clock, zoho } = await withSessions(2);
    remove('1001');
    connect(account('7', { features: [{ id: 'webinars', state: 'on', missingScopes: [] }] }));
    await agenda.sessions.refresh('meeting', 'all');
    expect(keys()).toEqual(['1002']);
    await clock.pass(8_000);
    expect([...zoho.held.keys()]).toEqual(['1002']);
  });
});
