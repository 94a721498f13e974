/** Who registered for a webinar, and who was in a webinar or meeting (zoho-api.md 2.3 and 2.4). */
import { fail, ok, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import type { ZohoHttp } from './http.ts';
import { readPages, type Page, type PagingMode } from './paging.ts';
import { isKey, rootOf, signalOf } from './paths.ts';
import { registerInBatches, type Newcomer, type RegisterReport } from './register.ts';
import type { Attendee, Registrant } from './types.ts';
import {
  readAttendee, readPeoplePage, readRegistrant, readRegistrantPage, registrantStatuses, type RegistrantCounts,
} from './wire/people.ts';

export type { Newcomer, RegisterReport } from './register.ts';

export interface Registrants {
  /** Once each, in the order of the statuses: pending, approved, denied, cancelled. */
  readonly people: readonly Registrant[];
  /** True when every page was read, and it holds as many as Zoho counts. */
  readonly complete: boolean;
  /** As Zoho counts them. */
  readonly counts: RegistrantCounts;
}

export interface Attendance {
  readonly people: readonly Attendee[];
  readonly complete: boolean;
}

interface Reading {
  readonly signal?: AbortSignal;
  /** Hears the running count. */
  readonly onPage?: (loaded: number) => void;
}

/**
 * Errors of all: `not-connected`, `not-found` also for what cannot be a key, those of {@link ZohoHttp.request},
 * `bad-answer` when the JSON is of another shape.
 */
export interface WebinarPeopleApi {
  /** All of them, status by status. `sysId`: of one occurrence. */
  registrants(webinarKey: string, options?: Reading & { readonly sysId?: string }): Promise<Result<Registrants>>;
  /**
   * Registers people, 100 a call. `sendMail`: Zoho mails each of them. Fails only when nobody can have been
   * registered; otherwise the report says how each of them fared. `instanceId`: for one occurrence.
   */
  register(
    webinarKey: string,
    people: readonly Newcomer[],
    options: { readonly sendMail: boolean; readonly instanceId?: string; readonly signal?: AbortSignal },
  ): Promise<Result<RegisterReport>>;
  /** Who was in a past webinar. */
  attendees(webinarKey: string, options?: Reading): Promise<Result<Attendance>>;
  /** Who was in a past meeting. */
  participantReport(meetingKey: string, options?: Reading): Promise<Result<Attendance>>;
}

export interface WebinarPeoplePorts {
  http: ZohoHttp;
  /** Null while disconnected. */
  target(): ApiTarget | null;
  log: Log;
}

/** Asked for; a server may give fewer. */
const pageSize = 100;

type Identified<T> = T & { identity: string };
type Rows<T> = Page<Identified<T>>;

export function createWebinarPeopleApi({ http, target, log }: WebinarPeoplePorts): WebinarPeopleApi {
  /** How each endpoint turned out to count pages: Zoho's pages say one thing of one and another of another. */
  const modes = new Map<string, PagingMode>();

  /** Reads every page below `/{path}?…`. */
  async function readAll<T>(
    at: ApiTarget,
    path: string,
    query: Record<string, string>,
    { signal, onPage }: Reading,
    read: (body: unknown) => Rows<T> | null,
  ): Promise<Result<{ rows: readonly Identified<T>[]; complete: boolean }>> {
    const endpoint = path.split('/')[0] ?? '';
    let unreadable = 0;
    const pages = await readPages<Identified<T>>({
      async fetchPage(index) {
        const parameters = new URLSearchParams({ ...query, index: String(index), count: String(pageSize) });
        const url = `${rootOf(at)}/${path}?${parameters}`;
        const answer = await http.request({ method: 'GET', url, ...signalOf(signal) });
        if (!answer.ok) return answer;
        if (answer.value.status === 204) return ok({ rows: () => [], size: 0, total: null });
        const page = read(answer.value.body);
        if (page === null) return fail('bad-answer', `${endpoint}: not of the documented shape`);
        unreadable += page.size - page.rows().length;
        return ok({ ...page, characters: answer.value.size });
      },
      identityOf: ({ identity }) => identity,
      mode: modes.get(endpoint) ?? null,
      onPage: (loaded) => onPage?.(loaded),
    });
    if (unreadable > 0) log.warn('people: rows that tell nobody were skipped', { endpoint, unreadable });
    if (!pages.ok) return pages;
    if (pages.value.mode !== null) modes.set(endpoint, pages.value.mode);
    return ok({ rows: pages.value.rows, complete: pages.value.complete });
  }

  /** The account and a usable key, or why not. */
  function placeFor(key: string): Result<ApiTarget> {
    const at = target();
    if (!at) return fail('not-connected', 'no account');
    return isKey(key) ? ok(at) : fail('not-found', 'not a meeting key');
  }

  async function attendance(
    key: string,
    path: string,
    names: readonly string[],
    counts: readonly string[],
    options: Reading,
  ): Promise<Result<Attendance>> {
    const at = placeFor(key);
    if (!at.ok) return at;
    const read = await readAll<Attendee>(at.value, `${path}/${key}.json`, {}, options, (body) => {
      const page = readPeoplePage(body, names, counts);
      return page && rowsOf(page.items, page.count, readAttendee);
    });
    if (!read.ok) return read;
    return ok({ people: read.value.rows.map(withoutIdentity), complete: read.value.complete });
  }

  return {
    async registrants(webinarKey, { sysId, ...options } = {}) {
      const at = placeFor(webinarKey);
      if (!at.ok) return at;
      const people = new Map<string, Registrant>();
      let counts: RegistrantCounts = { total: null, approved: null, pending: null, denied: null, autoApproval: null };
      let complete = true;
      for (const [number, asked] of registrantStatuses.entries()) {
        const query = { status: String(number), ...(sysId === undefined ? {} : { sysId }) };
        const onPage = (loaded: number) => options.onPage?.(people.size + loaded);
        const path = `registration/${webinarKey}.json`;
        const read = await readAll<Registrant>(at.value, path, query, { ...options, onPage }, (body) => {
          const page = readRegistrantPage(body);
          if (page) counts = page.counts;
          const count = page && asked !== 'cancelled' ? page.counts[asked] : null;
          return page && rowsOf(page.items, count, (item) => readRegistrant(item, at.value.meetingHost));
        });
        if (!read.ok) return read;
        complete &&= read.value.complete;
        for (const { identity, ...person } of read.value.rows) {
          const known = people.get(identity);
          // Told under two statuses without its own: the server does not mind what is asked.
          const status = person.status ?? (known ? null : asked);
          people.set(identity, { ...person, status });
        }
      }
      const isWhole = sysId !== undefined || counts.total === null || people.size >= counts.total;
      return ok({ people: [...people.values()], complete: complete && isWhole, counts });
    },

    async register(webinarKey, people, { sendMail, instanceId, signal }) {
      const at = placeFor(webinarKey);
      if (!at.ok) return at;
      const query = new URLSearchParams({
        sendMail: String(sendMail),
        ...(instanceId === undefined ? {} : { instanceId }),
      });
      const url = `${rootOf(at.value)}/register/${webinarKey}.json?${query}`;
      return registerInBatches(http, url, at.value.meetingHost, people, signal);
    },

    attendees: (webinarKey, options = {}) =>
      attendance(webinarKey, 'attendee', ['attendeeData', 'attendees', 'attendee'], ['count'], options),

    participantReport: (meetingKey, options = {}) =>
      attendance(meetingKey, 'participant', ['participants'], ['participantsCount', 'count'], options),
  };
}

/**
 * A count is believed where one page holds as many: it may be of persons while the rows are stays, or of every status
 * while one is read.
 */
function rowsOf<T>(
  items: readonly unknown[],
  count: number | null,
  read: (item: unknown) => Identified<T> | null,
): Rows<T> {
  const size = items.length;
  const rows = items.map(read).filter((row) => row !== null);
  return { rows: () => rows, size, total: count === size ? count : null };
}

function withoutIdentity<T>({ identity: _identity, ...rest }: Identified<T>): Omit<Identified<T>, 'identity'> {
  return rest;
}
