/** What is changed without a network, in the middle of faults, or right before a crash, against the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hour, noon, startMain, until, valueOf, write, type Main } from './agenda-harness.ts';

let main: Main;
beforeEach(async () => {
  main = await startMain();
});
afterEach(() => main.stop());

const control = () => main.sandbox.control;
const data = () => control().data;
const topics = () => data().all().map(({ topic }) => topic).toSorted();
const edits = () => main.agenda().edits;
const items = () => main.agenda().outbox.list();
const rows = () =>
  main.agenda().sessions.list({ kind: 'meeting', listType: 'all', search: '', offset: 0, limit: 1_000 }).items;
const shown = () => rows().map(({ topic, pending }) => (pending ? `${topic} (${pending})` : topic)).toSorted();
const sentWrites = () => control().log.all().filter(({ method, path }) => method !== 'GET' && /\/api\/v2\//.test(path));
const isEmpty = () => items().length === 0;
const goOnline = () => {
  main.isOffline = false;
  main.agenda().wake('online');
};
const refresh = async () => void valueOf(await main.agenda().sessions.refresh('meeting', 'all'));
const create = async (topic: string) => valueOf(await edits().create({ kind: 'meeting', write: write({ topic }) }));
const update = async (key: string, topic: string) =>
  valueOf(await edits().update({ kind: 'meeting', key, write: write({ topic }), base: null }));
const added = (topic: string, at = noon + hour) => data().add({ topic, start: at, duration: hour }).key;

describe('without a network', () => {
  it('a meeting is made, one is changed and one deleted; after a crash all arrive, once and in order', async () => {
    const [changed, deleted] = [added('First'), added('Second', noon + 3 * hour)];
    await refresh();
    main.isOffline = true;
    expect((await create('Made')).waiting).toBe(true);
    expect((await update(changed, 'Changed')).waiting).toBe(true);
    const { id } = valueOf(main.agenda().deletions.start({ kind: 'meeting', keys: [deleted] }));
    expect(shown()).toEqual(['Changed (waiting)', 'Made (waiting)']);
    const state = () => main.agenda().deletions.list().find((each) => each.id === id)?.state;
    await until('the deletion waits', () => state() === 'running');
    expect(topics()).toEqual(['First', 'Second']);

    main.crash();
    expect(items().map(({ change, topic }) => `${change} ${topic}`)).toEqual([
      'create Made', 'update Changed', 'delete Second',
    ]);
    const before = sentWrites().length;
    goOnline();
    await until('all has arrived', isEmpty);
    expect(topics()).toEqual(['Changed', 'Made']);
    expect(sentWrites().slice(before).map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE']);
    await refresh();
    expect([shown(), main.rows.all()]).toEqual([['Changed', 'Made'], []]);
  });

  it('several changes of one meeting are one', async () => {
    const key = added('First');
    await refresh();
    main.isOffline = true;
    const { key: temporary } = await create('Made');
    await update(temporary, 'Made better');
    for (const topic of ['Two', 'Three']) await update(key, topic);
    goOnline();
    await until('all has arrived', isEmpty);
    expect(topics()).toEqual(['Made better', 'Three']);
    expect(sentWrites().map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });
});

describe('a create whose answer Parley did not live to see', () => {
  const post = (effect: { kind: 'silence'; afterCommit?: boolean }) =>
    control().faults.add({ path: /sessions\.json$/, method: 'POST', effect });
  const sent = () => sentWrites().filter(({ method }) => method === 'POST').length;

  it('is found at the next start, and not made again', async () => {
    // One like it was there before.
    data().add({ topic: 'Made', start: Date.UTC(2026, 10, 3, 4, 30), duration: hour });
    await refresh();
    post({ kind: 'silence', afterCommit: true });
    void edits().create({ kind: 'meeting', write: write({ topic: 'Made' }) });
    await until('it has been made', () => data().all().length === 2);
    main.crash();
    await until('it is found', isEmpty);
    await refresh();
    expect([topics(), shown(), sent()]).toEqual([['Made', 'Made'], ['Made', 'Made'], 1]);
  });

  it('is asked about when it is not there, and made when that is wanted', async () => {
    post({ kind: 'silence' });
    void edits().create({ kind: 'meeting', write: write({ topic: 'Made' }) });
    await until('it is sent', () => sent() === 1);
    main.crash();
    await until('it asks', () => items()[0]?.state === 'asking');
    expect(items()).toMatchObject([{ topic: 'Made', question: { type: 'lost-create', candidates: 0, looked: true } }]);
    await refresh();
    main.agenda().wake('online');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([sent(), shown()]).toEqual([1, ['Made (asking)']]);
    valueOf(main.agenda().outbox.answer({ id: items()[0]?.id ?? '', answer: { type: 'send' } }));
    await until('it is made', isEmpty);
    expect([topics(), sent()]).toEqual([['Made'], 2]);
  });
});

describe('what somebody else did meanwhile', () => {
  it('is shown beside one’s own, and the choice is written', async () => {
    const key = added('First');
    await refresh();
    main.isOffline = true;
    await update(key, 'Mine');
    Object.assign(data().get(key) ?? {}, { topic: 'Theirs', duration: 2 * hour });
    goOnline();
    await until('it asks', () => items()[0]?.state === 'asking');
    const { id, question } = items()[0] ?? {};
    expect(question).toMatchObject({
      type: 'conflict', base: { topic: 'First', duration: hour }, mine: { topic: 'Mine', duration: hour },
      theirs: { topic: 'Theirs', duration: 2 * hour },
    });
    expect([topics(), shown()]).toEqual([['Theirs'], ['Mine (asking)']]);
    const both = write({ topic: 'Mine', duration: 2 * hour });
    valueOf(main.agenda().outbox.answer({ id: id ?? '', answer: { type: 'write', write: both } }));
    await until('it is written', isEmpty);
    expect(data().get(key)).toMatchObject({ topic: 'Mine', duration: 2 * hour });
  });

  it('to what Zoho tells in other words is no conflict', async () => {
    const key = data().add({
      topic: 'First', start: noon + hour, duration: hour, timeZone: 'Asia/Kolkata', participants: [],
    }).key;
    await refresh();
    valueOf(await main.agenda().sessions.get('meeting', key, true));
    Object.assign(data().get(key) ?? {}, { topic: ' First ', timeZone: 'Asia/Calcutta' });
    expect((await update(key, 'Mine')).waiting).toBe(false);
  });

  it('when it is gone: made anew, if that is wanted', async () => {
    const key = added('First');
    await refresh();
    main.isOffline = true;
    await update(key, 'Mine');
    data().remove(key);
    goOnline();
    await until('it asks', () => items()[0]?.question?.type === 'gone');
    valueOf(main.agenda().outbox.answer({ id: items()[0]?.id ?? '', answer: { type: 'send' } }));
    await until('it is made', isEmpty);
    expect([topics(), shown()]).toEqual([['Mine'], ['Mine']]);
  });
});

it('waits as long as Zoho asks for, with everything behind it', async () => {
  const key = added('First');
  await refresh();
  control().faults.add({ path: /sessions\.json$/, method: 'POST', effect: { kind: 'rate-limit', retryAfter: 30 } });
  expect((await create('Made')).waiting).toBe(true);
  const from = main.clock.now();
  expect((await update(key, 'Changed')).waiting).toBe(true);
  main.agenda().wake('online');
  expect(sentWrites()).toHaveLength(1);
  await until('all has arrived', isEmpty);
  expect(main.clock.now() - from).toBeGreaterThan(25_000);
  expect(sentWrites().map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT']);
  expect(topics()).toEqual(['Changed', 'Made']);
});

it('of two accounts, each sends its own', async () => {
  const key = added('First');
  await refresh();
  main.isOffline = true;
  await update(key, 'Mine');
  main.isOffline = false;
  const [first, second] = [control().users.signedIn()?.email ?? '', 'bo@example.test'];
  control().users.add({ email: second });
  control().users.signIn(second);
  valueOf(await main.account.connect({ purpose: 'connect' }));
  await until('nothing of the other one is told', isEmpty);
  await create('Of the second');
  expect(sentWrites().map(({ method }) => method)).toEqual(['POST']);
  expect(main.rows.all()).toHaveLength(1);
  control().users.signIn(first);
  valueOf(await main.account.connect({ purpose: 'connect' }));
  await until('it has arrived', () => isEmpty() && main.rows.all().length === 0);
  expect(data().get(key)?.topic).toBe('Mine');
});
