import { useSyncExternalStore } from 'react';

/** How often marks such as "in 12 min" are brought up to date, in ms. */
const every = 15_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(tick, every);
    // Timers stand still while the computer sleeps or the window is hidden.
    document.addEventListener('visibilitychange', tick);
    window.addEventListener('focus', tick);
    // The clock may be far from the one that was kept while nobody listened, also behind it.
    if (Math.abs(Date.now() - now) > 1000) queueMicrotask(tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
    window.removeEventListener('focus', tick);
  };
}

/** Epoch ms, the same for the whole page, moved on every 15 s and whenever the window comes back. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
