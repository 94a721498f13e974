/** The changes of the account that is connected: merged, kept, shown, and those who wait for them. */
import { fail, ok } from '../../../contract/result.ts';
import { createCallers, type Callers } from './callers.ts';
import type { Change } from './change.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { merge } from './merge.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import type { OutboxPorts } from './types.ts';

export interface Book extends Pick<Ledger, 'all' | 'get' | 'note' | 'replace' | 'isKept' | 'forget'> {
  /** Of the account that is connected. */
  mine(): Change[];
  /** The next state of all changes: merged, kept and shown. Answers whether it is on disk. */
  set(all: readonly Change[]): boolean;
  put(change: Change): boolean;
  /** Shows them as they stand now. */
  show(): void;
  readonly overlay: Overlay;
  readonly callers: Callers;
  /** The person knows that it waits: told so, or kept from an earlier start. */
  readonly told: Set<string>;
  /** Those who wait for it need not wait any longer. */
  tell(id: string): void;
}

type Ports = Pick<OutboxPorts, 'store' | 'rows' | 'log' | 'isLasting' | 'onNotKept' | 'onDeleted'>;

export function createBook(ports: Ports, owner: () => string | null): Book {
  const ledger = createLedger(ports);
  const callers = createCallers();
  const told = new Set(ledger.all().map(({ id }) => id));
  const overlay = createOverlay(ports.store.pending, (id) => told.has(id));
  const mine = () => ledger.all().filter((change) => change.owner === owner());

  function set(all: readonly Change[]): boolean {
    const merged = merge(all);
    const isKept = ledger.set(merged.changes);
    for (const [id, to] of merged.into) {
      const target = ledger.get(to);
      if (target && target.change !== 'delete') callers.move(id, to);
      else callers.answer(id, fail('not-found', 'it is being deleted'));
      if (told.has(id)) told.add(to);
    }
    for (const change of merged.idle) ports.onDeleted(change, 'gone');
    overlay.sync(mine());
    return isKept;
  }

  return {
    ...ledger,
    mine,
    set,
    put: (change) => set(ledger.all().map((each) => (each.id === change.id ? change : each))),
    show: () => overlay.sync(mine()),
    overlay,
    callers,
    told,
    tell(id) {
      const change = ledger.get(id);
      if (!change) return;
      told.add(id);
      callers.answer(id, ok({ key: change.key, difference: null, foundAgain: false, waiting: true }));
    },
  };
}
