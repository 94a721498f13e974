/** Sends requests in order, two at a time, and waits when Zoho asks for it. */
import { fail, type AppError, type Result } from '../../contract/result.ts';
import type { Clock } from '../ports.ts';

const atOnce = 2;
/** ms to wait when Zoho names no time; each time in a row twice as long. */
const firstPause = 5_000;
/** However long Zoho asks for, ms. */
const longestPause = 10 * 60_000;
/** Pauses in a row, without anything sent well, after which the rest is given up. */
const mostPauses = 6;

export interface Job {
  /** What it belongs to. */
  readonly of: string;
  /** Answers null when it need not be sent after all. */
  send(): Promise<Result<unknown> | null>;
  /** With the answer, or with that of another when all was given up. */
  settle(result: Result<unknown>): void;
  /** In place of `settle`: it was not sent, and will not be. */
  drop(): void;
}

export interface Sender {
  add(jobs: readonly Job[]): void;
  /** Drops what has not been sent; what is under way settles, without being sent again. */
  withdraw(of: string): void;
}

export const asksToWait = ({ code }: AppError): boolean => code === 'rate-limited' || code === 'throttled';

export function createSender(clock: Clock): Sender {
  let queue: Job[] = [];
  let pauses = 0;
  let pausedUntil: number | null = null;
  const withdrawn = new WeakSet<Job>();
  const underWay = new Set<Job>();

  function pump(): void {
    if (pausedUntil !== null) return;
    for (const job of queue.splice(0, atOnce - underWay.size)) {
      underWay.add(job);
      void run(job).finally(() => {
        underWay.delete(job);
        pump();
      });
    }
  }

  async function run(job: Job): Promise<void> {
    const result = await job.send().catch(() => fail('internal', 'the request broke off'));
    if (result === null) return job.drop();
    if (result.ok || !asksToWait(result.error)) {
      if (result.ok) pauses = 0;
      return job.settle(result);
    }
    if (withdrawn.has(job)) return job.drop();
    if (pausedUntil === null && ++pauses > mostPauses) return giveUp([job, ...queue], result);
    queue.unshift(job);
    pause(result.error.retryAfter ?? firstPause * 2 ** (pauses - 1));
  }

  function giveUp(jobs: readonly Job[], result: Result<unknown>): void {
    queue = [];
    for (const job of jobs) job.settle(result);
  }

  function pause(ms: number): void {
    const until = clock.now() + Math.min(Math.max(ms, 0), longestPause);
    const isPaused = pausedUntil !== null;
    pausedUntil = Math.max(pausedUntil ?? until, until);
    if (!isPaused) void resume();
  }

  async function resume(): Promise<void> {
    while (pausedUntil !== null) {
      const left = pausedUntil - clock.now();
      if (left <= 0) pausedUntil = null;
      // A clock set back must not hold the rest up for longer than was asked for.
      else await clock.sleep(Math.min(left, longestPause));
    }
    pump();
  }

  return {
    add(jobs) {
      if (underWay.size === 0 && queue.length === 0) pauses = 0;
      queue.push(...jobs);
      pump();
    },
    withdraw(of) {
      for (const job of underWay) if (job.of === of) withdrawn.add(job);
      const dropped = queue.filter((job) => job.of === of);
      queue = queue.filter((job) => job.of !== of);
      for (const job of dropped) job.drop();
    },
  };
}
