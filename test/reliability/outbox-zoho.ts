/** Zoho in a few lines, for two accounts, with everything that can go wrong on the way to it. */
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { Clock } from '../../electron/ports.ts';
import type { EditingApi } from '../../electron/zoho/editing.ts';
import { fieldsOf, fieldsOfWrite, isAlready, isChangedMeanwhile } from '../../electron/zoho/same-fields.ts';
import type { Listing, SessionsApi, SessionWrite, ZohoSession } from '../../electron/zoho/types.ts';
import { meantStart } from '../../electron/zoho/meant.ts';
import { hour, listed } from '../unit/agenda/fakes.ts';

export const noon = Date.UTC(2026, 5, 19, 12);

/** Time moves only when the test says so, from one sleeper to the next. */
export function virtualClock() {
  let now = noon;
  let sleepers: { at: number; wake: () => void }[] = [];
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    settled,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((wake, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + Math.max(0, ms), wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          reject(signal.reason);
        });
      }),
    async advance(ms: number): Promise<void> {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = Math.min(...sleepers.map(({ at }) => at));
        if (next > end) break;
        now = Math.max(now, next);
        const due = sleepers.filter(({ at }) => at <= now);
        sleepers = sleepers.filter(({ at }) => at > now);
        for (const { wake } of due) wake();
        await settled();
      }
      now = end;
    },
  };
}
export type VirtualClock = ReturnType<typeof virtualClock>;

/** Of one account's meeting. The tag stands in its agenda, survives every edit, and tells whose it is. */
interface Held {
  session: ZohoSession;
  readonly tag: string;
  /** Epoch ms from which listings name it. */
  readonly visibleAt: number;
  /** Its last writer was somebody else. */
  isRemote: boolean;
}

export type FaultKind =
  | 'lost-before' | 'lost-after' | 'limited' | 'down-before' | 'down-after' | 'refused' | 'slow' | 'short' | 'blip';

export interface Told {
  /** Something that must not be. */
  violation(what: string): void;
  /** The person has answered `send` for a create of this tag. */
  maySendAgain(tag: string): boolean;
  /** The person has asked for this to be deleted, and has not taken it back. */
  mayDelete(tag: string): boolean;
  /** The person has seen this topic, which somebody else wrote. */
  hasSeen(tag: string, topic: string): boolean;
}

const mostAtOnce = 1_000;

export const tagOf = (agenda: string | null): string => /tag \w+/.exec(agenda ?? '')?.[0] ?? '';

