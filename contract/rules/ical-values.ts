/** Values of iCalendar properties: dates, times, durations (RFC 5545 section 3.3). Null for what is none. */
import { Temporal } from 'temporal-polyfill';

export interface IcalTime {
  readonly wall: Temporal.PlainDateTime;
  readonly isDate: boolean;
  /** Seconds east of UTC where the value tells them: 0 for `Z`. */
  readonly offset: number | null;
}

// With the signs of ISO 8601 between the numbers, as some programs write them, and an offset where `Z` belongs.
const timeForm =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** `20260619`, `20260619T190000`, `20260619T170000Z`. A leap second is the one before it, 24:00 the next midnight. */
export function readTime(text: string): IcalTime | null {
  const [found, year, month, day, hour, minute = '0', second = '0', zone] = timeForm.exec(text.trim()) ?? [];
  if (found === undefined) return null;
  const isMidnight = hour === '24' && Number(minute) === 0 && Number(second) === 0;
  try {
    const wall = Temporal.PlainDateTime.from(
      {
        year: Number(year), month: Number(month), day: Number(day),
        hour: isMidnight ? 0 : Number(hour ?? 0), minute: Number(minute), second: Math.min(Number(second), 59),
      },
      { overflow: 'reject' },
    );
    const offset = zone === undefined ? null : zone.toUpperCase() === 'Z' ? 0 : readOffset(zone);
    return { wall: isMidnight ? wall.add({ days: 1 }) : wall, isDate: hour === undefined, offset };
  } catch {
    return null;
  }
}

/** Seconds east of UTC of `+0530`, `-00:30` or `+053020`. */
export function readOffset(text: string): number | null {
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d{2}):?([0-5]\d)(?::?([0-5]\d))?$/.exec(text.trim()) ?? [];
  if (sign === undefined || Number(hours) > 23) return null;
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}

export interface IcalLength {
  /** Days of the calendar: 23 or 25 hours where clocks change. */
  readonly days: number;
  /** Milliseconds besides. */
  readonly rest: number;
}

const lengthForm = /^([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/i;

/** `PT1H30M`, `P1D`, `P2W`. Null for negative ones, too. */
export function readLength(text: string): IcalLength | null {
  const found = lengthForm.exec(text.trim());
  if (!found || found[1] === '-' || !/\d/.test(text)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(2).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, rest: ((hours * 60 + minutes) * 60 + seconds) * 1_000 };
}
