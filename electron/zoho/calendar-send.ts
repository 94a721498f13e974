/** Requests to Zoho Calendar: parameters are JSON in the query string, also of POST, PUT and DELETE (zoho-api.md 3). */
import { fail, type AppError, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { HttpAnswer, ZohoHttp } from './http.ts';
import { mayBeDone } from './outcome.ts';
import { signalOf } from './paths.ts';
import { readUid } from './wire/calendar.ts';

/**
 * Longer addresses are refused by common servers (8 kB for the request line is their usual limit); a description of
 * 10,000 characters makes one of 10 to 90 kB.
 */
const longestUrl = 7_500;

export const calendarsUrl = (at: ApiTarget): string => `https://${at.calendarHost}/api/v1/calendars`;

/** Null for what cannot be a uid. */
export function eventsUrl(at: ApiTarget, calendar: string, event?: string): string | null {
  if (readUid(calendar) === null || (event !== undefined && readUid(event) === null)) return null;
  const events = `${calendarsUrl(at)}/${encodeURIComponent(calendar)}/events`;
  return event === undefined ? events : `${events}/${encodeURIComponent(event)}`;
}

/** Spaces as `%20`: a `+` is not read as one everywhere. */
export const queryOf = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');

export interface CalendarWrite {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly eventdata: unknown;
  readonly etag?: string;
  readonly signal?: AbortSignal;
}

/**
 * One change. What is too long for an address is sent as a form, although it is not documented that Zoho Calendar takes
 * one; when that is plainly refused, so that nothing was done, it is tried as an address all the same. `rejected` with
 * `details.reason` `too-long`: neither was taken. Nothing is shortened.
 *
 * Errors: those of {@link ZohoHttp.request}; `changed-meanwhile` for a stale etag.
 */
export async function sendChange(http: ZohoHttp, change: CalendarWrite): Promise<Result<HttpAnswer>> {
  const { method, url, etag } = change;
  const parameters = { eventdata: JSON.stringify(change.eventdata) };
  const headers = etag === undefined ? {} : { headers: { etag } };
  const more = { ...headers, ...signalOf(change.signal) };
  const address = `${url}?${queryOf(parameters)}`;
  if (address.length <= longestUrl) return meant(await http.request({ method, url: address, ...more }));
  const asForm = meant(await http.request({ method, url, form: parameters, ...more }));
  if (asForm.ok || !isPlainlyRefused(asForm.error)) return asForm;
  const asAddress = meant(await http.request({ method, url: address, ...more }));
  if (asAddress.ok || !isPlainlyRefused(asAddress.error)) return asAddress;
  const details = { ...asAddress.error.details, reason: 'too-long' };
  return fail('rejected', 'too long for Zoho Calendar', { details });
}

const aboutTheForm: ReadonlySet<string> = new Set(['rejected', 'wrong-host', 'bad-answer', 'not-found']);

const isPlainlyRefused = (error: AppError): boolean => aboutTheForm.has(error.code) && !mayBeDone(error);

/** Neither status nor words of a stale etag are documented. */
function meant(result: Result<HttpAnswer>): Result<HttpAnswer> {
  if (result.ok) return result;
  const { code, details } = result.error;
  const status = Number(details?.['status'] ?? 0);
  const words = `${String(details?.['zohoMessage'] ?? '')} ${String(details?.['zohoCode'] ?? '')}`;
  const isRefusal = status >= 400 && status < 500 && !mayBeDone(result.error);
  const isStale = status === 409 || status === 412 || /e-?tag/i.test(words);
  const isOther = code === 'reconnect-needed' || code === 'not-permitted' || code === 'rate-limited';
  if (!isRefusal || !isStale || isOther) return result;
  return { ok: false, error: { ...result.error, code: 'changed-meanwhile' } };
}
