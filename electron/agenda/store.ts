import type { Input, Output } from '../../contract/api.ts';
import { kindSchema, type Kind, type ListType, type Session, type SessionPage } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Clock, Log } from '../ports.ts';
import type { SessionsApi, ZohoSession } from '../zoho/types.ts';
import { createSessionCache, toRow, toSession, type SessionCache } from './cache.ts';
import { createChanges } from './changes.ts';
import type { SessionRows } from './database/session-rows.ts';
import { createFinder } from './finder.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { createListing, type Listing } from './listing.ts';
import { createPending, isTemporary, type PendingChanges } from './pending.ts';
import { createSearch } from './search.ts';
import { createShelf, emptyShelf, type Shelf } from './shelf.ts';
import { createSync, type Sync } from './sync.ts';
import { busyBetween, countFrom, sortedBySpan, touching, windowOf, type Shown, type Window } from './timeline.ts';

/** The meetings and webinars that are known, and how fresh that is. */
export interface SessionStore {
  /**
   * A window of a tab from what is known, at once. Asks Zoho in the background when the listing was never read or is
   * old (upcoming: 5 min; past and all: 30 min), unless that is under way or has just failed.
   */
  list(input: Input<'listSessions'>): SessionPage;
  /** What touches a span of time, from what is known; asks Zoho in the background as {@link SessionStore.list} does. */
  between(input: Input<'listAgenda'>): Output<'listAgenda'>;
  /** For each stretch between two of these times (epoch ms, ascending), whether anything touches it; asks as `between`. */
  busy(bounds: readonly number[]): boolean[];
  /** As `between`, of both kinds and with everything that is known of them; asks nobody. For main only. */
  within(from: number, to: number): readonly ZohoSession[];
  /** What is known and fits the text, best first. Asks nobody. */
  find(input: Input<'findSessions'>): Output<'findSessions'>;
  /** Asks Zoho now; joins a reading under way. Errors: those of {@link SessionsApi}, `not-connected` after `open`. */
  refresh(kind: Kind, listType: ListType): Promise<Result<undefined>>;
  /**
   * The details. Asks Zoho when they were never read, or with `refresh`. Without `refresh`, a failure answers what is
   * known, if anything is. What is being created is answered as it was asked for; its temporary key leads to it later
   * too. Errors: those of {@link SessionsApi}, `not-found` while it is being deleted, `not-connected` after `open`.
   */
  get(kind: Kind, key: string, refresh: boolean): Promise<Result<Session>>;
  /** The links that are known; null for an unknown session. For main only: the start link must not reach the page. */
  links(kind: Kind, key: string): { joinLink: string | null; startLink: string | null } | null;
  /** Asks Zoho when the link is not known yet. Errors: as `get`, and `link-missing`. */
  resolveStartLink(kind: Kind, key: string): Promise<Result<string>>;
  resolveJoinLink(kind: Kind, key: string): Promise<Result<string>>;
  /** What is asked of Zoho and not confirmed yet; it shows in all answers. */
  readonly pending: PendingChanges;
  /** The keys of everything that is known, of both kinds. */
  knownKeys(): ReadonlySet<string>;
  /** Reads the details again in the background, asked for from now on. */
  reread(kind: Kind, key: string): void;
  /** Reads again, in the background, the listings that have been looked at. */
  relist(kind: Kind): void;
  /** Calls back when rows or freshness changed, at most every 100 ms. Answers with the function that ends it. */
  onChange(listener: (kind: Kind) => void): () => void;
  /**
   * Whose sessions they are from now on; null for nobody. What was read is put away, what is being read is stopped and
   * its results dropped; what was kept of this owner is there at once, and Zoho is asked for these kinds. Pending
   * changes stay.
   */
  open(owner: string | null, kinds?: readonly Kind[]): void;
  /** Something happened after which Zoho may have news. */
  readonly poke: Sync['poke'];
  /** Forgets what was kept of an account. */
  forget(owner: string): void;
  /** Writes now what has not been written, before the end. */
  flush(): void;
}

export interface SessionStorePorts {
  sessions: SessionsApi;
  /** Where it is kept from one start to the next; left out, it is not. */
  keep?: { rows: SessionRows; isLasting(owner: string): boolean; onFailure(): void } | undefined;
  clock: Clock;
  log: Log;
}

/** What was read: `clear` throws it away as a whole. */
interface Book {
  readonly stop: AbortController;
  readonly caches: Readonly<Record<Kind, SessionCache>>;
  readonly listings: Map<string, Listing>;
  readonly reads: Map<string, Promise<Result<ZohoSession>>>;
  /** When listings were last read before this start, by id. */
  readonly asOf: ReadonlyMap<string, number>;
  readonly keeper: Keeper | null;
  readonly shelf: Shelf;
  /** Those that Zoho may be asked for. */
  readonly kinds: readonly Kind[];
}