export function simulateZoho(clock: VirtualClock, told: Told) {
  const accounts = new Map<string, Map<string, Held>>([['7', new Map()], ['8', new Map()]]);
  /** All topics that a tag ever had. */
  const history = new Map<string, Set<string>>();
  const tagsByKey = new Map<string, string>();
  let burst = { at: 0, requests: 0 };
  const touched = new Set<string>();
  let faults: FaultKind[] = [];
  let made = 0;
  const zoho = {
    isOnline: true,
    needsReconnect: false,
    /** Some listing had no end: nothing is certain by it. */
    sawShort: false,
    /** ms until a listing names what was made. */
    lag: 0,
    history,
    accounts,
    held: (zuid: string) => [...(accounts.get(zuid)?.values() ?? [])],
    faults: {
      add: (kind: FaultKind) => void faults.push(kind),
      clear: () => void (faults = []),
    },
    /** Also of what is gone. */
    tagOf: (key: string) => tagsByKey.get(key),
    /** Somebody else has changed it. */
    isTouched: (tag: string) => touched.has(tag),
    /** Made by somebody else of the same organisation. */
    add(zuid: string, tag: string, topic: string, startsAt: number): string {
      const key = `${zuid}${String(++made).padStart(4, '0')}`;
      const session = listed(key, startsAt, {
        topic, agenda: tag, timeZone: 'UTC', creatorZuid: '99', duration: hour, participants: [],
      });
      tagsByKey.set(key, tag);
      accounts.get(zuid)?.set(key, { session, tag, visibleAt: clock.now() + zoho.lag, isRemote: true });
      touched.add(tag);
      note(tag, topic);
      return key;
    },
    edit(zuid: string, key: string, topic: string) {
      const held = accounts.get(zuid)?.get(key);
      if (!held) return;
      held.session = { ...held.session, topic };
      held.isRemote = true;
      touched.add(held.tag);
      note(held.tag, topic);
    },
    remove: (zuid: string, key: string) => void accounts.get(zuid)?.delete(key),
  };

  function note(tag: string, topic: string): void {
    history.set(tag, (history.get(tag) ?? new Set()).add(topic));
  }

  const take = (kinds: readonly FaultKind[]): FaultKind | undefined => {
    const at = faults.findIndex((kind) => kinds.includes(kind));
    return at < 0 ? undefined : faults.splice(at, 1)[0];
  };
  const failed = <T>(code: AppError['code'], outcome?: 'unknown' | 'not-sent', retryAfter?: number): Result<T> =>
    fail(code, 'simulated', { ...(outcome ? { details: { outcome } } : {}), ...(retryAfter ? { retryAfter } : {}) });

  /** So many requests at one moment that there is no end of them. */
  function isStorm(): boolean {
    burst = burst.at === clock.now() ? { at: burst.at, requests: burst.requests + 1 } : { at: clock.now(), requests: 1 };
    if (burst.requests === mostAtOnce) told.violation('a storm of requests');
    return burst.requests >= mostAtOnce;
  }

  /** One request: what stands in its way, then the work, then what becomes of the answer. */
  async function request<T>(
    life: Life,
    isWrite: boolean,
    signal: AbortSignal | undefined,
    work: () => Result<T>,
  ): Promise<Result<T>> {
    await Promise.resolve();
    if (isStorm()) return never();
    if (signal?.aborted) return failed('internal', isWrite ? 'not-sent' : undefined);
    if (life.isOver) return never();
    if (!zoho.isOnline || take(['blip'])) return failed('offline', isWrite ? 'not-sent' : undefined);
    if (zoho.needsReconnect) return failed('reconnect-needed', isWrite ? 'not-sent' : undefined);
    const fault = isWrite
      ? take(['lost-before', 'lost-after', 'limited', 'down-before', 'down-after', 'refused', 'slow'])
      : take(['slow', 'limited']);
    if (fault === 'limited') return failed('rate-limited', undefined, 20_000);
    if (fault === 'refused') return failed('rejected');
    if (fault === 'lost-before') return failed('timeout', 'unknown');
    if (fault === 'down-before') return failed('zoho-unavailable', 'unknown');
    const result = work();
    if (fault === 'slow') await clock.sleep(4_000, signal).catch(() => undefined);
    if (signal?.aborted) return failed('internal', isWrite ? 'unknown' : undefined);
    if (life.isOver) return never();
    if (fault === 'lost-after') return failed('offline', 'unknown');
    if (fault === 'down-after') return failed('zoho-unavailable', 'unknown');
    return result;
  }

  /** What Parley sees of it while it lives and this account is connected. */
  function apis(life: Life, zuidNow: () => string): { editing: EditingApi; sessions: SessionsApi } {
    const at = () => accounts.get(zuidNow()) ?? new Map<string, Held>();
    const written = (before: ZohoSession, w: SessionWrite): ZohoSession => ({
      ...before, topic: w.topic.trim(), agenda: w.agenda, startsAt: meantStart(w), duration: w.duration,
      timeZone: w.timeZone, participants: w.participants?.map((email) => ({ email })) ?? before.participants,
    });

    const sessions: SessionsApi = {
      async list(_kind, listType, options) {
        const mine = at();
        return request<Listing>(life, false, options?.signal, () => {
          if (listType === 'today' || listType === 'past') return ok({ sessions: [], complete: true });
          const all = [...mine.values()].filter(({ visibleAt }) => visibleAt <= clock.now());
          const isShort = take(['short']) !== undefined;
          zoho.sawShort ||= isShort;
          const shown = isShort ? all.slice(0, all.length / 2) : all;
          // List items carry neither agenda nor participants.
          const items = shown.map(({ session }) => ({ ...session, agenda: null, participants: null }));
          return ok({ sessions: items, complete: !isShort });
        });
      },
      async get(_kind, key, signal) {
        const mine = at();
        return request(life, false, signal, () => {
          const held = mine.get(key);
          return held ? ok(held.session) : fail('not-found', 'gone');
        });
      },
    };
    const editing: EditingApi = {
      async create(_kind, w, signal) {
        const [mine, zuid] = [at(), zuidNow()];
        return request(life, true, signal, () => {
          const tag = tagOf(w.agenda);
          const twins = [...mine.values()].filter((held) => held.tag === tag);
          const isHidden = twins.some(({ visibleAt }) => visibleAt > clock.now());
          if (twins.length > 0 && !told.maySendAgain(tag)) told.violation(`${tag} was made twice`);
          else if (twins.length > 0 && !isHidden && !touched.has(tag) && !zoho.sawShort)
            told.violation(`${tag} was made again though it could be seen`);
          const key = `${zuid}${String(++made).padStart(4, '0')}`;
          const empty = listed(key, null, { creatorZuid: zuid, participants: [] });
          const session = written(empty, w);
          tagsByKey.set(key, tag);
          mine.set(key, { session, tag, visibleAt: clock.now() + zoho.lag, isRemote: false });
          note(tag, w.topic);
          return ok(session);
        });
      },
      async update(_kind, key, w, signal, options) {
        const mine = at();
        let theirs: ZohoSession | undefined;
        const answer = await request<ZohoSession>(life, true, signal, () => {
          const held = mine.get(key);
          if (!held) return failed('not-found', 'not-sent');
          const [has, wanted] = [fieldsOf(held.session), fieldsOfWrite(w, held.session.startsAt)];
          const expect = options?.expect;
          if (expect && isAlready(has, wanted)) return ok(held.session);
          if (expect && isChangedMeanwhile(has, expect, wanted)) {
            theirs = held.session;
            return failed('changed-meanwhile', 'not-sent');
          }
          if (held.isRemote && held.session.topic !== w.topic && !told.hasSeen(held.tag, held.session.topic))
            told.violation(`${held.tag}: “${held.session.topic}” was written over unseen`);
          held.session = written(held.session, w);
          held.isRemote = false;
          note(held.tag, w.topic);
          return ok(held.session);
        });
        return answer.ok || !theirs ? answer : { ...answer, theirs };
      },
      async remove(_kind, key, signal) {
        const mine = at();
        return request(life, true, signal, () => {
          const held = mine.get(key);
          if (held && !told.mayDelete(held.tag)) told.violation(`${held.tag} was deleted unasked`);
          return ok({ alreadyGone: !mine.delete(key) });
        });
      },
    };
    return { editing, sessions };
  }

  return Object.assign(zoho, { apis });
}

/** One start of Parley. After a crash nothing of it goes on. */
export interface Life {
  isOver: boolean;
}

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** Nobody wakes up in a life that is over. */
export const clockOf = (clock: VirtualClock, life: Life): Clock => ({
  now: clock.now,
  async sleep(ms, signal) {
    await clock.sleep(ms, signal);
    if (life.isOver) await never();
  },
});
