/** Finding by words, at every key. What is looked through is made ready ahead, and stays when a session changes. */
import type { Kind } from '../../contract/domain.ts';
import { fold, wantedBy, type Wanted } from '../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../zoho/types.ts';
import { picked } from './picked.ts';
import { allPlaces, copyPlaces, join, meet, noPlaces, type Places } from './places.ts';
import { createKeys, type Keys } from './search-keys.ts';
import { createWords, wordsOf, type Words } from './search-words.ts';
import { byTime, emptyLine, placeOf, type Rows, type Shown, type Timeline } from './timeline.ts';

/** Rows made ready at once, some 2 ms of them, and the pauses before the first and the next, ms: nobody waits for it. */
const atOnce = 2_000;
const pauses = { first: 200, next: 10 };
/** Sessions that are in no line any more are left alone up to so many. */
const spare = 1_000;

/** What is looked for, by the sessions that it stands in: each has one place in all of it. */
interface Known {
  /** How many sessions. */
  size: number;
  readonly words: Words;
  readonly keys: Keys;
  /** The words of a presenter's name and address, who has more than one session. */
  readonly presenters: Map<string, readonly string[]>;
}

/** Rows `row` and on, so many, have the places `place` and on. */
interface Run {
  readonly row: number;
  readonly place: number;
  length: number;
}

/** Rows, and where each is known, from 1; 0 while it is not. */
interface Part {
  readonly rows: readonly ZohoSession[];
  readonly places: Uint32Array;
  /** So many of them are known, the first ones. */
  ready: number;
  /** Those, as few as can be: rows are made known in their order, and each change makes two more. */
  readonly runs: Run[];
}

interface Index {
  readonly line: Timeline;
  readonly known: Known;
  readonly dated: Part;
  readonly undated: Part;
}

interface Found {
  /** The line that was asked about; `line` is what was found in it. */
  readonly of: Timeline;
  readonly wanted: Wanted;
  readonly line: Shown;
}

const nothingKnown = (): Known => ({ size: 0, words: createWords(), keys: createKeys(), presenters: new Map() });
const partOf = (rows: readonly ZohoSession[]): Part => ({ rows, places: new Uint32Array(rows.length), ready: 0, runs: [] });
const firstIndex = (): Index => ({ line: emptyLine, known: nothingKnown(), dated: partOf([]), undated: partOf([]) });

/** Answers the place of the session, from 0. */
function add(known: Known, { topic, key, presenterName, presenterEmail }: ZohoSession): number {
  const place = known.size++;
  known.keys.add(key, place);
  const presenter = `${presenterName ?? ''}\n${presenterEmail ?? ''}`;
  let presented = known.presenters.get(presenter);
  if (!presented) known.presenters.set(presenter, (presented = wordsOf(fold(presenter))));
  known.words.add(place, fold(topic), presented);
  return place;
}

/** The part of other rows: what is the very same session is known there as well. Both are in the order of time. */
function carried(before: Part, rows: readonly ZohoSession[]): Part {
  if (before.rows === rows) return before;
  const part = partOf(rows);
  let from = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (!row) break;
    let there = before.rows[from];
    while (there && there !== row && byTime(there, row) < 0) there = before.rows[++from];
    if (!there) break;
    if (there === row) part.places[at] = before.places[from++] ?? 0;
  }
  return part;
}

function note(runs: Run[], row: number, place: number): void {
  const last = runs.at(-1);
  if (last && last.place + last.length === place && last.row + last.length === row) last.length += 1;
  else runs.push({ row, place, length: 1 });
}

/** Makes the next `most` rows known. Answers how many more it could have made. */
function makeReady(part: Part, known: Known, most: number): number {
  let left = most;
  for (; part.ready < part.rows.length && left > 0; part.ready++) {
    const row = part.rows[part.ready];
    if (!row) break;
    if (part.places[part.ready] === 0) {
      part.places[part.ready] = add(known, row) + 1;
      left -= 1;
    }
    note(part.runs, part.ready, (part.places[part.ready] ?? 0) - 1);
  }
  return left;
}

