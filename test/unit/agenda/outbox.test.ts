import { describe, expect, it } from 'vitest';
import { outboxItemSchema, type Deletion } from '../../../contract/domain.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { fail } from '../../../contract/result.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { listed, noon, hour, settled } from './fakes.ts';
import { account, build, jsonRows, simZoho, some, write, type Fault } from './sim.ts';

type Built = Awaited<ReturnType<typeof build>>;

const before = (code: ErrorCode, retryAfter?: number): Fault => ({
  error: fail(code, 'no', { retryAfter, details: { outcome: 'not-sent' } }), done: false,
});
const lost = (done: boolean): Fault => ({ error: fail('timeout', 'late', { details: { outcome: 'unknown' } }), done });

async function seeded(count = 2, more: Parameters<typeof build>[0] = {}): Promise<Built> {
  const zoho = more?.zoho ?? simZoho();
  if (zoho.held.size === 0) zoho.seed(...some(count));
  return build({ ...more, zoho });
}
const offline = ({ zoho }: Pick<Built, 'zoho'>) => void (zoho.fault = () => before('offline'));
const online = async ({ zoho, agenda }: Pick<Built, 'zoho' | 'agenda'>, tell = true) => {
  zoho.fault = () => undefined;
  if (tell) agenda.wake('online');
  await settled();
};
/** The writes, in the order they were sent. */
const writes = ({ zoho }: Pick<Built, 'zoho'>) => zoho.sent.filter((each) => !/^(?:list|get)/.test(each));
const items = ({ agenda }: Pick<Built, 'agenda'>) => agenda.outbox.list().map((each) => outboxItemSchema.parse(each));
const states = (built: Built) => items(built).map(({ change, topic, state }) => `${change} ${topic}: ${state}`);
const only = (built: Built) => {
  const [item, ...rest] = items(built);
  if (!item || rest.length > 0) throw new Error(`${rest.length} more`);
  return item;
};
/** Parley ends without a word, and is started again over what is on disk. */
const crash = ({ zoho, outboxRows }: Built, more: Parameters<typeof build>[0] = {}) => {
  const copy = jsonRows();
  for (const row of outboxRows.all()) copy.put(row);
  return build({ zoho, outboxRows: copy, ...more });
};

describe('without a network', () => {
  it('what is made, changed and deleted is kept, shown as waiting, and arrives in order', async () => {
    const built = await seeded(2);
    const { create, update, remove, topics, clock, outboxRows, zoho } = built;
    offline(built);
    expect(valueOf(await create('Plan'))).toMatchObject({ waiting: true, key: expect.stringMatching(/^new-/) });
    expect(valueOf(await update('1001', 'Other'))).toMatchObject({ waiting: true, key: '1001' });
    remove('1002');
    await clock.pass(8_000);
    expect(topics()).toEqual(['Other (waiting)', 'Plan (waiting)']);
    expect(states(built)).toEqual(['create Plan: waiting', 'update Other: waiting', 'delete Topic 1002: waiting']);
    expect(items(built)[0]).toMatchObject({ error: { code: 'offline' }, nextTry: expect.any(Number) });
    expect(outboxRows.ids()).toHaveLength(3);
    const tried = writes(built).length;
    await online(built);
    expect(writes(built).slice(tried)).toEqual(['create Plan', 'update 1001', 'remove 1002']);
    expect(topics()).toEqual(['Other', 'Plan']);
    expect([items(built), outboxRows.ids()]).toEqual([[], []]);
    expect([...zoho.held.values()].map(({ topic }) => topic).toSorted()).toEqual(['Other', 'Plan']);
  });

  it('everything is there after a crash, and arrives', async () => {
    const first = await seeded(2);
    offline(first);
    await first.create('Plan');
    await first.update('1001', 'Other');
    const second = await crash(first);
    expect(states(second)).toEqual(['create Plan: waiting', 'update Other: waiting']);
    expect(second.topics()).toEqual(['Plan (waiting)']);
    await online(second);
    await second.agenda.sessions.refresh('meeting', 'all');
    expect(second.topics()).toEqual(['Other', 'Plan', 'Topic 1002']);
    expect(second.outboxRows.ids()).toEqual([]);
  });

  it('is tried again after 5 s, 10 s, 20 s, and by hand at once', async () => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Other');
    const tries: number[] = [];
    const begin = built.clock.now();
    for (let count = writes(built).length; built.clock.now() < begin + 40_000;) {
      await built.clock.pass(1_000);
      if (writes(built).length > count) tries.push((built.clock.now() - begin) / 1_000);
      count = writes(built).length;
    }
    expect(tries).toEqual([5, 15, 35]);
    await online(built, false);
    built.agenda.outbox.retry(only(built).id);
    await settled();
    expect(items(built)).toEqual([]);
  });

  it.each(['resume', 'unlock', 'online'] as const)('is tried again on %s', async (reason) => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Other');
    await online(built, false);
    built.agenda.wake(reason);
    await settled();
    expect(items(built)).toEqual([]);
  });

  it('is tried again when a listing was read, and when something else is changed', async () => {
    const built = await seeded(2);
    offline(built);
    await built.update('1001', 'Other');
    await online(built, false);
    await built.agenda.sessions.refresh('meeting', 'all');
    await settled();
    expect(items(built)).toEqual([]);
    offline(built);
    await built.update('1001', 'Third');
    await online(built, false);
    expect(valueOf(await built.update('1002', 'Fourth')).waiting).toBe(false);
    expect(built.topics()).toEqual(['Fourth', 'Third']);
  });

  it('an answer is not waited for longer than 3 s once it is known', async () => {
    const built = await seeded(2);
    offline(built);
    await built.update('1001', 'Other');
    built.zoho.isPrompt = false;
    const answer = built.update('1002', 'More');
    await built.clock.pass(3_000);
    expect(valueOf(await answer).waiting).toBe(true);
  });
});

