import type { ZohoSession } from '../zoho/types.ts';
import { counted, lowest, type Places } from './places.ts';
import type { Rows } from './timeline.ts';

/** Those at these places, without an array of them: only what is looked at is found. */
export function picked(rows: readonly ZohoSession[], places: Places): Rows {
  const before = counted(places);
  const length = before.at(-1) ?? 0;
  if (length === rows.length) return rows;

  /** Finds the one at `index`, then those after it, so many. */
  function some(index: number, count: number): ZohoSession[] {
    const found: ZohoSession[] = [];
    if (index < 0 || count <= 0 || index >= length) return found;
    // The last number before which no more than `index` stand has it.
    let [number, to] = [0, places.length];
    while (to - number > 1) {
      const middle = (number + to) >> 1;
      if ((before[middle] ?? 0) <= index) number = middle;
      else to = middle;
    }
    let left = places[number] ?? 0;
    for (let skip = index - (before[number] ?? 0); skip > 0; skip--) left &= left - 1;
    for (; number < places.length; left = places[++number] ?? 0)
      for (; left !== 0; left &= left - 1) {
        const row = rows[number * 32 + lowest(left)];
        if (row) found.push(row);
        if (found.length === count) return found;
      }
    return found;
  }

  return { length, at: (index) => some(index, 1)[0], slice: (start = 0, end = length) => some(start, end - start) };
}
