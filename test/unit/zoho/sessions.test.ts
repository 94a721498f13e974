import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ApiTarget } from '../../../electron/account/service.ts';
import { createSessionsApi } from '../../../electron/zoho/sessions.ts';
import { createUserApi } from '../../../electron/zoho/user.ts';
import { fakeHttp, fakeLog, outcome, valueOf } from './helpers.ts';

const at: ApiTarget = { zsoid: '77001234', zuid: '71005678', meetingHost: 'meeting.zoho.eu', calendarHost: 'calendar.zoho.eu' };

function build(answer: (url: URL) => Result<unknown> | Promise<Result<unknown>>, target: ApiTarget | null = at) {
  const http = fakeHttp(answer);
  const log = fakeLog();
  return { http, log, api: createSessionsApi({ http, target: () => target, log }) };
}

const item = (number: number) => ({ meetingKey: String(1_000_000_000 + number), topic: `Meeting ${number}` });
const items = (count: number) => Array.from({ length: count }, (_, index) => item(index + 1));

/** Serves `rows` as a listing that counts pages or records. */
const listing = (rows: object[], mode: 'record' | 'page', cap: number) => (url: URL) => {
  const index = Number(url.searchParams.get('index'));
  const size = Math.min(cap, Number(url.searchParams.get('count')));
  const start = mode === 'record' ? index - 1 : (index - 1) * size;
  return ok({ session: rows.slice(start, start + size), count: rows.length });
};

describe('a listing', () => {
  it('asks as documented, for each kind', async () => {
    const { http, api } = build(() => ok({ session: [item(1)], count: 1 }));
    await api.list('meeting', 'upcoming');
    await api.list('webinar', 'today');
    expect(http.urls.map(String)).toEqual([
      'https://meeting.zoho.eu/api/v2/77001234/sessions.json?listtype=upcoming&index=1&count=100',
      'https://meeting.zoho.eu/api/v2/77001234/webinar.json?listtype=today&index=1&count=100',
    ]);
  });

  it('reads every meeting once and remembers how the server counts', async () => {
    const { http, api } = build(listing(items(2500), 'page', 20));
    const heard: (number | null)[] = [];
    const first = valueOf(await api.list('meeting', 'all', { onPage: (loaded) => heard.push(loaded) }));
    expect(first.complete).toBe(true);
    expect(new Set(first.sessions.map(({ key }) => key)).size).toBe(2500);
    expect(first.sessions).toHaveLength(2500);
    expect(heard.at(-1)).toBe(2500);
    http.urls.length = 0;
    expect(valueOf(await api.list('webinar', 'all')).sessions).toHaveLength(2500);
    expect(http.urls.slice(0, 3).map((url) => url.searchParams.get('index'))).toEqual(['1', '2', '3']);
    expect(http.urls).toHaveLength(125);
  });

  it('keeps the good rows when one is bad, says how many, and does not claim to be complete', async () => {
    const { log, api } = build(() => ok({ session: [item(1), { topic: 'no key' }, null, item(2)], count: 4 }));
    const { sessions, complete } = valueOf(await api.list('meeting', 'upcoming'));
    expect(sessions.map(({ topic }) => topic)).toEqual(['Meeting 1', 'Meeting 2']);
    expect(complete).toBe(false);
    expect(log.lines).toEqual([
      { level: 'warn', message: expect.any(String), facts: { kind: 'meeting', listType: 'upcoming', unreadable: 2 } },
    ]);
  });

  it('makes one of a series that is listed for each occurrence', async () => {
    const occurrence = (day: number) => ({ ...item(7), sysId: String(day), startTimeMillis: 1e12 + day });
    const daily = Array.from({ length: 240 }, (_, day) => occurrence(day));
    const rows = [item(1), ...daily, item(2)];
    const { api } = build(listing(rows, 'record', 100));
    const { sessions, complete } = valueOf(await api.list('meeting', 'all'));
    expect(sessions.map(({ topic }) => topic)).toEqual(['Meeting 1', 'Meeting 7', 'Meeting 2']);
    expect(sessions[1]?.instanceIds).toHaveLength(240);
    expect(sessions[1]?.startsAt).toBe(1e12);
    expect(complete).toBe(true);
  });

  it('takes an answer without content for an empty listing, but not for proof that nothing is there', async () => {
    const http = { request: async () => ok({ status: 204, body: undefined, date: null, retryAfter: null, size: 0 }) };
    const api = createSessionsApi({ http, target: () => at, log: fakeLog() });
    expect(valueOf(await api.list('meeting', 'past'))).toEqual({ sessions: [], complete: false });
  });

  it('fails with the page that failed, or is of another shape', async () => {
    expect(outcome(await build(() => fail('offline', '')).api.list('meeting', 'all'))).toBe('offline');
    expect(outcome(await build(() => ok({ hello: 1 })).api.list('meeting', 'all'))).toBe('bad-answer');
    expect(outcome(await build(() => ok({}), null).api.list('meeting', 'all'))).toBe('not-connected');
    expect(outcome(await build(() => ok({ session: items(10_001) })).api.list('meeting', 'all'))).toBe('bad-answer');
  });
});

