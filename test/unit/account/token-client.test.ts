import { describe, expect, it } from 'vitest';
import { createTokenClient, watchClient } from '../../../electron/account/token-client.ts';
import type { AppError } from '../../../contract/result.ts';
import { fakeClock, fakeFetch, recordingLog, type Reply } from './helpers.ts';

const client = { clientId: '1000.ID', clientSecret: 'canary-secret', redirectUri: 'parley://oauth/callback' };
const exchange = { client, dataCentre: 'eu', code: 'canary-code', verifier: 'canary-verifier', scopes: ['a', 'b'], held: null } as const;
const refresh = { client, dataCentre: 'ca', refreshToken: 'canary-refresh', scopes: ['a', 'b'] } as const;

const withReplies = (...replies: Reply[]) => {
  const fetch = fakeFetch(replies);
  const log = recordingLog();
  return { fetch, log, tokens: createTokenClient({ fetch, clock: fakeClock(), log }) };
};

describe('exchange', () => {
  it('posts what zoho-api.md 1.5 and rule 1 of section 7 ask for, in the body', async () => {
    const { fetch, tokens } = withReplies({ body: { access_token: 't' } });
    expect(await tokens.exchange(exchange)).toMatchObject({ ok: true });
    expect(fetch.sent).toHaveLength(1);
    expect(fetch.sent[0]).toMatchObject({
      url: 'https://accounts.zoho.eu/oauth/v2/token',
      form: {
        grant_type: 'authorization_code',
        client_id: '1000.ID',
        client_secret: 'canary-secret',
        redirect_uri: 'parley://oauth/callback',
        code: 'canary-code',
        code_verifier: 'canary-verifier',
        scope: 'a,b',
      },
    });
  });
  it('sends no secret where none is configured', async () => {
    const { fetch, tokens } = withReplies({ body: { access_token: 't' } });
    await tokens.exchange({ ...exchange, client: { ...client, clientSecret: '' } });
    expect(Object.keys(fetch.sent[0]?.form ?? {})).not.toContain('client_secret');
  });
  it('is never tried twice: a code works once', async () => {
    const { fetch, tokens } = withReplies({ status: 503, body: '' });
    expect(await tokens.exchange(exchange)).toMatchObject({ error: { code: 'zoho-unavailable' } });
    expect(fetch.sent).toHaveLength(1);
  });
  it('gives back a refresh token that comes without an access token, but never the one in use', async () => {
    const { fetch, tokens } = withReplies({ body: { refresh_token: 'canary-stray' } });
    expect(await tokens.exchange(exchange)).toMatchObject({ error: { code: 'bad-answer' } });
    expect(fetch.sent[1]).toMatchObject({
      url: 'https://accounts.zoho.eu/oauth/v2/token/revoke',
      form: { token: 'canary-stray' },
    });
    await tokens.exchange({ ...exchange, held: 'canary-stray' });
    expect(fetch.sent).toHaveLength(3);
  });
});

describe('refresh', () => {
  it('sends the redirect URI along, at the grant’s data centre', async () => {
    const { fetch, tokens } = withReplies({ body: { access_token: 't' } });
    expect(await tokens.refresh(refresh)).toMatchObject({ value: { scopes: ['a', 'b'] } });
    expect(fetch.sent[0]).toMatchObject({
      url: 'https://accounts.zohocloud.ca/oauth/v2/token',
      form: {
        grant_type: 'refresh_token',
        client_id: '1000.ID',
        client_secret: 'canary-secret',
        refresh_token: 'canary-refresh',
        redirect_uri: 'parley://oauth/callback',
      },
    });
  });
  it.each([
    ['no connection', new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }), 'offline'],
    ['a page of the network', { body: '<html>Sign in to the Wi-Fi</html>' }, 'captive-portal'],
    ['an error page', { status: 502, body: '<html>Bad gateway</html>' }, 'zoho-unavailable'],
    ['half an answer', { body: '{"error":"invalid_co' }, 'bad-answer'],
    ['429 without JSON', { status: 429, body: 'slow down' }, 'throttled'],
  ] as const)('%s is no dead token', async (_name, reply, code) => {
    const { tokens } = withReplies(reply);
    expect(await tokens.refresh(refresh)).toMatchObject({ ok: false, error: { code } });
  });
  it('waits at least 10 minutes after a 429, longer when told', async () => {
    const { tokens } = withReplies({ status: 429, body: 'slow down', headers: { 'Retry-After': '1200' } });
    expect(await tokens.refresh(refresh)).toMatchObject({ error: { code: 'throttled', retryAfter: 1_200_000 } });
  });
});

describe('revoke', () => {
  const revoke = { dataCentre: 'eu', token: 'canary-token' } as const;
  it('posts the token in the body, never in the address', async () => {
    const { fetch, tokens } = withReplies({ body: { status: 'success' } });
    expect(await tokens.revoke(revoke)).toEqual({ ok: true, value: undefined });
    expect(fetch.sent[0]).toMatchObject({ url: 'https://accounts.zoho.eu/oauth/v2/token/revoke', form: { token: 'canary-token' } });
  });
  it('is done when Zoho knew the token no longer', async () => {
    expect(await withReplies({ status: 400, body: { error: 'invalid_token' } }).tokens.revoke(revoke)).toMatchObject({ ok: true });
    expect(await withReplies({ status: 400, body: '' }).tokens.revoke(revoke)).toMatchObject({ ok: true });
  });
  it.each([
    ['a server failure', { status: 500, body: { error: 'x' } }],
    ['no connection', new TypeError('fetch failed')],
    ['a page of the network', { body: '<html></html>' }],
    ['a refusal to look', { status: 401, body: { error: 'denied' } }],
  ] as const)('is not done after %s', async (_name, reply) => {
    expect(await withReplies(reply).tokens.revoke(revoke)).toMatchObject({ ok: false });
  });
});

describe('watchClient', () => {
  it('hears a refused client, and that it is accepted again', async () => {
    const heard: (AppError | null)[] = [];
    const { tokens } = withReplies({ body: { error: 'invalid_client_secret' } }, { body: { error: 'invalid_client' } }, { body: { error: 'invalid_code' } }, { body: { access_token: 't' } });
    const watched = watchClient(tokens, (error) => heard.push(error));
    await watched.exchange(exchange);
    await watched.refresh(refresh);
    await watched.refresh(refresh);
    await watched.refresh(refresh);
    expect(heard.map((error) => error?.code ?? null)).toEqual(['client-secret-invalid', 'reconnect-needed', null]);
  });
});

it('nothing secret reaches the log or an error', async () => {
  const { log, tokens } = withReplies({ body: { error: 'invalid_code' } });
  const results = [await tokens.exchange(exchange), await tokens.refresh(refresh), await tokens.revoke({ dataCentre: 'eu', token: 'canary' })];
  expect(log.text() + JSON.stringify(results)).not.toContain('canary');
});
