/** Keeps every change of an event until Zoho has confirmed it, and sends them in order, one at a time. */
import type { Input } from '../../../contract/api.ts';
import type { EventChange, EventRef, EventWrite, EventWritten } from '../../../contract/calendar.ts';
import { fail, ok, type AppError, type Result } from '../../../contract/result.ts';
import { writeOfEvent } from '../../../contract/rules/event-form.ts';
import type { Clock, Log } from '../../ports.ts';
import type { CalendarApi, ZohoEvent } from '../../zoho/calendar-types.ts';
import { plainError } from '../outbox/change.ts';
import { hasCome } from '../outbox/order.ts';
import { longestPause, pauseAfter } from '../outbox/pace.ts';
import type { OutboxRows } from '../outbox/rows.ts';
import {
  describeEventChange, isTemporaryUid, keptChangeSchema, lineOfEvent, reopenedChange, sameRef, temporaryUid, type KeptChange,
} from './event-change.ts';
import { createSendEvent, type EventVerdict } from './send-event.ts';

/** How long one waits for an answer while nothing can be reached, ms. */
const patience = 3_000;

export interface EventOutbox {
  /** Kept, shown and sent; answers when Zoho has, or with `waiting`. Errors: what Zoho refused, `not-kept`. */
  write(change: KeptChange): Promise<Result<EventWritten>>;
  /** Kept and held until its `nextTry`. */
  hold(change: KeptChange): Result<undefined>;
  /** Of the account that is connected, in order. */
  mine(): readonly KeptChange[];
  list(): EventChange[];
  retry(id: string | null): Result<undefined>;
  drop(id: string): Result<undefined>;
  answer(input: Input<'answerEventChange'>): Result<undefined>;
  wake(): void;
  isIdle(): boolean;
  /** Sends what is held, and waits up to `limit` ms for what is under way. */
  settle(limit: number): Promise<void>;
  /** Whose changes are shown and sent; null for nobody. */
  follow(owner: string | null): void;
  /** What is kept of an account that was left. */
  forget(owner: string): void;
}

export interface EventOutboxPorts {
  api: CalendarApi;
  rows: OutboxRows;
  clock: Clock;
  log: Log;
  timeZone(): string;
  /** What Zoho confirmed. */
  onDone(change: KeptChange, event: ZohoEvent | null): void;
  onChange(): void;
  onNotKept(): void;
  /** Whether the changes of an account outlive a change of accounts. */
  isLasting(owner: string): boolean;
}

