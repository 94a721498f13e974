import type { Kind } from '../../contract/domain.ts';
import type { Clock } from '../ports.ts';

/** At most one call in this time, ms, for each subject. */
const shortestGap = 100;

export interface Changes<S extends string = Kind> {
  /** Tells the listeners: now, or with the last of several within a tenth of a second. */
  tell(subject: S): void;
  /** Answers with the function that ends the subscription. */
  onChange(listener: (subject: S) => void): () => void;
}

export function createChanges<S extends string = Kind>(clock: Clock): Changes<S> {
  const listeners = new Set<(subject: S) => void>();
  const lastAt = new Map<S, number>();
  const waiting = new Set<S>();

  function send(subject: S) {
    lastAt.set(subject, clock.now());
    for (const listener of listeners) listener(subject);
  }

  return {
    tell(subject) {
      if (waiting.has(subject)) return;
      const since = clock.now() - (lastAt.get(subject) ?? -Infinity);
      // A clock set back must not hold changes up.
      if (since < 0 || since >= shortestGap) return send(subject);
      waiting.add(subject);
      void clock.sleep(shortestGap - since).then(() => {
        waiting.delete(subject);
        send(subject);
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
