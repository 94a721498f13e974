/** Callbacks that nobody asked for, several requests at once, and a request that was changed on its way to Zoho. */
import { createServer } from 'node:net';
import { expect } from 'vitest';
import { walk } from '../../integration/account-harness.ts';
import { type Attack } from './attack.ts';
import { openScene, type Scene } from './scene.ts';

const refused = (port: number) => expect(fetch(`http://127.0.0.1:${port}/callback?code=1000.x&state=x`)).rejects.toThrow();

const givenBack = ({ zoho }: Scene) =>
  expect.poll(() => zoho.control.log.last({ path: '/oauth/v2/token/revoke' })?.status, { timeout: 5_000 }).toBe(200);

/** The browser opens another authorization URL than the one Parley made. */
const rewritten = (name: string, ends: Attack['ends'], change: (asked: URLSearchParams, scene: Scene) => void): Attack => ({
  name: `authorization request ${name}`,
  ends,
  async run(scene) {
    const consent = await scene.begin();
    const url = new URL(consent.url);
    change(url.searchParams, scene);
    const callback = await walk(url.href, scene.zoho.origin, 'accept').catch(() => null);
    // Zoho's error page: nobody is sent on.
    if (ends === 'waits') expect(callback).toBeNull();
    if (callback !== null) await consent.navigate(callback);
  },
});

export const flowRows: readonly Attack[] = [
  {
    name: 'a callback before anything was asked for',
    ends: 'none',
    run: (scene) => refused(scene.port),
  },
  {
    name: 'a callback after the attempt was cancelled',
    ends: 'consent-closed',
    async run(scene) {
      const consent = await scene.begin();
      const callback = await consent.accept();
      scene.account.cancelConnect();
      await consent.navigate(callback);
    },
  },
  {
    name: 'a callback to the listener after the attempt was cancelled',
    ends: 'consent-closed',
    async run(scene) {
      const consent = await scene.begin('browser');
      const callback = await consent.accept();
      scene.account.cancelConnect();
      await consent.result;
      await expect(fetch(callback)).rejects.toThrow();
    },
  },
  {
    name: 'a second callback in the same window',
    ends: 'callback-invalid',
    async run(scene) {
      const consent = await scene.begin();
      const callback = await consent.accept();
      void consent.navigate(callback.replace(consent.state, 'evil'));
      await consent.navigate(callback);
    },
  },
  {
    name: 'the callback of a cancelled attempt in the next one',
    ends: 'callback-invalid',
    async run(scene) {
      const first = await scene.begin();
      scene.account.cancelConnect();
      await first.result;
      const second = await scene.begin();
      await second.navigate(await first.accept());
    },
  },
  {
    name: 'two attempts at once',
    ends: 'waits',
    async run(scene) {
      await scene.begin();
      for (const via of ['window', 'browser'] as const)
        expect(await scene.account.connect({ purpose: 'reconnect', via })).toMatchObject({ error: { code: 'connect-busy' } });
      expect(scene.opened).toEqual([]);
    },
  },
  {
    name: 'the sandbox asked for during an attempt',
    ends: 'waits',
    async run(scene) {
      await scene.begin();
      expect(await scene.account.connectSandbox()).toMatchObject({ error: { code: 'connect-busy' } });
    },
  },
  {
    name: 'twenty attempts in the same moment',
    ends: 'waits',
    async run(scene) {
      const first = scene.begin();
      const others = Array.from({ length: 19 }, () => scene.account.connect({ purpose: 'connect' }));
      await first;
      for (const other of others) expect(await other).toMatchObject({ error: { code: 'connect-busy' } });
    },
  },
  {
    name: 'another Parley’s callback',
    ends: 'callback-invalid',
    async run(scene) {
      const other = await openScene();
      const theirs = await (await other.begin()).accept();
      const consent = await scene.begin();
      await consent.navigate(theirs);
      await consent.result;
      await other.close();
    },
  },
  {
    name: 'another program on the port of the listener',
    ends: 'loopback-unavailable',
    async run(scene) {
      const other = createServer((socket) => socket.destroy());
      await new Promise<void>((resolve) => other.listen(scene.port, '127.0.0.1', resolve));
      await (await scene.begin('browser')).result;
      expect(scene.opened).toEqual([]);
      await new Promise((resolve) => other.close(resolve));
    },
  },
  {
    name: 'five minutes of silence in the window',
    ends: 'consent-timeout',
    async run(scene) {
      await scene.begin();
      await scene.clock.advance(300_000);
    },
  },
  {
    name: 'five minutes of silence at the listener',
    ends: 'consent-timeout',
    async run(scene) {
      const consent = await scene.begin('browser');
      const callback = await consent.accept();
      await scene.clock.advance(300_000);
      await consent.result;
      await expect(fetch(callback)).rejects.toThrow();
    },
  },
  {
    name: 'cancelled while the code is exchanged',
    ends: 'consent-closed',
    async run(scene) {
      const asked = () => scene.zoho.control.log.count({ path: '/oauth/v2/token' });
      const before = asked();
      scene.zoho.control.faults.add({ path: '/oauth/v2/token', effect: { kind: 'delay', ms: 100 } });
      const consent = await scene.begin();
      await consent.navigate(await consent.accept());
      await expect.poll(asked, { interval: 5 }).toBe(before + 1);
      scene.account.cancelConnect();
      // What comes after all is given back.
      await givenBack(scene);
    },
  },
  {
    name: 'cancelled while the person is read',
    ends: 'consent-closed',
    async run(scene) {
      const consent = await scene.begin();
      const callback = await consent.accept();
      scene.lie('/api/v2/user.json', (body) => {
        scene.account.cancelConnect();
        return body;
      });
      await consent.navigate(callback);
      await givenBack(scene);
      scene.honest();
    },
  },
  rewritten('with PKCE made plain', 'code-invalid', (asked) => asked.set('code_challenge_method', 'plain')),
  rewritten('without its PKCE method', 'code-invalid', (asked) => asked.delete('code_challenge_method')),
  rewritten('without PKCE', 'waits', (asked) => {
    asked.delete('code_challenge');
    asked.delete('code_challenge_method');
  }),
  rewritten('with another challenge', 'code-invalid', (asked) => asked.set('code_challenge', 'A'.repeat(43))),
  rewritten('with another client', 'code-invalid', (asked, scene) => {
    asked.set('client_id', scene.zoho.control.clients.register({ redirectUris: [asked.get('redirect_uri') ?? ''] }).id);
  }),
  rewritten('with another state', 'callback-invalid', (asked) => asked.set('state', 'evil')),
  rewritten('without state', 'callback-invalid', (asked) => asked.delete('state')),
  rewritten('with two states', 'waits', (asked) => asked.append('state', 'evil')),
  rewritten('that leads to another redirect URI', 'waits', (asked) => asked.set('redirect_uri', 'https://evil.test/callback')),
  rewritten('that leads to a longer redirect URI', 'waits', (asked) => asked.set('redirect_uri', 'parley://oauth/callback/evil')),
  rewritten('for an implicit answer', 'waits', (asked) => asked.set('response_type', 'token')),
  rewritten('that leads to the listener instead', 'waits', (asked, scene) => {
    // Nobody listens there, and the window does not go there.
    asked.set('redirect_uri', `http://127.0.0.1:${scene.port + 1}/callback`);
  }),
];
