import type { SessionRow } from '../../../contract/domain.ts';

/** How a session stands to the present. `soon`: within the hour. */
export type Phase = 'unknown' | 'later' | 'soon' | 'now' | 'over';

const soonWithin = 60 * 60_000;
/** How early one key joins the next session, in ms. */
export const joinAhead = 15 * 60_000;
/** How long a session is taken to last when Zoho does not tell, in ms. */
const assumedLength = 60 * 60_000;

type Timed = Pick<SessionRow, 'startsAt' | 'duration'>;

export function phaseOf({ startsAt, duration }: Timed, now: number): Phase {
  if (startsAt === null) return 'unknown';
  if (startsAt > now) return startsAt - now <= soonWithin ? 'soon' : 'later';
  return startsAt + (duration ?? assumedLength) > now ? 'now' : 'over';
}

/** Soonest first; those without a time last, in the order they came. */
export const bySoonest = (a: Timed, b: Timed): number => (a.startsAt ?? Infinity) - (b.startsAt ?? Infinity) || 0;

/** What is on now, the one that began last first: that is the one a person is late for. */
export const onNow = <T extends Timed>(rows: readonly T[], now: number): T[] =>
  rows.filter((row) => phaseOf(row, now) === 'now').sort((a, b) => bySoonest(b, a));

/** The first that has not begun. */
export const nextUp = <T extends Timed>(rows: readonly T[], now: number): T | undefined =>
  rows.filter((row) => row.startsAt !== null && row.startsAt > now).sort(bySoonest)[0];

/** What the key J joins: what is on now, else what begins within a quarter of an hour. */
export function joinTarget<T extends Timed & { canJoin: boolean }>(rows: readonly T[], now: number): T | undefined {
  const joinable = rows.filter((row) => row.canJoin);
  const next = nextUp(joinable, now);
  return onNow(joinable, now)[0] ?? (next?.startsAt && next.startsAt - now <= joinAhead ? next : undefined);
}
