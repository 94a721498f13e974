import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { belongs } from '../../../electron/account/callback.ts';
import { createLoopbackAgent } from '../../../electron/account/loopback.ts';
import { recordingLog } from './helpers.ts';

const state = 'S'.repeat(43);
let port: number;
let stop: AbortController;
let opened: string[];
let log: ReturnType<typeof recordingLog>;
let waiting: Promise<Result<string>>;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}
const send = (path: string, options: RequestOptions = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

const authorize = async (redirectUri: string, openExternal?: (url: string) => Promise<Result<undefined>>) => {
  let whenOpened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (whenOpened = resolve));
  const agent = createLoopbackAgent({
    log,
    openExternal: (url) => {
      opened.push(url);
      whenOpened();
      return openExternal ? openExternal(url) : Promise.resolve(ok(undefined));
    },
  });
  waiting = agent.authorize({
    url: 'https://accounts.zoho.eu/oauth/v2/auth?state=x',
    redirectUri,
    signal: stop.signal,
    accepts: (callback) => belongs(callback, { redirectUri, state }),
  });
  await Promise.race([ready, waiting]);
};

beforeEach(async () => {
  port = await freePort();
  stop = new AbortController();
  opened = [];
  log = recordingLog();
});
afterEach(async () => {
  stop.abort();
  await waiting;
});

describe('the loopback listener', () => {
  it('opens the browser, takes the one callback, answers a static page and is gone', async () => {
    await authorize(`http://127.0.0.1:${port}/oauth/callback`);
    expect(opened).toEqual(['https://accounts.zoho.eu/oauth/v2/auth?state=x']);
    const answer = await send(`/oauth/callback?code=canary&state=${state}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('You can close this tab and go back to Parley.');
    expect(answer.body).not.toContain('canary');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', connection: 'close' });
    expect(await waiting).toEqual(ok(`http://127.0.0.1:${port}/oauth/callback?code=canary&state=${state}`));
    await expect(send('/oauth/callback')).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    expect(log.text()).not.toContain('canary');
  });

  it('hands over a refusal by the person as well', async () => {
    await authorize(`http://localhost:${port}/cb`);
    expect((await send(`/cb?error=access_denied&state=${state}`, { headers: { Host: `localhost:${port}` } })).status).toBe(200);
    expect(await waiting).toEqual(ok(`http://localhost:${port}/cb?error=access_denied&state=${state}`));
  });

  it('turns strangers away and goes on waiting for the right one', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`);
    const right = `/cb?code=1&state=${state}`;
    const refused: [string, Promise<Answer>, number][] = [
      ['the root', send('/'), 404],
      ['the icon', send('/favicon.ico'), 404],
      ['a path below', send(`/cb/x?state=${state}`), 404],
      ['another spelling', send(`/CB?state=${state}`), 404],
      ['a path to repair', send(`/x/../cb?state=${state}`), 404],
      ['no state', send('/cb?code=1'), 400],
      ['a wrong state', send('/cb?code=1&state=evil'), 400],
      ['state twice', send(`${right}&state=${state}`), 400],
      ['an error without state', send('/cb?error=access_denied'), 400],
      ['a post', send(right, { method: 'POST' }), 405],
      ['a head request', send(right, { method: 'HEAD' }), 405],
      ['the other loopback name', send(right, { headers: { Host: `localhost:${port}` } }), 400],
      ['a host that points here', send(right, { headers: { Host: `evil.test:${port}` } }), 400],
      ['no port in the host', send(right, { headers: { Host: '127.0.0.1' } }), 400],
    ];
    for (const [name, answer, status] of refused) expect([name, (await answer).status, (await answer).body]).toEqual([name, status, '']);
    expect(await raw(`GET ${right} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.test\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw(`GET http://127.0.0.1:${port}${right} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404/);
    expect(await raw('garbage\r\n\r\n')).toBe('');
    expect(await raw(`GET ${right}&x=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)).toBe('');

    expect((await send(right)).status).toBe(200);
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('takes one callback of several at once', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`);
    const answers = await Promise.allSettled([1, 2, 3].map((code) => send(`/cb?code=${code}&state=${state}`)));
    const pages = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200);
    expect(pages).toHaveLength(1);
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('answers the first of two that come in the same instant, and turns the other away', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`);
    const sockets = await Promise.all(
      [1, 2].map(() => new Promise<Socket>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket));
        socket.on('error', reject);
      })),
    );
    // Both are there for the listener before either says anything.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const answers = sockets.map((socket) => {
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      return new Promise<string>((resolve) => socket.on('close', () => resolve(answer)));
    });
    sockets.forEach((socket, index) => socket.write(`GET /cb?code=${index}&state=${state} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`));
    expect((await Promise.all(answers)).filter((answer) => answer.includes('200 OK'))).toHaveLength(1);
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('is bound to 127.0.0.1 alone', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`);
    await expect(send(`/cb?state=${state}`, { host: '127.0.0.2' })).rejects.toThrow('ECONNREFUSED');
  });
});

describe('when it cannot be done', () => {
  it('aborted: closed at once, with everything it opened', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`);
    const idle = connect(port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const gone = new Promise((resolve) => idle.once('close', resolve));
    idle.on('error', () => undefined);
    stop.abort();
    expect(await waiting).toMatchObject({ error: { code: 'consent-closed' } });
    await gone;
    await expect(send('/cb')).rejects.toThrow('ECONNREFUSED');
  });
  it('aborted before it began: nothing is opened', async () => {
    stop.abort();
    await authorize(`http://127.0.0.1:${port}/cb`);
    expect(await waiting).toMatchObject({ error: { code: 'consent-closed' } });
    expect(opened).toEqual([]);
  });
  it('the port is in use: said with the port, and no browser opens', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    await authorize(`http://127.0.0.1:${port}/cb`);
    expect(await waiting).toMatchObject({ error: { code: 'loopback-unavailable', details: { port, reason: 'EADDRINUSE' } } });
    expect(opened).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });
  it.each(['parley://oauth/callback', 'https://127.0.0.1:1/cb', 'http://192.0.2.1:1/cb'])('%s is no loopback URI', async (redirectUri) => {
    await authorize(redirectUri);
    expect(await waiting).toMatchObject({ error: { code: 'loopback-unavailable' } });
  });
  it('the browser does not open: its error, and the listener is gone', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`, () => Promise.resolve(fail('link-refused', 'x')));
    expect(await waiting).toMatchObject({ error: { code: 'link-refused' } });
    await expect(send('/cb')).rejects.toThrow('ECONNREFUSED');
  });
  it('the port throws: internal', async () => {
    await authorize(`http://127.0.0.1:${port}/cb`, () => Promise.reject(new Error('x')));
    expect(await waiting).toMatchObject({ error: { code: 'internal' } });
  });
});
