import type { EventRow } from '../../../contract/calendar.ts';
import { addDays } from '../../../contract/rules/shown-days.ts';
import { isUnseen, lineText, longestShownTopic } from '../../../contract/rules/shown-text.ts';
import { dateFormat } from '../../ui/formats.ts';

/** On one line, and bounded. */
export function titleOf({ title }: Pick<EventRow, 'title'>): string {
  const shown = lineText(title, longestShownTopic);
  return isUnseen(shown) ? '(No title)' : shown;
}

const format = (options: Intl.DateTimeFormatOptions, locale?: string) =>
  dateFormat(locale, { ...options, timeZone: 'UTC' });
const noon = (day: string) => Date.parse(`${day}T12:00Z`);

/** "Friday 19 June", "Friday 19 June to Sunday 21 June": the days of an all-day event. */
export function daysText({ from, to }: NonNullable<EventRow['allDay']>, locale?: string): string {
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' }, locale);
  return from === to ? day.format(noon(from)) : `${day.format(noon(from))} to ${day.format(noon(to))}`;
}

/** "Friday, 19 June 2026", or the first and the last day with the year. */
export function longDaysText({ from, to }: NonNullable<EventRow['allDay']>, locale?: string): string {
  if (from === to) return format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, locale).format(noon(from));
  return format({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }, locale).formatRange(noon(from), noon(to));
}

/** "3 days" */
export function dayCount({ from, to }: NonNullable<EventRow['allDay']>): string {
  let count = 1;
  for (let day = from; day < to && count < 1_000; day = addDays(day, 1)) count += 1;
  return count === 1 ? '1 day' : `${count} days`;
}

const statusWords: Readonly<Record<string, string>> = {
  'ACCEPTED': 'accepted', 'DECLINED': 'declined', 'TENTATIVE': 'tentative', 'NEEDS-ACTION': 'not answered', 'DELEGATED': 'delegated',
};

/** What an attendee has answered, in words; what Zoho says else stays as it is. */
export const statusText = (status: string | null): string | null =>
  status === null || isUnseen(status) ? null : (statusWords[status.trim().toUpperCase()] ?? lineText(status, 40).toLowerCase());

/** "15 min before", "at the start" */
export function reminderText(minutes: number): string {
  if (minutes === 0) return 'At the start';
  if (minutes % 1_440 === 0) return minutes === 1_440 ? '1 day before' : `${minutes / 1_440} days before`;
  return minutes % 60 === 0 ? `${minutes / 60} h before` : `${minutes} min before`;
}
