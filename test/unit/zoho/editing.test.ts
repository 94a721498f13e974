import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ApiTarget } from '../../../electron/account/service.ts';
import { createEditingApi, type SessionWrite } from '../../../electron/zoho/editing.ts';
import { createZohoHttp } from '../../../electron/zoho/http.ts';
import { momentOf, parseWallClock } from '../../../electron/zoho/time.ts';
import { fakeClock, fakeFetch, fakeLog, fakeTokens, json, outcome, scriptedHttp, valueOf } from './helpers.ts';
import { evening, hour, me, writing } from './session-writes.ts';

type Answer = (line: string) => Result<unknown> | Promise<Result<unknown>>;

function build(answer: Answer, target: ApiTarget | null = me) {
  const http = scriptedHttp(answer);
  const log = fakeLog();
  return { http, log, api: createEditingApi({ http, target: () => target, log }) };
}

/** What leaves on the wire, to the byte. */
async function bodyOf(write: SessionWrite, target: ApiTarget = me): Promise<string | null> {
  const fetch = fakeFetch(json({ session: { meetingKey: '1' } }, 201));
  const ports = { fetch, clock: fakeClock(), log: fakeLog(), random: () => 0, tokens: fakeTokens() };
  const api = createEditingApi({ http: createZohoHttp(ports), target: () => target, log: fakeLog() });
  await api.create('meeting', write);
  return fetch.sent[0]?.body ?? null;
}

interface Body {
  startTime?: string;
  timezone?: string;
  presenter?: unknown;
}
/** The session of the latest body. */
const sentIn = ({ http }: Pick<ReturnType<typeof build>, 'http'>): Body => {
  const json = http.sent.at(-1)?.json as { session: Body } | undefined;
  if (!json) throw new Error('nothing was sent');
  return json.session;
};

describe('a create', () => {
  it('sends what is documented, to the byte', async () => {
    expect(await bodyOf(writing())).toBe(
      '{"session":{"topic":"Weekly sync","agenda":"Plan","presenter":71005678,' +
        '"startTime":"Jun 19, 2026 07:00 PM","duration":3600000,"timezone":"Europe/Paris",' +
        '"participants":[{"email":"bo@example.test"}]}}',
    );
  });

  it('leaves out what is empty', async () => {
    const bare =
      '{"session":{"topic":"Weekly sync","presenter":71005678,' +
      '"startTime":"Jan 04, 2027 12:05 AM","duration":900000,"timezone":"Asia/Calcutta"}}';
    const write = { agenda: '', date: '2027-01-04', time: '00:05', duration: 900_000, timeZone: 'Asia/Calcutta' };
    for (const participants of [[], null]) expect(await bodyOf(writing({ ...write, participants }))).toBe(bare);
  });

  it('keeps every digit of the presenter', async () => {
    for (const zuid of ['556536000000214003', '0071'])
      expect(await bodyOf(writing(), { ...me, zuid })).toContain(`"presenter":"${zuid}"`);
  });

  it('passes any text through', async () => {
    const topic = '<b>"Café"</b> \u{1F389} שלום';
    const body = JSON.parse((await bodyOf(writing({ topic, agenda: 'a\n\\b' }))) ?? '') as { session: object };
    expect(body.session).toMatchObject({ topic, agenda: 'a\n\\b' });
  });

  it('goes to the collection of its kind, once', async () => {
    const { http, api } = build(() => fail('timeout', ''));
    await api.create('meeting', writing());
    await api.create('webinar', writing());
    expect(http.lines).toEqual(['POST /sessions.json', 'POST /webinar.json']);
    expect(http.sent[0]?.url).toBe('https://meeting.zoho.eu/api/v2/77001234/sessions.json');
  });

  it('answers what Zoho told, its gaps filled with what was sent', async () => {
    // A webinar has no joinLink in this answer.
    const registrationLink = '/meeting/register?sessionId=1';
    const told = { meetingKey: 1169128500, registrationLink, UID: '9', duration: '3600000' };
    const session = valueOf(await build(() => ok([{ session: told }])).api.create('webinar', writing()));
    expect(session).toMatchObject({
      kind: 'webinar', key: '1169128500', topic: 'Weekly sync', agenda: 'Plan', startsAt: evening, duration: hour,
      timeZone: 'Europe/Paris', participants: [{ email: 'bo@example.test' }], creatorZuid: '71005678',
      registrationLink: 'https://meeting.zoho.eu/meeting/register?sessionId=1', joinLink: null, canJoin: false,
      canStart: false, instanceIds: ['9'], detailsAsOf: null,
    });
  });

  it('believes the answer more than what was sent, and logs a difference', async () => {
    const told = {
      meetingKey: '1', topic: 'Cut', startTimeMillisec: evening + hour, duration: 1_800_000, creatorZuid: 7,
      timezone: 'Europe/Madrid', participants: [], joinLink: 'https://meet.zoho.eu/a',
      startLink: '/meeting-start?key=1',
    };
    const { log, api } = build(() => ok({ session: told }));
    expect(valueOf(await api.create('meeting', writing()))).toMatchObject({
      topic: 'Cut', startsAt: evening + hour, duration: 1_800_000, timeZone: 'Europe/Madrid', participants: [],
      creatorZuid: '7', canJoin: true, canStart: true,
    });
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: expect.any(String),
        facts: { kind: 'meeting', field: 'start', meant: evening, told: evening + hour },
      },
    ]);
  });

  it.each([undefined, {}, [], { session: [] }, { session: { topic: 'x' } }, { session: { meetingKey: '..' } }])(
    'is not settled by an answer without a key: %j',
    async (body) => {
      const created = await build(() => ok(body)).api.create('meeting', writing());
      expect(created).toMatchObject({ error: { code: 'bad-answer', details: { outcome: 'unknown' } } });
    },
  );

  it('fails as the request does', async () => {
    for (const code of ['rejected', 'too-many-participants', 'not-permitted', 'timeout'] as const)
      expect(outcome(await build(() => fail(code, '')).api.create('meeting', writing()))).toBe(code);
  });

  it('tells the HTTP layer which meeting was made', async () => {
    const { http, api } = build(() => ok({ session: { meetingKey: 5 } }));
    await api.create('meeting', writing());
    expect(http.sent[0]?.keyOf?.({ session: { meetingKey: 5 } })).toBe('5');
    expect(http.sent[0]?.keyOf?.('nonsense')).toBeNull();
  });
});

