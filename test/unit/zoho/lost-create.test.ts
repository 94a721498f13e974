import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../contract/errors.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ApiTarget } from '../../../electron/account/service.ts';
import { createWithoutTwins, type CreateOptions, type Evidence } from '../../../electron/zoho/lost-create.ts';
import type { Listing, SessionWrite, ZohoListType, ZohoSession } from '../../../electron/zoho/types.ts';
import { fakeClock, fakeLog, outcome, valueOf } from './helpers.ts';
import { evening, hour, listedAs, me, writing } from './session-writes.ts';

const unknown = (code: ErrorCode = 'timeout') => fail(code, 'gone', { details: { outcome: 'unknown' } });
const listing = (...keys: (string | ZohoSession)[]): Result<Listing> =>
  ok({ sessions: keys.map((key) => (typeof key === 'string' ? listedAs(key) : key)), complete: true });

interface Script {
  /** One for each look: the first is the one before the send. The last one goes on for ever. */
  looks?: Result<Listing>[];
  sends?: Result<ZohoSession>[];
  updates?: Result<ZohoSession>[];
  known?: Set<string>;
  now?: number;
}

function build({ looks = [listing()], sends = [unknown()], updates = [], known = new Set(), now }: Script = {}) {
  const clock = fakeClock(now ?? evening - 48 * hour);
  /** What happened, in order. */
  const steps: string[] = [];
  const adopted: [string, number][] = [];
  const state = { target: me as ApiTarget | null, looks, sends, onSend: () => {}, onList: () => {} };
  let look = 0;
  let send = 0;
  let update = 0;
  const last = <T>(all: T[], index: number): T => {
    const one = all[Math.min(index, all.length - 1)];
    if (one === undefined) throw new Error('not prepared');
    return one;
  };
  const twinless = createWithoutTwins({
    clock,
    log: fakeLog(),
    target: () => state.target,
    knownKeys: () => known,
    onAdopted: (_kind, key, sentAt) => adopted.push([key, sentAt]),
    editing: {
      create: async () => {
        steps.push('send');
        state.onSend();
        return last(state.sends, send++);
      },
      update: async (_kind, key) => {
        steps.push(`update ${key}`);
        return last(updates, update++);
      },
    },
    sessions: {
      list: async (_kind, listType, options) => {
        steps.push(listType);
        if (options?.signal?.aborted) return fail('internal', 'aborted');
        state.onList();
        // The other listings of the same look show the same.
        return last(state.looks, listType === 'upcoming' ? look++ : look - 1);
      },
    },
  });
  const create = (more: Partial<SessionWrite> = {}, signal?: AbortSignal) =>
    twinless.create('meeting', writing(more), signal);
  return { clock, steps, adopted, state, create, twinless };
}

const details = (result: Result<unknown>) => (result.ok ? undefined : result.error.details);
const count = (steps: string[], step: string) => steps.filter((each) => each === step).length;

describe('a create that is answered', () => {
  it('is listed for, sent once, and done', async () => {
    const { steps, create } = build({ sends: [ok(listedAs('7'))] });
    expect(valueOf(await create())).toEqual({ session: listedAs('7'), adopted: false });
    expect(steps).toEqual(['upcoming', 'send']);
  });

  it.each(['rejected', 'too-many-participants', 'not-permitted', 'rate-limited'] as const)(
    'with a refusal (%s) is not looked for', async (code) => {
      const { steps, create } = build({ sends: [fail(code, '')] });
      expect(outcome(await create())).toBe(code);
      expect(steps).toEqual(['upcoming', 'send']);
    },
  );

  it('that was certainly not sent is not looked for', async () => {
    const { steps, create } = build({ sends: [fail('offline', '', { details: { outcome: 'not-sent' } })] });
    expect(outcome(await create())).toBe('offline');
    expect(steps).toEqual(['upcoming', 'send']);
  });
});

