import { describe, expect, it } from 'vitest';
import { selfCheckIds, selfCheckSchema } from '../../../contract/domain.ts';
import { fail, ok } from '../../../contract/result.ts';
import { featureScopes, firstGrant, organisationScope } from '../../../contract/rules/scopes.ts';
import { runSelfCheck, type SelfCheckInput } from '../../../electron/account/self-check.ts';
import { clockSkew } from '../../../electron/account/server-time.ts';
import { fakeClock, fakeFetch, grantOf, start } from './helpers.ts';

const clientInUse = { clientId: '1000.ID', hasSecret: true, dataCentre: 'eu', redirectUri: 'parley://oauth/callback' } as const;
const healthy: SelfCheckInput = {
  client: clientInUse,
  settings: { connectMethod: 'window', browserRedirectUri: 'http://127.0.0.1:47113/oauth/callback' },
  sandbox: false,
  grant: grantOf(),
  health: { health: 'ok', throttledUntil: null },
  clientError: null,
  refreshError: null,
  refreshesUsed: 3,
  ping: () => Promise.resolve(ok(undefined)),
  skew: () => Promise.resolve(0),
  keyStore: () => Promise.resolve('vault'),
};
const run = async (change: Partial<SelfCheckInput> = {}) => {
  const checks = await runSelfCheck({ ...healthy, ...change });
  return Object.fromEntries(checks.map((each) => [each.id, each]));
};

it('answers every check in order, as the contract wants it', async () => {
  for (const change of [{}, { grant: null }, { grant: null, client: null }]) {
    const checks = await runSelfCheck({ ...healthy, ...change });
    expect(checks.map(({ id }) => id)).toEqual([...selfCheckIds]);
    for (const check of checks) expect(selfCheckSchema.parse(check)).toEqual(check);
    expect(JSON.stringify(checks)).not.toContain('canary');
  }
});

it('finds nothing wrong where nothing is', async () => {
  const every = [organisationScope, ...Object.values(featureScopes).flat()];
  const grant = grantOf({ scopes: every, asked: every });
  expect(Object.values(await run({ grant })).map(({ status }) => status)).toEqual(selfCheckIds.map(() => 'ok'));
});

it('checks no more than it can without an account', async () => {
  const checks = await run({ grant: null });
  for (const id of ['session', 'scope-organisation', 'scope-meetings', 'scope-webinars', 'zoho']) expect(checks[id]?.status).toBe('not-checked');
  for (const id of ['client', 'redirect-uri', 'data-centre', 'clock', 'key-store']) expect(checks[id]?.status).toBe('ok');
});

it.each<[string, Partial<SelfCheckInput>, string, string, object]>([
  ['no client', { client: null, grant: null }, 'client', 'failed', { present: false }],
  ['a Client ID with a space', { client: { ...clientInUse, clientId: '1000 ID' } }, 'client', 'failed', { present: true }],
  ['no secret', { client: { ...clientInUse, hasSecret: false } }, 'client', 'warning', { hasSecret: false }],
  ['no client, no redirect URI', { client: null, grant: null }, 'redirect-uri', 'not-checked', {}],
  ['no client, no data centre', { client: null, grant: null }, 'data-centre', 'not-checked', {}],
  ['the system browser', { settings: { ...healthy.settings, connectMethod: 'browser' } }, 'redirect-uri', 'ok', { method: 'browser', port: 47113 }],
  ['the system browser without a port', { settings: { connectMethod: 'browser', browserRedirectUri: 'http://127.0.0.1/cb' } }, 'redirect-uri', 'failed', { method: 'browser' }],
  ['the sandbox, whatever the setting', { sandbox: true, settings: { ...healthy.settings, connectMethod: 'browser' } }, 'redirect-uri', 'ok', { method: 'window' }],
  ['an unverified data centre', { grant: grantOf({ dataCentre: 'ae' }) }, 'data-centre', 'warning', { dataCentre: 'ae', verified: false }],
  ['a dead grant', { health: { health: 'reconnect-needed', throttledUntil: null } }, 'session', 'failed', { refreshesUsed: 3, refreshLimit: 10 }],
  ['throttling', { health: { health: 'throttled', throttledUntil: 5 } }, 'session', 'warning', { throttledUntil: 5 }],
  ['no refresh token', { grant: grantOf({ refreshToken: null }) }, 'session', 'warning', { renewable: false }],
  ['no organisation scope', { grant: grantOf({ scopes: [] }) }, 'scope-organisation', 'failed', { missing: organisationScope }],
  ['webinars left out', { grant: grantOf({ scopes: firstGrant(false), asked: firstGrant(false) }) }, 'scope-webinars', 'not-checked', { state: 'left-out' }],
  ['webinars not granted', { grant: grantOf({ scopes: firstGrant(false) }) }, 'scope-webinars', 'failed', { state: 'not-granted' }],
  ['meetings not granted', { grant: grantOf({ scopes: [organisationScope] }) }, 'scope-meetings', 'failed', { state: 'not-granted' }],
  ['the calendar not asked for', {}, 'scope-calendar', 'not-checked', { state: 'left-out' }],
  [
    'free and busy times not granted', { grant: grantOf({ asked: [...firstGrant(true), 'ZohoCalendar.freebusy.READ'] }) },
    'scope-freebusy', 'warning', { state: 'not-granted', missing: 'ZohoCalendar.freebusy.READ' },
  ],
  ['the sandbox’s own client', { sandbox: true }, 'client', 'not-checked', { sandbox: true }],
  ['meetings in part', { grant: grantOf({ scopes: ['ZohoMeeting.meeting.READ'] }) }, 'scope-meetings', 'warning', { missing: expect.stringContaining('ZohoMeeting.meeting.DELETE') }],
  ['a clock a minute ahead', { skew: () => Promise.resolve(60_000) }, 'clock', 'ok', { skewSeconds: 60 }],
  ['a clock more than a minute behind', { skew: () => Promise.resolve(-61_000) }, 'clock', 'warning', { skewSeconds: -61 }],
  ['a clock more than five minutes ahead', { skew: () => Promise.resolve(301_000) }, 'clock', 'failed', { skewSeconds: 301 }],
  ['no answer about the time', { skew: () => Promise.resolve(null) }, 'clock', 'not-checked', {}],
  ['memory', { keyStore: () => Promise.resolve('memory') }, 'key-store', 'warning', { keptIn: 'memory' }],
  ['a locked key store', { keyStore: () => Promise.resolve('locked') }, 'key-store', 'failed', { keptIn: 'locked' }],
])('%s', async (_name, change, id, status, facts) => {
  expect((await run(change))[id]).toMatchObject({ status, facts });
});

