import { connect } from 'node:net';
import { expect } from 'vitest';
import type { ErrorCode } from '../../../contract/errors.ts';
import { dataCentres } from '../../../contract/rules/data-centres.ts';
import { mallory, openScene, person, type Consent, type Scene } from './scene.ts';

/** One row of the tables. */
export interface Attack {
  readonly name: string;
  /**
   * How the attempt goes on: the code it ends with; `waits` when it must still be waiting for the genuine callback;
   * `connects` when that came while the attack went on; `none` when there is no attempt at all.
   */
  readonly ends: ErrorCode | 'waits' | 'connects' | 'none';
  /** What the attacker does, the beginning of the attempt included. */
  readonly run: (scene: Scene) => Promise<void>;
}

/** The genuine callback of a new attempt, changed on its way; the browser is sent to what comes out. */
export const changed =
  (change: (callback: URL, consent: Consent, scene: Scene) => URL | string | Promise<URL | string>): Attack['run'] =>
  async (scene) => {
    const consent = await scene.begin();
    const to = await change(new URL(await consent.accept()), consent, scene);
    await consent.navigate(typeof to === 'string' ? to : to.href);
  };

/** The same, for a change of its parameters. */
export const withParameters = (change: (parameters: URLSearchParams, consent: Consent, scene: Scene) => unknown): Attack['run'] =>
  changed(async (callback, consent, scene) => {
    const parameters = new URLSearchParams(callback.search);
    await change(parameters, consent, scene);
    return `${consent.redirectUri}?${parameters}`;
  });

/** Text put behind the genuine callback. */
export const appended = (text: string): Attack['run'] => changed((callback) => `${callback.href}${text}`);

const accountsHosts: ReadonlySet<string> = new Set(dataCentres.map(({ accounts }) => accounts));
const hosts: ReadonlySet<string> = new Set(dataCentres.flatMap(({ accounts, meeting, webinar }) => [accounts, meeting, webinar]));

/** True when somebody takes connections on the port of the listener. */
const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });

/** What an attack must not change. */
function standing({ account, store, zoho }: Scene) {
  const { pending: _pending, state, ...rest } = account.connection();
  return {
    ...rest,
    connected: state === 'connected',
    target: account.target(),
    stored: store.text(),
    live: zoho.control.tokens.liveRefreshTokens(),
  };
}

/** True where the request asked for PKCE as it must: S256 of a verifier that is in no address, and a state of its own. */
function asksRightly(scene: Scene) {
  for (const { url } of scene.consents) {
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/);
    expect(asked.getAll('state')).toHaveLength(1);
    expect(accountsHosts).toContain(new URL(url).host);
  }
  const [states, verifiers] = [scene.consents.map(({ state }) => state), scene.verifiers()];
  expect(verifiers, 'a verifier for each request').toHaveLength(states.length);
  expect(new Set([...states, ...verifiers]).size, 'none of them twice').toBe(states.length * 2);
}

/** Every request went to a host of the table, and each secret only where it belongs. */
function sentRightly({ sent, zoho, consents, verifiers, opened }: Scene) {
  for (const { url, body, headers } of sent) {
    expect(url.protocol).toBe('https:');
    expect(hosts, 'only hosts of the table are asked').toContain(url.host);
    const form = new URLSearchParams(body);
    const secret = ['code', 'client_secret', 'code_verifier', 'refresh_token', 'token'].some((name) => form.has(name));
    if (secret) expect(accountsHosts, 'codes and secrets go to an accounts server').toContain(url.host);
    if (form.has('code_verifier')) expect([url.pathname, form.get('grant_type')]).toEqual(['/oauth/v2/token', 'authorization_code']);
    if (form.has('code')) expect(verifiers(), 'a code goes with the verifier').toContain(form.get('code_verifier'));
    if (headers.has('authorization')) expect(url.host).toMatch(/^(?:meeting|webinar)\./);
  }
  const codes = sent.flatMap(({ body }) => new URLSearchParams(body).getAll('code'));
  expect(new Set(codes).size, 'a code is sent once').toBe(codes.length);
  // What really arrived: a redirect that was followed shows here.
  expect(zoho.control.log.all().map(({ host }) => host).filter((host) => !hosts.has(host))).toEqual([]);
  const shown = [...consents.map(({ url }) => url), ...opened].join(' ');
  for (const verifier of verifiers()) expect(shown, 'the verifier is in no address').not.toContain(verifier);
}

/** Nothing secret was told to the page, logged (before any redaction), or kept in clear. */
function saidNothing(scene: Scene) {
  const seen = JSON.stringify(scene.told) + scene.log.text() + scene.store.text();
  const secrets = [...scene.zoho.control.tokens.issued(), ...scene.verifiers(), ...scene.consents.map(({ state }) => state)];
  expect(secrets.filter((secret) => seen.includes(secret)), 'nothing secret is told, logged or kept in clear').toEqual([]);
}

/** Connected, as nobody else, with one refresh token. */
function isThePerson({ account, zoho }: Scene) {
  expect(account.connection()).toMatchObject({ state: 'connected', pending: null, account: { email: person, dataCentre: 'eu' } });
  expect(zoho.control.tokens.liveRefreshTokens(), 'one refresh token lives').toHaveLength(1);
}

/** A person who is not attacked gets through, and is who they are. */
async function connectsRightly(scene: Scene, consent: Consent) {
  await consent.navigate(await consent.accept());
  expect(await consent.result).toMatchObject({ ok: true });
  isThePerson(scene);
}

/**
 * Runs one attack and checks what holds for all of them: nobody is connected, or the connection there was is as it
 * was; nothing is left behind; and the person can connect afterwards.
 */
export async function runAttack({ ends, run }: Attack, connectedBefore: boolean): Promise<void> {
  const scene = await openScene();
  try {
    scene.zoho.control.users.add({ email: mallory, home: 'eu' });
    if (connectedBefore) await connectsRightly(scene, await scene.begin());
    const before = standing(scene);
    const sleepers = scene.sleepers();

    await run(scene);
    const consent = scene.attempts.at(-1);
    if (ends === 'waits') {
      expect(consent?.ended(), 'the attempt still waits').toBe(false);
      expect(scene.account.connection().pending).toMatchObject({ step: 'consent' });
    } else if (ends !== 'none') {
      const result = await consent?.result;
      expect(result?.ok ? 'connects' : result?.error.code).toBe(ends);
    }

    if (ends === 'connects') isThePerson(scene);
    else expect(standing(scene)).toEqual(before);
    if (ends !== 'waits') {
      expect(scene.account.connection().pending).toBeNull();
      expect(scene.sleepers(), 'no timer is left').toBe(sleepers);
      expect(await isOpen(scene.port), 'something listens').toBe(false);
    }
    asksRightly(scene);
    sentRightly(scene);
    saidNothing(scene);

    scene.zoho.control.reset();
    await connectsRightly(scene, ends === 'waits' && consent ? consent : await scene.begin());
    expect(scene.sleepers()).toBe(sleepers);
    expect(await isOpen(scene.port), 'something listens').toBe(false);
    asksRightly(scene);
    sentRightly(scene);
    saidNothing(scene);
  } finally {
    await scene.close();
  }
}
