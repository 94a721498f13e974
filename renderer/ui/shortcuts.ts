import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { type ShortcutId, isPress, isSingleKey, keyCapsOf, shortcuts } from '../../contract/rules/shortcuts.ts';

/** Whether shortcuts of one key are switched on: a setting, which the app tells here. */
let singleKeysOn = true;
const listeners = new Set<() => void>();

export function tellSingleKeys(on: boolean): void {
  singleKeysOn = on;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, () => singleKeysOn);

/** True where a letter is text: fields, selects, open menus and dialogs. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=dialog]') !== null;
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
