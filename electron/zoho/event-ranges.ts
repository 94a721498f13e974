/** A range of time as Zoho Calendar takes it: days, in pieces of at most 31 (zoho-api.md 3.2). */
import type { EventRange } from './calendar-types.ts';
import { dateText, dayMs } from './wire/event-time.ts';

/** From the first to the last day, so that a server that counts both still counts 31. */
const daysInPiece = 30;
/** Ten years. */
const mostPieces = 125;

/** `YYYYMMDD`. */
export interface Piece {
  readonly start: string;
  readonly end: string;
}

const dateOf = (at: number): string => dateText(new Date(at).toISOString().slice(0, 10));

/**
 * A day more on each side: in whose zone the days are is not documented, nor whether the last one is in the range.
 * Each piece begins on the day on which the one before ends. Null for what is no range, or longer than ten years.
 */
export function piecesOf({ from, to }: EventRange): Piece[] | null {
  if (!(Math.abs(from) < 8e15 && Math.abs(to) < 8e15) || to <= from) return null;
  const [first, last] = [from - dayMs, to + dayMs];
  if (last - first > mostPieces * daysInPiece * dayMs) return null;
  const pieces: Piece[] = [];
  for (let at = first; at < last; at += daysInPiece * dayMs)
    pieces.push({ start: dateOf(at), end: dateOf(Math.min(at + daysInPiece * dayMs, last)) });
  return pieces;
}
