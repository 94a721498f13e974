import { describe, expect, it } from 'vitest';
import { deletionSchema } from '../../../contract/domain.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { settled } from './fakes.ts';
import { account, build, memoryFile, simZoho, some, type Fault } from './sim.ts';

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

  it('go on past rate limits, server errors and what was gone, two at a time, and tell what failed', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys, told } = built;
    const limited = new Map([['1040', 2], ['1041', 1], ['1200', 3]]);
    zoho.fault = (verb, key) => {
      if (verb !== 'remove') return undefined;
      const left = limited.get(key) ?? 0;
      limited.set(key, left - 1);
      if (left > 0) return before(key === '1200' ? 'throttled' : 'rate-limited', key === '1041' ? undefined : 30_000);
      if (Number(key) % 100 === 50) return before('zoho-unavailable');
      return key === '1077' ? { error: error('timeout'), done: true } : undefined;
    };
    for (const gone of ['1010', '1150']) zoho.held.delete(gone);
    const { id } = valueOf(remove(...all));
    expect(keys()).toEqual([]);
    await clock.pass(8_000);
    await finish(built);
    expect(zoho.mostRemovesAtOnce()).toBe(2);
    const [report] = agenda.deletions.list();
    expect(report).toMatchObject({ id, state: 'done', total: 300, done: 296 });
    expect(report?.failed.map(({ key, topic, error: why }) => [key, topic, why.code])).toEqual([
      ['1050', 'Topic 1050', 'zoho-unavailable'],
      ['1077', 'Topic 1077', 'timeout'],
      ['1150', 'Topic 1150', 'zoho-unavailable'],
      ['1250', 'Topic 1250', 'zoho-unavailable'],
    ]);
    await settled();
    // 1077 was deleted all the same, 1150 was gone before: the listing read afterwards tells.
    expect(keys()).toEqual(['1050', '1250']);
    expect([...zoho.held.keys()]).toEqual(['1050', '1250']);
    expect(clock.now()).toBeGreaterThan(8_000 + 5 * 30_000);
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

  it('give up when Zoho asks to wait again and again, without asking for each', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys } = built;
    zoho.fault = (verb) => (verb === 'remove' ? before('throttled') : undefined);
    remove(...all);
    await clock.pass(8_000);
    await finish(built);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'done', done: 0 }]);
    expect(agenda.deletions.list()[0]?.failed).toHaveLength(300);
    expect(removes(built).length).toBeLessThan(20);
    expect(keys()).toHaveLength(300);
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
    const { remove, clock, agenda, zoho, deletionStore } = await withSessions(5);
    remove('1001');
    remove('1002', '1003');
    expect(agenda.isIdle()).toBe(false);
    const at = clock.now();
    await agenda.flush();
    expect(clock.now()).toBe(at);
    expect([...zoho.held.keys()]).toEqual(['1004', '1005']);
    expect(deletionStore.content()).toEqual({});
    expect(agenda.isIdle()).toBe(true);
  });

  it('takes 3 s at most; what is not confirmed waits, is told at the next start, and is done then', async () => {
    const first = await withSessions(6);
    const { remove, clock, agenda, zoho, deletionStore } = first;
    zoho.fault = (verb, key) => (verb === 'remove' && key === '1001' ? before('offline') : undefined);
    zoho.isPrompt = false;
    remove('1001');
    remove('1002', '1003', '1004', '1005');
    let isOver = false;
    const flushing = agenda.flush().then(() => (isOver = true));
    await settled();
    await removing(first)?.deliver();
    await removing(first)?.deliver();
    // Zoho does this one, and its answer does not arrive.
    removing(first)?.carryOut();
    await clock.pass(2_999);
    expect(isOver).toBe(false);
    await clock.pass(1);
    await flushing;
    expect([...zoho.held.keys()]).toEqual(['1001', '1004', '1005', '1006']);
    const sent = zoho.sent.length;
    await clock.pass(60_000);
    expect(zoho.sent.length).toBe(sent);
    expect(first.keys()).not.toContain('1002');

    zoho.fault = () => undefined;
    zoho.isPrompt = true;
    const second = await build({ zoho, deletionStore, connect: false });
    const waiting = second.agenda.deletions.list();
    expect(waiting.map((each) => deletionSchema.parse(each))).toMatchObject([
      {
        state: 'stopped', topic: 'Topic 1001',
        failed: [{ key: '1001', error: { code: 'offline', details: { waits: true } } }],
      },
      {
        state: 'stopped', total: 3,
        failed: [{ key: '1003', error: { code: 'timeout' } }, { key: '1004' }, { key: '1005' }],
      },
    ]);
    await second.clock.pass(60_000);
    expect(zoho.sent.length).toBe(sent);
    second.connect();
    await settled();
    await second.clock.pass(200);
    expect([...zoho.held.keys()]).toEqual(['1006']);
    expect(second.told.at(-1)).toEqual(['done 1/1 !0', 'done 3/3 !0']);
    expect(deletionStore.content()).toEqual({});
    expect(second.agenda.deletions.list()).toEqual([]);
  });

  it('what waits is told as failed when it fails again, and not tried a third time', async () => {
    const zoho = simZoho();
    const deletionStore = memoryFile();
    const first = await withSessions(1, { zoho, deletionStore });
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    first.remove('1001');
    await first.agenda.flush();
    const second = await build({ zoho, deletionStore });
    await second.clock.pass(1_000);
    expect(second.agenda.deletions.list()).toMatchObject([
      { state: 'done', failed: [{ key: '1001', error: { code: 'offline' } }] },
    ]);
    expect(second.keys()).toEqual(['1001']);
    expect(deletionStore.content()).toEqual({});
  });

  it('what waited is told as done also to a page that opens later', async () => {
    const deletionStore = memoryFile();
    const zoho = simZoho();
    const first = await withSessions(1, { zoho, deletionStore });
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    first.remove('1001');
    await first.agenda.flush();
    zoho.fault = () => undefined;
    const { agenda, clock } = await build({ zoho, deletionStore, isPageOpen: false });
    await clock.pass(5_000);
    await clock.pass(5_000);
    expect(zoho.held.size).toBe(0);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'done', total: 1, done: 1, topic: 'Topic 1001' }]);
    await clock.pass(200);
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('what waits is neither shown nor sent to another account, and is forgotten with its own', async () => {
    const deletionStore = memoryFile();
    const zoho = simZoho();
    const first = await withSessions(1, { zoho, deletionStore });
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    first.remove('1001');
    await first.agenda.flush();
    const sent = zoho.sent.filter((each) => each.startsWith('remove')).length;
    const second = await build({ zoho, deletionStore, connect: false });
    second.connect(account('8'));
    await second.clock.pass(1_000);
    expect(second.agenda.deletions.list()).toEqual([]);
    expect(removes(second)).toHaveLength(sent);
    second.connect(null);
    expect(second.agenda.deletions.list()).toHaveLength(1);
    expect(deletionStore.content()).not.toEqual({});

    const third = await build({ zoho, deletionStore, connect: false });
    const [waiting] = third.agenda.deletions.list();
    third.agenda.deletions.dismiss(waiting?.id ?? '');
    expect(deletionStore.content()).toEqual({});
  });

  it('a crash while it is held deletes nothing', async () => {
    const zoho = simZoho();
    const deletionStore = memoryFile();
    const first = await withSessions(1, { zoho, deletionStore });
    first.remove('1001');
    const second = await build({ zoho, deletionStore });
    expect(second.keys()).toEqual(['1001']);
    expect(second.agenda.deletions.list()).toEqual([]);
    expect(deletionStore.content()).toEqual({});
  });

  it('keeps nothing of a sandbox, and survives a store that fails or holds rubbish', async () => {
    const built = await withSessions(2);
    const { remove, zoho, agenda, connect, deletionStore, log } = built;
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    connect(account('9', { sandbox: true }));
    remove('1001');
    await agenda.flush();
    expect(deletionStore.content()).toEqual({});
    connect(account('7'));
    remove('1002');
    deletionStore.set = () => {
      throw new Error('disk full');
    };
    await agenda.flush();
    expect(log.lines.map(({ message }) => message)).toContain('waiting deletions could not be kept');

    const rubbish = memoryFile();
    const items = [{ key: '1', topic: 'T', error: { code: 'offline', message: '' } }];
    const good = { id: 'a', owner: 'eu 1 7', kind: 'meeting', items };
    rubbish.set('waiting', [null, { ...good, kind: 'party' }, { ...good, items: [] }, good]);
    const started = await build({ deletionStore: rubbish, connect: false });
    expect(started.agenda.deletions.list()).toMatchObject([{ id: 'a', topic: 'T' }]);
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

  it('tells what was not done, and sends nothing of it to the next account', async () => {
    const built = await withSessions(4);
    const { remove, agenda, zoho, connect, clock } = built;
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
    connect(account('8'));
    remove('1004');
    const sent = removes(built).length;
    connect(account('7'));
    await clock.pass(60_000);
    expect(removes(built)).toHaveLength(sent);
    for (const call of zoho.open()) await call.deliver();
    expect(agenda.deletions.list().map(({ total, failed }) => [total, failed.length])).toEqual([[3, 2], [1, 1]]);
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
