/** `eventdata`: what Zoho Calendar is told of an event (zoho-api.md 3.3). */
import { Temporal } from 'temporal-polyfill';
import type { EventWrite } from '../../../contract/calendar.ts';
import { toRule } from '../../../contract/rules/recurrence.ts';
import { zoneId } from '../time.ts';
import { addDays, dateText, dayMs, utcText } from './event-time.ts';
import { isFields, type Fields } from './values.ts';

/** What `end` means for whole days: the last of them, or the day after (see readEvent). */
export type AllDayEnd = 'last' | 'after';

/** The start of what a person wants, epoch ms; null in a zone that nobody knows. */
export function startOfWrite({ date, time, timeZone }: EventWrite): number | null {
  const zone = zoneId(timeZone);
  try {
    if (zone === null) return null;
    // In a gap an hour later, in an overlap the first: Temporal's way, and that of most calendars.
    return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

export const daysOfWrite = ({ duration }: EventWrite): number => Math.max(1, Math.round(duration / dayMs));

/** GMT for times, as documented, and dates for whole days; null in a zone that nobody knows. */
export function timesBody(write: EventWrite, allDayEnd: AllDayEnd): Fields | null {
  const start = startOfWrite(write);
  if (start === null) return null;
  const timezone = write.timeZone;
  if (!write.isAllDay) return { start: utcText(start), end: utcText(start + write.duration), timezone };
  const end = addDays(write.date, daysOfWrite(write) - (allDayEnd === 'last' ? 1 : 0));
  return { start: dateText(write.date), end: dateText(end), timezone };
}

/** Negative, as the reference shows it; the other sign is contradicted by one client only. */
const remindersBody = (minutes: number) => [{ action: 'popup', minutes: -minutes }];

const notifyBody = (notify: boolean): Fields => ({ notify_attendee: notify ? 1 : 0 });

export const ruleOfWrite = ({ repeat, date, time, isAllDay, timeZone }: EventWrite): string | null =>
  repeat === null || repeat === 'keep' ? null : toRule(repeat, { date, time: isAllDay ? null : time }, timeZone);

/** For a new event: nothing that is empty, but for what must be told. */
export function createEventBody(write: EventWrite, allDayEnd: AllDayEnd): Fields | null {
  const dateandtime = timesBody(write, allDayEnd);
  if (!dateandtime) return null;
  const rule = ruleOfWrite(write);
  return {
    ...(write.title === '' ? {} : { title: write.title }),
    dateandtime,
    isallday: write.isAllDay,
    isprivate: write.isPrivate,
    ...(write.location === '' ? {} : { location: write.location }),
    ...(write.description === '' ? {} : { description: write.description }),
    ...(write.attendees?.length ? { attendees: attendeesBody(write.attendees, null) } : {}),
    ...(write.reminder === null ? {} : { reminders: remindersBody(write.reminder) }),
    ...(rule === null ? {} : { rrule: rule }),
    ...(write.withMeeting ? { conference: 'zmeeting' } : {}),
    ...notifyBody(write.notify),
  };
}

/** What a form does not show goes back as Zoho has it: an update may replace the whole event. */
const keptKeys = ['url', 'color', 'transparency'];

/**
 * For an edit: everything, since what is left out may be lost. `now`: the event as Zoho gave it. `rule`: the one it is
 * to have, null for none.
 */
export function editEventBody(
  write: EventWrite,
  now: Fields,
  allDayEnd: AllDayEnd,
  { rule, hasMeeting }: { readonly rule: string | null; readonly hasMeeting: boolean },
): Fields | null {
  const dateandtime = timesBody(write, allDayEnd);
  if (!dateandtime) return null;
  const kept = keptKeys.filter((name) => now[name] !== undefined && now[name] !== null && now[name] !== '');
  const attendees = attendeesBody(write.attendees ?? emailsIn(now['attendees']), now['attendees']);
  const reminders = write.reminder === null ? now['reminders'] : remindersBody(write.reminder);
  const conference = hasMeeting ? now['conference'] : write.withMeeting ? 'zmeeting' : undefined;
  return {
    ...Object.fromEntries(kept.map((name) => [name, now[name]])),
    title: write.title,
    dateandtime,
    isallday: write.isAllDay,
    isprivate: write.isPrivate,
    // Empty, it would take away what Zoho did not tell.
    ...(write.location === '' && !isTold(now['location']) ? {} : { location: write.location }),
    ...(write.description === '' && !isTold(now['description']) ? {} : { description: write.description }),
    ...(attendees ? { attendees } : {}),
    ...(Array.isArray(reminders) ? { reminders } : {}),
    ...(rule === null ? {} : { rrule: rule }),
    ...(typeof conference === 'string' && conference !== '' ? { conference } : {}),
    ...notifyBody(write.notify),
  };
}

const isTold = (value: unknown): boolean => typeof value === 'string';

const emailsIn = (attendees: unknown): string[] | null =>
  Array.isArray(attendees)
    ? (attendees as readonly unknown[]).flatMap((each) =>
        isFields(each) && typeof each['email'] === 'string' ? [each['email']] : [])
    : null;

/** Who has answered already keeps the answer. Undefined when nobody is known. */
function attendeesBody(emails: readonly string[] | null, now: unknown): Fields[] | undefined {
  if (emails === null) return undefined;
  const known = new Map<string, unknown>();
  for (const each of Array.isArray(now) ? (now as readonly unknown[]) : [])
    if (isFields(each) && typeof each['email'] === 'string') known.set(each['email'].toLowerCase(), each['status']);
  return emails.map((email) => {
    const status = known.get(email.toLowerCase());
    return { email, status: typeof status === 'string' ? status : 'NEEDS-ACTION' };
  });
}