describe('changes of one session that wait', () => {
  it('become one: an edit of what is to be made, an edit of an edit', async () => {
    const built = await seeded(1);
    const { create, update, clock, keys } = built;
    offline(built);
    await create('Plan');
    const temporary = keys().find((key) => key.startsWith('new-')) ?? '';
    await update(temporary, 'Better');
    await update('1001', 'One');
    await update('1001', 'Two');
    expect(states(built)).toEqual(['create Better: waiting', 'update Two: waiting']);
    expect(built.topics()).toEqual(['Better (waiting)', 'Two (waiting)']);
    await clock.pass(1_000);
    const tried = writes(built).length;
    await online(built);
    expect(writes(built).slice(tried)).toEqual(['create Better', 'update 1001']);
    expect(built.topics()).toEqual(['Better', 'Two']);
  });

  it('come to nothing when what was never sent is deleted', async () => {
    const built = await seeded(0);
    offline(built);
    await built.create('Plan');
    built.remove(built.keys()[0] ?? '');
    expect(items(built)).toHaveLength(2);
    await built.clock.pass(8_000);
    const tried = writes(built).length;
    await built.clock.pass(200);
    expect([items(built), built.keys(), built.outboxRows.ids()]).toEqual([[], [], []]);
    expect(built.told.at(-1)).toEqual(['done 1/1 !0']);
    await online(built);
    expect(writes(built)).toHaveLength(tried);
  });

  it('a deletion takes their place when it can no longer be undone, and gives it back when dropped', async () => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Other');
    const undone = valueOf(built.remove('1001'));
    built.agenda.deletions.undo(undone.id);
    expect(built.topics()).toEqual(['Other (waiting)']);
    built.remove('1001');
    await built.clock.pass(8_000);
    expect(states(built)).toEqual(['delete Other: waiting']);
    expect(built.agenda.outbox.drop(only(built).id).ok).toBe(true);
    expect(states(built)).toEqual(['update Other: waiting']);
    await online(built);
    expect(built.topics()).toEqual(['Other']);
  });

  it('an edit that has not been sent when the meeting is deleted is told so', async () => {
    const built = await seeded(2);
    built.zoho.isPrompt = false;
    void built.update('1002', 'Busy');
    const answer = built.update('1001', 'Other');
    built.remove('1001');
    await built.clock.pass(8_000);
    expect(outcome(await answer)).toBe('not-found');
    expect(states(built)).toEqual(['update Busy: sending', 'delete Other: waiting']);
  });

  it('an edit of what is being made waits for it; after a lost one, for the answer', async () => {
    const built = await seeded(0);
    built.zoho.fault = (verb) => (verb === 'create' ? lost(true) : verb === 'find' ? before('offline') : undefined);
    const { key } = valueOf(await built.create('Plan'));
    await settled();
    expect(valueOf(await built.update(key, 'Better')).waiting).toBe(true);
    expect(states(built)).toEqual(['create Plan: asking', 'update Better: waiting']);
    expect(built.topics()).toEqual(['Better (asking)']);
    await online(built);
    expect(built.topics()).toEqual(['Better']);
    expect(writes(built).filter((each) => each.startsWith('create'))).toHaveLength(1);
  });
});

