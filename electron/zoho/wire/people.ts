/** Registrants, attendees and participants as Zoho sends them (zoho-api.md 2.3 and 2.4; most of it OBSERVED). */
import { momentOf } from '../time.ts';
import type { Attendee, Registrant, RegistrantStatus } from '../types.ts';
import {
  amount, anything, fieldsBy, fieldsOf, flag, id, isFields, length, line, link, number, text,
} from './values.ts';

const wireRegistrant = fieldsBy({
  email: line,
  userName: line,
  name: line,
  firstName: line,
  lastName: line,
  registerId: id,
  registerKey: id,
  status: number,
  approvalStatus: text,
  joinLink: anything,
  countryName: line,
  regionName: line,
  registeredTime: text,
  registeredTimeInMilliSec: number,
  registeredTimezone: text,
});

const wireAttendee = fieldsBy({
  email: line,
  emailId: line,
  name: line,
  userName: line,
  displayName: line,
  participantName: line,
  firstName: line,
  lastName: line,
  role: line,
  joinTime: anything,
  leaveTime: anything,
  duration: length,
  source: line,
  memberId: id,
});

const fullName = (first: string | null, last: string | null): string | null =>
  [first, last].filter((part) => part !== null).join(' ') || null;

/** By the number of zoho-api.md 2.4. */
export const registrantStatuses = ['pending', 'approved', 'denied', 'cancelled'] as const;

/** What a status is called is not documented: the beginnings of the likely words. */
function statusOf(status: number | null, words: string | null): RegistrantStatus | null {
  const byNumber = status === null ? undefined : registrantStatuses[status];
  if (byNumber) return byNumber;
  if (words === null) return null;
  if (/pend|wait|manual/i.test(words)) return 'pending';
  if (/den|reject|disapprov/i.test(words)) return 'denied';
  if (/approv|accept/i.test(words)) return 'approved';
  return /cancel/i.test(words) ? 'cancelled' : null;
}

/** Null for what tells nothing by which to know someone. `identity` is the same whenever the row is read. */
export function readRegistrant(value: unknown, meetingHost: string): (Registrant & { identity: string }) | null {
  if (!isFields(value)) return null;
  const wire = wireRegistrant(value);
  const email = wire.email?.trim() ?? null;
  const name = wire.userName ?? wire.name ?? fullName(wire.firstName, wire.lastName);
  const identity = wire.registerId ?? wire.registerKey ?? email?.toLowerCase() ?? name;
  if (identity === null) return null;
  return {
    identity,
    id: wire.registerId,
    email,
    name,
    status: statusOf(wire.status, wire.approvalStatus),
    joinLink: link(wire.joinLink, meetingHost),
    country: wire.countryName,
    region: wire.regionName,
    registeredAt: momentOf({
      millis: wire.registeredTimeInMilliSec,
      text: wire.registeredTime,
      timeZone: wire.registeredTimezone,
      offset: null,
    }),
  };
}

/** Epoch ms, as number or text; a wall clock without a zone tells nothing. */
const timeOf = (value: unknown): number | null =>
  momentOf({ millis: number(value), text: text(value), timeZone: null, offset: null });

export function readAttendee(value: unknown): (Attendee & { identity: string }) | null {
  if (!isFields(value)) return null;
  const wire = wireAttendee(value);
  const email = (wire.email ?? wire.emailId)?.trim() ?? null;
  const names = wire.name ?? wire.userName ?? wire.displayName ?? wire.participantName;
  const name = names ?? fullName(wire.firstName, wire.lastName);
  const joinedAt = timeOf(wire.joinTime);
  const leftAt = timeOf(wire.leaveTime);
  if (email === null && name === null && joinedAt === null && wire.memberId === null) return null;
  const between = joinedAt !== null && leftAt !== null && leftAt >= joinedAt ? leftAt - joinedAt : null;
  // `memberId` may only count the rows of a page: it serves where nothing else does.
  const who = email === null && name === null ? wire.memberId : `${email?.toLowerCase()} ${name}`;
  return {
    identity: `${who} ${joinedAt} ${leftAt}`,
    email,
    name,
    role: wire.role,
    joinedAt,
    leftAt,
    duration: wire.duration ?? between,
    source: wire.source,
  };
}

export interface RegistrantCounts {
  readonly total: number | null;
  readonly approved: number | null;
  readonly pending: number | null;
  readonly denied: number | null;
  /** Whoever registers is approved at once. */
  readonly autoApproval: boolean | null;
}

/** A page of registrants; null for an answer of another shape. */
export function readRegistrantPage(body: unknown): { items: readonly unknown[]; counts: RegistrantCounts } | null {
  const outer = fieldsOf(body);
  if (outer === null) return null;
  const meta = fieldsOf(outer['meta']);
  const items = outer['registrants'] ?? outer['registrant'];
  if (!Array.isArray(items) && (meta === null || (items !== undefined && items !== null))) return null;
  const counts = {
    total: amount(meta?.['totalCount']),
    approved: amount(meta?.['approvedCount']),
    pending: amount(meta?.['pendingCount']),
    denied: amount(meta?.['deniedCount']),
    autoApproval: flag(meta?.['isAutoApprovalEnabled']),
  };
  return { items: Array.isArray(items) ? items : [], counts };
}

export interface PeoplePage {
  readonly items: readonly unknown[];
  /** The first of the counts that is there. */
  readonly count: number | null;
}

/** The rows under one of the names; none beside one of the counts means that there are none. Null otherwise. */
export function readPeoplePage(body: unknown, names: readonly string[], counts: readonly string[]): PeoplePage | null {
  const outer = fieldsOf(body);
  if (outer === null) return null;
  const items = names.map((name) => outer[name]).find((value) => value !== undefined && value !== null);
  const count = counts.map((name) => amount(outer[name])).find((value) => value !== null) ?? null;
  if (Array.isArray(items)) return { items, count };
  return items === undefined && count !== null ? { items: [], count } : null;
}

/** What Zoho says of one batch of registrations; null for an answer of another shape. */
export interface RegisterAnswer {
  /** By lower-case address: the join link, or null without one. */
  readonly registered: ReadonlyMap<string, string | null>;
  readonly succeeded: number | null;
  readonly failed: number | null;
}

export function readRegisterAnswer(body: unknown, meetingHost: string): RegisterAnswer | null {
  const outer = fieldsOf(body);
  if (outer === null) return null;
  const given: unknown = outer['registrant'] ?? outer['registrants'];
  const rows = (Array.isArray(given) ? given : [given]).filter(isFields);
  const succeeded = amount(outer['successCount']);
  const failed = amount(outer['failedCount']);
  if (given === undefined && succeeded === null && failed === null) return null;
  const registered = new Map<string, string | null>();
  for (const row of rows) {
    const email = text(row['email'])?.trim().toLowerCase();
    const joinLink = link(row['joinLink'], meetingHost);
    // A row may tell a failure: not documented, but a link tells the contrary.
    const isRefused = joinLink === null && ['error', 'errorMessage', 'errorCode'].some((name) => Boolean(row[name]));
    if (email !== undefined && !isRefused) registered.set(email, joinLink);
  }
  return { registered, succeeded, failed };
}