describe('values that cannot be written', () => {
  it.each([
    [{ topic: ' ' }, 'topic'],
    [{ date: '2026-02-30' }, 'time'],
    [{ date: '19 Jun' }, 'time'],
    [{ time: '24:00' }, 'time'],
    [{ time: '7pm' }, 'time'],
    [{ duration: 0 }, 'duration'],
    [{ duration: 0.5 }, 'duration'],
    [{ duration: Number.NaN }, 'duration'],
    [{ timeZone: '' }, 'timeZone'],
  ] as const)('%j are not sent', async (more, field) => {
    const { http, api } = build(() => ok({}));
    const error = { code: 'invalid-input', details: { field, outcome: 'not-sent' } };
    expect(await api.create('meeting', writing(more))).toMatchObject({ error });
    expect(await api.update('meeting', '1', writing(more))).toMatchObject({ error });
    expect(http.sent).toEqual([]);
  });
});

describe('the start as it is sent', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const days = fc.date({ min: new Date('1973-01-02T00:00Z'), max: new Date('2099-12-31T00:00Z'), noInvalidDate: true });

  it('is the same wall clock when it is read again, in every zone and at every time', async () => {
    const sent: SessionWrite[] = [];
    const bodies: Body[] = [];
    const { http, api } = build(() => ok({ session: { meetingKey: '1' } }));
    for (const timeZone of zones) {
      for (const day of fc.sample(days, 4)) {
        const [date = '', time = ''] = day.toISOString().split('T');
        const write = writing({ date, time: time.slice(0, 5), timeZone });
        const { startsAt } = valueOf(await api.create('meeting', write));
        sent.push(write);
        const body = sentIn({ http });
        bodies.push(body);
        const { startTime = null, timezone = null } = body;
        expect(momentOf({ millis: null, text: startTime, timeZone: timezone, offset: null })).toBe(startsAt);
      }
    }
    expect(sent.length).toBeGreaterThan(1000);
    for (const [index, { date, time, timeZone }] of sent.entries()) {
      const { startTime = '', timezone } = bodies[index] ?? {};
      expect(timezone).toBe(timeZone);
      expect(startTime).toMatch(/^[A-Z][a-z]{2} \d\d, \d{4} (?:0[1-9]|1[0-2]):\d\d [AP]M$/);
      expect(parseWallClock(startTime)?.at.toString()).toBe(`${date}T${time}:00`);
    }
  });
});

