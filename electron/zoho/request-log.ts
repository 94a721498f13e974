/**
 * What was asked of Zoho, and how it went: in memory only, and without anything secret. A path is kept as its
 * pattern; headers, bodies and queries are not kept at all.
 */
import type { Kind } from '../../contract/domain.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { HttpRequest } from './send.ts';

/** One API request, its repetitions included. */
export interface RequestNote {
  /** When it was begun, epoch ms. */
  readonly at: number;
  readonly method: HttpRequest['method'];
  readonly host: string;
  /** With names in place of ids: `/api/v2/{zsoid}/sessions/{key}.json`. */
  readonly path: string;
  /** The session it was about; null for listings, and for a create that brought none. */
  readonly key: string | null;
  /** HTTP status of the last attempt; null when there was no answer. */
  readonly status: number | null;
  readonly outcome: 'ok' | ErrorCode;
  /** From the first attempt to the end of the last, pauses included, ms. */
  readonly ms: number;
  /** Attempts sent; 0 when there was no access token to send. */
  readonly tries: number;
}

export interface RequestLog {
  /** Goes to `onRequest` of createZohoHttp. */
  record(note: RequestNote): void;
  /** The last 50 about one session, oldest first. Null: those about none. */
  of(key: string | null): readonly RequestNote[];
  /**
   * The latest create without an answer, sent at `since` (epoch ms) or later, turned out to have made this session:
   * it is one of its requests from now on.
   */
  claim(kind: Kind, key: string, since: number): void;
  /** On disconnect. */
  clear(): void;
}

const perKey = 50;
const inAll = 500;

export function createRequestLog(): RequestLog {
  let notes: RequestNote[] = [];
  const isOf = (key: string | null) => (note: RequestNote) => note.key === key;

  /** The oldest goes: of the same session, or of all. */
  function trim(key: string | null): void {
    if (notes.filter(isOf(key)).length > perKey) notes.splice(notes.findIndex(isOf(key)), 1);
    if (notes.length > inAll) notes.shift();
  }

  return {
    record(note) {
      notes.push(note);
      trim(note.key);
    },
    of: (key) => notes.filter(isOf(key)),
    claim(kind, key, since) {
      const collection = kind === 'meeting' ? '/sessions.json' : '/webinar.json';
      const index = notes.findLastIndex(
        (note) => note.method === 'POST' && note.key === null && note.at >= since && note.path.endsWith(collection),
      );
      const note = notes[index];
      if (!note) return;
      notes[index] = { ...note, key };
      trim(key);
    },
    clear() {
      notes = [];
    },
  };
}

/** The words of Zoho's paths; whatever else stands in one is an id. */
const words = new Set([
  'api', 'v2', 'user.json', 'sessions.json', 'webinar.json', 'sessions', 'webinar', 'participant', 'register',
  'registration', 'attendee', 'meeting', 'recordings', 'recordings.json',
]);

/** Host, pattern of the path, and the key in it, of a URL below a Zoho host. */
export function placeOf(url: string): Pick<RequestNote, 'host' | 'path' | 'key'> {
  const { hostname, pathname } = new URL(url);
  let key: string | null = null;
  const isCalendar = pathname.startsWith('/api/v1/');
  const parts = pathname.split('/').map((part, index, all) => {
    // `/api/v1/calendars/{uid}/events/{uid}`: uids are nobody's key.
    if (isCalendar) return index < 4 || part === 'freebusy' || (index === 5 && part === 'events') ? part : '{uid}';
    if (part === '' || words.has(part)) return part;
    // `/api/v2/{zsoid}`, `/meeting/api/v2/{zsoid}`
    if (all[index - 1] === 'v2') return '{zsoid}';
    key ??= part.replace(/\.json$/, '');
    return part.endsWith('.json') ? '{key}.json' : '{key}';
  });
  return { host: hostname, path: parts.join('/'), key };
}
