/** RRULE (RFC 5545 3.3.10) as far as calendars use it: daily, weekly, monthly, yearly. Over wall-clock times. */
import { dayMs, instantOfWall, readDate, readPlain, readUtc, wallOf } from './times.ts';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

interface Rule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number;
  /** As written. */
  readonly until: string | null;
  /** `ordinal` 0: each one. `weekday`: 0 is Sunday. */
  readonly byDay: readonly { readonly ordinal: number; readonly weekday: number }[];
  readonly byMonthDay: readonly number[];
  readonly weekStart: number;
}

const whole = (text: string | undefined, fallback: number): number =>
  text === undefined ? fallback : /^[1-9]\d{0,5}$/.test(text) ? Number(text) : Number.NaN;

function readDays(text: string | undefined): Rule['byDay'] | undefined {
  if (text === undefined) return [];
  const days = text.split(',').map((each) => {
    const [, ordinal = '', name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(each) ?? [];
    return { ordinal: Number(ordinal), weekday: weekdays.indexOf(name) };
  });
  return days.every(({ ordinal, weekday }) => weekday >= 0 && Math.abs(ordinal) <= 5) ? days : undefined;
}

const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'WKST']);

/** Undefined for text that is no rule, or one with parts that are not served here. */
export function readRule(text: string): Rule | undefined {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=([^=]+)$/.exec(part) ?? [];
    if (!known.has(name) || parts.has(name)) return undefined;
    parts.set(name, value);
  }
  const frequency = parts.get('FREQ');
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY' && frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
    return undefined;
  }
  const interval = whole(parts.get('INTERVAL'), 1);
  const count = parts.has('COUNT') ? whole(parts.get('COUNT'), 0) : Number.POSITIVE_INFINITY;
  const until = parts.get('UNTIL') ?? null;
  const byDay = readDays(parts.get('BYDAY'));
  const byMonthDay = parts.get('BYMONTHDAY')?.split(',').map(Number) ?? [];
  const weekStart = weekdays.indexOf(parts.get('WKST') ?? 'MO');
  const fits =
    !Number.isNaN(interval) &&
    !Number.isNaN(count) &&
    !(until !== null && parts.has('COUNT')) &&
    (until === null || (readDate(until) ?? readUtc(until) ?? readPlain(until)) !== undefined) &&
    byMonthDay.every((day) => Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31) &&
    weekStart >= 0 &&
    (byMonthDay.length === 0 || frequency === 'DAILY' || frequency === 'MONTHLY') &&
    (parts.get('BYDAY') === undefined || frequency !== 'YEARLY');
  if (!fits || !byDay || (frequency !== 'MONTHLY' && byDay.some(({ ordinal }) => ordinal !== 0))) return undefined;
  return { frequency, interval, count, until, byDay, byMonthDay, weekStart };
}

/** Days of a month, as days of the month. */
function inMonth(rule: Rule, year: number, month: number, startDay: number): number[] {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  const all = Array.from({ length }, (_, index) => index + 1);
  const { byDay, byMonthDay } = rule;
  if (byDay.length === 0 && byMonthDay.length === 0) return all.filter((day) => day === startDay);
  const isDate = (day: number) =>
    byMonthDay.length === 0 || byMonthDay.includes(day) || byMonthDay.includes(day - length - 1);
  const isWeekday = (day: number) =>
    byDay.length === 0 ||
    byDay.some(({ ordinal, weekday }) => {
      if ((first + day - 1) % 7 !== weekday) return false;
      const fromStart = Math.ceil(day / 7);
      const fromEnd = -Math.ceil((length - day + 1) / 7);
      return ordinal === 0 || ordinal === fromStart || ordinal === fromEnd;
    });
  return all.filter((day) => isDate(day) && isWeekday(day));
}

