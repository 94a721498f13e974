/** Keeps every change until Zoho has confirmed it, and sends them in order. */
import type { Input } from '../../../contract/api.ts';
import type { Kind, OutboxItem, Written } from '../../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../../contract/result.ts';
import type { Clock, Log } from '../../ports.ts';
import { fits, meantStart } from '../../zoho/meant.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { createChanges } from '../changes.ts';
import { differenceOf } from '../meant.ts';
import type { SessionStore } from '../store.ts';
import { isOrdered, isWide, judgeAnswer, type Answer } from './answers.ts';
import { createCallers } from './callers.ts';
import {
  describeChange, fresh, lineOf, plainError, type Change, type CreateChange, type DeleteChange, type UpdateChange,
} from './change.ts';
import { createLedger } from './ledger.ts';
import { merge } from './merge.ts';
import { hasCome, nextToSend } from './order.ts';
import { createOverlay } from './overlay.ts';
import { createPace, longestPause, pauseAfter } from './pace.ts';
import { replied } from './reply.ts';
import type { OutboxRows } from './rows.ts';
import { createSend, type SessionRemover, type SessionWriter } from './send.ts';
import { withoutDone, withoutDropped } from './settle.ts';

/** Why it may be worth trying again now. */
export type WakeReason = 'online' | 'resume' | 'unlock' | 'connected' | 'listed';

/** What became of a deletion: it stays, it is gone at Zoho, or why it could not be. */
export type DeletionFate = 'kept' | 'gone' | AppError;

export interface Outbox {
  /**
   * Shown at once. Answers when Zoho has confirmed or refused it; `waiting` as soon as it will take longer. Errors:
   * Zoho's refusals; `not-kept`; `not-connected`; `not-found` when it is deleted, or was never made.
   */
  write(change: CreateChange | UpdateChange): Promise<Result<Written>>;
  /** Takes note of deletions that can still be undone. Errors: `not-kept`. */
  hold(changes: readonly DeleteChange[]): Result<undefined>;
  /** They can no longer be undone, and are sent. */
  release(ids: readonly string[]): void;
  /** Takes back what is not being sent. What is, is answered yet, and not sent again. */
  withdraw(ids: readonly string[]): void;
  /** Deletions of the account, in the order they were made. */
  deletions(): DeleteChange[];

  list(): OutboxItem[];
  /** Sends one, or all, that wait or were refused now. */
  retry(id: string | null): Result<undefined>;
  /** Errors: `rejected` while it is being sent. */
  drop(id: string): Result<undefined>;
  /** Errors: `rejected` when it asks nothing of that kind any more. */
  answer(input: Input<'answerChange'>): Result<undefined>;
  /** Tells all of {@link Outbox.list}, at most every 100 ms. */
  onChange(listener: (items: OutboxItem[]) => void): () => void;

  wake(reason: WakeReason): void;
  /** A listing was read: Zoho can be reached, and what a lost create has made may be in it. */
  heard(kind: Kind, sessions: readonly ZohoSession[]): void;
  /** Nothing is held or being sent, or would be now. */
  isIdle(): boolean;
  /** Resolves when it is idle, or after `limit` ms. */
  idle(limit: number): Promise<void>;
  /** Whose changes are sent from now on; null for nobody: then what the last one had is forgotten. */
  follow(owner: string | null): void;
}

export interface OutboxPorts {
  store: Pick<SessionStore, 'pending' | 'reread' | 'relist'>;
  writer: SessionWriter;
  remover: SessionRemover;
  rows: OutboxRows;
  clock: Clock;
  log: Log;
  newId(): string;
  /** False for an account that will not be there at the next start. */
  isLasting(owner: string): boolean;
  /** A deletion is over. */
  onDeleted(change: DeleteChange, fate: DeletionFate): void;
  /** A change could not be written to disk. */
  onNotKept(): void;
}

/** How long one waits for an answer while nothing can be reached, ms. */
const patience = 3_000;

