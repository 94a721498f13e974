/** The sessions of one kind in the order of time, so that no question has to go through all of them. */
import type { ListType } from '../../contract/domain.ts';
import { endOf } from '../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../zoho/types.ts';

/** Never changed: another one takes its place, so that it stands for its content. */
export interface Timeline {
  /** With a known start: soonest first, ties by topic and key. */
  readonly dated: readonly ZohoSession[];
  /** Those of `dated` that last longer than {@link usual}. */
  readonly long: readonly ZohoSession[];
  /** By topic and key. */
  readonly undated: readonly ZohoSession[];
}

/** What an array of rows can do that is asked of one, so that a part of it need not be made an array. */
export interface Rows {
  readonly length: number;
  at(index: number): ZohoSession | undefined;
  slice(from?: number, to?: number): readonly ZohoSession[];
}

/** As a timeline; only what is looked at has to be there. */
export interface Shown extends Omit<Timeline, 'dated'> {
  readonly dated: Rows;
}

/** Nearly everything is over after this, ms: what touches a moment began within it, or is one of the few long ones. */
export const usual = 24 * 3_600_000;
/** From this many changes on, one walk through all is cheaper than a search for each. */
const many = 16;

export const emptyLine: Timeline = { dated: [], long: [], undated: [] };

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const startOf = ({ startsAt }: ZohoSession): number => startsAt ?? 0;
export const byTime = (a: ZohoSession, b: ZohoSession): number =>
  startOf(a) - startOf(b) || compareText(a.topic, b.topic) || compareText(a.key, b.key);
const isLong = (session: ZohoSession): boolean => (endOf(session) ?? 0) - startOf(session) > usual;

/** The first place in `sorted` from which on `isBehind` holds. */
export function placeOf(sorted: Pick<Rows, 'length' | 'at'>, isBehind: (one: ZohoSession) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = sorted.at(middle);
    if (there !== undefined && isBehind(there)) to = middle;
    else from = middle + 1;
  }
  return from;
}
/** The first that begins at `time` or later. */
const from = (sorted: Rows, time: number) => placeOf(sorted, (one) => startOf(one) >= time);

/** The line without `gone` (the very objects) and with `added`. */
export function patched(line: Timeline, gone: ReadonlySet<ZohoSession>, added: readonly ZohoSession[]): Timeline {
  if (gone.size === 0 && added.length === 0) return line;
  const isDated = ({ startsAt }: ZohoSession) => startsAt !== null;
  const part = (rows: readonly ZohoSession[], accept: (one: ZohoSession) => boolean) =>
    patchedPart(rows, new Set([...gone].filter(accept)), added.filter(accept));
  return {
    dated: part(line.dated, isDated),
    long: part(line.long, (one) => isDated(one) && isLong(one)),
    undated: part(line.undated, (one) => !isDated(one)),
  };
}

