/** The days that the agenda shows, and the span of time that they take. Dates are `YYYY-MM-DD`. */
import type { Settings } from '../domain.ts';
import { dateIn, dayIn } from './agenda-axis.ts';

const day = 86_400_000;

const at = (date: string) => Date.parse(`${date}T00:00Z`);

export const addDays = (date: string, days: number): string => new Date(at(date) + days * day).toISOString().slice(0, 10);

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number => new Date(at(date)).getUTCDay() || 7;

/** The first day of the week that holds `date`. @param firstDay 1 for Monday to 7 for Sunday */
export const weekStart = (date: string, firstDay: number): string =>
  addDays(date, -((weekdayOf(date) - firstDay + 7) % 7));

/** The day a locale begins its weeks with, 1 for Monday to 7 for Sunday. @param locale BCP 47 tag */
export function firstDayOf(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number } };
  return info.getWeekInfo?.().firstDay ?? 1;
}

/** The days that stand side by side. @param firstDay of a week, 1 for Monday to 7 for Sunday */
export function shownDays(layout: Settings['agendaLayout'], date: string, firstDay: number): string[] {
  if (layout !== 'week') return [date];
  const first = weekStart(date, firstDay);
  return Array.from({ length: 7 }, (_, index) => addDays(first, index));
}

/** From the start of the first day to the end of the last. Epoch ms; `to` is not included. */
export function rangeOf(days: readonly string[], zone: string): { from: number; to: number } {
  const [first = '', last = first] = [days[0], days.at(-1)];
  return { from: dayIn(zone, first).start, to: dayIn(zone, last).end };
}

/** What the agenda begins with: today, or the week that holds it. @param now epoch ms */
export const firstRange = (layout: Settings['agendaLayout'], zone: string, firstDay: number, now: number): { from: number; to: number } =>
  rangeOf(shownDays(layout, dateIn(zone, now), firstDay), zone);
