/** Meetings and webinars as Zoho sends them (zoho-api.md 2.3 and 2.4), one or a page of them. */
import type { Kind } from '../../../contract/domain.ts';
import { cut } from '../../../contract/rules/shown-text.ts';
import { momentOf } from '../time.ts';
import type { ZohoSession } from '../types.ts';
import {
  amount, fieldsOf, flag, id, ids, isFields, key, length, line, link, mostKept, number, text, textUpTo, type Fields,
} from './values.ts';

export interface SessionContext {
  kind: Kind;
  /** Relative links stand below it. */
  meetingHost: string;
}

/** One session, or null when it has no usable key. `detailsAsOf` stays null: the caller knows the time. */
export function readSession(value: unknown, { kind, meetingHost }: SessionContext): ZohoSession | null {
  if (!isFields(value)) return null;
  const wire = value['meetingKey'] === undefined && isFields(value['session']) ? value['session'] : value;
  const sessionKey = key(wire['meetingKey']) ?? key(wire['webinarKey']);
  if (sessionKey === null) return null;
  const startLink = link(wire['startLink'], meetingHost);
  const joinLink = link(wire['joinLink'], meetingHost) ?? link(wire['shortenJoinUrl'], meetingHost);
  const timeZone = text(wire['timezone']) ?? text(wire['timeZone']);
  const agenda = wire['agenda'];
  return {
    kind,
    key: sessionKey,
    topic: topicText(wire['topic'])?.trim() ?? '',
    ...timesOf(wire, timeZone),
    timeZone,
    presenterName: line(wire['presenterName']) ?? line(wire['presenterFullName']) ?? line(wire['displayName']),
    presenterEmail: line(wire['presenterEmail']),
    recurring: flag(wire['isRecurring']) ?? repeats(text(wire['recurringType'])),
    canJoin: joinLink !== null,
    pending: null,
    agenda: typeof agenda === 'string' ? cut(agenda.toWellFormed(), mostKept.agenda) : null,
    joinLink,
    registrationLink: link(wire['registrationLink'], meetingHost),
    canStart: startLink !== null,
    participants: participantsOf(wire['participants']),
    registered: amount(wire['registrationCount']) ?? amount(wire['registrationUserCount']),
    attended: amount(wire['attendeeCount']) ?? amount(wire['attendeesCount']),
    dialIn: joined(line(wire['dialinUrl']), line(wire['accessCode'])),
    detailsAsOf: null,
    startLink,
    creatorZuid: id(wire['creatorZuid']) ?? id(wire['creator']),
    instanceIds: instanceIdsOf(wire),
  };
}

const joined = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : `${one}, ${other}`;

function instanceIdsOf(wire: Fields): readonly string[] {
  let found: readonly string[] = [];
  for (const name of ['sysId', 'sys_id', 'instanceId', 'UID']) {
    const more = wire[name] === undefined ? [] : ids(wire[name]);
    found = found.length === 0 ? more : [...found, ...more];
  }
  return found.length < 2 ? found : [...new Set(found)];
}

const topicText = textUpTo(mostKept.topic);

function timesOf(wire: Fields, timeZone: string | null): { startsAt: number | null; duration: number | null } {
  const place = { timeZone, offset: number(wire['offset']) };
  const startsAt = momentOf({
    millis: number(wire['startTimeMillisec']) ?? number(wire['startTimeMillis']),
    text: text(wire['startTime']),
    ...place,
  });
  const told = length(wire['duration']);
  if (told !== null && told > 0) return { startsAt, duration: told };
  const endsAt = momentOf({
    millis: number(wire['endTimeMillisec']) ?? number(wire['endTimeMillis']),
    text: text(wire['endTime']),
    ...place,
  });
  const between = startsAt === null || endsAt === null ? null : endsAt - startsAt;
  return { startsAt, duration: (between !== null && between > 0 ? length(between) : null) ?? told };
}

/** `recurringType` is a number or a word; these mean "once". */
const repeats = (type: string | null): boolean =>
  type !== null && !/^(?:0|-1|none|no|false|null|once|single)$/i.test(type.trim());

/**
 * Null when Zoho did not tell, or not readably: unknown is not empty, and an edit that sends back the others would take
 * out whom it could not read.
 */
export function participantsOf(value: unknown): { email: string }[] | null {
  if (!Array.isArray(value)) return null;
  const emails = value
    .map((each: unknown) => (isFields(each) ? each['email'] : each))
    .map((email) => (typeof email === 'string' ? email.trim() : ''));
  if (emails.includes('')) return null;
  return emails.map((email) => ({ email: cut(email.toWellFormed(), mostKept.address) }));
}

/** Any object could pass for a session with empty fields, and be taken for the news that they are empty. */
export const tellsOfSession = ({ topic, startsAt }: ZohoSession): boolean => topic !== '' || startsAt !== null;

/** The session of a GET answer: `{session}`, `[{session}]`, `{session:[…]}` or the bare object; null without one. */
export function unwrapSession(body: unknown): Fields | null {
  const outer = fieldsOf(body);
  return outer === null ? null : 'session' in outer ? fieldsOf(outer['session']) : outer;
}

export interface WireListing {
  /** What stood in the page, read or not. */
  items: readonly unknown[];
  /** `count`; null when missing. */
  total: number | null;
}

const nothingThere = ['count', 'isMettingSessionAvailable', 'isMeetingSessionAvailable'];

/**
 * A page of a listing: `{session:[…],count}`; without `session` when there is nothing. Null for any other answer:
 * reading `{}` as "no meetings" would throw away what is known.
 */
export function readListing(body: unknown): WireListing | null {
  const outer = fieldsOf(body);
  if (outer === null) return null;
  const total = amount(outer['count']);
  const sessions = outer['session'] ?? outer['sessions'];
  if (Array.isArray(sessions)) return { items: sessions, total };
  if (isFields(sessions)) return { items: [sessions], total };
  const isEmpty = sessions === undefined || sessions === null || sessions === '';
  return isEmpty && nothingThere.some((name) => name in outer) ? { items: [], total } : null;
}
