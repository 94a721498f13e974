/**
 * Repeats: what the form can make, as RRULE and back. Which times a rule comes to is in series-times.ts, which brings a
 * library of 180 kB along; this file is read at every launch.
 */
import { Temporal } from 'temporal-polyfill';
import type { Recurrence, Weekday } from '../calendar.ts';
import { compactDate, compactTime, dateFrom, readRule, weekdays, withUntil } from './recurrence-rule.ts';
import type { Rule } from './recurrence-rule.ts';

/** Where a series begins, on the clock of its zone. */
export interface SeriesStart {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM`; null all day. */
  readonly time: string | null;
}

const dayOf = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);
const weekdayOf = (date: Temporal.PlainDate): Weekday => weekdays[date.dayOfWeek - 1] ?? 'MO';
const placeOf = (date: Temporal.PlainDate): number => Math.ceil(date.day / 7);
const isInLastWeek = (date: Temporal.PlainDate): boolean => date.day + 7 > date.daysInMonth;

/**
 * The value of RRULE. With a time of day, `UNTIL` is the end of the last day in UTC, because RFC 5545 wants it in UTC
 * wherever the start has a zone; all day it is a date.
 *
 * @param zone IANA zone of the series
 * @throws RangeError when date or zone are none
 */
export function toRule(recurrence: Recurrence, start: SeriesStart, zone: string): string {
  const { every, interval, end } = recurrence;
  const parts = [`FREQ=${{ day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' }[every.unit]}`];
  if (end.type === 'until') parts.push(`UNTIL=${untilText(end.date, start, zone)}`);
  if (end.type === 'count') parts.push(`COUNT=${end.count}`);
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  const day = dayOf(start.date);
  if (every.unit === 'week') parts.push(`BYDAY=${weekdays.filter((each) => every.on.includes(each)).join(',')}`);
  else if (every.unit === 'month')
    parts.push(
      every.by === 'date' ? `BYMONTHDAY=${day.day}` : `BYDAY=${every.isLast ? -1 : placeOf(day)}${weekdayOf(day)}`,
    );
  return parts.join(';');
}

function untilText(date: string, start: SeriesStart, zone: string): string {
  if (start.time === null) return compactDate(date);
  const end = dayOf(date).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' });
  return `${compactTime(end.withTimeZone('UTC'))}Z`;
}

/** The rule with `UNTIL` in the form that RFC 5545 asks for beside this start; null when it is no rule. */
export function conformRule(text: string, start: SeriesStart, zone: string): string | null {
  const rule = readRule(text);
  if (!rule?.until) return rule?.text ?? null;
  if (start.time === null) return withUntil(rule, compactDate(lastDay(rule.until, null, zone)));
  if (rule.until.endsWith('Z')) return rule.text;
  if (rule.until.length === 8) return withUntil(rule, untilText(dateFrom(rule.until), start, zone));
  return withUntil(rule, `${compactTime(untilWall(rule.until).toZonedDateTime(zone).withTimeZone('UTC'))}Z`);
}

/** A wall clock from `20270619T215959`; a leap second is the one before it. */
export const untilWall = (until: string): Temporal.PlainDateTime =>
  Temporal.PlainDateTime.from(
    `${dateFrom(until)}T${until.slice(9, 11)}:${until.slice(11, 13)}:${until.slice(13, 15).replace('60', '59')}`,
  );

/** The last day on which something that starts at `time` may take place. */
function lastDay(until: string, time: string | null, zone: string): string {
  if (until.length === 8 || time === null) return dateFrom(until);
  const wall = until.endsWith('Z')
    ? untilWall(until).toZonedDateTime('UTC').withTimeZone(zone).toPlainDateTime()
    : untilWall(until);
  const isTooEarly = Temporal.PlainTime.compare(wall, Temporal.PlainTime.from(time)) < 0;
  return (isTooEarly ? wall.subtract({ days: 1 }) : wall).toPlainDate().toString();
}

/**
 * What the form shows for a rule; null when it cannot show exactly that: yearly ones, several days of a month, a start
 * that the rule does not meet, more than the form's numbers hold, and what is no rule.
 */
export function fromRule(text: string, start: SeriesStart, zone: string): Recurrence | null {
  const rule = readRule(text);
  if (!rule || rule.interval > 99 || (rule.count ?? 1) > 999) return null;
  const day = dayOf(start.date);
  const every = everyOf(rule, day);
  const until = rule.until === null ? null : lastDay(rule.until, start.time, zone);
  if (!every || (until !== null && until < start.date)) return null;
  const recurrence: Recurrence = {
    interval: rule.interval,
    every,
    end:
      until !== null
        ? { type: 'until', date: until }
        : rule.count === null
          ? { type: 'never' }
          : { type: 'count', count: rule.count },
  };
  return firstOn(recurrence, start.date) ? recurrence : null;
}

function everyOf(rule: Rule, day: Temporal.PlainDate): Recurrence['every'] | null {
  const { frequency, lists, interval } = rule;
  const days = weekdays.filter((each) => rule.days.some((one) => one.day === each));
  if (frequency === 'DAILY' || frequency === 'WEEKLY') {
    if (lists.size > 0) return null;
    if (days.length === 0) return frequency === 'DAILY' ? { unit: 'day' } : { unit: 'week', on: [weekdayOf(day)] };
    if (frequency === 'DAILY') return interval === 1 ? { unit: 'week', on: days } : null;
    // The form's weeks begin on Monday. With one day a week, or every week, it does not matter.
    return rule.weekStart === 'MO' || interval === 1 || days.length === 1 ? { unit: 'week', on: days } : null;
  }
  if (frequency !== 'MONTHLY') return null;
  if (rule.days.length === 0) {
    const dates = lists.get('BYMONTHDAY');
    if (lists.size > (dates ? 1 : 0)) return null;
    return !dates || (dates.length === 1 && dates[0] === day.day) ? { unit: 'month', by: 'date' } : null;
  }
  return byWeekday(rule, day);
}

/** `BYDAY=2TU`, or as Outlook writes it, `BYDAY=TU;BYSETPOS=2`. */
function byWeekday({ days, lists }: Rule, date: Temporal.PlainDate): Recurrence['every'] | null {
  const [one, ...more] = days;
  const places = lists.get('BYSETPOS');
  if (!one || more.length > 0 || one.day !== weekdayOf(date) || lists.size > (places ? 1 : 0)) return null;
  if (places && (places.length > 1 || one.place !== 0)) return null;
  const place = places?.[0] ?? one.place;
  if (place === -1 && isInLastWeek(date)) return { unit: 'month', by: 'weekday', isLast: true };
  return place === placeOf(date) ? { unit: 'month', by: 'weekday', isLast: false } : null;
}

/**
 * The repeat of a series whose every occurrence is moved by whole days, to begin on `date` from then on: its weekdays
 * and its last day move along.
 */
export function movedRepeat(recurrence: Recurrence, days: number, date: string): Recurrence {
  const { every, end } = recurrence;
  const next = (day: Weekday) => weekdays.at((weekdays.indexOf(day) + days) % 7) ?? day;
  const moved: Recurrence['every'] =
    every.unit === 'week'
      ? { unit: 'week', on: weekdays.filter((day) => every.on.map(next).includes(day)) }
      : every.unit === 'month' && every.by === 'weekday'
        ? { ...every, isLast: every.isLast && isInLastWeek(dayOf(date)) }
        : every;
  return {
    ...recurrence,
    every: moved,
    end: end.type === 'until' ? { type: 'until', date: dayOf(end.date).add({ days }).toString() } : end,
  };
}

/** Whether a series of this kind can begin on `date`: it is one of the weekdays, or in the last week of its month. */
export function firstOn({ every }: Recurrence, date: string): boolean {
  const day = dayOf(date);
  if (every.unit === 'week') return every.on.includes(weekdayOf(day));
  return every.unit !== 'month' || every.by === 'date' || !every.isLast || isInLastWeek(day);
}
