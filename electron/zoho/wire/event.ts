/** Events as Zoho Calendar sends them (zoho-api.md 3.2), older fields included. */
import type { Recurrence } from '../../../contract/calendar.ts';
import { fromRule } from '../../../contract/rules/recurrence.ts';
import { cut } from '../../../contract/rules/shown-text.ts';
import type { ZohoEvent } from '../calendar-types.ts';
import { mayWrite, readUid } from './calendar.ts';
import { readEventLink } from './event-link.ts';
import {
  addDays, dayMs, daysBetween, knownZone, midnight, readEventDay, readEventTime, wallOf, type EventTime,
} from './event-time.ts';
import {
  anything, fieldsBy, fieldsOf, flag, id, isFields, length, line, mostKept, number, text, textUpTo, type Fields,
} from './values.ts';

const wireEvent = fieldsBy({
  title: textUpTo(mostKept.topic),
  isallday: flag,
  isprivate: flag,
  isrep: flag,
  duration: length,
  role: text,
  organizer: anything,
  recurrenceid: id,
  rrule: textUpTo(2_000),
  location: textUpTo(1_000),
  estatus: text,
  etag: id,
});

export interface EventContext {
  /** In which it stands. */
  readonly calendar: string;
  /** IANA zone of this computer: for events without one, and for whole days. */
  readonly localZone: string;
}

/** True for what an answer only mentions as gone. */
export const isGone = (value: unknown): boolean =>
  isFields(value) && /delet|cancel/i.test(text(value['estatus']) ?? '');

/** Null when it has no usable uid or its time cannot be read. */
export function readEvent(value: unknown, { calendar, localZone }: EventContext): ZohoEvent | null {
  if (!isFields(value)) return null;
  const uid = readUid(value['uid']);
  if (uid === null) return null;
  const wire = wireEvent(value);
  const times = timesOf(value, wire.isallday, wire.duration, localZone);
  if (!times) return null;
  const rule = wire.rrule?.trim().replace(/^RRULE:/i, '') || null;
  const occurrence = wire.recurrenceid !== null && wire.recurrenceid.length <= 128 ? wire.recurrenceid : null;
  const link = readEventLink(value);
  const description: unknown = value['description'];
  return {
    calendar,
    uid,
    occurrence,
    title: wire.title?.trim() ?? '',
    ...times,
    recurring: rule !== null || occurrence !== null || wire.isrep === true,
    isPrivate: wire.isprivate ?? false,
    location: wire.location,
    canJoin: link.joinLink !== null,
    canEdit: mayWrite(wire.role),
    pending: null,
    description: typeof description === 'string' ? cut(description.toWellFormed(), mostKept.agenda) : null,
    ...link,
    organiser: line(isFields(wire.organizer) ? wire.organizer['email'] : wire.organizer),
    attendees: attendeesOf(value['attendees']),
    reminders: remindersOf(value),
    rule,
    repeat: repeatOf(rule, times, knownZone(times.timeZone, localZone)),
    detailsAsOf: null,
    etag: wire.etag !== null && /^[\x21-\x7e]+$/.test(wire.etag) ? wire.etag : null,
  };
}

type Times = Pick<ZohoEvent, 'startsAt' | 'endsAt' | 'allDay' | 'timeZone'>;

function timesOf(value: Fields, isAllDay: boolean | null, duration: number | null, localZone: string): Times | null {
  const inner = fieldsOf(value['dateandtime']) ?? {};
  const told = text(inner['timezone'] ?? value['timezone'])?.trim() ?? null;
  const zone = knownZone(told, localZone);
  const timeZone = told !== null && told.length <= 64 ? told : null;
  const [startText, endText] = [inner['start'] ?? value['start'], inner['end'] ?? value['end']];
  const start = readEventTime(startText, zone);
  const end = readEventTime(endText, zone);
  if (!start) return null;
  if (isAllDay ?? start.isDate) {
    const first = readEventDay(startText, zone) ?? start;
    const from = first.date;
    const to = addDays(from, daysOf(first, readEventDay(endText, zone), duration) - 1);
    return {
      startsAt: midnight(from, localZone),
      endsAt: midnight(addDays(to, 1), localZone),
      allDay: { from, to },
      timeZone,
    };
  }
  const isLong = end !== undefined && end.at > start.at;
  return { startsAt: start.at, endsAt: isLong ? end.at : start.at + (duration ?? 0), allDay: null, timeZone };
}

const mostDays = 3_660;

/**
 * How many days an event takes. Whether `end` is its last day or the one after is not documented, so `duration` decides
 * where there is one; without it equal dates are one day, an end at midnight or without a time is the day after (as in
 * RFC 5545), and any other time is on the last day.
 */
function daysOf(start: EventTime, end: EventTime | undefined, duration: number | null): number {
  if (duration !== null && duration >= dayMs / 2) return Math.min(Math.round(duration / dayMs), mostDays);
  if (!end || end.date <= start.date) return 1;
  return Math.min(daysBetween(start.date, end.date) + (end.isMidnight ? 0 : 1), mostDays);
}

/**
 * Whether this server means the last day (`last`) or the one after it (`after`) by the `end` of whole days; null when
 * the event does not tell.
 */
export function allDayEndOf(value: unknown): 'last' | 'after' | null {
  if (!isFields(value)) return null;
  const inner = fieldsOf(value['dateandtime']) ?? value;
  const [start, end] = [readEventTime(inner['start'], 'UTC'), readEventTime(inner['end'], 'UTC')];
  const days = Math.round((length(value['duration']) ?? 0) / dayMs);
  if (!start?.isDate || !end?.isDate || days < 1) return null;
  const between = daysBetween(start.date, end.date);
  return between === days ? 'after' : between === days - 1 ? 'last' : null;
}

/** Null when Zoho did not tell, or not readably: unknown is not empty. */
function attendeesOf(value: unknown): ZohoEvent['attendees'] {
  if (!Array.isArray(value)) return null;
  const people = (value as readonly unknown[]).map((each) => {
    const email = text(isFields(each) ? each['email'] : each)?.trim() ?? '';
    return { email: cut(email, mostKept.address), status: isFields(each) ? line(each['status']) : null };
  });
  return people.some(({ email }) => email === '') ? null : people;
}

/** `reminders: [{ minutes }]` with either sign, or `alarm: [{ trigger: '-PT15M' }]`. */
function remindersOf(value: Fields): number[] | null {
  const list = value['reminders'] ?? value['alarm'] ?? value['calendar_alarm'];
  if (!Array.isArray(list)) return null;
  const minutes = (list as readonly unknown[]).map((each) => {
    if (!isFields(each)) return null;
    const told = number(each['minutes']);
    return told === null ? minutesIn(text(each['trigger']) ?? '') : Math.abs(Math.round(told));
  });
  return [...new Set(minutes.filter((each) => each !== null))].filter((each) => each <= 527_040);
}

const length8601 = /^[+-]?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,6}S)?)?$/i;

function minutesIn(trigger: string): number | null {
  const found = length8601.exec(trigger.trim());
  if (!found) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
}

function repeatOf(rule: string | null, times: Times, zone: string): Recurrence | null {
  if (rule === null) return null;
  const start = times.allDay ? { date: times.allDay.from, time: null } : wallOf(times.startsAt, zone);
  try {
    return fromRule(rule, start, zone);
  } catch {
    return null;
  }
}