const full = {
  meetingKey: '7', topic: 'Old', agenda: 'Old plan', presenter: 55, presenterName: 'Bo',
  startTime: 'Jun 1, 2026 09:00 AM', duration: '1800000', timezone: 'Asia/Kolkata',
  participants: [{ id: 9, email: 'bo@example.test' }],
  joinLink: 'https://meet.zoho.eu/abc', startLink: 'https://meeting.zoho.eu/meeting-start?key=7', sys_id: '3',
  pwd: 'secret', isRecurring: true,
};
const without = (name: string) => Object.fromEntries(Object.entries(full).filter(([key]) => key !== name));

describe('an edit', () => {
  const editing = (get: unknown, put: Result<unknown> = ok({ session: {} })) =>
    build((line) => (line.startsWith('GET') ? ok(get) : put));

  it('reads first, then sends the whole, with the presenter it had and no undocumented key', async () => {
    const parts = editing({ session: full });
    await parts.api.update('meeting', '7', writing());
    expect(parts.http.lines).toEqual(['GET /sessions/7.json', 'PUT /sessions/7.json']);
    expect(JSON.stringify(parts.http.sent[1]?.json)).toBe(
      '{"session":{"topic":"Weekly sync","agenda":"Plan","presenter":55,"startTime":"Jun 19, 2026 07:00 PM",' +
        '"duration":3600000,"timezone":"Europe/Paris","participants":[{"email":"bo@example.test"}]}}',
    );
  });

  it('sends an empty agenda and an empty list: both were meant', async () => {
    const parts = editing([{ session: full }]);
    await parts.api.update('webinar', '7', writing({ agenda: '', participants: [] }));
    expect(sentIn(parts)).toMatchObject({ agenda: '', participants: [] });
    expect(parts.http.lines[1]).toBe('PUT /webinar/7.json');
  });

  it('leaves participants out when neither the form nor Zoho told them', async () => {
    const parts = editing({ session: without('participants') });
    await parts.api.update('meeting', '7', writing({ participants: null }));
    expect(sentIn(parts)).not.toHaveProperty('participants');
  });

  it('does not send back an empty list that the form did not mean', async () => {
    const { http, api } = build(() => ok({ session: { meetingKey: '7', topic: 'x', participants: [] } }));
    await api.update('meeting', '7', writing({ participants: null }));
    expect(sentIn({ http })).not.toHaveProperty('participants');
  });

  it('sends back those that Zoho told when the form does not know them', async () => {
    const parts = editing({ session: full });
    const session = valueOf(await parts.api.update('meeting', '7', writing({ participants: null })));
    expect(sentIn(parts)).toMatchObject({ participants: [{ email: 'bo@example.test' }] });
    expect(session.participants).toEqual([{ email: 'bo@example.test' }]);
  });

  it.each([[[{ id: 4 }]], [[{ email: 'a@example.test' }, null]], ['a@example.test'], [{}]])(
    'leaves out a list that it can read in part only: %j',
    async (participants) => {
      const parts = editing({ session: { ...full, participants } });
      await parts.api.update('meeting', '7', writing({ participants: null }));
      expect(sentIn(parts)).not.toHaveProperty('participants');
    },
  );

  it.each([
    [{ presenter: '55' }, 55],
    [{ presenter: '556536000000214003' }, '556536000000214003'],
    [{ presenter: 'Bo Lindqvist', presenterZuid: 8 }, 8],
    [{ presenter: null }, undefined],
    [{ presenter: 'Bo' }, undefined],
  ])('takes the presenter from %j', async (more, presenter) => {
    const parts = editing({ session: { ...full, ...more } });
    await parts.api.update('meeting', '7', writing());
    expect(sentIn(parts).presenter).toBe(presenter);
  });

  it('fills the gaps of the answer with what was sent, then with what was known', async () => {
    const told = { duration: '3600000', agenda: '', addedParticipants: '[a@x]', registrationLink: '/register?x=1' };
    const { api } = editing({ session: full }, ok({ session: told }));
    const session = valueOf(await api.update('meeting', '7', writing()));
    expect(session).toMatchObject({
      key: '7', topic: 'Weekly sync', agenda: 'Plan', startsAt: evening, duration: hour, timeZone: 'Europe/Paris',
      presenterName: 'Bo', joinLink: full.joinLink, startLink: full.startLink, canJoin: true, canStart: true,
      recurring: true, instanceIds: ['3'], registrationLink: 'https://meeting.zoho.eu/register?x=1', detailsAsOf: null,
    });
  });

  it.each([undefined, {}, 'OK', [], { session: { meetingKey: '135 118 9999' } }])(
    'is done when Zoho agreed, whatever it answers: %j',
    async (body) => {
      const session = valueOf(await editing({ session: full }, ok(body)).api.update('meeting', '7', writing()));
      expect(session).toMatchObject({ key: '7', topic: 'Weekly sync', startsAt: evening, instanceIds: ['3'] });
    },
  );

  it('sends nothing when what is there cannot be read', async () => {
    const cases: [Answer, string][] = [
      [() => fail('not-found', ''), 'not-found'],
      [() => fail('timeout', ''), 'timeout'],
      [() => ok({ hello: 1 }), 'bad-answer'],
      [() => ok({ session: [] }), 'bad-answer'],
      [() => ok(undefined), 'bad-answer'],
    ];
    for (const [answer, code] of cases) {
      const { http, api } = build(answer);
      const result = await api.update('meeting', '7', writing());
      expect(result).toMatchObject({ error: { code, details: { outcome: 'not-sent' } } });
      expect(http.lines).toEqual(['GET /sessions/7.json']);
    }
  });

  it('fails as the PUT does', async () => {
    const refused = editing({ session: full }, fail('too-many-participants', ''));
    expect(outcome(await refused.api.update('meeting', '7', writing()))).toBe('too-many-participants');
  });
});