export function createEventOutbox(ports: EventOutboxPorts): EventOutbox {
  const { rows, clock, log, onDone, onChange, onNotKept, isLasting } = ports;
  let owner: string | null = null;
  let changes: KeptChange[] = [];
  let pause: { until: number; error: AppError } | null = null;
  let failures = 0;
  let sending: string | null = null;
  let stop = new AbortController();
  let timer = new AbortController();
  const whenIdle: (() => void)[] = [];
  const callers = new Map<string, (answer: Result<EventWritten>) => void>();
  /** Where temporary uids lead, for as long as Parley runs. */
  const became = new Map<string, string>();

  const send = createSendEvent({
    ...ports,
    keepEvidence(id, sent) {
      const change = changes.find((each) => each.id === id);
      if (change?.change !== 'create') throw new Error('it was dropped');
      const isKept = replace({ ...change, sent });
      // Nothing was sent then, so there is nothing to be looked for.
      if (!isKept) changes = changes.map((each) => (each.id === id ? change : each));
      return isKept;
    },
  });

  /** Answers whether it is on disk. */
  function persist(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      log.error('a change of an event cannot be kept', { error });
      onNotKept();
      return false;
    }
  }
  const keep = (change: KeptChange) => persist(() => rows.put({ id: change.id, owner: owner ?? '', body: change }));
  function replace(change: KeptChange): boolean {
    changes = changes.map((each) => (each.id === change.id ? change : each));
    return keep(change);
  }
  function remove(id: string): void {
    changes = changes.filter((each) => each.id !== id);
    persist(() => rows.remove(id));
  }
  const answerTo = (id: string, answer: Result<EventWritten>) => {
    callers.get(id)?.(answer);
    callers.delete(id);
  };
  const waits = (change: KeptChange): Result<EventWritten> => ok({ ref: change.ref, foundAgain: false, waiting: true });

  const isPaused = () => pause !== null && !hasCome(pause.until, clock.now());
  /** The first that is due and whose line holds no earlier one. */
  function next(): KeptChange | null {
    if (owner === null || sending !== null || isPaused()) return null;
    const taken = new Set<string>();
    for (const change of changes) {
      const line = lineOfEvent(change);
      if (change.state === 'waiting' && hasCome(change.nextTry, clock.now()) && !taken.has(line)) return change;
      taken.add(line);
    }
    return null;
  }
  const isIdle = () => sending === null && next() === null && changes.every(({ state }) => state !== 'held');

  function proceed(): void {
    for (const change of changes)
      if (change.state === 'held' && hasCome(change.nextTry, clock.now())) replace({ ...change, state: 'waiting', nextTry: null });
    const change = next();
    if (change) begin(change);
    else tellWaiting();
    arm();
    onChange();
    if (!isIdle()) return;
    for (const wake of whenIdle.splice(0)) wake();
  }

  function begin(change: KeptChange): void {
    sending = change.id;
    changes = changes.map((each) => (each.id === change.id ? { ...each, state: 'sending' } : each));
    const { signal } = stop;
    send(change, signal).then(
      (verdict) => settleOne(change.id, verdict, signal),
      (error: unknown) => {
        log.error('a change of an event broke off', { error: error instanceof Error ? error.message : 'unknown' });
        settleOne(change.id, { type: 'refused', error: { code: 'internal', message: 'it broke off' } }, signal);
      },
    );
  }

  function settleOne(id: string, verdict: EventVerdict, signal: AbortSignal): void {
    // The account was left: what was being sent is read from disk when it is back.
    if (signal.aborted) return answerTo(id, fail('not-connected', 'the account changed meanwhile'));
    sending = null;
    const change = changes.find((each) => each.id === id);
    if (change) conclude(change, verdict);
    proceed();
  }

  function conclude(change: KeptChange, verdict: EventVerdict): void {
    const { id } = change;
    switch (verdict.type) {
      case 'done': {
        [failures, pause] = [0, null];
        remove(id);
        const { event } = verdict;
        if (change.change === 'create' && event) rename(change.ref, event);
        onDone(change, event);
        const ref = event ? { calendar: event.calendar, uid: event.uid, occurrence: event.occurrence } : change.ref;
        return answerTo(id, ok({ ref, foundAgain: verdict.foundAgain, waiting: false }));
      }
      case 'wait': {
        failures += 1;
        const { error } = verdict;
        pause = { until: clock.now() + pauseAfter(error, failures), error };
        replace(unsent({ ...change, state: 'waiting', tries: change.tries + 1, error: plainError(error) }, verdict));
        return answerTo(id, waits(change));
      }
      case 'ask': {
        const { question, error } = verdict;
        replace({ ...change, state: 'asking', question, error: error && plainError(error) });
        return answerTo(id, waits(change));
      }
      default: {
        const { error } = verdict;
        // Somebody waits for it and has the text still before them; else it is kept to be looked at.
        if (callers.has(id)) {
          remove(id);
          return answerTo(id, { ok: false, error });
        }
        replace(unsent({ ...change, state: 'failed', error: plainError(error) }, verdict));
      }
    }
  }

  /** What was changed before Zoho gave it a name bears that name from now on. */
  function rename(from: EventRef, { calendar, uid, occurrence }: ZohoEvent): void {
    became.set(from.uid, uid);
    for (const change of changes)
      if (change.ref.uid === from.uid) replace({ ...change, ref: { calendar, uid, occurrence } });
  }

  /** Nobody waits for what is not sent now. */
  function tellWaiting(): void {
    for (const change of changes) if (change.id !== sending) answerTo(change.id, waits(change));
  }

  function arm(): void {
    timer.abort();
    timer = new AbortController();
    const times = changes.flatMap(({ state, nextTry }) => (state === 'held' || state === 'waiting') && nextTry !== null ? [nextTry] : []);
    if (pause && changes.some(({ state }) => state === 'waiting')) times.push(pause.until);
    const due = Math.min(...times.filter((at) => at > clock.now()));
    if (!Number.isFinite(due)) return;
    clock.sleep(Math.min(due - clock.now(), longestPause), timer.signal).then(proceed, () => undefined);
  }

  /** Merges it with what of the same event was never sent; answers what is to be kept, or null for nothing at all. */
  function merged(change: KeptChange): { kept: KeptChange | null; replaced: KeptChange | null } {
    const before = changes.findLast((each) => lineOfEvent(each) === lineOfEvent(change));
    const isOpen = before !== undefined && before.id !== sending && ['waiting', 'failed', 'held'].includes(before.state);
    if (!before || !isOpen || before.change === 'delete') return { kept: change, replaced: null };
    if (before.change === 'create') {
      if (before.sent) return { kept: change, replaced: null };
      if (change.change === 'delete') return { kept: null, replaced: before };
      if (change.change === 'update') return { kept: { ...before, state: 'waiting', error: null, write: both(before, change), title: change.title }, replaced: before };
    }
    if (before.change !== 'update' || !sameRef(before.ref, change.ref)) return { kept: change, replaced: null };
    if (change.change === 'update' && change.extent === before.extent)
      return { kept: { ...change, write: both(before, change), base: before.base, near: before.near }, replaced: before };
    if (change.change === 'delete' && (change.extent === before.extent || change.extent === 'all'))
      return { kept: { ...change, base: before.base, near: before.near }, replaced: before };
    return { kept: change, replaced: null };
  }

  function enqueue(change: KeptChange): { kept: KeptChange | null; isOnDisk: boolean } {
    const real = became.get(change.ref.uid);
    const named = real === undefined ? change : { ...change, ref: { ...change.ref, uid: real } };
    const { kept, replaced } = merged(named);
    if (replaced && replaced.id !== kept?.id) {
      answerTo(replaced.id, waits(replaced));
      remove(replaced.id);
    }
    if (!kept) return { kept, isOnDisk: true };
    if (replaced?.id === kept.id) return { kept, isOnDisk: replace(kept) };
    changes = [...changes, kept];
    return { kept, isOnDisk: keep(kept) };
  }

  const none = <T>(): Result<T> => fail('not-connected', 'no account');
  const resume = (isForced: boolean) => {
    if (!isForced && pause?.error.retryAfter !== undefined) return;
    pause = null;
    failures = Math.max(0, failures - 1);
  };

  return {
    write(change) {
      if (owner === null) return Promise.resolve(none());
      const { kept, isOnDisk } = enqueue(change);
      if (!kept) return Promise.resolve(ok({ ref: change.ref, foundAgain: false, waiting: false }));
      if (!isOnDisk && (isPaused() || sending !== null)) {
        changes = changes.filter(({ id }) => id !== kept.id);
        onChange();
        return Promise.resolve(fail('not-kept', 'it could not be written to the disk'));
      }
      if (pause) resume(false);
      return new Promise((resolve) => {
        callers.set(kept.id, resolve);
        clock.sleep(patience).then(
          () => kept.id !== sending && answerTo(kept.id, waits(kept)),
          () => undefined,
        );
        proceed();
      });
    },
    hold(change) {
      if (owner === null) return none();
      enqueue(change);
      proceed();
      return ok(undefined);
    },
    mine: () => changes,
    list: () => changes.map((change) => describeEventChange(change, pause?.until ?? null)),
    retry(id) {
      const meant = changes.filter((change) => id === null || change.id === id);
      for (const change of meant.filter(({ state }) => state === 'waiting' || state === 'failed')) {
        const open = { ...change, state: 'waiting' as const, tries: 0, nextTry: null, error: null };
        // Whoever deletes again has been told what became of it.
        replace(open.change === 'delete' && change.state === 'failed' ? { ...open, base: null } : open);
      }
      resume(true);
      proceed();
      return ok(undefined);
    },
    drop(id) {
      if (id === sending) return fail('rejected', 'it is being sent');
      const change = changes.find((each) => each.id === id);
      if (change) {
        remove(id);
        answerTo(id, fail('rejected', 'it was dropped'));
        // What was to be done to an event that is never made goes with it.
        if (change.change === 'create' && isTemporaryUid(change.ref.uid))
          for (const each of changes.filter(({ ref }) => ref.uid === change.ref.uid)) remove(each.id);
      }
      proceed();
      return ok(undefined);
    },
    answer({ id, answer }) {
      const change = changes.find((each) => each.id === id);
      const opened = change?.state === 'asking' ? replied(change, answer, ports.timeZone()) : null;
      if (!opened) return fail('rejected', 'it asks nothing of that kind');
      replace(opened);
      resume(false);
      proceed();
      return ok(undefined);
    },
    wake() {
      resume(false);
      // Of those it is not even known whether they are in sight.
      for (const change of changes)
        if (change.question?.type === 'lost-create' && !change.question.looked) replace({ ...change, state: 'waiting' });
      proceed();
    },
    isIdle,
    async settle(limit) {
      for (const change of changes) if (change.state === 'held') replace({ ...change, state: 'waiting', nextTry: null });
      proceed();
      if (isIdle()) return;
      const over = new AbortController();
      const idle = new Promise<void>((resolve) => whenIdle.push(resolve));
      await Promise.race([idle, clock.sleep(limit, over.signal).catch(() => undefined)]);
      over.abort();
    },
    follow(to) {
      if (to === owner) return;
      const last = owner;
      stop.abort();
      stop = new AbortController();
      timer.abort();
      for (const id of [...callers.keys()]) answerTo(id, none());
      [owner, changes, pause, failures, sending] = [null, [], null, 0, null];
      became.clear();
      if (last !== null && !isLasting(last)) persist(() => rows.forget(last));
      owner = to;
      changes = to === null ? [] : rows.all().filter((row) => row.owner === to).flatMap(({ body }) => {
        const read = keptChangeSchema.safeParse(body);
        return read.success ? [reopenedChange(read.data)] : [];
      });
      proceed();
    },
    forget: (whose) => void persist(() => rows.forget(whose)),
  };
}

