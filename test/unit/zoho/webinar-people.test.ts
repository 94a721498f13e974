import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ApiTarget } from '../../../electron/account/service.ts';
import { createWebinarPeopleApi } from '../../../electron/zoho/webinar-people.ts';
import { fakeLog, outcome, scriptedHttp, valueOf } from './helpers.ts';
import { me } from './session-writes.ts';

function build(
  answer: (url: URL, json: unknown) => Result<unknown>,
  target: ApiTarget | null = me,
) {
  const http = scriptedHttp((_line, { url, json }) => answer(new URL(url), json));
  const log = fakeLog();
  return { http, log, api: createWebinarPeopleApi({ http, target: () => target, log }) };
}

const registrant = (number: number, more: object = {}) => ({
  email: `p${number}@example.test`, userName: `Person ${number}`, registerId: String(number), ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => registrant(index + 1));
const meta = { totalCount: 0, approvedCount: 0, pendingCount: 0, deniedCount: 0, isAutoApprovalEnabled: true };

/** Serves rows by status, counting records or pages. */
const byStatus =
  (rows: Readonly<Record<string, object[]>>, { mode = 'record', cap = 100, total = 0 } = {}) =>
  ({ searchParams }: URL) => {
    const index = Number(searchParams.get('index'));
    const size = Math.min(cap, Number(searchParams.get('count')));
    const start = mode === 'record' ? index - 1 : (index - 1) * size;
    const found = rows[searchParams.get('status') ?? ''] ?? [];
    return ok({ registrants: found.slice(start, start + size), meta: { ...meta, totalCount: total } });
  };

describe('registrants', () => {
  it('are asked for status by status, as observed', async () => {
    const { http, api } = build(byStatus({}));
    expect(valueOf(await api.registrants('1169128500'))).toEqual({
      people: [],
      complete: true,
      counts: { total: 0, approved: 0, pending: 0, denied: 0, autoApproval: true },
    });
    expect(http.lines).toEqual(
      [0, 1, 2, 3].map((status) => `GET /registration/1169128500.json?status=${status}&index=1&count=100`),
    );
    await api.registrants('1', { sysId: '55' });
    expect(http.lines.at(-1)).toBe('GET /registration/1.json?status=3&sysId=55&index=1&count=100');
  });

  it.each(['record', 'page'])('are read to the end, index counting by %s', async (mode) => {
    const { api } = build(byStatus({ 1: many(257), 3: [registrant(999)] }, { mode, cap: 20, total: 258 }));
    const heard: number[] = [];
    const { people, complete } = valueOf(await api.registrants('1', { onPage: (loaded) => heard.push(loaded) }));
    expect(complete).toBe(true);
    expect(people).toHaveLength(258);
    expect(new Set(people.map(({ id }) => id)).size).toBe(258);
    expect(people.at(-1)).toMatchObject({ id: '999', status: 'cancelled' });
    expect(heard.at(-1)).toBe(258);
  });

  it('are not complete when Zoho counts more', async () => {
    const { api } = build(byStatus({ 1: many(3) }, { total: 4 }));
    expect(valueOf(await api.registrants('1')).complete).toBe(false);
    expect(valueOf(await api.registrants('1', { sysId: '5' })).complete).toBe(true);
  });

  it('are read whatever the spelling', async () => {
    const rows = [
      {
        email: ' a@example.test ', userName: 'A', registerId: 18, registerKey: 'key', status: '1', countryName: 'Spain',
        regionName: 'Madrid', joinLink: 'https://meeting.zoho.eu/join?registerKey=key&sessionId=1',
        registeredTime: 'Jun 19, 2026 07:00 PM', registeredTimezone: 'Europe/Paris',
      },
      {
        email: 'b@example.test', firstName: 'B', lastName: 'C', approvalStatus: 'Denied',
        registeredTimeInMilliSec: '5000',
      },
      { name: 'D', approvalStatus: 'Waiting for approval', joinLink: 'https://evil.example.test/join' },
      { email: 'e@example.test', approvalStatus: 'APPROVED', joinLink: 'http://meeting.zoho.eu/join' },
      { registerKey: 'k', approvalStatus: 'Cancelled', joinLink: 'javascript:alert(1)' },
      { email: 'f@example.test', approvalStatus: 'new', status: 9 },
    ];
    const { api } = build(byStatus({ 0: rows }));
    const { people } = valueOf(await api.registrants('1'));
    expect(people).toEqual([
      {
        id: '18', email: 'a@example.test', name: 'A', status: 'approved', country: 'Spain', region: 'Madrid',
        joinLink: 'https://meeting.zoho.eu/join?registerKey=key&sessionId=1', registeredAt: Date.UTC(2026, 5, 19, 17),
      },
      expect.objectContaining({ id: null, name: 'B C', status: 'denied', registeredAt: 5000, joinLink: null }),
      expect.objectContaining({ email: null, name: 'D', status: 'pending', joinLink: null }),
      expect.objectContaining({ status: 'approved', joinLink: null }),
      expect.objectContaining({ email: null, name: null, status: 'cancelled', joinLink: null }),
      // Unreadable status: what was asked for.
      expect.objectContaining({ email: 'f@example.test', status: 'pending' }),
    ]);
    expect(JSON.stringify(people)).not.toContain('registerKey":');
  });

  it('that a server tells under every status stand there once, their status unknown', async () => {
    const { api } = build(() => ok({ registrants: [registrant(1)], meta }));
    expect(valueOf(await api.registrants('1')).people).toEqual([expect.objectContaining({ id: '1', status: null })]);
  });

  it('that tell nobody are skipped, logged, and leave it incomplete', async () => {
    const { log, api } = build(byStatus({ 1: [registrant(1), {}, { email: ' ' }] }));
    const { people, complete } = valueOf(await api.registrants('1'));
    expect([people.length, complete]).toEqual([1, false]);
    expect(log.lines.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ endpoint: 'registration' }));
  });

  it.each([undefined, {}, 'x', { registrants: {} }, { registrants: 'none', meta }])('are not in %j', async (body) => {
    expect(outcome(await build(() => ok(body)).api.registrants('1'))).toBe('bad-answer');
  });

  it('may be none, in three ways', async () => {
    for (const body of [{ meta }, { registrants: [] }, [{ registrants: null, meta }]])
      expect(valueOf(await build(() => ok(body)).api.registrants('1')).people).toEqual([]);
    const http = { request: async () => ok({ status: 204, body: undefined, date: null, retryAfter: null, size: 0 }) };
    const api = createWebinarPeopleApi({ http, target: () => me, log: fakeLog() });
    expect(valueOf(await api.registrants('1')).people).toEqual([]);
  });

  it('fail as any of the requests does', async () => {
    const { api } = build(({ searchParams }) =>
      searchParams.get('status') === '2' ? fail('not-permitted', '') : ok({ meta }),
    );
    expect(outcome(await api.registrants('1'))).toBe('not-permitted');
  });
});

