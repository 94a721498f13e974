import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { featureScopes, firstGrant, organisationScope, type FeatureId } from '../../contract/rules/scopes.ts';
import type { AccountService } from '../../electron/account/service.ts';
import { startSandbox, tokenFaults, type Sandbox } from '../../electron/sandbox/index.ts';
import { clockOf, harness, walk, type Harness } from './account-harness.ts';

const hour = 3_600_000;
const token = { path: '/oauth/v2/token' };
let zoho: Sandbox;
let my: Harness;
let account: AccountService;

const saveClient = (of: AccountService = account) => {
  const { clientId, clientSecret, redirectUri, dataCentre } = zoho.client;
  return of.saveClient({ clientId, clientSecret, redirectUri, dataCentre });
};
const connect = (purpose: 'connect' | 'reconnect' | 'grant' = 'connect') =>
  account.connect(purpose === 'grant' ? { purpose, feature: 'webinars' } : { purpose });
const offLater = ['calendar', 'freebusy', 'repeats', 'recordings'].map((id) => ({ id, state: 'left-out' }));
const switchOn = (feature: FeatureId) => account.connect({ purpose: 'grant', feature });
/** By feature id, as the page is told. */
const states = () =>
  Object.fromEntries((account.connection().account?.features ?? []).map(({ id, state }) => [id, state]));
const scopesAsked = () => (new URL(my.asked.at(-1)?.url ?? '').searchParams.get('scope') ?? '').split(',');
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const live = () => zoho.control.tokens.liveRefreshTokens();
/** Everything a failed attempt must leave as it was. */
const snapshot = () => JSON.stringify([account.connection(), my.store.get('vault'), my.store.get('client'), account.target()]);

beforeEach(async () => {
  const clock = clockOf();
  zoho = await startSandbox({ data: 'empty', clock: clock.now, home: 'eu' });
  my = harness(zoho, clock);
  account = await my.start();
  await saveClient();
});
afterEach(async () => {
  // Whatever happened, no secret has been told, logged or written in clear.
  const secrets = zoho.control.tokens.issued();
  const seen = JSON.stringify(my.told) + my.log.text() + my.store.text();
  expect(secrets.length).toBeGreaterThan(0);
  expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
  for (const { url } of my.asked) expect(seen).not.toContain(new URL(url).searchParams.get('state'));
  await zoho.close();
});

