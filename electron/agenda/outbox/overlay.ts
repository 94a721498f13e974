/** Keeps what is shown in step with the changes that are not confirmed. */
import type { ZohoSession } from '../../zoho/types.ts';
import { changeOf, meantStart, sessionOf } from '../meant.ts';
import type { PendingChanges, PendingState, PendingWrite } from '../pending.ts';
import type { Change, CreateChange, UpdateChange } from './change.ts';

export interface Overlay {
  /** Shows these changes, and no others. */
  sync(changes: readonly Change[]): void;
  /** Zoho has carried it out: its answer takes the place of what was shown. */
  confirm(change: Change, session: ZohoSession | null): void;
  /** Nothing is shown any more: on another account. */
  clear(): void;
}

interface Shown {
  change: Change;
  readonly write: PendingWrite | null;
  isTold: boolean | null;
}

const states: Readonly<Record<Change['state'], PendingState>> = {
  held: 'waiting', waiting: 'underway', sending: 'underway', asking: 'asking', failed: 'asking',
};

/** What is about to be sent is under way; what failed once, or is kept from an earlier start, waits. */
const stateOf = (change: Change, isTold: boolean): PendingState =>
  change.state === 'waiting' && isTold ? 'waiting' : states[change.state];

const sessionChange = ({ write }: CreateChange | UpdateChange) => changeOf(write, meantStart(write));

/** @param isTold the person knows that it waits */
export function createOverlay(pending: PendingChanges, isTold: (id: string) => boolean): Overlay {
  const shown = new Map<string, Shown>();

  function begin(change: Change): Shown {
    const { kind, key } = change;
    if (change.change === 'delete') pending.hide(kind, [key]);
    const write =
      change.change === 'create'
        ? pending.create(sessionOf(kind, key, sessionChange(change)))
        : change.change === 'update'
          ? pending.save(kind, key, sessionChange(change))
          : null;
    return { change, write, isTold: null };
  }

  /** Takes note of the change as it is now. */
  function show(one: Shown, change: Change): void {
    const told = isTold(change.id);
    if (one.isTold === told && one.change === change) return;
    const { change: last } = one;
    if (last.change !== 'delete' && change.change !== 'delete' && last.write !== change.write)
      one.write?.change(sessionChange(change));
    const known = change.change === 'create' && change.sent ? new Set(change.sent.known) : undefined;
    one.write?.mark(stateOf(change, told), known);
    Object.assign(one, { change, isTold: told });
  }

  function end({ change, write }: Shown): void {
    if (write) write.refuse();
    else pending.show(change.kind, [change.key]);
  }

  return {
    sync(changes) {
      const ids = new Set(changes.map(({ id }) => id));
      for (const [id, one] of shown) {
        if (ids.has(id)) continue;
        end(one);
        shown.delete(id);
      }
      for (const change of changes) {
        const before = shown.get(change.id);
        // An update that is to be made anew is a create from then on.
        const isSame = before?.change.change === change.change;
        if (before && !isSame) end(before);
        const one = before && isSame ? before : begin(change);
        shown.set(change.id, one);
        show(one, change);
      }
    },
    confirm(change, session) {
      const one = shown.get(change.id);
      if (!one) return;
      shown.delete(change.id);
      if (one.write && session) one.write.confirm(session);
      else if (one.write) one.write.refuse();
      else pending.removed(change.kind, change.key);
    },
    clear: () => shown.clear(),
  };
}
