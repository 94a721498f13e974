import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { featureScopes, firstGrant, organisationScope } from '../../contract/rules/scopes.ts';
import { tokenFaults } from '../../electron/sandbox/index.ts';
import { codeOf, hour, token, openAccount, type AccountScene } from './account-scene.ts';

let my: AccountScene;

beforeEach(async () => {
  my = await openAccount();
});
afterEach(() => my.end());

describe('a grant of its own', () => {
  it('for each feature adds to what is held, and a reconnect asks for all of it', async () => {
    await my.connect();
    expect(my.scopesAsked()).toEqual(firstGrant(true));
    for (const feature of ['calendar', 'freebusy', 'repeats', 'recordings'] as const) {
      expect(codeOf(await my.switchOn(feature))).toBe('ok');
      expect(my.states()[feature]).toBe('on');
      expect(my.live()).toHaveLength(1);
    }
    const every = [organisationScope, ...Object.values(featureScopes).flat()].sort();
    expect(my.scopesAsked().toSorted()).toEqual(every);
    await my.connect('reconnect');
    expect(my.scopesAsked().toSorted()).toEqual(every);
    expect(Object.values(my.states())).toEqual(Object.values(my.states()).map(() => 'on'));
    // Also after a restart, when the connection is dead.
    my.settings.includeWebinars = false;
    my.account = await my.start();
    await my.connect('reconnect');
    expect(my.scopesAsked()).toContain('ZohoCalendar.event.ALL');
    expect(my.states()).toMatchObject({ calendar: 'on', repeats: 'on', webinars: 'left-out' });
  });

  it('that Zoho grants in part is told, and not asked for again with the next one', async () => {
    await my.connect();
    my.zoho.control.modes.grantOnly = firstGrant(true);
    expect(codeOf(await my.switchOn('freebusy'))).toBe('ok');
    expect(my.states()).toMatchObject({ meetings: 'on', webinars: 'on', freebusy: 'not-granted' });
    my.zoho.control.modes.grantOnly = null;
    await my.switchOn('calendar');
    expect(my.scopesAsked()).not.toContain('ZohoCalendar.freebusy.READ');
    expect(my.states()).toMatchObject({ meetings: 'on', webinars: 'on', calendar: 'on' });
  });

  it('may not lose the calendar that is held', async () => {
    await my.connect();
    await my.switchOn('calendar');
    const [held] = my.live();
    my.zoho.control.modes.grantOnly = [...firstGrant(true), ...featureScopes.recordings];
    expect(await my.switchOn('recordings')).toMatchObject({ error: { code: 'not-permitted', details: { missing: expect.stringContaining('ZohoCalendar') } } });
    expect(my.live()).toEqual([held]);
    expect(my.states()).toMatchObject({ calendar: 'on', recordings: 'left-out' });
  });
});

describe('reconnecting', () => {
  it('revokes the refresh token it replaces, at that one’s data centre', async () => {
    await my.connect();
    const [first] = my.live();
    my.zoho.control.users.add({ email: 'ben@example.test', home: 'in' });
    my.zoho.control.users.signIn('ben@example.test');
    expect(await my.connect('reconnect')).toMatchObject({ value: { account: { email: 'ben@example.test', dataCentre: 'in' } } });
    expect(my.live()).toHaveLength(1);
    expect(my.zoho.control.log.last({ path: '/oauth/v2/token/revoke' })).toMatchObject({ host: 'accounts.zoho.eu', form: { token: [first] } });
    expect(my.account.target()?.meetingHost).toBe('meeting.zoho.in');
  });

  it('connecting again while connected asks for no consent and keeps the refresh token', async () => {
    await my.connect();
    const [first] = my.live();
    expect(codeOf(await my.connect())).toBe('ok');
    expect(new URL(my.asked[1]?.url ?? '').searchParams.has('prompt')).toBe(false);
    expect(my.live()).toEqual([first]);
    await my.clock.advance(hour);
    expect(await my.account.tokens.get()).toMatchObject({ ok: true });
  });

  it('a refresh token that is kept goes on with the redirect URI it was issued for', async () => {
    await my.connect();
    expect(codeOf(await my.account.connect({ purpose: 'connect', via: 'browser' }))).toBe('ok');
    expect(my.zoho.control.log.last(token)?.form['redirect_uri']).toEqual(['http://127.0.0.1:8901/callback']);
    await my.clock.advance(hour);
    expect(codeOf(await my.account.tokens.get())).toBe('ok');
    expect(my.zoho.control.log.last(token)?.form['redirect_uri']).toEqual(['parley://oauth/callback']);
  });

  it('a failed revocation does not undo it', async () => {
    await my.connect();
    my.zoho.control.modes.revokeFails = 500;
    expect(codeOf(await my.connect('reconnect'))).toBe('ok');
    expect(my.account.connection().state).toBe('connected');
  });

  it('without any refresh token the session ends with its access token, and can be renewed by the person', async () => {
    my.zoho.control.modes.noRefreshToken = true;
    expect(await my.connect()).toMatchObject({ value: { state: 'connected', health: 'ok' } });
    await my.clock.advance(hour);
    expect(codeOf(await my.account.tokens.get())).toBe('reconnect-needed');
    expect(my.account.connection()).toMatchObject({ state: 'connected', health: 'reconnect-needed' });
    my.zoho.control.modes.noRefreshToken = false;
    await my.connect();
    expect(new URL(my.asked[1]?.url ?? '').searchParams.get('prompt')).toBe('consent');
    expect(my.account.connection().health).toBe('ok');
  });
});