describe('Accept', () => {
  it('connects in the person’s own data centre', async () => {
    expect(await connect()).toMatchObject({
      ok: true,
      value: {
        state: 'connected',
        pending: null,
        health: 'ok',
        keptIn: 'vault',
        account: {
          email: 'ana.ruiz@example.test',
          organisation: 'Example Org',
          dataCentre: 'eu',
          sandbox: false,
          scopes: firstGrant(true),
          features: [{ id: 'meetings', state: 'on' }, { id: 'webinars', state: 'on' }, ...offLater],
        },
        client: { clientId: zoho.client.clientId, hasSecret: true, dataCentre: 'us' },
        notices: [],
      },
    });
    const user = zoho.control.users.get('ana.ruiz@example.test');
    expect(account.target()).toEqual({ zsoid: user?.zsoid, zuid: user?.zuid, meetingHost: 'meeting.zoho.eu', calendarHost: 'calendar.zoho.eu' });
    expect(zoho.control.log.find(token).map(({ host }) => host)).toEqual(['accounts.zoho.eu']);
    expect(zoho.control.log.last(token)?.form).toMatchObject({
      grant_type: ['authorization_code'],
      redirect_uri: ['parley://oauth/callback'],
      scope: [firstGrant(true).join(',')],
      code_verifier: [expect.stringMatching(/^[\w-]{43}$/)],
    });
    expect(my.told.map(({ pending }) => pending?.step ?? null).filter((step, index, all) => step !== all[index - 1])).toEqual([
      null, 'consent', 'exchange', 'user', null,
    ]);
  });

  it('asks as zoho-api.md 1.4 says, with consent asked for because no refresh token is held', async () => {
    await connect();
    const asked = new URL(my.asked[0]?.url ?? '');
    expect(asked.host).toBe('accounts.zoho.com');
    expect(asked.searchParams.get('prompt')).toBe('consent');
    expect(asked.searchParams.get('access_type')).toBe('offline');
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    await connect('reconnect');
    expect(new URL(my.asked[1]?.url ?? '').searchParams.get('state')).not.toBe(asked.searchParams.get('state'));
  });

  it('leaves webinars out when the settings say so, and can switch them on later', async () => {
    my.settings.includeWebinars = false;
    await connect();
    expect(account.connection().account?.features).toMatchObject([{ state: 'on' }, { id: 'webinars', state: 'left-out' }, ...offLater]);
    const [before] = live();
    expect(await connect('grant')).toMatchObject({ value: { account: { features: [{ state: 'on' }, { state: 'on' }, ...offLater] } } });
    expect(live()).toHaveLength(1);
    expect(live()).not.toContain(before);
  });

  it('shows as switched off what was not granted', async () => {
    zoho.control.modes.grantOnly = firstGrant(false);
    await connect();
    expect(account.connection().account?.features[1]).toMatchObject({
      id: 'webinars',
      state: 'not-granted',
      missingScopes: expect.arrayContaining(['ZohoMeeting.webinar.READ']),
    });
  });

  it('goes by what was asked where Zoho lists no scopes, and reads expiry in every shape', async () => {
    zoho.control.modes.scopeInAnswer = false;
    for (const shape of ['seconds', 'milliseconds', 'both'] as const) {
      zoho.control.modes.expiresIn = shape;
      await connect('reconnect');
      expect(account.connection().account?.scopes).toEqual(firstGrant(true));
      const before = zoho.control.log.count(token);
      await my.clock.advance(hour - 61_000);
      await account.tokens.get();
      expect(zoho.control.log.count(token)).toBe(before);
      await my.clock.advance(2_000);
      expect(await account.tokens.get()).toMatchObject({ ok: true });
      expect(zoho.control.log.count(token)).toBe(before + 1);
    }
  });

  it('works through the system browser on the loopback URI, and with a client without a secret', async () => {
    my.settings.connectMethod = 'browser';
    const open = zoho.control.clients.register({ secretRequired: false, redirectUris: ['parley://oauth/callback', 'http://127.0.0.1:8901/callback'] });
    const other = await harness(zoho, my.clock).start();
    await other.saveClient({ clientId: open.id, clientSecret: '', redirectUri: 'parley://oauth/callback', dataCentre: 'us' });
    expect(await other.connect({ purpose: 'connect', via: 'browser' })).toMatchObject({ value: { state: 'connected', client: { hasSecret: false } } });
    expect(zoho.control.log.last(token)?.form).toMatchObject({ redirect_uri: ['http://127.0.0.1:8901/callback'] });
    expect(zoho.control.log.last(token)?.form['client_secret']).toBeUndefined();
    await connect();
    expect(account.connection().state).toBe('connected');
    expect(my.told.find(({ pending }) => pending)?.pending).toMatchObject({ via: 'browser', purpose: 'connect' });
  });
});

