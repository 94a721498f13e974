import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import { featureScopes, firstGrant, organisationScope } from '../../contract/rules/scopes.ts';
import { tokenFaults } from '../../electron/sandbox/index.ts';
import { walk } from './account-harness.ts';
import { codeOf, hour, token, openAccount, type AccountScene } from './account-scene.ts';

let my: AccountScene;

beforeEach(async () => {
  my = await openAccount();
});
afterEach(() => my.end());

describe('what does not connect leaves what was there', () => {
  const wrong: [string, () => void, string][] = [
    ['Reject', () => (my.decision = 'reject'), 'consent-declined'],
    ['an error parameter', () => (my.zoho.control.callback.tampering = { error: 'server_error' }), 'consent-error'],
    ['a wrong state', () => (my.zoho.control.callback.tampering = { state: 'evil' }), 'callback-invalid'],
    ['no state', () => (my.zoho.control.callback.tampering = { state: null }), 'callback-invalid'],
    ['no code', () => (my.zoho.control.callback.tampering = { code: null }), 'callback-invalid'],
    ['code twice', () => (my.zoho.control.callback.tampering = { repeat: ['code'] }), 'callback-invalid'],
    ['a wrong code', () => (my.zoho.control.callback.tampering = { code: '1000.wrong' }), 'code-invalid'],
    ['a foreign accounts-server', () => (my.zoho.control.callback.tampering = { accountsServer: 'https://accounts.zoho.eu.evil.test' }), 'data-centre-unknown'],
    ['location and server that differ', () => (my.zoho.control.callback.tampering = { location: 'us' }), 'data-centre-unknown'],
    ['an exchange at the wrong data centre', () => (my.zoho.control.callback.tampering = { location: 'us', accountsServer: 'https://accounts.zoho.com' }), 'code-invalid'],
    ['invalid_client', () => my.zoho.control.faults.add({ ...token, effect: tokenFaults.invalidClient }), 'client-invalid'],
    ['invalid_client_secret', () => my.zoho.control.faults.add({ ...token, effect: tokenFaults.invalidClientSecret }), 'client-secret-invalid'],
    ['invalid_redirect_uri', () => my.zoho.control.faults.add({ ...token, effect: tokenFaults.invalidRedirectUri }), 'redirect-invalid'],
    ['general_error', () => my.zoho.control.faults.add({ ...token, effect: tokenFaults.generalError }), 'token-refused'],
    ['throttling', () => my.zoho.control.faults.add({ ...token, effect: tokenFaults.throttledLocalised }), 'throttled'],
    ['a success without token', () => my.zoho.control.faults.add({ ...token, effect: tokenFaults.withoutToken }), 'bad-answer'],
    ['a lost answer', () => my.zoho.control.faults.add({ ...token, effect: { kind: 'reset' } }), 'offline'],
    ['no organisation scope', () => (my.zoho.control.modes.grantOnly = firstGrant(true).filter((each) => each !== organisationScope)), 'scope-missing'],
    ['a user that cannot be read', () => my.zoho.control.faults.add({ path: '/api/v2/user.json', effect: { kind: 'html', status: 405 } }), 'wrong-host'],
    ['a user without organisation', () => my.zoho.control.faults.add({ path: '/api/v2/user.json', effect: { kind: 'answer', status: 200, body: { userDetails: {} } } }), 'bad-answer'],
  ];

  it.each(wrong)('%s, disconnected', async (_name, make, code) => {
    make();
    const before = my.snapshot();
    expect(codeOf(await my.connect())).toBe(code);
    expect(my.snapshot()).toBe(before);
    expect(my.account.connection()).toMatchObject({ state: 'disconnected', account: null, pending: null });
    expect(my.live()).toEqual([]);
    my.zoho.control.reset();
    my.decision = 'accept';
    expect(codeOf(await my.connect())).toBe('ok');
  });

  it.each(wrong)('%s, on a reconnect', async (_name, make, code) => {
    await my.connect();
    const [held] = my.live();
    make();
    const before = my.snapshot();
    expect(codeOf(await my.connect('reconnect'))).toBe(code);
    expect(my.snapshot()).toBe(before);
    expect(my.live()).toEqual([held]);
    my.zoho.control.reset();
    await my.clock.advance(hour);
    expect(await my.account.tokens.get()).toMatchObject({ ok: true });
  });

  it('a wider grant that loses something is given back', async () => {
    await my.connect();
    const [held] = my.live();
    my.zoho.control.modes.grantOnly = firstGrant(false);
    expect(await my.connect('grant')).toMatchObject({ error: { code: 'not-permitted', details: { missing: expect.stringContaining('webinar') } } });
    expect(my.live()).toEqual([held]);
    expect(my.account.connection().account?.features[1]?.state).toBe('on');
  });

  it.each(['calendar', 'freebusy', 'repeats', 'recordings'] as const)(
    'what shows an error page for %s leaves the connection as it was',
    async (feature) => {
      await my.connect();
      const before = my.snapshot();
      const held = my.live();
      // No redirect comes, whatever the person does but closing the window.
      my.decision = ({ signal, url }) =>
        new Promise((resolve) => {
          expect(url).toContain(encodeURIComponent(featureScopes[feature][0] ?? ''));
          signal.addEventListener('abort', () => resolve(fail('consent-closed', 'closed')));
          queueMicrotask(() => my.account.cancelConnect());
        });
      expect(codeOf(await my.switchOn(feature))).toBe('consent-closed');
      expect(my.snapshot()).toBe(before);
      expect(my.live()).toEqual(held);
      expect(my.states()[feature]).toBe('left-out');
    },
  );

  it('a code is used once: a repeated callback is of no use', async () => {
    let callback = '';
    my.decision = async ({ url }) => {
      callback = await walk(url, my.zoho.origin, 'accept');
      return ok(callback);
    };
    await my.connect();
    const before = my.snapshot();
    my.decision = () => Promise.resolve(ok(callback));
    expect(codeOf(await my.connect('reconnect'))).toBe('callback-invalid');
    expect(my.snapshot()).toBe(before);
  });
});
