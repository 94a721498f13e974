/** Moving an event, or changing how long it lasts, from where it stands in the agenda. */
import type { CalendarEvent, EventWrite } from '../calendar.ts';
import type { MoveAnswer, Span } from './agenda-move.ts';
import { eventTimes, writeOfEvent } from './event-form.ts';
import { wallTimeAt } from './start.ts';

/**
 * As `moveOf`, of an event with hours; of a series that is this one occurrence. A calendar takes what is over as well.
 * People and reminders are kept by not naming them, and nobody is told.
 *
 * @param zone taken where the event's own is none that is known
 */
export function moveOfEvent(event: CalendarEvent, to: Span, zone: string): MoveAnswer<EventWrite> {
  if (event.detailsAsOf === null && (event.description === null || event.location === null)) return { ok: false, reason: 'unread' };
  const base = writeOfEvent(event, zone);
  const write = { ...base, ...wallTimeAt(to.startsAt, base.timeZone), duration: to.duration, attendees: null, reminder: null };
  // What is written is a clock's time; of two that look alike it is the first.
  if (Math.abs(eventTimes(write, zone).startsAt - to.startsAt) >= 60_000) return { ok: false, reason: 'twice' };
  return { ok: true, write, base };
}
