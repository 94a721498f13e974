/**
 * VTIMEZONE (RFC 5545 section 3.6.5) from a zone's real changes of clocks, so that a reader without the zone, or with
 * other rules for it, comes to the same moments.
 */
import { Temporal } from 'temporal-polyfill';
import { isKnownZone } from './known-zone.ts';
import { two } from './field-text.ts';
import { compactTime, weekdays } from './recurrence-rule.ts';
import { sameZone } from './zones.ts';

/** The zone's id in its usual capitals; null for UTC and for what the engine does not know: written in UTC. */
export function writtenZone(zone: string | null): string | null {
  if (zone === null || !isKnownZone(zone) || sameZone(zone, 'UTC')) return null;
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
}

/** One change of clocks. Offsets in seconds. */
interface Change {
  /** What clocks showed when it came. */
  readonly wall: Temporal.PlainDateTime;
  readonly from: number;
  readonly to: number;
  readonly isSummer: boolean;
}

/** Far more than a span of thirty years has anywhere. */
const mostChanges = 400;
/** Shorter than half a year and a bit: a change back within it ends a summer. */
const summer = 300 * 86_400_000;

/**
 * @param zone IANA id
 * @param from epoch ms: times from here on are right
 * @param to epoch ms: until here every change is the engine's; behind it the last yearly rules go on
 * @returns content lines, not folded
 */
export function zoneLines(zone: string, from: number, to: number): string[] {
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, `X-LIC-LOCATION:${zone}`];
  // To the end of its year: a rule that still goes on has then shown itself in it, and one that was given up has not.
  const end = Date.UTC(new Date(to).getUTCFullYear() + 1, 0);
  for (const group of grouped(changesIn(zone, from, end))) lines.push(...observances(group, end));
  return [...lines, 'END:VTIMEZONE'];
}

const secondsOf = (at: Temporal.ZonedDateTime): number => Math.round(at.offsetNanoseconds / 1e9);

/** The last change before `from`, and all until `to`. */
function changesIn(zone: string, from: number, to: number): Change[] {
  const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  let at = begin.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const changes: Change[] = [];
  if (!at) {
    const offset = secondsOf(begin);
    changes.push({ wall: Temporal.PlainDateTime.from('1601-01-01'), from: offset, to: offset, isSummer: false });
    at = begin.getTimeZoneTransition('next');
  }
  while (at && (changes.length === 0 || at.epochMilliseconds <= to) && changes.length < mostChanges) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next');
    const [before, after] = [secondsOf(at.subtract({ nanoseconds: 1 })), secondsOf(at)];
    const isShort = next !== null && next.epochMilliseconds - at.epochMilliseconds < summer;
    const isSummer = after > before && isShort && secondsOf(next) < after;
    const wall = at.toPlainDateTime().add({ seconds: before - after });
    if (before !== after || changes.length === 0) changes.push({ wall, from: before, to: after, isSummer });
    at = next;
  }
  return changes;
}

/** Those of one kind together: the same offsets, in order of time. */
function grouped(changes: readonly Change[]): Change[][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const name = `${change.from} ${change.to} ${change.isSummer}`;
    groups.set(name, [...(groups.get(name) ?? []), change]);
  }
  return [...groups.values()];
}

/** A rule for as many of the last changes as one rule makes, and a list for those before; a list when it has ended. */
function observances(group: readonly Change[], end: number): string[] {
  let rule: string | null = null;
  let first = group.length;
  const last = group.at(-1)?.wall.toZonedDateTime('UTC').add({ days: 357 });
  const isOver = !last || last.epochMilliseconds <= end;
  for (let at = isOver ? -1 : group.length - 2; at >= 0; at--) {
    const longer = yearlyRule(group.slice(at));
    if (longer === null) break;
    rule = longer;
    first = at;
  }
  // One observance each, because some readers take one value of an RDATE and forget the DTSTART beside it.
  const listed = group.slice(0, first).flatMap((change) => observance(change, null));
  const begin = group[first];
  return begin ? [...listed, ...observance(begin, rule)] : listed;
}

function observance(change: Change, rule: string | null): string[] {
  const name = change.isSummer ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `DTSTART:${compactTime(change.wall)}`,
    ...(rule === null ? [] : [`RRULE:${rule}`]),
    `TZOFFSETFROM:${offsetText(change.from)}`,
    `TZOFFSETTO:${offsetText(change.to)}`,
    `END:${name}`,
  ];
}

/** "-0430", with seconds where a zone once had them. */
function offsetText(seconds: number): string {
  const size = Math.abs(seconds);
  const rest = size % 60 === 0 ? '' : two(size % 60);
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3_600))}${two(Math.floor(size / 60) % 60)}${rest}`;
}

/** The yearly rule that makes exactly these, or null: the same weekday and time, in the same week of the same month. */
function yearlyRule(changes: readonly Change[]): string | null {
  const [first] = changes;
  if (!first) return null;
  const time = first.wall.toPlainTime();
  const isYearly = changes.every(
    ({ wall }, index) =>
      wall.year === first.wall.year + index &&
      wall.month === first.wall.month &&
      wall.dayOfWeek === first.wall.dayOfWeek &&
      wall.toPlainTime().equals(time),
  );
  if (!isYearly) return null;
  const day = weekdays[first.wall.dayOfWeek - 1] ?? 'MO';
  const rule = `FREQ=YEARLY;BYMONTH=${first.wall.month}`;
  if (changes.every(({ wall }) => wall.day + 7 > wall.daysInMonth)) return `${rule};BYDAY=-1${day}`;
  const places = new Set(changes.map(({ wall }) => Math.ceil(wall.day / 7)));
  if (places.size === 1) return `${rule};BYDAY=${[...places].join('')}${day}`;
  // "The Friday before the last Sunday": one of seven days that begin anywhere.
  const days = changes.map(({ wall }) => wall.day);
  const earliest = Math.min(...days);
  if (Math.max(...days) - earliest > 6 || earliest > 22) return null;
  return `${rule};BYDAY=${day};BYMONTHDAY=${Array.from({ length: 7 }, (_, index) => earliest + index).join(',')}`;
}
