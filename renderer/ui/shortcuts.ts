import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { type ShortcutId, isPress, isSingleKey, keyCapsOf, shortcuts } from '../../contract/rules/shortcuts.ts';

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

/**
 * Calls `run` when the shortcut is pressed outside text, or inside it where the table says so. Single keys only while
 * they are switched on. Null: nothing is pressed.
 */
export function useShortcut(id: ShortcutId | null, run: () => void, when: () => boolean = always): void {
  const press = useEffectEvent(run);
  const isWanted = useEffectEvent(when);
  const singleKeys = useSingleKeys();
  const isOn = id !== null && (singleKeys || !isSingleKey(id));
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (!isPress(id, event) || event.repeat || event.isComposing || event.defaultPrevented) return;
      if ((!shortcuts[id].inText && takesText(event.target)) || !isWanted()) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn, id]);
}

const always = () => true;

export const isMac = /Mac/.test(navigator.userAgent);

/** What is printed on the keys of a shortcut, way by way; null where it does nothing just now. */
export function useKeyCaps(id: ShortcutId | undefined): ReturnType<typeof keyCapsOf> | null {
  const singleKeys = useSingleKeys();
  return id === undefined || (!singleKeys && isSingleKey(id)) ? null : keyCapsOf(id, isMac);
}
