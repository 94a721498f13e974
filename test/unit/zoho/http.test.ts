import { describe, expect, it } from 'vitest';
import { fail } from '../../../contract/result.ts';
import { createZohoHttp, type HttpRequest } from '../../../electron/zoho/http.ts';
import { fakeClock, fakeFetch, fakeLog, fakeTokens, json, outcome, page, valueOf } from './helpers.ts';

const url = 'https://meeting.zoho.eu/api/v2/77001234/sessions.json';
const expired = json({ error: { code: 2000, message: 'INVALID_OAUTHTOKEN' } }, 400);

function build(...replies: Parameters<typeof fakeFetch>) {
  const fetch = fakeFetch(...replies);
  const clock = fakeClock();
  const tokens = fakeTokens();
  const log = fakeLog();
  const http = createZohoHttp({ fetch, clock, random: () => 0, log, tokens });
  const request = (more: Partial<HttpRequest> = {}) => http.request({ method: 'GET', url, ...more });
  return { fetch, clock, tokens, log, request };
}

describe('the request', () => {
  it('carries token and source, which no caller can replace', async () => {
    const { fetch, request } = build(json({ ok: 1 }));
    const answer = await request({ headers: { Authorization: 'other', 'X-ZSOURCE': 'other' } });
    expect(valueOf(answer).body).toEqual({ ok: 1 });
    expect(fetch.sent[0]?.headers.get('authorization')).toBe('Zoho-oauthtoken first');
    expect(fetch.sent[0]?.headers.get('x-zsource')).toBe('Parley');
  });

  it.each([
    'https://example.test/api/v2/user.json',
    'https://meeting.zoho.eu.example.test/',
    'https://evilzoho.eu/',
    'http://meeting.zoho.eu/',
    'https://meeting.zoho.eu:8443/',
    'https://user@meeting.zoho.eu/',
    'https://meeting.zoho.eu@example.test/',
    '/api/v2/user.json',
  ])('never sends a token to %s', async (foreign) => {
    const { fetch, request } = build(json({}));
    expect(outcome(await request({ url: foreign }))).toBe('internal');
    expect(fetch.sent).toEqual([]);
  });

  it('hands on why there is no token', async () => {
    const fetch = fakeFetch(json({}));
    const tokens = { get: async () => fail('throttled', 'later'), renew: async () => fail('throttled', 'later') };
    const http = createZohoHttp({ fetch, clock: fakeClock(), random: () => 0, log: fakeLog(), tokens });
    expect(outcome(await http.request({ method: 'GET', url }))).toBe('throttled');
    expect(fetch.sent).toEqual([]);
  });
});