describe('before the send', () => {
  it('nothing is sent when the listing fails', async () => {
    const { steps, create } = build({ looks: [fail('captive-portal', '')] });
    expect(await create()).toMatchObject({ error: { code: 'captive-portal', details: { outcome: 'not-sent' } } });
    expect(steps).toEqual(['upcoming']);
  });

  it('nothing is sent without an account, or when it changes meanwhile', async () => {
    const off = build();
    off.state.target = null;
    expect(details(await off.create())).toEqual({ outcome: 'not-sent' });
    const changing = build();
    const result = changing.create();
    changing.state.target = { ...me, zuid: '1' };
    expect(await result).toMatchObject({ error: { code: 'not-connected', details: { outcome: 'not-sent' } } });
    expect([...off.steps, ...changing.steps]).toEqual([]);
  });

  it.each([
    ['in two days', evening - 48 * hour, ['upcoming']],
    ['within a day', evening - 23 * hour, ['upcoming', 'today']],
    ['an hour ago', evening + hour, ['upcoming', 'today', 'past']],
    ['last week', evening + 168 * hour, ['upcoming', 'past']],
  ] as [string, number, ZohoListType[]][])('the listings that may show a start %s are read', async (_, now, types) => {
    const { steps, create } = build({ now, sends: [ok(listedAs('7'))] });
    await create();
    expect(steps).toEqual([...types, 'send']);
  });

  it('an unknown zone is no reason to list more', async () => {
    const { steps, create } = build({ sends: [ok(listedAs('7'))] });
    await create({ timeZone: 'Mars/Olympus' });
    expect(steps).toEqual(['upcoming', 'send']);
  });
});

describe('a lost answer', () => {
  it('adopts the one that is new', async () => {
    const twin = listedAs('3', { presenterName: 'Ana' });
    const { clock, steps, adopted, create } = build({ looks: [listing('3'), listing(twin), listing(twin, '7')] });
    const sentAt = clock.now();
    const created = valueOf(await create());
    expect(created).toMatchObject({ adopted: true, session: { key: '7', agenda: 'Plan', startsAt: evening } });
    expect(created.session.participants).toEqual([{ email: 'bo@example.test' }]);
    expect(steps).toEqual(['upcoming', 'send', 'upcoming', 'upcoming']);
    expect(adopted).toEqual([['7', sentAt]]);
  });

  it('survives listings that fail in between', async () => {
    const { create } = build({ looks: [listing(), fail('offline', ''), fail('timeout', ''), listing('7')] });
    expect(valueOf(await create()).session.key).toBe('7');
  });

  it('is asked about when nothing turns up within about 20 s, and nothing is sent again', async () => {
    const { clock, steps, create } = build();
    const result = await create();
    expect(result).toMatchObject({ error: { code: 'create-unknown' } });
    expect(details(result)).toEqual({ outcome: 'unknown', candidates: 0, looked: true, cause: 'timeout' });
    expect(count(steps, 'send')).toBe(1);
    expect(clock.sleeps).toHaveLength(5);
    const waited = clock.sleeps.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThan(15_000);
    expect(waited).toBeLessThanOrEqual(20_000);
  });

  it('is asked about at once when more than one is new', async () => {
    const { clock, create } = build({ looks: [listing('3'), listing('3', '7', '8')] });
    expect(details(await create())).toMatchObject({ candidates: 2, looked: true });
    expect(clock.sleeps).toHaveLength(1);
  });

  it('says when the listing could not be read', async () => {
    const { create } = build({ looks: [listing(), fail('offline', '')] });
    expect(details(await create())).toMatchObject({ candidates: 0, looked: false });
  });

  const partial = (...keys: string[]): Result<Listing> =>
    ok({ sessions: keys.map((key) => listedAs(key)), complete: false });
  it.each([
    ['in the cache already', { known: new Set(['7']), looks: [listing(), listing('7')] }, 0],
    ['by someone else', { looks: [listing(), listing(listedAs('7', { creatorZuid: '1' }))] }, 0],
    ['of another topic', { looks: [listing(), listing(listedAs('7', { topic: 'Other' }))] }, 0],
    ['of another start', { looks: [listing(), listing(listedAs('7', { startsAt: evening + hour }))] }, 0],
    ['of another length', { looks: [listing(), listing(listedAs('7', { duration: 1 }))] }, 0],
    ['by nobody known', { looks: [listing(), listing(listedAs('7', { creatorZuid: null }))] }, 1],
    ['in a listing that has no end', { looks: [listing(), partial('7')] }, 1],
    ['missing in a first listing that had no end', { looks: [partial(), listing('7')] }, 1],
  ])('adopts none %s', async (_name, script, candidates) => {
    const { steps, adopted, create } = build(script);
    expect(details(await create())).toMatchObject({ candidates });
    expect(count(steps, 'send')).toBe(1);
    expect(adopted).toEqual([]);
  });

  it('does not take the cache as it is after the send', async () => {
    const known = new Set<string>();
    const { state, create } = build({ known, looks: [listing(), listing('7')] });
    state.onSend = () => void known.add('7');
    expect(valueOf(await create()).session.key).toBe('7');
  });

  it('ends when the caller leaves, or another account is there', async () => {
    const stop = new AbortController();
    const leaving = build();
    leaving.state.onSend = () => stop.abort();
    expect(details(await leaving.create({}, stop.signal))).toMatchObject({ outcome: 'unknown', looked: false });
    const before = build({ looks: [listing(), listing('7')] });
    before.state.onSend = () => (before.state.target = { ...me, zsoid: '2' });
    expect(details(await before.create())).toMatchObject({ outcome: 'unknown', looked: false });
    const during = build({ looks: [listing(), listing('7')] });
    during.state.onSend = () => {
      during.state.onList = () => (during.state.target = null);
    };
    expect(details(await during.create())).toMatchObject({ outcome: 'unknown', looked: false });
  });
});

