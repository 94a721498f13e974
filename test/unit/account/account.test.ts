import { beforeEach, describe, expect, it } from 'vitest';
import { connectionSchema, type Connection } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { firstGrant } from '../../../contract/rules/scopes.ts';
import { createAccount, type AccountDeps } from '../../../electron/account/account.ts';
import type { AuthorizationRequest } from '../../../electron/account/agent.ts';
import { vaultKey } from '../../../electron/account/vault.ts';
import type { AccountService } from '../../../electron/account/service.ts';
import type { ZohoUser } from '../../../electron/zoho/types.ts';
import { defaultSettings } from '../../../electron/shell/settings.ts';
import { fakeClock, fakeFetch, fakeKeyStore, fileStore, recordingLog, settle, type FakeClock, type Reply, type SentRequest } from './helpers.ts';

const minutes = 60_000;
const user: ZohoUser = {
  zsoid: '77001234',
  zuid: '71005678',
  email: 'ana@example.test',
  name: 'Ana',
  organisation: 'Example Org',
  meetingHost: null,
  webinarPaid: null,
};
const client = { clientId: '1000.CLIENT', clientSecret: 'canary-secret', dataCentre: 'eu', redirectUri: 'parley://oauth/callback' } as const;
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

let clock: FakeClock;
let store: ReturnType<typeof fileStore>;
let keyStore: ReturnType<typeof fakeKeyStore>;
let log: ReturnType<typeof recordingLog>;
let fetch: ReturnType<typeof fakeFetch>;
let told: Connection[];
let requests: AuthorizationRequest[];
let agent: (request: AuthorizationRequest) => Promise<Result<string>>;
let token: (request: SentRequest) => Reply | Promise<Reply>;
let readUser: AccountDeps['readUser'];
let deps: AccountDeps;
let account: AccountService;
let minted: number;

const callbackFor = ({ url, redirectUri }: AuthorizationRequest, code = 'canary-code') =>
  ok(`${redirectUri}?code=${code}&state=${new URL(url).searchParams.get('state')}`);
const sentTo = (path: string) => fetch.sent.filter(({ url }) => url.endsWith(path));
const revoked = () => sentTo('/revoke').map(({ form }) => form['token']);
const waitFor = async (ready: () => boolean) => {
  for (let turn = 0; !ready(); turn += 1) {
    if (turn > 500) throw new Error('waited in vain');
    await settle();
  }
};
/** A promise that the test settles. */
function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
const begin = async () => {
  const service = createAccount(deps);
  service.onChange((connection) => told.push(connection));
  await service.load();
  return service;
};

beforeEach(async () => {
  clock = fakeClock();
  store = fileStore();
  keyStore = fakeKeyStore();
  log = recordingLog();
  told = [];
  requests = [];
  minted = 0;
  agent = (request) => Promise.resolve(callbackFor(request));
  token = () => {
    minted += 1;
    return { body: { access_token: `canary-access-${minted}`, refresh_token: `canary-refresh-${minted}`, expires_in: 3600 } };
  };
  readUser = () => Promise.resolve(ok(user));
  fetch = fakeFetch((request) => (request.url.endsWith('/oauth/v2/token') ? token(request) : { body: { status: 'success' } }));
  const ask = (request: AuthorizationRequest) => {
    requests.push(request);
    return agent(request);
  };
  deps = {
    fetch,
    clock,
    log,
    store,
    keyStore,
    platform: 'linux',
    settings: () => ({ ...defaultSettings, appearance: 'system', connectMethod: 'window', browserRedirectUri: 'http://127.0.0.1:47113/cb', includeWebinars: true }),
    agents: { window: { authorize: ask }, browser: { authorize: ask } },
    readUser: (host, tokens) => readUser(host, tokens),
    startSandbox: () => Promise.resolve(fail('sandbox-unavailable', 'x')),
    setOrigin: () => undefined,
  };
  account = await begin();
  await account.saveClient(client);
});

