/** Creates whose answer is lost (zoho-api.md section 7, rule 6), with counts of what exists afterwards. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../electron/ports.ts';
import type { FaultEffect } from '../../electron/sandbox/server/faults.ts';
import { hour, start, startWriting, write, type Writing } from './zoho-writing.ts';

let at: Writing;
beforeAll(async () => {
  at = await startWriting();
});
afterEach(() => {
  at.sandbox.control.reset();
  at.sandbox.control.data.clear();
  at.requests.clear();
});
afterAll(() => at.sandbox.close());

const data = () => at.sandbox.control.data;
const onPost = (effect: FaultEffect, more: { times?: number; skip?: number } = {}) =>
  at.sandbox.control.faults.add({ method: 'POST', path: /sessions\.json|webinar\.json/, effect, ...more });
const onList = (effect: FaultEffect, more: { times?: number; skip?: number } = {}) =>
  at.sandbox.control.faults.add({ method: 'GET', path: /sessions\.json/, effect, ...more });
const posts = () => at.sandbox.control.log.count({ method: 'POST', path: /sessions\.json|webinar\.json/ });
const twin = { topic: write().topic, start, duration: hour };

/** Creates, and tells what came of it and what exists. */
async function tried(twinless: ReturnType<Writing['twinless']>, kind: 'meeting' | 'webinar' = 'meeting') {
  const before = posts();
  const result = await twinless.create(kind, write());
  return {
    result: result.ok ? (result.value.adopted ? 'adopted' : 'created') : result.error.code,
    key: result.ok ? result.value.session.key : null,
    details: result.ok ? undefined : result.error.details,
    exist: data().all().length,
    sent: posts() - before,
  };
}

const beforeWrite: [string, FaultEffect][] = [
  ['a reset', { kind: 'reset' }],
  ['silence', { kind: 'silence' }],
  ['500', { kind: 'answer', status: 500 }],
  ['a page with 503', { kind: 'html', status: 503 }],
  ['a page with 200', { kind: 'html' }],
  ['a captive portal', { kind: 'captive-portal' }],
];
const afterWrite: [string, FaultEffect][] = [
  ['a reset', { kind: 'reset', afterCommit: true }],
  ['silence', { kind: 'silence', afterCommit: true }],
  ['half an answer', { kind: 'truncated', cut: 'body' }],
  ['a connection that ends in the answer', { kind: 'truncated', cut: 'connection' }],
  ['an answer without end', { kind: 'huge', bytes: 11 * 1024 * 1024 }],
  ['an answer that comes later', { kind: 'delay', ms: 320 }],
];

describe.each([['no twin', 0], ['a twin', 1], ['three twins', 3]] as const)('with %s there before', (_name, twins) => {
  const addTwins = () => {
    for (let count = 0; count < twins; count++) data().add(twin);
  };

  it.each(beforeWrite)('lost before the write, by %s: none is made, and the person is asked', async (_, effect) => {
    addTwins();
    onPost(effect);
    const twinless = at.twinless();
    const lost = await tried(twinless);
    expect(lost).toMatchObject({ result: 'create-unknown', exist: twins, sent: 1 });
    expect(lost.details).toMatchObject({ outcome: 'unknown', candidates: 0, looked: true });
    // Asked again, it is made.
    expect(await tried(twinless)).toMatchObject({ result: 'created', exist: twins + 1, sent: 1 });
  });

  it.each(afterWrite)('lost after the write, by %s: the one made is found', async (_, effect) => {
    addTwins();
    const before = new Set(data().all().map(({ key }) => key));
    onPost(effect);
    const found = await tried(at.twinless());
    expect(found).toMatchObject({ result: 'adopted', exist: twins + 1, sent: 1 });
    expect(data().all().filter(({ key }) => !before.has(key)).map(({ key }) => key)).toEqual([found.key]);
    // Its details can show the request that was lost.
    expect(at.requests.of(found.key).map(({ method }) => method)).toEqual(['POST']);
  });
});

describe('lost twice', () => {
  it('before the write, then after it: one', async () => {
    onPost({ kind: 'reset' });
    onPost({ kind: 'reset', afterCommit: true });
    const twinless = at.twinless();
    expect(await tried(twinless)).toMatchObject({ result: 'create-unknown', exist: 0 });
    expect(await tried(twinless)).toMatchObject({ result: 'adopted', exist: 1 });
  });

  it('after the write each time, on purpose: two, each its own', async () => {
    onPost({ kind: 'silence', afterCommit: true }, { times: 2 });
    const twinless = at.twinless();
    const first = await tried(twinless);
    const second = await tried(twinless);
    expect([first.result, second.result, second.exist]).toEqual(['adopted', 'adopted', 2]);
    expect(first.key).not.toBe(second.key);
  });

  it('at the same moment: one each', async () => {
    onPost({ kind: 'reset', afterCommit: true }, { times: 2 });
    const twinless = at.twinless();
    const create = () => twinless.create('meeting', write());
    const [first, second] = await Promise.all([create(), create()]);
    expect(first.ok && second.ok && first.value.session.key !== second.value.session.key).toBe(true);
    expect(data().all()).toHaveLength(2);
  });

  it('a webinar is found like a meeting', async () => {
    onPost({ kind: 'reset', afterCommit: true });
    expect(await tried(at.twinless(), 'webinar')).toMatchObject({ result: 'adopted', exist: 1 });
  });
});