describe('over time', () => {
  it('a restart keeps the session without asking Zoho for anything', async () => {
    await my.connect();
    const before = my.account.connection();
    const requests = my.zoho.control.log.all().length;
    my.account = await my.start();
    expect(my.account.connection()).toEqual(before);
    const first = await my.account.tokens.get();
    my.account = await my.start();
    expect(await my.account.tokens.get()).toEqual(first);
    expect(my.zoho.control.log.all()).toHaveLength(requests);
  });

  it('a token refused before its time is refreshed once', async () => {
    await my.connect();
    const old = await my.account.tokens.get();
    my.zoho.control.invalidateAccessTokens();
    expect(await my.account.selfCheck()).toContainEqual(expect.objectContaining({ id: 'zoho', status: 'ok' }));
    expect(await my.account.tokens.get()).not.toEqual(old);
    expect(my.zoho.control.log.count(token)).toBe(2);
    expect(my.zoho.control.log.last(token)?.form).toMatchObject({ grant_type: ['refresh_token'], redirect_uri: ['parley://oauth/callback'] });
  });

  it('the eleventh refresh in ten minutes waits, also across restarts', async () => {
    my.zoho.control.modes.accessTokenLife = 30_000;
    await my.connect();
    for (let count = 0; count < 10; count += 1) {
      my.account = await my.start();
      expect(codeOf(await my.account.tokens.get())).toBe('ok');
    }
    const before = my.zoho.control.log.count(token);
    my.account = await my.start();
    expect(codeOf(await my.account.tokens.get())).toBe('throttled');
    const { health, throttledUntil } = my.account.connection();
    expect(health).toBe('throttled');
    expect(my.zoho.control.log.count(token)).toBe(before);
    await my.clock.advance((throttledUntil ?? 0) - my.clock.now());
    expect(codeOf(await my.account.tokens.get())).toBe('ok');
  });

  it('"Access Denied" is told with its time, and told again when it is over', async () => {
    await my.connect();
    await my.clock.advance(hour);
    my.zoho.control.faults.add({ ...token, effect: tokenFaults.throttled });
    expect(codeOf(await my.account.tokens.get())).toBe('throttled');
    expect(my.told.at(-1)).toMatchObject({ health: 'throttled', throttledUntil: my.clock.now() + 600_000 });
    await my.clock.advance(600_050);
    expect(my.told.at(-1)).toMatchObject({ health: 'ok', throttledUntil: null });
    expect(codeOf(await my.account.tokens.get())).toBe('ok');
  });

  it('a dead refresh token asks to reconnect and keeps everything else, also after a restart', async () => {
    await my.connect();
    const before = my.account.connection().account;
    my.zoho.control.killRefreshToken();
    await my.clock.advance(hour);
    expect(codeOf(await my.account.tokens.get())).toBe('reconnect-needed');
    my.account = await my.start();
    expect(my.account.connection()).toMatchObject({ state: 'connected', health: 'reconnect-needed', account: before });
    expect(codeOf(await my.connect())).toBe('ok');
    expect(new URL(my.asked[1]?.url ?? '').searchParams.get('prompt')).toBe('consent');
    expect(my.account.connection().health).toBe('ok');
  });

  it('a failing accounts server is no dead refresh token', async () => {
    await my.connect();
    await my.clock.advance(hour);
    const passing = [
      { kind: 'answer', status: 500, body: { error: 'invalid_code' } },
      { kind: 'html', status: 503 },
      { kind: 'captive-portal' },
      { kind: 'reset' },
      { kind: 'truncated' },
    ] as const;
    for (const effect of passing) {
      my.zoho.control.faults.add({ ...token, effect });
      expect(codeOf(await my.account.tokens.get())).not.toMatch(/^(?:ok|reconnect-needed)$/);
      expect(my.account.connection().health).toBe('ok');
    }
    expect(codeOf(await my.account.tokens.get())).toBe('ok');
  });

  it('another client in the form does not disturb the session, a corrected secret heals it', async () => {
    await my.connect();
    const { redirectUri, dataCentre } = my.zoho.client;
    await my.account.saveClient({ clientId: '1000.OTHER', clientSecret: 'other', redirectUri, dataCentre });
    await my.clock.advance(hour);
    my.account = await my.start();
    expect(codeOf(await my.account.tokens.get())).toBe('ok');

    const registered = my.zoho.control.clients.get(my.zoho.client.clientId);
    if (registered) registered.secrets.eu = 'changed-in-the-console';
    await my.clock.advance(hour);
    expect(codeOf(await my.account.tokens.get())).toBe('reconnect-needed');
    expect((await my.account.selfCheck())[0]).toMatchObject({ id: 'client', status: 'failed', error: { details: { error: 'invalid_client_secret' } } });
    await my.account.saveClient({ clientId: my.zoho.client.clientId, clientSecret: 'changed-in-the-console', redirectUri, dataCentre });
    expect(my.account.connection().health).toBe('ok');
    expect(codeOf(await my.account.tokens.get())).toBe('ok');
  });
});
