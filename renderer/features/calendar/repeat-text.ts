import type { CalendarEvent } from '../../../contract/calendar.ts';
import { recurrenceText } from '../../../contract/rules/recurrence-text.ts';
import { lineText } from '../../../contract/rules/shown-text.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';

/** How it repeats: in words where the form could show it, else as Zoho tells it. Null when it does not. */
export function repeatText({ repeat, rule, recurring, occurrence, startsAt, timeZone }: CalendarEvent, here: string): string | null {
  // The first of a series names a month's date; of a later occurrence that may have been moved.
  if (repeat) return recurrenceText(repeat, occurrence === null ? wallTimeAt(startsAt, timeZone ?? here).date : undefined);
  if (rule !== null) return `By a rule of its own: ${lineText(rule, 200)}`;
  return recurring ? 'Part of a series' : null;
}
