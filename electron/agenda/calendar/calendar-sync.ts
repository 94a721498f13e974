/** When Zoho is asked for calendars and events: one request at a time, what is coming before what is looked at. */
import type { ListStatus } from '../../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../../contract/result.ts';
import type { Clock, Log } from '../../ports.ts';
import type { CalendarApi } from '../../zoho/calendar-types.ts';
import type { SyncReason } from '../sync.ts';
import type { EventStore } from './event-store.ts';
import { monthsOf, spanOfMonth } from './months.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** What is read without anybody looking: from yesterday to five weeks ahead. */
const coming = { before: day, after: 35 * day } as const;
/** How old what is coming may be, ms, before it is read again for that reason. */
const tolerated: Readonly<Record<SyncReason, number>> = {
  start: minute, focus: minute, wake: 15_000, online: 15_000, timer: 5 * minute,
};
/** The list of calendars changes rarely, and so do months that are only looked at. */
const calendarsAge = 6 * 60 * minute;
const lookedAtAge = 10 * minute;
const tick = 5 * minute;
const firstPause = 30_000;
const longestPause = 15 * minute;
/** What does not pass by waiting. */
const lasting: ReadonlySet<AppError['code']> = new Set(['not-connected', 'reconnect-needed', 'not-permitted', 'wrong-organisation', 'internal']);

/** One thing to ask for; no month: the list of calendars. */
interface Job {
  readonly calendar: string;
  readonly month: string | null;
}

export interface CalendarSync {
  /** How fresh what touches the span is, of the calendars that show. */
  status(from: number, to: number): ListStatus;
  /** Somebody looks at the span: what is old is read. */
  look(from: number, to: number): void;
  /** Reads the calendars, what is coming and the span looked at last; answers the first error. */
  refresh(): Promise<Result<undefined>>;
  /** What was read of a calendar is old: a series reaches into months that are not looked at now. */
  outdate(calendar: string): void;
  poke(reason: SyncReason): void;
  /** Whether there is somebody whose calendars may be read. */
  follow(isOn: boolean): void;
}

export interface CalendarSyncPorts {
  api: CalendarApi;
  store: EventStore;
  /** The uids of the calendars that show. */
  shown(): readonly string[];
  clock: Clock;
  log: Log;
  onChange(): void;
}

