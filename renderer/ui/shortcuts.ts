import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/**
 * Single-key shortcuts, which a person must be able to switch off (WCAG 2.1.4): dictation software types letters.
 * Kept by the page itself: it is about this page's keys, and nothing in main asks for it.
 */
const storageKey = 'parley.single-keys';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

let on = read();

export function setSingleKeys(next: boolean): void {
  on = next;
  try {
    localStorage.setItem(storageKey, next ? 'on' : 'off');
  } catch {
    // No storage: it holds until the window closes.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, () => on);

/** True where a letter is text: fields, selects, open menus and dialogs. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role=menu], [role=dialog]') !== null;
}

/** Calls `run` on a plain press of `key` (as in KeyboardEvent.key), wherever the focus is outside text. */
export function useWindowKey(key: string, run: () => void, enabled = true): void {
  const press = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key.toLowerCase() || event.repeat || event.isComposing) return;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled, key]);
}

/** As useWindowKey, for a letter or sign: only while single-key shortcuts are on. */
export function useSingleKey(key: string, run: () => void): void {
  useWindowKey(key, run, useSingleKeys());
}
