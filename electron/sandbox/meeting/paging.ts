import type { Modes } from '../modes.ts';

/** One page of a listing, by the modes `paging` and `pageCap`; `index` and `count` as the client sent them. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams, modes: Modes): T[] {
  const whole = (name: string, fallback: number) => {
    const value = Number(query.get(name) ?? fallback);
    return Number.isInteger(value) && value >= 0 ? value : fallback;
  };
  const size = Math.min(Math.max(whole('count', 20), 1), modes.pageCap);
  // Both 0 and 1 are documented as the first.
  const index = Math.max(whole('index', 1), 1) - 1;
  const from = modes.paging === 'record' ? index : index * size;
  return items.slice(from, from + size);
}