function patchedPart(rows: readonly ZohoSession[], gone: ReadonlySet<ZohoSession>, added: readonly ZohoSession[]) {
  if (gone.size === 0 && added.length === 0) return rows;
  if (gone.size + added.length <= many) {
    const copy = rows.slice();
    for (const one of gone) {
      const at = placeOf(copy, (other) => byTime(other, one) >= 0);
      if (copy[at] === one) copy.splice(at, 1);
    }
    for (const one of added) copy.splice(placeOf(copy, (other) => byTime(other, one) > 0), 0, one);
    return copy;
  }
  const fresh = added.toSorted(byTime);
  const merged: ZohoSession[] = [];
  let next = 0;
  for (const row of rows) {
    if (gone.has(row)) continue;
    for (let one = fresh[next]; one && byTime(one, row) < 0; one = fresh[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(row);
  }
  for (; next < fresh.length; next += 1) merged.push(...fresh.slice(next, next + 1));
  return merged;
}

/** What lasts at `time` (begun before it or at it, and not over), soonest first. */
function lasting({ dated, long }: Shown, time: number): ZohoSession[] {
  const recent = from(dated, time - usual);
  const begun = placeOf(dated, (one) => startOf(one) > time);
  const isOn = (one: ZohoSession) => (endOf(one) ?? 0) > time;
  const older = long.slice(0, from(long, time - usual)).filter(isOn);
  return [...older, ...dated.slice(recent, begun).filter(isOn)];
}

/** Those that begin later, soonest first. */
export const beginningAfter = ({ dated }: Timeline, time: number): readonly ZohoSession[] =>
  dated.slice(placeOf(dated, (one) => startOf(one) > time));

/** How many begin then or later. */
export const countFrom = ({ dated }: Timeline, time: number): number => dated.length - from(dated, time);

/** Those that begin at this very time. */
export const startingAt = ({ dated, undated }: Timeline, time: number | null): readonly ZohoSession[] =>
  time === null ? undated : dated.slice(from(dated, time), placeOf(dated, (one) => startOf(one) > time));

/**
 * What touches `start` to `end` (epoch ms, `end` not included); soonest first, ties longest first, then by topic and
 * key. Without a known start nothing is touched; what lasts no time at all still stands at its start.
 */
export function touching(line: Timeline, start: number, end: number): ZohoSession[] {
  const { dated } = line;
  const before = lasting(line, start).filter((one) => startOf(one) < Math.min(start, end));
  const found = [...before, ...dated.slice(from(dated, start), from(dated, end))];
  return sortedBySpan(found);
}

/** For each stretch between two of `bounds` (epoch ms, ascending), whether anything touches it as {@link touching} has it. */
export function busyBetween(bounds: readonly number[], rows: readonly Pick<ZohoSession, 'startsAt' | 'duration'>[]): boolean[] {
  const busy = bounds.slice(1).map(() => false);
  for (const row of rows) {
    if (row.startsAt === null) continue;
    const [start, end] = [row.startsAt, endOf(row) ?? row.startsAt];
    // A callback for each bound would make a number of each of them.
    let first = bounds.length - 1;
    while (first >= 0 && (bounds[first] ?? 0) > start) first -= 1;
    for (let at = Math.max(0, first); at < busy.length; at++) {
      if (at > first && (bounds[at] ?? Infinity) >= end) break;
      busy[at] = true;
    }
  }
  return busy;
}

/** Soonest first; ties longest first, then by topic and key. */
export const sortedBySpan = (rows: ZohoSession[]): ZohoSession[] =>
  rows.sort(
    (a, b) =>
      startOf(a) - startOf(b) || (endOf(b) ?? 0) - (endOf(a) ?? 0) || compareText(a.topic, b.topic) || compareText(a.key, b.key),
  );

interface Part {
  readonly length: number;
  slice(from: number, to: number): readonly ZohoSession[];
}

export interface Window {
  readonly items: readonly ZohoSession[];
  /** Of the whole tab. */
  readonly total: number;
}

/**
 * A window of a tab. Upcoming: what has not ended, so a running meeting too, soonest first; of what has no known start,
 * whatever Zoho lists as upcoming, last. Past: the rest, latest first, ties by topic and key. All: upcoming, then past.
 */
export function windowOf(
  line: Shown,
  listType: ListType,
  now: number,
  listedUpcoming: (session: ZohoSession) => boolean,
  { offset, limit }: { offset: number; limit: number },
): Window {
  const running = lasting(line, now);
  const ahead = placeOf(line.dated, (one) => startOf(one) > now);
  const undated = Map.groupBy(line.undated, (one) => (listedUpcoming(one) ? 'upcoming' : 'past'));
  const upcoming: readonly Part[] = [running, tail(line.dated, ahead), undated.get('upcoming') ?? []];
  const past: readonly Part[] = [backwards(line.dated, ahead, running), undated.get('past') ?? []];
  const parts = listType === 'upcoming' ? upcoming : listType === 'past' ? past : [...upcoming, ...past];

  const items: ZohoSession[] = [];
  let total = 0;
  for (const part of parts) {
    const [first, last] = [Math.max(0, offset - total), Math.min(part.length, offset + limit - total)];
    if (first < last) items.push(...part.slice(first, last));
    total += part.length;
  }
  return { items, total };
}

const tail = (rows: Rows, start: number): Part => ({
  length: rows.length - start,
  slice: (first, last) => rows.slice(start + first, start + last),
});

/** Latest first, ties as they stand, what runs left out. */
function backwards(rows: Rows, end: number, running: readonly ZohoSession[]): Part {
  const left = new Set(running);
  const rowAt = (at: number) => (at < 0 ? undefined : rows.at(at));
  return {
    length: end - running.length,
    slice(first, last) {
      const places = running.map((one) => placeOf(rows, (other) => byTime(other, one) >= 0)).reverse();
      let at = end - 1 - first;
      for (const place of places) if (place >= at) at -= 1;
      const found: ZohoSession[] = [];
      let skip: number | null = null;
      for (let here = rowAt(at); here && found.length < last - first; here = rowAt(at)) {
        const time = startOf(here);
        const before = rowAt(at - 1);
        // Most begin at a time of their own.
        const begin = before && startOf(before) === time ? from(rows, time) : at;
        const after = skip === null ? placeOf(rows, (one) => startOf(one) > time) : at + 1;
        const tied = rows.slice(begin, after).filter((one) => !left.has(one));
        // Of the first ones, those that stand behind it in the line come before it here.
        skip ??= rows.slice(at + 1, after).filter((one) => !left.has(one)).length;
        found.push(...tied.slice(skip, skip + last - first - found.length));
        skip = 0;
        at = begin - 1;
      }
      return found;
    },
  };
}
