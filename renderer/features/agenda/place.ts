import { addDays, weekStart } from '../../ui/month-days.ts';
import type { AgendaLayout } from '../shell/route.ts';

/** Days are `YYYY-MM-DD`. */
const noon = (day: string) => Date.parse(`${day}T12:00Z`);

/** The days that stand side by side. @param firstDay of a week, 1 for Monday to 7 for Sunday */
export function shownDays(layout: AgendaLayout, day: string, firstDay: number): string[] {
  if (layout !== 'week') return [day];
  const first = weekStart(day, firstDay);
  return Array.from({ length: 7 }, (_, index) => addDays(first, index));
}

/** How many days "Next" goes on. */
export const stepOf = (layout: AgendaLayout): number => (layout === 'week' ? 7 : 1);

/** "Friday 19 June 2026", "15–21 June 2026", as the locale writes them. */
export function spanTitle(days: readonly string[], locale?: string): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, year: 'numeric', timeZone: 'UTC' });
  if (first === last) return format({ weekday: 'long', day: 'numeric', month: 'long' }).format(noon(first));
  return format({ day: 'numeric', month: 'long' }).formatRange(noon(first), noon(last));
}

/** "Friday 19 June": for names. */
export const dayName = (day: string, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(day));

/** "Fri" */
export const weekdayName = (day: string, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(noon(day));
