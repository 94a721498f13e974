/** Writes what is known through to the disk, a little later and together. */
import type { Kind } from '../../contract/domain.ts';
import type { Log } from '../ports.ts';
import type { KeptListing, KeptSession, SessionChanges, SessionRows } from './database/session-rows.ts';

/** Rows in one transaction, some 5 ms of them: a long listing must not hold main up. */
const atOnce = 500;
/** Before the next one, ms, and at least as long as the last one took: what comes meanwhile is written together. */
const pause = 20;

export interface Keeper {
  /** The session was told of anew, or is gone. */
  changed(kind: Kind, key: string): void;
  /** Zoho has confirmed a change of it: it is written before its row leaves the outbox. */
  confirmed(kind: Kind, key: string): void;
  listed(listing: KeptListing): void;
  /** Writes now what has not been written. */
  flush(): void;
}

export interface KeeperPorts {
  owner: string;
  rows: Pick<SessionRows, 'save'>;
  /** As it is known now; null when it is gone. */
  find(kind: Kind, key: string): KeptSession | null;
  log: Log;
  /** Called the first time that something cannot be written. */
  onFailure(): void;
}

interface Ref {
  readonly kind: Kind;
  readonly key: string;
}

const idOf = ({ kind, key }: Ref): string => `${kind} ${key}`;

export function createKeeper({ owner, rows, find, log, onFailure }: KeeperPorts): Keeper {
  const due = new Map<string, Ref>();
  let listings: KeptListing[] = [];
  let isPlanned = false;
  let hasFailed = false;

  function write(refs: readonly Ref[]): boolean {
    const kept = refs.map((ref) => ({ ref, session: find(ref.kind, ref.key) }));
    // A listing counts as read when all that it named is written.
    const told = refs.length === due.size ? listings : [];
    const changes: SessionChanges = {
      put: kept.flatMap(({ session }) => (session ? [session] : [])),
      removed: kept.flatMap(({ ref, session }) => (session ? [] : [ref])),
      listings: told,
    };
    try {
      rows.save(owner, changes);
    } catch (error) {
      // It stays due: space may be found before the next change.
      if (!hasFailed) {
        log.error('the agenda cannot be kept', { error });
        onFailure();
      }
      hasFailed = true;
      return false;
    }
    for (const ref of refs) due.delete(idOf(ref));
    listings = listings.filter((each) => !told.includes(each));
    return true;
  }

  const isDue = () => due.size > 0 || listings.length > 0;

  function plan(lasted: number | null = null): void {
    if (isPlanned) return;
    isPlanned = true;
    const go = () => {
      isPlanned = false;
      const begun = performance.now();
      if (isDue() && write(first(due.values(), atOnce)) && isDue()) plan(performance.now() - begun);
    };
    if (lasted !== null) setTimeout(go, Math.max(pause, lasted));
    else setImmediate(go);
  }

  return {
    changed(kind, key) {
      due.set(idOf({ kind, key }), { kind, key });
      plan();
    },
    confirmed(kind, key) {
      const ref = { kind, key };
      due.set(idOf(ref), ref);
      if (!write([ref])) plan();
    },
    listed(listing) {
      listings = [...listings.filter((each) => each.kind !== listing.kind || each.listType !== listing.listType), listing];
      plan();
    },
    flush: () => void (isDue() && write([...due.values()])),
  };
}

function first<T>(all: Iterable<T>, count: number): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length === count) break;
    found.push(one);
  }
  return found;
}
