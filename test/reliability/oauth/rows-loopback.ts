/**
 * The loopback listener, hit first by somebody else. Rows whose defence is not `state` carry the right one, so that each
 * defence stands by itself. None may end the consent: the genuine callback comes afterwards and connects.
 */
import { networkInterfaces } from 'node:os';
import { expect } from 'vitest';
import { mallory, type Consent, type Scene } from './scene.ts';
import { hold, requestOf, say, type Held } from './strangers.ts';
import type { Attack } from './attack.ts';

interface Place {
  readonly port: number;
  readonly consent: Consent;
  readonly scene: Scene;
  /** Path and query of a callback with the right state and a code of the attacker's. */
  readonly right: string;
}

const at = (name: string, run: (place: Place) => Promise<unknown>, ends: Attack['ends'] = 'waits'): Attack => ({
  name: `listener: ${name}`,
  ends,
  async run(scene) {
    const consent = await scene.begin('browser');
    const challenge = new URL(consent.url).searchParams.get('code_challenge') ?? '';
    const code = await scene.foreignCode({ code_challenge: challenge }, mallory);
    await run({ port: scene.port, consent, scene, right: `/callback?code=${code}&state=${consent.state}&location=eu` });
  },
});
/** The genuine callback comes while the attack goes on. */
const meanwhile = (name: string, run: (place: Place) => Promise<unknown>) => at(name, run, 'connects');
/** One request that must be answered so. */
const turnedAway = (
  name: string,
  status: number,
  target: (place: Place) => string,
  lines: (place: Place) => string[] = () => [],
  method = 'GET',
): Attack =>
  at(name, async (place) => {
    const answer = await say(place.port, requestOf(place.port, target(place), lines(place), method));
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer, 'no page of another origin may read it').not.toMatch(/access-control/i);
    expect(answer.slice(answer.indexOf('\r\n\r\n')), 'nothing is said').toMatch(/^\s*(?:0\s*)?$/);
  });
const hostLine = (name: string, host: (port: number) => string): Attack =>
  turnedAway(`Host ${name}`, 400, ({ right }) => right, ({ port }) => [`Host: ${host(port)}`]);
const bytes = (name: string, text: (place: Place) => string | Uint8Array): Attack =>
  at(name, async (place) => {
    const answer = await say(place.port, text(place));
    expect(answer).not.toContain('200 OK');
  });
const crowd = (port: number, size: number, text = '') => Promise.all(Array.from({ length: size }, () => hold(port, text)));
const disperse = (held: readonly Held[]) => held.forEach(({ socket }) => socket.destroy());

