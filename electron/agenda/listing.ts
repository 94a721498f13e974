import type { Kind, ListStatus, ListType } from '../../contract/domain.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { Clock, Log } from '../ports.ts';
import type { SessionsApi } from '../zoho/types.ts';
import type { SessionCache } from './cache.ts';

const minute = 60_000;
/** From this age on, ms, a listing is read again when somebody looks at it. */
const oldAfter: Readonly<Record<ListType, number>> = { upcoming: 5 * minute, past: 30 * minute, all: 30 * minute };
/** After a failure, ms until Parley tries again by itself; twice as long after each further one. */
const firstPause = 30_000;
const longestPause = 15 * minute;
/** What does not pass by waiting: the person has to do something first. */
const lasting: readonly ErrorCode[] = ['not-connected', 'reconnect-needed', 'not-permitted', 'wrong-organisation', 'not-admin', 'internal'];

export interface ListingPorts {
  kind: Kind;
  listType: ListType;
  sessions: SessionsApi;
  cache: SessionCache;
  clock: Clock;
  log: Log;
  /** When it was last read to its end before this start, epoch ms. */
  asOf: number | null;
  /** It was read to its end; epoch ms at which Zoho was asked. */
  onRead(asOf: number): void;
  /** Everything that was kept from the last start is in memory: needed to tell what is missing. */
  whole(): Promise<void>;
  /** Aborted when the account is forgotten. */
  signal: AbortSignal;
  onChange(): void;
}

/** Keeps one of Zoho's listings in step with the cache. */
export interface Listing {
  status(): ListStatus;
  refresh(): Promise<Result<undefined>>;
  /** Asks Zoho from now on: a reading under way may be older than what is looked for. */
  refreshAnew(): void;
  /** Asks when it is old for somebody who looks at it, unless it has just failed. */
  refreshWhenOld(): void;
  /** Asks when it is older than `age` (ms), unless it has just failed; `isFresh`: also, and at once, when it has failed. */
  refreshOlder(age: number, isFresh?: boolean): void;
}

export function createListing(ports: ListingPorts): Listing {
  const { kind, listType, sessions, cache, clock, log, signal, onChange } = ports;
  let flight: Promise<Result<undefined>> | undefined;
  let { asOf } = ports;
  let failure: { error: AppError; at: number; nextTry: number | null } | null = null;
  let failures = 0;
  let progress: { loaded: number; expected: number | null } = { loaded: 0, expected: null };
  let knowsToday = false;

  async function sync(): Promise<Result<undefined>> {
    const mark = cache.mark();
    const askedAt = clock.now();
    const read = await sessions.list(kind, listType, {
      signal,
      held: cache.held,
      onPage(loaded, expected) {
        if (signal.aborted) return;
        progress = { loaded, expected };
        onChange();
      },
    });
    // Nothing is read for an account that was left meanwhile.
    if (read.ok && read.value.complete && !signal.aborted) await ports.whole();
    if (signal.aborted) return dropped();
    if (!read.ok) {
      failed(read.error);
      log.warn('listing failed', { kind, listType, code: read.error.code });
      return read;
    }
    cache.takeItems(read.value.sessions, listType, mark);
    if (read.value.complete) cache.dropMissing(read.value.sessions, listType, mark, askedAt);
    if (listType === 'upcoming' && !knowsToday) {
      onChange();
      // What runs just now may be missing in Zoho's upcoming listing. Without it the listing is still good.
      const todayMark = cache.mark();
      const today = await sessions.list(kind, 'today', { signal });
      if (signal.aborted) return dropped();
      knowsToday = today.ok;
      if (today.ok) cache.takeItems(today.value.sessions, 'today', todayMark);
      else log.warn('listing failed', { kind, listType: 'today', code: today.error.code });
    }
    asOf = askedAt;
    ports.onRead(askedAt);
    failure = null;
    failures = 0;
    return ok(undefined);
  }

  function failed(error: AppError): void {
    const pause = Math.max(error.retryAfter ?? 0, Math.min(firstPause * 2 ** failures, longestPause));
    failures += 1;
    const at = clock.now();
    const passes = !lasting.includes(error.code);
    failure = { error, at, nextTry: passes ? at + pause : null };
    if (passes) void tryAgain(failure, pause);
  }

  async function tryAgain(after: typeof failure, pause: number): Promise<void> {
    const isAwake = await clock.sleep(pause, signal).then(
      () => true,
      () => false,
    );
    if (isAwake && failure === after) void refresh();
  }

  function refresh(): Promise<Result<undefined>> {
    if (flight) return flight;
    if (signal.aborted) return Promise.resolve(dropped());
    progress = { loaded: 0, expected: null };
    const settle = (result: Result<undefined>) => {
      flight = undefined;
      if (!signal.aborted) onChange();
      return result;
    };
    flight = sync().then(settle, (error: unknown) => {
      log.error('listing broke off', { kind, listType, error: error instanceof Error ? error.message : 'unknown' });
      const result = fail('internal', 'the listing broke off');
      if (!result.ok) failed(result.error);
      return settle(result);
    });
    onChange();
    return flight;
  }

  function refreshOlder(age: number, isFresh = false): void {
    const isDue = isOlder(clock, asOf, age) || (isFresh && failure !== null);
    if (flight || !isDue) return;
    // A pause that Zoho asked for is kept in any case; one of ours ends with the reason for it.
    const pause = Math.max(isFresh ? 0 : firstPause, failure?.error.retryAfter ?? 0);
    if (failure && !isOlder(clock, failure.at, pause)) return;
    void refresh();
  }

  return {
    status: () => ({
      phase: flight ? 'loading' : failure ? 'failed' : asOf === null ? 'never' : 'ready',
      asOf,
      ...progress,
      error: failure?.error ?? null,
      nextTry: flight ? null : (failure?.nextTry ?? null),
    }),
    refresh,
    refreshAnew: () => void (flight ? flight.then(refresh) : refresh()),
    refreshWhenOld: () => refreshOlder(oldAfter[listType]),
    refreshOlder,
  };
}

/** A moment in the future counts as old: the clock was set back. */
function isOlder(clock: Clock, at: number | null, age: number): boolean {
  if (at === null) return true;
  const since = clock.now() - at;
  return since < 0 || since >= age;
}

const dropped = (): Result<undefined> => fail('not-connected', 'the account changed meanwhile');
