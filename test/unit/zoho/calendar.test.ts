import { describe, expect, it } from 'vitest';
import type { EventRef, EventWrite } from '../../../contract/calendar.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { createCalendarApi } from '../../../electron/zoho/calendar.ts';
import { piecesOf } from '../../../electron/zoho/event-ranges.ts';
import { createZohoHttp, type ZohoRequest } from '../../../electron/zoho/http.ts';
import { createRecordingsApi } from '../../../electron/zoho/recordings.ts';
import { fakeClock, fakeFetch, fakeLog, fakeTokens, json, outcome, page, scriptedHttp, valueOf } from './helpers.ts';
import { me } from './session-writes.ts';

const hour = 3_600_000;
const day = 24 * hour;
const june = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 6, 1) };
const calendar = 'c/al==';
const ref = (occurrence: string | null = null, uid = 'e+v=='): EventRef => ({ calendar, uid, occurrence });
const write: EventWrite = {
  calendar, title: 'A', isAllDay: false, date: '2026-06-19', time: '19:00', duration: hour, timeZone: 'Europe/Paris',
  location: '', description: '', isPrivate: false, attendees: null, reminder: null, repeat: null, withMeeting: false, notify: false,
};
const item = (change: object = {}) => ({
  uid: 'e+v==', title: 'A', etag: '5', dateandtime: { start: '20260619T190000+0200', end: '20260619T200000+0200', timezone: 'Europe/Paris' }, ...change,
});
const refused = (code: 'wrong-host' | 'rejected' | 'not-permitted' | 'not-found', status = 400, zohoMessage = '') =>
  fail<unknown>(code, 'refused', { details: { status, zohoMessage } });

function build(answer: (line: string, parameters: URLSearchParams, request: ZohoRequest) => Result<unknown>) {
  const http = scriptedHttp((line, request) => answer(line, new URL(request.url).searchParams, request));
  const ports = { http, target: () => me, log: fakeLog(), timeZone: () => 'Europe/Paris' };
  return { http, api: createCalendarApi(ports), recordings: createRecordingsApi(ports) };
}
const isList = (line: string) => /^GET \S+\/events\?/.test(line);
const data = (request: ZohoRequest | undefined): unknown =>
  JSON.parse(request?.form?.['eventdata'] ?? new URL(request?.url ?? '').searchParams.get('eventdata') ?? 'null');

