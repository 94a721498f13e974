import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../../contract/result.ts';
import type { ApiTarget } from '../../electron/account/service.ts';
import { createSessionStore } from '../../electron/agenda/store.ts';
import { systemClock, type Log } from '../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { createZohoHttp, sendJson, type AccessTokens } from '../../electron/zoho/http.ts';
import { zohoFetch } from '../../electron/zoho/origin.ts';
import { createSessionsApi } from '../../electron/zoho/sessions.ts';
import { createUserApi } from '../../electron/zoho/user.ts';
import { firstGrant } from '../../contract/rules/scopes.ts';

const hour = 3_600_000;
const accounts = 'https://accounts.zoho.com';
const meetingHost = 'meeting.zoho.com';
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let sandbox: Sandbox;
const fetch = zohoFetch(globalThis.fetch, () => sandbox.origin);
const ports = { fetch, clock: systemClock, log, random: Math.random };

/** Consents as a browser would, and answers with a refresh token. */
async function consent(): Promise<string> {
  const { clientId, clientSecret, redirectUri } = sandbox.client;
  const verifier = 'v'.repeat(64);
  const query = new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: firstGrant(true).join(','),
    access_type: 'offline', prompt: 'consent', state: 'state', code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const page = await (await fetch(`${accounts}/oauth/v2/auth?${query}`)).text();
  const request = /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ request, decision: 'accept' });
  const sentOn = await fetch(`${accounts}/oauth/v2/approve`, { method: 'POST', body, redirect: 'manual' });
  const code = new URL(sentOn.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const client = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri };
  const form = { ...client, grant_type: 'authorization_code', code, code_verifier: verifier };
  return (await tokenCall(form)).refresh_token ?? '';
}

async function tokenCall(form: Record<string, string>) {
  const answer = await sendJson(ports, { method: 'POST', url: `${accounts}/oauth/v2/token`, form });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.body as { access_token?: string; refresh_token?: string };
}

/** Enough of an account: one refresh token, and a new access token when one is refused. */
function tokensFrom(refreshToken: string): AccessTokens {
  const { clientId, clientSecret } = sandbox.client;
  let current: string | undefined;
  const refresh = async () => {
    const client = { client_id: clientId, client_secret: clientSecret };
    const form = { ...client, grant_type: 'refresh_token', refresh_token: refreshToken };
    current = (await tokenCall(form)).access_token ?? '';
    return ok(current);
  };
  return { get: async () => (current === undefined ? refresh() : ok(current)), renew: refresh };
}

let http: ReturnType<typeof createZohoHttp>;
let target: ApiTarget;

beforeAll(async () => {
  sandbox = await startSandbox({ data: 'empty' });
  http = createZohoHttp({ ...ports, tokens: tokensFrom(await consent()) });
  const user = await createUserApi(http).get(meetingHost);
  if (!user.ok) throw new Error(user.error.message);
  target = { zsoid: user.value.zsoid, zuid: user.value.zuid, meetingHost: user.value.meetingHost ?? meetingHost, calendarHost: 'calendar.zoho.com' };
});
afterEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const createApi = () => createSessionsApi({ http, target: () => target, log });

describe('2,500 meetings', () => {
  const { paging, counts } = { paging: ['record', 'page'] as const, counts: ['total', 'page', 'absent'] as const };
  let made: string[];
  beforeAll(() => {
    sandbox.control.data.clear();
    made = sandbox.control.data.generate(2500, { from: Date.now() + hour, every: hour }).map(({ key }) => key);
  });

  it.each(paging.flatMap((mode) => counts.map((count) => [mode, count] as const)))(
    'are listed once each, 20 a page, index counting by %s, count %s',
    async (mode, count) => {
      Object.assign(sandbox.control.modes, { paging: mode, pageCap: 20, count });
      const read = await createApi().list('meeting', 'upcoming');
      expect(read.ok && read.value.complete).toBe(true);
      const keys = read.ok ? read.value.sessions.map(({ key }) => key) : [];
      expect(keys.toSorted()).toEqual(made.toSorted());
    },
  );

  it('reach the store, and survive a lost connection and an expired token on the way', async () => {
    Object.assign(sandbox.control.modes, { paging: 'page', pageCap: 100 });
    sandbox.control.faults.add({ path: /sessions\.json$/, skip: 5, effect: { kind: 'reset' } });
    sandbox.control.faults.add({ path: /sessions\.json$/, skip: 9, effect: { kind: 'rate-limit', retryAfter: 0 } });
    sandbox.control.invalidateAccessTokens();
    const store = createSessionStore({ sessions: createApi(), clock: systemClock, log });
    expect(await store.refresh('meeting', 'upcoming')).toEqual(ok(undefined));
    const page = store.list({ kind: 'meeting', listType: 'upcoming', search: 'generated', offset: 2400, limit: 200 });
    expect(page.total).toBe(2500);
    expect(page.items).toHaveLength(100);
    expect(page.status).toMatchObject({ phase: 'ready', error: null });
  });
});