const states: readonly Attack[] = [
  turnedAway('nothing but the path', 400, () => '/callback'),
  turnedAway('a code without state', 400, () => '/callback?code=1000.x'),
  turnedAway('a wrong state', 400, () => `/callback?code=1000.x&state=${'A'.repeat(43)}`),
  turnedAway('an empty state', 400, () => '/callback?code=1000.x&state='),
  turnedAway('state twice', 400, ({ right, consent }) => `${right}&state=${consent.state}`),
  turnedAway('state in other letters', 400, ({ right, consent }) => right.replace(consent.state, consent.state.toUpperCase() + '=')),
  turnedAway('an error without state', 400, () => '/callback?error=access_denied'),
  turnedAway('an error with a wrong state', 400, () => '/callback?error=access_denied&state=evil'),
  turnedAway('a callback of 9,000 characters', 400, ({ right }) => `${right}&x=${'y'.repeat(9_000)}`),
];
const paths: readonly Attack[] = [
  turnedAway('the root', 404, ({ right }) => right.replace('/callback', '/')),
  turnedAway('a path below', 404, ({ right }) => right.replace('/callback', '/callback/x')),
  turnedAway('a longer path', 404, ({ right }) => right.replace('/callback', '/callbackx')),
  turnedAway('a trailing slash', 404, ({ right }) => right.replace('/callback', '/callback/')),
  turnedAway('capitals', 404, ({ right }) => right.replace('/callback', '/CALLBACK')),
  turnedAway('two slashes', 404, ({ right }) => `/${right}`),
  turnedAway('dot segments', 404, ({ right }) => `/x/..${right}`),
  turnedAway('an encoded path', 404, ({ right }) => right.replace('/c', '/%63')),
  turnedAway('a backslash', 404, ({ right }) => right.replace('/callback', '/\\callback')),
  turnedAway('a whole address as target', 404, ({ port, right }) => `http://127.0.0.1:${port}${right}`),
  turnedAway('a foreign address as target', 404, ({ right }) => `http://evil.test${right}`),
];
const headers: readonly Attack[] = [
  hostLine('of a page that points here', () => 'evil.test'),
  hostLine('of a page that points here, with the port', (port) => `evil.test:${port}`),
  hostLine('localhost for 127.0.0.1', (port) => `localhost:${port}`),
  hostLine('localhost.evil.test', (port) => `localhost.evil.test:${port}`),
  hostLine('127.0.0.1.evil.test', (port) => `127.0.0.1.evil.test:${port}`),
  hostLine('with a trailing dot', (port) => `127.0.0.1.:${port}`),
  hostLine('without the port', () => '127.0.0.1'),
  hostLine('with another port', (port) => `127.0.0.1:${port + 1}`),
  hostLine('of another form of the address', (port) => `127.1:${port}`),
  hostLine('of IPv6', (port) => `[::1]:${port}`),
  hostLine('with user-info', (port) => `evil@127.0.0.1:${port}`),
  hostLine('empty', () => ''),
  turnedAway('two Hosts', 400, ({ right }) => right, ({ port }) => [`Host: 127.0.0.1:${port}`, 'Host: evil.test']),
  turnedAway('the right Host twice', 400, ({ right }) => right, ({ port }) => [`Host: 127.0.0.1:${port}`, `Host: 127.0.0.1:${port}`]),
  turnedAway('a page’s fetch', 400, () => '/callback?code=1000.x&state=evil', () => ['Origin: https://evil.test']),
  turnedAway('an upgrade to a socket', 400, () => '/callback?code=1000.x&state=evil', () => [
    'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ]),
  turnedAway('a form post', 405, ({ right }) => right, () => ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 0'], 'POST'),
  turnedAway('HEAD', 405, ({ right }) => right, undefined, 'HEAD'),
  turnedAway('DELETE', 405, ({ right }) => right, undefined, 'DELETE'),
  turnedAway('a preflight', 405, ({ right }) => right, () => [
    'Origin: https://evil.test', 'Access-Control-Request-Method: GET', 'Access-Control-Request-Private-Network: true',
  ], 'OPTIONS'),
];
const garbage: readonly Attack[] = [
  bytes('garbage', () => 'garbage\r\n\r\n'),
  bytes('random bytes', () => Uint8Array.from({ length: 4_096 }, (_, index) => (index * 197 + 91) % 256)),
  bytes('NULs', () => new Uint8Array(2_000)),
  bytes('a TLS greeting', () => Uint8Array.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, ...Array<number>(64).fill(7)])),
  bytes('HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  bytes('HTTP/1.0 without Host', ({ right }) => `GET ${right} HTTP/1.0\r\n\r\n`),
  bytes('HTTP/1.1 without Host', ({ right }) => `GET ${right} HTTP/1.1\r\n\r\n`),
  bytes('a method nobody knows', ({ port, right }) => requestOf(port, right, [], 'EVIL')),
  bytes('CONNECT', ({ port }) => requestOf(port, 'evil.test:443', [], 'CONNECT')),
  bytes('a header of 64 kB', ({ port, right }) => requestOf(port, right, [`X-Evil: ${'x'.repeat(64_000)}`])),
  bytes('5,000 headers', ({ port, right }) => requestOf(port, right, Array.from({ length: 5_000 }, (_, index) => `X-${index}: 1`))),
  bytes('an address of 64 kB', ({ port, right }) => requestOf(port, `${right}&x=${'y'.repeat(64_000)}`)),
  bytes('two lengths of one body', ({ port, right }) =>
    requestOf(port, right, ['Content-Length: 4', 'Transfer-Encoding: chunked'])),
  bytes('a folded header', ({ right, port }) => `GET ${right} HTTP/1.1\r\nHost:\r\n 127.0.0.1:${port}\r\n\r\n`),
  bytes('user-info in the target', ({ port, right }) => requestOf(port, `@evil.test${right}`)),
  bytes('a target with a NUL', ({ port, right }) => requestOf(port, `${right}\0`)),
];

const crowds: readonly Attack[] = [
  at('fifty requests in one connection', async ({ port, right }) => {
    const wrong = requestOf(port, '/callback?code=1000.x&state=evil');
    const answer = await say(port, `${wrong.repeat(50)}${requestOf(port, right, ['Host: evil.test'])}`);
    expect(answer).not.toContain('200 OK');
  }),
  at('1,000 requests with a wrong state', async ({ port }) => {
    const wrong = requestOf(port, '/callback?code=1000.x&state=evil');
    for (let done = 0; done < 1_000; done += 50)
      await Promise.all(Array.from({ length: 50 }, () => say(port, wrong)));
  }),
  meanwhile('1,000 connections that stay open and say nothing', async ({ port, consent }) => {
    const held = await crowd(port, 1_000);
    await expect.poll(consent.ended).toBe(false);
    // The genuine callback comes while they are all there.
    await finishes(consent);
    disperse(held);
  }),
  meanwhile('200 connections that each begin a request and stop', async ({ port, consent }) => {
    const held = await crowd(port, 200, 'GET /callback HTTP/1.1\r\nHost: 127.0');
    await finishes(consent);
    disperse(held);
  }),
  meanwhile('a slow one, byte by byte', async ({ port, consent }) => {
    const held = await hold(port);
    const text = requestOf(port, '/callback?code=1000.x&state=evil');
    for (const byte of text.slice(0, 20)) {
      held.socket.write(byte);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await finishes(consent);
    await held.closed;
  }),
  meanwhile('a body that never comes', async ({ port, right, consent }) => {
    const held = await hold(port, requestOf(port, right, ['Content-Length: 1000000'], 'POST'));
    await finishes(consent);
    await held.closed;
  }),
  at('a connection half closed', async ({ port }) => {
    const held = await hold(port);
    held.socket.end();
    await held.closed;
  }),
  meanwhile('connections left open past the end', async ({ port, consent }) => {
    const held = await crowd(port, 10);
    await finishes(consent);
    await Promise.all(held.map(({ closed }) => closed));
    expect((await hold(port)).socket.destroyed || (await say(port, 'x')) === '').toBe(true);
  }),
  at('another address of this machine', async ({ port, right }) => {
    const outer = Object.values(networkInterfaces()).flatMap((each) => each ?? []).find(({ family, internal }) => family === 'IPv4' && !internal);
    for (const host of ['127.0.0.2', '::1', ...(outer ? [outer.address] : [])])
      expect(await say(port, requestOf(port, right), host)).toBe('');
  }),
  meanwhile('the genuine callback a second time', async ({ port, consent }) => {
    const callback = new URL(await consent.accept());
    const target = `${callback.pathname}${callback.search}`;
    const answers = await Promise.all([1, 2, 3].map(() => say(port, requestOf(port, target))));
    expect(answers.filter((answer) => answer.includes('200 OK'))).toHaveLength(1);
    expect(await consent.result).toMatchObject({ ok: true });
  }),
];

/** The person accepts in the browser, and is connected. */
async function finishes(consent: Consent) {
  const response = await fetch(await consent.accept(), { signal: AbortSignal.timeout(4_000) });
  expect(response.status).toBe(200);
  expect(await consent.result).toMatchObject({ ok: true });
}

export const loopbackRows: readonly Attack[] = [...states, ...paths, ...headers, ...garbage, ...crowds];
