import type { ZohoSession } from '../zoho/types.ts';
import { counted, lowest, type Places } from './places.ts';
import type { Rows } from './timeline.ts';

/** Those at these places, without an array of them: only what is looked at is found. */
export function picked(rows: readonly ZohoSession[], places: Places): Rows {
  const before = counted(places);
  const length = before.at(-1) ?? 0;
  if (length === rows.length) return rows;

  function at(index: number): ZohoSession | undefined {
    if (index < 0 || index >= length) return undefined;
    // The last number before which no more than `index` stand has it.
    let [from, to] = [0, places.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((before[middle] ?? 0) <= index) from = middle;
      else to = middle;
    }
    let left = places[from] ?? 0;
    for (let skip = index - (before[from] ?? 0); skip > 0; skip--) left &= left - 1;
    return rows[from * 32 + lowest(left)];
  }

  return {
    length,
    at,
    slice: (start = 0, end = length) =>
      Array.from({ length: Math.max(0, Math.min(end, length) - start) }, (_, n) => at(start + n)).filter((row) => row !== undefined),
  };
}
