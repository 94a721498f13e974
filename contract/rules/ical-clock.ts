/** Which clock a TZID means: a zone by its name, else the offsets that the file itself gives (VTIMEZONE). */
import type { Temporal } from 'temporal-polyfill';
import { icalLimits } from './ical-limits.ts';
import { isKnownZone } from './known-zone.ts';
import { compactTime, dateFrom, readRule, withUntil } from './recurrence-rule.ts';
import { occurrences } from './series-times.ts';
import { readOffset, readTime } from './ical-values.ts';
import { windowsZones } from './zone-names.ts';
import { resolveZone } from './zones.ts';

/** STANDARD or DAYLIGHT as written. */
export interface Observance {
  start: string;
  from: string;
  to: string;
  rule: string;
  readonly dates: string[];
}

/** VTIMEZONE as written. */
export interface OwnZone {
  id: string;
  /** X-LIC-LOCATION */
  location: string;
  readonly observances: Observance[];
}

export type Clock =
  | { readonly type: 'named'; readonly zone: string }
  | { readonly type: 'own'; readonly momentOf: (wall: Temporal.PlainDateTime) => number | null };

/** How many rules of VTIMEZONEs a file may still have followed: each takes about a millisecond. */
export interface Budget {
  left: number;
}

/**
 * By IANA name (a path before it is left out), by its name in Windows (Unicode CLDR, windowsZones), by what the file
 * says is meant, by the file's offsets, and last by any name that Parley knows. Null: nobody knows.
 */
export function clockOf(id: string, own: OwnZone | undefined, budget: Budget): Clock | null {
  const text = id.trim().slice(0, 200);
  const byName = ianaIn(text) ?? windowsZones.get(text.toLowerCase()) ?? ianaIn(own?.location.trim() ?? '');
  if (byName !== undefined) return { type: 'named', zone: byName };
  if (own?.observances.some((each) => readTime(each.start) && readOffset(each.to) !== null))
    return { type: 'own', momentOf: ownMoments(own, budget) };
  const answer = resolveZone(text);
  return answer.ok ? { type: 'named', zone: answer.zone } : null;
}

/** `/example.test/2026/America/Argentina/San_Juan` has three parts at its end; letters such as `EST` are no name here. */
function ianaIn(text: string): string | undefined {
  if (/^(?:utc|gmt|z|zulu)$/i.test(text)) return 'UTC';
  const parts = text.split('/');
  const ids = [text, parts.slice(-3).join('/'), parts.slice(-2).join('/')];
  return ids.find((each) => each.includes('/') && isKnownZone(each));
}

interface Change {
  /** Epoch ms. */
  readonly at: number;
  /** Seconds east of UTC, before and after. */
  readonly from: number;
  readonly to: number;
}

/** Year by year, as the events of the file ask for them. Null when too much has been asked. */
function ownMoments(own: OwnZone, budget: Budget): (wall: Temporal.PlainDateTime) => number | null {
  const years = new Map<number, readonly Change[]>();
  return (wall) => {
    const changes = years.get(wall.year) ?? changesOf(own, wall.year, budget);
    if (budget.left <= 0) return null;
    years.set(wall.year, changes);
    return momentIn(changes, wall);
  };
}

/** What is known of the changes around a year, and those that still hold then. */
function changesOf({ observances }: OwnZone, year: number, budget: Budget): Change[] {
  const changes: Change[] = [];
  for (const each of observances) {
    const [start, from, to] = [readTime(each.start), readOffset(each.from), readOffset(each.to)];
    if (!start || to === null) continue;
    const onsets = [start.wall, ...each.dates.flatMap((date) => readTime(date)?.wall ?? [])].map(asUtc);
    onsets.push(...ruled(each.rule, start.wall, from ?? to, year, budget));
    for (const onset of onsets) changes.push({ at: onset - (from ?? to) * 1_000, from: from ?? to, to });
  }
  return changes.sort((a, b) => a.at - b.at);
}

const asUtc = (wall: Temporal.PlainDateTime): number => wall.toZonedDateTime('UTC').epochMilliseconds;

/**
 * A yearly rule's onsets around a year, or around its end when that was before, as if the wall clock were UTC. Clocks do
 * not change more often by any rule.
 */
function ruled(text: string, start: Temporal.PlainDateTime, offset: number, year: number, budget: Budget): number[] {
  const rule = text === '' || budget.left <= 0 ? null : readRule(text);
  if (rule?.frequency !== 'YEARLY') return [];
  budget.left -= 1;
  const until = rule.until?.endsWith('Z') === true ? readTime(rule.until)?.wall.add({ seconds: offset }) : undefined;
  const local = until ? withUntil(rule, `${compactTime(until)}Z`) : rule.text;
  const compact = compactTime(start);
  const first = { date: dateFrom(compact), time: `${compact.slice(9, 11)}:${compact.slice(11, 13)}` };
  const middle = Math.min(year, until?.year ?? year);
  const span = { from: Date.UTC(middle - 2, 0), to: Date.UTC(middle + 2, 0), most: 10 };
  return occurrences(local, first, 'UTC', span);
}

/** As RFC 5545 section 3.3.5 reads a time that clocks show twice (the first) or never (with the offset before). */
function momentIn(changes: readonly Change[], wall: Temporal.PlainDateTime): number {
  const time = asUtc(wall);
  const offsets = [offsetAt(changes, time - 86_400_000), offsetAt(changes, time + 86_400_000)];
  const moments = offsets.map((offset) => time - offset * 1_000);
  const real = moments.filter((at) => offsetAt(changes, at) * 1_000 === time - at);
  return real.length > 0 ? Math.min(...real) : time - (offsets[0] ?? 0) * 1_000;
}

function offsetAt(changes: readonly Change[], at: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.to ?? changes[0]?.from ?? 0;
}

/** Takes a property of VTIMEZONE in. @returns false when it is one too many */
export function addToZone(zone: OwnZone, observance: Observance | null, name: string, value: string): boolean {
  if (!observance) {
    if (name === 'TZID') zone.id ||= value.trim();
    if (name === 'X-LIC-LOCATION') zone.location ||= value.trim();
    return true;
  }
  if (name === 'DTSTART') observance.start ||= value;
  if (name === 'TZOFFSETFROM') observance.from ||= value;
  if (name === 'TZOFFSETTO') observance.to ||= value;
  if (name === 'RRULE') observance.rule ||= value;
  if (name !== 'RDATE') return true;
  const room = icalLimits.changes - observance.dates.length;
  const dates = value.split(',', room + 1);
  observance.dates.push(...dates.slice(0, room));
  return dates.length <= room;
}