export function createOutbox(ports: OutboxPorts): Outbox {
  const { store, clock, newId, isLasting, onDeleted } = ports;
  const ledger = createLedger(ports);
  const callers = createCallers();
  const pace = createPace();
  const changes = createChanges<'outbox'>(clock);
  /** The person knows that it waits: told so, or kept from an earlier start. */
  const told = new Set(ledger.all().map(({ id }) => id));
  const withdrawn = new Set<string>();
  const overlay = createOverlay(store.pending, (id) => told.has(id));
  const send = createSend({
    ...ports,
    keepEvidence(id, sent) {
      const change = ledger.get(id);
      if (change?.change !== 'create') throw new Error('it was dropped');
      const wasKept = ledger.isKept(id);
      const isKept = ledger.replace({ ...change, sent, again: false });
      if (!isKept && wasKept) throw new Error('the evidence is not kept');
      overlay.sync(mine());
    },
  });
  let owner: string | null = null;
  let stop = new AbortController();
  let timer = new AbortController();
  let whenIdle: (() => void)[] = [];

  const mine = () => ledger.all().filter((change) => change.owner === owner);
  const own = (id: string) => mine().find((change) => change.id === id);
  const isPaused = () => pace.until() !== null;
  const next = (now = clock.now()) => (owner === null || isPaused() ? null : nextToSend(ledger.all(), owner, now));
  const isIdle = () =>
    next() === null && ledger.all().every(({ state }) => state !== 'sending' && state !== 'held');

  /** The next state of all changes, merged, kept and shown. Answers whether it is on disk. */
  function set(all: readonly Change[]): boolean {
    const merged = merge(all);
    const isKept = ledger.set(merged.changes);
    for (const [id, to] of merged.into) {
      const target = ledger.get(to);
      if (target && target.change !== 'delete') callers.move(id, to);
      else callers.answer(id, fail('not-found', 'it is being deleted'));
      if (told.delete(id)) told.add(to);
    }
    for (const change of merged.idle) onDeleted(change, 'gone');
    overlay.sync(mine());
    return isKept;
  }

  const put = (change: Change) => set(ledger.all().map((each) => (each.id === change.id ? change : each)));

  /** After every change: what can be sent is sent, and whoever waits in vain is told. */
  function proceed(): void {
    // One moment for all of it: what has not come is waited for.
    const now = clock.now();
    const until = pace.until();
    if (until !== null && hasCome(until, now)) pace.end();
    for (let change = next(now); change; change = next(now)) begin(change);
    tellWaiting(now);
    overlay.sync(mine());
    arm(now);
    changes.tell('outbox');
    if (!isIdle()) return;
    for (const wake of whenIdle) wake();
    whenIdle = [];
  }

  /** Wakes up when the next change is due. */
  function arm(now: number): void {
    timer.abort();
    timer = new AbortController();
    const times = isPaused() ? [pace.until()] : mine().map(({ state, nextTry }) => (state === 'waiting' ? nextTry : null));
    const due = Math.min(...times.filter((at) => at !== null).filter((at) => !hasCome(at, now)));
    if (!Number.isFinite(due)) return;
    void clock.sleep(Math.min(due - now, longestPause), timer.signal).then(proceed, () => undefined);
  }

  function begin(change: Change): void {
    const sending: Change = { ...change, state: 'sending' };
    // An edit is kept as being sent, since its traces must not be taken for somebody else's after a crash.
    if (change.change === 'update') ledger.replace(sending);
    else ledger.note(sending);
    const { signal } = stop;
    void send(sending, signal).then((answer) => {
      settle(sending.id, answer, signal.aborted);
      proceed();
    });
  }

  function tell(id: string): void {
    const change = ledger.get(id);
    if (!change) return;
    told.add(id);
    callers.answer(id, ok({ key: change.key, difference: null, foundAgain: false, waiting: true }));
  }

  /** Nobody waits for what is not sent now: behind a pause, a question, or a change that waits itself. */
  function tellWaiting(now: number): void {
    if (callers.ids().length === 0) return;
    const stuck = new Set<string>();
    for (const change of mine()) {
      const waits = change.state === 'waiting' && (isPaused() || !hasCome(change.nextTry, now));
      if (waits || change.state === 'asking' || change.state === 'failed') stuck.add(lineOf(change));
      if (change.state !== 'sending' && stuck.has(lineOf(change)) && callers.has(change.id)) tell(change.id);
    }
  }

  function settle(id: string, answer: Answer, isLeft: boolean): void {
    const change = ledger.get(id);
    if (!change) return callers.answer(id, answer.ok && answer.session ? made(answer.session.key, answer.adopted) : left);
    const verdict = judgeAnswer(change, answer);
    const isWithdrawn = withdrawn.delete(id);
    if (verdict.type === 'done') return finish(change, verdict.session, verdict.adopted, isLeft);
    const { error } = verdict;
    if (isLeft) {
      callers.answer(id, left);
      if (verdict.type === 'refused') return remove(change, error);
      return void ledger.replace(verdict.type === 'ask' ? verdict.change : { ...verdict.change, state: 'waiting' });
    }

    if (verdict.type === 'wait') {
      pace.failed(error, clock.now());
      if (isWithdrawn) return remove(change, 'kept');
      const tries = change.tries + 1;
      const nextTry = isWide(error) ? null : clock.now() + pauseAfter(error, tries);
      put({ ...verdict.change, state: 'waiting', tries, nextTry, error: plainError(error) });
      if (ledger.isKept(id)) return tell(id);
      return remove(change, { code: 'not-kept', message: `neither Zoho nor the disk took it: ${error.code}` });
    }
    pace.succeeded();
    if (verdict.type === 'refused') return remove(change, error);
    const { question } = verdict.change;
    // Whoever still looks at the form decides there.
    if (question?.type === 'gone' && !told.has(id)) return remove(change, error);
    put(verdict.change);
    tell(id);
    if (question?.type === 'conflict') store.reread(change.kind, change.key);
    else store.relist(change.kind);
  }

  function finish(change: Change, session: ZohoSession | null, adopted: boolean, isLeft: boolean): void {
    if (!isLeft) {
      pace.succeeded();
      overlay.confirm(change, session);
    }
    told.delete(change.id);
    set(withoutDone(ledger.all(), change, session));
    if (change.change === 'delete') return onDeleted(change, 'gone');
    if (!session) return;
    const { write } = change;
    const difference = differenceOf({ startsAt: meantStart(write) ?? 0, duration: write.duration }, session);
    callers.answer(change.id, ok({ key: session.key, difference, foundAgain: adopted, waiting: false }));
    if (!isLeft) store.reread(change.kind, session.key);
  }

  /**
   * It is not carried out. A refusal of what is known to wait is kept for the person to see; else it leaves no trace.
   */
  function remove(change: Change, fate: 'kept' | AppError): void {
    const { id, kind, key } = change;
    const isError = fate !== 'kept';
    const isLine = (each: Change) => lineOf(each) === lineOf(change) && told.has(each.id);
    if (isError && fate.code !== 'not-kept' && change.change !== 'delete' && ledger.all().some(isLine)) {
      put({ ...change, state: 'failed', nextTry: null, error: plainError(fate) });
      return tell(id);
    }
    const { changes: rest, orphans } = withoutDropped(ledger.all(), change);
    for (const each of [change, ...orphans]) told.delete(each.id);
    set(rest);
    if (change.change === 'delete') onDeleted(change, fate);
    for (const orphan of orphans) {
      callers.answer(orphan.id, fail('not-found', 'it was not created'));
      if (orphan.change === 'delete') onDeleted(orphan, 'gone');
    }
    callers.answer(id, isError ? { ok: false, error: fate } : fail('rejected', 'it was dropped'));
    if (change.owner !== owner) return;
    if (change.change === 'create' ? change.sent : isError && fate.code === 'not-found') store.relist(kind);
    else if (change.change === 'update' && change.tried.length > 0) store.reread(kind, key);
  }

  /** Ends a pause, and what waits by itself waits no longer. @param force also where Zoho asked to wait */
  function resume(force: boolean): void {
    if (!pace.resume(force)) return;
    for (const change of mine()) {
      if (change.state !== 'waiting' || change.nextTry === null) continue;
      if (force || !change.error || !isOrdered(change.error)) ledger.note({ ...change, nextTry: null });
    }
  }

  /** Looks at Zoho for what a lost create has made. */
  const look = (change: Change) => void put({ ...change, ...fresh(change.madeAt) });

  return {
    write(change) {
      if (owner === null) return Promise.resolve(left);
      const wasPaused = isPaused();
      const before = ledger.all();
      const isFirst = before.every((each) => lineOf(each) !== lineOf(change));
      const isKept = set([...before, change]);
      if (!isKept && (wasPaused || !isFirst)) {
        set(before);
        return Promise.resolve(fail('not-kept', 'it could not be written to the disk'));
      }
      const into = ledger.get(change.id) ? change.id : (mine().findLast((each) => lineOf(each) === lineOf(change))?.id ?? '');
      const answer = callers.wait(into);
      resume(false);
      if (wasPaused) void clock.sleep(patience).then(() => callers.has(into) && (tell(into), proceed()));
      proceed();
      return answer;
    },

    hold(all) {
      const before = ledger.all();
      const isKept = set([...before, ...all]);
      if (!isKept && isPaused()) {
        set(before);
        return fail('not-kept', 'it could not be written to the disk');
      }
      proceed();
      return ok(undefined);
    },
    release(ids) {
      const due = new Set(ids);
      for (const change of ledger.all())
        if (due.has(change.id) && change.state === 'held') ledger.note({ ...change, state: 'waiting', nextTry: null });
      set(ledger.all());
      resume(false);
      proceed();
    },
    withdraw(ids) {
      const wanted = new Set(ids);
      const taken = ledger.all().filter(({ id, state }) => wanted.has(id) && state !== 'sending');
      for (const id of ids) if (ledger.get(id)?.state === 'sending') withdrawn.add(id);
      const gone = new Set(taken.map(({ id }) => id));
      set(ledger.all().filter(({ id }) => !gone.has(id)));
      for (const change of taken) if (change.change === 'delete') onDeleted(change, 'kept');
      proceed();
    },
    deletions: () => mine().filter((change) => change.change === 'delete'),

    list: () => mine().map((change) => describeChange(change, pace.until())),
    retry(id) {
      const wanted = mine().filter((change) => id === null || change.id === id);
      for (const change of wanted)
        if (change.state === 'failed' || change.state === 'waiting')
          ledger.replace({ ...change, state: 'waiting', tries: 0, nextTry: null });
      pace.resume(true);
      proceed();
      return ok(undefined);
    },
    drop(id) {
      const change = own(id);
      if (change?.state === 'sending') return fail('rejected', 'it is being sent');
      if (change) remove(change, 'kept');
      proceed();
      return ok(undefined);
    },
    answer({ id, answer }) {
      const change = own(id);
      const open = change && replied(change, answer, newId);
      if (!open) return fail('rejected', 'it asks nothing of that kind');
      told.add(id);
      put(open);
      resume(false);
      proceed();
      return ok(undefined);
    },
    onChange: (listener) => changes.onChange(() => listener(mine().map((each) => describeChange(each, pace.until())))),

    wake(reason) {
      resume(reason === 'connected');
      for (const change of mine())
        if (change.state === 'asking' && change.question?.type === 'lost-create' && !change.question.looked) look(change);
      proceed();
    },
    heard(kind, sessions) {
      const reason = pace.reason();
      if (reason && ['offline', 'timeout', 'captive-portal'].includes(reason.code)) resume(false);
      for (const change of mine()) {
        if (change.change !== 'create' || change.kind !== kind || !change.sent) continue;
        const known = new Set(change.sent.known);
        const { write, question } = change;
        const found = sessions.filter((session) => !known.has(session.key) && fits(write, session));
        const isAsked = change.state === 'asking' && question?.type === 'lost-create';
        if (isAsked && found.length > 0 && found.length !== question.candidates) look(change);
      }
      proceed();
    },
    isIdle,
    async idle(limit) {
      if (isIdle()) return;
      const over = new AbortController();
      const idle = new Promise<void>((resolve) => {
        whenIdle.push(resolve);
      });
      await Promise.race([idle, clock.sleep(limit, over.signal).catch(() => undefined)]);
      over.abort();
    },

    follow(to) {
      if (to === owner) return;
      const last = owner;
      const before = mine();
      owner = null;
      stop.abort();
      stop = new AbortController();
      pace.reset();
      overlay.clear();
      for (const { id, state } of before) if (state !== 'sending') callers.answer(id, left);
      if (last !== null && (to === null || !isLasting(last))) ledger.forget(last);
      for (const change of before) if (change.state === 'held') ledger.note({ ...change, state: 'waiting', nextTry: null });
      owner = to;
      for (const { id } of mine()) told.add(id);
      set(ledger.all());
      proceed();
    },
  };
}

/** What Zoho agreed to is told even when the account has changed since. */
const made = (key: string, foundAgain: boolean): Result<Written> =>
  ok({ key, difference: null, foundAgain, waiting: false });
const left: Result<Written> = fail('not-connected', 'the account changed meanwhile');
