/** The client of Zoho Calendar against the sandbox, in each of the ways in which Zoho's pages are silent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventSchema, type EventWrite } from '../../contract/calendar.ts';
import { ok } from '../../contract/result.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import type { CalendarApi, ZohoEvent } from '../../electron/zoho/calendar-types.ts';
import type { RecordingsApi } from '../../electron/zoho/recordings.ts';
import { outcome, valueOf } from '../unit/zoho/helpers.ts';
import { hour, now, startCalendarWorld, weekly, type CalendarWorld } from './calendar-harness.ts';

const day = 24 * hour;
const june = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 6, 1) };

let sandbox: Sandbox;
let api: CalendarApi;
let recordings: RecordingsApi;
let requests: CalendarWorld['requests'];
let log: CalendarWorld['log'];
let calendar: string;
let write: CalendarWorld['write'];

beforeEach(async () => {
  ({ sandbox, api, recordings, requests, log, calendar, write } = await startCalendarWorld());
});
afterEach(() => sandbox.close());

const listed = async (range = june) => valueOf(await api.events(calendar, range));
const details = async (row: ZohoEvent) => valueOf(await api.event(row, row.startsAt));
const startOf = ({ startsAt }: ZohoEvent) => new Date(startsAt).toISOString().slice(0, 16);
/** Create, list and read again; what is read must fit the contract. */
async function roundTrip(change: Partial<EventWrite> = {}) {
  const made = valueOf(await api.create(write(change)));
  const { events, complete } = await listed();
  expect(complete).toBe(true);
  const read = await details(events[0] ?? made);
  for (const each of [made, ...events, read]) {
    const { etag: _etag, meetingKey: _key, ...shown } = each;
    expect(eventSchema.parse(shown)).toEqual(shown);
  }
  return { made, events, read };
}

const modes: [string, (of: Sandbox['control']['modes']) => void][] = [
  ['as it is', () => undefined],
  ['older fields for times', (of) => (of.eventTimes = 'older')],
  ['times in UTC', (of) => (of.eventOffsets = 'utc')],
  ['duration as text', (of) => (of.eventDuration = 'string')],
  ['the range without its last day', (of) => (of.rangeEnd = 'excluded')],
  ['full instances', (of) => (of.instanceFields = 'full')],
  ['reminders that are negative', (of) => (of.reminderSign = 'negative')],
  ['reminders that are positive', (of) => (of.reminderSign = 'positive')],
  ['an update that replaces', (of) => (of.eventPut = 'replace')],
  ['etags that are stale with 409', (of) => (of.staleEtag = 409)],
  ['etags that are stale with 412', (of) => (of.staleEtag = 412)],
  ['Calendar’s own errors', (of) => (of.calendarAuthErrors = 'calendar')],
  ['what is gone with 400', (of) => (of.calendarGone = 400)],
];

