import { defaultCalendarModes } from './calendar/modes.ts';
import type { CalendarModes } from './calendar/modes.ts';

/** Everything in which Zoho's pages are silent or disagree, as switches. Assign to `control.modes` at any time. */
export interface Modes extends CalendarModes {
  /**
   * JSON type of ids. `documented`: as zoho-api.md 2.3 shows them, some numbers and some strings; `strings`, `numbers`:
   * all alike; `big`: every id a bare integer above 2^53, also keys, zsoid and zuid.
   */
  ids: 'documented' | 'strings' | 'numbers' | 'big';
  /** Whether `index` counts records from 1 or pages from 1. */
  paging: 'record' | 'page';
  /** The largest page the server gives, whatever `count` asks. */
  pageCap: number;
  /** `count` in listings: of the whole filter, of the page, or not there. */
  count: 'total' | 'page' | 'absent';
  /** An empty listing: without `session` and with `isMettingSessionAvailable` (sic), or with an empty array. */
  emptyList: 'missing' | 'array';
  /** Order of listings: by start, the other way round, or by key, which is neither. */
  order: 'start' | 'reverse' | 'key';
  /** `startTimeMillisec` and its twins: numbers, strings, or left out. */
  millis: 'numbers' | 'strings' | 'absent';
  /** Append `CEST` and the like to `startTime` and `endTime`. */
  zoneSuffix: boolean;
  /** Field names of webinars in listings: Zoho's page, or what a public client recorded. */
  webinarFields: 'documented' | 'observed';
  /** `instanceId` of webinars as one value or as an array. */
  instanceIds: 'single' | 'array';
  /** `participants` in the answer to a GET. */
  participantsInGet: boolean;
  /** Single sessions come as `[{"session":{}}]`. */
  wrapInArray: boolean;
  /** Which occurrence of an ambiguous wall-clock time a create or edit means. */
  overlap: 'earlier' | 'later';
  /** PUT changes what it names, or sets everything it does not name back to empty. */
  put: 'partial' | 'replace';
  /** What happens to keys Zoho does not know in a body; the number is the HTTP status. */
  unknownKeys: 'ignore' | 400 | 404;
  /** The word for a missing scope. */
  scopeError: 'INVALID_OAUTHSCOPE' | 'OAUTH_SCOPE_MISMATCH';
  /** `expires_in` in seconds, in ms, or in ms beside `expires_in_sec`. */
  expiresIn: 'seconds' | 'milliseconds' | 'both';
  /** Lifetime of access tokens, ms. */
  accessTokenLife: number;
  /** `scope` in token answers. */
  scopeInAnswer: boolean;
  /** Scopes of zoho-api.md that the accounts server does not know after all: an error page, and no redirect. */
  unknownScopes: readonly string[];
  /** Grant only these of the scopes asked for; null grants all. */
  grantOnly: readonly string[] | null;
  /** Never hand out a refresh token. */
  noRefreshToken: boolean;
  /** Addresses that `register` refuses: counted as failed, and not named. */
  refusedRegistrants: readonly string[];
  /** HTTP status of the "Access Denied" throttle. */
  throttleStatus: 400 | 200;
  /** Its text, which Zoho localises. */
  throttleText: string;
  /** Refreshes per refresh token in ten minutes. */
  refreshLimit: number;
  /** Refresh tokens per user and client; the oldest is dropped silently. */
  refreshTokenCap: number;
  /** Live access tokens per refresh token (10 and 15 are both documented); the oldest dies. */
  accessTokenCap: number;
  /** Revoking an access token kills its refresh token too (two versions of the page disagree). */
  revokeAccessKillsRefresh: boolean;
  /** How revoking fails: an answer of HTTP 400 or 500 although the token is good. Null: it works. */
  revokeFails: 400 | 500 | null;
  /**
   * Join passwords are long and start links carry a part of their own, so that a search for one hits nothing by chance.
   * See `control.data.secrets`.
   */
  canaries: boolean;
  /** Added to the sandbox's time in the `Date` header, ms. */
  dateSkew: number;
  /** Redirects between data centres: to real names, or to the sandbox's own address for a browser without a mapping. */
  redirectNames: 'real' | 'wire';
}

export const defaultModes: Readonly<Modes> = {
  ...defaultCalendarModes,
  ids: 'documented',
  paging: 'record',
  pageCap: 200,
  count: 'total',
  emptyList: 'missing',
  order: 'start',
  millis: 'numbers',
  zoneSuffix: true,
  webinarFields: 'documented',
  instanceIds: 'single',
  participantsInGet: true,
  wrapInArray: false,
  overlap: 'earlier',
  put: 'partial',
  unknownKeys: 400,
  scopeError: 'INVALID_OAUTHSCOPE',
  expiresIn: 'seconds',
  accessTokenLife: 3_600_000,
  scopeInAnswer: true,
  unknownScopes: [],
  grantOnly: null,
  noRefreshToken: false,
  refusedRegistrants: [],
  throttleStatus: 400,
  throttleText: 'You have made too many requests continuously. Please try again after some time.',
  refreshLimit: 10,
  refreshTokenCap: 20,
  accessTokenCap: 10,
  revokeAccessKillsRefresh: false,
  revokeFails: null,
  canaries: false,
  dateSkew: 0,
  redirectNames: 'real',
};
