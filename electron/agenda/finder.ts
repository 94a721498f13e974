import { type Findable, findBest, findable } from '../../contract/rules/fuzzy.ts';
import type { ZohoSession } from '../zoho/types.ts';

/** Finds sessions by a few letters. Each is made ready once: a session that changed is another object. */
export function createFinder() {
  const known = new WeakMap<ZohoSession, Findable>();
  const readyOf = (session: ZohoSession): Findable => {
    const found = known.get(session);
    if (found) return found;
    const made = findable(session);
    known.set(session, made);
    return made;
  };
  return (rows: Iterable<ZohoSession>, search: string, limit: number, now: number): ZohoSession[] =>
    findBest(rows, search, limit, now, readyOf);
}