describe.each(modes)('with %s', (_name, set) => {
  beforeEach(() => set(sandbox.control.modes));

  it('an event is made, read, changed and deleted', async () => {
    const { made, events, read } = await roundTrip();
    expect(events).toHaveLength(1);
    expect(read).toMatchObject({
      calendar, uid: made.uid, occurrence: null, title: 'Design review', startsAt: Date.UTC(2026, 5, 22, 13),
      endsAt: Date.UTC(2026, 5, 22, 14), allDay: null, recurring: false, isPrivate: false,
      location: 'Room 2', description: 'Bring “both” drafts & notes + 100%', canJoin: false, canEdit: true,
      attendees: [{ email: 'bo@example.test', status: 'NEEDS-ACTION' }], reminders: [15], rule: null,
    });
    const etag = read.etag ?? '';
    const change = write({ title: 'Moved', time: '16:00', attendees: null, reminder: null });
    const moved = valueOf(await api.update(read, change, etag, 'all'));
    expect(moved.etag).not.toBe(etag);
    const after = await details(moved);
    expect(after).toMatchObject({ title: 'Moved', startsAt: Date.UTC(2026, 5, 22, 14), reminders: [15], attendees: [{ email: 'bo@example.test' }] });

    expect(outcome(await api.update(read, write(), etag, 'all'))).toBe('changed-meanwhile');
    expect(outcome(await api.remove(read, etag, 'all', false))).toBe('changed-meanwhile');
    expect((await details(moved)).title).toBe('Moved');
    expect(await api.remove(read, after.etag ?? '', 'all', true)).toEqual(ok(undefined));
    expect((await listed()).events).toEqual([]);
    expect(outcome(await api.event(read, read.startsAt))).toBe('not-found');
    expect(outcome(await api.remove(read, after.etag ?? '', 'all', false))).toBe('not-found');
    expect(outcome(await api.events('gone==', june))).toBe('not-found');
  });

  it('a series is its occurrences, and is changed here, from here on, or as a whole', async () => {
    const { made } = await roundTrip({ repeat: weekly() });
    expect(made).toMatchObject({ recurring: true, rule: expect.stringContaining('COUNT=5'), repeat: weekly() });
    const range = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 8, 1) };
    const rows = async () => (await listed(range)).events;
    expect((await rows()).map(startOf)).toEqual([
      '2026-06-22T13:00', '2026-06-29T13:00', '2026-07-06T13:00', '2026-07-13T13:00', '2026-07-20T13:00',
    ]);
    const [, second, third] = await rows();
    if (!second || !third) throw new Error('too few');

    const one = await details(second);
    const only = write({ date: '2026-06-30', time: '09:00', title: 'Once on Tuesday', repeat: 'keep' });
    expect(outcome(await api.update(one, only, one.etag ?? '', 'this'))).toBe('ok');
    expect((await rows()).map(startOf)).toEqual([
      '2026-06-22T13:00', '2026-06-30T07:00', '2026-07-06T13:00', '2026-07-13T13:00', '2026-07-20T13:00',
    ]);

    // Of all, an hour later, told from the third: the first stays the first.
    const all = await details(third);
    const later = write({ date: '2026-07-06', time: '16:00', title: 'Later', repeat: 'keep', attendees: null });
    expect(outcome(await api.update(all, later, all.etag ?? '', 'all'))).toBe('ok');
    const shifted = await rows();
    expect(shifted.map(startOf)).toContain('2026-06-22T14:00');
    expect(shifted.map(startOf)).toContain('2026-07-20T14:00');
    expect(shifted.filter(({ title }) => title === 'Later').length).toBeGreaterThanOrEqual(4);

    const last = shifted.at(-1);
    const cut = last && (await details(last));
    expect(cut && outcome(await api.remove(cut, cut.etag ?? '', 'this', false))).toBe('ok');
    expect((await rows()).map(startOf)).not.toContain('2026-07-20T14:00');
  });

  it('what follows keeps the rest of the count', async () => {
    await api.create(write({ repeat: weekly() }));
    const range = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 9, 1) };
    const third = (await listed(range)).events[2];
    const from = third && (await details(third));
    const change = write({ date: '2026-07-06', time: '17:00', title: 'From here on', repeat: 'keep' });
    expect(from && outcome(await api.update(from, change, from.etag ?? '', 'following'))).toBe('ok');
    const { events } = await listed(range);
    expect(events.map(startOf)).toEqual([
      '2026-06-22T13:00', '2026-06-29T13:00', '2026-07-06T15:00', '2026-07-13T15:00', '2026-07-20T15:00',
    ]);
  });
});

describe.each(['after', 'last'] as const)('whole days, with an end that is the day %s', (end) => {
  beforeEach(() => (sandbox.control.modes.allDayEnd = end));

  it.each([1, 3])('%s of them are read as they are', async (days) => {
    const { calendars } = sandbox.control;
    calendars.add({ title: 'Fair', start: Date.UTC(2026, 5, 24), duration: days * day, isAllDay: true });
    const [fair] = (await listed()).events;
    expect(fair).toMatchObject({ allDay: { from: '2026-06-24', to: `2026-06-${23 + days}` }, startsAt: Date.UTC(2026, 5, 23, 22) });
    // From then on it is known what this server means.
    const made = valueOf(await api.create(write({ isAllDay: true, time: '00:00', duration: days * day })));
    expect(made.allDay).toEqual({ from: '2026-06-22', to: `2026-06-${21 + days}` });
  });
});

it.each(['after', 'last'] as const)('the very first event of whole days is right, with an end that is the day %s', async (end) => {
  sandbox.control.modes.allDayEnd = end;
  const made = valueOf(await api.create(write({ isAllDay: true, time: '00:00', duration: 2 * day, notify: true })));
  const { events } = await listed();
  for (const each of [made, ...events]) expect(each.allDay).toEqual({ from: '2026-06-22', to: '2026-06-23' });
  expect(events).toHaveLength(1);
});

describe('ranges', () => {
  it('longer than 31 days are read in pieces, each event once, also over a seam', async () => {
    const { calendars } = sandbox.control;
    for (let index = 0; index < 200; index++)
      calendars.add({ title: String(index), start: Date.UTC(2026, 0, 1, 12) + index * day, duration: day });
    const { events, complete } = await listed({ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 6, 30) });
    expect(complete).toBe(true);
    expect(events.map(({ title }) => title)).toEqual(Array.from({ length: 200 }, (_, index) => String(index)));
    const asked = requests.of(null).filter(({ path }) => path === '/api/v1/calendars/{uid}/events');
    expect(asked.length).toBeGreaterThan(6);
    expect(asked.every(({ outcome: of }) => of === 'ok')).toBe(true);
    expect(JSON.stringify([requests.of(null), log.lines])).not.toContain(encodeURIComponent(calendar));
  });
});

