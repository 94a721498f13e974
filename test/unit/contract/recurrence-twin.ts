/** A series found by looking at every day, one after another, with Date and arithmetic alone. */
import type { Recurrence } from '../../../contract/calendar.ts';

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const day = 86_400_000;
/** Monday, 3 January 2000. */
const monday = Date.UTC(2000, 0, 3);

const numbersOf = (at: number) => {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), weekday: (date.getUTCDay() + 6) % 7 };
};
const weekOf = (at: number) => Math.floor((at - monday) / (7 * day));

function fits(every: Recurrence['every'], interval: number, first: number, at: number): boolean {
  const [one, other] = [numbersOf(first), numbersOf(at)];
  if (every.unit === 'day') return ((at - first) / day) % interval === 0;
  if (every.unit === 'week') {
    const name = weekdayNames[other.weekday];
    return (weekOf(at) - weekOf(first)) % interval === 0 && name !== undefined && every.on.includes(name);
  }
  if (((other.year - one.year) * 12 + other.month - one.month) % interval !== 0) return false;
  if (every.by === 'date') return one.day === other.day;
  if (one.weekday !== other.weekday) return false;
  if (every.isLast) return numbersOf(at + 7 * day).month !== other.month;
  return Math.floor((one.day - 1) / 7) === Math.floor((other.day - 1) / 7);
}

/** Up to 80 dates of the series that begins on `date`, looked for over thirty years. */
export function seriesDays({ every, interval, end }: Recurrence, date: string): string[] {
  const first = Date.parse(`${date}T00:00:00Z`);
  const most = end.type === 'count' ? end.count : 80;
  const found: string[] = [];
  for (let at = first; at < first + 30 * 366 * day && found.length < most; at += day) {
    const text = new Date(at).toISOString().slice(0, 10);
    if (end.type === 'until' && text > end.date) break;
    if (fits(every, interval, first, at)) found.push(text);
  }
  return found;
}
