import { type QueryClient, keepPreviousData, queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kind, ListStatus, Session, SessionPage, SessionRow } from '../../contract/domain.ts';
import type { AppError } from '../../contract/result.ts';
import { nextRows } from '../../contract/rules/session-lists.ts';
import { askedFor, numbered } from './asked.ts';
import { type Begun, laidOver } from './begun-rows.ts';
import { useBegun } from './begun.ts';
import { neverRead } from './list-status.ts';
import { type Listing, nextAsking } from './one-question.ts';
import { call, errorOf } from './parley.ts';

/** Rows asked for at once: some more than a screen has, and the very ones that the agenda has asked for already. */
const pageSize = nextRows;
/** The most that main gives at once, for what nobody waits to see. */
const most = 200;
/** Details read longer ago than this are read again when they are opened, in ms. */
const detailsAge = 60_000;

const sessionPage = (listing: Listing, offset: number, limit = pageSize) =>
  queryOptions({
    queryKey: ['sessions', listing.kind, listing.listType, listing.search, offset, limit],
    ...numbered(() => call('listSessions', { ...listing, offset, limit })),
  });

const read = (page: SessionPage) => ({ ...page, asked: askedFor(page) });

/** Those that stand in a listing. What a search finds, and what is over, is for main to say. */
const begunOf = (begun: readonly Begun[], { kind, listType, search }: Listing): readonly Begun[] =>
  search !== '' || listType === 'past' ? [] : begun.filter(({ row }) => row.kind === kind);

export interface SessionWindow {
  readonly shown: Listing;
  /** False until any row count is known. */
  readonly known: boolean;
  /** Rows that match in all. */
  readonly total: number;
  readonly status: ListStatus;
  /** Undefined while the row's page is on its way. */
  row(index: number): SessionRow | undefined;
  /** Where a session stands, or -1 when it is not among the rows read. */
  indexOf(key: string): number;
  /** Where main has those of the rows `first..last` that it tells of. */
  told(first: number, last: number): { readonly first: number; readonly last: number };
  /** Main could not answer at all. */
  readonly error: AppError | null;
}

/** The listing to show: the one asked for once its first rows are there, the last one until then. */
export function useShownListing(asked: Listing): Listing {
  const [asking, setAsking] = useState({ shown: asked, sent: asked });
  const { data, isError, isFetching } = useQuery(sessionPage(asking.sent, 0));
  const next = nextAsking(asking, asked, { isFetching, isThere: data !== undefined || isError });
  if (next !== asking) setAsking(next);
  return asking.shown;
}

/** The rows `first..last` of a listing, read in pages. Rows once shown stay until others can take their place. */
export function useSessionWindow(shown: Listing, first: number, last: number): SessionWindow {
  const begun = begunOf(useBegun(), shown);
  const offsets = new Set([0]);
  for (let at = Math.floor(Math.max(0, first - begun.length) / pageSize); at <= Math.floor(last / pageSize); at += 1) offsets.add(at * pageSize);
  const pages = useQueries({
    queries: [...offsets].map((offset) => sessionPage(shown, offset)),
  });
  const byOffset = new Map<number, SessionPage>();
  for (const page of pages) if (page.data) byOffset.set(page.data.offset, page.data);
  const headPage = byOffset.get(0);
  const head = pages[0];
  const laid = laidOver(begun.length === 0 ? [] : [...byOffset.values()].map(read), begun);

  return {
    shown,
    known: headPage !== undefined,
    total: (headPage?.total ?? 0) + laid.count,
    status: headPage?.status ?? neverRead,
    row(index) {
      const there = laid.at(index);
      if (typeof there === 'object') return there;
      return byOffset.get(there - (there % pageSize))?.items[there % pageSize];
    },
    indexOf(key) {
      for (const [offset, page] of byOffset) {
        const at = page.items.findIndex((row) => row.key === key);
        if (at >= 0) return laid.placeOf(offset + at);
      }
      return laid.indexOf(key);
    },
    told: laid.span,
    error: head?.isError && !headPage ? errorOf(head.error) : null,
  };
}

/** The keys of main's rows `first..last` of a listing, without those that Zoho does not know yet. Throws CallError. */
export async function readKeys(client: QueryClient, listing: Listing, first: number, last: number): Promise<string[]> {
  const keys: string[] = [];
  // What is in view is there already; of thousands, few questions are asked.
  const limit = last - first < most ? pageSize : most;
  for (let offset = first - (first % limit); offset <= last; offset += limit) {
    const { items } = await client.fetchQuery(sessionPage(listing, offset, limit));
    for (const [at, row] of items.entries())
      if (offset + at >= first && offset + at <= last && row.pending !== 'creating') keys.push(row.key);
  }
  return keys;
}

export const nextUp = (kind: Kind) => sessionPage({ kind, listType: 'upcoming', search: '' }, 0, nextRows);

/** The next sessions of a kind, for the agenda. */
export function useUpcoming(kind: Kind, enabled: boolean) {
  const listing: Listing = { kind, listType: 'upcoming', search: '' };
  const { data } = useQuery({ ...nextUp(kind), enabled, placeholderData: keepPreviousData });
  const begun = begunOf(useBegun(), listing);
  if (!data || begun.length === 0) return data;
  const laid = laidOver([read(data)], begun);
  const items = Array.from({ length: data.items.length + laid.count }, (_, index) => {
    const there = laid.at(index);
    return typeof there === 'object' ? there : data.items[there];
  });
  return { ...data, items: items.filter((row) => row !== undefined).slice(0, nextRows) };
}

export interface SessionDetails {
  /** From the list, at once. */
  readonly row: SessionRow | undefined;
  /** Everything main knows. */
  readonly session: Session | undefined;
  /** Zoho is being asked. */
  readonly refreshing: boolean;
  /** Nothing could be shown. */
  readonly error: AppError | null;
  /** What is shown could not be brought up to date. */
  readonly refreshError: AppError | null;
  refresh(): void;
}

export function useSession(kind: Kind, key: string): SessionDetails {
  const client = useQueryClient();
  const kept = useQuery({
    queryKey: ['session', kind, key],
    queryFn: () => call('getSession', { kind, key, refresh: false }),
  });
  const fresh = useQuery({
    queryKey: ['session-refresh', kind, key],
    queryFn: async () => {
      const session = await call('getSession', { kind, key, refresh: true });
      client.setQueryData(['session', kind, key], session);
      return session.detailsAsOf;
    },
    staleTime: detailsAge,
    gcTime: detailsAge,
    refetchOnWindowFocus: false,
  });

  const session = kept.data;
  return {
    row: session ?? rowInCache(client.getQueriesData<SessionPage>({ queryKey: ['sessions', kind] }), key),
    session,
    refreshing: fresh.isFetching || kept.isPending,
    error: !session && fresh.isError && !fresh.isFetching ? errorOf(fresh.error) : null,
    refreshError: session && fresh.isError && !fresh.isFetching ? errorOf(fresh.error) : null,
    refresh: () => void fresh.refetch(),
  };
}

function rowInCache(pages: [unknown, SessionPage | undefined][], key: string): SessionRow | undefined {
  for (const [, page] of pages) {
    const found = page?.items.find((row) => row.key === key);
    if (found) return found;
  }
  return undefined;
}