describe('a create that may have been made', () => {
  it('when Parley crashed while it was sent: is found and taken at the next start', async () => {
    const first = await seeded(1);
    first.zoho.isPrompt = false;
    void first.create('Plan');
    await settled();
    // Zoho makes it, and nobody is there any more to hear of it.
    first.zoho.open().find(({ verb }) => verb === 'create')?.carryOut();
    first.zoho.isPrompt = true;
    const second = await crash(first);
    await settled();
    expect(second.topics()).toEqual(['Plan', 'Topic 1001']);
    expect([writes(second), second.outboxRows.ids()]).toEqual([['create Plan', 'find Plan'], []]);
  });

  it('when it was not made: asks, and is made anew only when that is wanted', async () => {
    const first = await seeded(0);
    first.zoho.isPrompt = false;
    void first.create('Plan');
    await settled();
    first.zoho.isPrompt = true;
    const second = await crash(first);
    await settled();
    expect(only(second)).toMatchObject({
      state: 'asking', question: { type: 'lost-create', candidates: 0, looked: true },
    });
    expect(second.topics()).toEqual(['Plan (asking)']);
    await second.agenda.sessions.refresh('meeting', 'all');
    second.agenda.wake('online');
    await second.clock.pass(60 * 60_000);
    expect(writes(second)).toEqual(['create Plan', 'find Plan']);

    second.agenda.outbox.answer({ id: only(second).id, answer: { type: 'look' } });
    await settled();
    expect(writes(second).slice(2)).toEqual(['find Plan']);
    second.agenda.outbox.answer({ id: only(second).id, answer: { type: 'send' } });
    await settled();
    expect(writes(second).slice(3)).toEqual(['create Plan']);
    expect([second.topics(), items(second)]).toEqual([['Plan'], []]);
  });

  it('when nothing had been sent: is made', async () => {
    const first = await seeded(0);
    first.outboxRows.isBroken = false;
    offline(first);
    await first.create('Plan');
    const second = await crash(first);
    await online(second);
    expect(writes(second)).not.toContain('find Plan');
    expect(second.topics()).toEqual(['Plan']);
  });

  it('is taken as soon as a listing shows it, and not looked for in every listing', async () => {
    const built = await seeded(0);
    built.zoho.fault = (verb) => (verb === 'create' ? lost(false) : undefined);
    await built.create('Plan');
    await settled();
    const looks = () => writes(built).filter((each) => each.startsWith('find')).length;
    const [looked] = [looks()];
    for (let count = 0; count < 3; count++) await built.agenda.sessions.refresh('meeting', 'all');
    expect(looks()).toBe(looked);
    // It was late, or somebody's hand has made it.
    built.zoho.seed(listed('77', Date.UTC(2026, 5, 20, 10), { topic: 'Plan', timeZone: 'UTC' }));
    await built.agenda.sessions.refresh('meeting', 'all');
    await settled();
    expect([looks(), built.topics(), items(built)]).toEqual([looked + 1, ['Plan'], []]);
  });

  it('is not looked for again and again when what looks like it is not it', async () => {
    const built = await seeded(0);
    built.zoho.fault = (verb) => (verb === 'create' ? lost(false) : undefined);
    built.zoho.writer.find = async () => {
      built.zoho.sent.push('find Plan');
      return fail('create-unknown', 'no', { details: { outcome: 'unknown', candidates: 0, looked: true } });
    };
    await built.create('Plan');
    built.zoho.seed(listed('77', Date.UTC(2026, 5, 20, 10), { topic: 'Plan', timeZone: 'UTC', creatorZuid: '1' }));
    for (let count = 0; count < 5; count++) {
      await built.agenda.sessions.refresh('meeting', 'all');
      await settled();
    }
    expect(writes(built).filter((each) => each.startsWith('find'))).toHaveLength(1);
  });

  it('and whose evidence the disk refuses is not sent', async () => {
    const built = await seeded(0);
    built.zoho.isPrompt = false;
    const listing = built.agenda.sessions.refresh('meeting', 'all');
    const { writer } = built.zoho;
    const { create } = writer;
    writer.create = async (...input) => {
      built.outboxRows.isBroken = true;
      return create(...input);
    };
    const answer = built.create('Plan');
    await settled();
    expect(writes(built)).toEqual([]);
    expect(built.zoho.open().map(({ verb }) => verb)).not.toContain('create');
    built.zoho.isPrompt = true;
    expect(outcome(await answer)).toBe('not-kept');
    built.zoho.open().forEach((call) => void call.deliver());
    await listing;
  });

  it('that Zoho plainly did not take is sent again without a question', async () => {
    const built = await seeded(0);
    let left = 1;
    const limited = { error: fail('rate-limited', 'no', { retryAfter: 20_000 }), done: false } as const;
    built.zoho.fault = (verb) => (verb === 'create' && left-- > 0 ? limited : undefined);
    expect(valueOf(await built.create('Plan')).waiting).toBe(true);
    expect(only(built)).toMatchObject({ state: 'waiting', error: { code: 'rate-limited' } });
    await built.clock.pass(19_000);
    built.agenda.wake('online');
    await settled();
    expect(writes(built)).toEqual(['create Plan']);
    await built.clock.pass(1_000);
    expect([writes(built), built.topics()]).toEqual([['create Plan', 'create Plan'], ['Plan']]);
  });
});

