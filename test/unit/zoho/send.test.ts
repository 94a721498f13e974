import { getEventListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { sendJson, type HttpRequest } from '../../../electron/zoho/http.ts';
import { bodyLimit } from '../../../electron/zoho/body.ts';
import { fakeClock, fakeFetch, fakeLog, json, outcome, page, valueOf } from './helpers.ts';

const url = 'https://accounts.zoho.eu/oauth/v2/token';

function send(fetch: ReturnType<typeof fakeFetch>, request: Partial<HttpRequest> = {}) {
  const log = fakeLog();
  return { log, answer: sendJson({ fetch, clock: fakeClock(), log }, { method: 'GET', url, ...request }) };
}
const outcomeOf = async (reply: Parameters<typeof fakeFetch>[0], request?: Partial<HttpRequest>) =>
  outcome(await send(fakeFetch(reply), request).answer);

describe('what is sent', () => {
  it('sends a form as urlencoded body, without cookies, and follows no redirect', async () => {
    const fetch = fakeFetch(json({}));
    await send(fetch, { method: 'POST', form: { grant_type: 'refresh_token', scope: 'a b&c' } }).answer;
    const [sent] = fetch.sent;
    expect(sent).toMatchObject({ url, method: 'POST', body: 'grant_type=refresh_token&scope=a+b%26c' });
    expect(sent?.headers.get('content-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect(sent?.headers.get('authorization')).toBeNull();
    expect(sent?.init).toMatchObject({ redirect: 'error', credentials: 'omit' });
  });

  it('sends JSON with the content type that Zoho documents', async () => {
    const fetch = fakeFetch(json({}));
    await send(fetch, { method: 'PUT', json: { session: { topic: 'Café' } } }).answer;
    expect(fetch.sent[0]?.body).toBe('{"session":{"topic":"Café"}}');
    expect(fetch.sent[0]?.headers.get('content-type')).toBe('application/json;charset=UTF-8');
  });

  it('requests https addresses only', async () => {
    const fetch = fakeFetch(json({}));
    for (const bad of ['http://accounts.zoho.eu/', 'nonsense', 'file:///etc/passwd'])
      expect(outcome(await send(fetch, { url: bad }).answer)).toBe('internal');
    expect(fetch.sent).toEqual([]);
  });

  it('logs neither query, nor body, nor headers', async () => {
    const request = { url: `${url}?token=canary-1`, form: { code: 'canary-2' }, headers: { 'X-Y': 'canary-3' } };
    const { log, answer } = send(fakeFetch(json({ access_token: 'canary-4' })), { method: 'POST', ...request });
    await answer;
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain('canary');
  });

  it('logs neither organisation nor meeting key', async () => {
    const request = { url: 'https://meeting.zoho.eu/api/v2/77001234/sessions/11691.json' };
    const { log, answer } = send(fakeFetch(json({})), request);
    await answer;
    expect(log.lines[0]?.facts).toMatchObject({ path: '/api/v2/*/sessions/*.json', outcome: 200 });
  });
});

describe('what is let go of', () => {
  it('is the answer, when it is there: whoever keeps the signal does not keep it', async () => {
    const outer = new AbortController();
    const fetch = fakeFetch(json({}));
    await send(fetch, { signal: outer.signal }).answer;
    const inner = fetch.sent[0]?.init?.signal;
    expect(inner).toBeInstanceOf(AbortSignal);
    for (const signal of [inner, outer.signal]) expect(signal && getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('what is read', () => {
  it('answers any status with JSON', async () => {
    const answer = valueOf(await send(fakeFetch(json({ error: 'invalid_code' }, 400))).answer);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_code' } });
  });

  it('answers an empty body', async () => {
    const answer = valueOf(await send(fakeFetch(new Response(null, { status: 204 }))).answer);
    expect(answer).toMatchObject({ status: 204, body: undefined });
  });

  it('reads Date and Retry-After, in seconds or as a date on the server’s clock', async () => {
    const date = 'Fri, 19 Jun 2026 09:00:00 GMT';
    const inSeconds = await send(fakeFetch(json({}, 429, { Date: date, 'Retry-After': '7' }))).answer;
    expect(valueOf(inSeconds)).toMatchObject({ date: Date.UTC(2026, 5, 19, 9), retryAfter: 7000 });
    const later = 'Fri, 19 Jun 2026 09:01:30 GMT';
    const asDate = await send(fakeFetch(json({}, 429, { Date: date, 'Retry-After': later }))).answer;
    expect(valueOf(asDate).retryAfter).toBe(90_000);
    const odd = await send(fakeFetch(json({}, 200, { Date: 'today', 'Retry-After': 'soon' }))).answer;
    expect(valueOf(odd)).toMatchObject({ date: null, retryAfter: null });
    const years = await send(fakeFetch(json({}, 200, { 'Retry-After': '99999999' }))).answer;
    expect(valueOf(years).retryAfter).toBe(24 * 3_600_000);
    const negative = await send(fakeFetch(json({}, 200, { 'Retry-After': '-5' }))).answer;
    expect(valueOf(negative).retryAfter).toBeNull();
  });

  it('keeps integers that a double cannot hold, and no prototype is touched', async () => {
    const text = '{"UID":556536000000214003,"near":9007199254740993,"safe":7,"half":1.5,"__proto__":{"admin":true}}';
    const { body } = valueOf(await send(fakeFetch(new Response(text))).answer);
    expect(body).toEqual({ UID: '556536000000214003', near: '9007199254740993', safe: 7, half: 1.5 });
    expect(Object.hasOwn(body as object, '__proto__')).toBe(false);
  });

  it('reads other charsets, unknown charsets as UTF-8, and a byte order mark', async () => {
    const latin = new Response(new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe9, 0x22, 0x7d]), {
      headers: { 'Content-Type': 'application/json; charset="iso-8859-1"' },
    });
    expect(valueOf(await send(fakeFetch(latin)).answer).body).toEqual({ a: 'é' });
    const bytes = new TextEncoder().encode('\uFEFF{"a":"é"}');
    const unknown = new Response(bytes, { headers: { 'Content-Type': 'application/json; charset=klingon' } });
    expect(valueOf(await send(fakeFetch(unknown)).answer).body).toEqual({ a: 'é' });
    const broken = new Response(new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe9, 0x22, 0x7d]));
    expect(valueOf(await send(fakeFetch(broken)).answer).body).toEqual({ a: '\uFFFD' });
  });

  it('takes JSON that calls itself text/html', async () => {
    const odd = new Response('{"a":1}', { headers: { 'Content-Type': 'text/html' } });
    expect(valueOf(await send(fakeFetch(odd)).answer).body).toEqual({ a: 1 });
  });
});

describe('JSON that is small as a text and large as a value', () => {
  const bodyOf = (text: string) => outcomeOf(new Response(text));
  it('is not parsed: more values or levels than any answer of Zoho’s', async () => {
    expect(await bodyOf(`[${'{},'.repeat(125_000)}{}]`)).toBe('bad-answer');
    expect(await bodyOf(`[${'1,'.repeat(250_001)}1]`)).toBe('bad-answer');
    expect(await bodyOf(`${'['.repeat(101)}${']'.repeat(101)}`)).toBe('bad-answer');
    expect(await bodyOf(`${'['.repeat(100)}${']'.repeat(100)}`)).toBe('ok');
    expect(await bodyOf(`[${'1,'.repeat(200_000)}1]`)).toBe('ok');
  });

  it('does not count what stands in texts, whatever its quotes', async () => {
    const texts = ['[{,'.repeat(300_000), '"[[[', '\\', '\\"[', '"\\"', '\\\\'].map((each) => each + '['.repeat(120));
    const answer = await send(fakeFetch(new Response(JSON.stringify(texts)))).answer;
    expect(valueOf(answer).body).toEqual(texts);
  });
});

describe('what is no answer', () => {
  it.each([
    ['a page with 200', page(200), 'captive-portal'],
    ['a page with 511', page(511), 'captive-portal'],
    ['a redirect that the port hands over', new Response(null, { status: 302 }), 'captive-portal'],
    ['a page with 404', page(404), 'wrong-host'],
    ['a page with 405', page(405), 'wrong-host'],
    ['a page with 403', page(403), 'wrong-host'],
    ['text with 404', new Response('no such page', { status: 404 }), 'wrong-host'],
    ['a page with 503', page(503), 'zoho-unavailable'],
    ['text with 502', new Response('Bad gateway', { status: 502 }), 'zoho-unavailable'],
    ['a page with 429', page(429), 'rate-limited'],
    ['half a JSON', new Response('{"session":['), 'bad-answer'],
    ['text with 200', new Response('OK'), 'bad-answer'],
    ['JSON too deep to read', new Response('['.repeat(200_000) + ']'.repeat(200_000)), 'bad-answer'],
  ])('%s is an error', async (_name, reply, code) => {
    expect(await outcomeOf(reply)).toBe(code);
  });

  it('keeps Retry-After of a page', async () => {
    const answer = await send(fakeFetch(new Response('<p>', { status: 503, headers: { 'Retry-After': '30' } }))).answer;
    expect(answer).toMatchObject({ error: { code: 'zoho-unavailable', retryAfter: 30_000 } });
  });

  it('tells a refused redirect from a missing connection, on Node and on Electron', async () => {
    const node = Object.assign(new TypeError('fetch failed'), { cause: new Error('unexpected redirect') });
    expect(await outcomeOf(node)).toBe('captive-portal');
    const electron = new Error("Attempted to redirect, but redirect policy was 'error'");
    expect(await outcomeOf(electron)).toBe('captive-portal');
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND accounts.zoho.eu'), { code: 'ENOTFOUND' });
    const offline = await send(fakeFetch(Object.assign(new TypeError('fetch failed'), { cause }))).answer;
    expect(offline).toMatchObject({ error: { code: 'offline', details: { reason: 'ENOTFOUND' } } });
    const chromium = await send(fakeFetch(new Error('net::ERR_INTERNET_DISCONNECTED'))).answer;
    expect(chromium).toMatchObject({ error: { code: 'offline', details: { reason: 'ERR_INTERNET_DISCONNECTED' } } });
    const bare = await send(fakeFetch(() => Promise.reject('gone'))).answer;
    expect(bare).toMatchObject({ error: { code: 'offline', details: { host: 'accounts.zoho.eu' } } });
  });
});

/** A body that goes on for ever, and counts what was taken of it. */
function endless(chunk: Uint8Array) {
  const seen = { bytes: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.bytes += chunk.byteLength;
        controller.enqueue(chunk);
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, stream };
}

describe('limits', () => {
  it('stops reading a body at the limit and lets go of it', async () => {
    const { seen, stream } = endless(new Uint8Array(1024 * 1024).fill(0x20));
    expect(await outcomeOf(() => new Response(stream))).toBe('bad-answer');
    expect(seen.bytes).toBeLessThanOrEqual(bodyLimit + 1024 * 1024);
    expect(seen.cancelled).toBe(true);
  });

  it('times out when no answer comes, even if the port ignores its signal', async () => {
    expect(await outcomeOf(() => new Promise<Response>(() => undefined), { timeout: 10 })).toBe('timeout');
  });

  it('lets go of a body at the time-out, even if the port ignores its signal', async () => {
    let cancelled = false;
    const drip = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (!cancelled) controller.enqueue(new Uint8Array([0x20]));
      },
      cancel: () => void (cancelled = true),
    });
    expect(await outcomeOf(() => new Response(drip), { timeout: 30 })).toBe('timeout');
    expect(cancelled).toBe(true);
  });

  it('times out while the body is being read', async () => {
    const stalled = new ReadableStream({ pull: () => new Promise(() => undefined) });
    expect(await outcomeOf(() => new Response(stalled), { timeout: 10 })).toBe('timeout');
  });

  it('ends when the caller aborts, before or during the request', async () => {
    const before = fakeFetch(json({}));
    const aborted = await send(before, { signal: AbortSignal.abort() }).answer;
    expect(aborted).toMatchObject({ error: { code: 'internal', message: 'aborted' } });
    expect(before.sent).toEqual([]);
    const stop = new AbortController();
    const during = send(fakeFetch(() => new Promise<Response>(() => undefined)), { signal: stop.signal }).answer;
    stop.abort();
    expect(await during).toMatchObject({ error: { code: 'internal', message: 'aborted' } });
    const inPort = new AbortController();
    const early = send(
      fakeFetch(() => {
        inPort.abort();
        return new Promise<Response>(() => undefined);
      }),
      { signal: inPort.signal },
    ).answer;
    expect(await early).toMatchObject({ error: { code: 'internal', message: 'aborted' } });
  });
});

describe('on a real connection', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(respond: Parameters<typeof createServer>[1]) {
    server = createServer(respond);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const fetch = (_url: string, init?: RequestInit) => globalThis.fetch(`http://127.0.0.1:${port}/`, init);
    return (timeout = 2000) =>
      sendJson({ fetch, clock: fakeClock(), log: fakeLog() }, { method: 'GET', url, timeout });
  }

  it('bounds a body of 50 MB', async () => {
    let written = 0;
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    const call = await serve((_request, response) => {
      const more = () => {
        while (written < 50 * 1024 * 1024 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(outcome(await call(10_000))).toBe('bad-answer');
    expect(written).toBeLessThan(40 * 1024 * 1024);
  });

  it('takes a redirect for a captive portal', async () => {
    const call = await serve((_request, response) => response.writeHead(302, { Location: '/login' }).end());
    expect(outcome(await call())).toBe('captive-portal');
  });

  it('takes a connection that dies in mid-body for a missing one', async () => {
    const call = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"session":', () => response.destroy());
    });
    expect(outcome(await call())).toBe('offline');
  });

  it('times out in mid-body', async () => {
    const call = await serve((_request, response) => void response.writeHead(200).write('{"session":'));
    expect(outcome(await call(50))).toBe('timeout');
  });
});
