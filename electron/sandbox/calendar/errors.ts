import { invalidToken, missingScope } from '../meeting/errors.ts';
import type { Modes } from '../modes.ts';
import { json } from '../server/exchange.ts';
import type { Answer } from '../server/exchange.ts';

/** Calendar's shape of errors (zoho-api.md 3.5). Which words and statuses it uses is not known. */
const refused = (status: number, message: string, description: string): Answer =>
  json(status, { error: [{ message, description }] });

export const badEvent = (description: string): Answer => refused(400, 'JSON_PARSE_ERROR', description);

export const badRange = (days: number): Answer =>
  refused(400, 'INVALID_RANGE', `range is required, and covers at most ${days} days.`);

export const extraEventKey = (status: 400 | 404, key: string): Answer =>
  refused(status, 'EXTRA_KEY_FOUND_IN_JSON', `Unknown key: ${key}`);

export const notWritable = (): Answer => refused(403, 'NO_PERMISSION', 'You may only read this calendar.');

export const gone = (modes: Modes, what: 'calendar' | 'event'): Answer =>
  refused(modes.calendarGone, 'NOT_FOUND', `There is no such ${what}.`);

export const staleEtag = (modes: Modes): Answer =>
  refused(modes.staleEtag, 'ETAG_NOT_MATCHED', 'The event has been changed meanwhile.');

export const missingEtag = (): Answer => refused(400, 'ETAG_REQUIRED', 'The latest etag is required.');

export const stranger = (): Answer => refused(403, 'NO_PERMISSION', 'This person is not in your organisation.');

export const deadToken = (modes: Modes): Answer =>
  modes.calendarAuthErrors === 'meeting' ? invalidToken() : refused(400, 'INVALID_OAUTHTOKEN', 'Invalid token.');

export const noScope = (modes: Modes): Answer =>
  modes.calendarAuthErrors === 'meeting' ? missingScope(modes) : refused(401, modes.scopeError, 'Scope is missing.');
