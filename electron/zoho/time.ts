/**
 * Zoho's clock on the wall, both ways: `Jun 19, 2026 07:00 PM`, in the time zone that stands beside it
 * (zoho-api.md 2.3). Zoho appends a zone abbreviation in some answers; it is ambiguous (IST, CST) and not used.
 */
import { Temporal } from 'temporal-polyfill';

/** The end of the year 9999, epoch ms: what is added to a moment before it can still be told. */
const lastMoment = 253_402_300_799_999;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const wallClock =
  /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})[\s,]+(\d{4})[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\b\.?)?(.*)$/i;

/** What Zoho tells about a moment; everything may be missing. */
export interface ZohoMoment {
  /** `startTimeMillisec` and its other spellings, epoch ms. */
  millis: number | null;
  /** `startTime`. */
  text: string | null;
  /** IANA zone, perhaps an old name. */
  timeZone: string | null;
  /** `offset`, ms east of UTC. */
  offset: number | null;
}

/**
 * Epoch ms of a moment. The number wins; else the text is read in its zone, or with its offset when the zone is
 * unknown. Null rather than a wrong time: without zone and offset a wall clock tells no moment.
 */
export function momentOf({ millis, text, timeZone, offset }: ZohoMoment): number | null {
  if (millis !== null && millis > 0 && millis <= lastMoment) return Math.trunc(millis);
  if (text === null) return null;
  const read = parseWallClock(text);
  if (!read) return instantOf(text);
  const east = plausibleOffset(offset) ?? plausibleOffset(read.offset);
  const zone = zoneId(timeZone);
  if (zone !== null) return inZone(read.at, zone, east);
  return east === null ? null : read.at.toZonedDateTime('UTC').epochMilliseconds - east;
}

/**
 * Reads a wall clock. `offset` (ms) is set when the text names one itself: `GMT+05:30`, `UTC`, `+0530`.
 * Undefined when it is none, or a date or hour that does not exist.
 */
export function parseWallClock(text: string): { at: Temporal.PlainDateTime; offset: number | null } | undefined {
  const found = wallClock.exec(text.trim());
  if (!found) return undefined;
  const [, name = '', day, year, hourText, minute, second, half, rest = ''] = found;
  const month = months.findIndex((each) => each.toLowerCase() === name.toLowerCase()) + 1;
  const hour = hourOf(Number(hourText), half?.toLowerCase());
  if (month === 0 || hour === undefined) return undefined;
  try {
    const fields = { year: Number(year), month, day: Number(day), hour, minute: Number(minute) };
    const at = Temporal.PlainDateTime.from({ ...fields, second: Number(second ?? 0) }, { overflow: 'reject' });
    return { at, offset: offsetIn(rest) };
  } catch {
    return undefined;
  }
}

/** Some answers count to 24 and still append PM: `19:00 PM` can only be one hour. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (half === 'a') return hour > 12 ? undefined : hour % 12;
  return hour > 12 ? hour : (hour % 12) + 12;
}

const fixed = /^(?:GMT|UTC|Z)?\s*(?:([+-])(\d{1,2}):?(\d{2})?)?$/i;

/** ms of `GMT+05:30`, `UTC`, `+0530`; null for an abbreviation or nothing. */
function offsetIn(text: string): number | null {
  const bare = text.trim().replace(/^\((.*)\)$/, '$1');
  const found = bare === '' ? null : fixed.exec(bare);
  if (!found) return null;
  const [, sign, hours = '0', minutes = '0'] = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 + 0;
}

/** Whole minutes within what the world uses; anything else is another unit or another field. */
const plausibleOffset = (offset: number | null): number | null =>
  offset !== null && Math.abs(offset) <= 15 * 3_600_000 && offset % 60_000 === 0 ? offset : null;

/** The zone as Temporal takes it: an IANA name, old or new, or `GMT+05:30` as a fixed offset. Null when unknown. */
export function zoneId(timeZone: string | null): string | null {
  if (!timeZone) return null;
  const east = offsetIn(timeZone);
  const id = east === null ? timeZone.trim() : offsetId(east);
  try {
    return Temporal.PlainDateTime.from('2000-01-01T00:00').toZonedDateTime(id).timeZoneId;
  } catch {
    return null;
  }
}

const two = (value: number) => String(value).padStart(2, '0');

function offsetId(east: number): string {
  const minutes = Math.abs(east) / 60_000;
  return `${east < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** In an overlap (clocks going back) the offset tells which of the two is meant, else the first. */
function inZone(at: Temporal.PlainDateTime, zone: string, east: number | null): number | null {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    at.toZonedDateTime(zone, { disambiguation }),
  );
  if (!earlier || !later) return null;
  const isOverlap = earlier.toPlainDateTime().equals(later.toPlainDateTime());
  // In a gap the wall clock does not exist; "later" moves it on by the gap's length, as calendars do.
  if (!isOverlap) return later.epochMilliseconds;
  return east !== null && later.offsetNanoseconds === east * 1e6 ? later.epochMilliseconds : earlier.epochMilliseconds;
}

/**
 * The moments, epoch ms, that a wall clock may mean in a zone: one; two where the clocks go back, or forward over it;
 * none when the zone is unknown. No offset travels with Zoho's `startTime` (zoho-api.md section 7, rule 7).
 */
export function possibleMoments(at: Temporal.PlainDateTime, timeZone: string): readonly number[] {
  const zone = zoneId(timeZone);
  if (zone === null) return [];
  const both = (['earlier', 'later'] as const).map((disambiguation) => at.toZonedDateTime(zone, { disambiguation }));
  return [...new Set(both.map(({ epochMilliseconds }) => epochMilliseconds))];
}

/** ISO 8601 with offset: not documented, but unmistakable. */
function instantOf(text: string): number | null {
  try {
    const moment = Temporal.Instant.from(text.trim()).epochMilliseconds;
    return Math.abs(moment) <= lastMoment ? moment : null;
  } catch {
    return null;
  }
}

/**
 * Writes a wall clock as Zoho asks for it: `MMM dd, yyyy hh:mm AM/PM`, English whatever the locale. The zone travels
 * in a field of its own.
 */
export function formatWallClock(at: Temporal.PlainDateTime): string {
  const hour = two(at.hour % 12 === 0 ? 12 : at.hour % 12);
  const year = String(at.year).padStart(4, '0');
  return `${months[at.month - 1]} ${two(at.day)}, ${year} ${hour}:${two(at.minute)} ${at.hour < 12 ? 'AM' : 'PM'}`;
}
