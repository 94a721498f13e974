import { describe, expect, it } from 'vitest';
import { fail } from '../../../contract/result.ts';
import { createZohoHttp, type ZohoRequest } from '../../../electron/zoho/http.ts';
import { createRequestLog, placeOf, type RequestNote } from '../../../electron/zoho/request-log.ts';
import { fakeClock, fakeFetch, fakeLog, fakeTokens, json, outcome } from './helpers.ts';

const root = 'https://meeting.zoho.eu/api/v2/77001234';

function build(...replies: Parameters<typeof fakeFetch>) {
  const notes = createRequestLog();
  const clock = fakeClock();
  const tokens = fakeTokens();
  const fetch = fakeFetch(...replies);
  const ports = { fetch, clock, random: () => 0, log: fakeLog(), tokens, onRequest: notes.record };
  const http = createZohoHttp(ports);
  const request = (more: Partial<ZohoRequest> = {}) =>
    http.request({ method: 'GET', url: `${root}/sessions/7.json`, ...more });
  return { notes, clock, request, ports };
}

describe('a note', () => {
  it('tells when, what, how it went, how long it took and how often it was tried', async () => {
    const { notes, clock, request } = build(json({}, 500), json({ a: 1 }));
    const at = clock.now();
    await request();
    expect(notes.of('7')).toEqual([
      {
        at, method: 'GET', host: 'meeting.zoho.eu', path: '/api/v2/{zsoid}/sessions/{key}.json', key: '7', status: 200,
        outcome: 'ok', ms: 250, tries: 2,
      },
    ]);
  });

  it.each([
    ['a refusal', json({ error: 'JSON_PARSE_ERROR' }, 400), { status: 400, outcome: 'rejected', tries: 1 }],
    ['no connection', new Error('net::ERR_CONNECTION_RESET'), { status: null, outcome: 'offline', tries: 1 }],
    ['an empty answer', new Response(null, { status: 204 }), { status: 204, outcome: 'ok', tries: 1 }],
  ])('is made of %s', async (_name, reply, expected) => {
    const { notes, request } = build(reply);
    await request({ method: 'DELETE' });
    expect(notes.of('7')).toEqual([expect.objectContaining({ ...expected, method: 'DELETE' })]);
  });

  it('counts both attempts around a renewed token as one request', async () => {
    const { notes, request } = build(json({ error: { code: 2000 } }, 400), json({}));
    await request({ method: 'PUT' });
    expect(notes.of('7')).toEqual([expect.objectContaining({ tries: 2, outcome: 'ok' })]);
  });

  it('is made when there was no token to send, but not of what may not be sent', async () => {
    const { notes, ports } = build(json({}));
    const none = { get: async () => fail('throttled', ''), renew: async () => fail('throttled', '') };
    const http = createZohoHttp({ ...ports, tokens: none });
    await http.request({ method: 'GET', url: `${root}/sessions/7.json` });
    await http.request({ method: 'GET', url: 'https://example.test/sessions/7.json' });
    expect(notes.of('7')).toEqual([expect.objectContaining({ tries: 0, status: null, outcome: 'throttled' })]);
  });

  it('holds nothing secret', async () => {
    const { notes, request } = build(json({ session: { meetingKey: '7', pwd: 'canary-1' } }));
    const url = `${root}/register/canarykey.json?sendMail=true&registerKey=canary-2`;
    await request({ method: 'POST', url, json: { topic: 'canary-3' }, headers: { 'X-A': 'canary-4' } });
    await request({ url: `${root}/odd/canary-5/canary-6` });
    const text = JSON.stringify([...notes.of('canarykey'), ...notes.of('odd')].map(({ key: _, ...note }) => note));
    expect(text).toContain('/api/v2/{zsoid}/register/{key}.json');
    expect(text).not.toMatch(/canary|first|77001234|zoho-oauthtoken/);
  });

  it('of a create is under the key that the answer names', async () => {
    const { notes, request } = build(json({ id: '9' }, 201), json({}, 500));
    const keyOf = (body: unknown) => (body as { id: string }).id;
    const create = { method: 'POST', url: `${root}/sessions.json`, keyOf } as const;
    await request(create);
    await request(create);
    expect(notes.of('9')).toHaveLength(1);
    expect(notes.of(null)).toEqual([expect.objectContaining({ outcome: 'zoho-unavailable', key: null })]);
  });

  it('that cannot be kept costs nothing', async () => {
    const { ports } = build(json({}));
    const onRequest = () => {
      throw new Error('full');
    };
    const http = createZohoHttp({ ...ports, onRequest });
    const result = await http.request({ method: 'POST', url: `${root}/sessions.json` });
    expect(outcome(result)).toBe('ok');
    expect(ports.log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
  });
});

describe('the place', () => {
  it.each([
    ['/sessions.json', '/sessions.json', null],
    ['/webinar.json?listtype=all', '/webinar.json', null],
    ['/webinar/12.json', '/webinar/{key}.json', '12'],
    ['/registration/12.json?status=1', '/registration/{key}.json', '12'],
    ['/registration/12', '/registration/{key}', '12'],
    ['/participant/12.json', '/participant/{key}.json', '12'],
  ])('of %s', (below, path, key) => {
    expect(placeOf(root + below)).toEqual({ host: 'meeting.zoho.eu', path: `/api/v2/{zsoid}${path}`, key });
  });

  it('of user.json has no organisation in it', () => {
    expect(placeOf('https://meeting.zoho.eu/api/v2/user.json')).toMatchObject({ path: '/api/v2/user.json', key: null });
  });
});

describe('the log', () => {
  const note = (more: Partial<RequestNote> = {}): RequestNote => ({
    at: 0, method: 'GET', host: 'meeting.zoho.eu', path: '/api/v2/{zsoid}/sessions/{key}.json', key: '1', status: 200,
    outcome: 'ok', ms: 1, tries: 1, ...more,
  });
  const created = (at: number, more: Partial<RequestNote> = {}) =>
    note({ at, method: 'POST', path: '/api/v2/{zsoid}/sessions.json', key: null, outcome: 'timeout', ...more });

  it('keeps the last 50 of each session', () => {
    const log = createRequestLog();
    log.record(note({ key: '2' }));
    for (let at = 1; at <= 60; at++) log.record(note({ at }));
    expect(log.of('1').map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, index) => index + 11));
    expect(log.of('2')).toHaveLength(1);
  });

  it('keeps the last 500 of all', () => {
    const log = createRequestLog();
    for (let at = 1; at <= 600; at++) log.record(note({ at, key: String(at % 100) }));
    const all = Array.from({ length: 100 }, (_, key) => log.of(String(key))).flat();
    expect(all).toHaveLength(500);
    expect(Math.min(...all.map(({ at }) => at))).toBe(101);
  });

  it('gives a lost create to the session it turned out to have made', () => {
    const log = createRequestLog();
    for (const each of [
      created(1), created(5), created(6, { path: '/api/v2/{zsoid}/webinar.json' }), note({ at: 7, key: null }),
    ])
      log.record(each);
    log.claim('meeting', '9', 5);
    log.claim('meeting', '9', 5);
    expect(log.of('9').map(({ at }) => at)).toEqual([5]);
    log.claim('webinar', '8', 6);
    expect(log.of('8').map(({ at }) => at)).toEqual([6]);
    log.claim('webinar', '8', 7);
    expect(log.of(null).map(({ at }) => at)).toEqual([1, 7]);
  });

  it('forgets', () => {
    const log = createRequestLog();
    log.record(note());
    log.clear();
    expect(log.of('1')).toEqual([]);
  });
});
