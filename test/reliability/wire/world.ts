/** Parley's side of the wire as main builds it, behind the mutating proxy. */
import { ok, type Result } from '../../../contract/result.ts';
import type { AccountService } from '../../../electron/account/service.ts';
import { createPeople } from '../../../electron/agenda/people.ts';
import { createSessionStore } from '../../../electron/agenda/store.ts';
import type { Fetch } from '../../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts';
import { createEditingApi, type SessionWrite } from '../../../electron/zoho/editing.ts';
import { createZohoHttp, type ZohoHttp } from '../../../electron/zoho/http.ts';
import { createWithoutTwins } from '../../../electron/zoho/lost-create.ts';
import type { TwinlessCreate } from '../../../electron/zoho/twinless.ts';
import { zohoFetch } from '../../../electron/zoho/origin.ts';
import { createRequestLog } from '../../../electron/zoho/request-log.ts';
import { createSessionsApi } from '../../../electron/zoho/sessions.ts';
import { createUserApi } from '../../../electron/zoho/user.ts';
import { createWebinarPeopleApi } from '../../../electron/zoho/webinar-people.ts';
import { clockOf, harness, type Harness } from '../../integration/account-harness.ts';
import { startWireProxy, type WireProxy } from './proxy.ts';

export const hour = 3_600_000;
/** ms for an attempt: more than a busy machine needs for a genuine answer, and little enough to wait for. */
export const attemptLimit = 1_000;

export interface World {
  readonly sandbox: Sandbox;
  readonly proxy: WireProxy;
  readonly my: Harness;
  account: AccountService;
  readonly http: ZohoHttp;
  readonly user: ReturnType<typeof createUserApi>;
  readonly editing: ReturnType<typeof createEditingApi>;
  readonly meetingHost: string;
  /** What a new start of the agenda has; nothing is cached yet. */
  agenda(): Agenda;
  /** A meeting and a webinar to work on, a few more to list; the rest is gone. */
  arrange(): { meeting: string; webinar: string; past: string };
  /** Has a live account again, however the last case ended. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
}

export interface Agenda {
  readonly store: ReturnType<typeof createSessionStore>;
  readonly people: ReturnType<typeof createPeople>;
  readonly create: TwinlessCreate['create'];
}

/** On a busy machine a genuine answer may come too late, too. */
export async function patiently<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  for (let left = 4; ; left--) {
    const result = await ask();
    if (result.ok || left === 0 || result.error.code !== 'timeout') return result;
  }
}

export const write = (topic: string): SessionWrite => ({
  topic, agenda: 'Plan', date: '2031-11-03', time: '18:00', duration: hour, timeZone: 'Europe/Paris',
  participants: ['bo@example.test', 'mei@example.test'],
});

/** @param ask Node's own fetch, or the one that the stand-in gives the app */
export async function startWorld(ask: Fetch = globalThis.fetch): Promise<World> {
  const clock = clockOf();
  const sandbox = await startSandbox({ data: 'empty', clock: clock.now, timeZone: 'Europe/Paris' });
  const proxy = await startWireProxy(sandbox.origin);
  const my = harness({ ...sandbox, origin: proxy.origin }, clock, undefined, attemptLimit);
  let account = await my.start();
  const { log } = my;
  const fetch = zohoFetch(ask, () => proxy.origin);
  const tokens = { get: () => account.tokens.get(), renew: (rejected: string) => account.tokens.renew(rejected) };
  const requestLog = createRequestLog();
  const http = createZohoHttp({ fetch, clock, random: () => 0, log, timeout: attemptLimit, tokens, onRequest: requestLog.record });
  const zoho = { http, target: () => account.target(), log };
  const editing = createEditingApi(zoho);

  return {
    sandbox, proxy, my, http, editing,
    user: createUserApi(http),
    meetingHost: 'meeting.zoho.com',
    get account() {
      return account;
    },
    set account(next) {
      account = next;
    },
    agenda() {
      const sessions = createSessionsApi(zoho);
      const store = createSessionStore({ sessions, clock, log });
      const { create } = createWithoutTwins({ ...zoho, editing, sessions, clock, knownKeys: store.knownKeys });
      const api = createWebinarPeopleApi(zoho);
      return { store, create, people: createPeople({ api, sessions: store, requestLog, saveFile: async (name) => ok(name) }) };
    },
    arrange() {
      const { data } = sandbox.control;
      const now = sandbox.control.clock.now();
      data.clear();
      const keys = (['meeting', 'webinar'] as const).map((kind) => {
        const ahead = Array.from({ length: 6 }, (_, at) => ({ kind, topic: `Ahead ${at}`, start: now + (at + 1) * 24 * hour, agenda: 'What it is about' }));
        const [first] = data.replace(kind, [...ahead, { kind, topic: 'Over', start: now - 50 * hour, duration: hour }]);
        if (!first) throw new Error('nothing to work on');
        first.participants.push({ id: '9', email: 'bo@example.test' });
        return first.key;
      });
      const past = data.all('meeting').find(({ topic }) => topic === 'Over')?.key ?? '';
      for (const session of data.all()) {
        session.attendance = ['Bo', 'Mei'].map((name) => ({
          email: `${name.toLowerCase()}@example.test`, name, role: 'participant', joinTime: now - 50 * hour, leaveTime: now - 49 * hour,
        }));
        session.registrants = ['Cy', 'Di'].map((name, at) => ({
          email: `${name.toLowerCase()}@example.test`, userName: name, registerId: `70${at}`, registerKey: `k${at}`, status: 1, registeredAt: now,
        }));
      }
      return { meeting: keys[0] ?? '', webinar: keys[1] ?? '', past };
    },
    async reconnect() {
      const { clientId, clientSecret, redirectUri, dataCentre } = sandbox.client;
      const isUp = account.connection().state === 'connected' && (await account.tokens.get()).ok;
      if (isUp && (await createUserApi(http).get('meeting.zoho.com')).ok) return;
      await account.disconnect();
      await account.saveClient({ clientId, clientSecret, redirectUri, dataCentre });
      const connected = await patiently(() => account.connect({ purpose: 'connect' }));
      if (!connected.ok) throw new Error(`not connected: ${connected.error.code}`);
    },
    async close() {
      await account.disconnect();
      await proxy.close();
      await sandbox.close();
    },
  };
}
