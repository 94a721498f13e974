import { beforeEach, describe, expect, it } from 'vitest';
import { connectionSchema } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { firstGrant } from '../../../contract/rules/scopes.ts';
import type { AccountDeps } from '../../../electron/account/account.ts';
import type { ZohoUser } from '../../../electron/zoho/types.ts';
import { callbackFor, client, codeOf, later, minutes, user, waitFor, openAccount, type AccountScene } from './account-scene.ts';
import { fakeFetch, fileStore } from './helpers.ts';

let my: AccountScene;

beforeEach(async () => {
  my = await openAccount();
});

describe('the grant', () => {
  it('is stored only once the user is read', async () => {
    const answer = later<Result<ZohoUser>>();
    my.readUser = () => answer.promise;
    const before = my.store.text();
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.account.connection().pending?.step === 'user');
    expect(my.store.text()).toBe(before);
    answer.resolve(ok(user));
    await first;
    expect(my.store.text()).not.toBe(before);
    expect((await my.begin()).connection().account).toMatchObject({ email: user.email });
  });

  it('reads the user with the new token, which is not renewed, at the data centre’s Meeting host', async () => {
    let seen: unknown[] = [];
    my.readUser = async (host, tokens) => {
      seen = [host, await tokens.get(), await tokens.renew('canary-access-1')];
      return ok({ ...user, meetingHost: 'meeting.zoho.in' });
    };
    await my.account.connect({ purpose: 'connect' });
    expect(seen).toMatchObject(['meeting.zoho.eu', ok('canary-access-1'), { error: { code: 'reconnect-needed' } }]);
    expect(my.account.target()).toEqual({ zsoid: user.zsoid, zuid: user.zuid, meetingHost: 'meeting.zoho.in', calendarHost: 'calendar.zoho.eu' });
  });

  it('takes no Meeting host that is not Zoho’s', async () => {
    my.readUser = () => Promise.resolve(ok({ ...user, meetingHost: 'meeting.evil.test' }));
    await my.account.connect({ purpose: 'connect' });
    expect(my.account.target()?.meetingHost).toBe('meeting.zoho.eu');
  });

  it('given back when it is of no use, unless that could take the one that is held along', async () => {
    const failing: AccountDeps['readUser'] = () => Promise.resolve(fail('timeout', 'x'));
    const without = () => ({ body: { access_token: 'canary-only', expires_in: 3600 } });
    my.readUser = failing;
    my.token = without;
    await my.account.connect({ purpose: 'connect' });
    expect(my.revoked()).toEqual(['canary-only']);

    my.token = () => ({ body: { access_token: 'canary-a', refresh_token: 'canary-held' } });
    my.readUser = () => Promise.resolve(ok(user));
    await my.account.connect({ purpose: 'connect' });
    my.readUser = failing;
    await my.account.connect({ purpose: 'reconnect' });
    my.token = without;
    await my.account.connect({ purpose: 'connect' });
    expect(my.revoked()).toEqual(['canary-only']);
    expect(my.account.connection().state).toBe('connected');
  });

  it('a revocation that fails does not change the answer', async () => {
    my.fetch = fakeFetch((request) => (request.url.endsWith('/revoke') ? { status: 500 } : my.token(request)));
    my.deps = { ...my.deps, fetch: my.fetch };
    my.account = await my.begin();
    my.readUser = () => Promise.resolve(fail('timeout', 'x'));
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('timeout');
  });

  it('of somebody else without a refresh token does not inherit the one that is held', async () => {
    await my.account.connect({ purpose: 'connect' });
    my.token = () => ({ body: { access_token: 'canary-b', expires_in: 3600 } });
    my.readUser = () => Promise.resolve(ok({ ...user, zuid: '2', zsoid: '3' }));
    await my.account.connect({ purpose: 'connect' });
    expect(my.revoked()).toEqual(['canary-refresh-1']);
    await my.clock.advance(60 * minutes);
    expect(codeOf(await my.account.tokens.get())).toBe('reconnect-needed');
  });

  it('asks for all it can when no feature is named, and for the first grant when nobody is connected', async () => {
    await my.account.connect({ purpose: 'grant' });
    await my.account.connect({ purpose: 'grant' });
    for (const { url } of my.requests) expect(new URL(url).searchParams.get('scope')).toBe(firstGrant(true).join(','));
  });
});