describe('a delete', () => {
  it('asks once, and tells whether it was gone already', async () => {
    const there = build(() => ok(undefined));
    expect(await there.api.remove('webinar', '7')).toEqual(ok({ alreadyGone: false }));
    expect(there.http.lines).toEqual(['DELETE /webinar/7.json']);
    const gone = build(() => fail('not-found', ''));
    expect(await gone.api.remove('meeting', '7')).toEqual(ok({ alreadyGone: true }));
    for (const code of ['not-permitted', 'timeout', 'wrong-host', 'rate-limited'] as const)
      expect(outcome(await build(() => fail(code, '')).api.remove('meeting', '7'))).toBe(code);
  });
});

describe('all of them', () => {
  it('need an account and a usable key, and hand on the signal', async () => {
    const off = build(() => ok({}), null).api;
    const notSent = { details: { outcome: 'not-sent' } };
    for (const result of [
      await off.create('meeting', writing()),
      await off.update('meeting', '7', writing()),
      await off.remove('meeting', '7'),
    ])
      expect(result).toMatchObject({ error: { code: 'not-connected', ...notSent } });
    const { http, api } = build(() => ok({ session: full }));
    for (const key of ['../x', '', 'a b', '7?x']) {
      expect(await api.remove('meeting', key)).toMatchObject({ error: { code: 'not-found', ...notSent } });
      expect(await api.update('meeting', key, writing())).toMatchObject({ error: { code: 'not-found', ...notSent } });
    }
    expect(http.sent).toEqual([]);
    const { signal } = new AbortController();
    await api.create('meeting', writing(), signal);
    await api.update('meeting', '7', writing(), signal);
    await api.remove('meeting', '7', signal);
    expect(http.sent.map((request) => request.signal === signal)).toEqual([true, true, true, true]);
  });
});