describe('what is sent', () => {
  it('is JSON in the query string, at the Calendar host, uids encoded', async () => {
    const { http, api } = build(() => ok({ events: [item()] }));
    await api.events(calendar, june);
    const [first] = http.sent;
    expect(first?.url).toMatch(/^https:\/\/calendar\.zoho\.eu\/api\/v1\/calendars\/c%2Fal%3D%3D\/events\?range=%7B%22start%22%3A%2220260531%22/);
    expect(first?.url).toContain('&byinstance=true');
    await api.create({ ...write, title: 'Plan & “x” + y', reminder: 15, repeat: { interval: 2, every: { unit: 'day' }, end: { type: 'never' } }, withMeeting: true, attendees: ['bo@example.test'], notify: true });
    const create = http.sent.at(-1);
    expect(create?.method).toBe('POST');
    expect(create?.url).not.toMatch(/[+\s]/);
    expect(data(create)).toEqual({
      title: 'Plan & “x” + y', dateandtime: { start: '20260619T170000Z', end: '20260619T180000Z', timezone: 'Europe/Paris' },
      isallday: false, isprivate: false, attendees: [{ email: 'bo@example.test', status: 'NEEDS-ACTION' }],
      reminders: [{ action: 'popup', minutes: -15 }], rrule: 'FREQ=DAILY;INTERVAL=2', conference: 'zmeeting', notify_attendee: 1,
    });
  });

  it('of an edit is everything, what the form does not show as Zoho has it, with the etag', async () => {
    const there = item({
      url: 'https://example.test/x', rrule: 'FREQ=WEEKLY;COUNT=4', color: '#112233', viewEventURL: 'https://calendar.zoho.eu/x',
      attendees: [{ email: 'Bo@example.test', status: 'ACCEPTED', zid: '7' }], reminders: [{ action: 'email', minutes: '-30' }],
    });
    const { http, api } = build(() => ok({ events: [there] }));
    await api.update(ref(), { ...write, repeat: 'keep' }, '5', 'all');
    expect(http.lines.map((line) => line.split(' ')[0])).toEqual(['GET', 'PUT']);
    expect(http.sent[0]?.headers).toEqual({ Accept: 'application/json+large' });
    expect(http.sent[1]?.url).toContain('/events/e%2Bv%3D%3D?eventdata=');
    expect(data(http.sent[1])).toEqual({
      url: 'https://example.test/x', color: '#112233', title: 'A', dateandtime: { start: '20260619T170000Z', end: '20260619T180000Z', timezone: 'Europe/Paris' },
      isallday: false, isprivate: false, attendees: [{ email: 'Bo@example.test', status: 'ACCEPTED' }],
      reminders: [{ action: 'email', minutes: '-30' }], rrule: 'FREQ=WEEKLY;COUNT=4', notify_attendee: 0, etag: '5',
    });
    await api.update(ref(), { ...write, attendees: ['bo@example.test', 'new@example.test'], reminder: 5, repeat: null }, '5', 'all');
    expect(data(http.sent.at(-1))).toMatchObject({
      attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }, { email: 'new@example.test', status: 'NEEDS-ACTION' }],
      reminders: [{ action: 'popup', minutes: -5 }],
    });
    expect(data(http.sent.at(-1))).not.toHaveProperty('rrule');
  });

  it('of an edit empties what Zoho told, and leaves out what it did not tell', async () => {
    const told = build(() => ok({ events: [item({ location: 'Room 2', description: 'Plan' })] }));
    await told.api.update(ref(), write, '5', 'all');
    expect(data(told.http.sent.at(-1))).toMatchObject({ location: '', description: '' });
    const silent = build(() => ok({ events: [item()] }));
    await silent.api.update(ref(), write, '5', 'all');
    expect(data(silent.http.sent.at(-1))).not.toHaveProperty('location');
    expect(data(silent.http.sent.at(-1))).not.toHaveProperty('description');
  });

  it('of a delete has the etag as header and in eventdata, and the extent', async () => {
    const { http, api } = build(() => ok({ events: [{ uid: 'e+v==', estatus: 'deleted' }] }));
    expect(await api.remove(ref('20260626T170000Z'), '5', 'following', true)).toEqual(ok(undefined));
    expect(http.sent[0]).toMatchObject({ method: 'DELETE', headers: { etag: '5' } });
    expect(data(http.sent[0])).toEqual({ uid: 'e+v==', etag: '5', recurrenceid: '20260626T170000Z', recurrence_edittype: 'following', notify_attendee: 1 });
    await api.remove(ref('20260626T170000Z'), '5', 'all', false);
    expect(data(http.sent[1])).toEqual({ uid: 'e+v==', etag: '5', notify_attendee: 0 });
  });

  it('leaves nothing undone that could lose a change: nothing goes out when the event cannot be read or is another', async () => {
    const other = build(() => ok({ events: [item({ etag: '6' })] }));
    expect(await other.api.update(ref(), write, '5', 'all')).toMatchObject({ error: { code: 'changed-meanwhile', details: { outcome: 'not-sent' } } });
    const gone = build((line) => (isList(line) ? ok({ events: [] }) : refused('not-found')));
    expect(await gone.api.update(ref(), write, '5', 'all')).toMatchObject({ error: { code: 'not-found', details: { outcome: 'not-sent' } } });
    const away = build(() => fail('offline', 'no network'));
    expect(await away.api.update(ref(), write, '5', 'all')).toMatchObject({ error: { code: 'offline', details: { outcome: 'not-sent' } } });
    for (const { http } of [other, gone, away]) expect(http.lines.filter((line) => !line.startsWith('GET'))).toEqual([]);
    expect(outcome(await other.api.update(ref(), { ...write, calendar: 'b' }, '5', 'all'))).toBe('invalid-input');
    expect(outcome(await other.api.create({ ...write, timeZone: 'Nowhere/Atall' }))).toBe('invalid-input');
    expect(outcome(await other.api.create({ ...write, calendar: '..' }))).toBe('not-found');
  });

  it('as a create is never repeated by itself, and a lost answer is unknown', async () => {
    const fetch = fakeFetch(new TypeError('fetch failed'), json({ events: [item()] }));
    const http = createZohoHttp({ fetch, clock: fakeClock(), random: () => 0, log: fakeLog(), tokens: fakeTokens() });
    const api = createCalendarApi({ http, target: () => me, log: fakeLog(), timeZone: () => 'UTC' });
    expect(await api.create({ ...write, description: 'x'.repeat(5_000) })).toMatchObject({ error: { code: 'offline', details: { outcome: 'unknown' } } });
    expect(fetch.sent).toHaveLength(1);
    const nameless = build(() => ok({ events: [] }));
    expect(await nameless.api.create(write)).toMatchObject({ error: { code: 'bad-answer', details: { outcome: 'unknown' } } });
  });

  it('is a form when it is too long for an address, and after a lost answer nothing else', async () => {
    const long = { ...write, description: 'ü'.repeat(5_000) };
    const lost = build(() => fail('timeout', 'late', { details: { outcome: 'unknown' } }));
    expect(outcome(await lost.api.create(long))).toBe('timeout');
    expect(lost.http.sent).toHaveLength(1);
    expect(lost.http.sent[0]?.form).toBeDefined();
    const strict = build((_line, _query, { form }) => (form ? refused('rejected') : ok({ events: [item()] })));
    expect(outcome(await strict.api.create(long))).toBe('ok');
    expect((data(strict.http.sent[1]) as { description: string }).description).toBe(long.description);
    const neither = build(() => refused('wrong-host', 414));
    expect(await neither.api.create(long)).toMatchObject({ error: { code: 'rejected', details: { reason: 'too-long' } } });
    const forbidden = build(() => refused('not-permitted', 401));
    expect(outcome(await forbidden.api.create(long))).toBe('not-permitted');
    expect(forbidden.http.sent).toHaveLength(1);
  });
});