describe('what does not connect leaves what was there', () => {
  const wrong: [string, () => void, string][] = [
    ['Reject', () => (my.decision = 'reject'), 'consent-declined'],
    ['an error parameter', () => (zoho.control.callback.tampering = { error: 'server_error' }), 'consent-error'],
    ['a wrong state', () => (zoho.control.callback.tampering = { state: 'evil' }), 'callback-invalid'],
    ['no state', () => (zoho.control.callback.tampering = { state: null }), 'callback-invalid'],
    ['no code', () => (zoho.control.callback.tampering = { code: null }), 'callback-invalid'],
    ['code twice', () => (zoho.control.callback.tampering = { repeat: ['code'] }), 'callback-invalid'],
    ['a wrong code', () => (zoho.control.callback.tampering = { code: '1000.wrong' }), 'code-invalid'],
    ['a foreign accounts-server', () => (zoho.control.callback.tampering = { accountsServer: 'https://accounts.zoho.eu.evil.test' }), 'data-centre-unknown'],
    ['location and server that differ', () => (zoho.control.callback.tampering = { location: 'us' }), 'data-centre-unknown'],
    ['an exchange at the wrong data centre', () => (zoho.control.callback.tampering = { location: 'us', accountsServer: 'https://accounts.zoho.com' }), 'code-invalid'],
    ['invalid_client', () => zoho.control.faults.add({ ...token, effect: tokenFaults.invalidClient }), 'client-invalid'],
    ['invalid_client_secret', () => zoho.control.faults.add({ ...token, effect: tokenFaults.invalidClientSecret }), 'client-secret-invalid'],
    ['invalid_redirect_uri', () => zoho.control.faults.add({ ...token, effect: tokenFaults.invalidRedirectUri }), 'redirect-invalid'],
    ['general_error', () => zoho.control.faults.add({ ...token, effect: tokenFaults.generalError }), 'token-refused'],
    ['throttling', () => zoho.control.faults.add({ ...token, effect: tokenFaults.throttledLocalised }), 'throttled'],
    ['a success without token', () => zoho.control.faults.add({ ...token, effect: tokenFaults.withoutToken }), 'bad-answer'],
    ['a lost answer', () => zoho.control.faults.add({ ...token, effect: { kind: 'reset' } }), 'offline'],
    ['no organisation scope', () => (zoho.control.modes.grantOnly = firstGrant(true).filter((each) => each !== organisationScope)), 'scope-missing'],
    ['a user that cannot be read', () => zoho.control.faults.add({ path: '/api/v2/user.json', effect: { kind: 'html', status: 405 } }), 'wrong-host'],
    ['a user without organisation', () => zoho.control.faults.add({ path: '/api/v2/user.json', effect: { kind: 'answer', status: 200, body: { userDetails: {} } } }), 'bad-answer'],
  ];

  it.each(wrong)('%s, disconnected', async (_name, make, code) => {
    make();
    const before = snapshot();
    expect(codeOf(await connect())).toBe(code);
    expect(snapshot()).toBe(before);
    expect(account.connection()).toMatchObject({ state: 'disconnected', account: null, pending: null });
    expect(live()).toEqual([]);
    zoho.control.reset();
    my.decision = 'accept';
    expect(codeOf(await connect())).toBe('ok');
  });

  it.each(wrong)('%s, on a reconnect', async (_name, make, code) => {
    await connect();
    const [held] = live();
    make();
    const before = snapshot();
    expect(codeOf(await connect('reconnect'))).toBe(code);
    expect(snapshot()).toBe(before);
    expect(live()).toEqual([held]);
    zoho.control.reset();
    await my.clock.advance(hour);
    expect(await account.tokens.get()).toMatchObject({ ok: true });
  });

  it('a wider grant that loses something is given back', async () => {
    await connect();
    const [held] = live();
    zoho.control.modes.grantOnly = firstGrant(false);
    expect(await connect('grant')).toMatchObject({ error: { code: 'not-permitted', details: { missing: expect.stringContaining('webinar') } } });
    expect(live()).toEqual([held]);
    expect(account.connection().account?.features[1]?.state).toBe('on');
  });

  it.each(['calendar', 'freebusy', 'repeats', 'recordings'] as const)(
    'what shows an error page for %s leaves the connection as it was',
    async (feature) => {
      await connect();
      const before = snapshot();
      const held = live();
      // No redirect comes, whatever the person does but closing the window.
      my.decision = ({ signal, url }) =>
        new Promise((resolve) => {
          expect(url).toContain(encodeURIComponent(featureScopes[feature][0] ?? ''));
          signal.addEventListener('abort', () => resolve(fail('consent-closed', 'closed')));
          queueMicrotask(() => account.cancelConnect());
        });
      expect(codeOf(await switchOn(feature))).toBe('consent-closed');
      expect(snapshot()).toBe(before);
      expect(live()).toEqual(held);
      expect(states()[feature]).toBe('left-out');
    },
  );

  it('a code is used once: a repeated callback is of no use', async () => {
    let callback = '';
    my.decision = async ({ url }) => {
      callback = await walk(url, zoho.origin, 'accept');
      return ok(callback);
    };
    await connect();
    const before = snapshot();
    my.decision = () => Promise.resolve(ok(callback));
    expect(codeOf(await connect('reconnect'))).toBe('callback-invalid');
    expect(snapshot()).toBe(before);
  });
});

