import type { ApiTarget } from '../../../electron/account/service.ts';

export type CrashChange =
  | { readonly type: 'create'; readonly topic: string; readonly pause: number }
  | { readonly type: 'update'; readonly key: string; readonly topic: string; readonly pause: number }
  | { readonly type: 'delete'; readonly key: string; readonly pause: number };

/** What the program of main.ts is to do. */
export interface CrashOrder {
  readonly origin: string;
  readonly token: string;
  readonly target: ApiTarget;
  readonly folder: string;
  readonly changes: readonly CrashChange[];
  /** Epoch ms at which this round began: its time goes on over all its starts. */
  readonly began: number;
  /** It kills itself in its outbox's n-th write, from 1: before that is committed, or right after it. */
  readonly die: { readonly write: number; readonly isCommitted: boolean } | null;
}

/** What it prints of each change that it has not brought to its end. */
export interface LeftOver {
  readonly change: 'create' | 'update' | 'delete';
  readonly state: string;
  readonly topic: string;
  readonly key: string;
}
