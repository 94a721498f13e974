/** Deleting: held while it can be undone, sent one by one, reported. What cannot be finished now waits. */
import type { Input } from '../../contract/api.ts';
import type { Deletion } from '../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import { cut } from '../../contract/rules/shown-text.ts';
import type { Clock } from '../ports.ts';
import { createChanges } from './changes.ts';
import {
  createRecord,
  describe,
  isOver,
  isSettled,
  itemsThatAre,
  keysOf,
  type DeletionRecord,
} from './deletion-record.ts';
import { createDeletionRun, type SessionRemover } from './deletion-run.ts';
import { isTemporary } from './pending.ts';
import type { SessionStore } from './store.ts';
import type { Turns } from './turns.ts';
import type { WaitingDeletion, WaitingDeletions } from './waiting-deletions.ts';

/** Characters kept of a topic: enough to know it again in a message. */
const mostOfTopic = 200;
/** How long a deletion can be undone, ms. */
const holdFor = 8_000;

export interface Deletions {
  /** Takes the rows away at once. Errors: `not-connected`; `not-found` when all of it is being deleted already. */
  start(input: Input<'deleteSessions'>): Result<Deletion>;
  /** Errors: `rejected`, with `details.state`, when it is no longer held. */
  undo(id: string): Result<undefined>;
  /** Keeps what has not been sent. What is over already stays as it is. */
  stop(id: string): Result<undefined>;
  /** Errors: `rejected`, with `details.state`, while it is held or under way. */
  dismiss(id: string): Result<undefined>;
  /**
   * What is held, under way, waits, or failed in part and was not dismissed; what went well, until it was told. Nothing
   * counts as told before the first call.
   */
  list(): Deletion[];
  /** Tells all of {@link Deletions.list}, at most every 100 ms. Answers with the function that ends it. */
  onChange(listener: (deletions: Deletion[]) => void): () => void;
  /** Sends now what is held. Resolves when all is answered, or after `limit` ms. */
  hurry(limit: number): Promise<void>;
  /** Before Parley quits: hurries, and keeps for the next start what Zoho has not confirmed within `limit` ms. */
  flush(limit: number): Promise<void>;
  isIdle(): boolean;
  /**
   * Whose sessions they are from now on; null for nobody: then the last account was left for good, and what waits for
   * it is forgotten. What the last one did not get done is told as failed. What waits for this one is sent.
   */
  follow(owner: string | null): void;
}

export interface DeletionsPorts {
  store: Pick<SessionStore, 'pending' | 'relist'>;
  remover: SessionRemover;
  turns: Turns;
  waiting: WaitingDeletions;
  clock: Clock;
  /** A UUID. */
  newId(): string;
  /** False for an account that will not be there at the next start. */
  isLasting(owner: string): boolean;
}

