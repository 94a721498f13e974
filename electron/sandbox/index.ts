/**
 * Zoho in a box: a stand-in for Zoho's accounts, Meeting and Webinar servers on 127.0.0.1, written from zoho-api.md.
 * `https://HOST/PATH` is reached at `http://127.0.0.1:PORT/HOST/PATH`. It is behind "Try the sandbox" and the tests.
 */
import type { CallbackSettings } from './accounts/callback.ts';
import { createClients } from './accounts/clients.ts';
import { createGrants } from './accounts/grants.ts';
import { createAccounts } from './accounts/router.ts';
import { createUsers } from './accounts/users.ts';
import { createCalendarData } from './calendar/data.ts';
import { createMirror } from './calendar/mirror.ts';
import { createCalendarApi } from './calendar/router.ts';
import { createCalendarStore } from './calendar/store.ts';
import { createClock } from './clock.ts';
import type { SandboxControl } from './control.ts';
import { createData } from './data.ts';
import { serviceOf } from './data-centres.ts';
import type { DataCentreId } from './data-centres.ts';
import { createMeetingApi } from './meeting/router.ts';
import { createStore } from './meeting/store.ts';
import { defaultModes } from './modes.ts';
import type { Modes } from './modes.ts';
import { createSeeded } from './seeded.ts';
import { plainPage } from './server/exchange.ts';
import type { Call } from './server/exchange.ts';
import { createFaults } from './server/faults.ts';
import { createRequestLog } from './server/log.ts';
import { startServer } from './server/server.ts';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The clock underneath `control.clock`, epoch ms. */
  readonly clock?: () => number;
  /** Of the sample data, which is the same for the same seed and time. */
  readonly seed?: number;
  readonly data?: 'sample' | 'empty';
  /** Where the sample user lives: another data centre than the client's (`us`) makes the consent move there. */
  readonly home?: DataCentreId;
  /** IANA name of the sample user's time zone; this machine's when left out. */
  readonly timeZone?: string;
  readonly modes?: Partial<Modes>;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** A client that is registered already; its secret is new at each start. */
  readonly client: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUri: string;
    readonly dataCentre: 'us';
  };
  readonly control: SandboxControl;
  /** Ends at once, open connections too. */
  close(): Promise<void>;
}

const redirectUri = 'parley://oauth/callback';
/** For the system browser: the loopback address Parley proposes, under both of its names. */
const loopbackUris = ['127.0.0.1', 'localhost'].map((name) => `http://${name}:8901/callback`);

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = createClock(options.clock);
  const initialModes: Modes = { ...defaultModes, ...options.modes };
  const modes: Modes = { ...initialModes };
  const clients = createClients();
  const users = createUsers();
  const grants = createGrants(clock, modes);
  const callback: CallbackSettings = { kind: '302', tampering: null };
  const faults = createFaults();
  const log = createRequestLog();
  const seed = options.seed ?? 1;
  const store = createStore(clock, createSeeded(seed));
  const calendars = createCalendarStore(clock, createSeeded(seed + 1));
  const mirror = createMirror({ modes, users, sessions: store, store: calendars });
  const data = createData({ clock, users, store, calendars, mirror, seed });

  let origin = '';
  const accounts = createAccounts({ clock, modes, clients, users, grants, callback, origin: () => origin });
  const meetings = createMeetingApi({ clock, modes, users, store, grants });
  const calendar = createCalendarApi({ modes, users, sessions: store, store: calendars, mirror, grants });
  const handle = (call: Call) => {
    const target = serviceOf(call.host);
    if (!target) return plainPage(405, 'Method Not Allowed');
    const { dc, service } = target;
    if (service === 'calendar') return calendar(call, dc);
    return service === 'accounts' ? accounts(call, dc) : meetings(call, dc, service);
  };

  const client = clients.register({ name: 'Parley', redirectUris: [redirectUri, ...loopbackUris] });
  const clientSecret = client.secrets.us ?? '';
  users.add({
    email: 'ana.ruiz@example.test',
    firstName: 'Ana',
    lastName: 'Ruiz',
    displayName: 'Ana',
    home: options.home ?? 'us',
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (options.data !== 'empty') data.sample();

  const server = await startServer(options.port ?? 0, {
    handle,
    fault: faults.take,
    record: (call) => log.record(call, clock.now()),
    date: () => clock.now() + modes.dateSkew,
  });
  origin = server.origin;

  const secretsOf = () => clients.all().flatMap(({ secrets }) => Object.values(secrets));
  return {
    origin,
    client: { clientId: client.id, clientSecret, redirectUri, dataCentre: 'us' },
    control: {
      clock,
      modes,
      clients,
      users,
      data,
      calendars: createCalendarData({ users, store: calendars }),
      callback,
      faults,
      log,
      tokens: {
        issued: () => [...new Set([...grants.issued, ...secretsOf()])],
        liveRefreshTokens: grants.liveRefreshTokens,
        liveAccessTokens: grants.liveAccessTokens,
      },
      invalidateAccessTokens: grants.invalidateAccessTokens,
      killRefreshToken: grants.killRefreshToken,
      reset() {
        Object.assign(modes, initialModes);
        Object.assign(callback, { kind: '302', tampering: null });
        faults.clear();
        clock.reset();
      },
    },
    close: server.close,
  };
}

export type { SandboxControl } from './control.ts';
export { tokenFaults } from './server/faults.ts';