describe('when Zoho’s copy has changed meanwhile', () => {
  const changed = async () => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Mine');
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs' }));
    await online(built);
    return built;
  };

  it('shows what it was, what is wanted and what is there; and writes what is chosen', async () => {
    const built = await changed();
    const { id, state, question } = only(built);
    expect([state, question]).toMatchObject([
      'asking',
      {
        type: 'conflict', base: { topic: 'Topic 1001', agenda: null }, mine: { topic: 'Mine', participants: null },
        theirs: { topic: 'Theirs', startsAt: noon + hour },
      },
    ]);
    expect(built.zoho.held.get('1001')?.topic).toBe('Theirs');
    expect(built.topics()).toEqual(['Mine (asking)']);
    expect(outcome(built.agenda.outbox.answer({ id, answer: { type: 'look' } }))).toBe('rejected');
    built.agenda.outbox.answer({ id, answer: { type: 'write', write: write('Both') } });
    await settled();
    expect([built.topics(), items(built)]).toEqual([['Both'], []]);
    expect(outcome(built.agenda.outbox.answer({ id, answer: { type: 'write', write: write('Both') } }))).toBe('rejected');
  });

  it('asks again when it changes once more before the answer', async () => {
    const built = await changed();
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs again' }));
    built.agenda.outbox.answer({ id: only(built).id, answer: { type: 'write', write: write('Both') } });
    await settled();
    expect(only(built)).toMatchObject({
      state: 'asking', question: { base: { topic: 'Theirs' }, theirs: { topic: 'Theirs again' } },
    });
  });

  it('leaves it as it is when the change is dropped', async () => {
    const built = await changed();
    built.agenda.outbox.drop(only(built).id);
    await built.agenda.sessions.refresh('meeting', 'all');
    expect([built.topics(), items(built)]).toEqual([['Theirs'], []]);
  });

  it('an edit on line asks, too; the rest goes on', async () => {
    const built = await seeded(2);
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs' }));
    expect(valueOf(await built.update('1001', 'Mine')).waiting).toBe(true);
    expect(valueOf(await built.update('1002', 'Other')).waiting).toBe(false);
    expect(states(built)).toEqual(['update Mine: asking']);
  });

  it('the traces of an own send whose answer was lost are no change', async () => {
    const built = await seeded(1);
    built.zoho.fault = (verb) => (verb === 'update' ? lost(true) : undefined);
    await built.update('1001', 'One');
    await built.update('1001', 'Two');
    expect(only(built)).toMatchObject({ topic: 'Two', state: 'waiting' });
    await online(built);
    expect([built.topics(), items(built)]).toEqual([['Two'], []]);
  });

  it('nor are they after a crash', async () => {
    const first = await seeded(1);
    first.zoho.isPrompt = false;
    void first.update('1001', 'One');
    await settled();
    first.zoho.open().find(({ verb }) => verb === 'update')?.carryOut();
    first.zoho.isPrompt = true;
    const second = await crash(first);
    await settled();
    expect([second.topics(), items(second)]).toEqual([['One'], []]);
  });

  it('not even when it is changed once more before Zoho can be reached', async () => {
    const first = await seeded(1);
    first.zoho.isPrompt = false;
    void first.update('1001', 'One');
    await settled();
    first.zoho.open().find(({ verb }) => verb === 'update')?.carryOut();
    first.zoho.isPrompt = true;
    offline(first);
    const second = await crash(first);
    await second.update('1001', 'Two');
    await online(second);
    await second.agenda.sessions.refresh('meeting', 'all');
    expect([second.topics(), items(second)]).toEqual([['Two'], []]);
  });

  it('what the form showed is what counts, where it is told', async () => {
    const built = await seeded(1);
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs', timeZone: 'UTC' }));
    await built.agenda.sessions.refresh('meeting', 'all');
    const shown = write('Before', { date: '2026-06-19', time: '13:00' });
    const edit = { kind: 'meeting', key: '1001', write: write('Mine') } as const;
    expect(valueOf(await built.agenda.edits.update({ ...edit, base: shown })).waiting).toBe(true);
    expect(only(built).question).toMatchObject({ base: { topic: 'Before' }, theirs: { topic: 'Theirs' } });
    built.agenda.outbox.drop(only(built).id);
    const seen = { ...shown, topic: 'Theirs' };
    expect(valueOf(await built.agenda.edits.update({ ...edit, base: seen })).waiting).toBe(false);
  });
});