describe('one consent at a time', () => {
  it('is busy while one is under way, and free after it', async () => {
    const answer = later<Result<string>>();
    agent = () => answer.promise;
    const first = account.connect({ purpose: 'connect' });
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('connect-busy');
    expect(codeOf(await account.connectSandbox())).toBe('connect-busy');
    await waitFor(() => requests.length === 1);
    answer.resolve(callbackFor(requests[0] as AuthorizationRequest));
    expect(codeOf(await first)).toBe('ok');
    expect(requests).toHaveLength(1);
  });

  it('ends after five minutes, even when the agent never answers, and late callbacks are nothing', async () => {
    const answer = later<Result<string>>();
    agent = () => answer.promise;
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => requests.length === 1);
    expect(account.connection()).toMatchObject({ state: 'connecting', pending: { step: 'consent', expiresAt: clock.now() + 5 * minutes } });
    await clock.advance(5 * minutes - 1);
    expect(account.connection().state).toBe('connecting');
    const request = requests[0] as AuthorizationRequest;
    const callback = callbackFor(request);
    expect(callback.ok && request.accepts(callback.value)).toBe(true);
    await clock.advance(1);
    expect(codeOf(await first)).toBe('consent-timeout');
    expect(request.signal.aborted).toBe(true);
    expect(callback.ok && request.accepts(callback.value)).toBe(false);
    answer.resolve(callback);
    await settle();
    expect(account.connection()).toMatchObject({ state: 'disconnected', pending: null });
    expect(sentTo('/oauth/v2/token')).toEqual([]);
  });

  it('counts the five minutes by the clock when the computer has slept', async () => {
    agent = async (request) => {
      clock.set(clock.now() + 5 * minutes);
      return callbackFor(request);
    };
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('consent-timeout');
    expect(sentTo('/oauth/v2/token')).toEqual([]);
  });

  it.each(['consent-closed', 'consent-blocked', 'embedded-refused', 'loopback-unavailable', 'offline'] as const)(
    'hands on what the agent says: %s',
    async (code) => {
      agent = () => Promise.resolve(fail(code, 'x', { details: { host: 'idp.example.test' } }));
      expect(await account.connect({ purpose: 'connect' })).toMatchObject({ error: { code, details: { host: 'idp.example.test' } } });
      expect(account.connection()).toMatchObject({ state: 'disconnected', pending: null });
    },
  );

  it('survives an agent that throws', async () => {
    agent = () => Promise.reject(new Error('defect'));
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('internal');
    expect(account.connection().pending).toBeNull();
  });
});

describe('Cancel', () => {
  it('with nothing under way does nothing', () => {
    account.cancelConnect();
    expect(account.connection().state).toBe('disconnected');
  });

  it('during the consent: closed, and the agent is told', async () => {
    agent = () => new Promise(() => undefined);
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => requests.length === 1);
    account.cancelConnect();
    expect(codeOf(await first)).toBe('consent-closed');
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(account.connection().pending).toBeNull();
  });

  it('during the exchange: closed at once, and the token that still comes is revoked', async () => {
    const reply = later<Reply>();
    token = () => reply.promise;
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => account.connection().pending?.step === 'exchange');
    account.cancelConnect();
    expect(codeOf(await first)).toBe('consent-closed');
    reply.resolve({ body: { access_token: 'a', refresh_token: 'late-refresh' } });
    await waitFor(() => revoked().length > 0);
    expect(revoked()).toEqual(['late-refresh']);
    expect(account.connection()).toMatchObject({ state: 'disconnected', pending: null });
  });

  it('during an exchange that fails: nothing to revoke', async () => {
    const reply = later<Reply>();
    token = () => reply.promise;
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => account.connection().pending?.step === 'exchange');
    account.cancelConnect();
    reply.resolve({ body: { error: 'invalid_code' } });
    expect(codeOf(await first)).toBe('consent-closed');
    expect(revoked()).toEqual([]);
  });

  it('while the user is read: closed, revoked, and a second attempt is free', async () => {
    const answer = later<Result<ZohoUser>>();
    readUser = () => answer.promise;
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => account.connection().pending?.step === 'user');
    account.cancelConnect();
    expect(codeOf(await first)).toBe('consent-closed');
    readUser = () => Promise.resolve(ok(user));
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('ok');
    answer.resolve(ok({ ...user, zuid: '1' }));
    await waitFor(() => revoked().length > 0);
    expect(revoked()).toEqual(['canary-refresh-1']);
    expect(account.connection().account?.zuid).toBe(user.zuid);
  });
});

