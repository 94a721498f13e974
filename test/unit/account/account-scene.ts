/** The account service by itself, with everything around it in the hands of the test. */
import type { Connection } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { createAccount, type AccountDeps } from '../../../electron/account/account.ts';
import type { AuthorizationRequest } from '../../../electron/account/agent.ts';
import type { AccountService } from '../../../electron/account/service.ts';
import { defaultSettings } from '../../../electron/shell/settings.ts';
import type { ZohoUser } from '../../../electron/zoho/types.ts';
import { fakeClock, fakeFetch, fakeKeyStore, fileStore, recordingLog, settle, type Reply, type SentRequest } from './helpers.ts';

export const minutes = 60_000;
export const user: ZohoUser = {
  zsoid: '77001234',
  zuid: '71005678',
  email: 'ana@example.test',
  name: 'Ana',
  organisation: 'Example Org',
  meetingHost: null,
  webinarPaid: null,
};
export const client = {
  clientId: '1000.CLIENT', clientSecret: 'canary-secret', dataCentre: 'eu', redirectUri: 'parley://oauth/callback',
} as const;
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

export const callbackFor = ({ url, redirectUri }: AuthorizationRequest, code = 'canary-code') =>
  ok(`${redirectUri}?code=${code}&state=${new URL(url).searchParams.get('state')}`);
export const waitFor = async (ready: () => boolean) => {
  for (let turn = 0; !ready(); turn += 1) {
    if (turn > 500) throw new Error('waited in vain');
    await settle();
  }
};
/** A promise that the test settles. */
export function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

/** What a test says of the world goes through its fields: each may be set anew. */
export interface AccountScene {
  readonly clock: ReturnType<typeof fakeClock>;
  readonly keyStore: ReturnType<typeof fakeKeyStore>;
  readonly log: ReturnType<typeof recordingLog>;
  readonly told: Connection[];
  readonly requests: AuthorizationRequest[];
  store: ReturnType<typeof fileStore>;
  fetch: ReturnType<typeof fakeFetch>;
  /** What the person does on the consent page. */
  agent(request: AuthorizationRequest): Promise<Result<string>>;
  /** What Zoho answers to a code or a refresh token. */
  token(request: SentRequest): Reply | Promise<Reply>;
  readUser: AccountDeps['readUser'];
  deps: AccountDeps;
  account: AccountService;
  sentTo(path: string): SentRequest[];
  revoked(): (string | undefined)[];
  /** The service as after a start of the app. */
  begin(): Promise<AccountService>;
}

/** A service with a client, not connected. */
export async function openAccount(): Promise<AccountScene> {
  const store = fileStore();
  const fetch = fakeFetch((request) =>
    request.url.endsWith('/oauth/v2/token') ? my.token(request) : { body: { status: 'success' } });
  const ask = (request: AuthorizationRequest) => {
    my.requests.push(request);
    return my.agent(request);
  };
  const [clock, keyStore, log] = [fakeClock(), fakeKeyStore(), recordingLog()];
  let minted = 0;
  const deps: AccountDeps = {
    fetch,
    clock,
    log,
    store,
    keyStore,
    platform: 'linux',
    settings: () => ({
      ...defaultSettings,
      appearance: 'system', connectMethod: 'window', browserRedirectUri: 'http://127.0.0.1:47113/cb', includeWebinars: true,
    }),
    agents: { window: { authorize: ask }, browser: { authorize: ask } },
    readUser: (host, tokens) => my.readUser(host, tokens),
    startSandbox: () => Promise.resolve(fail('sandbox-unavailable', 'x')),
    setOrigin: () => undefined,
  };
  const my: AccountScene = {
    clock,
    keyStore,
    log,
    store,
    fetch,
    deps,
    told: [],
    requests: [],
    account: createAccount(deps),
    agent: (request) => Promise.resolve(callbackFor(request)),
    token() {
      minted += 1;
      return { body: { access_token: `canary-access-${minted}`, refresh_token: `canary-refresh-${minted}`, expires_in: 3600 } };
    },
    readUser: () => Promise.resolve(ok(user)),
    sentTo: (path) => my.fetch.sent.filter(({ url }) => url.endsWith(path)),
    revoked: () => my.sentTo('/revoke').map(({ form }) => form['token']),
    async begin() {
      const service = createAccount(my.deps);
      service.onChange((connection) => my.told.push(connection));
      await service.load();
      return service;
    },
  };
  my.account = await my.begin();
  await my.account.saveClient(client);
  return my;
}