describe('when it is not at Zoho any more', () => {
  it('on line, that is the answer, and the form is still there', async () => {
    const built = await seeded(1);
    built.zoho.held.clear();
    expect(outcome(await built.update('1001', 'Other'))).toBe('not-found');
    await settled();
    expect([items(built), built.keys(), built.outboxRows.ids()]).toEqual([[], [], []]);
  });

  it.each(['send', 'drop'] as const)('later, it is asked what is to become of it: %s', async (choice) => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Other');
    built.zoho.held.clear();
    await online(built);
    const { id, state, question } = only(built);
    expect([state, question]).toEqual(['asking', { type: 'gone' }]);
    if (choice === 'send') built.agenda.outbox.answer({ id, answer: { type: 'send' } });
    else built.agenda.outbox.drop(id);
    await settled();
    expect(built.topics()).toEqual(choice === 'send' ? ['Other'] : []);
    expect([items(built), built.zoho.held.size]).toEqual([[], choice === 'send' ? 1 : 0]);
  });

  it('a deletion is simply done', async () => {
    const built = await seeded(1);
    offline(built);
    built.remove('1001');
    await built.clock.pass(8_000);
    built.zoho.held.clear();
    await online(built);
    expect(items(built)).toEqual([]);
  });
});

describe('a refusal', () => {
  const refuses = (built: Built) =>
    void (built.zoho.fault = (verb) =>
      verb === 'create' || verb === 'update' ? { error: fail('rejected', 'no'), done: false } : undefined);

  it('of what is known to wait is kept, holds up nothing else, and is sent again by hand only', async () => {
    const built = await seeded(2);
    offline(built);
    await built.create('Plan');
    await built.update('1001', 'Other');
    built.remove('1002');
    await built.clock.pass(8_000);
    refuses(built);
    built.agenda.wake('online');
    await settled();
    expect(states(built)).toEqual(['create Plan: failed', 'update Other: failed']);
    expect(built.topics()).toEqual(['Other (asking)', 'Plan (asking)']);
    const tried = writes(built).length;
    await built.clock.pass(60 * 60_000);
    built.agenda.wake('online');
    expect(writes(built)).toHaveLength(tried);

    built.zoho.fault = () => undefined;
    // A better edit takes the place of the refused one.
    expect(valueOf(await built.update('1001', 'Third')).waiting).toBe(false);
    built.agenda.outbox.retry(null);
    await settled();
    expect([built.topics(), items(built)]).toEqual([['Plan', 'Third'], []]);
  });

  it('of a create takes along what was to be done with it', async () => {
    const built = await seeded(0);
    offline(built);
    await built.create('Plan');
    refuses(built);
    built.agenda.wake('online');
    await settled();
    built.remove(built.keys()[0] ?? '');
    await built.clock.pass(8_000);
    await built.clock.pass(200);
    expect([items(built), built.keys()]).toEqual([[], []]);
    expect(built.told).toContainEqual(['done 1/1 !0']);
  });
});

