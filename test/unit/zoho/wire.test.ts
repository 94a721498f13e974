import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionSchema } from '../../../contract/domain.ts';
import { parseJson } from '../../../electron/zoho/json.ts';
import { readListing, readSession, unwrapSession } from '../../../electron/zoho/wire/session.ts';
import { readUser } from '../../../electron/zoho/wire/user.ts';

const meetingHost = 'meeting.zoho.eu';
const read = (value: unknown) => readSession(value, { kind: 'meeting', meetingHost });
const start = Date.UTC(2026, 5, 19, 17);

const full = {
  meetingKey: '1169128500', topic: 'Weekly sync', agenda: 'Plan', presenter: 71005678, creatorZuid: '71005678',
  presenterName: 'Ana Ruiz', presenterEmail: 'ana@example.test',
  startTime: 'Jun 19, 2026 07:00 PM CEST', endTime: 'Jun 19, 2026 08:00 PM CEST',
  startTimeMillisec: start, endTimeMillisec: start + 3_600_000,
  duration: 3_600_000, timezone: 'Europe/Paris', offset: '7200000', isRecurring: false, sys_id: '556536000000214003',
  joinLink: 'https://meet.zoho.eu/gT9JMpyG9z', startLink: 'https://meeting.zoho.eu/meeting-start?key=1169128500',
  pwd: 'GLivoM', accessCode: '11691 28522 #', dialinUrl: 'https://meeting.zoho.eu/dial-in',
  participants: [{ id: '556536000000214007', email: 'bo@example.test' }],
};

