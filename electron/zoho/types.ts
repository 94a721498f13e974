/** What the resources of Zoho's API answer with, for main only. */
import type { Kind, ListType, Session } from '../../contract/domain.ts';
import type { Result } from '../../contract/result.ts';

/** A meeting or webinar with what must not leave main. */
export interface ZohoSession extends Session {
  /** Absolute https link that starts it as host. */
  readonly startLink: string | null;
  readonly creatorZuid: string | null;
  /** Occurrence ids (`sysId`, `instanceId`, which may be an array). */
  readonly instanceIds: readonly string[];
}

/** `user.json`. */
export interface ZohoUser {
  readonly zsoid: string;
  readonly zuid: string;
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  /** From `meetingRedirectionServer` / `redirectionServer`, only when it is one of Zoho's hosts. */
  readonly meetingHost: string | null;
  /** Null when Zoho did not tell. */
  readonly webinarPaid: boolean | null;
}

/** Zoho's `listtype`; Parley's own list types are a part of these. */
export type ZohoListType = ListType | 'today';

export interface Listing {
  /** Every session received, once each, in the order received. */
  readonly sessions: readonly ZohoSession[];
  /** True when Zoho's listing was read to its end: only then may what is missing count as gone. */
  readonly complete: boolean;
}

export interface SessionsApi {
  /**
   * Reads a whole listing page by page (zoho-api.md section 7, rule 5).
   * `onPage` hears the running count and the total Zoho announced (null when it did not).
   * A failing page ends it with that error.
   */
  list(
    kind: Kind,
    listType: ZohoListType,
    options?: { signal?: AbortSignal; onPage?: (loaded: number, expected: number | null) => void },
  ): Promise<Result<Listing>>;
  get(kind: Kind, key: string, signal?: AbortSignal): Promise<Result<ZohoSession>>;
}