describe('the client', () => {
  it('must be there', async () => {
    my.store = fileStore();
    my.deps = { ...my.deps, store: my.store };
    my.account = await my.begin();
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('client-missing');
    expect(my.requests).toEqual([]);
  });
  it('is trimmed, and keeps its secret when none is given', async () => {
    const saved = await my.account.saveClient({ ...client, clientId: ' 1000.NEW ', clientSecret: '  ', redirectUri: ' https://app.example.test/cb ' });
    expect(saved).toMatchObject({ value: { client: { clientId: '1000.NEW', hasSecret: true, redirectUri: 'https://app.example.test/cb' } } });
    await my.account.connect({ purpose: 'connect' });
    expect(my.sentTo('/oauth/v2/token')[0]?.form).toMatchObject({ client_id: '1000.NEW', client_secret: 'canary-secret', redirect_uri: 'https://app.example.test/cb' });
  });
  it('that cannot be read is none', async () => {
    my.store.set('client', { clientId: 5 });
    expect((await my.begin()).connection().client).toBeNull();
  });
  it('keeps the session, and heals one that died of a wrong secret only', async () => {
    await my.account.connect({ purpose: 'connect' });
    await my.clock.advance(60 * minutes);
    my.token = () => ({ body: { error: 'invalid_code' } });
    await my.account.tokens.get();
    await my.account.saveClient({ ...client, clientSecret: 'canary-corrected' });
    expect(my.account.connection()).toMatchObject({ state: 'connected', health: 'reconnect-needed' });
  });
});

describe('the log', () => {
  it('is told every secret as soon as there is one, before it is used', async () => {
    const hidden = new Set<string>();
    const early = (what: string) => void expect([...hidden], what).toContain(what);
    my.deps = {
      ...my.deps,
      hide: (secret) => void hidden.add(secret),
      readUser: () => {
        for (const issued of ['canary-access-1', 'canary-refresh-1']) early(issued);
        return Promise.resolve(ok(user));
      },
    };
    my.agent = (request) => {
      early(new URL(request.url).searchParams.get('state') ?? '');
      return Promise.resolve(callbackFor(request));
    };
    my.token = ({ form }) => {
      for (const name of ['code', 'code_verifier', 'client_secret']) early(form[name] ?? '');
      return { body: { access_token: 'canary-access-1', refresh_token: 'canary-refresh-1', expires_in: 3600 } };
    };
    my.account = await my.begin();
    await my.account.saveClient(client);
    early(client.clientSecret);
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('ok');
    expect(hidden.size).toBe(6);

    hidden.clear();
    my.account = await my.begin();
    expect([...hidden].toSorted()).toEqual(['canary-access-1', 'canary-refresh-1', 'canary-secret']);
  });
});

it('tells what the start had to say until it is dismissed', async () => {
  my.deps = { ...my.deps, notices: [{ id: 'settings-set-aside', detail: 'settings.json.corrupt' }] };
  my.account = await my.begin();
  expect(my.account.connection().notices).toEqual(my.deps.notices);
  expect(my.account.dismissNotice('settings-set-aside').notices).toEqual([]);
});

it('a sandbox that cannot start is told', async () => {
  expect(codeOf(await my.account.connectSandbox())).toBe('sandbox-unavailable');
  expect(my.account.connection()).toMatchObject({ state: 'disconnected', pending: null });
});

it('tells changes only: a dead session that is asked again and again does not set its listeners off', async () => {
  await my.account.connect({ purpose: 'connect' });
  await my.clock.advance(60 * minutes);
  my.token = () => ({ body: { error: 'invalid_code' } });
  await my.account.tokens.get();
  expect(my.told.at(-1)).toMatchObject({ health: 'reconnect-needed' });
  const before = my.told.length;
  for (let count = 0; count < 5; count += 1) await my.account.tokens.get();
  expect(my.told).toHaveLength(before);
  expect(my.sentTo('/oauth/v2/token')).toHaveLength(2);
});

it('what it tells fits the contract and holds no secret; a listener can leave', async () => {
  let heard = 0;
  const leave = my.account.onChange(() => (heard += 1));
  await my.account.connect({ purpose: 'connect' });
  await my.clock.advance(60 * minutes);
  await my.account.tokens.renew('canary-access-1');
  const before = heard;
  leave();
  await my.account.disconnect();
  expect(heard).toBe(before);
  for (const connection of my.told) expect(connectionSchema.parse(connection)).toEqual(connection);
  expect(JSON.stringify(my.told) + my.log.text() + my.store.text()).not.toContain('canary');
});