describe('a session', () => {
  it('is read as documented', () => {
    expect(read(full)).toEqual({
      kind: 'meeting', key: '1169128500', topic: 'Weekly sync', startsAt: start, duration: 3_600_000,
      timeZone: 'Europe/Paris', presenterName: 'Ana Ruiz', presenterEmail: 'ana@example.test', recurring: false,
      canJoin: true, pending: null, agenda: 'Plan', joinLink: 'https://meet.zoho.eu/gT9JMpyG9z', registrationLink: null,
      canStart: true, participants: [{ email: 'bo@example.test' }], registered: null, attended: null,
      dialIn: 'https://meeting.zoho.eu/dial-in, 11691 28522 #', detailsAsOf: null,
      startLink: 'https://meeting.zoho.eu/meeting-start?key=1169128500', creatorZuid: '71005678',
      instanceIds: ['556536000000214003'],
    });
  });

  it('takes ids as numbers, and above 2^53 without loss', () => {
    const wire = parseJson('{"meetingKey":1169128500,"creatorZuid":71005678,"UID":556536000000214003,"sysId":null}');
    const ids = { key: '1169128500', creatorZuid: '71005678', instanceIds: ['556536000000214003'] };
    expect(read(wire)).toMatchObject(ids);
    expect(read(parseJson('{"meetingKey":556536000000214003}'))?.key).toBe('556536000000214003');
  });

  it('takes numbers and booleans as strings', () => {
    const texts = { ...full, startTimeMillisec: String(start), duration: '5400000', isRecurring: 'true' };
    expect(read(texts)).toMatchObject({ startsAt: start, duration: 5_400_000, recurring: true });
    expect(read({ ...full, isRecurring: '0' })?.recurring).toBe(false);
  });

  it.each([
    [{ startTimeMillis: start }, start],
    [{ startTimeMillis: String(start) }, start],
    [{ startTime: 'Jun 19, 2026 07:00 PM', timezone: 'Europe/Paris' }, start],
    [{ startTime: 'Jun 19, 2026 10:30 PM IST', timezone: 'Asia/Calcutta' }, start],
    [{ startTime: 'Jun 19, 2026 07:00 PM', offset: 7_200_000 }, start],
    [{ startTime: 'Jun 19, 2026 07:00 PM CEST' }, null],
    [{ startTime: 'soon', timezone: 'Europe/Paris' }, null],
    [{}, null],
  ])('finds the start of %j', (fields, startsAt) => {
    expect(read({ meetingKey: 1, ...fields })?.startsAt).toBe(startsAt);
  });

  it('finds the duration from the end when it is missing', () => {
    const { duration, ...without } = full;
    expect(read(without)?.duration).toBe(duration);
    expect(read({ ...without, endTimeMillisec: null })?.duration).toBe(duration);
    expect(read({ ...without, endTimeMillisec: null, endTime: null })?.duration).toBeNull();
    expect(read({ ...full, duration: 0, endTimeMillisec: start })?.duration).toBe(0);
  });

  it('takes no length or time that no calendar can show', () => {
    for (const duration of [1e308, -5, 9e15, 400 * 24 * 3_600_000])
      expect(read({ ...full, duration, endTimeMillisec: null, endTime: null })?.duration).toBeNull();
    expect(read({ ...full, duration: null, endTime: null, endTimeMillisec: 2.5e14 })?.duration).toBeNull();
    for (const startTimeMillisec of [8.64e15, 9e15, 1e308])
      expect(read({ ...full, startTimeMillisec, startTime: null })?.startsAt).toBeNull();
    expect(read({ ...full, duration: -5, endTimeMillisec: start - 1 })?.duration).toBeNull();
  });

  it('takes a key as shown, and only what can stand in a path', () => {
    expect(read({ meetingKey: '135 118 9999' })?.key).toBe('1351189999');
    expect(read({ webinarKey: 5 })?.key).toBe('5');
    for (const meetingKey of [undefined, null, '', '..', 'a/b', '?', 1.5, 2 ** 60, {}, 'x'.repeat(65)])
      expect(read({ meetingKey })).toBeNull();
    for (const item of [null, 'x', 7, [], [full]]) expect(read(item)).toBeNull();
  });

  it('is bounded, and topic and agenda stay longer than a form takes them', () => {
    const long = '😀'.repeat(30_000);
    const session = read({ ...full, topic: long, agenda: long, presenterName: long, timezone: long, sysId: long, participants: [long] });
    const lengthOf = (text: string | null | undefined) => [...(text ?? '')].length;
    expect([session?.topic, session?.agenda, session?.presenterName].map(lengthOf)).toEqual([4_000, 16_000, 300]);
    expect(lengthOf(session?.participants?.[0]?.email)).toBe(400);
    expect(session?.instanceIds).toEqual(['556536000000214003']);
    // What can be edited is kept as it is otherwise; what is only shown is cleaned.
    expect(read({ ...full, topic: 'a\n\u202eb', presenterName: 'a\n\u202eb' })).toMatchObject({ topic: 'a\n\u202eb', presenterName: 'a b' });
    expect(read({ ...full, joinLink: `https://meet.zoho.eu/${'x'.repeat(2_100)}` })?.joinLink).toBeNull();
  });

  it('has a time and a length that can be told', () => {
    expect(read({ ...full, startTimeMillisec: 8.64e15, startTime: null })?.startsAt).toBeNull();
    expect(read({ ...full, duration: 1e300 })?.duration).toBe(3_600_000);
    expect(read({ ...full, registrationCount: 1e300 })?.registered).toBeNull();
  });

  it('may be wrapped as list item', () => {
    expect(read({ session: full })?.key).toBe('1169128500');
  });

  it('survives every field being of a wrong kind', () => {
    const wrong = Object.fromEntries(Object.keys(full).map((name) => [name, name === 'meetingKey' ? 7 : { odd: [] }]));
    expect(read(wrong)).toMatchObject({ key: '7', topic: '', startsAt: null, duration: null, participants: null });
  });

  it('always fits the contract, whatever the JSON', () => {
    const names = [...Object.keys(full), 'instanceId', 'registrationCount', 'attendeesCount', 'recurringType'];
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...Object.values(full)));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (fields) => {
        const session = read({ ...fields, meetingKey: '7' });
        return session !== null && sessionSchema.safeParse(session).success;
      }),
    );
  });

  it('tells unknown participants from none', () => {
    expect(read({ ...full, participants: [] })?.participants).toEqual([]);
    expect(read({ ...full, participants: undefined })?.participants).toBeNull();
    const mixed = [{ email: ' bo@example.test ' }, 'cy@example.test'];
    expect(read({ ...full, participants: mixed })?.participants).toEqual([
      { email: 'bo@example.test' },
      { email: 'cy@example.test' },
    ]);
  });

  it('tells no participants where one cannot be read: an edit would take that one out', () => {
    for (const odd of [{ id: 1 }, null, { email: '' }, { email: 7 }, 5])
      expect(read({ ...full, participants: [{ email: 'bo@example.test' }, odd] })?.participants).toBeNull();
  });

  it('knows a repetition by either field', () => {
    for (const recurringType of [1, '2', 'WEEKLY'])
      expect(read({ meetingKey: 1, recurringType })?.recurring).toBe(true);
    for (const recurringType of [0, '-1', 'none', '', null])
      expect(read({ meetingKey: 1, recurringType })?.recurring).toBe(false);
    expect(read({ meetingKey: 1, isRecurring: false, recurringType: 2 })?.recurring).toBe(false);
  });
});

