import { describe, expect, it } from 'vitest';
import { outboxItemSchema, type Deletion } from '../../../contract/domain.ts';
import { fail } from '../../../contract/result.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { settled } from './fakes.ts';
import { before, items, lost, offline, online, only, seeded, states, writes, type Built } from './outbox-helpers.ts';
import { account } from './sim.ts';

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