describe('a grant of its own', () => {
  it('for each feature adds to what is held, and a reconnect asks for all of it', async () => {
    await connect();
    expect(scopesAsked()).toEqual(firstGrant(true));
    for (const feature of ['calendar', 'freebusy', 'repeats', 'recordings'] as const) {
      expect(codeOf(await switchOn(feature))).toBe('ok');
      expect(states()[feature]).toBe('on');
      expect(live()).toHaveLength(1);
    }
    const every = [organisationScope, ...Object.values(featureScopes).flat()].sort();
    expect(scopesAsked().toSorted()).toEqual(every);
    await connect('reconnect');
    expect(scopesAsked().toSorted()).toEqual(every);
    expect(Object.values(states())).toEqual(Object.values(states()).map(() => 'on'));
    // Also after a restart, when the connection is dead.
    my.settings.includeWebinars = false;
    account = await my.start();
    await connect('reconnect');
    expect(scopesAsked()).toContain('ZohoCalendar.event.ALL');
    expect(states()).toMatchObject({ calendar: 'on', repeats: 'on', webinars: 'left-out' });
  });

  it('that Zoho grants in part is told, and not asked for again with the next one', async () => {
    await connect();
    zoho.control.modes.grantOnly = firstGrant(true);
    expect(codeOf(await switchOn('freebusy'))).toBe('ok');
    expect(states()).toMatchObject({ meetings: 'on', webinars: 'on', freebusy: 'not-granted' });
    zoho.control.modes.grantOnly = null;
    await switchOn('calendar');
    expect(scopesAsked()).not.toContain('ZohoCalendar.freebusy.READ');
    expect(states()).toMatchObject({ meetings: 'on', webinars: 'on', calendar: 'on' });
  });

  it('may not lose the calendar that is held', async () => {
    await connect();
    await switchOn('calendar');
    const [held] = live();
    zoho.control.modes.grantOnly = [...firstGrant(true), ...featureScopes.recordings];
    expect(await switchOn('recordings')).toMatchObject({ error: { code: 'not-permitted', details: { missing: expect.stringContaining('ZohoCalendar') } } });
    expect(live()).toEqual([held]);
    expect(states()).toMatchObject({ calendar: 'on', recordings: 'left-out' });
  });
});

describe('reconnecting', () => {
  it('revokes the refresh token it replaces, at that one’s data centre', async () => {
    await connect();
    const [first] = live();
    zoho.control.users.add({ email: 'ben@example.test', home: 'in' });
    zoho.control.users.signIn('ben@example.test');
    expect(await connect('reconnect')).toMatchObject({ value: { account: { email: 'ben@example.test', dataCentre: 'in' } } });
    expect(live()).toHaveLength(1);
    expect(zoho.control.log.last({ path: '/oauth/v2/token/revoke' })).toMatchObject({ host: 'accounts.zoho.eu', form: { token: [first] } });
    expect(account.target()?.meetingHost).toBe('meeting.zoho.in');
  });

  it('connecting again while connected asks for no consent and keeps the refresh token', async () => {
    await connect();
    const [first] = live();
    expect(codeOf(await connect())).toBe('ok');
    expect(new URL(my.asked[1]?.url ?? '').searchParams.has('prompt')).toBe(false);
    expect(live()).toEqual([first]);
    await my.clock.advance(hour);
    expect(await account.tokens.get()).toMatchObject({ ok: true });
  });

  it('a refresh token that is kept goes on with the redirect URI it was issued for', async () => {
    await connect();
    expect(codeOf(await account.connect({ purpose: 'connect', via: 'browser' }))).toBe('ok');
    expect(zoho.control.log.last(token)?.form['redirect_uri']).toEqual(['http://127.0.0.1:8901/callback']);
    await my.clock.advance(hour);
    expect(codeOf(await account.tokens.get())).toBe('ok');
    expect(zoho.control.log.last(token)?.form['redirect_uri']).toEqual(['parley://oauth/callback']);
  });

  it('a failed revocation does not undo it', async () => {
    await connect();
    zoho.control.modes.revokeFails = 500;
    expect(codeOf(await connect('reconnect'))).toBe('ok');
    expect(account.connection().state).toBe('connected');
  });

  it('without any refresh token the session ends with its access token, and can be renewed by the person', async () => {
    zoho.control.modes.noRefreshToken = true;
    expect(await connect()).toMatchObject({ value: { state: 'connected', health: 'ok' } });
    await my.clock.advance(hour);
    expect(codeOf(await account.tokens.get())).toBe('reconnect-needed');
    expect(account.connection()).toMatchObject({ state: 'connected', health: 'reconnect-needed' });
    zoho.control.modes.noRefreshToken = false;
    await connect();
    expect(new URL(my.asked[1]?.url ?? '').searchParams.get('prompt')).toBe('consent');
    expect(account.connection().health).toBe('ok');
  });
});