describe('a webinar', () => {
  const readWebinar = (fields: object) => readSession({ meetingKey: '7', ...fields }, { kind: 'webinar', meetingHost });

  it('takes both spellings of counts', () => {
    expect(readWebinar({ attendeeCount: 3, registrationUserCount: '5' })).toMatchObject({ attended: 3, registered: 5 });
    expect(readWebinar({ attendeesCount: '3', registrationCount: 5 })).toMatchObject({ attended: 3, registered: 5 });
    expect(readWebinar({ attendeesCount: 'many' })).toMatchObject({ attended: null, registered: null });
  });

  it('takes occurrence ids as array', () => {
    expect(readWebinar({ instanceId: ['1', 2, '1', null] })?.instanceIds).toEqual(['1', '2']);
    expect(readWebinar({ instanceId: '3', sysId: 4 })?.instanceIds).toEqual(['4', '3']);
  });

  it('resolves relative links against the Meeting host', () => {
    const registrationLink = 'https://meeting.zoho.eu/meeting/register?sessionId=7';
    const links = { startLink: '/meeting-start?key=7', registrationLink };
    expect(readWebinar({ ...links, displayName: 'Ana' })).toMatchObject({
      startLink: 'https://meeting.zoho.eu/meeting-start?key=7',
      registrationLink,
      canStart: true,
      canJoin: false,
      presenterName: 'Ana',
    });
  });

  it.each([
    'http://meeting.zoho.eu/x', 'https://example.test/x', '//example.test/x', 'javascript:alert(1)',
    'https://meeting.zoho.eu@example.test/', 'https://zoho.eu.example.test/', 'https://meeting.zoho.eu:444/',
    '\\\\example.test\\x',
    'https://[', '', 7, null,
  ])('takes no link like %j', (bad) => {
    expect(readWebinar({ startLink: bad, joinLink: bad, registrationLink: bad, shortenJoinUrl: bad })).toMatchObject({
      startLink: null, joinLink: null, registrationLink: null, canJoin: false, canStart: false,
    });
  });

  it('falls back to the short join link', () => {
    const shortenJoinUrl = 'https://meet.zoho.eu/abc';
    expect(readWebinar({ joinLink: 'http://x', shortenJoinUrl })?.joinLink).toBe(shortenJoinUrl);
  });
});