describe('the grant', () => {
  it('is stored only once the user is read', async () => {
    const answer = later<Result<ZohoUser>>();
    readUser = () => answer.promise;
    const before = store.text();
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => account.connection().pending?.step === 'user');
    expect(store.text()).toBe(before);
    answer.resolve(ok(user));
    await first;
    expect(store.text()).not.toBe(before);
    expect((await begin()).connection().account).toMatchObject({ email: user.email });
  });

  it('reads the user with the new token, which is not renewed, at the data centre’s Meeting host', async () => {
    let seen: unknown[] = [];
    readUser = async (host, tokens) => {
      seen = [host, await tokens.get(), await tokens.renew('canary-access-1')];
      return ok({ ...user, meetingHost: 'meeting.zoho.in' });
    };
    await account.connect({ purpose: 'connect' });
    expect(seen).toMatchObject(['meeting.zoho.eu', ok('canary-access-1'), { error: { code: 'reconnect-needed' } }]);
    expect(account.target()).toEqual({ zsoid: user.zsoid, zuid: user.zuid, meetingHost: 'meeting.zoho.in', calendarHost: 'calendar.zoho.eu' });
  });

  it('takes no Meeting host that is not Zoho’s', async () => {
    readUser = () => Promise.resolve(ok({ ...user, meetingHost: 'meeting.evil.test' }));
    await account.connect({ purpose: 'connect' });
    expect(account.target()?.meetingHost).toBe('meeting.zoho.eu');
  });

  it('given back when it is of no use, unless that could take the one that is held along', async () => {
    const failing: AccountDeps['readUser'] = () => Promise.resolve(fail('timeout', 'x'));
    const without = () => ({ body: { access_token: 'canary-only', expires_in: 3600 } });
    readUser = failing;
    token = without;
    await account.connect({ purpose: 'connect' });
    expect(revoked()).toEqual(['canary-only']);

    token = () => ({ body: { access_token: 'canary-a', refresh_token: 'canary-held' } });
    readUser = () => Promise.resolve(ok(user));
    await account.connect({ purpose: 'connect' });
    readUser = failing;
    await account.connect({ purpose: 'reconnect' });
    token = without;
    await account.connect({ purpose: 'connect' });
    expect(revoked()).toEqual(['canary-only']);
    expect(account.connection().state).toBe('connected');
  });

  it('a revocation that fails does not change the answer', async () => {
    fetch = fakeFetch((request) => (request.url.endsWith('/revoke') ? { status: 500 } : token(request)));
    deps = { ...deps, fetch };
    account = await begin();
    readUser = () => Promise.resolve(fail('timeout', 'x'));
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('timeout');
  });

  it('of somebody else without a refresh token does not inherit the one that is held', async () => {
    await account.connect({ purpose: 'connect' });
    token = () => ({ body: { access_token: 'canary-b', expires_in: 3600 } });
    readUser = () => Promise.resolve(ok({ ...user, zuid: '2', zsoid: '3' }));
    await account.connect({ purpose: 'connect' });
    expect(revoked()).toEqual(['canary-refresh-1']);
    await clock.advance(60 * minutes);
    expect(codeOf(await account.tokens.get())).toBe('reconnect-needed');
  });

  it('asks for all it can when no feature is named, and for the first grant when nobody is connected', async () => {
    await account.connect({ purpose: 'grant' });
    await account.connect({ purpose: 'grant' });
    for (const { url } of requests) expect(new URL(url).searchParams.get('scope')).toBe(firstGrant(true).join(','));
  });
});

