import { useMemo } from 'react';
import { lengthText } from '../../contract/rules/invitation.ts';
import { dateFormat } from './formats.ts';
import { useNow } from './ticker.ts';
import { ownZone } from './own-zone.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface DayLabel {
  /** "Today", "Tomorrow", "Yesterday", or the weekday: "Fri". */
  readonly name: string;
  /** "19 Jun", with the year where it is not this one. */
  readonly date: string;
}

export interface TimeText {
  readonly zone: string;
  /** The clock says AM and PM, which takes more room. */
  readonly twelveHours: boolean;
  /** "10:00" */
  time(at: number): string;
  /** "10:00 – 10:30", or the start alone when the length is not known. */
  range(start: number, duration: number | null): string;
  /** "Fri, 19 Jun, 10:00": for names that stand alone. */
  dayTime(at: number, now: number): string;
  /** "Friday, 19 June 2026" */
  longDay(at: number): string;
  /** The calendar day as a number that grows by one a day, whatever the clock changes do. */
  dayNumber(at: number): number;
  dayLabel(at: number, now: number): DayLabel;
  /** "10:42", or with the day when that is not today. */
  asOf(at: number, now: number): string;
}

/** A zone as its city: "New York"; one without a city as its distance, which the ids of those have the wrong way round. */
export function cityOf(zone: string): string {
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone);
  if (fixed) return `UTC${fixed[1] === '-' ? '+' : '−'}${fixed[2]}`;
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/**
 * Words for times, in one zone. Dates and clock follow the locale; the words around them are English.
 *
 * @param locale BCP 47 tag, or undefined for the system's
 * @param zone IANA zone, or undefined for the system's
 */
export function createTimeText(locale?: string, zone = ownZone()): TimeText {
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, { ...options, timeZone: zone });
  const twelveHours = format({ hour: 'numeric' }).resolvedOptions().hour12 === true;
  const clock = { hour: twelveHours ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const timeFormat = format(clock);
  const partsFormat = dateFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric', calendar: 'gregory', timeZone: zone });

  const dateOf = (at: number) => {
    const parts = { year: 0, month: 0, day: 0 };
    for (const { type, value } of partsFormat.formatToParts(at))
      if (type === 'year' || type === 'month' || type === 'day') parts[type] = Number(value);
    return parts;
  };
  const yearOf = (at: number) => dateOf(at).year;
  /** All rows of a list are told in the same moment. */
  let told = { now: Number.NaN, year: 0 };
  const thisYear = (now: number) => {
    if (told.now !== now) told = { now, year: yearOf(now) };
    return told.year;
  };
  const dayNumber = (at: number) => {
    const date = dateOf(at);
    return Date.UTC(date.year, date.month - 1, date.day) / day;
  };
  const dayTime = (at: number, now: number) => {
    const year = yearOf(at) === thisYear(now) ? {} : ({ year: 'numeric' } as const);
    return format({ weekday: 'short', day: 'numeric', month: 'short', ...year, ...clock }).format(at);
  };

  return {
    zone: timeFormat.resolvedOptions().timeZone,
    twelveHours,
    time: (at) => timeFormat.format(at),
    range(start, duration) {
      if (!duration) return timeFormat.format(start);
      const end = start + duration;
      if (dayNumber(start) === dayNumber(end)) return timeFormat.formatRange(start, end);
      return `${timeFormat.format(start)} – ${dayTime(end, start)}`;
    },
    dayTime,
    longDay: (at) => format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at),
    dayNumber,
    dayLabel(at, now) {
      const away = dayNumber(at) - dayNumber(now);
      const year = yearOf(at) === thisYear(now) ? {} : ({ year: '2-digit' } as const);
      const date = format({ day: 'numeric', month: 'short', ...year }).format(at);
      const name = { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(away)] ?? format({ weekday: 'short' }).format(at);
      return { name, date };
    },
    asOf: (at, now) => (dayNumber(at) === dayNumber(now) ? timeFormat.format(at) : dayTime(at, now)),
  };
}

/** Words for times in the system's zone, made anew when the person travels. */
export function useTimeText(): TimeText {
  useNow();
  const zone = ownZone();
  return useMemo(() => createTimeText(undefined, zone), [zone]);
}

const about = (length: number): string => {
  if (length < 24 * hour) {
    const minutes = Math.max(1, Math.round(length / minute));
    return lengthText((minutes >= 6 * 60 ? Math.round(minutes / 60) * 60 : minutes) * minute);
  }
  const days = Math.round(length / day);
  return days === 1 ? '1 day' : `${days} days`;
};

/** "in 12 min", "now, ends in 20 min", "ended 3 h ago": how a session stands to the present. Times in epoch ms. */
export function relativeText(start: number, duration: number | null, now: number): string {
  if (start > now) return start - now < minute ? 'starting now' : `in ${about(start - now)}`;
  if (duration === null) return now - start < minute ? 'starting now' : `started ${about(now - start)} ago`;
  const end = start + duration;
  if (end > now) return `now, ends in ${about(end - now)}`;
  return `ended ${about(now - end)} ago`;
}

/** The wall clock of the organiser's zone, when it is another than the reader's: "19:00 in Asia/Kolkata". */
export function otherZoneText(start: number, zone: string | null, here: TimeText, locale?: string): string | undefined {
  if (!zone) return undefined;
  let there: TimeText;
  try {
    there = createTimeText(locale, zone);
  } catch {
    return undefined;
  }
  const sameDay = there.dayNumber(start) === here.dayNumber(start);
  if (sameDay && there.time(start) === here.time(start)) return undefined;
  const time = sameDay ? there.time(start) : there.dayTime(start, start);
  return `${time} in ${zone.replaceAll('_', ' ')}`;
}
