/** Between an event as Zoho tells it and an event as the form writes it. */
import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent, EventWrite } from '../calendar.ts';
import { wallTimeAt } from './start.ts';
import { isZone } from './zones.ts';

const day = 24 * 3_600_000;

export interface EventTimes {
  /** Epoch ms. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** First and last day, `YYYY-MM-DD`; null when it has a time of day. */
  readonly allDay: { readonly from: string; readonly to: string } | null;
}

/**
 * When it takes place. A time that clocks leave out is taken as much later, one that they show twice as the first.
 * @param localZone IANA: where an all-day event's days begin and end
 * @throws RangeError for a zone that the engine does not know
 */
export function eventTimes(
  { isAllDay, date, time, duration, timeZone }: Pick<EventWrite, 'isAllDay' | 'date' | 'time' | 'duration' | 'timeZone'>,
  localZone: string,
): EventTimes {
  const first = Temporal.PlainDate.from(date);
  if (!isAllDay) {
    const startsAt = first.toZonedDateTime({ plainTime: time, timeZone }).epochMilliseconds;
    return { startsAt, endsAt: startsAt + duration, allDay: null };
  }
  const last = first.add({ days: Math.max(1, Math.round(duration / day)) - 1 });
  return allDayTimes(first.toString(), last.toString(), localZone);
}

/** The days `from` to `to`, both included, as they are lived in `localZone`. */
export function allDayTimes(from: string, to: string, localZone: string): EventTimes {
  const midnight = (date: Temporal.PlainDate) => date.toZonedDateTime(localZone).epochMilliseconds;
  const next = Temporal.PlainDate.from(to).add({ days: 1 });
  return { startsAt: midnight(Temporal.PlainDate.from(from)), endsAt: midnight(next), allDay: { from, to } };
}

/**
 * What the form shows of an event. Attendees that Zoho did not tell stay unknown, and a rule that the form cannot show
 * stays as it is.
 * @param localZone IANA, for an event whose own zone is not known
 */
export function writeOfEvent(event: CalendarEvent, localZone: string): EventWrite {
  const timeZone = event.timeZone !== null && isZone(event.timeZone) ? event.timeZone : localZone;
  const wall = event.allDay
    ? { date: event.allDay.from, time: '00:00' }
    : wallTimeAt(event.startsAt, timeZone);
  return {
    calendar: event.calendar,
    title: event.title,
    isAllDay: event.allDay !== null,
    ...wall,
    duration: event.allDay ? daysIn(event.allDay) * day : Math.max(60_000, event.endsAt - event.startsAt),
    timeZone,
    location: event.location ?? '',
    description: event.description ?? '',
    isPrivate: event.isPrivate,
    attendees: event.attendees && event.attendees.map(({ email }) => email),
    reminder: event.reminders?.[0] ?? null,
    repeat: event.repeat ?? (event.rule === null ? null : 'keep'),
    withMeeting: false,
    notify: false,
  };
}

const daysIn = ({ from, to }: { from: string; to: string }): number =>
  Temporal.PlainDate.from(from).until(to).days + 1;

/** The fields in which two writes differ, as far as both sides know them. How people are told is none of them. */
export function differingFields(one: EventWrite, other: EventWrite): (keyof EventWrite)[] {
  const startOf = (write: EventWrite) => (write.isAllDay ? write.date : eventTimes(write, write.timeZone).startsAt);
  const people = ({ attendees }: EventWrite) => JSON.stringify(attendees?.map((each) => each.toLowerCase()).toSorted());
  const differs: Partial<Record<keyof EventWrite, boolean>> = {
    calendar: one.calendar !== other.calendar,
    title: one.title.trim() !== other.title.trim(),
    isAllDay: one.isAllDay !== other.isAllDay,
    date: startOf(one) !== startOf(other),
    duration: one.duration !== other.duration,
    location: one.location.trim() !== other.location.trim(),
    description: one.description.trim() !== other.description.trim(),
    isPrivate: one.isPrivate !== other.isPrivate,
    attendees: one.attendees !== null && other.attendees !== null && people(one) !== people(other),
    reminder: one.reminder !== null && other.reminder !== null && one.reminder !== other.reminder,
    repeat: JSON.stringify(one.repeat) !== JSON.stringify(other.repeat),
  };
  return (Object.keys(differs) as (keyof EventWrite)[]).filter((field) => differs[field]);
}