describe('one meeting and one webinar', () => {
  const start = Date.UTC(2026, 10, 3, 17);
  beforeAll(() => sandbox.control.data.clear());

  it.each([
    {},
    { ids: 'strings' },
    { ids: 'numbers' },
    { millis: 'strings' },
    { millis: 'absent' },
    { millis: 'absent', zoneSuffix: false },
    { webinarFields: 'observed', instanceIds: 'array' },
    { wrapInArray: true, emptyList: 'array' },
  ] as const)('are read whatever the spelling: %j', async (modes) => {
    const { data, modes: current } = sandbox.control;
    data.clear();
    Object.assign(current, modes);
    const api = createApi();
    expect(await api.list('meeting', 'all')).toEqual(ok({ sessions: [], complete: true }));
    for (const kind of ['meeting', 'webinar'] as const) {
      const topic = 'Ünïcode <b>topic</b> 🎉';
      const { key } = data.add({ kind, topic, start, duration: hour, timeZone: 'Asia/Calcutta', agenda: 'Plan' });
      const listed = await api.list(kind, 'all');
      const expected = { kind, key, topic, startsAt: start, duration: hour, timeZone: 'Asia/Calcutta' };
      expect(listed).toMatchObject({ ok: true, value: { complete: true, sessions: [expected] } });
      const full = await api.get(kind, key);
      expect(full).toMatchObject({ ok: true, value: { ...expected, agenda: 'Plan', canStart: true } });
    }
  });

  it('tells an unknown key, a wrong organisation and a page apart', async () => {
    const code = async (at: ApiTarget, key: string) => {
      const result = await createSessionsApi({ http, target: () => at, log }).get('meeting', key);
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await code(target, '999')).toBe('not-found');
    expect(await code({ ...target, zsoid: '1' }, '999')).toBe('wrong-organisation');
    sandbox.control.faults.add({ path: /sessions/, effect: { kind: 'html', status: 405 } });
    expect(await code(target, '999')).toBe('wrong-host');
    sandbox.control.faults.add({ path: /sessions/, effect: { kind: 'captive-portal' } });
    expect(await code(target, '999')).toBe('captive-portal');
    sandbox.control.faults.add({ path: /sessions/, effect: { kind: 'truncated', cut: 'body' } });
    expect(await code(target, '999')).toBe('bad-answer');
    sandbox.control.faults.add({ path: /sessions/, effect: { kind: 'huge', bytes: 50 * 1024 * 1024 } });
    expect(await code(target, '999')).toBe('bad-answer');
  });
});

it('ids above 2^53 come through without loss', async () => {
  sandbox.control.modes.ids = 'big';
  const { data } = sandbox.control;
  data.clear();
  const user = await createUserApi(http).get(meetingHost);
  expect(user).toMatchObject({ ok: true });
  const big = { ...target, zsoid: user.ok ? user.value.zsoid : '' };
  expect(BigInt(big.zsoid)).toBeGreaterThan(2n ** 53n);
  const api = createSessionsApi({ http, target: () => big, log });
  const twins = ['one', 'two'].map((topic) => data.add({ topic, start: Date.now() + hour }));
  const read = await api.list('meeting', 'all');
  const keys = read.ok ? read.value.sessions.map(({ key }) => key) : [];
  expect(new Set(keys).size).toBe(twins.length);
  for (const key of keys) expect(await api.get('meeting', key)).toMatchObject({ ok: true, value: { key } });
});
