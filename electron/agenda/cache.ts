import type { ListType, Session, SessionRow } from '../../contract/domain.ts';
import { endOf } from '../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../zoho/types.ts';

interface Entry {
  session: ZohoSession;
  /** Zoho named it in its upcoming listing. */
  listedUpcoming: boolean;
  /** The cache's count of changes when Zoho last told of it. */
  touched: number;
}

/** The sessions of one kind that are known, by key. */
export interface SessionCache {
  sessions(): Iterable<ZohoSession>;
  get(key: string): ZohoSession | undefined;
  listedUpcoming(key: string): boolean;
  /** A mark in time, for {@link SessionCache.takeListing}: take it before Zoho is asked. */
  mark(): number;
  /** Adds list items to what is known; a list item's missing fields wipe nothing. */
  takeItems(items: readonly ZohoSession[], listType: ListType | 'today'): void;
  /**
   * After a complete listing: removes what the listing would have named and did not. What Zoho told of after `mark`
   * stays, since the listing may be older.
   *
   * @param now epoch ms at which Zoho was asked
   */
  dropMissing(items: readonly ZohoSession[], listType: ListType, mark: number, now: number): void;
  /** Takes Zoho's full answer, read at `now` (epoch ms). */
  takeDetails(session: ZohoSession, now: number): ZohoSession;
}

export function createSessionCache(): SessionCache {
  const entries = new Map<string, Entry>();
  let changes = 0;

  function put(session: ZohoSession, listedUpcoming: boolean): ZohoSession {
    const known = entries.get(session.key);
    const merged = known ? merge(known.session, session) : session;
    const listed = listedUpcoming || (known?.listedUpcoming ?? false);
    entries.set(session.key, { session: merged, listedUpcoming: listed, touched: ++changes });
    return merged;
  }

  return {
    *sessions() {
      for (const { session } of entries.values()) yield session;
    },
    get: (key) => entries.get(key)?.session,
    listedUpcoming: (key) => entries.get(key)?.listedUpcoming ?? false,
    mark: () => changes,
    takeItems(items, listType) {
      for (const item of items) put(item, listType === 'upcoming');
    },
    dropMissing(items, listType, mark, now) {
      const named = new Set(items.map(({ key }) => key));
      for (const [key, entry] of entries) {
        if (named.has(key) || entry.touched > mark) continue;
        if (covers(listType, entry.session, now)) entries.delete(key);
        else if (listType === 'upcoming') entry.listedUpcoming = false;
      }
    },
    takeDetails: (session, now) => put({ ...session, detailsAsOf: now }, false),
  };
}

/** Whether a complete listing would have named the session: what runs just now may stand in neither. */
function covers(listType: ListType, session: ZohoSession, now: number): boolean {
  if (listType === 'all') return true;
  if (session.startsAt === null) return false;
  return listType === 'upcoming' ? session.startsAt > now : (endOf(session) ?? now) < now;
}

/** Newer facts over older ones; what the newer answer does not tell is kept. */
function merge(known: ZohoSession, newer: ZohoSession): ZohoSession {
  const told = Object.entries(newer).filter(([, value]) => value !== null);
  const merged: ZohoSession = { ...known, ...(Object.fromEntries(told) as Partial<ZohoSession>) };
  return {
    ...merged,
    topic: newer.topic || known.topic,
    canJoin: merged.joinLink !== null,
    canStart: merged.startLink !== null,
    // A list item says it, a full answer often does not: absence is no news.
    recurring: known.recurring || newer.recurring,
    instanceIds: newer.instanceIds.length > 0 ? newer.instanceIds : known.instanceIds,
  };
}

/** What a list row shows. */
export const toRow = (session: ZohoSession): SessionRow => ({
  kind: session.kind,
  key: session.key,
  topic: session.topic,
  startsAt: session.startsAt,
  duration: session.duration,
  timeZone: session.timeZone,
  presenterName: session.presenterName,
  presenterEmail: session.presenterEmail,
  recurring: session.recurring,
  canJoin: session.canJoin,
});

/** What the page may know: everything but the start link and Zoho's internal ids. */
export const toSession = (session: ZohoSession): Session => ({
  ...toRow(session),
  agenda: session.agenda,
  joinLink: session.joinLink,
  registrationLink: session.registrationLink,
  canStart: session.canStart,
  participants: session.participants,
  registered: session.registered,
  attended: session.attended,
  dialIn: session.dialIn,
  detailsAsOf: session.detailsAsOf,
});
