/** What the tests of the write side share: a sandbox, and the API as its user, with short time-outs. */
import { ok } from '../../contract/result.ts';
import type { ApiTarget } from '../../electron/account/service.ts';
import { systemClock, type Clock, type Log } from '../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { createEditingApi, type EditingApi, type SessionWrite } from '../../electron/zoho/editing.ts';
import { createZohoHttp, type AccessTokens, type ZohoHttp } from '../../electron/zoho/http.ts';
import { createWithoutTwins } from '../../electron/zoho/lost-create.ts';
import { zohoFetch } from '../../electron/zoho/origin.ts';
import { createRequestLog } from '../../electron/zoho/request-log.ts';
import { createSessionsApi } from '../../electron/zoho/sessions.ts';
import { createUserApi } from '../../electron/zoho/user.ts';
import { connect, refresh } from '../unit/sandbox/client.ts';

export const hour = 3_600_000;
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Its pauses are fifty times shorter. */
const hasty: Clock = { now: systemClock.now, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) };
const timeout = 250;

export interface Writing {
  sandbox: Sandbox;
  http: ZohoHttp;
  requests: ReturnType<typeof createRequestLog>;
  /** Read anew by {@link Writing.lookUp}. */
  target: ApiTarget;
  lookUp(): Promise<void>;
  editing: EditingApi;
  /** `afterSend` runs between a create and what is made of its answer, `beforeSend` after the first listing. */
  twinless(hooks?: { beforeSend?: () => void; afterSend?: () => void }): ReturnType<typeof createWithoutTwins>;
  sessions: ReturnType<typeof createSessionsApi>;
  log: Log;
}

export async function startWriting(): Promise<Writing> {
  const sandbox = await startSandbox({ data: 'empty', timeZone: 'Europe/Paris' });
  const granted = await connect(sandbox);
  let access = granted.access;
  const tokens: AccessTokens = {
    get: async () => ok(access),
    renew: async () => {
      access = String((await refresh(sandbox, granted.refresh)).json()['access_token']);
      return ok(access);
    },
  };
  const fetch = zohoFetch(globalThis.fetch, () => sandbox.origin);
  const requests = createRequestLog();
  const ofHttp = { fetch, clock: hasty, random: () => 0, log: quiet, tokens };
  const patient = createZohoHttp({ ...ofHttp, onRequest: requests.record });
  const http: ZohoHttp = { request: (request) => patient.request({ timeout, ...request }) };
  const place = { target: { zsoid: '', zuid: '', meetingHost: 'meeting.zoho.com', calendarHost: 'calendar.zoho.com' } };
  const ports = { http, target: () => place.target, log: quiet };
  const editing = createEditingApi(ports);
  const sessions = createSessionsApi(ports);
  const writing: Writing = {
    sandbox, http, requests, editing, sessions, log: quiet,
    get target() {
      return place.target;
    },
    async lookUp() {
      const user = await createUserApi(http).get('meeting.zoho.com');
      if (!user.ok) throw new Error(user.error.message);
      place.target = { zsoid: user.value.zsoid, zuid: user.value.zuid, meetingHost: 'meeting.zoho.com', calendarHost: 'calendar.zoho.com' };
    },
    twinless: ({ beforeSend, afterSend } = {}) =>
      createWithoutTwins({
        ...ports,
        sessions,
        clock: hasty,
        knownKeys: () => new Set(),
        onAdopted: requests.claim,
        editing: {
          ...editing,
          async create(...input) {
            beforeSend?.();
            const result = await editing.create(...input);
            afterSend?.();
            return result;
          },
        },
      }),
  };
  await writing.lookUp();
  return writing;
}

/** `Nov 03, 2031 06:00 PM` in Paris. */
export const start = Date.UTC(2031, 10, 3, 17);
export const write = (more: Partial<SessionWrite> = {}): SessionWrite => ({
  topic: 'Ünïcode <b>topic</b> 🎉', agenda: 'Plan', date: '2031-11-03', time: '18:00', duration: hour,
  timeZone: 'Europe/Paris', participants: ['bo@example.test', 'mei@example.test'], ...more,
});
