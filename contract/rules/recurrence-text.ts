/** A repeat in words. */
import { Temporal } from 'temporal-polyfill';
import type { Recurrence, Weekday } from '../calendar.ts';
import { weekdays } from './recurrence-rule.ts';

const dayNames: Readonly<Record<Weekday, string>> = {
  MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday',
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const places = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "Monday, Tuesday and Thursday" */
const allOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/**
 * "Every 2 weeks on Monday and Thursday, until 19 Jun 2027".
 *
 * @param date `YYYY-MM-DD` of the first one, if known: then a month's date or weekday is named
 */
export function recurrenceText({ interval, every, end }: Recurrence, date?: string): string {
  const period = interval === 1 ? every.unit : `${interval} ${every.unit}s`;
  return `Every ${period}${onText(every, date)}${endText(end)}`;
}

function onText(every: Recurrence['every'], date: string | undefined): string {
  if (every.unit === 'day') return '';
  if (every.unit === 'week') return ` on ${daysText(every.on)}`;
  const day = date === undefined ? null : Temporal.PlainDate.from(date);
  if (every.by === 'date') return day ? ` on day ${day.day}` : ' on the same date';
  if (!day) return every.isLast ? ' on the last such weekday' : ' on the same weekday';
  const place = every.isLast ? 'last' : (places[Math.ceil(day.day / 7) - 1] ?? '');
  return ` on the ${place} ${dayNames[weekdays[day.dayOfWeek - 1] ?? 'MO']}`;
}

function daysText(on: readonly Weekday[]): string {
  const days = weekdays.filter((each) => on.includes(each));
  if (days.length === 7) return 'every day';
  return days.join() === 'MO,TU,WE,TH,FR' ? 'weekdays' : allOf(days.map((each) => dayNames[each]));
}

function endText(end: Recurrence['end']): string {
  if (end.type === 'never') return '';
  if (end.type === 'count') return end.count === 1 ? ', once' : `, ${end.count} times`;
  const { day, month, year } = Temporal.PlainDate.from(end.date);
  return `, until ${day} ${months[month - 1]} ${year}`;
}
