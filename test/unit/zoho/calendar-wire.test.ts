import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarSchema, eventSchema } from '../../../contract/calendar.ts';
import { mayWrite, readBusy, readCalendar, readList, readUid } from '../../../electron/zoho/wire/calendar.ts';
import { readEvent } from '../../../electron/zoho/wire/event.ts';
import { readEventLink } from '../../../electron/zoho/wire/event-link.ts';
import { readEventTime, utcText } from '../../../electron/zoho/wire/event-time.ts';
import { readRecording, readRecordingPage } from '../../../electron/zoho/wire/recording.ts';

const paris = 'Europe/Paris';
const context = { calendar: 'cal==', localZone: paris };
const seven = Date.UTC(2026, 5, 19, 17);
const hour = 3_600_000;
const day = 24 * hour;
const times = { dateandtime: { start: '20260619T190000+0200', end: '20260619T200000+0200', timezone: paris } };
const event = (change: object = {}) => readEvent({ uid: 'a==', ...times, ...change }, context);
const shown = (value: unknown) => {
  const read = readEvent(value, context);
  if (!read) return null;
  const { etag: _etag, meetingKey: _key, ...rest } = read;
  return rest;
};

describe('times', () => {
  it.each([
    '20260619T190000+0200', '20260619T190000+02:00', '20260619T170000Z', '20260619T190000', '20260619T1900',
    '2026-06-19T19:00:00+02:00', '2026-06-19 19:00', '2026-06-19T17:00:00.000Z', 'Jun 19, 2026 07:00 PM', '1781888400000',
    1_781_888_400_000,
  ])('%s is seven in the evening in Paris', (value) => {
    expect(readEventTime(value, paris)).toMatchObject({ at: seven, date: '2026-06-19', isDate: false });
  });
  it.each(['20260619', '2026-06-19', '20260619Z', 20_260_619])('%s is a day', (value) => {
    expect(readEventTime(value, paris)).toEqual({ at: Date.UTC(2026, 5, 18, 22), date: '2026-06-19', isDate: true, isMidnight: true });
  });
  it.each(['', ' ', '20260631', '20260619T250000Z', '20261301', 'soon', '99999999T000000Z', null, undefined, {}, [], true, Number.NaN, '00000101'])(
    '%j is none', (value) => expect(readEventTime(value, paris)).toBeUndefined(),
  );
  it('come back as they were written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
      expect(readEventTime(utcText(seconds * 1000), 'Asia/Kathmandu')?.at).toBe(seconds * 1000);
    }));
  });
});