/** The days (as wall-clock midnights) of the `step`th day, week, month or year, counted from that of `startDate`. */
function daysOf(rule: Rule, startDate: number, step: number): number[] {
  const date = new Date(startDate);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const { byDay, byMonthDay, interval } = rule;
  switch (rule.frequency) {
    case 'DAILY': {
      const today = startDate + step * interval * dayMs;
      const there = new Date(today);
      const fits =
        (byDay.length === 0 || byDay.some(({ weekday }) => weekday === there.getUTCDay())) &&
        (byMonthDay.length === 0 ||
          inMonth({ ...rule, byDay: [] }, there.getUTCFullYear(), there.getUTCMonth(), day).includes(
            there.getUTCDate(),
          ));
      return fits ? [today] : [];
    }
    case 'WEEKLY': {
      const monday = startDate - ((date.getUTCDay() - rule.weekStart + 7) % 7) * dayMs + step * interval * 7 * dayMs;
      const wanted = byDay.length === 0 ? [date.getUTCDay()] : byDay.map(({ weekday }) => weekday);
      return Array.from({ length: 7 }, (_, index) => monday + index * dayMs).filter((each) =>
        wanted.includes(new Date(each).getUTCDay()),
      );
    }
    case 'MONTHLY': {
      const first = new Date(Date.UTC(year, month + step * interval, 1));
      const [thisYear, thisMonth] = [first.getUTCFullYear(), first.getUTCMonth()];
      return inMonth(rule, thisYear, thisMonth, day).map((each) => Date.UTC(thisYear, thisMonth, each));
    }
    case 'YEARLY': {
      const there = Date.UTC(year + step * interval, month, day);
      return new Date(there).getUTCMonth() === month ? [there] : [];
    }
  }
}

export interface Series {
  /** Epoch ms; of an all-day event: midnight of its date in UTC. */
  readonly start: number;
  readonly timeZone: string;
  readonly isAllDay: boolean;
}

/** Periods that are looked at, whatever the rule: a rule may ask for the 31st of a month that never has one. */
const maxSteps = 20_000;

/** Starts of occurrences in order, before `before`, like `start` of the series itself. */
export function* startsOf(text: string, series: Series, before: number): Generator<number> {
  const rule = readRule(text);
  if (!rule) return;
  const { start, timeZone, isAllDay } = series;
  const toInstant = (wall: number) => (isAllDay ? wall : instantOfWall(wall, timeZone));
  const first = isAllDay ? start : wallOf(start, timeZone);
  const startDate = Math.floor(first / dayMs) * dayMs;
  const until = rule.until;
  const isOver = (wall: number, instant: number): boolean => {
    if (until === null) return false;
    const date = readDate(until);
    if (date !== undefined) return wall >= date + dayMs;
    const utc = readUtc(until);
    return utc === undefined ? wall > (readPlain(until) ?? wall) : instant > utc;
  };
  let number = 0;
  for (let step = 0; step < maxSteps; step += 1) {
    for (const day of daysOf(rule, startDate, step)) {
      const wall = day + (first - startDate);
      if (wall < first) continue;
      const instant = toInstant(wall);
      if (number >= rule.count || instant >= before || isOver(wall, instant)) return;
      number += 1;
      yield instant;
    }
    // Where nothing fits (the 31st every twelve months from February) the end is still to be found.
    const [sample = startDate + step * dayMs] = daysOf({ ...rule, byDay: [], byMonthDay: [] }, startDate, step);
    if (sample - 2 * dayMs > before) return;
  }
}

/** The rule without its end, and then with this one: `UNTIL=…` or `COUNT=…`. */
export const withEnd = (text: string, end: string): string =>
  [...text.split(';').filter((part) => !/^(?:UNTIL|COUNT)=/.test(part)), end].join(';');

/** The same rule for what is left after `past` occurrences. */
export const afterOccurrences = (text: string, past: number): string => {
  const count = /(?:^|;)COUNT=(\d+)/.exec(text)?.[1];
  return count === undefined ? text : withEnd(text, `COUNT=${Math.max(1, Number(count) - past)}`);
};
