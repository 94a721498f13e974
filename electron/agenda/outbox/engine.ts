/** Keeps every change until Zoho has confirmed it, and sends them in order. */
import { fail, ok } from '../../../contract/result.ts';
import { fits } from '../../zoho/meant.ts';
import { createChanges } from '../changes.ts';
import { isOrdered } from './answers.ts';
import { createBook } from './book.ts';
import { describeChange, lineOf, type Change } from './change.ts';
import { createConclude, left } from './conclude.ts';
import { hasCome, nextToSend } from './order.ts';
import { createPace, longestPause } from './pace.ts';
import { replied } from './reply.ts';
import { createSend } from './send.ts';
import { withoutTaken } from './settle.ts';
import type { Outbox, OutboxPorts } from './types.ts';

/** How long one waits for an answer while nothing can be reached, ms. */
const patience = 3_000;

export function createOutbox(ports: OutboxPorts): Outbox {
  const { clock, newId, isLasting, onDeleted } = ports;
  let owner: string | null = null;
  const book = createBook(ports, () => owner);
  const { callers, told, mine, put } = book;
  const pace = createPace();
  const changes = createChanges<'outbox'>(clock);
  const { settle, remove, withdrawn } = createConclude({ ...ports, book, pace, owner: () => owner });
  const send = createSend({
    ...ports,
    keepEvidence(id, sent) {
      const change = book.get(id);
      if (change?.change !== 'create') throw new Error('it was dropped');
      const wasKept = book.isKept(id);
      const isKept = book.replace({ ...change, sent, again: false });
      if (!isKept && wasKept) throw new Error('the evidence is not kept');
      book.show();
    },
  });
  /** Lost creates to look for at Zoho, as soon as it is their turn. They go on asking until then. */
  const looking = new Set<string>();
  /** Sessions that were taken for what a lost create may have made, by its id. */
  const judged = new Map<string, string[]>();
  let stop = new AbortController();
  let timer = new AbortController();
  let whenIdle: (() => void)[] = [];

  const own = (id: string) => mine().find((change) => change.id === id);
  const isPaused = () => pace.until() !== null;
  const next = (now = clock.now()) =>
    owner === null || isPaused() ? null : nextToSend(book.all(), owner, now, looking);
  const isIdle = () => next() === null && book.all().every(({ state }) => state !== 'sending' && state !== 'held');
  const list = () => mine().map((change) => describeChange(change, pace.until()));

  /** After every change: what can be sent is sent, and whoever waits in vain is told. */
  function proceed(): void {
    // One moment for all of it: what has not come is waited for.
    const now = clock.now();
    const until = pace.until();
    if (until !== null && hasCome(until, now)) pace.end();
    for (let change = next(now); change; change = next(now)) begin(change);
    tellWaiting(now);
    book.show();
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
    const waiting = mine().filter(({ state }) => state === 'waiting');
    const times = isPaused() ? [pace.until()] : waiting.map(({ nextTry }) => nextTry);
    const due = Math.min(...times.filter((at) => at !== null).filter((at) => !hasCome(at, now)));
    if (!Number.isFinite(due)) return;
    void clock.sleep(Math.min(due - now, longestPause), timer.signal).then(proceed, () => undefined);
  }

  function begin(change: Change): void {
    looking.delete(change.id);
    const sending: Change = { ...change, state: 'sending' };
    // An edit is kept as being sent, since its traces must not be taken for somebody else's after a crash.
    if (change.change === 'update') book.replace(sending);
    else book.note(sending);
    const { signal } = stop;
    void send(sending, signal).then((answer) => {
      settle(sending, answer, signal.aborted);
      proceed();
    });
  }

  /** Nobody waits for what is not sent now: behind a pause, a question, or a change that waits itself. */
  function tellWaiting(now: number): void {
    if (callers.ids().length === 0) return;
    const stuck = new Set<string>();
    for (const change of mine()) {
      const waits = change.state === 'waiting' && (isPaused() || !hasCome(change.nextTry, now));
      if (waits || change.state === 'asking' || change.state === 'failed') stuck.add(lineOf(change));
      if (change.state !== 'sending' && stuck.has(lineOf(change)) && callers.has(change.id)) book.tell(change.id);
    }
  }

  /** Ends a pause, and what waits by itself waits no longer. @param force also where Zoho asked to wait */
  function resume(force: boolean): void {
    if (!pace.resume(force)) return;
    for (const change of mine()) {
      if (change.state !== 'waiting' || change.nextTry === null) continue;
      if (force || !change.error || !isOrdered(change.error)) book.note({ ...change, nextTry: null });
    }
  }

  /** Those of which it is not even known whether they are in sight. */
  function lookForLost(): void {
    for (const { id, state, question } of mine())
      if (state === 'asking' && question?.type === 'lost-create' && !question.looked) looking.add(id);
  }

  return {
    write(change) {
      if (owner === null) return Promise.resolve(left);
      const wasPaused = isPaused();
      const before = book.all();
      const isFirst = before.every((each) => lineOf(each) !== lineOf(change));
      const isKept = book.set([...before, change]);
      if (!isKept && (wasPaused || !isFirst)) {
        book.set(before);
        return Promise.resolve(fail('not-kept', 'it could not be written to the disk'));
      }
      const id = (own(change.id) ?? mine().findLast((each) => lineOf(each) === lineOf(change)) ?? change).id;
      const answer = callers.wait(id);
      if (wasPaused) {
        resume(false);
        void clock.sleep(patience).then(() => {
          if (!callers.has(id)) return;
          book.tell(id);
          proceed();
        });
      }
      proceed();
      return answer;
    },

    hold(all) {
      const before = book.all();
      const isKept = book.set([...before, ...all]);
      if (!isKept && isPaused()) {
        book.set(before);
        return fail('not-kept', 'it could not be written to the disk');
      }
      proceed();
      return ok(undefined);
    },
    release(ids) {
      const due = new Set(ids);
      const open = (change: Change): Change => ({ ...change, state: 'waiting', nextTry: null });
      book.set(book.all().map((each) => (due.has(each.id) && each.state === 'held' ? open(each) : each)));
      resume(false);
      proceed();
    },
    withdraw(ids) {
      const wanted = new Set(ids);
      const named = book.all().filter(({ id }) => wanted.has(id));
      const taken = named.filter(({ state }) => state !== 'sending');
      for (const { id, state } of named) if (state === 'sending') withdrawn.add(id);
      book.set(withoutTaken(book.all(), new Set(taken.map(({ id }) => id))));
      for (const change of taken) if (change.change === 'delete') onDeleted(change, 'kept');
      proceed();
    },
    deletions: () => mine().filter((change) => change.change === 'delete'),

    list,
    retry(id) {
      const meant = new Set(mine().filter((change) => id === null || change.id === id));
      const isStuck = (change: Change) => meant.has(change) && ['failed', 'waiting'].includes(change.state);
      const open = (change: Change): Change => ({ ...change, state: 'waiting', tries: 0, nextTry: null });
      book.set(book.all().map((change) => (isStuck(change) ? open(change) : change)));
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
      if (answer.type === 'look') looking.add(id);
      else put(open);
      resume(false);
      proceed();
      return ok(undefined);
    },
    onChange: (listener) => changes.onChange(() => listener(list())),

    wake(reason) {
      resume(reason === 'connected');
      lookForLost();
      proceed();
    },
    heard(kind, sessions) {
      const reason = pace.reason();
      if (reason && ['offline', 'timeout', 'captive-portal'].includes(reason.code)) resume(false);
      for (const change of mine()) {
        if (change.change !== 'create' || change.kind !== kind || !change.sent) continue;
        const { id, write, question, sent, state, nextTry } = change;
        if (state !== 'asking' || question?.type !== 'lost-create') continue;
        const known = new Set([...sent.known, ...(judged.get(id) ?? [])]);
        const news = sessions.filter((session) => !known.has(session.key) && fits(write, session));
        if (news.length === 0 && (question.looked || !hasCome(nextTry, clock.now()))) continue;
        // Each of them is a reason to look once: not all are candidates, and a look must not lead to the next one.
        judged.set(id, [...(judged.get(id) ?? []), ...news.map(({ key }) => key)]);
        looking.add(id);
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
      book.overlay.clear();
      for (const { id, state } of before) if (state !== 'sending') callers.answer(id, left);
      if (last !== null && (to === null || !isLasting(last))) book.forget(last);
      for (const change of before)
        if (change.state === 'held') book.note({ ...change, state: 'waiting', nextTry: null });
      owner = to;
      for (const { id } of mine()) told.add(id);
      lookForLost();
      book.set(book.all());
      proceed();
    },
  };
}
