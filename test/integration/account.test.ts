import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../contract/domain.ts';
import { ok } from '../../contract/result.ts';
import { firstGrant } from '../../contract/rules/scopes.ts';
import { harness } from './account-harness.ts';
import { codeOf, hour, token, openAccount, type AccountScene } from './account-scene.ts';

const offLater = ['calendar', 'freebusy', 'repeats', 'recordings'].map((id) => ({ id, state: 'left-out' }));

let my: AccountScene;

beforeEach(async () => {
  my = await openAccount();
});
afterEach(() => my.end());

describe('Accept', () => {
  it('connects in the person’s own data centre', async () => {
    expect(await my.connect()).toMatchObject({
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
        client: { clientId: my.zoho.client.clientId, hasSecret: true, dataCentre: 'us' },
        notices: [],
      },
    });
    const user = my.zoho.control.users.get('ana.ruiz@example.test');
    expect(my.account.target()).toEqual({ zsoid: user?.zsoid, zuid: user?.zuid, meetingHost: 'meeting.zoho.eu', calendarHost: 'calendar.zoho.eu' });
    expect(my.zoho.control.log.find(token).map(({ host }) => host)).toEqual(['accounts.zoho.eu']);
    expect(my.zoho.control.log.last(token)?.form).toMatchObject({
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
    await my.connect();
    const asked = new URL(my.asked[0]?.url ?? '');
    expect(asked.host).toBe('accounts.zoho.com');
    expect(asked.searchParams.get('prompt')).toBe('consent');
    expect(asked.searchParams.get('access_type')).toBe('offline');
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    await my.connect('reconnect');
    expect(new URL(my.asked[1]?.url ?? '').searchParams.get('state')).not.toBe(asked.searchParams.get('state'));
  });

  it('leaves webinars out when the settings say so, and can switch them on later', async () => {
    my.settings.includeWebinars = false;
    await my.connect();
    expect(my.account.connection().account?.features).toMatchObject([{ state: 'on' }, { id: 'webinars', state: 'left-out' }, ...offLater]);
    const [before] = my.live();
    expect(await my.connect('grant')).toMatchObject({ value: { account: { features: [{ state: 'on' }, { state: 'on' }, ...offLater] } } });
    expect(my.live()).toHaveLength(1);
    expect(my.live()).not.toContain(before);
  });

  it('shows as switched off what was not granted', async () => {
    my.zoho.control.modes.grantOnly = firstGrant(false);
    await my.connect();
    expect(my.account.connection().account?.features[1]).toMatchObject({
      id: 'webinars',
      state: 'not-granted',
      missingScopes: expect.arrayContaining(['ZohoMeeting.webinar.READ']),
    });
  });

  it('goes by what was asked where Zoho lists no scopes, and reads expiry in every shape', async () => {
    my.zoho.control.modes.scopeInAnswer = false;
    for (const shape of ['seconds', 'milliseconds', 'both'] as const) {
      my.zoho.control.modes.expiresIn = shape;
      await my.connect('reconnect');
      expect(my.account.connection().account?.scopes).toEqual(firstGrant(true));
      const before = my.zoho.control.log.count(token);
      await my.clock.advance(hour - 61_000);
      await my.account.tokens.get();
      expect(my.zoho.control.log.count(token)).toBe(before);
      await my.clock.advance(2_000);
      expect(await my.account.tokens.get()).toMatchObject({ ok: true });
      expect(my.zoho.control.log.count(token)).toBe(before + 1);
    }
  });

  it('works through the system browser on the loopback URI, and with a client without a secret', async () => {
    my.settings.connectMethod = 'browser';
    const open = my.zoho.control.clients.register({ secretRequired: false, redirectUris: ['parley://oauth/callback', 'http://127.0.0.1:8901/callback'] });
    const other = await harness(my.zoho, my.clock).start();
    await other.saveClient({ clientId: open.id, clientSecret: '', redirectUri: 'parley://oauth/callback', dataCentre: 'us' });
    expect(await other.connect({ purpose: 'connect', via: 'browser' })).toMatchObject({ value: { state: 'connected', client: { hasSecret: false } } });
    expect(my.zoho.control.log.last(token)?.form).toMatchObject({ redirect_uri: ['http://127.0.0.1:8901/callback'] });
    expect(my.zoho.control.log.last(token)?.form['client_secret']).toBeUndefined();
    await my.connect();
    expect(my.account.connection().state).toBe('connected');
    expect(my.told.find(({ pending }) => pending)?.pending).toMatchObject({ via: 'browser', purpose: 'connect' });
  });
});

describe('disconnecting', () => {
  const forgotten: Partial<Connection> = { state: 'disconnected', account: null, pending: null, health: 'ok' };

  it('revokes, forgets the account and keeps the client', async () => {
    await my.connect();
    expect(await my.account.disconnect()).toEqual(ok({ toldZoho: true }));
    expect(my.live()).toEqual([]);
    expect(my.account.connection()).toMatchObject({ ...forgotten, client: { clientId: my.zoho.client.clientId, hasSecret: true } });
    expect(my.account.target()).toBeNull();
    expect(codeOf(await my.account.tokens.get())).toBe('not-connected');
    my.account = await my.start();
    expect(my.account.connection()).toMatchObject(forgotten);
    expect(codeOf(await my.connect())).toBe('ok');
  });

  it('forgets off-line too, and says that Zoho could not be told', async () => {
    await my.connect();
    await my.clock.advance(hour);
    await my.account.tokens.get();
    my.offline = true;
    expect(await my.account.disconnect()).toEqual(ok({ toldZoho: false }));
    expect(my.account.connection()).toMatchObject(forgotten);
    expect(my.store.keys().sort()).toEqual(['client', 'vault']);
    expect(my.store.get('vault')).toMatchObject({ account: null, dataCentre: null });
    my.offline = false;
    my.account = await my.start();
    expect(my.account.connection()).toMatchObject(forgotten);
  });

  it('counts a token Zoho knows no longer as told, and two presses as one', async () => {
    await my.connect();
    my.zoho.control.killRefreshToken();
    const revokes = my.zoho.control.log.count({ path: '/oauth/v2/token/revoke' });
    expect(await Promise.all([my.account.disconnect(), my.account.disconnect()])).toEqual([ok({ toldZoho: true }), ok({ toldZoho: true })]);
    expect(my.zoho.control.log.count({ path: '/oauth/v2/token/revoke' })).toBe(revokes + 1);
    expect(await my.account.disconnect()).toEqual(ok({ toldZoho: true }));
  });
});

it('self-check finds a working connection, its clock and its scopes', async () => {
  my.zoho.control.modes.dateSkew = -400_000;
  await my.connect();
  const checks = Object.fromEntries((await my.account.selfCheck()).map((check) => [check.id, check]));
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
