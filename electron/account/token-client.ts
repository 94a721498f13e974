import { ok, type AppError, type Result } from '../../contract/result.ts';
import { dataCentre, type DataCentreId } from '../../contract/rules/data-centres.ts';
import { sendJson, type HttpAnswer, type HttpPorts } from '../zoho/http.ts';
import type { Credentials } from './grant.ts';
import { readTokenReply, strayRefreshToken, throttled, type TokenAnswer, type TokenQuestion } from './token-answer.ts';

const tokenTimeout = 20_000;
const revokeTimeout = 8_000;

/** Zoho's token endpoint (RFC 6749 section 3.2, zoho-api.md 1.5). Nothing is retried: a code works once. */
export interface TokenClient {
  /**
   * An answer of no use that carries a refresh token all the same has it revoked, best effort, unless it is `held`.
   * Errors: those of readTokenReply and of sendJson.
   */
  exchange(input: {
    client: Credentials;
    dataCentre: DataCentreId;
    code: string;
    verifier: string;
    scopes: readonly string[];
    /** The refresh token in use, which must live on. */
    held: string | null;
  }): Promise<Result<TokenAnswer>>;
  /** `scopes`: what was granted, should the answer not say. */
  refresh(input: {
    client: Credentials;
    dataCentre: DataCentreId;
    refreshToken: string;
    scopes: readonly string[];
  }): Promise<Result<TokenAnswer>>;
  /** Done when Zoho knows the token no longer, also when it did not before (RFC 7009 section 2.2). */
  revoke(input: { dataCentre: DataCentreId; token: string }): Promise<Result<undefined>>;
}

const clientFields = ({ clientId, clientSecret, redirectUri }: Credentials) => ({
  client_id: clientId,
  ...(clientSecret === '' ? {} : { client_secret: clientSecret }),
  redirect_uri: redirectUri,
});

export function createTokenClient(ports: HttpPorts): TokenClient {
  const post = (place: DataCentreId, path: string, form: Record<string, string>, timeout: number) =>
    sendJson(ports, { method: 'POST', url: `https://${dataCentre(place).accounts}${path}`, form, timeout });

  const ask = (place: DataCentreId, form: Record<string, string>) => post(place, '/oauth/v2/token', form, tokenTimeout);

  function read(reply: Result<HttpAnswer>, question: TokenQuestion): Result<TokenAnswer> {
    if (reply.ok) return readTokenReply(reply.value, question);
    return reply.error.code === 'rate-limited' ? throttled(reply.error.retryAfter) : reply;
  }

  const revoke: TokenClient['revoke'] = async ({ dataCentre: place, token }) => {
    const reply = await post(place, '/oauth/v2/token/revoke', { token }, revokeTimeout);
    if (!reply.ok) return reply;
    const { status, body } = reply.value;
    if ((status >= 200 && status < 300) || status === 400) return ok(undefined);
    const refused = readTokenReply({ status, body, retryAfter: null }, { purpose: 'exchange', scopes: [] });
    return refused.ok ? ok(undefined) : refused;
  };

  return {
    async exchange({ client, dataCentre: place, code, verifier, scopes, held }) {
      const reply = await ask(place, {
        grant_type: 'authorization_code',
        ...clientFields(client),
        code,
        code_verifier: verifier,
        scope: scopes.join(','),
      });
      const answer = read(reply, { purpose: 'exchange', scopes });
      const stray = !answer.ok && reply.ok ? strayRefreshToken(reply.value.body) : null;
      if (stray !== null && stray !== held) {
        const done = await revoke({ dataCentre: place, token: stray });
        if (!done.ok) ports.log.warn('a stray token could not be revoked', { code: done.error.code });
      }
      return answer;
    },
    async refresh({ client, dataCentre: place, refreshToken, scopes }) {
      const reply = await ask(place, {
        grant_type: 'refresh_token',
        ...clientFields(client),
        refresh_token: refreshToken,
      });
      return read(reply, { purpose: 'refresh', scopes });
    },
    revoke,
  };
}

/** Hears, with each answer, whether the token endpoint refused the client itself; null when it accepted it. */
export function watchClient(client: TokenClient, hear: (error: AppError | null) => void): TokenClient {
  async function watched(answer: Promise<Result<TokenAnswer>>): Promise<Result<TokenAnswer>> {
    const result = await answer;
    if (result.ok) hear(null);
    else if (aboutClient.has(String(result.error.details?.['error']))) hear(result.error);
    return result;
  }
  return {
    exchange: (input) => watched(client.exchange(input)),
    refresh: (input) => watched(client.refresh(input)),
    revoke: client.revoke,
  };
}

/** Names the tokens that come, before anything is done with them. */
export function nameTokens(client: TokenClient, hide: (secret: string) => void): TokenClient {
  async function named(answer: Promise<Result<TokenAnswer>>): Promise<Result<TokenAnswer>> {
    const result = await answer;
    if (!result.ok) return result;
    hide(result.value.accessToken);
    if (result.value.refreshToken) hide(result.value.refreshToken);
    return result;
  }
  return {
    exchange: (input) => named(client.exchange(input)),
    refresh: (input) => named(client.refresh(input)),
    revoke: client.revoke,
  };
}

const aboutClient: ReadonlySet<string> = new Set(['invalid_client', 'invalid_client_secret', 'invalid_redirect_uri']);
