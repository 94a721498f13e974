import type { Input } from '../../../contract/api.ts';
import type { Kind, OutboxItem, Written } from '../../../contract/domain.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import type { Clock, Log } from '../../ports.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import type { SessionStore } from '../store.ts';
import type { CreateChange, DeleteChange, UpdateChange } from './change.ts';
import type { OutboxRows } from './rows.ts';
import type { SessionRemover, SessionWriter } from './send.ts';

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
