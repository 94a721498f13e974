/**
 * What was sent to be created, laid over rows that main was asked for before. Main tells of it in every answer to what
 * is asked for afterwards, so that nothing stands there twice, and nothing comes back that main has taken away.
 */
import type { SessionPage, SessionRow } from '../../contract/domain.ts';
import { endOf } from '../../contract/rules/session-lists.ts';

/** A create that is on its way. */
export interface Begun {
  readonly row: SessionRow;
  /** How many questions main had been asked when it was sent. */
  readonly since: number;
  /** Epoch ms. */
  readonly sentAt: number;
}

/** A part of a listing, and which question to main it answers. */
export interface ReadPage extends Pick<SessionPage, 'items' | 'offset' | 'total'> {
  readonly asked: number;
}

/** Main's rows and the page's own in one line. */
export interface LaidOver {
  /** How many of them are the page's own. */
  readonly count: number;
  /** Where main has what stands there, or the page's own row. */
  at(index: number): number | SessionRow;
  /** Where a row of main's stands. */
  placeOf(index: number): number;
  indexOf(key: string): number;
  /** Where main has its own rows of `first..last`; `last` is before `first` when there are none. */
  span(first: number, last: number): { readonly first: number; readonly last: number };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ahead, soonest first; ties by topic and key, as main has them (electron/agenda/timeline.ts). */
const bySoonest = (a: SessionRow, b: SessionRow): number =>
  (a.startsAt ?? Infinity) - (b.startsAt ?? Infinity) || compare(a.topic, b.topic) || compare(a.key, b.key);

const isOver = (row: SessionRow, now: number): boolean => (endOf(row) ?? Infinity) <= now;

/** How many of main's rows stand before it; null where that is not read, or main has told of it. */
function placeIn(pages: readonly ReadPage[], { row, since, sentAt }: Begun): number | null {
  let end = 0;
  for (const { items, offset, total, asked } of pages) {
    const behind = items.findIndex((other) => isOver(other, sentAt) || bySoonest(other, row) > 0);
    const isSure = behind !== 0 || offset === end;
    end = offset + items.length;
    if (behind < 0 && end < total) continue;
    return isSure && asked < since ? (behind < 0 ? end : offset + behind) : null;
  }
  return null;
}

/** @param pages of one listing of what is ahead; without its head nothing is laid over it */
export function laidOver(pages: readonly ReadPage[], begun: readonly Begun[]): LaidOver {
  const sorted = pages.toSorted((a, b) => a.offset - b.offset);
  const head = sorted[0];
  const places = begun
    .filter(({ row, since, sentAt }) => head?.offset === 0 && head.asked < since && !isOver(row, sentAt))
    .toSorted((a, b) => bySoonest(a.row, b.row))
    .flatMap((one) => {
      const at = placeIn(sorted, one);
      return at === null ? [] : [{ row: one.row, at }];
    })
    .map(({ row, at }, before) => ({ row, index: at + before }));
  const before = (index: number) => places.filter((place) => place.index < index).length;
  return {
    count: places.length,
    at: (index) => places.find((place) => place.index === index)?.row ?? index - before(index),
    placeOf: (index) => places.reduce((at, place) => (place.index <= at ? at + 1 : at), index),
    indexOf: (key) => places.find(({ row }) => row.key === key)?.index ?? -1,
    span: (first, last) => ({ first: first - before(first), last: last - before(last + 1) }),
  };
}

/** Those of a span of time (epoch ms, `to` not included) that its rows lack. @param asked which question they answer */
export const begunIn = (begun: readonly Begun[], asked: number, from: number, to: number): SessionRow[] =>
  begun
    .filter(({ since }) => asked < since)
    .map(({ row }) => row)
    .filter((row) => row.startsAt !== null && row.startsAt < to && ((endOf(row) ?? 0) > from || row.startsAt >= from));