describe('over time', () => {
  it('a restart keeps the session without asking Zoho for anything', async () => {
    await connect();
    const before = account.connection();
    const requests = zoho.control.log.all().length;
    account = await my.start();
    expect(account.connection()).toEqual(before);
    const first = await account.tokens.get();
    account = await my.start();
    expect(await account.tokens.get()).toEqual(first);
    expect(zoho.control.log.all()).toHaveLength(requests);
  });

  it('a token refused before its time is refreshed once', async () => {
    await connect();
    const old = await account.tokens.get();
    zoho.control.invalidateAccessTokens();
    expect(await account.selfCheck()).toContainEqual(expect.objectContaining({ id: 'zoho', status: 'ok' }));
    expect(await account.tokens.get()).not.toEqual(old);
    expect(zoho.control.log.count(token)).toBe(2);
    expect(zoho.control.log.last(token)?.form).toMatchObject({ grant_type: ['refresh_token'], redirect_uri: ['parley://oauth/callback'] });
  });

  it('the eleventh refresh in ten minutes waits, also across restarts', async () => {
    zoho.control.modes.accessTokenLife = 30_000;
    await connect();
    for (let count = 0; count < 10; count += 1) {
      account = await my.start();
      expect(codeOf(await account.tokens.get())).toBe('ok');
    }
    const before = zoho.control.log.count(token);
    account = await my.start();
    expect(codeOf(await account.tokens.get())).toBe('throttled');
    const { health, throttledUntil } = account.connection();
    expect(health).toBe('throttled');
    expect(zoho.control.log.count(token)).toBe(before);
    await my.clock.advance((throttledUntil ?? 0) - my.clock.now());
    expect(codeOf(await account.tokens.get())).toBe('ok');
  });

  it('"Access Denied" is told with its time, and told again when it is over', async () => {
    await connect();
    await my.clock.advance(hour);
    zoho.control.faults.add({ ...token, effect: tokenFaults.throttled });
    expect(codeOf(await account.tokens.get())).toBe('throttled');
    expect(my.told.at(-1)).toMatchObject({ health: 'throttled', throttledUntil: my.clock.now() + 600_000 });
    await my.clock.advance(600_050);
    expect(my.told.at(-1)).toMatchObject({ health: 'ok', throttledUntil: null });
    expect(codeOf(await account.tokens.get())).toBe('ok');
  });

  it('a dead refresh token asks to reconnect and keeps everything else, also after a restart', async () => {
    await connect();
    const before = account.connection().account;
    zoho.control.killRefreshToken();
    await my.clock.advance(hour);
    expect(codeOf(await account.tokens.get())).toBe('reconnect-needed');
    account = await my.start();
    expect(account.connection()).toMatchObject({ state: 'connected', health: 'reconnect-needed', account: before });
    expect(codeOf(await connect())).toBe('ok');
    expect(new URL(my.asked[1]?.url ?? '').searchParams.get('prompt')).toBe('consent');
    expect(account.connection().health).toBe('ok');
  });

  it('a failing accounts server is no dead refresh token', async () => {
    await connect();
    await my.clock.advance(hour);
    const passing = [
      { kind: 'answer', status: 500, body: { error: 'invalid_code' } },
      { kind: 'html', status: 503 },
      { kind: 'captive-portal' },
      { kind: 'reset' },
      { kind: 'truncated' },
    ] as const;
    for (const effect of passing) {
      zoho.control.faults.add({ ...token, effect });
      expect(codeOf(await account.tokens.get())).not.toMatch(/^(?:ok|reconnect-needed)$/);
      expect(account.connection().health).toBe('ok');
    }
    expect(codeOf(await account.tokens.get())).toBe('ok');
  });

  it('another client in the form does not disturb the session, a corrected secret heals it', async () => {
    await connect();
    const { redirectUri, dataCentre } = zoho.client;
    await account.saveClient({ clientId: '1000.OTHER', clientSecret: 'other', redirectUri, dataCentre });
    await my.clock.advance(hour);
    account = await my.start();
    expect(codeOf(await account.tokens.get())).toBe('ok');

    const registered = zoho.control.clients.get(zoho.client.clientId);
    if (registered) registered.secrets.eu = 'changed-in-the-console';
    await my.clock.advance(hour);
    expect(codeOf(await account.tokens.get())).toBe('reconnect-needed');
    expect((await account.selfCheck())[0]).toMatchObject({ id: 'client', status: 'failed', error: { details: { error: 'invalid_client_secret' } } });
    await account.saveClient({ clientId: zoho.client.clientId, clientSecret: 'changed-in-the-console', redirectUri, dataCentre });
    expect(account.connection().health).toBe('ok');
    expect(codeOf(await account.tokens.get())).toBe('ok');
  });
});

