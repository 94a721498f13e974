/** What the token endpoint's answers mean (zoho-api.md 1.5): HTTP status says little there, the body decides. */
import { z } from '../../contract/zod.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { splitScopes } from '../../contract/rules/scopes.ts';

export interface TokenAnswer {
  readonly accessToken: string;
  /** Absent on a refresh, and on a repeated consent without `prompt=consent`. */
  readonly refreshToken: string | null;
  /** How long the access token lives, ms. */
  readonly lifetime: number;
  readonly scopes: readonly string[];
  /** `https://www.zohoapis.eu`; for information, the Meeting API does not live there. */
  readonly apiDomain: string | null;
}

/** What was asked of the token endpoint. */
export interface TokenQuestion {
  readonly purpose: 'exchange' | 'refresh';
  /** Granted when the answer does not list scopes. */
  readonly scopes: readonly string[];
}

export interface TokenReply {
  readonly status: number;
  readonly body: unknown;
  /** Milliseconds, or null. */
  readonly retryAfter: number | null;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Zoho's block lasts at least this long, reports say 10 to 30 minutes (zoho-api.md 1.5). */
export const throttleTime = 600_000;

const positive = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
};

/**
 * The life of an access token in ms: `expires_in_sec` in seconds where it is there; else `expires_in`, which is in ms
 * above 86400 and in seconds up to it; an hour when neither can be read; a day at most. Source: zoho-api.md 1.5.
 */
export function lifetimeOf(body: Readonly<Record<string, unknown>>): number {
  const seconds = positive(body['expires_in_sec']);
  if (seconds !== undefined) return Math.min(seconds * 1000, day);
  const value = positive(body['expires_in']);
  if (value === undefined) return hour;
  return Math.min(value > 86_400 ? value : value * 1000, day);
}

// A token travels in an HTTP header: only what may stand there is a token.
const token = z.string().regex(/^[\x21-\x7e]{1,4096}$/);
const success = z.looseObject({
  access_token: token,
  refresh_token: token.nullish().catch(null),
  scope: z.union([z.string(), z.array(z.string()).transform((list) => list.join(' '))]).catch(''),
  api_domain: z.string().nullish().catch(null),
});
const refreshTokenOf = z.looseObject({ refresh_token: token }).transform((body) => body.refresh_token);

/** The refresh token of an answer that is of no use otherwise, so that it can be revoked. */
export const strayRefreshToken = (body: unknown): string | null => refreshTokenOf.safeParse(body).data ?? null;

const failure = z
  .looseObject({ error: z.string().catch(''), status: z.string().catch('') })
  .catch({ error: '', status: '' });

// A map: the word comes from outside, and an object would also know `constructor`.
const codes: ReadonlyMap<string, ErrorCode> = new Map([
  ['invalid_client', 'client-invalid'],
  ['invalid_client_secret', 'client-secret-invalid'],
  ['invalid_redirect_uri', 'redirect-invalid'],
  ['invalid_code', 'code-invalid'],
  ['invalid_grant', 'code-invalid'],
]);
const endsTheGrant: ReadonlySet<string> = new Set([
  'invalid_code',
  'invalid_grant',
  'invalid_token',
  'invalid_client',
  'invalid_client_secret',
]);

/**
 * Reads an answer. Success is a non-empty `access_token`, whatever the status.
 * On a refresh, `reconnect-needed` (details.error) is answered only for a definite refusal of the grant or its client;
 * a 5xx never is one.
 *
 * Errors: `zoho-unavailable`, `throttled` (retryAfter: 10 minutes to an hour), `client-invalid`,
 * `client-secret-invalid`, `redirect-invalid`, `code-invalid`, `reconnect-needed`, `token-refused`, `bad-answer`.
 */
export function readTokenReply(reply: TokenReply, question: TokenQuestion): Result<TokenAnswer> {
  const answer = success.safeParse(reply.body);
  if (answer.success) {
    const scopes = splitScopes(answer.data.scope);
    return ok({
      accessToken: answer.data.access_token,
      refreshToken: answer.data.refresh_token ?? null,
      lifetime: lifetimeOf(answer.data),
      scopes: scopes.length > 0 ? scopes : question.scopes,
      apiDomain: answer.data.api_domain ?? null,
    });
  }
  if (reply.status >= 500) return fail('zoho-unavailable', `the accounts server answered ${reply.status}`);

  const body = failure.parse(reply.body);
  const word = body.error.trim().toLowerCase();
  if (codes.has(word) || endsTheGrant.has(word)) {
    const code = question.purpose === 'refresh' && endsTheGrant.has(word) ? 'reconnect-needed' : codes.get(word);
    return fail(code ?? 'token-refused', 'the accounts server refused', { details: { error: word } });
  }
  if (reply.status === 429 || body.status.toLowerCase() === 'failure' || isProse(body.error))
    return throttled(reply.retryAfter);
  if (word !== '') {
    // Words alone are shown: a server might repeat what it was sent.
    const details = /^[a-z]{2,20}(?:_[a-z]{1,20}){0,4}$/.test(word) ? { details: { error: word } } : {};
    return fail('token-refused', 'the accounts server refused', details);
  }
  return fail('bad-answer', `the accounts server answered ${reply.status} without token or error`);
}

/** The refusal "Access Denied" comes in the person's language: prose, where OAuth's own codes are single words. */
const isProse = (error: string) => error !== '' && !/^[a-z][a-z0-9_.-]*$/i.test(error.trim());

/** Zoho hands out no tokens for a while: as long as it says, within 10 minutes and an hour. */
export const throttled = (retryAfter: number | null | undefined): Result<never> =>
  fail('throttled', 'the accounts server refuses more tokens for a while', {
    retryAfter: Math.min(Math.max(retryAfter ?? 0, throttleTime), hour),
  });
