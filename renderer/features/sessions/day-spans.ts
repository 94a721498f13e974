import type { DayLabel, TimeText } from '../../ui/time.ts';

export interface DaySpan {
  /** Unique: a day can come twice (upcoming, then past). */
  readonly day: string;
  readonly label: DayLabel;
  readonly isToday: boolean;
  /** Row indexes, both included. */
  readonly first: number;
  readonly last: number;
  /** False when rows of the same day stand above, outside what was given. */
  readonly begins: boolean;
}

interface Placed {
  readonly index: number;
  /** Epoch ms, null when Zoho's time could not be read, undefined while the row is not there yet. */
  readonly startsAt: number | null | undefined;
}

/** Runs of neighbouring rows that begin on the same day. */
export function daySpans(rows: readonly Placed[], time: TimeText, now: number): DaySpan[] {
  const spans: (DaySpan & { last: number; number: number | null })[] = [];
  const today = time.dayNumber(now);
  let before: Placed | undefined;
  for (const row of rows) {
    const neighbours = before !== undefined && row.index === before.index + 1;
    const known = neighbours && before?.startsAt !== undefined;
    before = row;
    if (row.startsAt === undefined) continue;
    const number = row.startsAt === null ? null : time.dayNumber(row.startsAt);
    const current = spans.at(-1);
    if (current && neighbours && current.number === number && current.last === row.index - 1) {
      current.last = row.index;
      continue;
    }
    spans.push({
      day: `${number ?? 'none'}-${spans.length}`,
      number,
      label: row.startsAt === null ? { name: 'No time', date: '' } : time.dayLabel(row.startsAt, now),
      isToday: number === today,
      first: row.index,
      last: row.index,
      begins: known || row.index === 0,
    });
  }
  return spans;
}