export function createDeletions(ports: DeletionsPorts): Deletions {
  const { store, waiting, clock, newId, isLasting } = ports;
  const { pending } = store;
  const changes = createChanges<'deletions'>(clock);
  const listeners = new Set<(deletions: Deletion[]) => void>();
  const run = createDeletionRun({ ...ports, onChange: changed, onOver: ({ id }) => waiting.drop(id) });
  let owner: string | null = null;
  let records = waiting.all().map(recordOf);
  /** The page is there: what waited may be done before it is. */
  let isHeard = false;
  let whenIdle: (() => void)[] = [];

  const find = (id: string) => records.find((record) => record.id === id);
  const isIdle = () => records.every(isOver);
  /** What waits for another account is nobody's business here. */
  const tellable = () =>
    records.filter((record) => !record.waits || owner === null || record.owner === owner).map(describe);

  changes.onChange(() => {
    const told = tellable();
    for (const listener of listeners) listener(told);
    if (isHeard) records = records.filter((record) => !isSettled(record));
  });

  function changed(): void {
    changes.tell('deletions');
    if (!isIdle()) return;
    for (const wake of whenIdle) wake();
    whenIdle = [];
  }

  const begin = (record: DeletionRecord) => {
    if (record.state === 'held') run.send(record);
  };

  function retry(record: DeletionRecord): void {
    record.waits = false;
    for (const item of record.items) Object.assign(item, { fate: 'due', error: null });
    pending.hide(record.kind, keysOf(record.items));
    run.send(record);
  }

  function keepForNextStart(record: DeletionRecord): void {
    const { id, kind } = record;
    const items = itemsThatAre(record, 'failed').flatMap(({ key, topic, error }) => {
      const real = pending.keyOf(kind, key);
      return error && !isTemporary(real) ? [{ key: real, topic, error: waitingError(error) }] : [];
    });
    if (items.length > 0 && isLasting(record.owner)) waiting.keep({ id, kind, owner: record.owner, items });
  }

  async function hurry(limit: number): Promise<void> {
    for (const record of records) begin(record);
    if (isIdle()) return;
    const over = new AbortController();
    const idle = new Promise<void>((resolve) => {
      whenIdle.push(resolve);
    });
    await Promise.race([idle, clock.sleep(limit, over.signal).catch(() => undefined)]);
    over.abort();
  }

  return {
    start({ kind, keys }) {
      if (owner === null) return fail('not-connected', 'no account');
      const fresh = [...new Set(keys)].filter((key) => !pending.isHidden(kind, key));
      if (fresh.length === 0) return fail('not-found', 'it is being deleted already');
      const items = fresh.map((key) => {
        const topic = cut(pending.find(kind, key)?.topic ?? '', mostOfTopic);
        return { key, topic, fate: 'due' as const, error: null };
      });
      const heldUntil = clock.now() + holdFor;
      const record = createRecord({ id: newId(), kind, owner, items, state: 'held', heldUntil, waits: false });
      records = [...records, record];
      pending.hide(kind, fresh);
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
      run.keepRest(record, 'undone');
      return ok(undefined);
    },

    stop(id) {
      const record = find(id);
      if (record?.state === 'held' || record?.state === 'running') run.keepRest(record, 'stopped');
      return ok(undefined);
    },

    dismiss(id) {
      const record = find(id);
      if (record && !isOver(record)) return tooLate(record);
      waiting.drop(id);
      records = records.filter((each) => each !== record);
      changed();
      return ok(undefined);
    },

    list() {
      isHeard = true;
      const told = tellable();
      // It goes with the next telling.
      if (records.some(isSettled)) changes.tell('deletions');
      return told;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hurry,

    async flush(limit) {
      const active = records.filter((record) => !isOver(record));
      await hurry(limit);
      for (const record of active) {
        if (!isOver(record)) run.breakOff(record, unconfirmed);
        keepForNextStart(record);
      }
    },

    isIdle,

    follow(next) {
      const last = owner;
      if (next === last) return;
      owner = next;
      for (const record of records) if (!isOver(record)) run.breakOff(record, left);
      if (last !== null && next === null) {
        waiting.forget(last);
        records = records.filter((record) => !record.waits || record.owner !== last);
      }
      for (const record of records) if (record.waits && record.owner === next) retry(record);
      if (records.length > 0) changed();
    },
  };
}

const unconfirmed: AppError = { code: 'timeout', message: 'Parley was closed before Zoho had confirmed it' };
const left: AppError = { code: 'not-connected', message: 'the account was left before it was done' };

const tooLate = (record: DeletionRecord | undefined): Result<undefined> =>
  fail('rejected', 'not in this state', { details: { state: record?.state ?? 'over' } });

/** `waits`: it is tried again at the next start. */
const waitingError = ({ details, ...error }: AppError) => ({ ...error, details: { ...details, waits: true } });

const recordOf = ({ id, kind, owner, items }: WaitingDeletion): DeletionRecord =>
  createRecord({
    id,
    kind,
    owner,
    items: items.map((item) => ({ ...item, fate: 'failed' as const })),
    state: 'stopped',
    heldUntil: 0,
    waits: true,
  });
