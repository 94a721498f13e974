/** The sandbox's accounts servers, held to zoho-api.md 1.1 to 1.5. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import {
  asRecord,
  authorizationUrl,
  callbackOf,
  connect,
  exchange,
  openConsent,
  refresh,
  request,
  tokenCall,
} from '../unit/sandbox/client.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ data: 'empty' });
});
afterEach(() => sandbox.close());

const codeOf = async (changes = {}) => (await callbackOf(sandbox, changes)).searchParams.get('code') ?? '';

describe('the authorization request', () => {
  it.each([
    ['an unknown client', { client_id: '1000.NOBODY' }],
    ['an unregistered redirect URI', { redirect_uri: 'parley://oauth/callback/' }],
    ['no redirect URI', { redirect_uri: null }],
    ['another response type', { response_type: 'token' }],
    ['an unknown scope', { scope: 'ZohoMeeting.meeting.READ,ZohoMeeting.nothing.READ' }],
    ['no scope', { scope: null }],
    ['no PKCE challenge', { code_challenge: null }],
    ['a challenge that is no S256', { code_challenge: 'short' }],
    ['an unknown challenge method', { code_challenge_method: 'S512' }],
    ['an unknown access type', { access_type: 'sometimes' }],
  ])('is answered with a page and no redirect for %s', async (_name, changes) => {
    const page = await request(sandbox, authorizationUrl(sandbox, changes));
    expect(page.status).toBe(400);
    expect(page.headers.get('location')).toBeNull();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).not.toContain('Accept');
  });

  it('is refused when a parameter comes twice', async () => {
    const page = await request(sandbox, `${authorizationUrl(sandbox)}&state=other`);
    expect(page.status).toBe(400);
  });

  it('shows who asks whom for what', async () => {
    const { page } = await openConsent(sandbox);
    expect(page.status).toBe(200);
    for (const part of [
      '<title>Parley asks for access – Zoho sandbox</title>',
      '<h1>Parley asks for access to your Zoho account</h1>',
      'Ana Ruiz (ana.ruiz@example.test)',
      'See, create, change and delete your meetings',
      '>Accept</button>',
      '>Reject</button>',
    ]) {
      expect(page.text).toContain(part);
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('needs no challenge from a server-based client, and takes its extra scopes', async () => {
    const uris = ['https://app.example.test/cb', 'http://localhost:8901/callback'];
    const { clients } = sandbox.control;
    const server = clients.register({ type: 'server', redirectUris: uris, extraScopes: ['New.thing.READ'] });
    for (const redirectUri of uris) {
      const page = await request(
        sandbox,
        authorizationUrl(sandbox, {
          client_id: server.id,
          redirect_uri: redirectUri,
          scope: 'New.thing.READ',
          code_challenge: null,
          code_challenge_method: null,
        }),
      );
      expect(page.status).toBe(200);
    }
  });

  it('tells the client when the person rejects', async () => {
    const answer = await (await openConsent(sandbox)).decide('reject');
    expect(answer.headers.get('location')).toBe('parley://oauth/callback?state=state-1&error=access_denied');
  });

  it('can be answered once', async () => {
    const consent = await openConsent(sandbox);
    await consent.decide('accept');
    const again = await consent.decide('accept');
    expect(again.status).toBe(400);
    expect(again.headers.get('location')).toBeNull();
  });
});

describe('data centres', () => {
  it('name the data centre and its accounts server in the callback', async () => {
    const { searchParams } = await callbackOf(sandbox);
    expect([...searchParams.keys()]).toEqual(['state', 'code', 'location', 'accounts-server']);
    expect(searchParams.get('state')).toBe('state-1');
    expect(searchParams.get('code')).toMatch(/^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/);
    expect(searchParams.get('accounts-server')).toBe('https://accounts.zoho.com');
  });

  it('move a person to where their account is, and the code is good there only', async () => {
    sandbox.control.users.add({ email: 'ana.ruiz@example.test', home: 'eu' });
    const first = await request(sandbox, authorizationUrl(sandbox));
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toMatch(/^https:\/\/accounts\.zoho\.eu\/oauth\/v2\/auth\?/);
    const consent = await openConsent(sandbox);
    expect(new URL(consent.url).host).toBe('accounts.zoho.eu');
    const callback = new URL((await consent.decide('accept')).headers.get('location') ?? '');
    expect(callback.searchParams.get('location')).toBe('eu');
    expect(callback.searchParams.get('accounts-server')).toBe('https://accounts.zoho.eu');
    const code = callback.searchParams.get('code') ?? '';
    expect((await exchange(sandbox, code)).json()).toEqual({ error: 'invalid_code' });
    const answer = (await exchange(sandbox, code, {}, 'accounts.zoho.eu')).json();
    expect(answer['api_domain']).toBe('https://www.zohoapis.eu');
    const token = String(answer['refresh_token']);
    expect((await refresh(sandbox, token)).json()).toEqual({ error: 'invalid_code' });
    expect((await refresh(sandbox, token, {}, 'accounts.zoho.eu')).json()).toHaveProperty('access_token');
  });

  it('can stay on the sandbox’s own address, for a browser without a mapping', async () => {
    sandbox.control.users.add({ email: 'ana.ruiz@example.test', home: 'eu' });
    sandbox.control.modes.redirectNames = 'wire';
    const first = await request(sandbox, authorizationUrl(sandbox));
    expect(first.headers.get('location')).toMatch(`${sandbox.origin}/accounts.zoho.eu/oauth/v2/auth?`);
  });

  it('have a secret each, or are not switched on', async () => {
    sandbox.control.users.add({ email: 'ana.ruiz@example.test', home: 'eu' });
    const { id } = sandbox.control.clients.register({ secrets: { us: 'us-secret', eu: 'eu-secret' } });
    const { searchParams } = await callbackOf(sandbox, { client_id: id });
    const code = searchParams.get('code') ?? '';
    const at = (secret: string) =>
      exchange(sandbox, code, { client_id: id, client_secret: secret }, 'accounts.zoho.eu');
    expect((await at('us-secret')).json()).toEqual({ error: 'invalid_client_secret' });
    expect((await at('eu-secret')).json()).toHaveProperty('access_token');
    const only = sandbox.control.clients.register({ secrets: { us: 'us-secret' } });
    const page = await request(sandbox, authorizationUrl(sandbox, { client_id: only.id }));
    expect([page.status, page.headers.get('location')]).toEqual([400, null]);
    const wrong = await tokenCall(sandbox, { client_id: only.id }, 'accounts.zoho.eu');
    expect(wrong.json()).toEqual({ error: 'invalid_client' });
  });

  it('are listed by serverinfo', async () => {
    const { result, locations } = (await request(sandbox, 'https://accounts.zoho.in/oauth/serverinfo')).json();
    expect(result).toBe('success');
    expect(locations).toMatchObject({ us: 'https://accounts.zoho.com', ca: 'https://accounts.zohocloud.ca' });
  });
});

describe('user info', () => {
  it('needs the profile scope', async () => {
    const info = (access: string, path: string) =>
      request(sandbox, `https://accounts.zoho.com${path}`, {
        headers: { authorization: `Zoho-oauthtoken ${access}` },
      });
    const without = await connect(sandbox);
    expect((await info(without.access, '/oauth/user/info')).status).toBe(401);
    const { access } = await connect(sandbox, { scope: 'AaaServer.profile.READ' });
    expect((await info(access, '/oauth/user/info')).json()).toMatchObject({ Email: 'ana.ruiz@example.test' });
    expect((await info(access, '/oauth/v2/userinfo')).json()).toMatchObject({ display_name: 'Ana' });
  });
});

describe('other requests', () => {
  it('meet HTML pages, and a foreign Host header a refusal', async () => {
    for (const [url, status] of [
      ['https://accounts.zoho.com/oauth/v2/other', 404],
      ['https://accounts.zoho.com/constructor', 404],
      ['https://www.zoho.com/', 405],
      ['https://favicon.ico', 405],
    ] as const) {
      const answer = await request(sandbox, url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html;charset=UTF-8']);
    }
    const { get } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      get(`${sandbox.origin}/accounts.zoho.com/oauth/serverinfo`, { headers: { host: 'evil.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(421);
  });

  it('are logged with what they carried', async () => {
    await refresh(sandbox, 'a-token');
    const { log } = sandbox.control;
    const last = log.last({ host: 'accounts.zoho.com', path: '/oauth/v2/token' });
    expect(last).toMatchObject({ method: 'POST', status: 200 });
    expect(asRecord(last?.form)).toMatchObject({ refresh_token: ['a-token'], grant_type: ['refresh_token'] });
    expect(log.count({ method: 'post', path: /token$/ })).toBe(1);
    log.clear();
    expect(log.all()).toEqual([]);
  });

  it('leave every secret findable', async () => {
    const tokens = await connect(sandbox);
    const code = await codeOf();
    const issued = sandbox.control.tokens.issued();
    for (const secret of [tokens.access, tokens.refresh, code, sandbox.client.clientSecret]) {
      expect(issued).toContain(secret);
    }
  });
});
