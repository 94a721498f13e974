/** Moving an event, or changing how long it lasts, from where it stands in the agenda. */
import type { CalendarEvent, EventWrite } from '../calendar.ts';
import type { MoveAnswer, Span } from './agenda-move.ts';
import { eventTimes, writeOfEvent } from './event-form.ts';
import { wallTimeAt } from './start.ts';

/**
 * As `moveOf`, of an event with hours; of a series that is this one occurrence. A calendar takes what is over as well.
 * Nobody is told.
 *
 * @param zone taken where the event's own is none that is known
 */
export function moveOfEvent(event: CalendarEvent, to: Span, zone: string): MoveAnswer<EventWrite> {
  const isRead = event.detailsAsOf !== null || (event.description !== null && event.location !== null);
  if (!isRead) return { ok: false, reason: 'unread' };
  const base = writeOfEvent(event, zone);
  const when = { ...wallTimeAt(to.startsAt, base.timeZone), duration: to.duration };
  // Not naming the reminders keeps them all. One alone may be what a change that waits has named.
  const isOwn = event.pending !== null && event.reminders?.length === 1;
  const write = { ...base, ...when, reminder: isOwn ? base.reminder : null };
  // What is written is a clock's time; of two that look alike it is the first.
  if (Math.abs(eventTimes(write, zone).startsAt - to.startsAt) >= 60_000) return { ok: false, reason: 'twice' };
  return { ok: true, write, base };
}