describe('an event', () => {
  it('is read with everything', () => {
    const read = event({
      title: ' Weekly ', etag: 1_781_888_400_000, duration: '3600000', role: 'organizer', isprivate: 'true', isallday: false,
      organizer: 'ana@example.test', attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }], location: 'Room',
      description: 'Plan\n', rrule: 'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=5', reminders: [{ action: 'popup', minutes: -15 }, { action: 'email', minutes: '60' }],
      conference: { joinLink: 'https://meeting.zoho.eu/join?key=1169128500' },
    });
    expect(read).toEqual({
      calendar: 'cal==', uid: 'a==', occurrence: null, title: 'Weekly', startsAt: seven, endsAt: seven + hour, allDay: null,
      timeZone: paris, recurring: true, isPrivate: true, location: 'Room', canJoin: true, canEdit: true, pending: null,
      description: 'Plan\n', joinLink: 'https://meeting.zoho.eu/join?key=1169128500', meetingKey: '1169128500',
      organiser: 'ana@example.test', attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }], reminders: [15, 60],
      rule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=5', detailsAsOf: null, etag: '1781888400000',
      repeat: { interval: 1, every: { unit: 'week', on: ['FR'] }, end: { type: 'count', count: 5 } },
    });
  });
  it('is read with next to nothing', () => {
    expect(readEvent({ uid: 'a==', start: '20260619T190000+0200' }, context)).toMatchObject({
      title: '', startsAt: seven, endsAt: seven, attendees: null, reminders: null, description: null, canEdit: true, etag: null,
    });
  });
  it.each([
    ['the end', {}, seven + hour],
    ['the length, where no end is told', { dateandtime: { start: '20260619T170000Z' }, duration: '5400000' }, seven + 1.5 * hour],
    ['the length, where the end is before the start', { dateandtime: { start: '20260619T170000Z', end: '20260619T100000Z' }, duration: hour }, seven + hour],
    ['older fields', { dateandtime: null, start: '20260619T170000Z', end: '20260619T180000Z' }, seven + hour],
    ['a zone that nobody knows', { dateandtime: { start: '20260619T190000', end: '20260619T200000', timezone: 'Nowhere/Atall' } }, seven + hour],
  ])('ends by %s', (_name, change, end) => expect(event(change)).toMatchObject({ startsAt: seven, endsAt: end }));

  it.each<[string, object, string, string]>([
    ['equal dates', { start: '20260619', end: '20260619' }, '2026-06-19', '2026-06-19'],
    ['no end', { start: '20260619' }, '2026-06-19', '2026-06-19'],
    ['the day after', { start: '20260619', end: '20260621' }, '2026-06-19', '2026-06-20'],
    ['an end before the start', { start: '20260619', end: '20260601' }, '2026-06-19', '2026-06-19'],
    ['midnights', { start: '20260619T000000+0200', end: '20260621T000000+0200' }, '2026-06-19', '2026-06-20'],
    ['the last second', { start: '20260619T000000+0200', end: '20260620T235959+0200' }, '2026-06-19', '2026-06-20'],
    ['midnights in UTC', { start: '20260619T000000Z', end: '20260620T000000Z', timezone: 'America/New_York' }, '2026-06-19', '2026-06-19'],
    ['midnights in its zone, told in UTC', { start: '20260618T220000Z', end: '20260619T220000Z', timezone: paris }, '2026-06-19', '2026-06-19'],
  ])('of whole days, without a length, with %s', (_name, dateandtime, from, to) => {
    expect(event({ dateandtime, isallday: true })?.allDay).toEqual({ from, to });
  });
  it.each([['after', '20260621'], ['last', '20260620']])('of two whole days goes by its length, with an end that is the day %s', (_name, end) => {
    const read = event({ dateandtime: { start: '20260619', end }, isallday: true, duration: String(2 * day) });
    expect(read).toMatchObject({ allDay: { from: '2026-06-19', to: '2026-06-20' }, startsAt: Date.UTC(2026, 5, 18, 22), endsAt: Date.UTC(2026, 5, 20, 22) });
  });
  it('of a day on which clocks change has 23 hours', () => {
    const read = event({ dateandtime: { start: '20270328' }, isallday: true });
    expect((read?.endsAt ?? 0) - (read?.startsAt ?? 0)).toBe(23 * hour);
  });

  it.each([
    ['organizer', true], ['OWNER', true], [null, true], ['readwrite', true], ['attendee', false], ['viewer', false], [3, true],
  ])('may be changed by whom Zoho calls %s: %s', (role, may) => expect(event({ role })?.canEdit).toBe(may));
  it.each([
    [[{ minutes: -15 }], [15]], [[{ minutes: 15 }], [15]], [[{ minutes: '-0' }], [0]], [[], []], ['none', null], [[{ action: 'popup' }], []],
    [[{ minutes: 15 }, { minutes: -15 }], [15]],
  ])('has the reminders %j as %j', (reminders, read) => expect(event({ reminders })?.reminders).toEqual(read));
  it.each([['-PT15M', [15]], ['-P1DT2H', [1560]], ['PT0S', [0]], ['soon', []]])('has the alarm %s as %j', (trigger, read) => {
    expect(event({ alarm: [{ action: 'popup', trigger }] })?.reminders).toEqual(read);
  });
  it('is known to repeat without its rule, too', () => {
    expect(event({ recurrenceid: '20260619T170000Z' })).toMatchObject({ recurring: true, occurrence: '20260619T170000Z' });
    expect(event({ isrep: true })?.recurring).toBe(true);
    expect(event({ rrule: 'FREQ=YEARLY' })).toMatchObject({ recurring: true, rule: 'FREQ=YEARLY', repeat: null });
  });
  it.each([[[{ email: '' }], null], [[{ name: 'x' }], null], ['a@example.test', null], [[], []], [['a@example.test'], [{ email: 'a@example.test', status: null }]]])(
    'has the attendees %j as %j: unknown is not empty', (attendees, read) => expect(event({ attendees })?.attendees).toEqual(read),
  );
  it.each([null, 4, 'x', [], {}, { uid: 'a' }, { uid: '', ...times }, { uid: '..', ...times }, { uid: 'a b', ...times }, { uid: 'x'.repeat(513), ...times }, { uid: '\ud800', ...times }])(
    '%j is none', (value) => expect(readEvent(value, context)).toBeNull(),
  );
  it('never carries a header of its own', () => expect(event({ etag: 'a\r\nb: c' })?.etag).toBeNull());
  it('fits the contract, whatever comes', () => {
    const names = ['title', 'dateandtime', 'start', 'end', 'timezone', 'isallday', 'duration', 'role', 'organizer', 'attendees', 'reminders', 'alarm', 'rrule', 'recurrenceid', 'location', 'description', 'conference', 'url', 'etag'];
    const odd = fc.oneof(fc.constantFrom(...['20260619', '20260619T170000Z', 'FREQ=DAILY', 'FREQ=WEEKLY;COUNT=3', '-15', 'true', paris]), fc.anything(), fc.string({ unit: 'binary' }));
    const value = fc.record({ uid: fc.constantFrom('a==', 7, null), start: fc.constantFrom('20260619', '20260619T170000Z', 'x') }).chain((base) =>
      fc.dictionary(fc.constantFrom(...names), odd).map((rest) => ({ ...rest, ...base })));
    fc.assert(fc.property(value, (each) => {
      const read = shown(each);
      if (read) expect(eventSchema.parse(read)).toEqual(read);
    }), { numRuns: 500 });
  });
});

