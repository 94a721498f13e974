/** Zoho's API over HTTP: the token on each request, a renewal when it is refused, retries, typed errors. */
import { zohoLink } from '../../contract/rules/data-centres.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { Random } from '../ports.ts';
import { readRefusal } from './errors.ts';
import { retrying } from './retry.ts';
import { sendJson, type HttpAnswer, type HttpPorts, type HttpRequest } from './send.ts';

export { sendJson, type HttpAnswer, type HttpPorts, type HttpRequest } from './send.ts';

/** Who hands out access tokens: electron/account. */
export interface AccessTokens {
  /** A token that should be good for at least a minute; refreshes when needed (single flight, rate limited). */
  get(): Promise<Result<string>>;
  /**
   * Called when Zoho refused `rejected`. Answers a newer one: refreshes, unless another call has done so meanwhile.
   */
  renew(rejected: string): Promise<Result<string>>;
}

export interface ZohoHttp {
  /**
   * Sends an API request as the connected user. GET is tried up to three times (network failure, time-out, 5xx, 429);
   * any verb once more after a refused token, since a refused request was not carried out.
   *
   * Errors: those of {@link sendJson} and of {@link AccessTokens}; `reconnect-needed` (the renewed token was refused
   * too); and zoho-api.md 2.6: `not-permitted`, `wrong-organisation`, `not-admin`, `not-found`,
   * `too-many-participants`, `rejected`, `rate-limited`, `zoho-unavailable`, `wrong-host`. `details` holds `status`
   * and, when Zoho gave them, `zohoCode` and `zohoMessage`.
   */
  request(request: HttpRequest): Promise<Result<HttpAnswer>>;
}

export interface ZohoHttpPorts extends HttpPorts {
  random: Random;
  tokens: AccessTokens;
}

export function createZohoHttp(ports: ZohoHttpPorts): ZohoHttp {
  const { tokens } = ports;

  async function once(request: HttpRequest, token: string): Promise<Result<HttpAnswer>> {
    const headers = {
      ...request.headers,
      Authorization: `Zoho-oauthtoken ${token}`,
      'X-ZSOURCE': 'Parley',
    };
    const sent = await sendJson(ports, { ...request, headers });
    return sent.ok ? readRefusal(sent.value, token) : sent;
  }

  const send = (request: HttpRequest, token: string) =>
    request.method === 'GET'
      ? retrying(ports, request.signal, () => once(request, token))
      : once(request, token);

  return {
    async request(request) {
      if (!zohoLink(request.url)) return fail('internal', 'a token is sent to Zoho’s own hosts only');
      const token = await tokens.get();
      if (!token.ok) return token;
      const answer = await send(request, token.value);
      if (answer.ok || answer.error.code !== 'reconnect-needed') return answer;

      const renewed = await tokens.renew(token.value);
      if (!renewed.ok) return renewed;
      return send(request, renewed.value);
    },
  };
}
