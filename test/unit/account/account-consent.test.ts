import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { AuthorizationRequest } from '../../../electron/account/agent.ts';
import type { ZohoUser } from '../../../electron/zoho/types.ts';
import { callbackFor, codeOf, later, minutes, user, waitFor, openAccount, type AccountScene } from './account-scene.ts';
import { settle, type Reply } from './helpers.ts';

let my: AccountScene;

beforeEach(async () => {
  my = await openAccount();
});

describe('one consent at a time', () => {
  it('is busy while one is under way, and free after it', async () => {
    const answer = later<Result<string>>();
    my.agent = () => answer.promise;
    const first = my.account.connect({ purpose: 'connect' });
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('connect-busy');
    expect(codeOf(await my.account.connectSandbox())).toBe('connect-busy');
    await waitFor(() => my.requests.length === 1);
    answer.resolve(callbackFor(my.requests[0] as AuthorizationRequest));
    expect(codeOf(await first)).toBe('ok');
    expect(my.requests).toHaveLength(1);
  });

  it('ends after five minutes, even when the agent never answers, and late callbacks are nothing', async () => {
    const answer = later<Result<string>>();
    my.agent = () => answer.promise;
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.requests.length === 1);
    expect(my.account.connection()).toMatchObject({ state: 'connecting', pending: { step: 'consent', expiresAt: my.clock.now() + 5 * minutes } });
    await my.clock.advance(5 * minutes - 1);
    expect(my.account.connection().state).toBe('connecting');
    const request = my.requests[0] as AuthorizationRequest;
    const callback = callbackFor(request);
    expect(callback.ok && request.accepts(callback.value)).toBe(true);
    await my.clock.advance(1);
    expect(codeOf(await first)).toBe('consent-timeout');
    expect(request.signal.aborted).toBe(true);
    expect(callback.ok && request.accepts(callback.value)).toBe(false);
    answer.resolve(callback);
    await settle();
    expect(my.account.connection()).toMatchObject({ state: 'disconnected', pending: null });
    expect(my.sentTo('/oauth/v2/token')).toEqual([]);
  });

  it('counts the five minutes by the clock when the computer has slept', async () => {
    my.agent = async (request) => {
      my.clock.set(my.clock.now() + 5 * minutes);
      return callbackFor(request);
    };
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('consent-timeout');
    expect(my.sentTo('/oauth/v2/token')).toEqual([]);
  });

  it.each(['consent-closed', 'consent-blocked', 'embedded-refused', 'loopback-unavailable', 'offline'] as const)(
    'hands on what the agent says: %s',
    async (code) => {
      my.agent = () => Promise.resolve(fail(code, 'x', { details: { host: 'idp.example.test' } }));
      expect(await my.account.connect({ purpose: 'connect' })).toMatchObject({ error: { code, details: { host: 'idp.example.test' } } });
      expect(my.account.connection()).toMatchObject({ state: 'disconnected', pending: null });
    },
  );

  it('survives an agent that throws', async () => {
    my.agent = () => Promise.reject(new Error('defect'));
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('internal');
    expect(my.account.connection().pending).toBeNull();
  });
});

describe('Cancel', () => {
  it('with nothing under way does nothing', () => {
    my.account.cancelConnect();
    expect(my.account.connection().state).toBe('disconnected');
  });

  it('during the consent: closed, and the agent is told', async () => {
    my.agent = () => new Promise(() => undefined);
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.requests.length === 1);
    my.account.cancelConnect();
    expect(codeOf(await first)).toBe('consent-closed');
    expect(my.requests[0]?.signal.aborted).toBe(true);
    expect(my.account.connection().pending).toBeNull();
  });

  it('during the exchange: closed at once, and the token that still comes is revoked', async () => {
    const reply = later<Reply>();
    my.token = () => reply.promise;
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.account.connection().pending?.step === 'exchange');
    my.account.cancelConnect();
    expect(codeOf(await first)).toBe('consent-closed');
    reply.resolve({ body: { access_token: 'a', refresh_token: 'late-refresh' } });
    await waitFor(() => my.revoked().length > 0);
    expect(my.revoked()).toEqual(['late-refresh']);
    expect(my.account.connection()).toMatchObject({ state: 'disconnected', pending: null });
  });

  it('during an exchange that fails: nothing to revoke', async () => {
    const reply = later<Reply>();
    my.token = () => reply.promise;
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.account.connection().pending?.step === 'exchange');
    my.account.cancelConnect();
    reply.resolve({ body: { error: 'invalid_code' } });
    expect(codeOf(await first)).toBe('consent-closed');
    expect(my.revoked()).toEqual([]);
  });

  it('while the user is read: closed, revoked, and a second attempt is free', async () => {
    const answer = later<Result<ZohoUser>>();
    my.readUser = () => answer.promise;
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.account.connection().pending?.step === 'user');
    my.account.cancelConnect();
    expect(codeOf(await first)).toBe('consent-closed');
    my.readUser = () => Promise.resolve(ok(user));
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('ok');
    answer.resolve(ok({ ...user, zuid: '1' }));
    await waitFor(() => my.revoked().length > 0);
    expect(my.revoked()).toEqual(['canary-refresh-1']);
    expect(my.account.connection().account?.zuid).toBe(user.zuid);
  });
});