describe('a page of a listing', () => {
  it.each([
    [{ session: [{}, {}], count: 34 }, 2, 34],
    [{ session: [{}], count: '34' }, 1, 34],
    [{ session: [{}] }, 1, null],
    [{ session: { meetingKey: 1 }, count: 1 }, 1, 1],
    [{ sessions: [{}] }, 1, null],
    [[{ session: [{}], count: 1 }], 1, 1],
    [{ count: 0, isMettingSessionAvailable: false }, 0, 0],
    [{ isMettingSessionAvailable: false }, 0, null],
    [{ session: null, count: 0 }, 0, 0],
    [{ session: [], count: -1 }, 0, null],
  ])('%j', (body, rows, total) => {
    const listing = readListing(body);
    expect(listing?.items).toHaveLength(rows);
    expect(listing?.total).toBe(total);
  });

  it.each([undefined, null, {}, [], 'x', 7, { session: 'x', count: 1 }, { userDetails: {} }])('is none: %j', (body) => {
    expect(readListing(body)).toBeNull();
  });
});

describe('a single answer', () => {
  it.each([[{ session: full }], [[{ session: full }]], [{ session: [full] }], [full]])('is unwrapped', (body) => {
    expect(unwrapSession(body)).toEqual(full);
  });
  it('may hold nothing', () => {
    const empty = [undefined, 'x', [], { session: null }, { session: 'x' }];
    for (const body of empty) expect(unwrapSession(body)).toBeNull();
  });
});

describe('user.json', () => {
  const details = {
    zsoid: 77001234, zuid: 71005678, primaryEmail: 'ana@example.test', fullName: 'Ana Ruiz', displayName: 'Ana',
    orgName: 'Example Org', redirectionServer: 'meeting.zoho.eu', meetingRedirectionServer: 'meeting.zoho.in',
    isWebinarPaidUser: false,
  };

  it('is read as documented', () => {
    const user = {
      zsoid: '77001234', zuid: '71005678', email: 'ana@example.test', name: 'Ana Ruiz', organisation: 'Example Org',
      meetingHost: 'meeting.zoho.in', webinarPaid: false,
    };
    expect(readUser({ userDetails: details })).toEqual(user);
    expect(readUser([{ userDetails: [details] }])).toEqual(user);
    expect(readUser(details)).toEqual(user);
  });

  it('takes ids above 2^53 and does without the rest', () => {
    expect(readUser(parseJson('{"userDetails":{"zsoid":556536000000214003,"zuid":"9"}}'))).toEqual({
      zsoid: '556536000000214003', zuid: '9', email: '', name: '', organisation: '', meetingHost: null,
      webinarPaid: null,
    });
    expect(readUser({ zsoid: 1, zuid: 2, emailId: 'a@example.test', isWebinarPaidUser: 'true' })).toMatchObject({
      name: 'a@example.test', webinarPaid: true,
    });
  });

  it('is none without ids', () => {
    for (const body of [undefined, {}, { userDetails: null }, { zsoid: 1 }, { zuid: 1 }, { zsoid: '../x', zuid: 1 }])
      expect(readUser(body)).toBeNull();
  });

  it.each([
    ['meeting.zoho.eu', 'meeting.zoho.eu'],
    ['https://meeting.zohocloud.ca', 'meeting.zohocloud.ca'],
    ['https://meeting.zohocloud.ca/path', 'meeting.zohocloud.ca'],
    [' MEETING.zoho.eu ', 'meeting.zoho.eu'],
    ['http://meeting.zoho.eu', null],
    ['accounts.zoho.eu', null],
    ['meeting.example.test', null],
    ['meeting.zoho.eu.example.test', null],
    ['meeting.evilzoho.eu', null],
    ['meeting.zoho.eu/path', null],
    ['meeting.zoho.eu:8443', null],
    ['https://example.test', null],
    [7, null],
  ])('server %j leads to %j', (server, host) => {
    const only = { ...details, redirectionServer: null, meetingRedirectionServer: server };
    expect(readUser(only)?.meetingHost).toBe(host);
    expect(readUser({ ...details, meetingRedirectionServer: 'x', redirectionServer: server })?.meetingHost).toBe(host);
  });
});