describe('one that fails by itself', () => {
  it('holds up no other, and is tried again later', async () => {
    const built = await seeded(3);
    built.zoho.fault = (verb, key) => (verb === 'update' && key === '1001' ? before('zoho-unavailable') : undefined);
    expect(valueOf(await built.update('1001', 'Bad')).waiting).toBe(true);
    for (const key of ['1002', '1003']) expect(valueOf(await built.update(key, 'Good')).waiting).toBe(false);
    built.zoho.fault = () => undefined;
    await built.clock.pass(5_000);
    expect(built.topics()).toEqual(['Bad', 'Good', 'Good']);
  });

  it('dropping and being sent', async () => {
    const built = await seeded(1);
    built.zoho.isPrompt = false;
    void built.update('1001', 'Other');
    await settled();
    expect(outcome(built.agenda.outbox.drop(only(built).id))).toBe('rejected');
    expect(outcome(built.agenda.outbox.drop('nobody'))).toBe('ok');
  });
});

describe('a disk that takes nothing', () => {
  it('does not matter while Zoho can be reached', async () => {
    const built = await seeded(2);
    built.outboxRows.isBroken = true;
    expect(valueOf(await built.update('1001', 'Other')).waiting).toBe(false);
    expect(valueOf(built.remove('1002')).state).toBe('held');
    await built.clock.pass(8_000);
    expect(built.topics()).toEqual(['Other']);
    expect(items(built)).toEqual([]);
  });

  it('is told when Zoho cannot be reached either, and nothing is promised', async () => {
    const built = await seeded(2);
    built.outboxRows.isBroken = true;
    offline(built);
    expect(outcome(await built.create('Plan'))).toBe('not-kept');
    expect(outcome(await built.update('1001', 'Other'))).toBe('not-kept');
    expect(built.topics()).toEqual(['Topic 1001', 'Topic 1002']);
    expect(items(built)).toEqual([]);
  });

  it('is told at once while Zoho has asked to wait', async () => {
    const built = await seeded(2);
    built.zoho.fault = () => before('rate-limited', 60_000);
    await built.update('1001', 'Other');
    built.outboxRows.isBroken = true;
    expect(outcome(await built.create('Plan'))).toBe('not-kept');
    expect(outcome(built.remove('1002'))).toBe('not-kept');
    expect([states(built), built.topics()]).toEqual([
      ['update Other: waiting'], ['Other (waiting)', 'Topic 1002'],
    ]);
  });

  it('gives a deletion back', async () => {
    const built = await seeded(1);
    built.outboxRows.isBroken = true;
    const { id } = valueOf(built.remove('1001'));
    offline(built);
    await built.clock.pass(8_000);
    const report = built.agenda.deletions.list().find((each: Deletion) => each.id === id);
    expect(report?.failed).toMatchObject([{ error: { code: 'not-kept' } }]);
    expect(built.keys()).toEqual(['1001']);
  });
});

