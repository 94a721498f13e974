/** All changes that are not confirmed, in memory and on disk. */
import type { Log } from '../../ports.ts';
import { changeSchema, reopened, type Change } from './change.ts';
import type { OutboxRows } from './rows.ts';

export interface Ledger {
  /** In the order they were made. */
  all(): readonly Change[];
  get(id: string): Change | undefined;
  /** Takes the next state of all, and writes what is other in it, at once. False: not on disk; it holds all the same. */
  set(next: readonly Change[]): boolean;
  /** Changes one. */
  replace(change: Change): boolean;
  /** Changes one for as long as Parley runs. */
  note(change: Change): void;
  /** It is on disk, or is not meant to be. */
  isKept(id: string): boolean;
  /** Everything of an account. */
  forget(owner: string): void;
}

export interface LedgerPorts {
  rows: OutboxRows;
  log: Log;
  /** False for an account that will not be there at the next start. */
  isLasting(owner: string): boolean;
  /** A change could not be written to disk. */
  onNotKept(): void;
}

export function createLedger({ rows, log, isLasting, onNotKept }: LedgerPorts): Ledger {
  let changes: readonly Change[] = load();
  /** Not on disk as they should be: tried again with the next ones. */
  let unkept = new Set<string>();
  let unremoved = new Set<string>();

  function load(): Change[] {
    const read = rows.all().map(({ owner, id, body }) => {
      const change = changeSchema.safeParse(body);
      if (change.success && change.data.id === id && change.data.owner === owner) return reopened(change.data);
      // It stays on disk: a later version may know what it is.
      log.error('a change of the outbox cannot be read', { id });
      return null;
    });
    return read.filter((change) => change !== null);
  }

  function write(next: readonly Change[]): boolean {
    const before = new Map(changes.map((change) => [change.id, change]));
    const now = new Set(next.map(({ id }) => id));
    const gone = changes.filter(({ id }) => !now.has(id));
    const other = next.filter((change) => before.get(change.id) !== change || unkept.has(change.id));
    const removed = [...gone.filter(({ owner }) => isLasting(owner)).map(({ id }) => id), ...unremoved];
    const put = other.filter(({ owner }) => isLasting(owner));
    changes = next;
    if (removed.length === 0 && put.length === 0) return true;
    try {
      rows.transaction(() => {
        for (const id of removed) rows.remove(id);
        for (const change of put) rows.put({ id: change.id, owner: change.owner, body: change });
      });
      [unkept, unremoved] = [new Set(), new Set()];
      return true;
    } catch (error) {
      log.error('the outbox could not be written', { error: error instanceof Error ? error.message : 'unknown' });
      unkept = new Set([...unkept, ...put.map(({ id }) => id)]);
      unremoved = new Set(removed);
      onNotKept();
      return false;
    }
  }

  const ledger: Ledger = {
    all: () => changes,
    get: (id) => changes.find((change) => change.id === id),
    set: write,
    replace: (change) => write(changes.map((each) => (each.id === change.id ? change : each))),
    note: (change) => void (changes = changes.map((each) => (each.id === change.id ? change : each))),
    isKept: (id) => !unkept.has(id),
    forget(owner) {
      changes = changes.filter((change) => change.owner !== owner);
      try {
        rows.forget(owner);
      } catch (error) {
        log.error('the outbox could not be forgotten', { error: error instanceof Error ? error.message : 'unknown' });
      }
    },
  };
  return ledger;
}
