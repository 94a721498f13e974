/** How long nothing is sent after failures. */
import type { AppError } from '../../../contract/result.ts';
import { isOrdered, isWide } from './answers.ts';

/** ms to wait when Zoho names no time; each time in a row twice as long. */
const firstPause = 5_000;
/** However long Zoho asks for, ms. */
export const longestPause = 10 * 60_000;
/** However little it asks for, ms. */
const shortestPause = 1_000;

/** @param tries failures in a row, from 1 */
export function pauseAfter({ retryAfter }: AppError, tries: number): number {
  const own = firstPause * 2 ** Math.min(tries - 1, 20);
  return Math.min(Math.max(retryAfter ?? own, shortestPause), longestPause);
}

export interface Pace {
  /** Epoch ms before which nothing is sent; null when there is no pause. */
  until(): number | null;
  /** Why. */
  reason(): AppError | null;
  /** A change failed in a way that may pass. It pauses all, or only itself when it is the only one to fail. */
  failed(error: AppError, now: number): void;
  succeeded(): void;
  /** Its time has come. */
  end(): void;
  /** Ends the pause before its time; one that Zoho asked for only with `force`. Answers whether there is none now. */
  resume(force: boolean): boolean;
  /** Forgets the failures before, too. */
  reset(): void;
}

export function createPace(): Pace {
  let pause: { until: number; error: AppError } | null = null;
  let failures = 0;

  return {
    until: () => pause?.until ?? null,
    reason: () => pause?.error ?? null,
    failed(error, now) {
      failures++;
      if (!isWide(error) && failures < 2) return;
      const until = now + pauseAfter(error, failures);
      if (pause === null || until > pause.until) pause = { until, error };
    },
    succeeded() {
      failures = 0;
      pause = pause && isOrdered(pause.error) ? pause : null;
    },
    end: () => void (pause = null),
    resume(force) {
      if (pause === null || (isOrdered(pause.error) && !force)) return pause === null;
      pause = null;
      // An attempt out of turn does not make the next pause longer.
      failures = Math.max(0, failures - 1);
      return true;
    },
    reset() {
      pause = null;
      failures = 0;
    },
  };
}
