import type { SelfCheck, Settings } from '../../contract/domain.ts';
import type { AppError, Result } from '../../contract/result.ts';
import { clientErrors, redirectUriError } from '../../contract/rules/client.ts';
import { dataCentre, type DataCentreId } from '../../contract/rules/data-centres.ts';
import { covers, featureIds, featureScopes, organisationScope, type FeatureId } from '../../contract/rules/scopes.ts';
import { featuresOf, type Grant } from './grant.ts';
import { refreshLimit } from './limiter.ts';
import { loopbackRedirect, redirectFor } from './redirect.ts';
import type { VaultState } from './vault.ts';

/** What the self-check looks at. Nothing in it is changed. */
export interface SelfCheckInput {
  /** The client in use: the person's, or the sandbox's own. */
  readonly client: { clientId: string; hasSecret: boolean; dataCentre: DataCentreId; redirectUri: string } | null;
  readonly settings: Pick<Settings, 'connectMethod' | 'browserRedirectUri'>;
  readonly sandbox: boolean;
  readonly grant: Grant | null;
  readonly health: { health: 'ok' | 'reconnect-needed' | 'throttled'; throttledUntil: number | null };
  /** The last refusal of the token endpoint that spoke of the client, and the last failed refresh. */
  readonly clientError: AppError | null;
  readonly refreshError: AppError | null;
  /** Access tokens asked for in the last 10 minutes. */
  readonly refreshesUsed: number;
  /** Asks Zoho who the account is. */
  readonly ping: () => Promise<Result<unknown>>;
  /** Ms this clock is ahead of Zoho's, or null. */
  readonly skew: (place: DataCentreId) => Promise<number | null>;
  readonly keyStore: () => Promise<VaultState>;
}

type Status = SelfCheck['status'];
type Facts = SelfCheck['facts'];

const check = (id: SelfCheck['id'], status: Status, facts: Facts = {}, error: AppError | null = null): SelfCheck => ({
  id,
  status,
  facts,
  error: error && { ...error, details: error.details && { ...error.details } },
});

/**
 * Checks everything a connection stands on, one line each, in the order of `selfCheckIds`. Talks to Zoho for `zoho`
 * and `clock` only, and never asks for a token that is not due.
 *
 * Facts: client `{ present, hasSecret }` or `{ sandbox }`; redirect-uri `{ method, redirectUri, port? }`; data-centre
 * `{ dataCentre, verified }`; session `{ renewable, expiresAt, refreshesUsed, refreshLimit, throttledUntil? }`; scopes
 * `{ state, missing }`; zoho `{ host }`; clock `{ skewSeconds }` (positive: this clock is ahead); key-store
 * `{ keptIn }`.
 */
export async function runSelfCheck(input: SelfCheckInput): Promise<SelfCheck[]> {
  const place = input.grant?.dataCentre ?? input.client?.dataCentre ?? null;
  const [zoho, clock, keyStore] = await Promise.all([checkZoho(input), checkClock(input, place), checkKeyStore(input)]);
  return [
    checkClient(input),
    checkRedirect(input),
    checkDataCentre(place),
    checkSession(input),
    ...checkScopes(input.grant),
    zoho,
    clock,
    keyStore,
  ];
}

function checkClient({ client, clientError, sandbox }: SelfCheckInput): SelfCheck {
  if (sandbox) return check('client', 'not-checked', { sandbox });
  if (!client)
    return check('client', 'failed', { present: false }, problem('client-missing', 'no client is registered'));
  const facts = { present: true, hasSecret: client.hasSecret };
  if (clientError && clientError.code !== 'redirect-invalid') return check('client', 'failed', facts, clientError);
  const wrong = clientErrors({ clientId: client.clientId, clientSecret: '', redirectUri: client.redirectUri }, true);
  if (wrong.clientId) return check('client', 'failed', facts, problem('client-invalid', 'this is no Client ID'));
  return check('client', client.hasSecret ? 'ok' : 'warning', facts);
}