describe('a twin that comes between', () => {
  const lost: FaultEffect = { kind: 'reset' };
  const done: FaultEffect = { kind: 'reset', afterCommit: true };

  it('made by someone else is not taken', async () => {
    onPost(lost);
    const afterSend = () => void data().add({ ...twin, creatorZuid: '71009999' });
    const none = await tried(at.twinless({ afterSend }));
    expect(none).toMatchObject({ result: 'create-unknown', details: { candidates: 0 }, exist: 1 });
    onPost(done);
    expect(await tried(at.twinless({ afterSend }))).toMatchObject({ result: 'adopted', exist: 3 });
  });

  it('made by the same person elsewhere: both are shown, none is chosen', async () => {
    onPost(done);
    const twinless = at.twinless({ afterSend: () => void data().add(twin) });
    expect(await tried(twinless)).toMatchObject({ result: 'create-unknown', details: { candidates: 2 }, exist: 2 });
    // Asked again, it still does not choose, and sends no third.
    expect(await tried(twinless)).toMatchObject({ result: 'create-unknown', exist: 2, sent: 0 });
  });
});

describe('a listing in trouble', () => {
  const done: FaultEffect = { kind: 'reset', afterCommit: true };

  it('before the send: nothing is sent', async () => {
    onList({ kind: 'html' }, { times: Infinity });
    const held = await tried(at.twinless());
    expect(held).toMatchObject({ result: 'captive-portal', details: { outcome: 'not-sent' }, exist: 0, sent: 0 });
  });

  it('slow, failing, then there: the one made is found', async () => {
    onPost(done);
    onList({ kind: 'delay', ms: 150 });
    // Each look gives up after three attempts.
    onList({ kind: 'answer', status: 503 }, { skip: 1, times: 3 });
    onList({ kind: 'delay', ms: 1000 }, { skip: 1, times: 1 });
    expect(await tried(at.twinless())).toMatchObject({ result: 'adopted', exist: 1, sent: 1 });
  });

  it('gone for good: asked, and found when it is asked for again', async () => {
    onPost(done);
    const remove = onList({ kind: 'answer', status: 503 }, { skip: 1, times: Infinity });
    const twinless = at.twinless();
    const asked = await tried(twinless);
    expect(asked).toMatchObject({ result: 'create-unknown', details: { looked: false }, exist: 1, sent: 1 });
    remove();
    expect(await tried(twinless)).toMatchObject({ result: 'adopted', exist: 1, sent: 0 });
  });

  it('of many pages, by either way of counting', async () => {
    for (const paging of ['record', 'page'] as const) {
      Object.assign(at.sandbox.control.modes, { paging, pageCap: 20, count: 'absent', millis: 'absent' });
      data().clear();
      data().generate(137, { from: Date.now() + hour, every: hour });
      onPost(done);
      expect(await tried(at.twinless())).toMatchObject({ result: 'adopted', exist: 138, sent: 1 });
    }
  });
});

it('Zoho does it long after everyone gave up: asked, then found, never two', async () => {
  onPost({ kind: 'delay', ms: 1500 });
  const twinless = at.twinless();
  expect(await tried(twinless)).toMatchObject({ result: 'create-unknown', exist: 0, sent: 1 });
  await expect.poll(() => data().all().length, { timeout: 5000 }).toBe(1);
  const changed = await twinless.create('meeting', write({ agenda: 'Other', participants: [] }));
  expect(changed).toMatchObject({ ok: true, value: { adopted: true, session: { agenda: 'Other' } } });
  expect(data().all()).toMatchObject([{ agenda: 'Other', participants: [] }]);
});

it('a token that expires between listing and send is renewed, and one is created', async () => {
  const twinless = at.twinless({ beforeSend: () => at.sandbox.control.invalidateAccessTokens() });
  expect(await tried(twinless)).toMatchObject({ result: 'created', exist: 1, sent: 2 });
  onPost({ kind: 'silence', afterCommit: true }, { skip: 1 });
  expect(await tried(twinless)).toMatchObject({ result: 'adopted', exist: 2, sent: 2 });
});

it('a meeting that starts now is found among today’s', async () => {
  // Begun a moment ago: no longer upcoming for a server that takes the word literally.
  const now = new Date(systemClock.now() - 60_000).toISOString();
  const starting = write({ date: now.slice(0, 10), time: now.slice(11, 16), timeZone: 'UTC' });
  onPost({ kind: 'reset', afterCommit: true });
  const result = await at.twinless().create('meeting', starting);
  expect(result).toMatchObject({ ok: true, value: { adopted: true } });
  const lists = at.sandbox.control.log.find({ method: 'GET', path: /sessions\.json/ });
  const types = lists.map(({ query }) => query['listtype']?.[0]);
  expect(new Set(types.slice(-3))).toEqual(new Set(['upcoming', 'today', 'past']));
  expect(data().all()).toHaveLength(1);
});
