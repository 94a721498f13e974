/**
 * Which event of a calendar is which meeting or webinar. Zoho puts meetings into the calendar and the other way round
 * (zoho-api.md 3.5), so the same one comes from both sides and is to be shown once; two different ones never become
 * one.
 */
import type { Kind } from '../domain.ts';

export interface SessionSide {
  readonly kind: Kind;
  readonly key: string;
  readonly topic: string;
  /** Epoch ms. */
  readonly startsAt: number | null;
  /** Milliseconds. */
  readonly duration: number | null;
  readonly joinLink: string | null;
}

export interface EventSide {
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isAllDay: boolean;
  readonly recurring: boolean;
  readonly meetingKey: string | null;
  readonly joinLink: string | null;
}

export interface SamePair<S, E> {
  readonly session: S;
  readonly event: E;
}

/**
 * The events that are copies of sessions. An event with a session's key or join link is that session; one of a series
 * only where it begins with it, since Zoho lists a series of meetings once. An event with neither is the session that
 * alone has its start, length and title, if no other such event is there.
 */
export function sameSessions<S extends SessionSide, E extends EventSide>(
  sessions: readonly S[],
  events: readonly E[],
): SamePair<S, E>[] {
  /** Null: a name that two bear, as a personal room's link. */
  const named = new Map<string, S | null>();
  const byLook = new Map<string, S[]>();
  for (const session of sessions) {
    named.set(`key ${session.key}`, session);
    if (session.joinLink !== null) {
      const link = linkName(session.joinLink);
      named.set(link, named.has(link) ? null : session);
    }
    const look = lookOfSession(session);
    if (look !== null) byLook.set(look, [...(byLook.get(look) ?? []), session]);
  }
  const pairs: SamePair<S, E>[] = [];
  const nameless = new Map<string, E[]>();
  for (const event of events) {
    if (event.meetingKey === null && event.joinLink === null) {
      const look = lookOfEvent(event);
      if (look !== null) nameless.set(look, [...(nameless.get(look) ?? []), event]);
      continue;
    }
    const session = nameOf(event, named);
    if (session && (!event.recurring || session.startsAt === event.startsAt)) pairs.push({ session, event });
  }
  const taken = new Set(pairs.map(({ session }) => session));
  for (const [look, alike] of nameless) {
    const [session, ...others] = byLook.get(look) ?? [];
    const [event, ...more] = alike;
    if (session && event && others.length === 0 && more.length === 0 && !taken.has(session)) pairs.push({ session, event });
  }
  return pairs;
}

/** A key and a link that tell of two sessions prove nothing. */
function nameOf<S>({ meetingKey, joinLink }: EventSide, named: ReadonlyMap<string, S | null>): S | null {
  const byKey = meetingKey === null ? null : (named.get(`key ${meetingKey}`) ?? null);
  const byLink = joinLink === null ? null : (named.get(linkName(joinLink)) ?? null);
  return byKey && byLink && byKey !== byLink ? null : (byKey ?? byLink);
}

const linkName = (link: string): string => `link ${link.trim().replace(/\/+$/, '')}`;

const lookOf = (title: string, startsAt: number, length: number): string | null => {
  const plain = title.normalize('NFC').trim().replace(/\s+/g, ' ');
  return plain === '' ? null : `${startsAt} ${length} ${plain}`;
};
const lookOfSession = ({ topic, startsAt, duration }: SessionSide): string | null =>
  startsAt === null || duration === null ? null : lookOf(topic, startsAt, duration);
const lookOfEvent = ({ title, startsAt, endsAt, isAllDay }: EventSide): string | null =>
  isAllDay ? null : lookOf(title, startsAt, endsAt - startsAt);