describe('a stale etag', () => {
  it.each([
    [409, ''], [412, ''], [400, 'Invalid etag: it is not the latest'], [400, 'ETAG_MISMATCH'], [403, 'e-tag does not match'],
  ])('is told by %s “%s”', async (status, words) => {
    const { api } = build(() => refused('rejected', status, words));
    expect(outcome(await api.remove(ref(), '5', 'all', false))).toBe('changed-meanwhile');
  });
  it.each([[400, 'Wrong stage'], [400, ''], [404, '']])('is not told by %s “%s”', async (status, words) => {
    const { api } = build(() => refused('rejected', status, words));
    expect(outcome(await api.remove(ref(), '5', 'all', false))).toBe('rejected');
  });
});

describe('ranges', () => {
  it.each([1, 5, 28, 29, 60, 365, 3_000])('of %s days are pieces of at most 31 without a gap', (days) => {
    const pieces = piecesOf({ from: june.from, to: june.from + days * day }) ?? [];
    const at = (text: string) => Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6)));
    for (const [index, { start, end }] of pieces.entries()) {
      expect((at(end) - at(start)) / day + 1).toBeLessThanOrEqual(31);
      expect(at(start)).toBe(at(pieces[index - 1]?.end ?? start));
    }
    expect(at(pieces[0]?.start ?? '')).toBeLessThan(june.from);
    expect(at(pieces.at(-1)?.end ?? '')).toBeGreaterThan(june.from + days * day - 1);
  });
  it.each([[5, 5], [6, 5], [Number.NaN, 5], [0, Number.POSITIVE_INFINITY], [0, 4e12]])('%s to %s is none', (from, to) => {
    expect(piecesOf({ from, to })).toBeNull();
  });
});

