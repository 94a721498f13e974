/** One deletion and what has become of each session in it. */
import type { Deletion, Kind } from '../../contract/domain.ts';
import type { AppError } from '../../contract/result.ts';

export interface DeletionItem {
  /** Of its change in the outbox. */
  readonly id: string;
  readonly key: string;
  readonly topic: string;
  /** `due`: to be sent, or sent and not answered. `kept`: it stays, as the person wants. */
  fate: 'due' | 'gone' | 'kept' | 'failed';
  error: AppError | null;
}

export interface DeletionRecord {
  readonly id: string;
  readonly kind: Kind;
  readonly items: readonly DeletionItem[];
  state: Deletion['state'];
  /** Epoch ms; 0 for what was held before the last start. */
  readonly heldUntil: number;
  /** Aborted when it is no longer held, whatever became of it. */
  readonly hold: AbortController;
}

export const createRecord = (made: Omit<DeletionRecord, 'hold'>): DeletionRecord => ({
  ...made,
  hold: new AbortController(),
});

export const itemsThatAre = ({ items }: DeletionRecord, ...fates: DeletionItem['fate'][]): DeletionItem[] =>
  items.filter(({ fate }) => fates.includes(fate));

/** Nothing more will happen to it: what was under way when it was stopped has been answered, too. */
export const isOver = (record: DeletionRecord): boolean =>
  record.state !== 'held' && record.state !== 'running' && itemsThatAre(record, 'due').length === 0;

/** There is nothing in it to be read or done. */
export const isSettled = (record: DeletionRecord): boolean =>
  isOver(record) && itemsThatAre(record, 'failed').length === 0;

export const describe = (record: DeletionRecord): Deletion => ({
  id: record.id,
  kind: record.kind,
  topic: record.items.length === 1 ? (record.items[0]?.topic ?? null) : null,
  total: record.items.length,
  state: record.state,
  heldUntil: record.heldUntil,
  done: itemsThatAre(record, 'gone').length,
  failed: record.items.flatMap(({ key, topic, error }) => (error ? [{ key, topic, error: { ...error } }] : [])),
});
