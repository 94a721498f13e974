/** Deleting: held while it can be undone, then the outbox's to send; what became of it is reported. */
import type { Input } from '../../contract/api.ts';
import type { Deletion } from '../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import { cut } from '../../contract/rules/shown-text.ts';
import type { Clock } from '../ports.ts';
import { createChanges } from './changes.ts';
import { createRecord, describe, isOver, isSettled, itemsThatAre, type DeletionRecord } from './deletion-record.ts';
import { fresh, type DeleteChange } from './outbox/change.ts';
import type { DeletionFate, Outbox } from './outbox/types.ts';
import type { SessionStore } from './store.ts';

/** Characters kept of a topic: enough to know it again in a message. */
const mostOfTopic = 200;
/** How long a deletion can be undone, ms. */
const holdFor = 8_000;

export interface Deletions {
  /**
   * Takes the rows away at once. Errors: `not-connected`; `not-found` when all of it is being deleted already;
   * `not-kept` when neither the disk nor Zoho takes it.
   */
  start(input: Input<'deleteSessions'>): Result<Deletion>;
  /** Errors: `rejected`, with `details.state`, when it is no longer held. */
  undo(id: string): Result<undefined>;
  /** Keeps what has not been sent. What is over already stays as it is. */
  stop(id: string): Result<undefined>;
  /** Errors: `rejected`, with `details.state`, while it is held or under way. */
  dismiss(id: string): Result<undefined>;
  /**
   * What is held, under way (for Zoho, perhaps, to be reached again), or failed in part and was not dismissed; what
   * went well, until it was told. Nothing counts as told before the first call.
   */
  list(): Deletion[];
  /** Tells all of {@link Deletions.list}, at most every 100 ms. Answers with the function that ends it. */
  onChange(listener: (deletions: Deletion[]) => void): () => void;
  /** Sends now what is held. */
  hurry(): void;
  /** The outbox tells what became of one. */
  settle(change: DeleteChange, fate: DeletionFate): void;
  /**
   * Whose sessions they are from now on, after the outbox has followed. What was not done when an account is left for
   * good is told as failed; what the outbox has for this one goes on.
   */
  follow(owner: string | null): void;
}

export interface DeletionsPorts {
  store: Pick<SessionStore, 'pending' | 'relist'>;
  outbox: Pick<Outbox, 'hold' | 'release' | 'withdraw' | 'deletions'>;
  clock: Clock;
  /** A UUID. */
  newId(): string;
}

