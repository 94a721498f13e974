/**
 * Zoho Calendar's times (zoho-api.md 3.2 and 3.3): `20260619T190000+0200`, `20260619T170000Z`, `20260619T190000` in a
 * zone that stands beside it, and `20260619` for whole days.
 */
import { Temporal } from 'temporal-polyfill';
import { momentOf, zoneId } from '../time.ts';
import { number, text } from './values.ts';

export const dayMs = 24 * 3_600_000;

export interface EventTime {
  /** Epoch ms. */
  readonly at: number;
  /** The day it is on, in its zone: `YYYY-MM-DD`. */
  readonly date: string;
  /** A day without a time. */
  readonly isDate: boolean;
  /** The clock in its zone shows midnight. */
  readonly isMidnight: boolean;
}

/** As a day: a midnight that is written in UTC means the day that is written, wherever the event is. */
export function readEventDay(value: unknown, zone: string): EventTime | undefined {
  const there = readEventTime(value, zone);
  if (!there || there.isMidnight) return there;
  const written = readEventTime(value, 'UTC');
  return written?.isMidnight ? written : there;
}

const form = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** The years in which both Temporal and what is added to a moment are sure. */
const years = { from: 1900, to: 9_000 };

/** The zone as Temporal takes it, or the one to fall back on. */
export const knownZone = (zone: string | null, fallback: string): string => zoneId(zone) ?? fallback;

/** Undefined when it is none. @param zone that of the event, as Temporal takes it */
export function readEventTime(value: unknown, zone: string): EventTime | undefined {
  const bare = text(value)?.trim() ?? '';
  const millis = /^\d{12,13}$/.test(bare) ? number(bare) : null;
  if (millis !== null) return inZone(millis, zone);
  const found = form.exec(bare);
  if (!found) {
    const told = momentOf({ millis: null, text: bare, timeZone: zone, offset: null });
    return told === null ? undefined : inZone(told, zone);
  }
  const [, year, month, day, hour, minute, second, offset] = found;
  const date = `${year}-${month}-${day}`;
  if (Number(year) < years.from || Number(year) > years.to) return undefined;
  try {
    if (hour === undefined) {
      const start = Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime(zone);
      return { at: start.epochMilliseconds, date, isDate: true, isMidnight: true };
    }
    const wall = Temporal.PlainDateTime.from(`${date}T${hour}:${minute}:${second ?? '00'}`, { overflow: 'reject' });
    if (offset === undefined) return inZone(wall.toZonedDateTime(zone).epochMilliseconds, zone);
    const colon = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
    return inZone(Temporal.Instant.from(`${wall.toString()}${colon.toUpperCase()}`).epochMilliseconds, zone);
  } catch {
    return undefined;
  }
}

function inZone(at: number, zone: string): EventTime | undefined {
  try {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    if (there.year < years.from || there.year > years.to) return undefined;
    const isMidnight = there.toPlainTime().equals(Temporal.PlainTime.from('00:00'));
    return { at, date: there.toPlainDate().toString(), isDate: false, isMidnight };
  } catch {
    return undefined;
  }
}

/** `20260619T170000Z` from epoch ms. */
export const utcText = (at: number): string =>
  `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** `20260619` from `2026-06-19`. */
export const dateText = (date: string): string => date.replaceAll('-', '');

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** Epoch ms of the first moment of a day. */
export const midnight = (date: string, zone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;

/** `YYYY-MM-DD` and `HH:MM` on the clock of a zone. */
export function wallOf(at: number, zone: string): { date: string; time: string } {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { date: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'minute' }) };
}
