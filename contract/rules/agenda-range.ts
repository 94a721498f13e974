/** What touches a span of time. */
import type { SessionRow } from '../domain.ts';
import { endOf } from './session-lists.ts';

/**
 * The rows that touch `from` to `to` (epoch ms, `to` not included), soonest first; ties longest first, then by topic
 * and key, so that the order never jumps. Rows without a known start touch nothing.
 */
export function rowsBetween<T extends SessionRow>(rows: Iterable<T>, from: number, to: number): T[] {
  const found: T[] = [];
  for (const row of rows) {
    const end = endOf(row);
    if (row.startsAt === null || end === null || row.startsAt >= to) continue;
    // What lasts no time at all still stands at its start.
    if (end > from || row.startsAt >= from) found.push(row);
  }
  return found.sort(
    (a, b) =>
      (a.startsAt ?? 0) - (b.startsAt ?? 0) ||
      (endOf(b) ?? 0) - (endOf(a) ?? 0) ||
      compare(a.topic, b.topic) ||
      compare(a.key, b.key),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