it('tells the errors it knows of, at the check they belong to', async () => {
  const error = { code: 'client-secret-invalid', message: 'x', details: { error: 'invalid_client_secret' } } as const;
  expect((await run({ clientError: error }))['client']).toMatchObject({ status: 'failed', error });
  const redirect = { code: 'redirect-invalid', message: 'x' } as const;
  const checks = await run({ clientError: redirect });
  expect(checks['redirect-uri']).toMatchObject({ status: 'failed', error: redirect });
  expect(checks['client']?.status).toBe('ok');
  const passing = { code: 'timeout', message: 'x' } as const;
  expect((await run({ refreshError: passing }))['session']).toMatchObject({ status: 'warning', error: passing });
  expect((await run({ ping: () => Promise.resolve(fail('offline', 'x')) }))['zoho']).toMatchObject({
    status: 'failed',
    facts: { host: 'meeting.zoho.eu' },
    error: { code: 'offline' },
  });
});

describe('clockSkew', () => {
  const skew = (date: string | undefined, status = 200) =>
    clockSkew({ fetch: fakeFetch([{ status, body: '<html>', headers: date ? { Date: date } : {} }]), clock: fakeClock() }, 'eu');
  const at = (offset: number) => new Date(start + offset).toUTCString();

  it('reads the Date of any answer, to the second', async () => {
    expect(await skew(at(0))).toBe(0);
    expect(await skew(at(-1000))).toBe(0);
    expect(await skew(at(600_000), 404)).toBe(-600_000);
    expect(await skew(at(-600_000))).toBe(599_000);
  });
  it('knows nothing without one', async () => {
    expect(await skew(undefined)).toBeNull();
    expect(await skew('yesterday')).toBeNull();
    expect(await clockSkew({ fetch: fakeFetch([new TypeError('offline')]), clock: fakeClock() }, 'eu')).toBeNull();
  });
  it('follows no redirect: the date of another server tells nothing, and this one is not asked to choose it', async () => {
    const inits: (RequestInit | undefined)[] = [];
    await clockSkew({ fetch: async (_url, init) => (inits.push(init), new Response('')), clock: fakeClock() }, 'jp');
    expect(inits).toMatchObject([{ redirect: 'error', credentials: 'omit' }]);
  });
  it('asks the accounts server without any credentials', async () => {
    const fetch = fakeFetch([{}]);
    await clockSkew({ fetch, clock: fakeClock() }, 'jp');
    expect(fetch.sent).toEqual([{ url: 'https://accounts.zoho.jp/oauth/serverinfo', form: {}, headers: {} }]);
  });
});