export function createDeletions({ store, outbox, clock, newId }: DeletionsPorts): Deletions {
  const { pending } = store;
  const changes = createChanges<'deletions'>(clock);
  const listeners = new Set<(deletions: Deletion[]) => void>();
  let owner: string | null = null;
  let records: DeletionRecord[] = [];
  /** The page is there: what went on from the last start may be done before it is. */
  let isHeard = false;
  /** What is taken back is told as one. */
  let isTaking = false;

  const find = (id: string) => records.find((record) => record.id === id);
  const changed = () => changes.tell('deletions');
  const idsOf = (record: DeletionRecord) => itemsThatAre(record, 'due').map(({ id }) => id);

  changes.onChange(() => {
    const told = records.map(describe);
    for (const listener of listeners) listener(told);
    if (isHeard) records = records.filter((record) => !isSettled(record));
  });

  function begin(record: DeletionRecord): void {
    if (record.state !== 'held') return;
    record.state = 'running';
    record.hold.abort();
    outbox.release(idsOf(record));
    changed();
  }

  /** What has not been sent stays, and its rows come back. */
  function keepRest(record: DeletionRecord, state: 'undone' | 'stopped'): void {
    record.state = state;
    record.hold.abort();
    isTaking = true;
    outbox.withdraw(idsOf(record));
    isTaking = false;
    changed();
  }

  /** What the outbox has from before. */
  function reopen(): void {
    const known = new Set(records.map(({ id }) => id));
    for (const [id, all] of Map.groupBy(outbox.deletions(), ({ deletion }) => deletion)) {
      const [first] = all;
      if (!first || known.has(id)) continue;
      const items = all.map(({ id: change, key, topic }) => ({
        id: change, key, topic, fate: 'due' as const, error: null,
      }));
      records = [...records, createRecord({ id, kind: first.kind, items, state: 'running', heldUntil: 0 })];
    }
  }

  return {
    start({ kind, keys }) {
      if (owner === null) return fail('not-connected', 'no account');
      const wanted = [...new Set(keys)].filter((key) => !pending.isHidden(kind, key));
      if (wanted.length === 0) return fail('not-found', 'it is being deleted already');
      const id = newId();
      const now = clock.now();
      const heldUntil = now + holdFor;
      const all = wanted.map((key): DeleteChange => {
        const topic = cut(pending.find(kind, key)?.topic ?? '', mostOfTopic);
        const real = pending.keyOf(kind, key);
        return {
          ...fresh(now), id: newId(), owner: owner ?? '', kind, key: real, topic, change: 'delete', deletion: id,
          absorbed: null, state: 'held', nextTry: heldUntil,
        };
      });
      const items = all.map(({ id: change, key, topic }) => ({
        id: change, key, topic, fate: 'due' as const, error: null,
      }));
      const held = outbox.hold(all);
      if (!held.ok) return held;
      const record = createRecord({ id, kind, items, state: 'held', heldUntil });
      records = [...records, record];
      void clock.sleep(holdFor, record.hold.signal).then(
        () => begin(record),
        () => undefined,
      );
      changed();
      return ok(describe(record));
    },

    undo(id) {
      const record = find(id);
      if (record?.state !== 'held') return tooLate(record);
      keepRest(record, 'undone');
      return ok(undefined);
    },

    stop(id) {
      const record = find(id);
      if (record?.state === 'held' || record?.state === 'running') keepRest(record, 'stopped');
      return ok(undefined);
    },

    dismiss(id) {
      const record = find(id);
      if (record && !isOver(record)) return tooLate(record);
      records = records.filter((each) => each !== record);
      changed();
      return ok(undefined);
    },

    list() {
      isHeard = true;
      const told = records.map(describe);
      // It goes with the next telling.
      if (records.some(isSettled)) changed();
      return told;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hurry() {
      for (const record of records) begin(record);
    },

    settle({ id, deletion }, fate) {
      const record = find(deletion);
      const item = record?.items.find((each) => each.id === id);
      if (!record || item?.fate !== 'due') return;
      item.fate = typeof fate === 'string' ? fate : 'failed';
      if (typeof fate !== 'string') item.error = fate;
      if (itemsThatAre(record, 'due').length === 0) {
        record.hold.abort();
        if (record.state === 'held') record.state = 'stopped';
        if (record.state === 'running') record.state = 'done';
        // Zoho may have carried out what failed.
        if (itemsThatAre(record, 'failed').length > 0) store.relist(record.kind);
      }
      if (!isTaking) changed();
    },

    follow(next) {
      if (next === owner) return;
      owner = next;
      const hadSome = records.length > 0;
      for (const { hold } of records) hold.abort();
      // What waits for an account that may come back is not told to another one.
      if (next !== null) records = records.filter(isOver);
      for (const record of records) {
        for (const item of itemsThatAre(record, 'due')) Object.assign(item, { fate: 'failed', error: left });
        if (!isOver(record)) record.state = 'stopped';
      }
      reopen();
      if (hadSome || records.length > 0) changed();
    },
  };
}

const left: AppError = { code: 'not-connected', message: 'the account was left before it was done' };

const tooLate = (record: DeletionRecord | undefined): Result<undefined> =>
  fail('rejected', 'not in this state', { details: { state: record?.state ?? 'over' } });
