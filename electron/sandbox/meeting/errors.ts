import type { Modes } from '../modes.ts';
import { json } from '../server/exchange.ts';
import type { Answer } from '../server/exchange.ts';

/** The rows of zoho-api.md 2.6. Bodies without a documented code carry none. */
export const invalidToken = (): Answer => json(400, { error: { code: 2000, message: 'INVALID_OAUTHTOKEN' } });

export const invalidKey = (): Answer =>
  json(400, { error: { errorCode: 4000, message: 'The meeting key is invalid.', key: 'INVALID_MEETING_KEY' } });

export const wrongOrganisation = (): Answer =>
  json(401, {
    error: {
      errorCode: 3001,
      message: 'You do not have permission to access this organization account.',
      key: 'UNAUTHORIZED_USER',
    },
  });

export const organisationMismatch = (resourceType: string): Answer =>
  json(403, { error: { code: 1025, message: "Org doesn't matches with request uri" }, resourceType });

export const notAdmin = (resourceType: string): Answer =>
  json(403, { error: { code: 1009, message: 'Invalid org admin' }, resourceType });

export const missingScope = (modes: Modes, status: 400 | 401 = 401): Answer =>
  json(status, { error: { message: modes.scopeError } });

export const badValues = (): Answer => json(400, { error: { message: 'JSON_PARSE_ERROR' } });

export const tooMany = (): Answer => json(400, { error: { message: 'ARRAY_SIZE_OUT_OF_RANGE' } });

export const extraKey = (status: 400 | 404): Answer => json(status, { error: { message: 'EXTRA_KEY_FOUND_IN_JSON' } });