describe('a server that leaves series as they are', () => {
  const series = item({ rrule: 'FREQ=WEEKLY;COUNT=10', dateandtime: { start: '20260605T190000+0200', end: '20260605T200000+0200', timezone: 'Europe/Paris' } });
  const moved = item({ title: 'Moved', recurrenceid: '20260612T170000Z', dateandtime: { start: '20260613T080000Z', end: '20260613T090000Z' } });

  it('has them expanded here, changed occurrences in their place', async () => {
    const { api } = build(() => ok({ events: [series, moved] }));
    const { events, complete } = valueOf(await api.events(calendar, june));
    expect(complete).toBe(true);
    expect(events.map(({ title, startsAt, occurrence }) => [title, new Date(startsAt).toISOString(), occurrence])).toEqual([
      ['A', '2026-06-05T17:00:00.000Z', '20260605T170000Z'],
      ['Moved', '2026-06-13T08:00:00.000Z', '20260612T170000Z'],
      ['A', '2026-06-19T17:00:00.000Z', '20260619T170000Z'],
      ['A', '2026-06-26T17:00:00.000Z', '20260626T170000Z'],
    ]);
    expect(events.every(({ recurring }) => recurring)).toBe(true);
  });

  it('tells one of them by its time', async () => {
    const { api } = build(() => ok({ events: [series, moved] }));
    expect(valueOf(await api.event(ref('20260626T170000Z'), june.to))).toMatchObject({ startsAt: Date.UTC(2026, 5, 26, 17), etag: '5', occurrence: '20260626T170000Z' });
    expect(valueOf(await api.event(ref('20260612T170000Z'), june.to))).toMatchObject({ title: 'Moved' });
    expect(valueOf(await api.event(ref(), june.to))).toMatchObject({ startsAt: Date.UTC(2026, 5, 5, 17), occurrence: null });
  });

  it.each(['FREQ=SECONDLY', 'FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3', 'FREQ=WEEKLY;BYDAY=XX', 'x'])('does not make it work for “%s”', async (rrule) => {
    const { api } = build(() => ok({ events: [item({ rrule })] }));
    expect(valueOf(await api.events(calendar, june)).events).toHaveLength(1);
  });

  it('has ten thousand of them cut, and says so', async () => {
    const daily = item({ rrule: 'FREQ=DAILY', dateandtime: { start: '20200101T190000Z', end: '20200101T200000Z', timezone: 'UTC' } });
    const { api } = build(() => ok({ events: [daily] }));
    const { events, complete } = valueOf(await api.events(calendar, { from: Date.UTC(2020, 0, 1), to: Date.UTC(2026, 0, 1) }));
    expect([events.length, complete]).toEqual([1_000, false]);
  });
});

it('a server that expands them, with the rule at each, is believed', async () => {
  const at = (date: string) => item({ rrule: 'FREQ=WEEKLY;COUNT=2', dateandtime: { start: `${date}T170000Z`, end: `${date}T180000Z` } });
  const { api } = build(() => ok({ events: [at('20260605'), at('20260612')] }));
  const { events } = valueOf(await api.events(calendar, june));
  expect(events.map(({ occurrence }) => occurrence)).toEqual(['20260605T170000Z', '20260612T170000Z']);
});

describe('one event', () => {
  it('is read by its uid where it was moved away, whatever the listing', async () => {
    const { http, api } = build((line) => (isList(line) ? ok({ events: [] }) : ok({ events: [item()] })));
    expect(valueOf(await api.event(ref(), 0)).title).toBe('A');
    expect(http.lines).toHaveLength(2);
  });
  it('is looked for in a month where that call is unknown', async () => {
    const { api } = build((line, query) => {
      if (!isList(line)) return refused('wrong-host', 404);
      const { start } = JSON.parse(query.get('range') ?? '{}') as { start: string };
      return ok({ events: start < '20260615' ? [item()] : [] });
    });
    expect(valueOf(await api.event(ref(), Date.UTC(2026, 5, 25))).title).toBe('A');
    expect(outcome(await api.event(ref(null, 'other'), Date.UTC(2026, 5, 25)))).toBe('not-found');
  });
  it('is not gone because Zoho cannot be reached', async () => {
    const { api } = build((line) => (isList(line) ? ok({ events: [] }) : fail('timeout', 'late')));
    expect(outcome(await api.event(ref(), 0))).toBe('timeout');
  });
});

