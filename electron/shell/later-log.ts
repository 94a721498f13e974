import type { Log } from '../ports.ts';
import type { RedactingLog } from './log.ts';

export interface LaterLog extends Log {
  /** Keeps this value out of all that is logged from now on. */
  hide(secret: string): void;
  /** Calls it when all that was logged so far is written, or cannot be: at once when the log is there. */
  whenWritten(then: () => void): void;
}

type Step = (log: RedactingLog) => void;

/**
 * A log that is read from disk when the first line is written: no window waits for it. What comes meanwhile is held,
 * in order.
 * @param load imports log.ts, with `await import()`, and opens the log
 */
export function createLaterLog(load: () => Promise<RedactingLog>): LaterLog {
  let log: RedactingLog | null = null;
  let loading: Promise<void> | null = null;
  let held: Step[] = [];

  const start = async () => {
    const opened = await load();
    for (const step of held) step(opened);
    held = [];
    log = opened;
  };
  const take = (step: Step) => {
    if (log) return step(log);
    held.push(step);
    loading ??= start();
    // Whatever a log is wanted for is not to break on it, and what waits for it goes on.
    loading.catch(() => undefined);
  };
  const write = (level: keyof Log) => (message: string, facts?: Record<string, unknown>) =>
    take((to) => (facts ? to[level](message, facts) : to[level](message)));

  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    hide: (secret) => take((to) => to.hide(secret)),
    whenWritten(then) {
      if (log || !loading) then();
      else void loading.catch(() => undefined).then(then);
    },
  };
}
