import { useEffect } from 'react';
import { isPress } from '../../contract/rules/shortcuts.ts';

interface Entry {
  readonly id: string;
  readonly run: () => void;
}

/** What can be undone right now, the latest last. Each entry also stands on the screen with its own Undo button. */
const entries: Entry[] = [];

/** Offers something to Ctrl/Cmd+Z. Answers with the function that takes the offer back. */
export function offerUndo(id: string, run: () => void): () => void {
  const entry = { id, run };
  entries.push(entry);
  return () => {
    const at = entries.indexOf(entry);
    if (at >= 0) entries.splice(at, 1);
  };
}

/** Runs and takes away the latest offer; false when there is none. */
export function undoLatest(): boolean {
  const entry = entries.pop();
  entry?.run();
  return entry !== undefined;
}

export const canUndo = (): boolean => entries.length > 0;

/** In a text box Ctrl/Cmd+Z belongs to the text. */
const editsText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input:not([type=checkbox], [type=radio]), textarea, [contenteditable]') !== null;

/** Ctrl/Cmd+Z undoes what was done last, wherever the focus is outside text. */
export function useUndoKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPress('undo', event) || event.defaultPrevented || editsText(event.target)) return;
      if (undoLatest()) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