describe('listings', () => {
  it.each<[string, Result<unknown>, string]>([
    ['another shape', ok({}), 'bad-answer'], ['a page', fail('captive-portal', 'x'), 'captive-portal'],
    ['too many', ok({ events: Array.from({ length: 10_001 }, () => item()) }), 'bad-answer'],
  ])('of %s are errors', async (_name, answer, code) => {
    expect(outcome(await build(() => answer).api.events(calendar, june))).toBe(code);
  });
  it('with something unreadable are not complete', async () => {
    const { api } = build(() => ok({ events: [item(), { uid: 'b', title: 'no time' }, { uid: 'c', estatus: 'deleted' }] }));
    const { events, complete } = valueOf(await api.events(calendar, june));
    expect([events.length, complete]).toEqual([1, false]);
  });
});

describe('free and busy', () => {
  const range = { from: june.from, to: june.from + day };
  it.each(['not-permitted', 'rejected', 'not-found', 'wrong-host', 'bad-answer'] as const)('%s: not known', async (code) => {
    expect(await build(() => fail(code, 'x')).api.busy('bo@example.test', range)).toEqual(ok(null));
  });
  it.each(['offline', 'timeout', 'reconnect-needed', 'rate-limited'] as const)('%s: an error', async (code) => {
    expect(outcome(await build(() => fail(code, 'x')).api.busy('bo@example.test', range))).toBe(code);
  });
  it('is asked for as documented, with the days around', async () => {
    const { http, api } = build(() => ok({ freebusy: [] }));
    expect(await api.busy(' bo+x@example.test ', range)).toEqual(ok([]));
    expect(http.lines).toEqual(['GET /api/v1/calendars/freebusy?uemail=bo%2Bx%40example.test&sdate=20260531T000000&edate=20260603T000000&ftype=eventbased']);
  });
});

describe('recordings', () => {
  const recording = (id: string) => ({ erecordingId: id, topic: id, meetingKey: '1169128500' });
  it('are read at the other root where the first is unknown', async () => {
    const { http, recordings } = build((line) => (line.includes('/meeting/api/') ? refused('wrong-host', 404) : ok({ recordings: [recording('a')] })));
    expect(valueOf(await recordings.list('1169128500')).recordings).toMatchObject([{ id: 'a' }]);
    expect(http.lines).toEqual(['GET /meeting/api/v2/77001234/recordings/1169128500.json', 'GET /recordings/1169128500.json']);
  });
  it.each(['not-permitted', 'not-found', 'timeout'] as const)('%s is not a reason to ask elsewhere', async (code) => {
    const { http, recordings } = build(() => fail(code, 'x'));
    expect(outcome(await recordings.list('1'))).toBe(code);
    expect(http.lines).toHaveLength(1);
  });
  it('end where nothing new comes, and leave out those of other meetings', async () => {
    const { http, recordings } = build(() => ok({ recordings: [recording('a'), { ...recording('b'), meetingKey: '7' }], meta: { moreRecords: true } }));
    expect(valueOf(await recordings.list('1169128500'))).toMatchObject({ recordings: [{ id: 'a' }], complete: false });
    expect(http.lines).toHaveLength(2);
  });
  it.each(['', '../x', 'a/b'])('of “%s” are none', async (key) => expect(outcome(await build(() => ok({})).recordings.list(key))).toBe('not-found'));
});

it('the token goes to Calendar however long the address is, and nowhere else', async () => {
  const fetch = fakeFetch(json({ events: [] }), page(200));
  const http = createZohoHttp({ fetch, clock: fakeClock(), random: () => 0, log: fakeLog(), tokens: fakeTokens() });
  const request = (host: string) => http.request({ method: 'GET', url: `https://${host}/api/v1/calendars?x=${'y'.repeat(5_000)}` });
  expect(outcome(await request('calendar.zoho.eu'))).toBe('ok');
  for (const host of ['calendar.zoho.eu.evil.test', 'evil.test/?calendar.zoho.eu', 'a@calendar.zoho.eu', 'calendar.zoho.eu:8443'])
    expect(outcome(await request(host))).toBe('internal');
  expect(fetch.sent).toHaveLength(1);
});