describe('who was there', () => {
  const row = {
    email: 'bo@example.test', role: 'presenter', joinTime: 1_781_888_400_000, leaveTime: 1_781_888_460_000,
    duration: 60_000, inAndOutTime: '02:20 PM - 02:21 PM', source: 'web', participantAvatar: '', memberId: '1',
  };
  const expected = {
    email: 'bo@example.test', name: null, role: 'presenter', joinedAt: 1_781_888_400_000, leftAt: 1_781_888_460_000,
    duration: 60_000, source: 'web',
  };

  it('is read for meetings as documented', async () => {
    const { http, api } = build(() => ok({ participantsCount: 1, participants: [row] }));
    expect(valueOf(await api.participantReport('7'))).toEqual({ people: [expected], complete: true });
    expect(http.lines).toEqual(['GET /participant/7.json?index=1&count=100']);
  });

  it('is read for webinars as observed', async () => {
    const { http, api } = build(({ searchParams }) =>
      ok({ attendeeData: searchParams.get('index') === '1' ? [{ ...row, name: 'Bo' }] : [] }),
    );
    expect(valueOf(await api.attendees('7'))).toEqual({ people: [{ ...expected, name: 'Bo' }], complete: true });
    expect(http.lines[0]).toBe('GET /attendee/7.json?index=1&count=100');
  });

  it('keeps two stays of one person, and pages where members are counted anew', async () => {
    const stays = Array.from({ length: 230 }, (_, index) => ({
      ...row,
      joinTime: row.joinTime + (index >> 1) * 60_000,
      leaveTime: row.leaveTime + index * 60_000,
    }));
    const { api } = build(({ searchParams }) => {
      const from = Number(searchParams.get('index')) - 1;
      const page = stays.slice(from, from + 100).map((each, index) => ({ ...each, memberId: String(index + 1) }));
      // Persons, not stays.
      return ok({ participants: page, participantsCount: 1 });
    });
    const { people, complete } = valueOf(await api.participantReport('7'));
    expect([people.length, complete]).toEqual([230, true]);
  });

  it('is read whatever the spelling', async () => {
    const rows = [
      { emailId: ' c@example.test', displayName: 'C', joinTime: '1781888400000', leaveTime: 1_781_888_460_000 },
      { firstName: 'D', lastName: 'E', joinTime: '02:20 PM', duration: '-5' },
      { memberId: 12 },
      { joinTime: 1_781_888_400_000, leaveTime: 5 },
      { role: 'guest' },
      null,
    ];
    const { people, complete } = valueOf(await build(() => ok({ attendees: rows })).api.attendees('7'));
    expect(people).toEqual([
      expect.objectContaining({ email: 'c@example.test', name: 'C', joinedAt: 1_781_888_400_000, duration: 60_000 }),
      expect.objectContaining({ name: 'D E', joinedAt: null, duration: null }),
      expect.objectContaining({ email: null, name: null, joinedAt: null }),
      expect.objectContaining({ joinedAt: 1_781_888_400_000, leftAt: 5, duration: null }),
    ]);
    expect(complete).toBe(false);
  });

  it('may be nobody', async () => {
    const { api } = build(() => ok({ participantsCount: 0, count: 0 }));
    expect(valueOf(await api.participantReport('7')).people).toEqual([]);
    expect(valueOf(await api.attendees('7')).people).toEqual([]);
  });

  it('is not in another shape', async () => {
    const odd = { participants: 'x', attendeeData: 'x', count: 0 };
    for (const body of [undefined, {}, { participants: {}, attendeeData: {} }, odd]) {
      expect(outcome(await build(() => ok(body)).api.participantReport('7'))).toBe('bad-answer');
      expect(outcome(await build(() => ok(body)).api.attendees('7'))).toBe('bad-answer');
    }
  });
});