describe('a meeting in an event', () => {
  it.each([
    [['conferenceLink'], 'short'], [['conference.joinLink'], 'key'], [['description'], 'short'], [['location'], 'key'],
    [['url'], 'short'], [['meeting.join.url'], 'key'],
  ] as const)('is found in %j (%s link)', async (fields, kind) => {
    sandbox.control.modes.conferenceFields = fields;
    sandbox.control.modes.conferenceLink = kind;
    const made = valueOf(await api.create(write({ withMeeting: true })));
    const read = await details(made);
    expect(read.joinLink).toMatch(kind === 'key' ? /^https:\/\/meeting\.zoho\.com\/join\?key=\d+$/ : /^https:\/\/meet\.zoho\.com\/\w+$/);
    expect(read.canJoin).toBe(true);
    if (kind === 'key') expect(read.meetingKey).toMatch(/^\d+$/);
  });
});

describe('a description that is too long for an address', () => {
  const description = 'Größe „ß“ '.repeat(999).trimEnd();

  it.each([
    ['forms are taken', 'query-or-form', 8_000],
    ['only addresses are taken', 'query', Number.POSITIVE_INFINITY],
  ] as const)('arrives whole where %s', async (_name, eventData, longest) => {
    sandbox.control.modes.eventData = eventData;
    sandbox.control.modes.longestQuery = longest;
    // The sandbox's own HTTP server takes 16 kB of headers.
    const text = eventData === 'query' ? 'x'.repeat(9_990) : description;
    const made = valueOf(await api.create(write({ description: text })));
    expect((await details(made)).description).toBe(text);
    expect((await listed()).events).toHaveLength(1);
  });

  it('is refused in plain words where neither is taken, and nothing was made', async () => {
    sandbox.control.modes.longestQuery = 8_000;
    expect(await api.create(write({ description }))).toMatchObject({ error: { code: 'rejected', details: { reason: 'too-long' } } });
    expect((await listed()).events).toEqual([]);
  });
});

describe('free and busy times', () => {
  it.each(['local', 'utc'] as const)('of oneself are read, told in %s time', async (times) => {
    sandbox.control.modes.busyTimes = times;
    valueOf(await api.create(write()));
    const range = { from: Date.UTC(2026, 5, 22), to: Date.UTC(2026, 5, 23) };
    const told = valueOf(await api.busy('ana.ruiz@example.test', range));
    expect(told).toEqual([{ startsAt: Date.UTC(2026, 5, 22, 13), endsAt: Date.UTC(2026, 5, 22, 14) }]);
  });

  it('of a stranger are not known', async () => {
    const range = { from: now, to: now + day };
    expect(valueOf(await api.busy('nobody@elsewhere.test', range))).toBeNull();
  });
});

it('calendars are listed with what may be done in them', async () => {
  sandbox.control.calendars.addCalendar({
    name: 'Team', owner: 'bo@example.test', readers: ['ana.ruiz@example.test'], color: '#118844',
  });
  expect(valueOf(await api.calendars())).toMatchObject([
    { uid: calendar, isDefault: true, canWrite: true, timeZone: 'Europe/Paris' },
    { name: 'Team', colour: '#118844', isDefault: false, canWrite: false },
  ]);
});

it('a meeting without recordings has none', async () => {
  const key = sandbox.control.data.add({ topic: 'Past', start: now - 5 * hour }).key;
  expect(valueOf(await recordings.list(key))).toEqual({ recordings: [], complete: true });
});

it.each([false, true])('recordings are listed once each, with index ignored: %s', async (isIgnored) => {
  sandbox.control.modes.recordingsIgnoreIndex = isIgnored;
  const many = Array.from({ length: 3 }, (_, index) => ({ start: now - 5 * hour + index, duration: 60_000 * (index + 1) }));
  const { key } = sandbox.control.data.add({ topic: 'Past', start: now - 5 * hour, recordings: many });
  sandbox.control.data.add({ topic: 'Other', start: now - 9 * hour, recordings: many });
  const told = valueOf(await recordings.list(key));
  expect(told.complete).toBe(true);
  expect(told.recordings.map(({ topic, duration }) => [topic, duration])).toEqual([
    ['Past', 180_000], ['Past', 120_000], ['Past', 60_000],
  ]);
  expect(new Set(told.recordings.map(({ id }) => id)).size).toBe(3);
  expect(told.recordings[0]).toMatchObject({ canPlay: true, canDownload: true, playLink: expect.stringMatching(/^https:\/\/meeting\.zoho\.com\//) });
  expect(outcome(await recordings.list('1'))).toBe('not-found');
});
