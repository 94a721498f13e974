/** What several changes of one session come to, as long as none of them is under way. */
import type { SessionWrite } from '../../../contract/domain.ts';
import { fieldsOfWrite } from '../../zoho/same-fields.ts';
import { lineOf, type Change, type DeleteChange, type UpdateChange } from './change.ts';

export interface Merged {
  readonly changes: readonly Change[];
  /** Id of a change that is part of another now, with the id of that. */
  readonly into: ReadonlyMap<string, string>;
  /** Deletions of what was never made: there is nothing to be done. */
  readonly idle: readonly DeleteChange[];
}

/** `none`: neither is left. A change: it stands in place of the one with its id, and the other is gone. */
type Pair = 'none' | Change | null;

/** The later write over the earlier one; participants that are not to be set stay as the earlier one has them. */
const over = (earlier: SessionWrite, later: SessionWrite): SessionWrite => ({
  ...later,
  participants: later.participants ?? earlier.participants,
});

/** It is not at Zoho, nor on its way there. */
const isAtRest = ({ state }: Change): boolean => state !== 'sending' && state !== 'held';

/** What two neighbours in one line come to; null: they stay two. */
function combine(first: Change, second: Change): Pair {
  if (!isAtRest(first) || !isAtRest(second)) return null;
  if (second.change === 'delete') {
    if (first.change === 'create') return first.sent === null ? 'none' : null;
    return first.change === 'update' ? { ...second, absorbed: first } : second;
  }
  if (second.change !== 'update' || first.change === 'delete') return null;
  const write = over(first.write, second.write);
  const { topic } = write;
  if (first.change === 'create')
    return first.sent === null ? { ...renewed(first), topic, write } : null;
  const tried = [...first.tried, ...second.tried];
  if (first.state !== 'asking') return { ...renewed(first), topic, write, tried };
  return { ...first, topic, write, tried, question: asked(first, write) };
}

/** What Zoho refused as it was may be sent as it is now. */
const renewed = <T extends Change>(change: T): T =>
  change.state === 'failed' ? { ...change, state: 'waiting', tries: 0, nextTry: null, error: null } : change;

function asked({ question }: UpdateChange, write: SessionWrite): UpdateChange['question'] {
  if (question?.type !== 'conflict') return question;
  return { ...question, mine: fieldsOfWrite(write, question.theirs.startsAt) };
}

/** Merges neighbours until nothing can be merged any more. Order and ids of what stays are kept. */
export function merge(changes: readonly Change[]): Merged {
  const kept: (Change | null)[] = [];
  const lines = new Map<string, number[]>();
  const into = new Map<string, string>();
  const idle: DeleteChange[] = [];

  for (const each of changes) {
    let change: Change | null = each;
    const line = lines.get(lineOf(each)) ?? [];
    lines.set(lineOf(each), line);
    while (change) {
      const at = line.at(-1);
      const before = at === undefined ? null : kept[at];
      const pair: Pair = before ? combine(before, change) : null;
      if (at === undefined || !before || pair === null) break;
      kept[at] = null;
      line.pop();
      if (pair === 'none') {
        if (change.change === 'delete') idle.push(change);
        into.set(before.id, change.id);
        change = null;
      } else if (pair.id === before.id) {
        into.set(change.id, before.id);
        // It keeps its place.
        kept[at] = pair;
        line.push(at);
        change = null;
      } else {
        into.set(before.id, pair.id);
        change = pair;
      }
    }
    if (change) line.push(kept.push(change) - 1);
  }
  return { changes: kept.filter((change) => change !== null), into, idle };
}
