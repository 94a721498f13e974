/** What Zoho Calendar answers with, for main only (zoho-api.md section 3). */
import type { Calendar, CalendarEvent, EventRef, EventWrite, Extent } from '../../contract/calendar.ts';
import type { Result } from '../../contract/result.ts';

/** Without what the person chose. */
export type ZohoCalendar = Omit<Calendar, 'isShown'>;

/** An event with what must not leave main. */
export interface ZohoEvent extends CalendarEvent {
  /** Needed for each change; null when the answer did not carry it (`byinstance` answers are short). */
  readonly etag: string | null;
  /** The key of the Zoho meeting in it, when a link or a field tells it. */
  readonly meetingKey: string | null;
}

export interface EventRange {
  /** Epoch ms; any length: it is asked for in pieces of at most 31 days. */
  readonly from: number;
  readonly to: number;
}

export interface BusyTime {
  /** Epoch ms. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * Errors of all calls: `not-connected`, those of `ZohoHttp.request`, `bad-answer`; `not-found` for a calendar or event
 * that is gone; `changed-meanwhile` for a stale etag.
 */
export interface CalendarApi {
  calendars(signal?: AbortSignal): Promise<Result<readonly ZohoCalendar[]>>;
  /**
   * Every event that touches the range, series as their occurrences. `complete`: nothing was unreadable or cut, so what
   * is missing counts as gone.
   */
  events(
    calendar: string,
    range: EventRange,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly events: readonly ZohoEvent[]; readonly complete: boolean }>>;
  /** Everything of one, with its etag. `near`: epoch ms of a time at which it takes place. */
  event(ref: EventRef, near: number, signal?: AbortSignal): Promise<Result<ZohoEvent>>;
  create(write: EventWrite): Promise<Result<ZohoEvent>>;
  update(ref: EventRef, write: EventWrite, etag: string, extent: Extent): Promise<Result<ZohoEvent>>;
  remove(ref: EventRef, etag: string, extent: Extent, notify: boolean): Promise<Result<undefined>>;
  /** Null: Zoho does not tell of this person (another organisation, or no scope). */
  busy(email: string, range: EventRange, signal?: AbortSignal): Promise<Result<readonly BusyTime[] | null>>;
}
