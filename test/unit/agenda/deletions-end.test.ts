import { describe, expect, it } from 'vitest';
import { deletionSchema } from '../../../contract/domain.ts';
import { before, quitOffline, removes, removing, withSessions } from './deletions-scene.ts';
import { settled } from './fakes.ts';
import { account, build, jsonRows, simZoho } from './sim.ts';

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
    const { zoho, outboxRows, first } = await quitOffline();
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
    const { zoho, outboxRows } = await quitOffline();
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
    const { zoho, outboxRows, first } = await quitOffline();
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