describe('each refusal of zoho-api.md 2.6', () => {
  const unknownKey = { errorCode: 4000, message: 'The meeting key is invalid.', key: 'INVALID_MEETING_KEY' };
  const permission = 'You do not have permission to access this organization account.';
  const unauthorised = { errorCode: 3001, message: permission, key: 'UNAUTHORIZED_USER' };
  const otherPath = { error: { code: 1025, message: "Org doesn't matches with request uri" }, resourceType: '/x' };
  it.each([
    ['an unknown meeting', 400, { error: unknownKey }, 'not-found'],
    ['an unknown meeting, code as text', 400, { error: { code: '4000' } }, 'not-found'],
    ['an unknown webinar', 400, { error: { message: 'INVALID_WEBINAR_KEY' } }, 'not-found'],
    ['a wrong organisation', 401, { error: unauthorised }, 'wrong-organisation'],
    ['a wrong organisation, number alone', 401, { error: { errorCode: '3001' } }, 'wrong-organisation'],
    ['another organisation in the path', 403, otherPath, 'wrong-organisation'],
    ['no admin', 403, { error: { code: 1009, message: 'Invalid org admin' } }, 'not-admin'],
    ['bad JSON', 400, { error: { message: 'JSON_PARSE_ERROR' } }, 'rejected'],
    ['an unknown key, with 404', 404, { error: { message: 'EXTRA_KEY_FOUND_IN_JSON' } }, 'rejected'],
    ['over 100 participants', 400, { error: 'ARRAY_SIZE_OUT_OF_RANGE' }, 'too-many-participants'],
    ['a missing scope', 401, { error: { message: 'INVALID_OAUTHSCOPE' } }, 'not-permitted'],
    ['a scope mismatch at the top', 401, { code: 'OAUTH_SCOPE_MISMATCH', message: 'scope' }, 'not-permitted'],
    ['403 alone', 403, {}, 'not-permitted'],
    ['429 alone', 429, {}, 'rate-limited'],
    ['a throttle in words', 400, { error: { message: 'URL_THROTTLES_LIMIT_EXCEEDED' } }, 'rate-limited'],
    ['5xx', 503, { error: 'x' }, 'zoho-unavailable'],
    ['404 without an error', 404, { hello: 1 }, 'wrong-host'],
    ['405', 405, { error: 'METHOD' }, 'wrong-host'],
    ['404 with an error', 404, { error: { message: 'No such thing' } }, 'not-found'],
    ['a calendar error', 400, { error: [{ message: 'x', description: 'y' }] }, 'rejected'],
    ['an error list', 400, { errors: [{ error_code: 7, error_description: 'y' }] }, 'rejected'],
    ['an error with status 200', 200, { error: { errorCode: 4000, key: 'INVALID_MEETING_KEY' } }, 'not-found'],
    ['an error wrapped in an array', 400, [{ error: { code: 1009 } }], 'not-admin'],
    ['an empty 400', 400, undefined, 'rejected'],
    ['a number as body', 400, 17, 'rejected'],
  ])('%s', async (_name, status, body, code) => {
    const reply = body === undefined ? new Response(null, { status }) : json(body, status);
    expect(outcome(await build(reply).request({ method: 'POST', json: {} }))).toBe(code);
  });

  it.each([{ error: null }, { error: '' }, { error: {} }, { error: [] }, { code: 7, message: 'fine' }])(
    'sees no error in %j with status 200',
    async (body) => {
      expect(outcome(await build(json(body)).request())).toBe('ok');
    },
  );

  it('tells what Zoho said, cut, in one line, and without tokens', async () => {
    const said = `Bad\u0000 \u202Evalue\n for first and 1000.abcdef0123456789.0123456789abcdef ${'x'.repeat(400)}`;
    const answer = await build(json({ error: { code: 77, message: said } }, 400)).request();
    expect(answer).toMatchObject({ error: { code: 'rejected', details: { status: 400, zohoCode: '77' } } });
    const text = String(!answer.ok && answer.error.details?.['zohoMessage']);
    expect(text).toMatch(/^Bad value for \[token\] and \[token\] x+$/);
    expect(text).toHaveLength(200);
    expect(JSON.stringify(answer)).not.toMatch(/first|abcdef/);
  });

  it('tells no start link that Zoho repeats', async () => {
    const said = 'No session at https://meeting.zoho.eu/meeting-start?key=1&t=other or /meeting-start?key=2, sorry';
    const answer = await build(json({ error: { code: 77, message: said } }, 400)).request();
    expect(answer).toMatchObject({ error: { details: { zohoMessage: 'No session at or sorry' } } });
  });

  it('passes on pages and missing connections', async () => {
    expect(outcome(await build(page(405)).request())).toBe('wrong-host');
    expect(outcome(await build(page(200)).request())).toBe('captive-portal');
    expect(outcome(await build(new Error('x')).request({ method: 'POST' }))).toBe('offline');
  });
});

