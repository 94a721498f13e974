/** What becomes of all changes when one of them is over. */
import { fieldsOf } from '../../zoho/same-fields.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { isTemporary } from '../pending.ts';
import { lineOf, type Change } from './change.ts';

/**
 * Zoho has carried it out. What stands behind it is about Zoho's key from now on, and was made from what Zoho has now;
 * and what this create has made is known to be none of another's.
 */
export function withoutDone(changes: readonly Change[], done: Change, session: ZohoSession | null): Change[] {
  const line = lineOf(done);
  return changes.flatMap((change) => {
    if (change.id === done.id) return [];
    if (!session) return [change];
    if (lineOf(change) === line) {
      const { key } = session;
      return [change.change === 'update' ? { ...change, key, base: fieldsOf(session), tried: [] } : { ...change, key }];
    }
    if (done.change !== 'create' || change.change !== 'create' || !change.sent) return [change];
    if (change.owner !== done.owner || change.kind !== done.kind) return [change];
    return [{ ...change, sent: { ...change.sent, known: [...change.sent.known, session.key] } }];
  });
}

/** These deletions are taken back; what was not sent because of one is due again. */
export const withoutTaken = (changes: readonly Change[], ids: ReadonlySet<string>): Change[] =>
  changes.flatMap((change) => {
    if (!ids.has(change.id)) return [change];
    return change.change === 'delete' && change.absorbed ? [{ ...change.absorbed, key: change.key }] : [];
  });

export interface Dropped {
  readonly changes: readonly Change[];
  /** What stood behind a create that is not to be: it is about nothing. */
  readonly orphans: readonly Change[];
}

/**
 * It was not carried out and will not be: what stands behind it was not made from it, and what was not sent because of
 * it is due again.
 */
export function withoutDropped(changes: readonly Change[], dropped: Change): Dropped {
  const line = lineOf(dropped);
  if (dropped.change === 'delete') return { changes: withoutTaken(changes, new Set([dropped.id])), orphans: [] };
  const rest = changes.filter(({ id }) => id !== dropped.id);
  const behind = new Set(rest.filter((change) => lineOf(change) === line).map(({ id }) => id));
  if (dropped.change === 'create' && isTemporary(dropped.key)) {
    return {
      changes: rest.filter(({ id }) => !behind.has(id)),
      orphans: rest.filter(({ id }) => behind.has(id)),
    };
  }
  if (dropped.change !== 'update') return { changes: rest, orphans: [] };
  const { base, tried } = dropped;
  let isNext = true;
  const changed = rest.map((change) => {
    if (!behind.has(change.id) || change.change !== 'update' || !isNext) return change;
    isNext = false;
    return { ...change, base, tried: [...tried, ...change.tried] };
  });
  return { changes: changed, orphans: [] };
}
