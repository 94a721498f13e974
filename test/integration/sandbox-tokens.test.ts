/** The sandbox's token and revoke endpoints, held to zoho-api.md 1.5. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import {
  api,
  callbackOf,
  challenge,
  connect,
  exchange,
  refresh,
  request,
  revoke,
  verifier,
} from '../unit/sandbox/client.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ data: 'empty' });
});
afterEach(() => sandbox.close());

const codeOf = async (changes = {}) => (await callbackOf(sandbox, changes)).searchParams.get('code') ?? '';

describe('the exchange', () => {
  it('answers tokens, scope, api_domain and seconds', async () => {
    const scope = 'ZohoMeeting.manageOrg.READ,ZohoMeeting.meeting.READ';
    const answer = await exchange(sandbox, await codeOf({ scope }));
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/),
      refresh_token: expect.stringMatching(/^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/),
      scope: scope.replace(',', ' '),
      api_domain: 'https://www.zohoapis.com',
      token_type: 'Bearer',
      expires_in: 3600,
    });
  });

  it('takes parameters in the query too', async () => {
    const parameters = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: sandbox.client.clientId,
      client_secret: sandbox.client.clientSecret,
      redirect_uri: sandbox.client.redirectUri,
      code: await codeOf(),
      code_verifier: verifier,
    });
    const url = `https://accounts.zoho.com/oauth/v2/token?${parameters}`;
    expect((await request(sandbox, url, { method: 'POST' })).json()).toHaveProperty('access_token');
    expect((await request(sandbox, url)).status).toBe(405);
  });

  it('takes a code once, for two minutes', async () => {
    const code = await codeOf();
    expect((await exchange(sandbox, code)).json()).toHaveProperty('access_token');
    const again = await exchange(sandbox, code);
    expect([again.status, again.json()]).toEqual([200, { error: 'invalid_code' }]);
    const [late, intime] = [await codeOf(), await codeOf()];
    sandbox.control.clock.advance(119_000);
    expect((await exchange(sandbox, intime)).json()).toHaveProperty('access_token');
    sandbox.control.clock.advance(1000);
    expect((await exchange(sandbox, late)).json()).toEqual({ error: 'invalid_code' });
  });

  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client_secret'],
    ['no secret', { client_secret: null }, 'invalid_client_secret'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:8901/callback' }, 'invalid_redirect_uri'],
    ['no redirect URI', { redirect_uri: null }, 'invalid_redirect_uri'],
    ['a wrong verifier', { code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: null }, 'invalid_grant'],
    ['an unknown grant type', { grant_type: 'client_credentials' }, 'general_error'],
  ])('refuses %s, as HTTP 200', async (_name, changes, error) => {
    const answer = await exchange(sandbox, await codeOf(), changes);
    expect([answer.status, answer.json()]).toEqual([200, { error }]);
  });

  it('checks a plain challenge, the default method', async () => {
    const plain = { code_challenge: verifier, code_challenge_method: null };
    expect((await exchange(sandbox, await codeOf(plain))).json()).toHaveProperty('access_token');
    const wrong = await exchange(sandbox, await codeOf(plain), { code_verifier: challenge });
    expect(wrong.json()).toEqual({ error: 'invalid_grant' });
  });

  it('needs no secret from a client that has none to keep', async () => {
    const { id } = sandbox.control.clients.register({ secretRequired: false });
    const answer = await exchange(sandbox, await codeOf({ client_id: id }), { client_id: id, client_secret: null });
    expect(answer.json()).toHaveProperty('access_token');
  });

  it('hands out a refresh token off-line, the first time or on prompt=consent', async () => {
    const refreshOf = async (changes: Record<string, string | null>) =>
      (await exchange(sandbox, await codeOf(changes))).json()['refresh_token'];
    expect(await refreshOf({ access_type: null })).toBeUndefined();
    expect(await refreshOf({ access_type: 'offline' })).toBeTypeOf('string');
    expect(await refreshOf({ access_type: 'offline' })).toBeUndefined();
    expect(await refreshOf({ access_type: 'offline', prompt: 'consent' })).toBeTypeOf('string');
    sandbox.control.modes.noRefreshToken = true;
    expect(await refreshOf({ access_type: 'offline', prompt: 'consent' })).toBeUndefined();
  });

  it('varies the answer as told', async () => {
    const { modes } = sandbox.control;
    modes.expiresIn = 'milliseconds';
    modes.scopeInAnswer = false;
    const first = (await exchange(sandbox, await codeOf())).json();
    expect(first['expires_in']).toBe(3_600_000);
    expect(first).not.toHaveProperty('scope');
    Object.assign(modes, { expiresIn: 'both', scopeInAnswer: true, grantOnly: ['ZohoMeeting.manageOrg.READ'] });
    const second = (await exchange(sandbox, await codeOf())).json();
    expect(second).toMatchObject({ expires_in: 3_600_000, expires_in_sec: 3600, scope: 'ZohoMeeting.manageOrg.READ' });
    const list = await api(sandbox, String(second['access_token']), '/1/sessions.json?listtype=all');
    expect(list.status).toBe(401);
  });
});

describe('revoking', () => {
  it('kills a refresh token and its access tokens', async () => {
    const tokens = await connect(sandbox);
    expect((await revoke(sandbox, tokens.refresh, 'accounts.zoho.eu')).status).toBe(400);
    const answer = await revoke(sandbox, tokens.refresh);
    expect([answer.status, answer.json()]).toEqual([200, { status: 'success' }]);
    expect((await refresh(sandbox, tokens.refresh)).json()).toEqual({ error: 'invalid_code' });
    expect((await api(sandbox, tokens.access, '/user.json')).status).toBe(400);
    expect((await revoke(sandbox, tokens.refresh)).status).toBe(400);
  });

  it('of an access token kills the refresh token only when told', async () => {
    const first = await connect(sandbox);
    await revoke(sandbox, first.access);
    expect((await refresh(sandbox, first.refresh)).json()).toHaveProperty('access_token');
    sandbox.control.modes.revokeAccessKillsRefresh = true;
    const second = await connect(sandbox, { prompt: 'consent' });
    await revoke(sandbox, second.access);
    expect((await refresh(sandbox, second.refresh)).json()).toEqual({ error: 'invalid_code' });
  });

  it('fails when told, and the token lives on', async () => {
    const tokens = await connect(sandbox);
    sandbox.control.modes.revokeFails = 500;
    expect((await revoke(sandbox, tokens.refresh)).status).toBe(500);
    expect(sandbox.control.tokens.liveRefreshTokens()).toEqual([tokens.refresh]);
  });
});
