import { type Findable, findBest, findable, typesOn } from '../../contract/rules/fuzzy.ts';
import type { ZohoSession } from '../zoho/types.ts';
import type { Timeline } from './timeline.ts';

/** Finds sessions by a few letters. Each is made ready once: a session that changed is another object. */
export function createFinder() {
  const known = new WeakMap<ZohoSession, Findable>();
  let last: { lines: readonly Timeline[]; search: string; fitting: readonly ZohoSession[] } | null = null;
  const readyOf = (session: ZohoSession): Findable => {
    const found = known.get(session);
    if (found) return found;
    const made = findable(session);
    known.set(session, made);
    return made;
  };
  return (lines: readonly Timeline[], search: string, limit: number, now: number): ZohoSession[] => {
    const isOn = last !== null && last.lines.every((line, at) => line === lines[at]) && typesOn(last.search, search);
    const rows = isOn && last ? last.fitting : lines.flatMap(({ dated, undated }) => [...dated, ...undated]);
    const fitting: ZohoSession[] = [];
    const best = findBest(rows, search, limit, now, readyOf, (row) => fitting.push(row));
    last = search.trim() === '' ? null : { lines, search, fitting };
    return best;
  };
}