describe('the meeting in it', () => {
  const link = 'https://meet.zoho.eu/gT9JMpyG9z';
  it.each<[string, object, string | null, string | null]>([
    ['a field for it', { conferenceLink: link }, link, null],
    ['a field of another name', { zmeeting_url: 'https://meeting.zoho.eu/room/7' }, 'https://meeting.zoho.eu/room/7', null],
    ['an object', { conference: { type: 'zmeeting', meetingKey: 1_169_128_500, url: link } }, link, '1169128500'],
    ['a list', { conference_data: [{ joinUrl: link }] }, link, null],
    ['the location', { location: `Online: ${link}.` }, link, null],
    ['the description', { description: `<a href="https://meeting.zoho.eu/join?key=1169128500">Join</a>` }, 'https://meeting.zoho.eu/join?key=1169128500', '1169128500'],
    ['url', { url: link }, link, null],
    ['a start link alone', { conferenceLink: 'https://meeting.zoho.eu/meeting-start?key=1169128500' }, null, '1169128500'],
    ['a start link that names no meeting', { conferenceLink: 'https://meeting.zoho.eu/meeting-start?id=x' }, null, null],
    ['a start link before a join link', { url: 'https://meeting.zoho.eu/meeting-start?key=1169128500', description: link }, link, '1169128500'],
    ['another service', { conferenceLink: 'https://meet.example.test/abc', description: 'https://zoho.com.evil.test/join?key=1169128500' }, null, null],
    ['http', { conferenceLink: 'http://meeting.zoho.eu/join?key=1169128500' }, null, null],
    ['a script', { conferenceLink: 'javascript:alert(1)' }, null, null],
    ['nothing', { conference: 'zmeeting' }, null, null],
    ['too deep', { conference: { a: { b: { c: link } } } }, null, null],
  ])('is read from %s', (_name, item, joinLink, meetingKey) => {
    expect(readEventLink({ ...item })).toEqual({ joinLink, meetingKey });
  });
});