describe('one session', () => {
  it('is read by its key, with links against the Meeting host', async () => {
    const { http, api } = build(() => ok({ session: { ...item(1), startLink: '/meeting-start?key=1' } }));
    const stop = new AbortController();
    expect(valueOf(await api.get('webinar', '1000000001', stop.signal))).toMatchObject({
      kind: 'webinar',
      key: '1000000001',
      startLink: 'https://meeting.zoho.eu/meeting-start?key=1',
      agenda: '',
      detailsAsOf: null,
    });
    expect(String(http.urls[0])).toBe('https://meeting.zoho.eu/api/v2/77001234/webinar/1000000001.json');
  });

  it('takes the key asked for when the answer has none', async () => {
    const { api } = build(() => ok({ session: { topic: 'x', agenda: 'Plan' } }));
    expect(valueOf(await api.get('meeting', '7'))).toMatchObject({ key: '7', agenda: 'Plan' });
  });

  it('cuts an agenda that no form could take back', async () => {
    const { api } = build(() => ok({ session: { topic: 'x', agenda: 'A'.repeat(50_000) } }));
    expect(valueOf(await api.get('meeting', '7')).agenda).toHaveLength(16_000);
  });

  it('asks for nothing that is no key', async () => {
    const { http, api } = build(() => ok({}));
    for (const key of ['../../oauth/v2/token', 'a b', '', '7?x=1', '7#'])
      expect(outcome(await api.get('meeting', key))).toBe('not-found');
    expect(http.urls).toEqual([]);
  });

  it('fails as the request does, or when there is none in the answer', async () => {
    expect(outcome(await build(() => fail('not-found', '')).api.get('meeting', '7'))).toBe('not-found');
    expect(outcome(await build(() => ok(undefined)).api.get('meeting', '7'))).toBe('bad-answer');
    // What tells nothing of a session must not pass for the news that it has no agenda; nor may an unreadable one.
    const odd = [{ session: { meetingKey: '..' } }, {}, { session: {} }, { status: 'failure' }];
    const agendas = [7, {}, ['Plan'], true].map((agenda) => ({ session: { topic: 'x', agenda } }));
    for (const body of [...odd, ...agendas])
      expect(outcome(await build(() => ok(body)).api.get('meeting', '7'))).toBe('bad-answer');
    expect(outcome(await build(() => ok({}), null).api.get('meeting', '7'))).toBe('not-connected');
  });
});

describe('the user', () => {
  it('is read from user.json of the host given', async () => {
    const http = fakeHttp(() => ok({ userDetails: { zsoid: 1, zuid: 2, fullName: 'Ana' } }));
    const user = valueOf(await createUserApi(http).get('meeting.zoho.in'));
    expect(user).toMatchObject({ zsoid: '1', zuid: '2', name: 'Ana' });
    expect(String(http.urls[0])).toBe('https://meeting.zoho.in/api/v2/user.json');
  });

  it('fails as the request does, or without ids', async () => {
    const late = createUserApi(fakeHttp(() => fail('timeout', '')));
    expect(outcome(await late.get('meeting.zoho.in'))).toBe('timeout');
    const empty = createUserApi(fakeHttp(() => ok({ userDetails: {} })));
    expect(outcome(await empty.get('meeting.zoho.in'))).toBe('bad-answer');
  });
});
