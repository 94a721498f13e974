/** The limits of zoho-api.md 1.5, on the sandbox's own clock. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { api, connect, refresh } from '../unit/sandbox/client.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ data: 'empty' });
  sandbox.control.clock.freeze();
});
afterEach(() => sandbox.close());

const minute = 60_000;
const accessOf = async (token: string) => String((await refresh(sandbox, token)).json()['access_token']);

describe('limits', () => {
  it('give ten access tokens in ten minutes, then none until the ten minutes are over', async () => {
    const tokens = await connect(sandbox);
    for (let count = 0; count < 10; count += 1) {
      expect((await refresh(sandbox, tokens.refresh)).json()).toHaveProperty('access_token');
      sandbox.control.clock.advance(30_000);
    }
    const refused = await refresh(sandbox, tokens.refresh);
    expect([refused.status, refused.json()]).toEqual([
      400,
      {
        error_description: 'You have made too many requests continuously. Please try again after some time.',
        error: 'Access Denied',
        status: 'failure',
      },
    ]);
    sandbox.control.clock.advance(5 * minute - 1);
    expect((await refresh(sandbox, tokens.refresh)).status).toBe(400);
    sandbox.control.clock.advance(1);
    expect((await refresh(sandbox, tokens.refresh)).json()).toHaveProperty('access_token');
  });

  it('count each refresh token by itself', async () => {
    sandbox.control.modes.refreshLimit = 1;
    const [one, other] = [await connect(sandbox), await connect(sandbox, { prompt: 'consent' })];
    await refresh(sandbox, one.refresh);
    expect((await refresh(sandbox, one.refresh)).status).toBe(400);
    expect((await refresh(sandbox, other.refresh)).status).toBe(200);
  });

  it('have a variant as HTTP 200 in another language', async () => {
    const tokens = await connect(sandbox);
    Object.assign(sandbox.control.modes, { refreshLimit: 0, throttleStatus: 200, throttleText: '请稍后再试。' });
    const refused = await refresh(sandbox, tokens.refresh);
    expect(refused.status).toBe(200);
    expect(refused.json()).toMatchObject({ status: 'failure', error_description: '请稍后再试。' });
  });

  it('keep the newest twenty refresh tokens and drop the oldest without a word', async () => {
    const held: string[] = [];
    for (let count = 0; count < 21; count += 1) held.push((await connect(sandbox, { prompt: 'consent' })).refresh);
    expect(sandbox.control.tokens.liveRefreshTokens()).toEqual(held.slice(1));
    expect((await refresh(sandbox, held[0] ?? '')).json()).toEqual({ error: 'invalid_code' });
    expect((await refresh(sandbox, held[1] ?? '')).json()).toHaveProperty('access_token');
  });

  it('keep ten access tokens alive for one refresh token, or fifteen', async () => {
    const tokens = await connect(sandbox);
    for (let count = 0; count < 9; count += 1) await refresh(sandbox, tokens.refresh);
    expect((await api(sandbox, tokens.access, '/user.json')).status).toBe(200);
    const tenth = await accessOf(tokens.refresh);
    expect((await api(sandbox, tokens.access, '/user.json')).json()).toMatchObject({ error: { code: 2000 } });
    expect((await api(sandbox, tenth, '/user.json')).status).toBe(200);

    Object.assign(sandbox.control.modes, { accessTokenCap: 15, refreshLimit: 100 });
    const other = await connect(sandbox, { prompt: 'consent' });
    for (let count = 0; count < 14; count += 1) await refresh(sandbox, other.refresh);
    expect((await api(sandbox, other.access, '/user.json')).status).toBe(200);
  });

  it('end an access token after its hour, and by hand', async () => {
    const tokens = await connect(sandbox);
    sandbox.control.clock.advance(60 * minute - 1);
    expect((await api(sandbox, tokens.access, '/user.json')).status).toBe(200);
    sandbox.control.clock.advance(1);
    expect((await api(sandbox, tokens.access, '/user.json')).status).toBe(400);

    const fresh = await accessOf(tokens.refresh);
    sandbox.control.invalidateAccessTokens();
    expect((await api(sandbox, fresh, '/user.json')).status).toBe(400);
    const last = await accessOf(tokens.refresh);
    sandbox.control.killRefreshToken(tokens.refresh, true);
    expect((await api(sandbox, last, '/user.json')).status).toBe(200);
    expect((await refresh(sandbox, tokens.refresh)).json()).toEqual({ error: 'invalid_code' });
  });

  it('do not rotate the refresh token, and take redirect_uri or not', async () => {
    const tokens = await connect(sandbox);
    const first = (await refresh(sandbox, tokens.refresh)).json();
    expect(first).not.toHaveProperty('refresh_token');
    expect((await refresh(sandbox, tokens.refresh, { redirect_uri: null })).json()).toHaveProperty('access_token');
    const other = await refresh(sandbox, tokens.refresh, { redirect_uri: 'https://other.example.test/' });
    expect(other.json()).toEqual({ error: 'invalid_redirect_uri' });
  });
});