describe('several creates', () => {
  it('that are equal wait for each other, and none takes the other’s', async () => {
    // The first is answered; of the second neither answer nor meeting comes, and the listing is behind.
    const looks = [listing(), listing(), listing('7')];
    const { steps, create } = build({ looks, sends: [ok(listedAs('7')), unknown()] });
    const [first, second] = await Promise.all([create(), create({ agenda: 'other' })]);
    expect(valueOf(first)).toMatchObject({ adopted: false, session: { key: '7' } });
    expect(outcome(second)).toBe('create-unknown');
    expect(steps.slice(0, 4)).toEqual(['upcoming', 'send', 'upcoming', 'send']);
  });

  it('that differ go on together', async () => {
    const { steps, create } = build({ sends: [ok(listedAs('7'))] });
    await Promise.all([create(), create({ topic: 'Other' })]);
    expect(steps).toEqual(['upcoming', 'upcoming', 'send', 'send']);
  });
});

describe('asked again after a lost answer', () => {
  async function lostOnce(script: Script = {}) {
    const parts = build(script);
    expect(outcome(await parts.create())).toBe('create-unknown');
    parts.steps.length = 0;
    return parts;
  }

  it('takes what has turned up since, and sends nothing', async () => {
    const known = new Set<string>();
    const { steps, state, create } = await lostOnce({ known });
    state.looks = [listing('7')];
    // By now the cache has it, too.
    known.add('7');
    expect(valueOf(await create())).toMatchObject({ adopted: true, session: { key: '7' } });
    expect(steps).toEqual(['upcoming']);
    // And it is made anew the next time, as it is wanted twice.
    state.sends = [ok(listedAs('8'))];
    expect(valueOf(await create())).toMatchObject({ adopted: false, session: { key: '8' } });
  });

  it('sends when it still is not there', async () => {
    const { steps, state, create } = await lostOnce();
    state.sends = [ok(listedAs('8'))];
    expect(valueOf(await create())).toMatchObject({ adopted: false, session: { key: '8' } });
    expect(steps).toEqual(['upcoming', 'send']);
  });

  it('asks again rather than choose', async () => {
    const { steps, state, create } = await lostOnce();
    state.looks = [listing('7', '8')];
    expect(details(await create())).toMatchObject({ outcome: 'unknown', candidates: 2 });
    expect(steps).toEqual(['upcoming']);
  });

  it('finds what either of two lost ones made', async () => {
    const known = new Set<string>();
    const { steps, state, create } = await lostOnce({ known });
    // The cache has what the first made before any listing does.
    known.add('7');
    expect(outcome(await create())).toBe('create-unknown');
    steps.length = 0;
    state.looks = [listing('7')];
    expect(valueOf(await create()).session.key).toBe('7');
    expect(steps).toEqual(['upcoming']);
  });

  it('does not take what another create is known to have made', async () => {
    const { steps, state, create } = await lostOnce();
    state.sends = [ok(listedAs('8'))];
    // The same moment in other words.
    expect(valueOf(await create({ timeZone: 'Europe/Madrid' })).session.key).toBe('8');
    steps.length = 0;
    state.looks = [listing('8')];
    state.sends = [ok(listedAs('9'))];
    expect(valueOf(await create())).toMatchObject({ adopted: false, session: { key: '9' } });
    expect(steps).toEqual(['upcoming', 'send']);
  });

  it('edits what it takes when agenda or participants are others by now', async () => {
    const unsent = fail('offline', '', { details: { outcome: 'not-sent' } });
    const edited = listedAs('7', { agenda: 'New' });
    const { steps, state, create } = await lostOnce({ updates: [unsent, unknown(), ok(edited)] });
    state.looks = [listing('7')];
    expect(outcome(await create({ agenda: 'New' }))).toBe('offline');
    expect(details(await create({ agenda: 'New' }))).toMatchObject({ outcome: 'unknown', candidates: 1 });
    expect(valueOf(await create({ agenda: 'New' }))).toMatchObject({ adopted: true, session: { agenda: 'New' } });
    expect(steps).toEqual(['upcoming', 'update 7', 'upcoming', 'update 7', 'upcoming', 'update 7']);
  });

  it('edits what it takes when two different ones were lost', async () => {
    const { steps, state, create } = await lostOnce({ updates: [ok(listedAs('7'))] });
    expect(outcome(await create({ participants: [] }))).toBe('create-unknown');
    steps.length = 0;
    state.looks = [listing('7')];
    expect(valueOf(await create({ participants: [] })).adopted).toBe(true);
    expect(steps).toEqual(['upcoming', 'update 7']);
  });

  it('has forgotten after a quarter of an hour', async () => {
    const { clock, steps, state, create } = await lostOnce();
    await clock.sleep(16 * 60_000);
    state.looks = [listing('7')];
    state.sends = [ok(listedAs('8'))];
    expect(valueOf(await create()).session.key).toBe('8');
    expect(steps).toEqual(['upcoming', 'send']);
  });
});

