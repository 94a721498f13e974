import type { Connection } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { dataCentre, isZohoHost, type DataCentreId } from '../../contract/rules/data-centres.ts';
import { covers, organisationScope } from '../../contract/rules/scopes.ts';
import type { Clock, Log } from '../ports.ts';
import type { AccessTokens } from '../zoho/http.ts';
import type { ZohoUser } from '../zoho/types.ts';
import type { AuthorizationAgent } from './agent.ts';
import { authorizationUrl } from './authorization.ts';
import { belongs, readCallback } from './callback.ts';
import { sameAccount, type Credentials, type Grant } from './grant.ts';
import { createRequestSecrets, randomToken, type RandomBytes } from './pkce.ts';
import type { TokenAnswer } from './token-answer.ts';
import type { TokenClient } from './token-client.ts';

/** How long a person may take over the consent, ms. */
export const consentLimit = 300_000;

export type Step = NonNullable<Connection['pending']>['step'];

export interface ConsentPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of each secret, so that the log redacts it. */
  readonly hide: (secret: string) => void;
  readonly random: RandomBytes | undefined;
  readonly tokens: TokenClient;
  readonly readUser: (meetingHost: string, tokens: AccessTokens) => Promise<Result<ZohoUser>>;
}

/** One consent to obtain. */
export interface ConsentOrder {
  readonly agent: AuthorizationAgent;
  readonly client: Credentials;
  /** Where the client is registered. */
  readonly home: DataCentreId;
  readonly scopes: readonly string[];
  readonly forceConsent: boolean;
  /** The grant that this one will replace, if there is one. */
  readonly held: Grant | null;
  /** A wider grant for the same account: it must not lose what is held. */
  readonly widens: boolean;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export interface ConsentFlow {
  /**
   * From the consent page to a grant that works: authorization request, callback, exchange, user. Nothing is stored,
   * and a token that is of no use is revoked.
   *
   * Errors: those of the agent, of readCallback, of the exchange and of readUser; `consent-closed` (aborted),
   * `consent-timeout`, `scope-missing` (the organisation scope), `not-permitted` (a wider grant that would lose
   * details.missing).
   */
  obtain(order: ConsentOrder, signal: AbortSignal, onStep: (step: Step) => void): Promise<Result<Grant>>;
}

const closed = () => fail('consent-closed', 'the consent was cancelled');

export function createConsentFlow(ports: ConsentPorts): ConsentFlow {
  const { clock, tokens } = ports;

  /** Shows the consent page and waits for a callback, five minutes at most, whatever the agent does. */
  async function ask(order: ConsentOrder, url: string, state: string, signal: AbortSignal): Promise<Result<string>> {
    const { redirectUri } = order.client;
    const over = new AbortController();
    const timer = new AbortController();
    let timedOut = false;
    const end = () => over.abort();
    const ended = new Promise<Result<string>>((resolve) => {
      over.signal.addEventListener('abort', () => resolve(closed()));
    });
    if (signal.aborted) return closed();
    signal.addEventListener('abort', end, { once: true });
    clock.sleep(order.expiresAt - clock.now(), timer.signal).then(
      () => {
        timedOut = true;
        end();
      },
      () => undefined,
    );
    try {
      const accepts = (callback: string) => !over.signal.aborted && belongs(callback, { redirectUri, state });
      const answer = order.agent.authorize({ url, redirectUri, signal: over.signal, accepts });
      const result = await Promise.race([answer, ended]);
      // A timer sleeps with the computer, the clock does not.
      if (timedOut || (result.ok && clock.now() >= order.expiresAt))
        return fail('consent-timeout', 'five minutes passed without an answer');
      return result;
    } finally {
      signal.removeEventListener('abort', end);
      timer.abort();
      end();
    }
  }

  /**
   * Revokes what an unusable answer brought. An answer without a refresh token may share the one that is held, and
   * revoking its access token might take that along (zoho-api.md 1.5): then it is left to expire.
   */
  async function discard(answer: TokenAnswer, place: DataCentreId, held: Grant | null): Promise<void> {
    const token = answer.refreshToken ?? (held?.refreshToken ? null : answer.accessToken);
    if (token === null || token === held?.refreshToken) return;
    const done = await tokens.revoke({ dataCentre: place, token });
    if (!done.ok) ports.log.warn('an unusable token could not be revoked', { code: done.error.code });
  }

  return {
    async obtain(order, signal, onStep) {
      const { client, held } = order;
      const secrets = createRequestSecrets(ports.random);
      ports.hide(secrets.state);
      ports.hide(secrets.verifier);
      const url = authorizationUrl({
        ...order,
        ...secrets,
        dataCentre: order.home,
        clientId: client.clientId,
        redirectUri: client.redirectUri,
      });
      const answered = await ask(order, url, secrets.state, signal);
      if (!answered.ok) return answered;
      const callback = readCallback(answered.value, { ...client, state: secrets.state, home: order.home });
      if (!callback.ok) return callback;
      ports.hide(callback.value.code);
      if (signal.aborted) return closed();

      onStep('exchange');
      const { code, dataCentre: place } = callback.value;
      const asked = clock.now();
      const answer = await tokens.exchange({
        client,
        dataCentre: place,
        code,
        verifier: secrets.verifier,
        scopes: order.scopes,
        held: held?.refreshToken ?? null,
      });
      if (!answer.ok) return signal.aborted ? closed() : answer;
      const refuse = async (result: Result<never>) => {
        await discard(answer.value, place, held);
        return result;
      };
      if (signal.aborted) return refuse(closed());
      const { accessToken, refreshToken, lifetime, scopes } = answer.value;
      if (!covers(scopes, organisationScope))
        return refuse(fail('scope-missing', 'without the organisation scope there is no zsoid'));
      const lost = order.widens && held ? held.scopes.filter((each) => !covers(scopes, each)) : [];
      if (lost.length > 0)
        return refuse(fail('not-permitted', 'it lacks what is held', { details: { missing: lost.join(' ') } }));

      onStep('user');
      const meetingHost = dataCentre(place).meeting;
      const user = await ports.readUser(meetingHost, only(accessToken));
      if (signal.aborted) return refuse(closed());
      if (!user.ok) return refuse(user);
      const { meetingHost: told, zsoid, zuid, email, name, organisation } = user.value;
      const grant: Grant = {
        id: randomToken(ports.random),
        client,
        dataCentre: place,
        refreshToken,
        accessToken,
        expiresAt: asked + lifetime,
        scopes: [...scopes],
        asked: [...order.scopes],
        dead: null,
        user: { zsoid, zuid, email, name, organisation },
        meetingHost: told !== null && isZohoHost(told) ? told : meetingHost,
      };
      return ok(keepingRefreshToken(grant, held));
    },
  };
}

/** Without a new refresh token (zoho-api.md 1.5) the one held for the same account and client stays in use. */
function keepingRefreshToken(grant: Grant, held: Grant | null): Grant {
  const stays =
    grant.refreshToken === null &&
    held !== null &&
    held.dead === null &&
    sameAccount(grant, held) &&
    grant.client.clientId === held.client.clientId;
  // With its client as it was: a refresh token goes with the redirect URI it was issued for.
  return stays ? { ...grant, id: held.id, refreshToken: held.refreshToken, client: held.client } : grant;
}

/** The new token alone: it is too young to be renewed. */
const only = (accessToken: string): AccessTokens => ({
  get: () => Promise.resolve(ok(accessToken)),
  renew: () => Promise.resolve(fail('reconnect-needed', 'Zoho refuses the token it has just given')),
});
