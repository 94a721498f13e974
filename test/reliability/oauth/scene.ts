/** A person who connects Parley to the sandbox, with an attacker's hand on everything that passes the browser. */
import { createServer, type AddressInfo } from 'node:net';
import type { Connection } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { createAccount } from '../../../electron/account/account.ts';
import type { AuthorizationAgent, AuthorizationRequest } from '../../../electron/account/agent.ts';
import { decideNavigation } from '../../../electron/account/consent-policy.ts';
import { createLoopbackAgent } from '../../../electron/account/loopback.ts';
import { challengeOf } from '../../../electron/account/pkce.ts';
import type { AccountService } from '../../../electron/account/service.ts';
import type { Clock } from '../../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts';
import { newToken } from '../../../electron/sandbox/secrets.ts';
import { defaultSettings } from '../../../electron/shell/settings.ts';
import { createZohoHttp } from '../../../electron/zoho/http.ts';
import { zohoFetch } from '../../../electron/zoho/origin.ts';
import { createUserApi } from '../../../electron/zoho/user.ts';
import { clockOf, walk } from '../../integration/account-harness.ts';
import { fakeKeyStore, fileStore, recordingLog, settle, type FakeClock } from '../../unit/account/helpers.ts';

export const person = 'ana.ruiz@example.test';
export const mallory = 'mallory@example.test';

/** One request Parley made, with real names, before anything stood in its way. */
export interface Sent {
  readonly url: URL;
  readonly body: string;
  readonly headers: Headers;
}

/** One attempt to connect, as far as its consent page. */
export interface Consent {
  /** The authorization URL. */
  readonly url: string;
  readonly state: string;
  readonly redirectUri: string;
  readonly result: Promise<Result<Connection>>;
  /** False until the attempt has been answered. */
  ended(): boolean;
  /** What the consent window does when the page leads there. */
  navigate(url: string): Promise<void>;
  /** Presses Accept and answers where the browser is then sent; nobody goes there yet. */
  accept(): Promise<string>;
}

export interface Scene {
  readonly zoho: Sandbox;
  readonly clock: FakeClock;
  readonly account: AccountService;
  readonly store: ReturnType<typeof fileStore>;
  readonly log: ReturnType<typeof recordingLog>;
  /** Everything the page was told. */
  readonly told: Connection[];
  readonly sent: Sent[];
  /** Every attempt, and those of them that came as far as a consent page. */
  readonly attempts: Consent[];
  readonly consents: Consent[];
  /** What the system browser was asked to open. */
  readonly opened: string[];
  /** The port of the loopback listener. */
  readonly port: number;
  /** Timers that Parley waits for. */
  sleepers(): number;
  /** The verifiers of all requests so far. */
  verifiers(): string[];
  /** Presses Connect; fulfils when the consent page is shown or the attempt has been answered. */
  begin(via?: 'window' | 'browser', purpose?: 'connect' | 'reconnect'): Promise<Consent>;
  /** Changes what comes back from a path, after Zoho has done its part. */
  lie(path: string, change: (body: Record<string, unknown>) => unknown): void;
  /** Ends the lies. */
  honest(): void;
  /** A code of Zoho's for somebody else's request: another person, client, redirect URI or PKCE challenge. */
  foreignCode(change: Readonly<Record<string, string>>, email?: string): Promise<string>;
  close(): Promise<void>;
}

