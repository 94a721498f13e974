import type { Kind } from '../../contract/domain.ts';
import type { Clock } from '../ports.ts';

/** At most one call in this time, ms, for each kind. */
const shortestGap = 100;

export interface Changes {
  /** Tells the listeners: now, or with the last of several within a tenth of a second. */
  tell(kind: Kind): void;
  /** Answers with the function that ends the subscription. */
  onChange(listener: (kind: Kind) => void): () => void;
}

export function createChanges(clock: Clock): Changes {
  const listeners = new Set<(kind: Kind) => void>();
  const lastAt = new Map<Kind, number>();
  const waiting = new Set<Kind>();

  function send(kind: Kind) {
    lastAt.set(kind, clock.now());
    for (const listener of listeners) listener(kind);
  }

  return {
    tell(kind) {
      if (waiting.has(kind)) return;
      const since = clock.now() - (lastAt.get(kind) ?? -Infinity);
      // A clock set back must not hold changes up.
      if (since < 0 || since >= shortestGap) return send(kind);
      waiting.add(kind);
      void clock.sleep(shortestGap - since).then(() => {
        waiting.delete(kind);
        send(kind);
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
