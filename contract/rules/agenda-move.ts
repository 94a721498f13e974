/** Moving a session, or changing how long it lasts, from where it stands in the agenda. */
import { Temporal } from 'temporal-polyfill';
import type { Session, SessionWrite } from '../domain.ts';
import { isKnownZone } from './known-zone.ts';
import { startOf, wallTimeAt } from './start.ts';

/** Everything moves by this, ms; nothing is made shorter. */
export const step = 15 * 60_000;
const longest = 24 * 60 * 60_000;

/** When a session is, or is to be. Epoch ms, and ms. */
export interface Span {
  readonly startsAt: number;
  readonly duration: number;
}

const inZone = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/**
 * The same wall-clock time some days and minutes away, whatever clocks do between. A time that does not exist becomes
 * the one as long after the change; of two the first is taken.
 *
 * @param at epoch ms
 */
export const shiftWall = (at: number, days: number, minutes: number, zone: string): number =>
  inZone(at, zone).toPlainDateTime().add({ days, minutes }).toZonedDateTime(zone).epochMilliseconds;

/** The nearest quarter of an hour on the clock of a zone. @param at epoch ms */
export function quarter(at: number, zone: string): number {
  const wall = inZone(at, zone);
  return wall.round({ smallestUnit: 'minute', roundingIncrement: 15 }).epochMilliseconds;
}

/** @param most ms */
export const heldLength = (duration: number, most = longest): number => Math.min(most, Math.max(step, duration));

export type MoveAnswer<Write = SessionWrite> =
  | { ok: true; write: Write; base: Write | null }
  /** `unread`: what Zoho has beside the time is not known. `twice`: the clock shows it twice, Zoho knows no offsets. */
  | { ok: false; reason: 'unread' | 'past' | 'twice' };

/**
 * What Zoho is asked to keep, so that nothing but the time changes. The zone stays the session's own.
 *
 * @param zone taken where the session's own is none that is known
 * @param now epoch ms; null where a start that has passed is wanted: it is put back to what it was
 */
export function moveOf(session: Session, to: Span, zone: string, now: number | null): MoveAnswer {
  if (session.detailsAsOf === null && session.agenda === null) return { ok: false, reason: 'unread' };
  const timeZone = session.timeZone !== null && isKnownZone(session.timeZone) ? session.timeZone : zone;
  if (to.startsAt !== session.startsAt) {
    if (now !== null && to.startsAt + 60_000 <= now) return { ok: false, reason: 'past' };
    const { date, time } = wallTimeAt(to.startsAt, timeZone);
    if (startOf(date, time, timeZone).kind !== 'plain') return { ok: false, reason: 'twice' };
  }
  const write = (span: Span): SessionWrite => ({
    topic: session.topic,
    agenda: session.agenda ?? '',
    ...wallTimeAt(span.startsAt, timeZone),
    duration: span.duration,
    timeZone,
    participants: session.participants?.map(({ email }) => email) ?? null,
  });
  const { startsAt, duration } = session;
  const isKnown = startsAt !== null && duration !== null && duration >= 60_000 && duration <= longest;
  return { ok: true, write: write(to), base: isKnown ? write({ startsAt, duration }) : null };
}