describe('the client', () => {
  it('must be there', async () => {
    store = fileStore();
    deps = { ...deps, store };
    account = await begin();
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('client-missing');
    expect(requests).toEqual([]);
  });
  it('is trimmed, and keeps its secret when none is given', async () => {
    const saved = await account.saveClient({ ...client, clientId: ' 1000.NEW ', clientSecret: '  ', redirectUri: ' https://app.example.test/cb ' });
    expect(saved).toMatchObject({ value: { client: { clientId: '1000.NEW', hasSecret: true, redirectUri: 'https://app.example.test/cb' } } });
    await account.connect({ purpose: 'connect' });
    expect(sentTo('/oauth/v2/token')[0]?.form).toMatchObject({ client_id: '1000.NEW', client_secret: 'canary-secret', redirect_uri: 'https://app.example.test/cb' });
  });
  it('that cannot be read is none', async () => {
    store.set('client', { clientId: 5 });
    expect((await begin()).connection().client).toBeNull();
  });
  it('keeps the session, and heals one that died of a wrong secret only', async () => {
    await account.connect({ purpose: 'connect' });
    await clock.advance(60 * minutes);
    token = () => ({ body: { error: 'invalid_code' } });
    await account.tokens.get();
    await account.saveClient({ ...client, clientSecret: 'canary-corrected' });
    expect(account.connection()).toMatchObject({ state: 'connected', health: 'reconnect-needed' });
  });
});

describe('the log', () => {
  it('is told every secret as soon as there is one, before it is used', async () => {
    const hidden = new Set<string>();
    const early = (what: string) => void expect([...hidden], what).toContain(what);
    deps = {
      ...deps,
      hide: (secret) => void hidden.add(secret),
      readUser: () => {
        for (const token of ['canary-access-1', 'canary-refresh-1']) early(token);
        return Promise.resolve(ok(user));
      },
    };
    agent = (request) => {
      early(new URL(request.url).searchParams.get('state') ?? '');
      return Promise.resolve(callbackFor(request));
    };
    token = ({ form }) => {
      for (const name of ['code', 'code_verifier', 'client_secret']) early(form[name] ?? '');
      return { body: { access_token: 'canary-access-1', refresh_token: 'canary-refresh-1', expires_in: 3600 } };
    };
    account = await begin();
    await account.saveClient(client);
    early(client.clientSecret);
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('ok');
    expect(hidden.size).toBe(6);

    hidden.clear();
    account = await begin();
    expect([...hidden].toSorted()).toEqual(['canary-access-1', 'canary-refresh-1', 'canary-secret']);
  });
});

describe('what is kept where', () => {
  it('in memory only, told once, and the secret asked for again after a restart', async () => {
    keyStore.mode = 'weak';
    store = fileStore();
    deps = { ...deps, store };
    account = await begin();
    await account.saveClient(client);
    await account.connect({ purpose: 'connect' });
    expect(account.connection()).toMatchObject({ state: 'connected', keptIn: 'memory', notices: [{ id: 'memory-only' }] });
    expect(account.dismissNotice('memory-only').notices).toEqual([]);
    expect(store.get(vaultKey)).toBeUndefined();

    account = await begin();
    expect(account.connection()).toMatchObject({ state: 'disconnected', notices: [], client: { hasSecret: false } });
    expect(await account.connect({ purpose: 'connect' })).toMatchObject({ error: { code: 'client-missing', details: { reason: 'secret' } } });
    await account.saveClient(client);
    expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('ok');
    expect(account.connection().notices).toEqual([]);
  });

  describe('in a vault that is locked at the start', () => {
    beforeEach(async () => {
      await account.connect({ purpose: 'connect' });
      keyStore.mode = 'locked';
      account = await begin();
    });

    it('says so and throws nothing away', () => {
      expect(account.connection()).toMatchObject({
        state: 'disconnected',
        keptIn: 'memory',
        client: { hasSecret: true },
        notices: [{ id: 'vault-locked' }],
      });
      expect(store.get(vaultKey)).toBeDefined();
    });
    it('connects again without a consent once it opens', async () => {
      const before = requests.length;
      keyStore.mode = 'real';
      expect(await account.connect({ purpose: 'connect' })).toMatchObject({ value: { state: 'connected', notices: [], keptIn: 'vault' } });
      expect(requests).toHaveLength(before);
    });
    it('opens at a self-check too', async () => {
      expect((await account.selfCheck()).find(({ id }) => id === 'key-store')).toMatchObject({ status: 'failed' });
      keyStore.mode = 'real';
      expect((await account.selfCheck()).find(({ id }) => id === 'key-store')).toMatchObject({ status: 'ok' });
      expect(account.connection().state).toBe('connected');
    });
    it('a secret typed meanwhile is the newer one', async () => {
      await account.saveClient({ ...client, clientSecret: 'canary-typed' });
      keyStore.mode = 'real';
      await account.connect({ purpose: 'reconnect' });
      expect(sentTo('/oauth/v2/token').at(-1)?.form['client_secret']).toBe('canary-typed');
      account = await begin();
      await account.connect({ purpose: 'reconnect' });
      expect(sentTo('/oauth/v2/token').at(-1)?.form['client_secret']).toBe('canary-typed');
    });
    it('Disconnect forgets it and says that Zoho was not told', async () => {
      expect(await account.disconnect()).toEqual(ok({ toldZoho: false }));
      expect(account.connection().notices).toEqual([]);
      keyStore.mode = 'real';
      expect((await begin()).connection()).toMatchObject({ state: 'disconnected', notices: [] });
    });
  });

  it('a damaged vault is set aside and told', async () => {
    store.set(vaultKey, 'garbage');
    account = await begin();
    expect(account.connection()).toMatchObject({ state: 'disconnected', notices: [{ id: 'vault-set-aside' }] });
    expect(codeOf(await account.disconnect())).toBe('ok');
    expect(account.connection().notices).toEqual([]);
    expect(store.text()).not.toContain('garbage');
  });
});