function checkRedirect({ client, settings, clientError, sandbox }: SelfCheckInput): SelfCheck {
  if (!client) return check('redirect-uri', 'not-checked');
  const method = sandbox ? 'window' : settings.connectMethod;
  const redirectUri = redirectFor(method, client.redirectUri, settings.browserRedirectUri);
  const loopback = loopbackRedirect(redirectUri);
  const facts = { method, redirectUri, ...(method === 'browser' && loopback ? { port: Number(loopback.port) } : {}) };
  if (clientError?.code === 'redirect-invalid') return check('redirect-uri', 'failed', facts, clientError);
  const fits = method === 'browser' ? loopback !== undefined : redirectUriError(redirectUri) === undefined;
  if (fits) return check('redirect-uri', 'ok', facts);
  return check('redirect-uri', 'failed', facts, problem('redirect-invalid', 'the redirect URI cannot be caught'));
}

function checkDataCentre(place: DataCentreId | null): SelfCheck {
  if (place === null) return check('data-centre', 'not-checked');
  const verified = !dataCentre(place).unverified;
  return check('data-centre', verified ? 'ok' : 'warning', { dataCentre: place, verified });
}

function checkSession({ grant, health, refreshError, refreshesUsed }: SelfCheckInput): SelfCheck {
  if (!grant) return check('session', 'not-checked');
  const facts = {
    renewable: grant.refreshToken !== null,
    expiresAt: grant.expiresAt,
    refreshesUsed,
    refreshLimit: refreshLimit.requests,
    ...(health.throttledUntil === null ? {} : { throttledUntil: health.throttledUntil }),
  };
  if (health.health === 'reconnect-needed') {
    const error = refreshError ?? problem('reconnect-needed', 'Zoho no longer accepts this grant');
    return check('session', 'failed', facts, error);
  }
  const warn = health.health === 'throttled' || refreshError !== null || grant.refreshToken === null;
  return check('session', warn ? 'warning' : 'ok', facts, refreshError);
}

const scopeCheck = (id: FeatureId) => `scope-${id}` as const;

function checkScopes(grant: Grant | null): SelfCheck[] {
  if (!grant)
    return ['scope-organisation' as const, ...featureIds.map(scopeCheck)].map((id) => check(id, 'not-checked'));
  const organisation = covers(grant.scopes, organisationScope)
    ? check('scope-organisation', 'ok', { state: 'on', missing: '' })
    : check('scope-organisation', 'failed', { state: 'not-granted', missing: organisationScope });
  return [
    organisation,
    ...featuresOf(grant.scopes, grant.asked).map(({ id, state, missingScopes }) => {
      const inPart = featureScopes[id].some((scope) => scope.endsWith('.READ') && covers(grant.scopes, scope));
      // Parley does without those of a later grant.
      const isMild = inPart || (id !== 'meetings' && id !== 'webinars');
      const statuses = { on: 'ok', 'left-out': 'not-checked', 'not-granted': isMild ? 'warning' : 'failed' } as const;
      return check(scopeCheck(id), statuses[state], { state, missing: missingScopes.join(' ') });
    }),
  ];
}

async function checkZoho({ grant, ping }: SelfCheckInput): Promise<SelfCheck> {
  if (!grant) return check('zoho', 'not-checked');
  const answer = await ping();
  const facts = { host: grant.meetingHost };
  return answer.ok ? check('zoho', 'ok', facts) : check('zoho', 'failed', facts, answer.error);
}

async function checkClock({ skew }: SelfCheckInput, place: DataCentreId | null): Promise<SelfCheck> {
  const ahead = await skew(place ?? 'us');
  if (ahead === null) return check('clock', 'not-checked');
  const size = Math.abs(ahead);
  const status = size > 300_000 ? 'failed' : size > 60_000 ? 'warning' : 'ok';
  return check('clock', status, { skewSeconds: Math.round(ahead / 1000) });
}

async function checkKeyStore({ keyStore }: SelfCheckInput): Promise<SelfCheck> {
  const keptIn = await keyStore();
  return check('key-store', ({ vault: 'ok', memory: 'warning', locked: 'failed' } as const)[keptIn], { keptIn });
}

const problem = (code: AppError['code'], message: string): AppError => ({ code, message });
