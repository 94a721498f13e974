import type { Kind } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Clock } from '../../../electron/ports.ts';
import type { Listing, SessionsApi, ZohoListType, ZohoSession } from '../../../electron/zoho/types.ts';

export const hour = 3_600_000;
export const noon = Date.UTC(2026, 5, 19, 12);

/** A session as a list item tells it. */
export const listed = (key: string, startsAt: number | null, more: Partial<ZohoSession> = {}): ZohoSession => ({
  kind: 'meeting', key, topic: `Topic ${key}`, startsAt, duration: hour, timeZone: 'Europe/Paris', presenterName: null,
  presenterEmail: null, recurring: false, canJoin: false, pending: null, agenda: null, joinLink: null,
  registrationLink: null, canStart: false, participants: null, registered: null, attended: null, dialIn: null,
  detailsAsOf: null, startLink: null, creatorZuid: null, instanceIds: [], ...more,
});

/** A session as the full answer tells it. */
export const detailed = (key: string, startsAt: number | null, more: Partial<ZohoSession> = {}): ZohoSession =>
  listed(key, startsAt, {
    agenda: 'Plan', joinLink: `https://meet.zoho.eu/${key}`,
    startLink: `https://meeting.zoho.eu/meeting-start?key=${key}`,
    participants: [{ email: 'bo@example.test' }], canJoin: true, canStart: true, ...more,
  });

/** A clock that is moved by hand; sleepers wake when their time has come. */
export function manualClock(start = noon): Clock & { pass(ms: number): Promise<void> } {
  let now = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((wake, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + ms, wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          reject(signal.reason);
        });
      }),
    async pass(ms) {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
      await settled();
    },
  };
}

/** Lets everything that waits for nothing but promises run. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

type ListOptions = NonNullable<Parameters<SessionsApi['list']>[2]>;
interface Call {
  name: string;
  signal: AbortSignal | undefined;
  onPage: NonNullable<ListOptions['onPage']>;
  answer(result: Result<Listing>): Promise<void>;
}

/** Zoho's listings and details; a listing without a prepared answer waits until the test gives one. */
export function fakeSessions() {
  const lists = new Map<string, Result<Listing>>();
  const details = new Map<string, Result<ZohoSession>>();
  const calls: Call[] = [];
  const gets: string[] = [];
  const api: SessionsApi = {
    list(kind, listType, options = {}) {
      const name = `${kind} ${listType}`;
      return new Promise((resolve) => {
        const { held = (items) => items } = options;
        const told = (result: Result<Listing>) => resolve(result.ok ? listing([...held(result.value.sessions)], result.value.complete) : result);
        const answer = async (result: Result<Listing>) => {
          told(result);
          await settled();
        };
        calls.push({ name, signal: options.signal, onPage: options.onPage ?? (() => undefined), answer });
        const prepared = lists.get(name);
        if (prepared) told(prepared);
      });
    },
    async get(kind, key) {
      gets.push(`${kind} ${key}`);
      return details.get(key) ?? fail('offline', 'no connection');
    },
  };
  return {
    api,
    calls,
    gets,
    details,
    names: () => calls.map(({ name }) => name),
    /** The latest call. */
    last(): Call {
      const call = calls.at(-1);
      if (!call) throw new Error('nothing was asked');
      return call;
    },
    prepare(listType: ZohoListType, sessions: ZohoSession[], { complete = true, kind = 'meeting' as Kind } = {}) {
      lists.set(`${kind} ${listType}`, listing(sessions, complete));
    },
    fail(listType: ZohoListType, code: 'offline' | 'rate-limited' = 'offline', retryAfter?: number) {
      lists.set(`meeting ${listType}`, fail(code, 'failed', { retryAfter }));
    },
    hold(listType: ZohoListType) {
      lists.delete(`meeting ${listType}`);
    },
  };
}

export const listing = (sessions: ZohoSession[], complete = true): Result<Listing> => ok({ sessions, complete });