function indexOf(line: Timeline, before: Index): Index {
  if (before.line === line) return before;
  const isMostlyGone = before.known.size > spare + 2 * (line.dated.length + line.undated.length);
  const { known, dated, undated } = isMostlyGone ? firstIndex() : before;
  return { line, known, dated: carried(dated, line.dated), undated: carried(undated, line.undated) };
}

/** The places of the sessions that fit. */
function fitting({ words, keys, size }: Known, { words: parts, digits }: Wanted): Places {
  const fits = allPlaces(size);
  for (const places of words.holding(parts, size)) meet(fits, places);
  if (digits !== null) join(fits, keys.holding(digits, size));
  return fits;
}

/** Those of the rows that fit, in their order. */
function fittingOf({ rows, runs }: Part, fits: Places): Rows {
  const found = noPlaces(rows.length);
  for (const { row, place, length } of runs) copyPlaces(fits, place, found, row, length);
  return picked(rows, found);
}

/** Those of `some` that are among the ones picked; both in the order of time. */
function among(some: readonly ZohoSession[], rows: Rows): ZohoSession[] {
  return some.filter((one) => rows.at(placeOf(rows, (other) => byTime(other, one) >= 0)) === one);
}

export interface Search {
  /** What of a line fits a text; an empty text fits everything. */
  find(kind: Kind, line: Timeline, search: string): Shown;
  /**
   * Makes a line ready a little at a time, so that the first letter need not.
   *
   * @param lineOf answers null while it is not all there: then it is asked again later
   */
  prepare(kind: Kind, lineOf: () => Timeline | null): void;
  /** Lets go of all that is known of any line. */
  forget(): void;
}

export function createSearch(): Search {
  const indexes = new Map<Kind, Index>();
  const last = new Map<Kind, Found>();
  const next = new Map<Kind, () => Timeline | null>();
  let isUnderWay = false;

  /** The index of the line, ready; or not all of it, when only so many rows are to be made so. */
  function indexFor(kind: Kind, line: Timeline, most = Infinity): { index: Index; isReady: boolean } {
    const index = indexOf(line, indexes.get(kind) ?? firstIndex());
    indexes.set(kind, index);
    const left = makeReady(index.undated, index.known, makeReady(index.dated, index.known, most));
    return { index, isReady: left > 0 };
  }

  function later(wait: number): void {
    isUnderWay = true;
    const timer = setTimeout(() => {
      isUnderWay = false;
      let isWaiting = false;
      for (const [kind, lineOf] of next) {
        const line = lineOf();
        if (line === null) isWaiting = true;
        else if (indexFor(kind, line, atOnce).isReady) next.delete(kind);
      }
      if (next.size > 0) later(isWaiting ? pauses.first : pauses.next);
    }, wait);
    timer.unref();
  }

  return {
    find(kind, line, search) {
      if (search.trim() === '') return line;
      const wanted = wantedBy(search);
      const before = last.get(kind);
      if (before?.of === line && isSame(before.wanted, wanted)) return before.line;
      const { known, dated, undated } = indexFor(kind, line).index;
      next.delete(kind);
      const fits = fitting(known, wanted);
      const found = fittingOf(dated, fits);
      const shown: Shown = { dated: found, undated: fittingOf(undated, fits).slice(), long: among(line.long, found) };
      last.set(kind, { of: line, wanted, line: shown });
      return shown;
    },
    prepare(kind, lineOf) {
      next.set(kind, lineOf);
      if (!isUnderWay) later(pauses.first);
    },
    forget() {
      for (const each of [indexes, last, next]) each.clear();
    },
  };
}

const isSame = (a: Wanted, b: Wanted): boolean => a.digits === b.digits && a.words.join(' ') === b.words.join(' ');