describe('a refused token', () => {
  const verbs = ['GET', 'POST', 'PUT', 'DELETE'] as const;
  it.each(verbs)('is renewed once, and %s sent again with the new one', async (method) => {
    const { fetch, tokens, request } = build(expired, json({ ok: 1 }));
    expect(valueOf(await request({ method })).body).toEqual({ ok: 1 });
    expect(tokens.renewals).toEqual(['first']);
    expect(fetch.sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Zoho-oauthtoken first',
      'Zoho-oauthtoken second',
    ]);
  });

  it('is a 401 as well, with or without words', async () => {
    for (const body of [{ error: 'INVALID_TOKEN' }, {}]) {
      const { tokens, request } = build(json(body, 401), json({}));
      expect(outcome(await request())).toBe('ok');
      expect(tokens.renewals).toHaveLength(1);
    }
  });

  it('without a word renews the token, and sends no POST again', async () => {
    for (const reply of [json({}, 401), new Response('', { status: 401 })]) {
      const { fetch, tokens, request } = build(reply);
      const answer = await request({ method: 'POST', json: {} });
      expect(answer).toMatchObject({ error: { code: 'bad-answer', details: { status: 401, outcome: 'unknown' } } });
      expect([fetch.sent.length, tokens.renewals.length]).toEqual([1, 1]);
    }
  });

  it('is none when what was asked for is in it: the write may have been carried out, and is not sent again', async () => {
    for (const body of [{ session: { meetingKey: '1' } }, [{ session: { meetingKey: '1' } }], { registrant: [{}] }])
      for (const status of [400, 401, 403, 404]) {
        const { fetch, request } = build(json(body, status));
        const answer = await request({ method: 'POST', json: {} });
        expect(answer).toMatchObject({ error: { code: 'bad-answer', details: { status, outcome: 'unknown' } } });
        expect(fetch.sent).toHaveLength(1);
      }
  });

  it('is not a missing scope or a wrong organisation', async () => {
    for (const body of [{ error: { message: 'INVALID_OAUTHSCOPE' } }, { error: { errorCode: 3001 } }]) {
      const { tokens, request } = build(json(body, 401));
      await request();
      expect(tokens.renewals).toEqual([]);
    }
  });

  it('refused twice asks to reconnect, and is not tried a third time', async () => {
    const { fetch, tokens, request } = build(expired);
    expect(outcome(await request())).toBe('reconnect-needed');
    expect(fetch.sent).toHaveLength(2);
    expect(tokens.renewals).toHaveLength(1);
  });

  it('that cannot be renewed answers why', async () => {
    const fetch = fakeFetch(expired);
    const tokens = { ...fakeTokens(), renew: async () => fail('offline', 'no network') };
    const http = createZohoHttp({ fetch, clock: fakeClock(), random: () => 0, log: fakeLog(), tokens });
    expect(outcome(await http.request({ method: 'GET', url }))).toBe('offline');
    expect(fetch.sent).toHaveLength(1);
  });
});

describe('retries', () => {
  it.each([
    ['a missing connection', new Error('net::ERR_CONNECTION_RESET')],
    ['5xx', json({}, 500)],
    ['a 503 page', page(503)],
    ['429', json({}, 429)],
  ])('GET survives %s twice, with growing pauses', async (_name, trouble) => {
    const { fetch, clock, request } = build(trouble, trouble, json({ ok: 1 }));
    expect(outcome(await request())).toBe('ok');
    expect(fetch.sent).toHaveLength(3);
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it('gives up after three attempts', async () => {
    const { fetch, request } = build(json({}, 502));
    expect(outcome(await request())).toBe('zoho-unavailable');
    expect(fetch.sent).toHaveLength(3);
  });

  it('repeats a time-out', async () => {
    const { fetch, request } = build(() => new Promise<Response>(() => undefined), json({}));
    expect(outcome(await request({ timeout: 10 }))).toBe('ok');
    expect(fetch.sent).toHaveLength(2);
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)('%s is never repeated: it may have been carried out', async (method) => {
    const { fetch, clock, request } = build(new Error('reset'), json({}));
    expect(outcome(await request({ method }))).toBe('offline');
    expect(fetch.sent).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it('does not repeat what a repetition cannot mend', async () => {
    for (const reply of [page(200), page(404), json({}, 403), new Response('{')]) {
      const { fetch, request } = build(reply);
      await request();
      expect(fetch.sent).toHaveLength(1);
    }
  });

  it('waits as long as Retry-After asks, and tells when that is too long', async () => {
    const brief = build(json({}, 429, { 'Retry-After': '3' }), json({}));
    expect(outcome(await brief.request())).toBe('ok');
    expect(brief.clock.sleeps).toEqual([3250]);
    const long = build(json({}, 429, { 'Retry-After': '600' }), json({}));
    expect(await long.request()).toMatchObject({ error: { code: 'rate-limited', retryAfter: 600_000 } });
    expect(long.fetch.sent).toHaveLength(1);
  });

  it('spreads the pauses by chance', async () => {
    const fetch = fakeFetch(json({}, 500));
    const clock = fakeClock();
    const http = createZohoHttp({ fetch, clock, random: () => 0.999, log: fakeLog(), tokens: fakeTokens() });
    await http.request({ method: 'GET', url });
    expect(clock.sleeps.map(Math.round)).toEqual([500, 1000]);
  });

  it('ends a pause when the caller aborts', async () => {
    const stop = new AbortController();
    const fetch = fakeFetch(json({}, 500));
    const random = () => {
      stop.abort();
      return 0;
    };
    const http = createZohoHttp({ fetch, clock: fakeClock(), random, log: fakeLog(), tokens: fakeTokens() });
    expect(outcome(await http.request({ method: 'GET', url, signal: stop.signal }))).toBe('zoho-unavailable');
    expect(fetch.sent).toHaveLength(1);
  });
});