/** A create that Zoho certainly did not carry out leaves nothing to be looked for. */
const unsent = (change: KeptChange, { isUnsent }: { readonly isUnsent?: boolean }): KeptChange =>
  change.change === 'create' && isUnsent ? { ...change, sent: null } : change;

/** The later edit, with what was asked along with the earlier and is no field of an event: a meeting, a word to people. */
const both = ({ write: before }: { readonly write: EventWrite }, { write }: { readonly write: EventWrite }): EventWrite => ({
  ...write, withMeeting: write.withMeeting || before.withMeeting, notify: write.notify || before.notify,
});

type Reply = Input<'answerEventChange'>['answer'];

/** The change as the answer leaves it; null when that is no answer to its question. */
function replied(change: KeptChange, answer: Reply, localZone: string): KeptChange | null {
  const { question } = change;
  const open = { state: 'waiting', question: null, error: null, nextTry: null } as const;
  if (change.change === 'create' && question?.type === 'lost-create') {
    if (answer.type === 'look') return { ...change, ...open };
    return answer.type === 'send' ? { ...change, ...open, sent: null } : null;
  }
  if (change.change !== 'update') return null;
  if (question?.type === 'gone' && answer.type === 'send') {
    const { id, ref, title, madeAt, tries, write } = change;
    const anew = { ...ref, uid: temporaryUid(id), occurrence: null };
    return { id, title, madeAt, tries, write, ref: anew, change: 'create', sent: null, ...open };
  }
  if (question?.type !== 'conflict' || answer.type !== 'write') return null;
  // Should it be changed again meanwhile, that was not before the person.
  const base = writeOfEvent(question.theirs, localZone);
  return { ...change, ...open, write: answer.write, title: answer.write.title, base };
}