describe('disconnecting', () => {
  const forgotten: Partial<Connection> = { state: 'disconnected', account: null, pending: null, health: 'ok' };

  it('revokes, forgets the account and keeps the client', async () => {
    await connect();
    expect(await account.disconnect()).toEqual(ok({ toldZoho: true }));
    expect(live()).toEqual([]);
    expect(account.connection()).toMatchObject({ ...forgotten, client: { clientId: zoho.client.clientId, hasSecret: true } });
    expect(account.target()).toBeNull();
    expect(codeOf(await account.tokens.get())).toBe('not-connected');
    account = await my.start();
    expect(account.connection()).toMatchObject(forgotten);
    expect(codeOf(await connect())).toBe('ok');
  });

  it('forgets off-line too, and says that Zoho could not be told', async () => {
    await connect();
    await my.clock.advance(hour);
    await account.tokens.get();
    my.offline = true;
    expect(await account.disconnect()).toEqual(ok({ toldZoho: false }));
    expect(account.connection()).toMatchObject(forgotten);
    expect(my.store.keys().sort()).toEqual(['client', 'vault']);
    expect(my.store.get('vault')).toMatchObject({ account: null, dataCentre: null });
    my.offline = false;
    account = await my.start();
    expect(account.connection()).toMatchObject(forgotten);
  });

  it('counts a token Zoho knows no longer as told, and two presses as one', async () => {
    await connect();
    zoho.control.killRefreshToken();
    const revokes = zoho.control.log.count({ path: '/oauth/v2/token/revoke' });
    expect(await Promise.all([account.disconnect(), account.disconnect()])).toEqual([ok({ toldZoho: true }), ok({ toldZoho: true })]);
    expect(zoho.control.log.count({ path: '/oauth/v2/token/revoke' })).toBe(revokes + 1);
    expect(await account.disconnect()).toEqual(ok({ toldZoho: true }));
  });
});

it('self-check finds a working connection, its clock and its scopes', async () => {
  zoho.control.modes.dateSkew = -400_000;
  await connect();
  const checks = Object.fromEntries((await account.selfCheck()).map((check) => [check.id, check]));
  expect(checks).toMatchObject({
    client: { status: 'ok' },
    'redirect-uri': { status: 'ok', facts: { method: 'window' } },
    'data-centre': { status: 'ok', facts: { dataCentre: 'eu', verified: true } },
    session: { status: 'ok', facts: { refreshesUsed: 0 } },
    'scope-organisation': { status: 'ok' },
    'scope-meetings': { status: 'ok' },
    'scope-webinars': { status: 'ok' },
    zoho: { status: 'ok' },
    clock: { status: 'failed', facts: { skewSeconds: expect.closeTo(400, -1) } },
    'key-store': { status: 'ok' },
  });
});
