import { describe, expect, it } from 'vitest';
import { fail } from '../../../contract/result.ts';
import { createZohoHttp, type AccessTokens } from '../../../electron/zoho/http.ts';
import { mayBeDone } from '../../../electron/zoho/outcome.ts';
import { fakeClock, fakeFetch, fakeLog, fakeTokens, json, page } from './helpers.ts';

const url = 'https://meeting.zoho.eu/api/v2/77001234/sessions.json';
const expired = json({ error: { code: 2000, message: 'INVALID_OAUTHTOKEN' } }, 400);
const lost = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(''), { code }) });

interface Setting {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  tokens?: AccessTokens;
  signal?: AbortSignal;
  timeout?: number;
}

/** `details.outcome` of a failure; undefined when there is none. */
async function outcomeOf(replies: Parameters<typeof fakeFetch>, { method = 'POST', tokens, ...more }: Setting = {}) {
  const fetch = fakeFetch(...replies);
  const ports = { fetch, clock: fakeClock(), random: () => 0, log: fakeLog(), tokens: tokens ?? fakeTokens() };
  const result = await createZohoHttp(ports).request({ method, url, ...more });
  if (result.ok) throw new Error('no failure');
  return { outcome: result.error.details?.['outcome'], mayBeDone: mayBeDone(result.error), sent: fetch.sent.length };
}
const never = () => new Promise<Response>(() => undefined);

describe('a write that failed', () => {
  it.each([
    ['a connection refused', lost('ECONNREFUSED')],
    ['an unknown name', lost('ENOTFOUND')],
    ['a name that cannot be asked for', lost('EAI_AGAIN')],
    ['no connection in time', lost('UND_ERR_CONNECT_TIMEOUT')],
    ['a certificate that is not trusted', lost('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['Chromium: refused', new Error('net::ERR_CONNECTION_REFUSED')],
    ['Chromium: no network', new Error('net::ERR_INTERNET_DISCONNECTED')],
    ['Chromium: unknown name', new Error('net::ERR_NAME_NOT_RESOLVED')],
    ['Chromium: certificate', new Error('net::ERR_CERT_AUTHORITY_INVALID')],
  ])('was not sent: %s', async (_name, error) => {
    expect(await outcomeOf([error])).toMatchObject({ outcome: 'not-sent', mayBeDone: false });
  });

  it.each([
    ['a connection reset', lost('ECONNRESET')],
    ['a broken pipe', lost('EPIPE')],
    ['a connection that ended', lost('UND_ERR_SOCKET')],
    ['Chromium: reset', new Error('net::ERR_CONNECTION_RESET')],
    ['Chromium: empty', new Error('net::ERR_EMPTY_RESPONSE')],
    ['Chromium: another network', new Error('net::ERR_NETWORK_CHANGED')],
    ['an unknown failure', new Error('gone')],
    ['5xx', json({}, 500)],
    ['5xx with an error', json({ error: { message: 'Internal error' } }, 503)],
    ['a page with 502', page(502)],
    ['a page with 200', page(200)],
    ['a redirect', new Response(null, { status: 302 })],
    ['half a JSON with 201', new Response('{"session":{', { status: 201 })],
  ])('may be done: %s', async (_name, reply) => {
    expect(await outcomeOf([reply])).toMatchObject({ outcome: 'unknown', mayBeDone: true, sent: 1 });
  });

  it('may be done when the time is over, or the caller leaves while it is under way', async () => {
    expect(await outcomeOf([never], { timeout: 10 })).toMatchObject({ outcome: 'unknown', sent: 1 });
    const stop = new AbortController();
    const leaving = () => {
      stop.abort();
      return never();
    };
    expect(await outcomeOf([leaving], { signal: stop.signal })).toMatchObject({ outcome: 'unknown', sent: 1 });
  });

  it.each([
    ['the values', json({ error: { message: 'JSON_PARSE_ERROR' } }, 400)],
    ['too many', json({ error: { message: 'ARRAY_SIZE_OUT_OF_RANGE' } }, 400)],
    ['too many, as a 500', json({ error: { message: 'ARRAY_SIZE_OUT_OF_RANGE' } }, 500)],
    ['the pace', json({}, 429)],
    ['the right', json({}, 403)],
    ['the path', page(405)],
    ['in words alone', new Response('Bad Request', { status: 400 })],
  ])('was plainly refused: %s', async (_name, reply) => {
    expect(await outcomeOf([reply])).toMatchObject({ outcome: undefined, mayBeDone: false });
  });

  it('was not sent without a token, or when the caller had left before', async () => {
    const none = { get: async () => fail('timeout', ''), renew: async () => fail('timeout', '') };
    expect(await outcomeOf([json({})], { tokens: none })).toMatchObject({ outcome: 'not-sent', sent: 0 });
    const signal = AbortSignal.abort();
    expect(await outcomeOf([json({})], { signal })).toMatchObject({ outcome: 'not-sent', sent: 0 });
  });

  it('was not carried out when its token was refused', async () => {
    const tokens = { ...fakeTokens(), renew: async () => fail('offline', '') };
    expect(await outcomeOf([expired], { tokens })).toMatchObject({ outcome: 'not-sent', sent: 1 });
    expect(await outcomeOf([expired])).toMatchObject({ outcome: undefined, sent: 2 });
    expect(await outcomeOf([expired, json({}, 500)])).toMatchObject({ outcome: 'unknown', sent: 2 });
  });

  it.each(['PUT', 'DELETE'] as const)('%s is judged alike', async (method) => {
    expect(await outcomeOf([json({}, 500)], { method })).toMatchObject({ outcome: 'unknown', sent: 1 });
  });

  it('only reading has no outcome', async () => {
    expect(await outcomeOf([json({}, 500)], { method: 'GET' })).toMatchObject({ outcome: undefined });
    const none = { get: async () => fail('timeout', ''), renew: async () => fail('timeout', '') };
    expect(await outcomeOf([json({})], { method: 'GET', tokens: none })).toMatchObject({ outcome: undefined });
  });
});