describe('registering', () => {
  const joinLink = (email: string) => `https://meeting.zoho.eu/join?registerKey=${email.length}&sessionId=1`;
  type Row = { email: string };
  const rowsIn = (json: unknown) => (json as { registrant: Row[] }).registrant;
  /** Registers everyone whose address does not start with `bad`. */
  const agreeing = (_url: URL, json: unknown) => {
    const rows = rowsIn(json);
    const taken = rows.filter(({ email }) => !email.startsWith('bad'));
    return ok({
      registrant: taken.map(({ email }) => ({ email: email.toUpperCase(), joinLink: joinLink(email) })),
      successCount: taken.length, failedCount: rows.length - taken.length, totalCount: rows.length,
    });
  };
  const people = (count: number) => Array.from({ length: count }, (_, index) => ({ email: `p${index}@example.test` }));
  const quietly = { sendMail: false };

  it('sends documented keys only, to the byte', async () => {
    const { http, api } = build(agreeing);
    const ana = { email: ' a@example.test', firstName: ' Ana ', lastName: 'Ruiz' };
    await api.register('7', [ana, { email: 'b@example.test', lastName: ' ' }], { sendMail: true });
    expect(http.lines).toEqual(['POST /register/7.json?sendMail=true']);
    expect(JSON.stringify(http.sent[0]?.json)).toBe(
      '{"registrant":[{"email":"a@example.test","firstName":"Ana","lastName":"Ruiz"},{"email":"b@example.test"}]}',
    );
    await api.register('7', people(1), { sendMail: false, instanceId: '55' });
    expect(http.lines[1]).toBe('POST /register/7.json?sendMail=false&instanceId=55');
  });

  it('tells how each of them fared, with links of Zoho’s only', async () => {
    const given = ['a@example.test', 'bad@example.test', 'A@example.test', ' '].map((email) => ({ email }));
    const { api } = build(agreeing);
    expect(valueOf(await api.register('7', given, quietly))).toEqual({
      people: [
        { email: 'a@example.test', outcome: 'registered', joinLink: joinLink('a@example.test') },
        { email: 'bad@example.test', outcome: 'failed', joinLink: null },
      ],
      error: null,
    });
    const row = { email: 'a@example.test', joinLink: 'https://evil.example.test' };
    const foreign = build(() => ok({ registrant: [row] }));
    expect(valueOf(await foreign.api.register('7', given.slice(0, 1), quietly)).people[0]?.joinLink).toBeNull();
  });

  it('goes in calls of 100', async () => {
    const { http, api } = build(agreeing);
    const report = valueOf(await api.register('7', people(250), quietly));
    expect(http.sent.map(({ json }) => rowsIn(json).length)).toEqual([100, 100, 50]);
    expect(report.people.every((person) => person.outcome === 'registered')).toBe(true);
    expect(report.people.map(({ email }) => email)).toEqual(people(250).map(({ email }) => email));
  });

  it.each([
    ['everybody counted', { successCount: 2 }, ['registered', 'registered']],
    ['nobody failed', { failedCount: '0' }, ['registered', 'registered']],
    ['nobody counted', { successCount: 0, failedCount: 2 }, ['failed', 'failed']],
    ['everybody failed', { failedCount: 2 }, ['failed', 'failed']],
    ['one of both, unnamed', { successCount: 1 }, ['unknown', 'unknown']],
    ['one named, nothing counted', { registrant: { email: 'p0@example.test' } }, ['registered', 'failed']],
    [
      'one told to have failed',
      { registrant: [{ email: 'p0@example.test', error: 'x' }], successCount: 1 },
      ['unknown', 'unknown'],
    ],
    ['nothing named, nothing counted', { registrant: [] }, ['unknown', 'unknown']],
    ['something else', { hello: 1 }, ['unknown', 'unknown']],
    ['nothing', undefined, ['unknown', 'unknown']],
  ])('reads an answer with %s', async (_name, body, outcomes) => {
    const report = valueOf(await build(() => ok(body)).api.register('7', people(2), quietly));
    expect(report.people.map((person) => person.outcome)).toEqual(outcomes);
  });

  /** Agrees to all calls but the second. */
  const secondFails = (failure: Result<unknown>) => {
    let call = 0;
    return (url: URL, json: unknown) => (++call === 2 ? failure : agreeing(url, json));
  };
  const lost = fail('timeout', '', { details: { outcome: 'unknown' } });
  const unsent = fail('offline', '', { details: { outcome: 'not-sent' } });
  it.each([
    ['refused for what is in it: the others go on', fail('rejected', ''), 3, ['registered', 'failed', 'registered']],
    ['lost: the rest is not sent', lost, 2, ['registered', 'unknown', 'not-sent']],
    ['never sent: nor is the rest', unsent, 2, ['registered', 'not-sent', 'not-sent']],
    ['refused otherwise: the rest is not sent', fail('not-permitted', ''), 2, ['registered', 'failed', 'not-sent']],
  ] as const)('a call that is %s', async (_name, failure, calls, outcomes) => {
    const { http, api } = build(secondFails(failure));
    const report = valueOf(await api.register('7', people(300), quietly));
    expect(http.sent).toHaveLength(calls);
    expect([0, 100, 200].map((index) => report.people[index]?.outcome)).toEqual(outcomes);
    expect(report.error).toEqual(failure.ok ? null : failure.error);
  });

  it('fails when nobody can have been registered, and only then', async () => {
    expect(outcome(await build(() => fail('not-found', '')).api.register('7', people(150), quietly))).toBe('not-found');
    const report = valueOf(await build(() => lost).api.register('7', people(1), quietly));
    expect(report).toMatchObject({ people: [{ outcome: 'unknown' }], error: { code: 'timeout' } });
    expect(outcome(await build(agreeing).api.register('7', [{ email: '' }], quietly))).toBe('invalid-input');
  });
});

describe('all of them', () => {
  it('need an account and a usable key', async () => {
    const all = (parts: ReturnType<typeof build>, key: string) => [
      parts.api.registrants(key), parts.api.attendees(key), parts.api.participantReport(key),
      parts.api.register(key, [{ email: 'a@example.test' }], { sendMail: false }),
    ];
    const off = build(() => ok({}), null);
    for (const result of await Promise.all(all(off, '7'))) expect(outcome(result)).toBe('not-connected');
    const odd = build(() => ok({}));
    for (const result of await Promise.all(all(odd, '../7'))) expect(outcome(result)).toBe('not-found');
    expect(odd.http.sent).toEqual([]);
  });
});
