import { useRef } from 'react';
import type { Input } from '../../../contract/api.ts';
import { isolated } from '../../../contract/rules/shown-text.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { numberText } from '../sessions/freshness-text.ts';

/** Main takes as many at once. */
const mostChosen = 1_000;

/** Saves meetings, webinars and events as a calendar file in Downloads, and tells how that went. One at a time. */
export function useSaveCalendar(): (input: Input<'saveCalendarFile'>) => Promise<boolean> {
  const messages = useMessages();
  const running = useRef(false);
  return async (input) => {
    if (running.current) return false;
    const asked = input.what === 'chosen' ? input.sessions.length + input.events.length : null;
    if (asked !== null && asked > mostChosen) {
      messages.warn(`${numberText(asked)} are too many for one file.`, `At most ${numberText(mostChosen)} go into one.`);
      return false;
    }
    running.current = true;
    const result = await ask('saveCalendarFile', input);
    running.current = false;
    if (result.ok) messages.tell(savedText(result.value.fileName, result.value.count, asked));
    else if (result.error.code === 'not-found')
      messages.warn('There is nothing to save.', asked === null ? 'Parley knows of nothing in that time.' : 'Without a start there is no entry in a calendar.');
    else messages.fail(result.error);
    return result.ok;
  };
}

/** @param asked how many were to be saved; null for whatever there is */
export function savedText(fileName: string, count: number, asked: number | null): string {
  const where = `“${isolated(fileName)}” in Downloads`;
  if (count === 1 && (asked ?? 1) === 1) return `Saved as ${where}`;
  const left = asked === null ? 0 : asked - count;
  const others = left === 0 ? '' : `; ${numberText(left)} had no start, or Zoho does not have ${left === 1 ? 'it' : 'them'} yet`;
  return `Saved ${numberText(count)} as ${where}${others}`;
}
