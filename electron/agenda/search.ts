/** Finding by words, at every key: each session is made ready once, and what is typed on narrows what was found. */
import type { Kind } from '../../contract/domain.ts';
import { fits, narrows, searchText, wantedBy, type Wanted } from '../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../zoho/types.ts';
import type { Timeline } from './timeline.ts';

/** A session that changed is another object. */
const readyTexts = new WeakMap<ZohoSession, string>();

/** What words are looked for in; made when the session is written, so that the first search need not. */
export function readyText(session: ZohoSession): string {
  const known = readyTexts.get(session);
  if (known !== undefined) return known;
  const made = searchText(session);
  readyTexts.set(session, made);
  return made;
}

/** A line with what words are looked for in beside it, at the same places. */
interface Searched {
  readonly line: Timeline;
  readonly dated: readonly string[];
  readonly undated: readonly string[];
}
interface Found extends Searched {
  /** The line that was asked about; `line` is what was found in it. */
  readonly of: Timeline;
  readonly wanted: Wanted;
}

const ready = (line: Timeline): Searched => ({ line, dated: line.dated.map(readyText), undated: line.undated.map(readyText) });

/** Those that fit, with their texts: one walk, since this is done at every key. */
function fitting(rows: readonly ZohoSession[], texts: readonly string[], wanted: Wanted): [ZohoSession[], string[]] {
  const [found, foundTexts]: [ZohoSession[], string[]] = [[], []];
  for (let at = 0; at < rows.length; at++) {
    const [row, text] = [rows[at], texts[at]];
    if (row === undefined || text === undefined || !fits(wanted, row.key, text)) continue;
    found.push(row);
    foundTexts.push(text);
  }
  return [found, foundTexts];
}

/** Answers what of a line fits a text; an empty text fits everything. */
export function createSearch(): (kind: Kind, line: Timeline, search: string) => Timeline {
  const whole = new Map<Kind, Searched>();
  const last = new Map<Kind, Found>();

  function readyFor(kind: Kind, line: Timeline): Searched {
    const known = whole.get(kind);
    if (known?.line === line) return known;
    const made = ready(line);
    whole.set(kind, made);
    return made;
  }

  return (kind, line, search) => {
    if (search.trim() === '') return line;
    const wanted = wantedBy(search);
    const before = last.get(kind);
    const among: Searched = before?.of === line && narrows(before.wanted, wanted) ? before : readyFor(kind, line);
    const [dated, datedTexts] = fitting(among.line.dated, among.dated, wanted);
    const [undated, undatedTexts] = fitting(among.line.undated, among.undated, wanted);
    const isFound = among.line.long.length === 0 ? null : new Set(dated);
    const found: Timeline = { dated, undated, long: isFound ? among.line.long.filter((one) => isFound.has(one)) : [] };
    last.set(kind, { of: line, wanted, line: found, dated: datedTexts, undated: undatedTexts });
    return found;
  };
}