export function createSessionStore(ports: SessionStorePorts): SessionStore {
  const { sessions, keep, clock, log } = ports;
  const changes = createChanges(clock);
  const findBest = createFinder();
  const search = createSearch();
  let book = openBook(null, kindSchema.options);

  function openBook(owner: string | null, kinds: readonly Kind[]): Book {
    const stop = new AbortController();
    let shelf = emptyShelf;
    const cacheOf = (kind: Kind) =>
      createSessionCache({
        onChange: (key) => keeper?.changed(kind, key),
        whole: () => shelf.all(),
        some: (keys) => shelf.some(kind, keys),
      });
    const caches = { meeting: cacheOf('meeting'), webinar: cacheOf('webinar') };
    const find = (kind: Kind, key: string) => {
      const session = caches[kind].get(key);
      return session ? { session, listedUpcoming: caches[kind].listedUpcoming(key) } : null;
    };
    const isKept = keep !== undefined && owner !== null && keep.isLasting(owner);
    const keeper = isKept ? createKeeper({ ...keep, owner, find, log }) : null;
    if (isKept) {
      shelf = createShelf({
        owner,
        rows: keep.rows,
        isKnown: (kind, key) => caches[kind].isKnown(key),
        restore(kept) {
          for (const [kind, rows] of Map.groupBy(kept, ({ session }) => session.kind)) caches[kind].restore(rows);
        },
        // A cache that cannot be read is an empty one: Zoho has it all.
        onFailure: (error) => log.error('the kept agenda cannot be read', { error }),
      });
    }
    stop.signal.addEventListener('abort', shelf.rest);
    const asOf = new Map(shelf.listings.map((each) => [listingId(each.kind, each.listType), each.asOf]));
    return { stop, caches, listings: new Map(), reads: new Map(), asOf, keeper, shelf, kinds };
  }
  const pending = createPending({
    cache: (kind) => book.caches[kind],
    onChange: changes.tell,
    onConfirmed(kind, key) {
      book.keeper?.confirmed(kind, key);
      sync.changed(kind);
    },
  });
  const sync = createSync({
    refreshOlder: (kind, listType, age, isFresh) => listingOf(kind, listType).refreshOlder(age, isFresh),
    refreshAnew: (kind, listType) => listingOf(kind, listType).refreshAnew(),
    clock,
  });

  function listingOf(kind: Kind, listType: ListType): Listing {
    const id = listingId(kind, listType);
    const { caches, listings, stop, keeper, shelf } = book;
    const known = listings.get(id);
    if (known) return known;
    const onChange = () => changes.tell(kind);
    const made = createListing({
      ...{ kind, listType, sessions, clock, log, onChange },
      cache: caches[kind],
      whole: shelf.emptied,
      signal: stop.signal,
      asOf: book.asOf.get(id) ?? null,
      onRead: (asOf) => keeper?.listed({ kind, listType, asOf }),
    });
    listings.set(id, made);
    return made;
  }

  /** Zoho's full answer, merged into what is known; one request at a time for each session. */
  function read(kind: Kind, key: string): Promise<Result<ZohoSession>> {
    const id = `${kind} ${key}`;
    const { caches, reads, stop } = book;
    const running = reads.get(id);
    if (running) return running;
    const mark = caches[kind].mark();
    const reading = sessions.get(kind, key, stop.signal).then((answer): Result<ZohoSession> => {
      if (stop.signal.aborted) return fail('not-connected', 'the account changed meanwhile');
      if (!answer.ok) return answer;
      const merged = caches[kind].takeDetails({ ...answer.value, key }, clock.now(), mark);
      if (!merged) return deleted();
      changes.tell(kind);
      return ok(merged);
    });
    const tracked = reading.finally(() => reads.delete(id));
    reads.set(id, tracked);
    return tracked;
  }

  async function readAnew(kind: Kind, key: string): Promise<void> {
    const { reads, stop } = book;
    try {
      await reads.get(`${kind} ${key}`);
      if (!stop.signal.aborted) await read(kind, key);
    } catch (error) {
      log.error('details broke off', { kind, error: error instanceof Error ? error.message : 'unknown' });
    }
  }

  async function resolveLink(kind: Kind, key: string, name: 'startLink' | 'joinLink'): Promise<Result<string>> {
    const real = pending.keyOf(kind, key);
    if (pending.isHidden(kind, real)) return deleted();
    const known = book.caches[kind].get(real)?.[name];
    if (known) return ok(known);
    const answer = isTemporary(real) ? null : await read(kind, real);
    if (answer?.ok === false) return answer;
    const link = answer?.value[name];
    return link ? ok(link) : fail('link-missing', `Zoho gave no ${name === 'startLink' ? 'start' : 'join'} link`);
  }

  /** What touches the span, of both kinds. */
  function within(from: number, to: number): ZohoSession[] {
    const found = kindSchema.options.flatMap((kind) => {
      book.shelf.span(kind, from, to);
      return touching(pending.partOfLine(kind), from, to);
    });
    return sortedBySpan(found);
  }

  /** How fresh what is told of a span is; asks for what is old. */
  function freshness({ from }: Input<'listAgenda'>): Pick<Output<'listAgenda'>, 'status' | 'past'> {
    const statusOf = (kind: Kind, listType: ListType) => {
      const listing = listingOf(kind, listType);
      if (book.kinds.includes(kind)) listing.refreshWhenOld();
      return listing.status();
    };
    const statuses = (listType: ListType) => ({
      meeting: statusOf('meeting', listType),
      webinar: statusOf('webinar', listType),
    });
    return { status: statuses('upcoming'), past: from < clock.now() ? statuses('past') : null };
  }

  const windowIn = (kind: Kind, line: Shown, listType: ListType, rows: { offset: number; limit: number }): Window =>
    windowOf(line, listType, clock.now(), ({ key }) => book.caches[kind].listedUpcoming(key), rows);

  /** What is next, while the rest is still on the disk; null when that cannot be told without it. */
  function firstAhead(kind: Kind, rows: { offset: number; limit: number }): Window | null {
    const { shelf, caches } = book;
    const cache = caches[kind];
    // What is on the disk must be what is known.
    if (shelf.isEmpty() || cache.mark() > 0 || !pending.isNothing(kind)) return null;
    const ahead = shelf.ahead(kind, clock.now(), rows.offset + rows.limit);
    if (!ahead) return null;
    const line = cache.partOfLine();
    const { items, total } = windowIn(kind, line, 'upcoming', rows);
    return { items, total: total - countFrom(line, ahead.until) + ahead.later };
  }

  return {
    list({ kind, listType, search: text, offset, limit }) {
      const listing = listingOf(kind, listType);
      listing.refreshWhenOld();
      const isSearch = text.trim() !== '';
      const isFirst = listType === 'upcoming' && !isSearch && offset + limit <= fewRows;
      const { items, total } =
        (isFirst ? firstAhead(kind, { offset, limit }) : null) ??
        windowIn(kind, search.find(kind, pending.line(kind), text), listType, { offset, limit });
      // Whoever looks at a list may search it next.
      if (!isSearch) search.prepare(kind, () => (book.shelf.isEmpty() ? pending.line(kind) : null));
      return { items: items.map(toRow), offset, total, status: listing.status() };
    },
    busy(bounds) {
      const span = { from: bounds[0] ?? 0, to: bounds.at(-1) ?? 0 };
      freshness(span);
      return busyBetween(bounds, within(span.from, span.to));
    },
    between: (span) => ({ items: within(span.from, span.to).map(toRow), ...freshness(span) }),
    within,
    find: ({ search: text, limit }) =>
      findBest(kindSchema.options.map(pending.line), text, limit, clock.now()).map(toRow),
    refresh: (kind, listType) => listingOf(kind, listType).refresh(),
    async get(kind, key, refresh) {
      const real = pending.keyOf(kind, key);
      if (pending.isHidden(kind, real)) return deleted();
      if (isTemporary(real)) {
        const creating = pending.find(kind, real);
        return creating ? ok(toSession(creating)) : fail('not-found', 'it was not created');
      }
      const shown = (session: ZohoSession) => ok(toSession(pending.changed(session)));
      const known = book.caches[kind].get(real);
      if (known && known.detailsAsOf !== null && !refresh) return shown(known);
      const { stop } = book;
      const answer = await read(kind, real);
      if (answer.ok) return pending.isHidden(kind, real) ? deleted() : shown(answer.value);
      return known && !refresh && !stop.signal.aborted ? shown(known) : answer;
    },
    links(kind, key) {
      const known = book.caches[kind].get(pending.keyOf(kind, key));
      return known ? { joinLink: known.joinLink, startLink: known.startLink } : null;
    },
    resolveStartLink: (kind, key) => resolveLink(kind, key, 'startLink'),
    resolveJoinLink: (kind, key) => resolveLink(kind, key, 'joinLink'),
    pending,
    knownKeys() {
      return new Set(kindSchema.options.flatMap((kind) => [...book.caches[kind].keys()]));
    },
    reread: (kind, key) => void readAnew(kind, pending.keyOf(kind, key)),
    relist(kind) {
      for (const [id, listing] of book.listings) if (id.startsWith(`${kind} `)) listing.refreshAnew();
    },
    onChange: changes.onChange,
    forget(owner) {
      try {
        keep?.rows.forget(owner);
      } catch (error) {
        log.error('the kept agenda cannot be forgotten', { error });
      }
    },
    flush() {
      book.shelf.rest();
      book.keeper?.flush();
    },
    poke: sync.poke,
    open(owner, kinds = []) {
      book.stop.abort();
      book.keeper?.flush();
      book = openBook(owner, kinds);
      search.forget();
      for (const kind of kindSchema.options) changes.tell(kind);
      sync.follow(owner === null ? [] : kinds);
    },
  };
}

/** Rows that a start shows of what is ahead, at most. */
const fewRows = 200;

const listingId = (kind: Kind, listType: ListType): string => `${kind} ${listType}`;

const deleted = <T>(): Result<T> => fail('not-found', 'it is being deleted, or was');
