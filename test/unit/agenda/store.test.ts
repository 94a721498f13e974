import { describe, expect, it } from 'vitest';
import { sessionPageSchema, sessionSchema, type ListType } from '../../../contract/domain.ts';
import { ok } from '../../../contract/result.ts';
import { createSessionStore } from '../../../electron/agenda/store.ts';
import { fakeLog, outcome, valueOf } from '../zoho/helpers.ts';
import { detailed, fakeSessions, hour, listed, listing, manualClock, noon, settled } from './fakes.ts';

function build() {
  const zoho = fakeSessions();
  zoho.prepare('today', []);
  const clock = manualClock();
  const log = fakeLog();
  const store = createSessionStore({ sessions: zoho.api, clock, log });
  const view = (listType: ListType, search = '', offset = 0, limit = 50) =>
    store.list({ kind: 'meeting', listType, search, offset, limit });
  const keys = (listType: ListType, search = '') => view(listType, search).items.map(({ key }) => key);
  const refresh = (listType: ListType) => store.refresh('meeting', listType);
  return { zoho, clock, log, store, view, keys, refresh };
}

describe('listing', () => {
  it('answers at once from what is known, while Zoho is asked', async () => {
    const { zoho, view } = build();
    zoho.prepare('upcoming', [listed('b', noon + 2 * hour), listed('a', noon + hour)]);
    expect(view('upcoming')).toEqual({
      items: [], offset: 0, total: 0,
      status: { phase: 'loading', asOf: null, loaded: 0, expected: null, error: null, nextTry: null },
    });
    await settled();
    const page = view('upcoming');
    expect(page.items.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(page.status).toMatchObject({ phase: 'ready', asOf: noon, error: null });
    expect(zoho.names()).toEqual(['meeting upcoming', 'meeting today']);
  });

  it('gives a window of what matches, in rows that fit the contract and hold no link', async () => {
    const { zoho, view, refresh } = build();
    const one = (_: unknown, hours: number) => detailed(`${1000 + hours}`, noon + (1 + hours) * hour);
    zoho.prepare('upcoming', Array.from({ length: 30 }, one));
    await refresh('upcoming');
    const page = view('upcoming', 'topic 10', 5, 3);
    expect(page).toMatchObject({ offset: 5, total: 30 });
    expect(page.items.map(({ key }) => key)).toEqual(['1005', '1006', '1007']);
    expect(view('upcoming', '102').total).toBe(10);
    expect(sessionPageSchema.parse(page)).toEqual(page);
    expect(JSON.stringify(page)).not.toContain('https');
  });

  it('keeps a running meeting in Upcoming, from today’s listing, and moves it when it ends', async () => {
    const { zoho, clock, keys, refresh } = build();
    zoho.prepare('upcoming', [listed('next', noon + hour)]);
    zoho.prepare('today', [listed('running', noon - hour / 2), listed('over', noon - 3 * hour)]);
    await refresh('upcoming');
    expect(keys('upcoming')).toEqual(['running', 'next']);
    expect(keys('past')).toEqual(['over']);
    expect(keys('all')).toEqual(['running', 'next', 'over']);
    await clock.pass(hour);
    expect(keys('upcoming')).toEqual(['next']);
    expect(keys('past')).toEqual(['running', 'over']);
  });

  it('keeps meetings and webinars apart', async () => {
    const { zoho, store, keys, refresh } = build();
    zoho.prepare('upcoming', [listed('m', noon + hour)]);
    zoho.prepare('upcoming', [listed('w', noon + hour, { kind: 'webinar' })], { kind: 'webinar' });
    zoho.prepare('today', [], { kind: 'webinar' });
    await refresh('upcoming');
    await store.refresh('webinar', 'upcoming');
    expect(keys('upcoming')).toEqual(['m']);
    const webinars = store.list({ kind: 'webinar', listType: 'upcoming', search: '', offset: 0, limit: 9 });
    expect(webinars.items.map(({ key }) => key)).toEqual(['w']);
  });
});

describe('when Zoho is asked', () => {
  it('asks again after 5 minutes for upcoming, 30 for past, and for today only once', async () => {
    const { zoho, clock, view } = build();
    zoho.prepare('upcoming', []);
    zoho.prepare('past', []);
    const look = async () => {
      zoho.calls.length = 0;
      view('upcoming');
      view('past');
      await settled();
      return zoho.names();
    };
    expect(await look()).toEqual(['meeting upcoming', 'meeting past', 'meeting today']);
    await clock.pass(5 * 60_000 - 1);
    expect(await look()).toEqual([]);
    await clock.pass(1);
    expect(await look()).toEqual(['meeting upcoming']);
    await clock.pass(25 * 60_000);
    expect(await look()).toEqual(['meeting upcoming', 'meeting past']);
    await clock.pass(-hour);
    expect(await look()).toEqual(['meeting upcoming', 'meeting past']);
  });

  it('asks once at a time; a refresh joins the one under way', async () => {
    const { zoho, view, refresh } = build();
    view('past');
    const [first, second] = [refresh('past'), refresh('past')];
    view('past');
    expect(zoho.calls).toHaveLength(1);
    await zoho.last().answer(listing([]));
    expect([await first, await second]).toEqual([ok(undefined), ok(undefined)]);
    const third = refresh('past');
    expect(zoho.calls).toHaveLength(2);
    await zoho.last().answer(listing([]));
    expect(outcome(await third)).toBe('ok');
  });

  it('pauses 30 s after a failure, or as long as Zoho asks; a refresh by hand does not wait', async () => {
    const { zoho, clock, view, refresh } = build();
    zoho.fail('past');
    view('past');
    await settled();
    await clock.pass(29_999);
    view('past');
    expect(zoho.calls).toHaveLength(1);
    zoho.fail('past', 'rate-limited', 600_000);
    expect(outcome(await refresh('past'))).toBe('rate-limited');
    await clock.pass(60_000);
    view('past');
    expect(zoho.calls).toHaveLength(2);
    await clock.pass(540_000);
    view('past');
    expect(zoho.calls).toHaveLength(3);
  });

  it('asks for today again when that failed, and is content with upcoming meanwhile', async () => {
    const { zoho, keys, refresh, log } = build();
    zoho.prepare('upcoming', [listed('a', noon + hour)]);
    zoho.fail('today');
    expect(outcome(await refresh('upcoming'))).toBe('ok');
    expect(keys('upcoming')).toEqual(['a']);
    expect(log.lines.at(-1)?.facts).toMatchObject({ listType: 'today', code: 'offline' });
    zoho.prepare('today', [listed('running', noon - 1)]);
    await refresh('upcoming');
    expect(keys('upcoming')).toEqual(['running', 'a']);
  });
});

describe('a failed reading', () => {
  it('keeps rows and age, and says why', async () => {
    const { zoho, clock, view, keys, refresh } = build();
    zoho.prepare('past', [listed('a', noon - 2 * hour)]);
    await refresh('past');
    await clock.pass(60_000);
    zoho.fail('past');
    expect(outcome(await refresh('past'))).toBe('offline');
    expect(keys('past')).toEqual(['a']);
    expect(view('past').status).toMatchObject({ phase: 'failed', asOf: noon, error: { code: 'offline' } });
    zoho.prepare('past', [listed('a', noon - 2 * hour)]);
    await refresh('past');
    expect(view('past').status).toMatchObject({ phase: 'ready', asOf: noon + 60_000, error: null });
  });

  it('is not the end when the service breaks', async () => {
    const { clock, log } = build();
    const broken = { list: () => Promise.reject(new Error('defect')), get: () => Promise.reject(new Error('defect')) };
    const store = createSessionStore({ sessions: broken, clock, log });
    expect(outcome(await store.refresh('meeting', 'past'))).toBe('internal');
    const page = store.list({ kind: 'meeting', listType: 'past', search: '', offset: 0, limit: 1 });
    expect(page.status.phase).toBe('failed');
    expect(log.lines.at(-1)?.level).toBe('error');
  });
});

describe('what vanished at Zoho', () => {
  const all = [
    listed('later', noon + 2 * hour), listed('running', noon - hour / 2), listed('over', noon - 3 * hour),
    listed('unknown', null),
  ];
  const rest = [listed('other', noon + 3 * hour)];

  it.each([
    ['upcoming', ['other', 'over', 'running', 'unknown']],
    ['past', ['later', 'other', 'running', 'unknown']],
    ['all', ['other']],
  ] as const)('is removed by a complete %s listing as far as it reaches', async (listType, left) => {
    const { zoho, keys, refresh } = build();
    zoho.prepare('all', all);
    await refresh('all');
    zoho.prepare(listType, rest);
    await refresh(listType);
    expect(keys('all').toSorted()).toEqual(left);
  });

  it.each(['upcoming', 'past', 'all'] as const)('stays when the %s listing was not complete', async (listType) => {
    const { zoho, keys, refresh } = build();
    zoho.prepare('all', all);
    await refresh('all');
    zoho.prepare(listType, rest, { complete: false });
    await refresh(listType);
    expect(keys('all').toSorted()).toEqual(['later', 'other', 'over', 'running', 'unknown']);
  });

  it('leaves Upcoming when its start is unknown and Zoho lists it no more', async () => {
    const { zoho, keys, refresh } = build();
    zoho.prepare('upcoming', [listed('unknown', null)]);
    await refresh('upcoming');
    expect(keys('upcoming')).toEqual(['unknown']);
    zoho.prepare('upcoming', []);
    await refresh('upcoming');
    expect(keys('upcoming')).toEqual([]);
    expect(keys('past')).toEqual(['unknown']);
  });

  it('does not take with it what was read after the listing was asked for', async () => {
    const { zoho, store, keys, refresh } = build();
    const reading = refresh('all');
    zoho.details.set('fresh', ok(detailed('fresh', noon + hour)));
    await store.get('meeting', 'fresh', false);
    await zoho.last().answer(listing([listed('old', noon + 2 * hour)]));
    await reading;
    expect(keys('upcoming')).toEqual(['fresh', 'old']);
  });
});

describe('details', () => {
  it('are read once, merged into the row, and fit the contract without the start link', async () => {
    const { zoho, clock, store, refresh } = build();
    zoho.prepare('upcoming', [listed('a', noon + hour, { presenterName: 'Ana', recurring: true, instanceIds: ['1'] })]);
    await refresh('upcoming');
    await clock.pass(1000);
    zoho.details.set('a', ok(detailed('a', noon + hour)));
    const session = valueOf(await store.get('meeting', 'a', false));
    expect(session).toMatchObject({
      agenda: 'Plan', presenterName: 'Ana', recurring: true, canStart: true, canJoin: true, detailsAsOf: noon + 1000,
    });
    expect(sessionSchema.strict().parse(session)).toEqual(session);
    expect(JSON.stringify(session)).not.toContain('meeting-start');
    await store.get('meeting', 'a', false);
    expect(zoho.gets).toHaveLength(1);
    await store.get('meeting', 'a', true);
    expect(zoho.gets).toHaveLength(2);
  });

  it('are not wiped by a later list item, which brings its own news', async () => {
    const { zoho, store, refresh, view } = build();
    zoho.details.set('a', ok(detailed('a', noon + hour)));
    await store.get('meeting', 'a', false);
    zoho.prepare('upcoming', [listed('a', noon + 2 * hour, { topic: 'New topic', duration: null, timeZone: null })]);
    await refresh('upcoming');
    expect(valueOf(await store.get('meeting', 'a', false))).toMatchObject({
      topic: 'New topic', startsAt: noon + 2 * hour, duration: hour, timeZone: 'Europe/Paris', agenda: 'Plan',
      participants: [{ email: 'bo@example.test' }], canStart: true, detailsAsOf: noon,
    });
    zoho.prepare('upcoming', [listed('a', null, { topic: '' })]);
    await refresh('upcoming');
    expect(view('upcoming').items[0]).toMatchObject({ topic: 'New topic', startsAt: noon + 2 * hour, canJoin: true });
  });

  it('that cannot be read answer what is known, unless asked to refresh', async () => {
    const { zoho, store, refresh } = build();
    expect(outcome(await store.get('meeting', 'a', false))).toBe('offline');
    zoho.prepare('upcoming', [listed('a', noon + hour)]);
    await refresh('upcoming');
    const known = valueOf(await store.get('meeting', 'a', false));
    expect(known).toMatchObject({ key: 'a', agenda: null, detailsAsOf: null });
    expect(outcome(await store.get('meeting', 'a', true))).toBe('offline');
  });

  it('are asked for once when several ask at the same time', async () => {
    const { zoho, store } = build();
    zoho.details.set('a', ok(detailed('a', noon)));
    const both = await Promise.all([store.get('meeting', 'a', true), store.resolveStartLink('meeting', 'a')]);
    expect(both.map(outcome)).toEqual(['ok', 'ok']);
    expect(zoho.gets).toHaveLength(1);
  });
});

describe('links', () => {
  it('come from what is known, else from Zoho', async () => {
    const { zoho, store, refresh } = build();
    expect(store.links('meeting', 'a')).toBeNull();
    zoho.prepare('upcoming', [listed('a', noon + hour, { joinLink: 'https://meet.zoho.eu/a' })]);
    await refresh('upcoming');
    expect(store.links('meeting', 'a')).toEqual({ joinLink: 'https://meet.zoho.eu/a', startLink: null });
    expect(valueOf(await store.resolveJoinLink('meeting', 'a'))).toBe('https://meet.zoho.eu/a');
    expect(zoho.gets).toEqual([]);
    zoho.details.set('a', ok(detailed('a', noon + hour)));
    expect(valueOf(await store.resolveStartLink('meeting', 'a'))).toBe('https://meeting.zoho.eu/meeting-start?key=a');
    expect(store.links('meeting', 'a')?.startLink).toContain('meeting-start');
  });

  it('may be missing, or not to be had', async () => {
    const { zoho, store } = build();
    expect(outcome(await store.resolveJoinLink('meeting', 'a'))).toBe('offline');
    zoho.details.set('a', ok(listed('a', noon)));
    expect(outcome(await store.resolveJoinLink('meeting', 'a'))).toBe('link-missing');
    expect(outcome(await store.resolveStartLink('meeting', 'a'))).toBe('link-missing');
  });
});

describe('changes', () => {
  it('are told at most every 100 ms during a long reading, and the last one always', async () => {
    const { zoho, clock, store, view, refresh } = build();
    const told: number[] = [];
    const end = store.onChange((kind) => kind === 'meeting' && told.push(clock.now() - noon));
    const reading = refresh('past');
    for (let page = 1; page <= 50; page++) {
      await clock.pass(10);
      zoho.last().onPage(page * 20, 1000);
    }
    expect(view('past').status).toMatchObject({ phase: 'loading', loaded: 1000, expected: 1000 });
    expect(told).toEqual([0, 100, 200, 300, 400, 500]);
    await zoho.last().answer(listing([]));
    await reading;
    await clock.pass(100);
    expect(told.at(-1)).toBe(600);
    end();
    await clock.pass(1000);
    zoho.prepare('upcoming', []);
    await refresh('upcoming');
    expect(told.at(-1)).toBe(600);
  });
});

describe('forgetting', () => {
  it('stops what is under way and drops its results', async () => {
    const { zoho, store, view } = build();
    const told: string[] = [];
    const reading = store.refresh('meeting', 'all');
    const call = zoho.last();
    const details = store.get('meeting', 'a', false);
    store.onChange((kind) => told.push(kind));
    store.open(null);
    expect(call.signal?.aborted).toBe(true);
    call.onPage(5, 5);
    await call.answer(listing([listed('a', noon + hour)]));
    expect(outcome(await reading)).toBe('not-connected');
    expect(outcome(await details)).toBe('not-connected');
    expect(store.links('meeting', 'a')).toBeNull();
    zoho.prepare('all', []);
    const page = view('all');
    expect(page).toMatchObject({ total: 0, status: { phase: 'loading', asOf: null, loaded: 0 } });
    expect(new Set(told)).toContain('webinar');
  });

  it('drops the today part of an upcoming reading too', async () => {
    const { zoho, store, keys } = build();
    zoho.prepare('upcoming', [listed('a', noon + hour)]);
    zoho.hold('today');
    const reading = store.refresh('meeting', 'upcoming');
    await settled();
    expect(zoho.last().name).toBe('meeting today');
    store.open(null);
    await zoho.last().answer(listing([listed('b', noon)]));
    expect(outcome(await reading)).toBe('not-connected');
    zoho.prepare('upcoming', []);
    expect(keys('all')).toEqual([]);
  });

  it('does not answer from the forgotten account when its reading fails', async () => {
    const { zoho, store, refresh } = build();
    zoho.prepare('upcoming', [listed('a', noon + hour)]);
    await refresh('upcoming');
    const details = store.get('meeting', 'a', false);
    store.open(null);
    expect(outcome(await details)).toBe('not-connected');
  });
});
