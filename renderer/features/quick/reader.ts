/** The reader of lines, loaded when it is first needed: it brings chrono along. */
import { useSyncExternalStore } from 'react';
import type { LineContext, Reading } from './reading.ts';

type Read = (line: string, context: LineContext) => Reading;
export type Reader = { readonly state: 'idle' | 'loading' | 'failed' } | { readonly state: 'ready'; readonly read: Read };

/** @param load fetches the reader; may fail, and is then asked again at the next wish */
export function createReader(load: () => Promise<{ readonly readLine: Read }>) {
  let reader: Reader = { state: 'idle' };
  const listeners = new Set<() => void>();
  const set = (next: Reader) => {
    reader = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => reader,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    wish(): void {
      if (reader.state === 'ready' || reader.state === 'loading') return;
      set({ state: 'loading' });
      load().then(
        ({ readLine }) => set({ state: 'ready', read: readLine }),
        () => set({ state: 'failed' }),
      );
    },
  };
}

const lines = createReader(() => import('./read-line.ts'));

export const useReader = () => ({ reader: useSyncExternalStore(lines.subscribe, lines.get), wish: lines.wish });
