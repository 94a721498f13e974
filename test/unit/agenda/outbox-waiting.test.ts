import { describe, expect, it } from 'vitest';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { settled } from './fakes.ts';
import { before, crash, items, lost, offline, online, only, seeded, states, writes } from './outbox-helpers.ts';

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
