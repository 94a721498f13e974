/** What is shown, told the long way round: through everything, each time. What is quick must come to the same. */
import type { ListType } from '../../../contract/domain.ts';
import { endOf, matcher } from '../../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: ZohoSession, b: ZohoSession) => compare(a.topic, b.topic) || compare(a.key, b.key);

function byStart(a: ZohoSession, b: ZohoSession, direction: 1 | -1): number {
  if (a.startsAt === null || b.startsAt === null) return a.startsAt === b.startsAt ? byName(a, b) : a.startsAt === null ? 1 : -1;
  return (a.startsAt - b.startsAt) * direction || byName(a, b);
}

/** The rows of a tab that fit the text, in its order. */
export function tabOf(
  rows: readonly ZohoSession[],
  listType: ListType,
  search: string,
  now: number,
  listedUpcoming: (session: ZohoSession) => boolean,
): ZohoSession[] {
  const fits = search.trim() === '' ? () => true : matcher(search);
  const isUpcoming = (row: ZohoSession) => {
    const end = endOf(row);
    return end === null ? listedUpcoming(row) : end > now;
  };
  const upcoming = rows.filter((row) => fits(row) && isUpcoming(row)).sort((a, b) => byStart(a, b, 1));
  const past = rows.filter((row) => fits(row) && !isUpcoming(row)).sort((a, b) => byStart(a, b, -1));
  return listType === 'upcoming' ? upcoming : listType === 'past' ? past : [...upcoming, ...past];
}

/** What touches the span, soonest first, ties longest first. */
export const between = (rows: readonly ZohoSession[], from: number, to: number): ZohoSession[] =>
  rows
    .filter((row) => row.startsAt !== null && row.startsAt < to && ((endOf(row) ?? 0) > from || row.startsAt >= from))
    .sort((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0) || (endOf(b) ?? 0) - (endOf(a) ?? 0) || byName(a, b));
