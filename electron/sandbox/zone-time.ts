/**
 * Wall-clock time in a time zone, by Intl alone, and Zoho's way of writing it: `Jun 19, 2026 07:00 PM CEST`
 * (zoho-api.md 2.3). Instants are epoch milliseconds.
 */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const dayMs = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** By zone, or by locale and zone: making one costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** True for an IANA time zone this machine knows; offsets such as `+02:00` are not names. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}

export function wallTimeAt(instant: number, zone: string): WallTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

const asUtc = (wall: WallTime): number =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);

/** The zone's offset from UTC at an instant, in ms (7200000 for Paris in summer). */
export function offsetAt(instant: number, zone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  return asUtc(wallTimeAt(whole, zone)) - whole;
}

/**
 * The instant of a wall-clock time. Where clocks go back it is the earlier or the `later` of the two; where they go
 * forward the time does not exist and is moved on by the length of the gap (RFC 5545 3.3.5 does the same).
 */
export function instantOf(wall: WallTime, zone: string, choose: 'earlier' | 'later' = 'earlier'): number {
  const utc = asUtc(wall);
  const before = offsetAt(utc - dayMs, zone);
  const after = offsetAt(utc + dayMs, zone);
  const fitting = [utc - before, utc - after].filter((instant) => instant + offsetAt(instant, zone) === utc);
  if (fitting.length === 0) return utc - before;
  return choose === 'earlier' ? Math.min(...fitting) : Math.max(...fitting);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `Jun 19, 2026 07:00 PM`, without a zone. */
export function writeZohoTime(instant: number, zone: string): string {
  const { year, month, day, hour, minute } = wallTimeAt(instant, zone);
  const half = hour < 12 ? 'AM' : 'PM';
  return `${months[month - 1]} ${two(day)}, ${year} ${two(hour % 12 || 12)}:${two(minute)} ${half}`;
}

/** Reads `Jun 19, 2026 07:00 PM`, also unpadded; undefined when it is no such time. A zone suffix is refused. */
export function readZohoTime(text: string): WallTime | undefined {
  const found = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) (\d{1,2}):(\d{2}) (AM|PM)$/i.exec(text.trim());
  if (!found) return undefined;
  const [, name = '', day = '', year = '', hour = '', minute = '', half = ''] = found;
  const month = months.findIndex((each) => each.toLowerCase() === name.toLowerCase()) + 1;
  const twelve = Number(hour);
  if (month === 0 || twelve < 1 || twelve > 12 || Number(minute) > 59) return undefined;
  const wall: WallTime = {
    year: Number(year),
    month,
    day: Number(day),
    hour: (twelve % 12) + (half.toUpperCase() === 'PM' ? 12 : 0),
    minute: Number(minute),
    second: 0,
  };
  return new Date(asUtc(wall)).getUTCDate() === wall.day ? wall : undefined;
}

/** Where English locales have no short name of their own, what Zoho's pages are likely to print. */
const shortNames: Readonly<Record<string, string>> = {
  'Asia/Tokyo': 'JST',
  'Asia/Singapore': 'SGT',
  'America/Sao_Paulo': 'BRT',
};

function nameFormatFor(locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' });
    formats.set(key, format);
  }
  return format;
}

/** The zone's abbreviation as Zoho appends it: `CEST`, `IST`, else `GMT+5:45`. */
export function zoneAbbreviation(instant: number, zone: string): string {
  const listed = shortNames[zone];
  if (listed !== undefined) return listed;
  let name = 'GMT';
  for (const locale of ['en-IN', 'en-AU', 'en-GB', 'en-US']) {
    const parts = nameFormatFor(locale, zone).formatToParts(instant);
    name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? name;
    if (!/^GMT[+-]/.test(name)) return name;
  }
  return name;
}
