/** Finding by words, at every key: each session is made ready once, and what is typed on narrows what was found. */
import type { Kind } from '../../contract/domain.ts';
import { fits, narrows, searchText, wantedBy, type Wanted } from '../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../zoho/types.ts';
import { only, type Timeline } from './timeline.ts';

/** A session that changed is another object. */
const texts = new WeakMap<ZohoSession, string>();

/** What words are looked for in; made when the session is written, so that the first search need not. */
export function readyText(session: ZohoSession): string {
  const known = texts.get(session);
  if (known !== undefined) return known;
  const made = searchText(session);
  texts.set(session, made);
  return made;
}

interface Found {
  readonly line: Timeline;
  readonly wanted: Wanted;
  readonly found: Timeline;
}

/** Answers what of a line fits a text; an empty text fits everything. */
export function createSearch(): (kind: Kind, line: Timeline, search: string) => Timeline {
  const last = new Map<Kind, Found>();
  return (kind, line, search) => {
    if (search.trim() === '') return line;
    const wanted = wantedBy(search);
    const before = last.get(kind);
    const isSame = before?.line === line;
    const among = isSame && narrows(before.wanted, wanted) ? before.found : line;
    const found = only(among, (session) => fits(wanted, session.key, readyText(session)));
    last.set(kind, { line, wanted, found });
    return found;
  };
}
