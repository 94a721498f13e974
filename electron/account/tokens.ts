import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { Connection } from '../../contract/domain.ts';
import type { Clock, Log } from '../ports.ts';
import type { AccessTokens } from '../zoho/http.ts';
import { sameAccount, type Grant } from './grant.ts';
import type { Limiter } from './limiter.ts';
import { throttleTime, type TokenAnswer } from './token-answer.ts';

/** A token is renewed this long before it expires, ms. */
const margin = 60_000;

/** Connection failures, in Node's and in Chromium's words, after which Zoho cannot have counted the request. */
const neverSent: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_CONNECTION_REFUSED',
  'ERR_ADDRESS_UNREACHABLE',
]);

export interface TokenPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly limiter: () => Limiter;
  /** The grant in use, or null while disconnected. */
  readonly grant: () => Grant | null;
  /** Replaces the grant in use by one of the same id, and keeps it. */
  readonly update: (grant: Grant) => void;
  /** Asks the token endpoint for a new access token. */
  readonly refresh: (grant: Grant, refreshToken: string) => Promise<Result<TokenAnswer>>;
  /** Called when {@link TokenKeeper.health} may have changed. */
  readonly onHealth: () => void;
}

export interface TokenKeeper extends AccessTokens {
  health(): Pick<Connection, 'health' | 'throttledUntil'>;
  /** Why the last refresh failed; null when it succeeded or none was made. */
  lastError(): AppError | null;
}

/**
 * Hands out the access token of the grant in use: the one at hand until a minute before it expires, then a new one.
 * Never refreshes at start, never twice at a time, never more often than the limiter allows.
 *
 * Errors: `not-connected`, `reconnect-needed` (the grant is dead; everything else is kept), `throttled` (retryAfter;
 * answered without asking Zoho while it lasts), and passing ones such as `offline`, `timeout`, `zoho-unavailable`.
 */
export function createTokens(ports: TokenPorts): TokenKeeper {
  const { clock, log, limiter } = ports;
  let flight: { readonly id: string; readonly answer: Promise<Result<string>> } | null = null;
  let lastError: AppError | null = null;
  /** The token that Zoho refused although it should have been good. */
  let refused = '';

  const fresh = (grant: Grant) =>
    grant.accessToken !== '' && grant.accessToken !== refused && grant.expiresAt - clock.now() > margin;
  const dead = (reason: string) =>
    fail('reconnect-needed', 'Zoho no longer accepts this grant', { details: { reason } });

  function refresh(grant: Grant): Promise<Result<string>> {
    if (flight?.id === grant.id) return flight.answer;
    const mine = {
      id: grant.id,
      answer: ask(grant)
        .catch((error: unknown) => {
          log.error('the refresh failed', { error });
          return fail<string>('internal', 'the refresh failed');
        })
        .then((result) => {
          if (flight === mine) flight = null;
          lastError = result.ok ? null : result.error;
          ports.onHealth();
          return result;
        }),
    };
    flight = mine;
    return mine.answer;
  }

  async function ask(grant: Grant): Promise<Result<string>> {
    if (grant.dead) return dead(grant.dead);
    if (grant.refreshToken === null) return dead('no-refresh-token');
    const place = limiter().take(grant.id);
    if (!place.ok) {
      const retryAfter = Math.max(place.until - clock.now(), 0);
      return fail('throttled', 'no more access tokens may be asked for yet', { retryAfter });
    }

    const asked = clock.now();
    const answer = await ports.refresh(grant, grant.refreshToken);
    const current = ports.grant();
    // Disconnected or reconnected while Zoho was asked: the answer belongs to nobody.
    if (current?.id !== grant.id) {
      const stillTheirs = current !== null && sameAccount(current, grant) && fresh(current);
      return stillTheirs ? ok(current.accessToken) : fail('not-connected', 'the account changed meanwhile');
    }

    if (answer.ok) {
      const { accessToken, refreshToken, lifetime, scopes } = answer.value;
      limiter().unblock(grant.id);
      refused = '';
      ports.update({
        ...current,
        accessToken,
        refreshToken: refreshToken ?? current.refreshToken,
        expiresAt: asked + lifetime,
        scopes: [...scopes],
      });
      return ok(accessToken);
    }
    const { error } = answer;
    log.warn('no new access token', { code: error.code, details: error.details });
    if (error.code === 'offline' && neverSent.has(error.details?.['reason'])) place.release();
    if (error.code === 'throttled') limiter().block(grant.id, error.retryAfter ?? throttleTime);
    if (error.code === 'reconnect-needed') {
      const client = String(error.details?.['error'] ?? '').startsWith('invalid_client');
      ports.update({ ...current, dead: client ? 'client' : 'token' });
    }
    return answer;
  }

  return {
    async get() {
      const grant = ports.grant();
      if (!grant) return fail('not-connected', 'no account');
      return fresh(grant) ? ok(grant.accessToken) : refresh(grant);
    },
    async renew(rejected) {
      const grant = ports.grant();
      if (!grant) return fail('not-connected', 'no account');
      if (grant.accessToken === rejected) refused = rejected;
      if (fresh(grant)) return ok(grant.accessToken);
      return refresh(grant);
    },
    health() {
      const grant = ports.grant();
      if (!grant) return { health: 'ok', throttledUntil: null };
      if (fresh(grant)) return { health: 'ok', throttledUntil: null };
      if (grant.dead || grant.refreshToken === null) return { health: 'reconnect-needed', throttledUntil: null };
      const until = flight?.id === grant.id ? null : limiter().waitsUntil(grant.id);
      return { health: until === null ? 'ok' : 'throttled', throttledUntil: until };
    },
    lastError: () => lastError,
  };
}
