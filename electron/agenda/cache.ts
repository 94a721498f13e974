import type { ListType, Session, SessionRow } from '../../contract/domain.ts';
import { endOf } from '../../contract/rules/session-lists.ts';
import { cut, longestShownTopic } from '../../contract/rules/shown-text.ts';
import type { ZohoSession } from '../zoho/types.ts';
import type { KeptSession } from './database/session-rows.ts';
import { beginningAfter, emptyLine, patched, type Timeline } from './timeline.ts';

interface Entry {
  session: ZohoSession;
  /** What stands for it in the line; null when nothing does yet. */
  placed: ZohoSession | null;
  /** Zoho named it in its upcoming listing. */
  listedUpcoming: boolean;
  /** The cache's count of changes when Zoho last told of it. */
  touched: number;
  /** The count when it was first told of. */
  born: number;
  /** The count when Zoho last confirmed a change that Parley asked for; 0 for never. */
  written: number;
}

/** The sessions of one kind that are known, by key. */
export interface SessionCache {
  /** Everything, in the order of time. The same object as long as nothing changed. */
  line(): Timeline;
  /** As `line`, of what is in memory already; all of it only after {@link CachePorts.whole}. */
  partOfLine(): Timeline;
  get(key: string): ZohoSession | undefined;
  listedUpcoming(key: string): boolean;
  keys(): Iterable<string>;
  /** It is in memory, or known to be deleted: what was kept of it from the last start says nothing more. */
  isKnown(key: string): boolean;
  /** Takes what was kept from the last start: older than anything that Zoho has said or is going to say. */
  restore(kept: Iterable<KeptSession>): void;
  /** A mark in time, for what Zoho will answer: take it before Zoho is asked. */
  mark(): number;
  /** Whether it was first told of after `mark`. */
  isNewSince(key: string, mark: number): boolean;
  /**
   * For {@link SessionCache.takeItems}, at the same places: the session that is known, where a list item says nothing
   * else; else the item.
   */
  held(items: readonly ZohoSession[]): readonly ZohoSession[];
  /**
   * Adds list items to what is known; a list item's missing fields wipe nothing. Items of what was changed or deleted
   * after `mark` are passed over, since the listing may be older.
   */
  takeItems(items: readonly ZohoSession[], listType: ListType | 'today', mark: number): void;
  /**
   * After a complete listing: removes what the listing would have named and did not. What Zoho told of after `mark`
   * stays, since the listing may be older. What is not in memory yet is not looked at.
   *
   * @param now epoch ms at which Zoho was asked
   */
  dropMissing(items: readonly ZohoSession[], listType: ListType, mark: number, now: number): void;
  /**
   * Takes Zoho's full answer, read at `now` (epoch ms), unless the session was changed or deleted after `mark`. Answers
   * what is known then; undefined when it was deleted.
   */
  takeDetails(session: ZohoSession, now: number, mark: number): ZohoSession | undefined;
  /** Takes Zoho's answer to a create or an edit: newer than all that was asked for before. */
  takeWritten(session: ZohoSession): void;
  /** Zoho has deleted it: what was asked for before does not bring it back. */
  remove(key: string): void;
}

export interface CachePorts {
  /** Hears of each session that was told of anew or is gone, by its key. */
  onChange?(key: string): void;
  /** Restores what was kept and is not here yet. */
  whole?(): void;
  /** The same for these keys. Called before any of them is taken for unknown. */
  some?(keys: readonly string[]): void;
}