describe('evidence that is kept elsewhere', () => {
  const keeping = (script: Script = {}) => {
    const parts = build({ known: new Set(['cached']), ...script });
    const kept: Evidence[] = [];
    const onSend = (evidence: Evidence) => {
      parts.steps.push('keep');
      kept.push(evidence);
    };
    const create = (options: CreateOptions = {}) =>
      parts.twinless.create('meeting', writing(), undefined, { onSend, ...options });
    const find = (evidence: Evidence) => parts.twinless.find('meeting', writing(), evidence);
    return { ...parts, kept, create, find };
  };
  const before: Evidence = { known: ['1'], complete: true, sentAt: Date.UTC(2026, 5, 1) };

  it('is handed out after the listing and before the send', async () => {
    const { steps, kept, create, clock } = keeping({ looks: [listing('1', '2')], sends: [ok(listedAs('7'))] });
    const sentAt = clock.now();
    valueOf(await create());
    expect(steps).toEqual(['upcoming', 'keep', 'send']);
    expect(kept).toEqual([{ known: ['cached', '1', '2'], complete: true, sentAt }]);
  });

  it.each([
    ['throws', () => { throw new Error('disk full'); }],
    ['rejects', () => Promise.reject(new Error('disk full'))],
  ])('and nothing is sent when keeping it %s', async (_name, onSend) => {
    const { steps, create } = keeping();
    expect(await create({ onSend })).toMatchObject({ error: { code: 'not-kept', details: { outcome: 'not-sent' } } });
    expect(steps).toEqual(['upcoming']);
  });

  it('and nothing is sent when the account changes while it is kept', async () => {
    const { steps, state, create } = keeping();
    const onSend = () => void (state.target = { ...me, zsoid: '2' });
    expect(outcome(await create({ onSend }))).toBe('not-connected');
    expect(steps).toEqual(['upcoming']);
  });

  it('nothing lost is remembered here: an equal create is one of its own', async () => {
    const { steps, state, create } = keeping();
    expect(outcome(await create())).toBe('create-unknown');
    steps.length = 0;
    state.looks = [listing('7')];
    state.sends = [ok(listedAs('8'))];
    expect(valueOf(await create())).toMatchObject({ adopted: false, session: { key: '8' } });
    expect(steps).toEqual(['upcoming', 'keep', 'send']);
  });

  it('finds what was made, once, long after', async () => {
    const { steps, adopted, find } = keeping({ looks: [listing('1', '7')] });
    expect(valueOf(await find(before))).toMatchObject({ adopted: true, session: { key: '7', agenda: 'Plan' } });
    expect(steps).toEqual(['upcoming']);
    expect(adopted).toEqual([['7', before.sentAt]]);
  });

  it('looks for about 20 s when it was sent just now, and once when it was not', async () => {
    const recent = keeping({ looks: [listing('1'), listing('1'), listing('1', '7')] });
    const found = await recent.find({ ...before, sentAt: recent.clock.now() - 2_000 });
    expect(valueOf(found)).toMatchObject({ adopted: true, session: { key: '7' } });
    const old = keeping({ looks: [listing('1'), listing('1', '7')] });
    expect(details(await old.find(before))).toMatchObject({ candidates: 0, looked: true, outcome: 'unknown' });
    expect([recent.steps, old.steps]).toEqual([['upcoming', 'upcoming', 'upcoming'], ['upcoming']]);
  });

  it.each([
    ['two that may be it', listing('1', '7', '8'), before, 2],
    ['one, and the listing before had no end', listing('1', '7'), { ...before, complete: false }, 1],
    ['one by nobody known', listing(listedAs('7', { creatorZuid: null })), before, 1],
  ] as const)('asks about %s', async (_name, look, evidence, candidates) => {
    expect(details(await keeping({ looks: [look] }).find(evidence))).toMatchObject({ candidates, looked: true });
  });

  it('says why it cannot look, and takes nothing of another account', async () => {
    expect(await keeping({ looks: [fail('offline', '')] }).find(before)).toMatchObject({
      error: { code: 'offline', details: { outcome: 'not-sent' } },
    });
    const left = keeping({ looks: [listing('1', '7')] });
    left.state.onList = () => (left.state.target = { ...me, zuid: '1' });
    expect(outcome(await left.find(before))).toBe('not-connected');
  });

  it('sent anew: what is certain is taken, what is in doubt is not waited for, and both sends are looked for', async () => {
    const certain = keeping({ looks: [listing('1', '7')] });
    expect(valueOf(await certain.create({ earlier: before })).adopted).toBe(true);
    expect(certain.steps).toEqual(['upcoming']);
    const doubtful = keeping({ looks: [listing('1', '7', '8')], sends: [unknown()] });
    expect(details(await doubtful.create({ earlier: before }))).toMatchObject({ candidates: 2 });
    expect(doubtful.steps.slice(0, 3)).toEqual(['upcoming', 'keep', 'send']);
    expect(doubtful.kept).toMatchObject([{ known: ['1'], complete: true }]);
  });
});