export function createCalendarSync({ api, store, shown, clock, log, onChange }: CalendarSyncPorts): CalendarSync {
  let isOn = false;
  let stop = new AbortController();
  let jobs: Job[] = [];
  let running: Job | null = null;
  let done = 0;
  let failure: { error: AppError; at: number; nextTry: number | null } | null = null;
  let failures = 0;
  let calendarsAsOf: number | null = null;
  /** When each month was asked for last, whatever became of it: what cannot be read is not asked for at each look. */
  const asked = new Map<string, number>();
  let seen: { from: number; to: number } | null = null;
  const waiting: ((answer: Result<undefined>) => void)[] = [];
  /** By calendar: what was read until then is to be read again when it is looked at, epoch ms. */
  const outdated = new Map<string, number>();

  const same = (one: Job, other: Job) => one.calendar === other.calendar && one.month === other.month;
  const isOlder = (at: number | null, age: number) => at === null || at > clock.now() || clock.now() - at >= age;
  const comingMonths = () => monthsOf(clock.now() - coming.before, clock.now() + coming.after);

  function add(job: Job): void {
    if (!jobs.some((each) => same(each, job))) jobs.push(job);
  }
  /** @param isLook nobody asked for it, so what has just failed is left alone */
  function addMonths(months: readonly string[], age: number, isLook = false): void {
    for (const calendar of shown())
      for (const month of months) {
        const asOf = store.monthAsOf(calendar, month);
        const at = asked.get(`${month} ${calendar}`) ?? null;
        const hasFailed = at !== null && (asOf === null || asOf < at);
        if (isLook && hasFailed && !isOlder(at, firstPause)) continue;
        if (isOlder(asOf, age) || (asOf ?? 0) <= (outdated.get(calendar) ?? 0)) add({ calendar, month });
      }
  }
  function addAll(age: number): void {
    if (isOlder(calendarsAsOf, Math.max(age, age === 0 ? 0 : calendarsAge))) add({ calendar: '', month: null });
    addMonths(comingMonths(), age);
  }

  async function ask(job: Job, signal: AbortSignal): Promise<Result<undefined>> {
    const askedAt = clock.now();
    const mark = store.mark();
    if (job.month === null) {
      const read = await api.calendars(signal);
      if (signal.aborted || !read.ok) return read.ok ? ok(undefined) : read;
      store.takeCalendars(read.value);
      calendarsAsOf = askedAt;
      addMonths(comingMonths(), minute);
      if (seen) addMonths(monthsOf(seen.from, seen.to), lookedAtAge, true);
      return ok(undefined);
    }
    const span = spanOfMonth(job.month);
    const read = await api.events(job.calendar, span, signal);
    if (signal.aborted || !read.ok) return read.ok ? ok(undefined) : read;
    const { events, complete } = read.value;
    store.takeSpan({ calendar: job.calendar, ...span, events, mark, askedAt, month: complete ? job.month : null });
    if (!complete) log.warn('a month of events was not told completely', { month: job.month });
    return complete ? ok(undefined) : fail('bad-answer', 'the month was not told completely');
  }

  /** A calendar that is gone, or closed to us, is no reason to stop reading the others. */
  const isItsOwn = (job: Job, { code }: AppError) =>
    job.month !== null && ['not-permitted', 'rejected', 'bad-answer'].includes(code);

  async function work(signal: AbortSignal): Promise<void> {
    done = 0;
    let first: AppError | null = null;
    const refused = new Set<string>();
    for (let job = jobs.shift(); job && !signal.aborted; job = jobs.shift()) {
      // Its calendar went, or was refused, while it waited: asking again would go on for ever.
      if (job.month !== null && (refused.has(job.calendar) || !shown().includes(job.calendar))) continue;
      running = job;
      if (job.month !== null) asked.set(`${job.month} ${job.calendar}`, clock.now());
      onChange();
      const answer = await ask(job, signal);
      if (signal.aborted) return;
      done += 1;
      if (answer.ok) continue;
      log.warn('calendars could not be read', { code: answer.error.code, month: job.month });
      if (answer.error.code === 'not-found' && job.month !== null) {
        // It was removed, it seems: the list of calendars tells, once.
        if (!refused.has(job.calendar)) add({ calendar: '', month: null });
        refused.add(job.calendar);
        continue;
      }
      first ??= answer.error;
      if (isItsOwn(job, answer.error)) {
        refused.add(job.calendar);
        continue;
      }
      jobs = [];
    }
    running = null;
    settle(first, signal);
  }

  function settle(error: AppError | null, signal: AbortSignal): void {
    failures = error ? failures + 1 : 0;
    const pause = error && Math.max(error.retryAfter ?? 0, Math.min(firstPause * 2 ** (failures - 1), longestPause));
    const at = clock.now();
    failure = error && { error, at, nextTry: pause === null || lasting.has(error.code) ? null : at + pause };
    if (failure?.nextTry && pause !== null) tryAgain(failure, pause, signal);
    for (const answer of waiting.splice(0)) answer(error ? { ok: false, error } : ok(undefined));
    onChange();
  }

  function tryAgain(after: typeof failure, pause: number, signal: AbortSignal): void {
    clock.sleep(pause, signal).then(
      () => {
        if (failure !== after) return;
        addAll(minute);
        if (seen) addMonths(monthsOf(seen.from, seen.to), lookedAtAge);
        start();
      },
      () => undefined,
    );
  }

  function start(): void {
    if (!isOn || running !== null || jobs.length === 0) return;
    const { signal } = stop;
    [running = null] = jobs;
    work(signal).catch((error: unknown) => {
      log.error('reading calendars broke off', { error: error instanceof Error ? error.message : 'unknown' });
      if (signal.aborted) return;
      running = null;
      jobs = [];
      settle({ code: 'internal', message: 'reading calendars broke off' }, signal);
    });
  }

  /** A pause that Zoho asked for is kept; one of ours ends with the reason for it. */
  const isPausing = (isFresh: boolean) =>
    failure !== null && !isOlder(failure.at, Math.max(isFresh ? 0 : firstPause, failure.error.retryAfter ?? 0));

  function poke(reason: SyncReason): void {
    if (!isOn || isPausing(reason === 'wake' || reason === 'online')) return;
    addAll(tolerated[reason]);
    start();
  }

  async function ticks(signal: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(tick, signal);
      poke('timer');
    }
  }

  return {
    status(from, to) {
      const months = monthsOf(from, to);
      const ages = shown().flatMap((calendar) => months.map((month) => store.monthAsOf(calendar, month)));
      const isKnown = calendarsAsOf !== null || store.calendars().length > 0;
      const asOf = !isKnown || ages.includes(null) ? null : Math.min(calendarsAsOf ?? Infinity, ...ages.map(Number));
      const isLoading = running !== null;
      return {
        phase: isLoading ? 'loading' : failure ? 'failed' : asOf === null ? 'never' : 'ready',
        asOf: Number.isFinite(asOf) ? asOf : null,
        loaded: isLoading ? done : 0,
        expected: isLoading ? done + jobs.length + 1 : null,
        error: failure?.error ?? null,
        nextTry: isLoading ? null : (failure?.nextTry ?? null),
      };
    },
    look(from, to) {
      seen = { from, to };
      if (!isOn || isPausing(false)) return;
      addMonths(monthsOf(from, to), lookedAtAge, true);
      start();
    },
    refresh() {
      if (!isOn) return Promise.resolve(fail('not-connected', 'calendars are not read'));
      addAll(0);
      if (seen) addMonths(monthsOf(seen.from, seen.to), 0);
      return new Promise((resolve) => {
        waiting.push(resolve);
        start();
      });
    },
    outdate: (calendar) => void outdated.set(calendar, clock.now()),
    poke,
    follow(next) {
      stop.abort();
      outdated.clear();
      asked.clear();
      stop = new AbortController();
      [isOn, jobs, running, failure, failures, calendarsAsOf, seen] = [next, [], null, null, 0, null, null];
      for (const answer of waiting.splice(0)) answer(fail('not-connected', 'the account changed meanwhile'));
      if (!isOn) return;
      poke('start');
      ticks(stop.signal).catch(() => undefined);
    },
  };
}
