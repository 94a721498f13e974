/** Calendars and free/busy as Zoho Calendar sends them (zoho-api.md 3.1 and 3.5; OBSERVED). */
import type { BusyTime, ZohoCalendar } from '../calendar-types.ts';
import { dayMs, knownZone, readEventTime } from './event-time.ts';
import { fieldsBy, fieldsOf, flag, isFields, line, text, type Fields } from './values.ts';

/** Opaque, and `=` may stand in it; a part of one would be another one. Never a step up in a path. */
export function readUid(value: unknown): string | null {
  const bare = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof bare !== 'string' || bare.trim() === '' || bare.length > 512) return null;
  return bare.isWellFormed() && !/^\.{1,2}$|[\p{Cc}\s]/u.test(bare) ? bare : null;
}

const wireCalendar = fieldsBy({
  name: line,
  isdefault: flag,
  timezone: text,
  color: text,
  privilege: text,
  caltype: text,
  category: text,
});

/** `#RRGGBB`, with or without `#`, or `#RGB`. */
function colourOf(value: string | null): string | null {
  const [, short, long] = /^#?(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(value?.trim() ?? '') ?? [];
  const digits = long ?? (short && [...short].map((digit) => digit + digit).join(''));
  return digits ? `#${digits.toLowerCase()}` : null;
}

/**
 * Words that have been seen or are likely: `owner`, `edit`, `view`, `freebusy`; `organizer`, `attendee`. When Zoho
 * tells nothing or something else, it may be tried: Zoho decides.
 */
export const mayWrite = (word: string | null): boolean =>
  word === null ||
  /own|edit|write|manage|admin|organi/i.test(word) ||
  !/view|read|free|busy|guest|none|subscri|holiday|attendee|invitee|participant/i.test(word);

/** Null when it has no usable uid. */
export function readCalendar(value: unknown): ZohoCalendar | null {
  if (!isFields(value)) return null;
  const uid = readUid(value['uid']);
  if (uid === null) return null;
  const wire = wireCalendar(value);
  return {
    uid,
    name: wire.name ?? '',
    colour: colourOf(wire.color),
    isDefault: wire.isdefault ?? false,
    canWrite: mayWrite(wire.privilege ?? wire.caltype ?? wire.category),
    timeZone: wire.timezone?.slice(0, 64) ?? null,
  };
}

export interface WireList {
  readonly items: readonly unknown[];
}

/** The list under a name; null for any other answer. One object may stand for a list of one. */
export function readList(body: unknown, name: 'calendars' | 'events'): WireList | null {
  const list = fieldsOf(body)?.[name];
  const items: readonly unknown[] | null = Array.isArray(list) ? list : isFields(list) ? [list] : null;
  if (items === null) return null;
  // "No events found." is said by an item that is none.
  return { items: items.filter((item) => !isFields(item) || !isNotice(item)) };
}

const isNotice = (item: Fields): boolean => item['uid'] === undefined && typeof item['message'] === 'string';

/**
 * The busy times, in order. Null when the answer is of another shape or a busy time cannot be read: unknown is not
 * free. A time without an offset is UTC, as what was asked for. A day without a time lasts until the day after it.
 */
export function readBusy(body: unknown): BusyTime[] | null {
  const list = fieldsOf(body)?.['freebusy'];
  if (!Array.isArray(list)) return null;
  const times: BusyTime[] = [];
  for (const item of list as readonly unknown[]) {
    if (!isFields(item)) return null;
    if (/^free$/i.test(text(item['fbtype'])?.trim() ?? '')) continue;
    const zone = knownZone(text(item['timezone']), 'UTC');
    const start = readEventTime(item['startTime'] ?? item['start'], zone);
    const end = readEventTime(item['endTime'] ?? item['end'], zone);
    if (!start || !end || end.at < start.at) return null;
    const endsAt = end.isDate && end.at === start.at ? end.at + dayMs : end.at;
    if (endsAt > start.at) times.push({ startsAt: start.at, endsAt });
  }
  return times.sort((one, other) => one.startsAt - other.startsAt);
}