export function createSessionCache({ onChange = () => undefined, whole = () => undefined, some = () => undefined }: CachePorts = {}): SessionCache {
  const entries = new Map<string, Entry>();
  /** When Zoho confirmed that it is deleted, by key. */
  const removed = new Map<string, number>();
  /** Those that Zoho named in its upcoming listing. */
  const listed = new Set<string>();
  let changes = 0;
  /** The line is behind by these. */
  let line = emptyLine;
  const unplaced = new Set<Entry>();
  const gone = new Set<ZohoSession>();

  const isKnown = (key: string): boolean => entries.has(key) || removed.has(key);

  /** The entry, if there is one anywhere. */
  function find(key: string): Entry | undefined {
    if (!isKnown(key)) some([key]);
    return entries.get(key);
  }

  function put(session: ZohoSession, listedUpcoming: boolean, isWritten = false): ZohoSession {
    const known = find(session.key);
    const told = known && known.session !== session ? merge(known.session, session) : session;
    const isNews = !known || !isSame(known.session, told);
    // What did not change is the same object: nothing has to be sorted, made ready or sent again.
    const merged = known && !isNews ? known.session : told;
    const touched = ++changes;
    const isUpcoming = listedUpcoming || (known?.listedUpcoming ?? false);
    if (!known || known.listedUpcoming !== isUpcoming || isNews) onChange(session.key);
    const entry: Entry = known ?? { session: merged, placed: null, listedUpcoming: isUpcoming, touched, born: touched, written: 0 };
    Object.assign(entry, { session: merged, listedUpcoming: isUpcoming, touched });
    if (isWritten) entry.written = touched;
    if (isUpcoming) listed.add(session.key);
    if (!known) entries.set(session.key, entry);
    if (isNews) unplaced.add(entry);
    return merged;
  }

  function drop(key: string, entry: Entry): void {
    entries.delete(key);
    listed.delete(key);
    unplaced.delete(entry);
    if (entry.placed) gone.add(entry.placed);
  }

  function partOfLine(): Timeline {
    const added: ZohoSession[] = [];
    for (const entry of unplaced) {
      if (entry.placed === entry.session) continue;
      if (entry.placed) gone.add(entry.placed);
      entry.placed = entry.session;
      added.push(entry.session);
    }
    line = patched(line, gone, added);
    unplaced.clear();
    gone.clear();
    return line;
  }

  /** Answered by `held`. */
  const confirmed = new WeakSet<ZohoSession>();

  function held(item: ZohoSession): ZohoSession {
    const known = entries.get(item.key)?.session;
    if (!known || !addsNothing(known, item)) return item;
    confirmed.add(known);
    return known;
  }

  const isChangedSince = (key: string, mark: number): boolean =>
    Math.max(entries.get(key)?.written ?? 0, removed.get(key) ?? 0) > mark;

  return {
    line() {
      whole();
      return partOfLine();
    },
    partOfLine,
    get: (key) => find(key)?.session,
    listedUpcoming: (key) => find(key)?.listedUpcoming ?? false,
    keys() {
      whole();
      return entries.keys();
    },
    restore(kept) {
      for (const { session, listedUpcoming } of kept) {
        if (isKnown(session.key)) continue;
        const entry = { session, placed: null, listedUpcoming, touched: 0, born: 0, written: 0 };
        entries.set(session.key, entry);
        unplaced.add(entry);
        if (listedUpcoming) listed.add(session.key);
      }
    },
    mark: () => changes,
    isNewSince: (key, mark) => (entries.get(key)?.born ?? 0) > mark,
    held(items) {
      some(items.map(({ key }) => key).filter((key) => !isKnown(key)));
      return items.map(held);
    },
    isKnown,
    takeItems(items, listType, mark) {
      for (const item of items) {
        if (isChangedSince(item.key, mark)) continue;
        // What said nothing new when it was read does not undo what was learnt since.
        const known = confirmed.has(item) ? entries.get(item.key)?.session : undefined;
        put(known ?? item, listType === 'upcoming');
      }
    },
    dropMissing(items, listType, mark, now) {
      const named = new Set(items.map(({ key }) => key));
      const ahead = () => [...listed, ...beginningAfter(partOfLine(), now).map(({ key }) => key)];
      for (const key of listType === 'upcoming' ? new Set(ahead()) : entries.keys()) {
        const entry = entries.get(key);
        if (!entry || named.has(key) || entry.touched > mark) continue;
        if (covers(listType, entry.session, now)) drop(key, entry);
        else if (listType === 'upcoming' && listed.delete(key)) entry.listedUpcoming = false;
        else continue;
        onChange(key);
      }
    },
    takeDetails(session, now, mark) {
      if (isChangedSince(session.key, mark)) return entries.get(session.key)?.session;
      return put({ ...session, detailsAsOf: now }, false);
    },
    takeWritten: (session) => void put(session, false, true),
    remove(key) {
      const entry = find(key);
      if (entry) {
        drop(key, entry);
        onChange(key);
      }
      removed.set(key, ++changes);
    },
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
  const joinLink = newer.joinLink ?? known.joinLink;
  const startLink = newer.startLink ?? known.startLink;
  return {
    kind: newer.kind,
    key: newer.key,
    topic: newer.topic || known.topic,
    startsAt: newer.startsAt ?? known.startsAt,
    duration: newer.duration ?? known.duration,
    timeZone: newer.timeZone ?? known.timeZone,
    presenterName: newer.presenterName ?? known.presenterName,
    presenterEmail: newer.presenterEmail ?? known.presenterEmail,
    // A list item says it, a full answer often does not: absence is no news.
    recurring: known.recurring || newer.recurring,
    canJoin: joinLink !== null,
    pending: newer.pending ?? known.pending,
    agenda: newer.agenda ?? known.agenda,
    joinLink,
    registrationLink: newer.registrationLink ?? known.registrationLink,
    // Kept from the last start it stands without its link.
    canStart: known.canStart || startLink !== null,
    participants: newer.participants ?? known.participants,
    registered: newer.registered ?? known.registered,
    attended: newer.attended ?? known.attended,
    dialIn: newer.dialIn ?? known.dialIn,
    detailsAsOf: newer.detailsAsOf ?? known.detailsAsOf,
    startLink,
    creatorZuid: newer.creatorZuid ?? known.creatorZuid,
    instanceIds: newer.instanceIds.length > 0 ? newer.instanceIds : known.instanceIds,
  };
}

/** Whether {@link merge} would change nothing: without making anything, since a listing asks it of all its items. */
function addsNothing(known: ZohoSession, newer: ZohoSession): boolean {
  if (newer.kind !== known.kind || newer.key !== known.key || (newer.topic !== '' && newer.topic !== known.topic)) return false;
  if (newer.recurring && !known.recurring) return false;
  if (known.canJoin !== ((newer.joinLink ?? known.joinLink) !== null)) return false;
  if (!known.canStart && (newer.startLink ?? known.startLink) !== null) return false;
  if (newer.instanceIds.length > 0 && !isSameValue(known.instanceIds, newer.instanceIds)) return false;
  for (const name of mayBeUntold) if (newer[name] !== null && !isSameValue(known[name], newer[name])) return false;
  return true;
}

/** What an answer may be silent about, by being null. */
const mayBeUntold = [
  'startsAt', 'duration', 'timeZone', 'presenterName', 'presenterEmail', 'pending', 'agenda', 'joinLink', 'registrationLink',
  'participants', 'registered', 'attended', 'dialIn', 'detailsAsOf', 'startLink', 'creatorZuid',
] as const satisfies readonly (keyof ZohoSession)[];

/** Whether nothing in it is other than before: what need not be written again. */
function isSame(a: ZohoSession, b: ZohoSession): boolean {
  if (a === b) return true;
  for (const name in b) if (!isSameValue(a[name as keyof ZohoSession], b[name as keyof ZohoSession])) return false;
  return true;
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof b !== 'object' || b === null) return false;
  const isBare = Array.isArray(a) && Array.isArray(b) && a.length === b.length && typeof b[0] === 'string';
  return isBare ? b.every((each, at) => each === a[at]) : JSON.stringify(a) === JSON.stringify(b);
}

/** What a list row shows. A page of rows stays small whatever Zoho sends. */
export const toRow = (session: ZohoSession): SessionRow => ({
  kind: session.kind,
  key: session.key,
  topic: cut(session.topic, longestShownTopic),
  startsAt: session.startsAt,
  duration: session.duration,
  timeZone: session.timeZone,
  presenterName: session.presenterName,
  presenterEmail: session.presenterEmail,
  recurring: session.recurring,
  canJoin: session.canJoin,
  pending: session.pending,
});

/** What the page may know: everything but the start link and Zoho's internal ids. */
export const toSession = (session: ZohoSession): Session => ({
  ...toRow(session),
  topic: session.topic,
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
