/** The account service against the sandbox: everything is real but the browser, which is a walk by fetch. */
import type { Connection, Settings } from '../../contract/domain.ts';
import { ok, type Result } from '../../contract/result.ts';
import { createAccount, type AccountDeps } from '../../electron/account/account.ts';
import type { AuthorizationAgent, AuthorizationRequest } from '../../electron/account/agent.ts';
import type { AccountService } from '../../electron/account/service.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { defaultSettings } from '../../electron/shell/settings.ts';
import { createZohoHttp } from '../../electron/zoho/http.ts';
import { fromWire, toWire, zohoFetch } from '../../electron/zoho/origin.ts';
import { createUserApi } from '../../electron/zoho/user.ts';
import { fakeClock, fakeKeyStore, fileStore, recordingLog, type FakeClock, type FakeKeyStore } from '../unit/account/helpers.ts';

export interface Harness {
  readonly clock: FakeClock;
  readonly store: ReturnType<typeof fileStore>;
  readonly keyStore: FakeKeyStore;
  readonly log: ReturnType<typeof recordingLog>;
  readonly settings: { -readonly [K in keyof Settings]: Settings[K] };
  /** What every listener and every call was told, for searches. */
  readonly told: Connection[];
  /** The requests the agents saw. */
  readonly asked: AuthorizationRequest[];
  /** What the person does on the next consent pages. */
  decision: 'accept' | 'reject' | ((request: AuthorizationRequest) => Promise<Result<string>>);
  offline: boolean;
  /** The service as after a start of the app; the one before is gone. */
  start(): Promise<AccountService>;
}

/** Long waits are woken by the test, short ones (between retries) are over at once. */
function clockOf(): FakeClock {
  const clock = fakeClock();
  const { sleep } = clock;
  return Object.assign(clock, {
    sleep: (ms: number, signal?: AbortSignal) => (ms < 30_000 ? Promise.resolve() : sleep(ms, signal)),
  });
}

const unescape = (html: string) => html.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** Opens the consent page as a browser would and presses a button; answers where the browser is sent in the end. */
export async function walk(url: string, origin: string, decision: 'accept' | 'reject'): Promise<string> {
  let at = url;
  let form: URLSearchParams | undefined;
  for (let moves = 0; moves < 6; moves += 1) {
    const response = await fetch(toWire(at, origin), { redirect: 'manual', ...(form ? { method: 'POST', body: form } : {}) });
    form = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      at = fromWire(new URL(location, at).href, origin);
      if (!at.startsWith('https://accounts.')) return location;
      continue;
    }
    const page = await response.text();
    const request = /name="request" value="([^"]+)"/.exec(page)?.[1];
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    if (request === undefined || action === undefined) throw new Error('This is no consent page');
    at = new URL(unescape(action), at).href;
    form = new URLSearchParams({ request, decision });
  }
  throw new Error('The browser is sent round in circles');
}

/** @param zoho the sandbox in the part of Zoho; `tryBox` the one behind "Try the sandbox" */
export function harness(
  zoho: Sandbox,
  clock: FakeClock = clockOf(),
  tryBox?: () => Promise<Sandbox>,
  timeout?: number,
): Harness {
  let origin: string | null = zoho.origin;
  const store = fileStore();
  const keyStore = fakeKeyStore();
  const log = recordingLog();

  const agent: AuthorizationAgent = {
    async authorize(request) {
      harnessed.asked.push(request);
      if (typeof harnessed.decision === 'function') return harnessed.decision(request);
      return ok(await walk(request.url, origin ?? '', harnessed.decision));
    },
  };
  const fetchZoho = zohoFetch(
    (url, init) => (harnessed.offline ? Promise.reject(new TypeError('fetch failed')) : fetch(url, init)),
    () => origin,
  );
  const limit = timeout === undefined ? {} : { timeout };
  const deps: AccountDeps = {
    ...limit,
    fetch: fetchZoho,
    clock,
    log,
    store,
    keyStore,
    platform: 'linux',
    settings: () => harnessed.settings,
    agents: { window: agent, browser: agent },
    readUser: (host, tokens) => createUserApi(createZohoHttp({ ...limit, fetch: fetchZoho, clock, random: () => 0.5, log, tokens })).get(host),
    startSandbox: async () => {
      if (!tryBox) throw new Error('no sandbox in this test');
      return ok(await tryBox());
    },
    setOrigin: (next) => {
      origin = next ?? zoho.origin;
    },
  };

  const harnessed: Harness = {
    clock,
    store,
    keyStore,
    log,
    settings: {
      ...defaultSettings,
      appearance: 'system',
      connectMethod: 'window',
      browserRedirectUri: 'http://127.0.0.1:8901/callback',
      includeWebinars: true,
    },
    told: [],
    asked: [],
    decision: 'accept',
    offline: false,
    async start() {
      const account = createAccount(deps);
      account.onChange((connection) => harnessed.told.push(connection));
      await account.load();
      return account;
    },
  };
  return harnessed;
}

export { clockOf };
