import type { Input } from '../../contract/api.ts';
import { kindSchema, type Kind, type ListType, type Session, type SessionPage } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { matcher, rowsOf } from '../../contract/rules/session-lists.ts';
import type { Clock, Log } from '../ports.ts';
import type { SessionsApi, ZohoSession } from '../zoho/types.ts';
import { createSessionCache, toRow, toSession, type SessionCache } from './cache.ts';
import { createChanges } from './changes.ts';
import { createListing, type Listing } from './listing.ts';

/** The meetings and webinars that are known, and how fresh that is. */
export interface SessionStore {
  /**
   * A window of a tab from what is known, at once. Asks Zoho in the background when the listing was never read or is
   * old (upcoming: 5 min; past and all: 30 min), unless that is under way or has just failed.
   */
  list(input: Input<'listSessions'>): SessionPage;
  /** Asks Zoho now; joins a reading under way. Errors: those of {@link SessionsApi}, `not-connected` after `clear`. */
  refresh(kind: Kind, listType: ListType): Promise<Result<undefined>>;
  /**
   * The details. Asks Zoho when they were never read, or with `refresh`. Without `refresh`, a failure answers what is
   * known, if anything is. Errors: those of {@link SessionsApi}, `not-connected` after `clear`.
   */
  get(kind: Kind, key: string, refresh: boolean): Promise<Result<Session>>;
  /** The links that are known; null for an unknown session. For main only: the start link must not reach the page. */
  links(kind: Kind, key: string): { joinLink: string | null; startLink: string | null } | null;
  /** Asks Zoho when the link is not known yet. Errors: as `get`, and `link-missing`. */
  resolveStartLink(kind: Kind, key: string): Promise<Result<string>>;
  resolveJoinLink(kind: Kind, key: string): Promise<Result<string>>;
  /** Calls back when rows or freshness changed, at most every 100 ms. Answers with the function that ends it. */
  onChange(listener: (kind: Kind) => void): () => void;
  /** On disconnect or another account: forgets everything; what is under way is stopped and its results dropped. */
  clear(): void;
}

export interface SessionStorePorts {
  sessions: SessionsApi;
  clock: Clock;
  log: Log;
}

/** What belongs to one account: `clear` throws it away as a whole. */
interface Book {
  readonly stop: AbortController;
  readonly caches: Readonly<Record<Kind, SessionCache>>;
  readonly listings: Map<string, Listing>;
  readonly reads: Map<string, Promise<Result<ZohoSession>>>;
}

const openBook = (): Book => ({
  stop: new AbortController(),
  caches: { meeting: createSessionCache(), webinar: createSessionCache() },
  listings: new Map(),
  reads: new Map(),
});

export function createSessionStore({ sessions, clock, log }: SessionStorePorts): SessionStore {
  const changes = createChanges(clock);
  let book = openBook();

  function listingOf(kind: Kind, listType: ListType): Listing {
    const id = `${kind} ${listType}`;
    const { caches, listings, stop } = book;
    const known = listings.get(id);
    if (known) return known;
    const onChange = () => changes.tell(kind);
    const ports = { sessions, clock, log, cache: caches[kind], signal: stop.signal, onChange };
    const made = createListing({ kind, listType, ...ports });
    listings.set(id, made);
    return made;
  }

  /** Zoho's full answer, merged into what is known; one request at a time for each session. */
  function read(kind: Kind, key: string): Promise<Result<ZohoSession>> {
    const id = `${kind} ${key}`;
    const { caches, reads, stop } = book;
    const running = reads.get(id);
    if (running) return running;
    const reading = sessions.get(kind, key, stop.signal).then((answer): Result<ZohoSession> => {
      if (stop.signal.aborted) return fail('not-connected', 'the account changed meanwhile');
      if (!answer.ok) return answer;
      const merged = caches[kind].takeDetails({ ...answer.value, key }, clock.now());
      changes.tell(kind);
      return ok(merged);
    });
    const tracked = reading.finally(() => reads.delete(id));
    reads.set(id, tracked);
    return tracked;
  }

  async function resolveLink(kind: Kind, key: string, name: 'startLink' | 'joinLink'): Promise<Result<string>> {
    const known = book.caches[kind].get(key)?.[name];
    if (known) return ok(known);
    const answer = await read(kind, key);
    if (!answer.ok) return answer;
    const link = answer.value[name];
    return link ? ok(link) : fail('link-missing', `Zoho gave no ${name === 'startLink' ? 'start' : 'join'} link`);
  }

  return {
    list({ kind, listType, search, offset, limit }) {
      const listing = listingOf(kind, listType);
      listing.refreshWhenOld();
      const cache = book.caches[kind];
      const all = rowsOf(cache.sessions(), listType, clock.now(), ({ key }) => cache.listedUpcoming(key));
      const found = search.trim() === '' ? all : all.filter(matcher(search));
      const items = found.slice(offset, offset + limit).map(toRow);
      return { items, offset, total: found.length, status: listing.status() };
    },
    refresh: (kind, listType) => listingOf(kind, listType).refresh(),
    async get(kind, key, refresh) {
      const known = book.caches[kind].get(key);
      if (known && known.detailsAsOf !== null && !refresh) return ok(toSession(known));
      const { stop } = book;
      const answer = await read(kind, key);
      if (answer.ok) return ok(toSession(answer.value));
      return known && !refresh && !stop.signal.aborted ? ok(toSession(known)) : answer;
    },
    links(kind, key) {
      const known = book.caches[kind].get(key);
      return known ? { joinLink: known.joinLink, startLink: known.startLink } : null;
    },
    resolveStartLink: (kind, key) => resolveLink(kind, key, 'startLink'),
    resolveJoinLink: (kind, key) => resolveLink(kind, key, 'joinLink'),
    onChange: changes.onChange,
    clear() {
      book.stop.abort();
      book = openBook();
      for (const kind of kindSchema.options) changes.tell(kind);
    },
  };
}
