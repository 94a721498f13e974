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

/** What a person wants a meeting or webinar to be. */
export interface SessionWrite {
  topic: string;
  /** Empty for none. */
  agenda: string;
  /** `YYYY-MM-DD`, on the wall calendar in `timeZone`. */
  date: string;
  /** `HH:MM`, on the wall clock in `timeZone`. */
  time: string;
  /** Milliseconds. */
  duration: number;
  /** As Zoho takes it: an IANA name, old or new. */
  timeZone: string;
  /** E-mail addresses. Null: not known, and to stay as they are. */
  participants: readonly string[] | null;
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

export interface ListOptions {
  signal?: AbortSignal;
  /** For the items of a page, at the same places: what is known where one says nothing else, so that it is not held twice. */
  held?: (items: readonly ZohoSession[]) => readonly ZohoSession[];
  /** Hears the running count and the total Zoho announced (null when it did not). */
  onPage?: (loaded: number, expected: number | null) => void;
}

export interface SessionsApi {
  /**
   * Reads a whole listing page by page (zoho-api.md section 7, rule 5). A failing page ends it with that error.
   */
  list(
    kind: Kind,
    listType: ZohoListType,
    options?: ListOptions,
  ): Promise<Result<Listing>>;
  get(kind: Kind, key: string, signal?: AbortSignal): Promise<Result<ZohoSession>>;
}

export type RegistrantStatus = 'pending' | 'approved' | 'denied' | 'cancelled';

/** Someone who registered for a webinar. Null: Zoho did not tell. */
export interface Registrant {
  /** `registerId`. */
  readonly id: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly status: RegistrantStatus | null;
  /** Personal, absolute https link of Zoho's: whoever has it joins under this name. */
  readonly joinLink: string | null;
  readonly country: string | null;
  readonly region: string | null;
  /** Epoch ms. */
  readonly registeredAt: number | null;
}

/** One stay in a webinar or meeting: who left and came back stands there twice. Null: Zoho did not tell. */
export interface Attendee {
  readonly email: string | null;
  readonly name: string | null;
  /** As Zoho calls it, for example `presenter`. */
  readonly role: string | null;
  /** Epoch ms. */
  readonly joinedAt: number | null;
  readonly leftAt: number | null;
  /** Milliseconds. */
  readonly duration: number | null;
  /** As Zoho calls it, for example `web`. */
  readonly source: string | null;
}
