/** Faults the sandbox commits on demand, and its device flow (zoho-api.md 1.6). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSandbox, tokenFaults } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { api, connect, openConsent, refresh, request, sending } from '../unit/sandbox/client.ts';
import type { Tokens } from '../unit/sandbox/client.ts';

let sandbox: Sandbox;
let tokens: Tokens;
let org: string;
beforeEach(async () => {
  sandbox = await startSandbox({ data: 'empty' });
  tokens = await connect(sandbox);
  org = `/${sandbox.control.users.signedIn()?.zsoid}`;
});
afterEach(() => sandbox.close());

const user = (signal?: AbortSignal) => api(sandbox, tokens.access, '/user.json', signal ? { signal } : {});
const create = (signal?: AbortSignal) =>
  api(sandbox, tokens.access, `${org}/sessions.json`, {
    ...sending('POST', { topic: 'Once', startTime: 'Jan 4, 2027 07:00 PM' }),
    ...(signal ? { signal } : {}),
  });
const path = '/api/v2/user.json';

describe('faults', () => {
  it('strike what they match, as often as told, after as many as told', async () => {
    const { faults } = sandbox.control;
    faults.add({ path, skip: 1, times: 2, effect: { kind: 'answer', status: 503, body: { error: 'busy' } } });
    const seen = [(await user()).status, (await user()).status, (await user()).status, (await user()).status];
    expect(seen).toEqual([200, 503, 503, 200]);
    const remove = faults.add({ host: /^meeting\./, times: Infinity, effect: { kind: 'html', status: 502 } });
    expect((await user()).status).toBe(502);
    expect((await refresh(sandbox, tokens.refresh)).status).toBe(200);
    remove();
    expect((await user()).status).toBe(200);
  });

  it('make pages, portals and 429s', async () => {
    const { faults } = sandbox.control;
    faults.add({ path, effect: { kind: 'html' } });
    const page = await user();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8']);
    faults.add({ path, effect: { kind: 'captive-portal' } });
    expect((await user()).headers.get('location')).toBe('http://wifi.example.test/sign-in');
    faults.add({ path, effect: { kind: 'rate-limit', retryAfter: 7 } });
    const limited = await user();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('cut and swell answers', async () => {
    const { faults } = sandbox.control;
    faults.add({ path, effect: { kind: 'truncated' } });
    const half = await user();
    expect(half.status).toBe(200);
    expect(() => half.json()).toThrow(SyntaxError);
    faults.add({ path, effect: { kind: 'truncated', cut: 'connection' } });
    await expect(user()).rejects.toThrow();
    faults.add({ path, effect: { kind: 'huge', bytes: 2_000_000 } });
    expect((await user()).text.length).toBeGreaterThan(2_000_000);
  });

  it('lose a create before or after it was done', async () => {
    const { faults, data } = sandbox.control;
    const soon = () => AbortSignal.timeout(100);
    faults.add({ method: 'POST', effect: { kind: 'silence' } });
    await expect(create(soon())).rejects.toThrow();
    expect(data.all()).toHaveLength(0);
    faults.add({ method: 'POST', effect: { kind: 'silence', afterCommit: true } });
    await expect(create(soon())).rejects.toThrow();
    expect(data.all()).toHaveLength(1);
    faults.add({ method: 'POST', effect: { kind: 'reset' } });
    await expect(create()).rejects.toThrow();
    expect(data.all()).toHaveLength(1);
    faults.add({ method: 'POST', effect: { kind: 'reset', afterCommit: true } });
    await expect(create()).rejects.toThrow();
    expect(data.all()).toHaveLength(2);
    expect(sandbox.control.log.last({ method: 'POST' })?.status).toBeNull();
  });

  it('delay an answer', async () => {
    sandbox.control.faults.add({ path, effect: { kind: 'delay', ms: 80 } });
    const before = performance.now();
    expect((await user()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(70);
  });

  it('hold an answer until told, by the parameters of the request', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    sandbox.control.faults.add({ path, query: { other: '1' }, times: Infinity, effect: { kind: 'reset' } });
    sandbox.control.faults.add({ path, effect: { kind: 'hold', until: promise } });
    let isHere = false;
    const answer = user().finally(() => (isHere = true));
    await vi.waitFor(() => expect(sandbox.control.log.last({ path })?.status).toBeNull());
    expect(isHere).toBe(false);
    resolve();
    expect((await answer).status).toBe(200);
  });

  it('refuse tokens in every known way', async () => {
    const { faults } = sandbox.control;
    for (const [name, effect] of Object.entries(tokenFaults)) {
      faults.add({ path: '/oauth/v2/token', effect });
      const answer = await refresh(sandbox, tokens.refresh);
      expect(answer.json(), name).not.toHaveProperty('access_token');
      expect(answer.status, name).toBe(effect.status);
    }
  });

  it('put the server’s clock wrong', async () => {
    sandbox.control.clock.freeze(Date.UTC(2026, 5, 19, 10));
    sandbox.control.modes.dateSkew = 90_000;
    expect((await user()).headers.get('date')).toBe('Fri, 19 Jun 2026 10:01:30 GMT');
  });

  it('do not outlive reset, and close ends what hangs', async () => {
    const { faults } = sandbox.control;
    faults.add({ path, effect: { kind: 'answer', status: 500 } });
    sandbox.control.reset();
    expect((await user()).status).toBe(200);
    faults.add({ path, effect: { kind: 'silence' } });
    const hanging = expect(user()).rejects.toThrow();
    while (sandbox.control.log.last({ path })?.status !== null) await new Promise(setImmediate);
    await sandbox.close();
    await hanging;
    sandbox = await startSandbox({ data: 'empty' });
  });
});

describe('the device flow', () => {
  const post = (url: string, fields: Record<string, string>, host = 'accounts.zoho.com') =>
    request(sandbox, `https://${host}${url}`, { method: 'POST', body: new URLSearchParams(fields) });

  const start = async () => {
    const client = sandbox.control.clients.register({ type: 'device' });
    const answer = await post('/oauth/v3/device/code', {
      client_id: client.id,
      grant_type: 'device_request',
      scope: 'ZohoMeeting.manageOrg.READ',
      access_type: 'offline',
    });
    const { device_code: code, user_code: userCode } = answer.json();
    const fields = {
      client_id: client.id,
      client_secret: client.secrets.us ?? '',
      grant_type: 'device_token',
      code: String(code),
    };
    const poll = async (host?: string) => {
      sandbox.control.clock.advance(30_000);
      return (await post('/oauth/v3/device/token', fields, host)).json();
    };
    const decide = (decision: string) =>
      post('/oauth/v3/approve', { request: String(userCode), decision }).then(({ status }) => status);
    return { userCode: String(userCode), fields, poll, decide };
  };

  beforeEach(() => sandbox.control.clock.freeze());

  it('waits for the person, one poll in 30 s', async () => {
    const { userCode, fields, poll, decide } = await start();
    expect(await poll()).toEqual({ error: 'authorization_pending' });
    expect((await post('/oauth/v3/device/token', fields)).json()).toEqual({ error: 'slow_down' });
    const page = await request(sandbox, `https://accounts.zoho.com/oauth/v3/device?user_code=${userCode}`);
    expect(page.text).toContain('>Accept</button>');
    expect(await decide('accept')).toBe(200);
    const answer = await poll();
    expect(answer).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
    expect(await poll()).toEqual({ error: 'invalid_code' });
    expect((await api(sandbox, String(answer['access_token']), '/user.json')).status).toBe(200);
  });

  it('tells of a refusal and of the end of five minutes', async () => {
    const first = await start();
    await first.decide('reject');
    expect(await first.poll()).toEqual({ error: 'access_denied' });
    const second = await start();
    sandbox.control.clock.advance(300_000);
    expect(await second.poll()).toEqual({ error: 'expired' });
    expect(await second.decide('accept')).toBe(400);
  });

  it('sends the device to the data centre of the person', async () => {
    const { poll, decide } = await start();
    sandbox.control.users.add({ email: 'ana.ruiz@example.test', home: 'in' });
    await decide('accept');
    expect(await poll()).toEqual({ error: 'other_dc', user_location: 'in' });
    expect(await poll('accounts.zoho.in')).toMatchObject({ api_domain: 'https://www.zohoapis.in' });
  });

  it('is not for other clients', async () => {
    const fields = {
      client_id: sandbox.client.clientId,
      grant_type: 'device_request',
      scope: 'ZohoMeeting.meeting.READ',
    };
    expect((await post('/oauth/v3/device/code', fields)).json()).toEqual({ error: 'invalid_client' });
    const consent = await openConsent(sandbox);
    expect(consent.page.status).toBe(200);
  });
});
