/** Meetings and webinars as Zoho sends them (zoho-api.md 2.3 and 2.4), one or a page of them. */
import { z } from 'zod';
import type { Kind } from '../../../contract/domain.ts';
import { cut } from '../../../contract/rules/shown-text.ts';
import { momentOf } from '../time.ts';
import type { ZohoSession } from '../types.ts';
import {
  amount, fieldsOf, flag, id, ids, isFields, key, length, line, link, mostKept, number, text, textUpTo, type Fields,
} from './values.ts';

const wireSession = z.object({
  meetingKey: key,
  webinarKey: key,
  topic: textUpTo(mostKept.topic),
  agenda: z.unknown(),
  timezone: text,
  timeZone: text,
  offset: number,
  startTime: text,
  endTime: text,
  startTimeMillisec: number,
  startTimeMillis: number,
  endTimeMillisec: number,
  endTimeMillis: number,
  duration: length,
  presenterName: line,
  presenterFullName: line,
  displayName: line,
  presenterEmail: line,
  creatorZuid: id,
  creator: id,
  isRecurring: flag,
  recurringType: text,
  sysId: ids,
  sys_id: ids,
  instanceId: ids,
  UID: ids,
  joinLink: z.unknown(),
  shortenJoinUrl: z.unknown(),
  startLink: z.unknown(),
  registrationLink: z.unknown(),
  participants: z.unknown(),
  registrationCount: amount,
  registrationUserCount: amount,
  attendeeCount: amount,
  attendeesCount: amount,
  dialinUrl: line,
  accessCode: line,
});
type WireSession = z.infer<typeof wireSession>;

export interface SessionContext {
  kind: Kind;
  /** Relative links stand below it. */
  meetingHost: string;
}

/** One session, or null when it has no usable key. `detailsAsOf` stays null: the caller knows the time. */
export function readSession(value: unknown, { kind, meetingHost }: SessionContext): ZohoSession | null {
  const parsed = wireSession.safeParse(withEveryKey(value));
  if (!parsed.success) return null;
  const wire = parsed.data;
  const sessionKey = wire.meetingKey ?? wire.webinarKey;
  if (sessionKey === null) return null;
  const startLink = link(wire.startLink, meetingHost);
  const joinLink = link(wire.joinLink, meetingHost) ?? link(wire.shortenJoinUrl, meetingHost);
  return {
    kind,
    key: sessionKey,
    topic: wire.topic?.trim() ?? '',
    ...timesOf(wire),
    timeZone: wire.timezone ?? wire.timeZone,
    presenterName: wire.presenterName ?? wire.presenterFullName ?? wire.displayName,
    presenterEmail: wire.presenterEmail,
    recurring: wire.isRecurring ?? repeats(wire.recurringType),
    canJoin: joinLink !== null,
    pending: null,
    agenda: typeof wire.agenda === 'string' ? cut(wire.agenda.toWellFormed(), mostKept.agenda) : null,
    joinLink,
    registrationLink: link(wire.registrationLink, meetingHost),
    canStart: startLink !== null,
    participants: participantsOf(wire.participants),
    registered: wire.registrationCount ?? wire.registrationUserCount,
    attended: wire.attendeeCount ?? wire.attendeesCount,
    dialIn: [wire.dialinUrl, wire.accessCode].filter((part) => part !== null).join(', ') || null,
    detailsAsOf: null,
    startLink,
    creatorZuid: wire.creatorZuid ?? wire.creator,
    instanceIds: [...new Set([...wire.sysId, ...wire.sys_id, ...wire.instanceId, ...wire.UID])],
  };
}

/** z.object asks for every key; here each may be missing. */
const names = Object.keys(wireSession.shape);
function withEveryKey(value: unknown): unknown {
  if (!isFields(value)) return value;
  const inner = value['meetingKey'] === undefined && isFields(value['session']) ? value['session'] : value;
  const whole: Fields = {};
  for (const name of names) whole[name] = inner[name] ?? null;
  return whole;
}

function timesOf(wire: WireSession): { startsAt: number | null; duration: number | null } {
  const place = { timeZone: wire.timezone ?? wire.timeZone, offset: wire.offset };
  const startsAt = momentOf({
    millis: wire.startTimeMillisec ?? wire.startTimeMillis,
    text: wire.startTime,
    ...place,
  });
  if (wire.duration !== null && wire.duration > 0) return { startsAt, duration: wire.duration };
  const endsAt = momentOf({ millis: wire.endTimeMillisec ?? wire.endTimeMillis, text: wire.endTime, ...place });
  const between = startsAt === null || endsAt === null ? null : endsAt - startsAt;
  return { startsAt, duration: (between !== null && between > 0 ? length.parse(between) : null) ?? wire.duration };
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
  const total = amount.parse(outer['count']);
  const sessions = outer['session'] ?? outer['sessions'];
  if (Array.isArray(sessions)) return { items: sessions, total };
  if (isFields(sessions)) return { items: [sessions], total };
  const isEmpty = sessions === undefined || sessions === null || sessions === '';
  return isEmpty && nothingThere.some((name) => name in outer) ? { items: [], total } : null;
}
