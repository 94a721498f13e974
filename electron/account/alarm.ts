import type { Clock } from '../ports.ts';

// Timers may fire a little early; what is due then must be over.
const slack = 50;

/** Calls `ring` once `at` (epoch ms) has come; a new time replaces the old one, null ends it. */
export function createAlarm(clock: Clock, ring: () => void): (at: number | null) => void {
  let set: { readonly at: number; readonly stop: AbortController } | null = null;
  return (at) => {
    if (set?.at === at) return;
    set?.stop.abort();
    set = null;
    if (at === null) return;
    const stop = new AbortController();
    set = { at, stop };
    clock.sleep(Math.max(at - clock.now(), 0) + slack, stop.signal).then(ring, () => undefined);
  };
}
