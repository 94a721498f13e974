import type { AgendaLayout } from '../shell/route.ts';
import { dateFormat } from '../../ui/formats.ts';

/** Days are `YYYY-MM-DD`. */
const noon = (day: string) => Date.parse(`${day}T12:00Z`);

/** How many days "Next" goes on. */
export const stepOf = (layout: AgendaLayout): number => (layout === 'week' ? 7 : 1);

/** "Friday 19 June 2026", "15–21 June 2026", as the locale writes them. */
export function spanTitle(days: readonly string[], locale?: string): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, { ...options, year: 'numeric', timeZone: 'UTC' });
  if (first === last) return format({ weekday: 'long', day: 'numeric', month: 'long' }).format(noon(first));
  return format({ day: 'numeric', month: 'long' }).formatRange(noon(first), noon(last));
}

/** "Friday 19 June": for names. */
export const dayName = (day: string, locale?: string): string =>
  dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(day));

/** "Fri" */
export const weekdayName = (day: string, locale?: string): string =>
  dateFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(noon(day));
