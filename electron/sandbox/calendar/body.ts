import { isRecord } from '../meeting/body.ts';
import type { Modes } from '../modes.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { isZone } from '../zone-time.ts';
import { badEvent, extraEventKey } from './errors.ts';
import { readRule } from './rule.ts';
import type { StoredEvent } from './store.ts';
import { dayMs, readDate, readUtc } from './times.ts';

type When = Pick<StoredEvent, 'start' | 'duration' | 'timeZone' | 'isAllDay'>;
/** Everything else that `eventdata` may set. */
export type Content = Pick<
  StoredEvent,
  'title' | 'isPrivate' | 'location' | 'description' | 'url' | 'rule' | 'attendees' | 'reminders'
>;

/** What `eventdata` names; what it does not name is undefined. */
export interface EventChange {
  readonly when: When | undefined;
  readonly content: Partial<Content>;
  readonly withConference: boolean;
  readonly notify: number | null;
  readonly etag: string | undefined;
  readonly recurrenceId: string | undefined;
  readonly extent: 'only' | 'following' | undefined;
}

const keys = new Set([
  ...['title', 'dateandtime', 'isallday', 'isprivate', 'url', 'location', 'description', 'attendees', 'reminders'],
  ...['rrule', 'notify_attendee', 'conference', 'uid', 'etag', 'recurrenceid', 'recurrence_edittype'],
]);

/** Zoho's own limits (zoho-api.md 3.3). */
const maxLocation = 255;
const maxDescription = 10_000;

/** The JSON of a parameter in the query, or in a form where the mode allows it. */
export function parameterOf(call: Call, name: string, modes: Modes): Record<string, unknown> | undefined {
  const text = call.query.get(name) ?? (modes.eventData === 'query' ? null : call.form.get(name));
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const texts = (value: unknown, limit: number): string | undefined =>
  typeof value === 'string' && value.length <= limit ? value : undefined;
const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

function readAttendees(value: unknown): StoredEvent['attendees'] | undefined {
  if (!Array.isArray(value)) return undefined;
  const attendees: StoredEvent['attendees'] = [];
  for (const each of value as unknown[]) {
    const { email, status = 'NEEDS-ACTION' }: Record<string, unknown> = isRecord(each) ? each : {};
    if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email) || typeof status !== 'string') return undefined;
    attendees.push({ email, status });
  }
  return attendees;
}

function readReminders(value: unknown): StoredEvent['reminders'] | undefined {
  if (!Array.isArray(value)) return undefined;
  const reminders: { action: string; minutes: number }[] = [];
  for (const each of value as unknown[]) {
    const { action, minutes }: Record<string, unknown> = isRecord(each) ? each : {};
    if (typeof action !== 'string' || !/^-?\d{1,6}$/.test(String(minutes))) return undefined;
    reminders.push({ action, minutes: Number(minutes) });
  }
  return reminders;
}

type Reader = (value: unknown) => Content[keyof Content] | undefined;
/** Each documented field with its name here and its reader; undefined from a reader means a bad value. */
const readers: Readonly<Record<string, readonly [field: keyof Content, read: Reader]>> = {
  title: ['title', (value) => texts(value, Number.POSITIVE_INFINITY)],
  isprivate: ['isPrivate', flag],
  url: ['url', (value) => texts(value, Number.POSITIVE_INFINITY)],
  location: ['location', (value) => texts(value, maxLocation)],
  description: ['description', (value) => texts(value, maxDescription)],
  attendees: ['attendees', readAttendees],
  reminders: ['reminders', readReminders],
};

/** `dateandtime` and `isallday`, or what is wrong with them. */
function readWhen(
  data: Record<string, unknown>,
  modes: Modes,
  was: Pick<When, 'timeZone' | 'isAllDay'>,
): When | string {
  const { dateandtime, isallday = was.isAllDay } = data;
  if (!isRecord(dateandtime)) return 'dateandtime is required.';
  const { start, end, timezone = was.timeZone } = dateandtime;
  if (typeof start !== 'string' || typeof end !== 'string') return 'dateandtime needs start and end.';
  if (typeof timezone !== 'string' || !isZone(timezone)) return 'The timezone is not known.';
  if (typeof isallday !== 'boolean') return 'isallday is true or false.';
  const read = isallday ? readDate : readUtc;
  const [from, to] = [read(start), read(end)];
  if (from === undefined || to === undefined) {
    return isallday ? 'yyyyMMdd is needed.' : "yyyyMMdd'T'HHmmss'Z' is needed.";
  }
  if (to < from) return 'It ends before it starts.';
  const allDay = modes.allDayEnd === 'last' ? to - from + dayMs : Math.max(dayMs, to - from);
  return { start: from, duration: isallday ? allDay : to - from, timeZone: timezone, isAllDay: isallday };
}

/** Reads `eventdata` of a create, an update or a deletion, or answers why not. `was`: the event, or its calendar. */
export function readEvent(
  data: Record<string, unknown>,
  modes: Modes,
  was: Pick<When, 'timeZone' | 'isAllDay'>,
): EventChange | Answer {
  const extra = Object.keys(data).find((key) => !keys.has(key));
  if (extra !== undefined && modes.unknownKeys !== 'ignore') return extraEventKey(modes.unknownKeys, extra);
  const content: Partial<Record<keyof Content, unknown>> = {};
  for (const [name, [field, read]] of Object.entries(readers)) {
    if (data[name] === undefined) continue;
    const value = read(data[name]);
    if (value === undefined) return badEvent(`The value of ${name} is not valid.`);
    content[field] = value;
  }
  const { rrule, conference, notify_attendee: notify = null, etag, recurrenceid, recurrence_edittype: extent } = data;
  if (rrule !== undefined) {
    if (typeof rrule !== 'string' || (rrule !== '' && !readRule(rrule))) return badEvent('The rrule is not valid.');
    content.rule = rrule === '' ? null : rrule;
  }
  if (conference !== undefined && conference !== 'zmeeting') return badEvent('The conference is not known.');
  if (notify !== null && notify !== 0 && notify !== 1 && notify !== 2) return badEvent('notify_attendee is 0, 1 or 2.');
  if (extent !== undefined && extent !== 'only' && extent !== 'following') {
    return badEvent('recurrence_edittype is only or following.');
  }
  let when: When | undefined;
  if (data['dateandtime'] !== undefined || data['isallday'] !== undefined) {
    const read = readWhen(data, modes, was);
    if (typeof read === 'string') return badEvent(read);
    when = read;
  }
  return {
    when,
    content: content as Partial<Content>,
    withConference: conference !== undefined,
    notify,
    etag: etag === undefined ? undefined : String(etag),
    recurrenceId: recurrenceid === undefined ? undefined : String(recurrenceid),
    extent,
  };
}
