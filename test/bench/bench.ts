import type { Line } from './line.ts';

/** What a row may use. */
export interface Bench {
  /** The repository's folder. */
  readonly root: string;
  /** Rounds of A and B, after the warm-up. */
  readonly rounds: number;
  /** How long the row `idle` looks on in each round, s. */
  readonly idleSeconds: number;
  /** Only what is the same in every run. */
  readonly smoke: boolean;
  /** Removed at the end. */
  readonly folder: string;
  /** Run at the end, the last first. */
  afterwards(work: () => Promise<void>): void;
  note(words: string): void;
}

export interface Row {
  readonly name: string;
  /** Whether any of it is the same in every run. */
  readonly inSmoke: boolean;
  run(bench: Bench): Promise<readonly Line[]>;
}