describe('Disconnect', () => {
  it('gives up a consent under way', async () => {
    agent = () => new Promise(() => undefined);
    const first = account.connect({ purpose: 'connect' });
    await waitFor(() => requests.length === 1);
    expect(await account.disconnect()).toEqual(ok({ toldZoho: true }));
    expect(codeOf(await first)).toBe('consent-closed');
  });
  it('a connect pressed meanwhile waits for it', async () => {
    await account.connect({ purpose: 'connect' });
    const [gone, again] = await Promise.all([account.disconnect(), account.connect({ purpose: 'connect' })]);
    expect(gone).toEqual(ok({ toldZoho: true }));
    expect(again).toMatchObject({ value: { state: 'connected' } });
    expect(revoked()).toEqual(['canary-refresh-1']);
  });
});

it('tells what the start had to say until it is dismissed', async () => {
  deps = { ...deps, notices: [{ id: 'settings-set-aside', detail: 'settings.json.corrupt' }] };
  account = await begin();
  expect(account.connection().notices).toEqual(deps.notices);
  expect(account.dismissNotice('settings-set-aside').notices).toEqual([]);
});

it('a sandbox that cannot start is told', async () => {
  expect(codeOf(await account.connectSandbox())).toBe('sandbox-unavailable');
  expect(account.connection()).toMatchObject({ state: 'disconnected', pending: null });
});

it('tells changes only: a dead session that is asked again and again does not set its listeners off', async () => {
  await account.connect({ purpose: 'connect' });
  await clock.advance(60 * minutes);
  token = () => ({ body: { error: 'invalid_code' } });
  await account.tokens.get();
  expect(told.at(-1)).toMatchObject({ health: 'reconnect-needed' });
  const before = told.length;
  for (let count = 0; count < 5; count += 1) await account.tokens.get();
  expect(told).toHaveLength(before);
  expect(sentTo('/oauth/v2/token')).toHaveLength(2);
});

it('what it tells fits the contract and holds no secret; a listener can leave', async () => {
  let heard = 0;
  const leave = account.onChange(() => (heard += 1));
  await account.connect({ purpose: 'connect' });
  await clock.advance(60 * minutes);
  await account.tokens.renew('canary-access-1');
  const before = heard;
  leave();
  await account.disconnect();
  expect(heard).toBe(before);
  for (const connection of told) expect(connectionSchema.parse(connection)).toEqual(connection);
  expect(JSON.stringify(told) + log.text() + store.text()).not.toContain('canary');
});
