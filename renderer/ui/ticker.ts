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

/** Nobody looks at a hidden window: it is brought up to date when it comes back. */
function run(): void {
  clearInterval(timer);
  if (!document.hidden) timer = setInterval(tick, every);
}

function onVisibility(): void {
  run();
  tick();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    run();
    // Timers stand still while the computer sleeps.
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('focus', tick);
    // The clock may be far from the one that was kept while nobody listened, also behind it.
    if (Math.abs(Date.now() - now) > 1000) queueMicrotask(tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('focus', tick);
  };
}

/** Epoch ms, the same for the whole page, moved on every 15 s while the window is shown, and whenever it comes back. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