/** The consent page that is open now. */
interface Shown {
  readonly request: AuthorizationRequest;
  readonly navigate: (url: string) => void;
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Counts who waits, so that a timer left behind shows. */
function counted(clock: FakeClock): { clock: FakeClock; waiting: () => number } {
  let waiting = 0;
  const sleep: Clock['sleep'] = async (ms, signal) => {
    waiting += 1;
    try {
      await clock.sleep(ms, signal);
    } finally {
      waiting -= 1;
    }
  };
  return { clock: { ...clock, sleep }, waiting: () => waiting };
}

export async function openScene(): Promise<Scene> {
  const { clock, waiting } = counted(clockOf());
  const zoho = await startSandbox({ data: 'empty', clock: clock.now, home: 'eu' });
  const port = await freePort();
  const loopback = `http://127.0.0.1:${port}/callback`;
  zoho.control.clients.get(zoho.client.clientId)?.redirectUris.push(loopback);
  const [store, log] = [fileStore(), recordingLog()];
  const [told, sent, opened]: [Connection[], Sent[], string[]] = [[], [], []];
  const [attempts, consents]: [Consent[], Consent[]] = [[], []];
  const randoms: string[] = [];
  const lies: { path: string; change: (body: Record<string, unknown>) => unknown }[] = [];
  const page: { shown: Shown | null } = { shown: null };
  const shown = () => page.shown;

  const onWire = zohoFetch((url, init) => fetch(url, init), () => zoho.origin);
  const fetchZoho: typeof onWire = async (url, init = {}) => {
    sent.push({ url: new URL(url), body: String(init.body ?? ''), headers: new Headers(init.headers) });
    const response = await onWire(url, init);
    const lie = lies.find(({ path }) => new URL(url).pathname === path);
    if (!lie) return response;
    const changed = lie.change((await response.json()) as Record<string, unknown>);
    return new Response(typeof changed === 'string' ? changed : JSON.stringify(changed), { status: response.status });
  };

  /** The consent window as electron/shell builds it: the policy decides, a foreign page ends the consent. */
  const window: AuthorizationAgent = {
    authorize: (request) =>
      new Promise((resolve) => {
        request.signal.addEventListener('abort', () => resolve(fail('consent-closed', 'cancelled')));
        const navigate = (url: string) => {
          const decision = decideNavigation(url, { redirectUri: request.redirectUri, wireOrigin: null });
          if (decision === 'callback') resolve(ok(url));
          else if (decision !== 'allow' && /^https?:/.test(url))
            resolve(fail('consent-blocked', 'led elsewhere', { details: { host: decision.blocked } }));
        };
        page.shown = { request, navigate };
      }),
  };
  const listener = createLoopbackAgent({
    log,
    openExternal: async (url) => {
      opened.push(url);
      return ok(undefined);
    },
  });
  const browser: AuthorizationAgent = {
    authorize(request) {
      const answer = listener.authorize(request);
      const visit = (url: string) => void fetch(url).then((response) => response.arrayBuffer()).catch(() => undefined);
      page.shown = { request, navigate: visit };
      return answer;
    },
  };

  const account = createAccount({
    fetch: fetchZoho,
    clock,
    log,
    store,
    keyStore: fakeKeyStore(),
    platform: 'linux',
    settings: () => ({ ...defaultSettings, browserRedirectUri: loopback, includeWebinars: true }),
    agents: { window, browser },
    readUser: (host, tokens) =>
      createUserApi(createZohoHttp({ fetch: fetchZoho, clock, random: () => 0.5, log, tokens })).get(host),
    startSandbox: async () => fail('sandbox-unavailable', 'there is none here'),
    setOrigin: () => undefined,
    random(size) {
      const bytes = crypto.getRandomValues(new Uint8Array(size));
      randoms.push(Buffer.from(bytes).toString('base64url'));
      return bytes;
    },
  });
  account.onChange((connection) => told.push(connection));
  await account.load();
  const { clientId, clientSecret, redirectUri, dataCentre } = zoho.client;
  await account.saveClient({ clientId, clientSecret, redirectUri, dataCentre });

  const parameterOf = (url: string, name: string) => new URL(url).searchParams.get(name) ?? '';
  return {
    zoho, clock, account, store, log, told, sent, attempts, consents, opened, port,
    sleepers: waiting,
    verifiers: () => {
      const challenges = consents.map(({ url }) => parameterOf(url, 'code_challenge'));
      return randoms.filter((random) => challenges.includes(challengeOf(random)));
    },
    async begin(via = 'window', purpose = account.connection().account ? 'reconnect' : 'connect') {
      page.shown = null;
      const before = opened.length;
      let ended = false;
      const ready = () => ended || (shown() !== null && (via === 'window' || opened.length > before));
      const result = account.connect({ purpose, via }).finally(() => {
        ended = true;
      });
      while (!ready()) await settle();
      const at = shown();
      const url = at?.request.url ?? '';
      const consent: Consent = {
        url,
        state: url === '' ? '' : parameterOf(url, 'state'),
        redirectUri: at?.request.redirectUri ?? '',
        result,
        ended: () => ended,
        async navigate(target) {
          at?.navigate(target);
          await settle();
        },
        accept: () => walk(url, zoho.origin, 'accept'),
      };
      attempts.push(consent);
      if (at) consents.push(consent);
      return consent;
    },
    lie: (path, change) => void lies.push({ path, change }),
    honest: () => void lies.splice(0),
    async foreignCode(change, email = person) {
      zoho.control.users.signIn(email);
      const url = new URL(consents.at(-1)?.url ?? '');
      for (const [name, value] of Object.entries({ code_challenge: challengeOf(newToken()), state: 'theirs', ...change }))
        url.searchParams.set(name, value);
      const callback = await walk(url.href, zoho.origin, 'accept');
      zoho.control.users.signIn(person);
      return parameterOf(callback, 'code');
    },
    async close() {
      account.cancelConnect();
      await zoho.close();
    },
  };
}
