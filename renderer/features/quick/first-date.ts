/** The first date of a repeat. */
import { Temporal } from 'temporal-polyfill';
import type { Weekday } from '../../../contract/calendar.ts';
import type { Rhythm } from './repeat-part.ts';
import { weekdays } from './weekdays.ts';

export const weekdayOf = (date: Temporal.PlainDate): Weekday => weekdays[date.dayOfWeek - 1] ?? 'MO';

/** A fifth Thursday may be some months away, a 31st two. */
const furthest = 400;

/** The first day from `from` on that is one of the rhythm's; `from` itself where any day will do. */
export function firstDate(rhythm: Rhythm, from: string): string {
  let day = Temporal.PlainDate.from(from);
  for (let tries = 0; tries < furthest; tries++, day = day.add({ days: 1 })) if (fits(rhythm, day)) return day.toString();
  return from;
}

function fits(rhythm: Rhythm, day: Temporal.PlainDate): boolean {
  if (rhythm.unit === 'week') return rhythm.on?.includes(weekdayOf(day)) ?? true;
  if (rhythm.unit !== 'month') return true;
  if (!('nth' in rhythm)) return rhythm.day === null || day.day === rhythm.day;
  if (weekdayOf(day) !== rhythm.weekday) return false;
  return rhythm.nth < 0 ? day.day + 7 > day.daysInMonth : Math.ceil(day.day / 7) === rhythm.nth;
}
