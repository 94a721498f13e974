/** Meetings and webinars: reading (zoho-api.md 2.3 and 2.4). */
import { fail, ok, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import type { ZohoHttp } from './http.ts';
import { mostInPage, readPages, type Page, type PagingMode } from './paging.ts';
import { collectionUrl, isKey, sessionUrl, signalOf } from './paths.ts';
import type { SessionsApi, ZohoListType, ZohoSession } from './types.ts';
import { readListing, readSession, tellsOfSession, unwrapSession } from './wire/session.ts';

/** Asked for; a server may give fewer. */
const pageSize = 100;

export interface SessionsPorts {
  http: ZohoHttp;
  /** Null while disconnected. */
  target(): ApiTarget | null;
  log: Log;
}

/**
 * Errors of both calls: `not-connected`, those of {@link ZohoHttp.request}, `bad-answer` when the JSON is of another
 * shape. `get` also answers `not-found` for what cannot be a key. `detailsAsOf` is left null: whoever keeps the
 * session knows when it was asked for.
 */
export function createSessionsApi({ http, target, log }: SessionsPorts): SessionsApi {
  /** How each host turned out to count pages, for as long as Parley runs. */
  const modes = new Map<string, PagingMode>();

  return {
    async list(kind, listType, options = {}) {
      const at = target();
      if (!at) return fail('not-connected', 'no account');
      let unreadable = 0;
      // Zoho's empty listings say that they are empty; nothing at all proves nothing.
      let isUntold = false;

      const fetchPage = async (index: number): Promise<Result<Page<ZohoSession>>> => {
        const url = `${collectionUrl(at, kind)}?${queryOf(listType, index)}`;
        const answer = await http.request({ method: 'GET', url, ...signalOf(options.signal) });
        if (!answer.ok) return answer;
        if (answer.value.status === 204) {
          isUntold = true;
          return ok({ rows: () => [], size: 0, total: null });
        }
        const listing = readListing(answer.value.body);
        if (listing === null) return fail('bad-answer', 'the listing is not of the documented shape');
        if (listing.items.length > mostInPage) return fail('bad-answer', 'the page of the listing is too long');
        const { items } = listing;
        let rows: readonly ZohoSession[] | undefined;
        const readRows = () => {
          const context = { kind, meetingHost: at.meetingHost };
          const made = items.map((item) => readSession(item, context)).filter((row) => row !== null);
          unreadable += items.length - made.length;
          return made;
        };
        return ok({
          rows: () => (rows ??= readRows()),
          size: items.length,
          total: listing.total,
          characters: answer.value.size,
        });
      };

      const read = await readPages({
        fetchPage,
        // Joined, not put together in a template: V8 makes each of those of four parts, and all are held until the end.
        identityOf: ({ key, startsAt, instanceIds }) => [key, startsAt, ...instanceIds].join(' '),
        ...(options.held && { held: options.held }),
        mode: modes.get(at.meetingHost) ?? null,
        onPage: options.onPage ?? (() => undefined),
      });
      if (unreadable > 0) log.warn('listing: items without a usable key were skipped', { kind, listType, unreadable });
      if (!read.ok) return read;
      if (read.value.mode !== null) modes.set(at.meetingHost, read.value.mode);
      return ok({ sessions: oncePerKey(read.value.rows), complete: read.value.complete && !isUntold });
    },

    async get(kind, key, signal) {
      const at = target();
      if (!at) return fail('not-connected', 'no account');
      if (!isKey(key)) return fail('not-found', 'not a meeting key');
      const answer = await http.request({ method: 'GET', url: sessionUrl(at, kind, key), ...signalOf(signal) });
      if (!answer.ok) return answer;
      const wire = unwrapSession(answer.value.body);
      const session = wire && readSession({ meetingKey: key, ...wire }, { kind, meetingHost: at.meetingHost });
      const agenda: unknown = wire?.['agenda'] ?? '';
      if (!session || !tellsOfSession(session) || typeof agenda !== 'string')
        return fail('bad-answer', 'the session is not of the documented shape');
      // A missing agenda in a full answer means that there is none.
      return ok({ ...session, agenda: session.agenda ?? '' });
    },
  };
}

const queryOf = (listtype: ZohoListType, index: number): string =>
  new URLSearchParams({ listtype, index: String(index), count: String(pageSize) }).toString();

/** A series may be listed once for each occurrence: the first stands for it, with the ids of all. */
function oncePerKey(rows: readonly ZohoSession[]): ZohoSession[] {
  const byKey = new Map<string, ZohoSession>();
  for (const row of rows) {
    const kept = byKey.get(row.key);
    const all = kept && { ...kept, instanceIds: [...new Set([...kept.instanceIds, ...row.instanceIds])] };
    byKey.set(row.key, all ?? row);
  }
  return [...byKey.values()];
}
