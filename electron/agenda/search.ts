/** Finding by words, at every key. What is looked through is made ready ahead, and stays when a session changes. */
import type { Kind } from '../../contract/domain.ts';
import { fold, wantedBy, type Wanted } from '../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../zoho/types.ts';
import { createKeys, type Keys } from './search-keys.ts';
import { createTexts, noPlaces, put, type Places, type Texts } from './search-texts.ts';
import { byTime, emptyLine, picked, placeOf, type Rows, type Shown, type Timeline } from './timeline.ts';

/** Rows made ready at once, some 2 ms of them, and the pauses before the first and the next, ms: nobody waits for it. */
const atOnce = 2_000;
const pauses = { first: 200, next: 10 };
/** Sessions that are in no line any more are left alone up to so many. */
const spare = 1_000;

/** What is looked for, by the sessions that it stands in: each has one place in all of it. */
interface Known {
  readonly topics: Texts;
  readonly keys: Keys;
  /** Those of all sessions, each once. */
  readonly presenters: Texts;
  /** By presenter: the place among those, and the sessions. */
  readonly presented: Map<string, { readonly presenter: number; readonly sessions: number[] }>;
}

/** Rows, and where each is known, from 1; 0 while it is not. */
interface Part {
  readonly rows: readonly ZohoSession[];
  readonly places: Uint32Array;
  /** So many of them are known, the first ones. */
  ready: number;
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

const nothingKnown = (): Known => ({
  topics: createTexts(), keys: createKeys(), presenters: createTexts(), presented: new Map(),
});
const partOf = (rows: readonly ZohoSession[]): Part => ({ rows, places: new Uint32Array(rows.length), ready: 0 });
const firstIndex = (): Index => ({ line: emptyLine, known: nothingKnown(), dated: partOf([]), undated: partOf([]) });

/** Answers the place of the session, from 0. */
function add({ topics, keys, presenters, presented }: Known, session: ZohoSession): number {
  const place = topics.add(fold(session.topic));
  keys.add(session.key);
  const name = `${session.presenterName ?? ''}\n${session.presenterEmail ?? ''}`;
  const known = presented.get(name);
  if (known) known.sessions.push(place);
  else presented.set(name, { presenter: presenters.add(fold(name)), sessions: [place] });
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

/** Makes the next `most` rows known. Answers how many more it could have made. */
function makeReady(part: Part, known: Known, most: number): number {
  let left = most;
  for (; part.ready < part.rows.length && left > 0; part.ready++) {
    if (part.places[part.ready] !== 0) continue;
    const row = part.rows[part.ready];
    if (!row) break;
    part.places[part.ready] = add(known, row) + 1;
    left -= 1;
  }
  return left;
}

function indexOf(line: Timeline, before: Index): Index {
  if (before.line === line) return before;
  const isMostlyGone = before.known.topics.size() > spare + 2 * (line.dated.length + line.undated.length);
  const { known, dated, undated } = isMostlyGone ? firstIndex() : before;
  return { line, known, dated: carried(dated, line.dated), undated: carried(undated, line.undated) };
}

/** The places of the sessions whose presenter is one of those. */
function presentedBy({ topics, presented }: Known, some: Places): Places {
  const found = noPlaces(topics.size());
  const isOneOf = ({ presenter }: { readonly presenter: number }) => (((some[presenter >>> 5] ?? 0) >>> (presenter & 31)) & 1) === 1;
  const chosen = [...presented.values()].filter(isOneOf);
  if (chosen.length === presented.size) return found.fill(-1);
  for (const { sessions } of chosen) for (const place of sessions) put(found, place);
  return found;
}

/** The places of the sessions that fit. */
function fitting(known: Known, { words, digits }: Wanted): Places {
  const fits = noPlaces(known.topics.size()).fill(-1);
  const byPresenter = known.presenters.holding(words);
  for (const [which, inTopics] of known.topics.holding(words).entries()) {
    const presented = presentedBy(known, byPresenter[which] ?? noPlaces(0));
    for (let at = 0; at < fits.length; at++) fits[at] = (fits[at] ?? 0) & ((inTopics[at] ?? 0) | (presented[at] ?? 0));
  }
  if (digits === null) return fits;
  const inKeys = known.keys.holding(digits);
  for (let at = 0; at < fits.length; at++) fits[at] = (fits[at] ?? 0) | (inKeys[at] ?? 0);
  return fits;
}

/** Those of the rows that fit, in their order. */
function fittingOf({ rows, places }: Part, fits: Places): Rows {
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const place = (places[at] ?? 0) - 1;
    if (((fits[place >>> 5] ?? 0) >>> (place & 31)) & 1) found[count++] = at;
  }
  return picked(rows, found.slice(0, count));
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
