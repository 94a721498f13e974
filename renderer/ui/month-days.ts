/** The days of a month's grid. Dates are `YYYY-MM-DD`; months are `YYYY-MM`. */
import { addDays, weekStart } from '../../contract/rules/shown-days.ts';

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The same day of another month, or its last one where it is shorter. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, last));
  return dateOf(first.getTime());
}

/** Six weeks of seven days, the month's first week first, so that the grid never changes its height. */
export function monthWeeks(date: string, firstDay: number): string[][] {
  const first = weekStart(`${date.slice(0, 7)}-01`, firstDay);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, at_) => addDays(first, week * 7 + at_)));
}

/** Where an arrow or page key leads, or undefined when it is no such key. */
export function dateForKey(key: string, date: string, firstDay: number, shift: boolean): string | undefined {
  switch (key) {
    case 'ArrowLeft': return addDays(date, -1);
    case 'ArrowRight': return addDays(date, 1);
    case 'ArrowUp': return addDays(date, -7);
    case 'ArrowDown': return addDays(date, 7);
    case 'Home': return weekStart(date, firstDay);
    case 'End': return addDays(weekStart(date, firstDay), 6);
    case 'PageUp': return addMonths(date, shift ? -12 : -1);
    case 'PageDown': return addMonths(date, shift ? 12 : 1);
    default: return undefined;
  }
}
