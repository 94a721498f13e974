/** Carries a deletion out: what is due is sent, and each answer is written down. */
import type { Kind } from '../../contract/domain.ts';
import type { AppError, Result } from '../../contract/result.ts';
import { ok } from '../../contract/result.ts';
import type { Clock } from '../ports.ts';
import { isOver, itemsThatAre, keysOf, type DeletionItem, type DeletionRecord } from './deletion-record.ts';
import { isTemporary } from './pending.ts';
import { createSender, type Job } from './sender.ts';
import type { SessionStore } from './store.ts';
import type { Turns } from './turns.ts';

/** Zoho's side of it: electron/zoho/editing.ts. */
export interface SessionRemover {
  /** `alreadyGone`: Zoho did not know it any more. */
  remove(kind: Kind, key: string, signal?: AbortSignal): Promise<Result<{ alreadyGone: boolean }>>;
}

export interface DeletionRun {
  /** Sends what is due. */
  send(record: DeletionRecord): void;
  /** What has not been sent stays, and its rows come back. What is under way is answered yet. */
  keepRest(record: DeletionRecord, state: 'undone' | 'stopped'): void;
  /** Ends it now: whatever Zoho has not confirmed has failed, for this reason. */
  breakOff(record: DeletionRecord, error: AppError): void;
}

export interface DeletionRunPorts {
  store: Pick<SessionStore, 'pending' | 'relist'>;
  remover: SessionRemover;
  turns: Turns;
  clock: Clock;
  onChange(): void;
  onOver(record: DeletionRecord): void;
}

export function createDeletionRun({ store, remover, turns, clock, onChange, onOver }: DeletionRunPorts): DeletionRun {
  const { pending } = store;
  const sender = createSender(clock);

  function jobOf(record: DeletionRecord, item: DeletionItem): Job {
    const { kind, stop } = record;
    return {
      of: record.id,
      send: () =>
        turns.take(kind, item.key, async () => {
          if (record.state !== 'running') return null;
          const key = pending.keyOf(kind, item.key);
          // It was never created.
          return isTemporary(key) ? ok(undefined) : remover.remove(kind, key, stop.signal);
        }),
      settle: (result) => settle(record, item, result),
      drop: () => settle(record, item, null),
    };
  }

  function settle(record: DeletionRecord, item: DeletionItem, result: Result<unknown> | null): void {
    // After `breakOff` it counts as failed, whatever comes.
    if (item.fate !== 'due') return;
    item.fate = result === null ? 'kept' : result.ok ? 'gone' : 'failed';
    if (result?.ok === false) item.error = result.error;
    if (item.fate === 'gone') pending.removed(record.kind, item.key);
    else pending.show(record.kind, [item.key]);
    close(record);
    onChange();
  }

  function close(record: DeletionRecord): void {
    if (itemsThatAre(record, 'due').length > 0) return;
    if (record.state === 'running') record.state = 'done';
    // Zoho may have carried out what failed.
    if (itemsThatAre(record, 'failed').length > 0) store.relist(record.kind);
    onOver(record);
  }

  return {
    send(record) {
      record.state = 'running';
      record.hold.abort();
      sender.add(itemsThatAre(record, 'due').map((item) => jobOf(record, item)));
      onChange();
    },

    keepRest(record, state) {
      const wasHeld = record.state === 'held';
      record.state = state;
      record.hold.abort();
      if (!wasHeld) sender.withdraw(record.id);
      else {
        for (const item of record.items) item.fate = 'kept';
        pending.show(record.kind, keysOf(record.items));
        onOver(record);
      }
      onChange();
    },

    breakOff(record, error) {
      const due = itemsThatAre(record, 'due');
      for (const item of due) {
        item.fate = 'failed';
        item.error = error;
      }
      if (!isOver(record)) record.state = 'stopped';
      record.hold.abort();
      record.stop.abort();
      sender.withdraw(record.id);
      pending.show(record.kind, keysOf(due));
      onChange();
    },
  };
}