describe('a calendar', () => {
  it.each([
    [{ uid: 'a==', name: 'Mine', color: '8CBF40', isdefault: 'true', privilege: 'owner', timezone: paris }, { uid: 'a==', name: 'Mine', colour: '#8cbf40', isDefault: true, canWrite: true, timeZone: paris }],
    [{ uid: 7, color: '#AbC', privilege: 'view' }, { uid: '7', name: '', colour: '#aabbcc', isDefault: false, canWrite: false, timeZone: null }],
    [{ uid: 'b', color: 'url(x)', category: 'holiday' }, { uid: 'b', name: '', colour: null, isDefault: false, canWrite: false, timeZone: null }],
  ])('is read from %j', (value, read) => {
    expect(readCalendar(value)).toEqual(read);
    expect(calendarSchema.parse({ ...read, isShown: true })).toBeDefined();
  });
  it.each([null, {}, { uid: '' }, { uid: {} }, []])('%j is none', (value) => expect(readCalendar(value)).toBeNull());
  it.each([['edit', true], ['freebusy', false], ['admin', true]])('%s: %s', (word, may) => expect(mayWrite(word)).toBe(may));
  it('uids are no steps in a path', () => expect(['.', '..', 'a/b', 'a==', '...'].map(readUid)).toEqual([null, null, 'a/b', 'a==', '...']));
  it.each<[unknown, number | null]>([
    [{ events: [] }, 0], [{ events: [{ message: 'No events found.' }] }, 0], [{ events: { uid: 'a' } }, 1], [[{ events: [1, 2] }], 2],
    [{}, null], [{ events: 'x' }, null], [null, null],
  ])('a list in %j has %s', (body, length) => expect(readList(body, 'events')?.items.length ?? null).toBe(length));
});

describe('free and busy', () => {
  const busy = (startTime: unknown, endTime: unknown, fbtype = 'busy') => ({ startTime, endTime, fbtype });
  it.each<[string, unknown, unknown]>([
    ['an empty list is free', { freebusy: [] }, []],
    ['a busy hour', { freebusy: [busy('20260619T170000Z', '20260619T180000Z')] }, [{ startsAt: seven, endsAt: seven + hour }]],
    ['an offset', { freebusy: [busy('20260619T190000+0200', '20260619T200000+0200')] }, [{ startsAt: seven, endsAt: seven + hour }]],
    ['a day', { freebusy: [busy('20260619Z', '20260619Z')] }, [{ startsAt: Date.UTC(2026, 5, 19), endsAt: Date.UTC(2026, 5, 20) }]],
    ['what is free counts as free', { freebusy: [busy('20260619T170000Z', '20260619T180000Z', 'free')] }, []],
    ['one that cannot be read', { freebusy: [busy('20260619T170000Z', '20260619T180000Z'), busy('soon', 'later')] }, null],
    ['an end before the start', { freebusy: [busy('20260619T180000Z', '20260619T170000Z')] }, null],
    ['not enabled', { fb_not_enabled: true }, null],
    ['no data', { NODATA: true }, null],
    ['nothing', undefined, null],
  ])('%s', (_name, body, read) => expect(readBusy(body)).toEqual(read));
});

describe('a recording', () => {
  it('keeps only links to Zoho, and is read whatever the types', () => {
    expect(readRecording({
      erecordingId: 'e1', meetingKey: 1_169_128_500, topic: 'Past\u202e', durationInMins: '3', startTimeinMs: String(seven), fileSize: '100',
      downloadUrl: 'https://files.example.test/x', shareUrl: '/play?id=1',
    }, 'meeting.zoho.eu')).toEqual({
      id: 'e1', topic: 'Past', startedAt: seven, duration: 180_000, size: 100, canPlay: true, canDownload: false,
      meetingKey: '1169128500', playLink: 'https://meeting.zoho.eu/play?id=1', downloadLink: null,
    });
    expect(readRecording({ topic: 'none' }, 'meeting.zoho.eu')).toBeNull();
  });
  it.each([
    [{ recordings: [{}], meta: { moreRecords: 'true' } }, { items: [{}], hasMore: true }],
    [{ meta: { moreRecords: false } }, { items: [], hasMore: false }], [{}, null], ['x', null],
  ])('%j is a page: %j', (body, page) => expect(readRecordingPage(body)).toEqual(page));
});