describe('accounts', () => {
  it('each has its own, sent only under it', async () => {
    const built = await seeded(1);
    const { connect } = built;
    offline(built);
    await built.update('1001', 'Other');
    connect(account('8'));
    expect([items(built), built.agenda.isIdle()]).toEqual([[], true]);
    await built.create('Of eight');
    const tried = writes(built).length;
    await online(built);
    expect(writes(built).slice(tried)).toEqual(['create Of eight']);
    connect(account('7'));
    await settled();
    expect(writes(built).slice(tried + 1)).toEqual(['update 1001']);
    expect(built.outboxRows.ids()).toEqual([]);
  });

  it('what is being sent when the account is left is neither lost nor sent twice', async () => {
    const built = await seeded(1);
    const { connect, zoho } = built;
    zoho.isPrompt = false;
    const answers = [built.create('Plan'), built.update('1001', 'Other')];
    await settled();
    const call = zoho.open().find(({ verb }) => verb === 'create');
    connect(account('8'));
    expect(outcome(await (answers[1] ?? Promise.reject(new Error('none'))))).toBe('not-connected');
    zoho.fault = (verb) => (verb === 'create' ? lost(true) : undefined);
    await call?.deliver();
    expect(outcome(await (answers[0] ?? Promise.reject(new Error('none'))))).toBe('not-connected');
    zoho.fault = () => undefined;
    zoho.isPrompt = true;
    expect(built.outboxRows.ids()).toHaveLength(2);
    connect(account('7'));
    await settled();
    built.agenda.wake('online');
    await built.agenda.sessions.refresh('meeting', 'all');
    await settled();
    expect(built.topics()).toEqual(['Other', 'Plan']);
    expect(zoho.held.size).toBe(2);
  });

  it('what is broken off because the account is left is no refusal', async () => {
    const built = await seeded(1);
    built.zoho.isPrompt = false;
    void built.update('1001', 'Other');
    await settled();
    const call = built.zoho.open().find(({ verb }) => verb === 'update');
    built.connect(account('8'));
    built.zoho.fault = () => before('internal');
    await call?.deliver();
    expect(built.outboxRows.ids()).toHaveLength(1);
  });

  it('is forgotten on Disconnect', async () => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Other');
    built.connect(null);
    expect([items(built), built.outboxRows.ids()]).toEqual([[], []]);
    expect(outcome(await built.create('Plan'))).toBe('not-connected');
  });

  it('waits while it has to be connected again, and goes on when it is', async () => {
    const built = await seeded(1);
    built.zoho.fault = () => before('reconnect-needed');
    built.agenda.follow({ account: account('7'), health: 'reconnect-needed' });
    expect(valueOf(await built.update('1001', 'Other')).waiting).toBe(true);
    built.zoho.fault = () => undefined;
    built.agenda.follow({ account: account('7'), health: 'ok' });
    await settled();
    expect(items(built)).toEqual([]);
  });
});

it('tells every change of it, as the contract has it', async () => {
  const built = await seeded(1);
  const told: string[] = [];
  built.agenda.outbox.onChange((list) => told.push(list.map((each) => outboxItemSchema.parse(each).state).join(' ')));
  offline(built);
  await built.update('1001', 'Other');
  await built.clock.pass(100);
  await online(built);
  await built.clock.pass(100);
  expect(told).toContain('waiting');
  expect(told.at(-1)).toBe('');
});

it('a thousand deletions are written at once', async () => {
  const built = await seeded(1_000);
  let times = 0;
  const { transaction } = built.outboxRows;
  built.outboxRows.transaction = (work) => {
    times++;
    transaction(work);
  };
  const { id } = valueOf(built.remove(...built.keys()));
  expect([times, built.outboxRows.ids().length]).toEqual([1, 1_000]);
  built.agenda.deletions.undo(id);
  expect([times, built.outboxRows.ids().length]).toEqual([2, 0]);
  expect(built.keys()).toHaveLength(1_000);
});
