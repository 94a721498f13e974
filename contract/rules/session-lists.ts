/** When a session ends, an order by time, and what a search finds. */
import type { SessionRow } from '../domain.ts';

/** Assumed when Zoho tells no duration, ms. */
const assumedDuration = 60 * 60_000;

/** How many of what comes next the agenda is told of. */
export const nextRows = 50;

/** When it ends, epoch ms; null when the start is unknown. */
export const endOf = ({ startsAt, duration }: Pick<SessionRow, 'startsAt' | 'duration'>): number | null =>
  startsAt === null ? null : startsAt + (duration ?? assumedDuration);

/** An order by time alone: what runs or comes, soonest first, then the past, latest first; unknown starts last. */
export const byNearness =
  (now: number) =>
  (a: SessionRow, b: SessionRow): number => {
    const [aIsAhead, bIsAhead] = [(endOf(a) ?? now) > now, (endOf(b) ?? now) > now];
    return aIsAhead === bIsAhead ? byStart(a, b, aIsAhead ? 1 : -1) : aIsAhead ? -1 : 1;
  };

/** Unknown starts last in both directions; ties by topic, then key, so that the order never jumps. */
function byStart(a: SessionRow, b: SessionRow, direction: 1 | -1): number {
  if (a.startsAt === null || b.startsAt === null) {
    if (a.startsAt !== b.startsAt) return a.startsAt === null ? 1 : -1;
  } else if (a.startsAt !== b.startsAt) return (a.startsAt - b.startsAt) * direction;
  return compare(a.topic, b.topic) || compare(a.key, b.key);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a search text asks for. */
export interface Wanted {
  readonly words: readonly string[];
  /** A part of a key, with or without the spaces that Zoho shows in it. */
  readonly digits: string | null;
}

export function wantedBy(search: string): Wanted {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const key = words.join('').replace(/-/g, '');
  return { words, digits: /^\d+$/.test(key) ? key : null };
}

/**
 * A test for one search text: every word must occur in topic, presenter name or presenter e-mail, whatever the case
 * and the accents; or the text is a part of the key, with or without the spaces Zoho shows in it.
 */
export function matcher(search: string): (row: SessionRow) => boolean {
  const { words, digits } = wantedBy(search);
  return (row) => {
    if (digits !== null && row.key.includes(digits)) return true;
    const text = fold(`${row.topic}\n${row.presenterName ?? ''}\n${row.presenterEmail ?? ''}`);
    return words.every((word) => text.includes(word));
  };
}

/** Letters that Unicode does not take apart into a base and a mark. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', þ: 'th', ς: 'σ',
};

/** What is beyond ASCII. Most topics have none of it, and need no more than small letters. */
const beyondPlain = /[^\0-\x7f]/;

/** A text without case and accents. */
export function fold(text: string): string {
  const small = text.toLowerCase();
  if (!beyondPlain.test(small)) return small;
  return small
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøđðłħıþς]/g, (letter) => plain[letter] ?? letter);
}
