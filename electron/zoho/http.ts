/** Zoho's API over HTTP: the token on each request, a renewal when it is refused, retries, typed errors. */
import { zohoLink } from '../../contract/rules/data-centres.ts';
import { fail, type AppError, type Result } from '../../contract/result.ts';
import type { Random } from '../ports.ts';
import { readRefusal } from './errors.ts';
import { judged, notSent } from './outcome.ts';
import { placeOf, type RequestNote } from './request-log.ts';
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

export interface ZohoRequest extends HttpRequest {
  /** For {@link ZohoHttpPorts.onRequest}: which session was made, by the answer. Told by the path otherwise. */
  keyOf?: (body: unknown) => string | null;
}

export interface ZohoHttp {
  /**
   * Sends an API request as the connected user. GET is tried up to three times (network failure, time-out, 5xx, 429);
   * any verb once more after a refused token, since a refused request was not carried out. A POST only when Zoho said
   * so in words: otherwise it is `bad-answer` with outcome `unknown`.
   *
   * Errors: those of {@link sendJson} and of {@link AccessTokens}; `reconnect-needed` (the renewed token was refused
   * too); and zoho-api.md 2.6: `not-permitted`, `wrong-organisation`, `not-admin`, `not-found`,
   * `too-many-participants`, `rejected`, `rate-limited`, `zoho-unavailable`, `wrong-host`,
   * `bad-answer` for a refusal that holds what was asked for. `details` holds `status`
   * and, when Zoho gave them, `zohoCode` and `zohoMessage`; and `outcome` ({@link WriteOutcome}) for other verbs than
   * GET.
   */
  request(request: ZohoRequest): Promise<Result<HttpAnswer>>;
}

export interface ZohoHttpPorts extends HttpPorts {
  random: Random;
  tokens: AccessTokens;
  /** Hears of each request when it is over. Nothing secret is in it. */
  onRequest?: (note: RequestNote) => void;
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

  async function send(request: HttpRequest, token: string, onTry: () => void): Promise<Result<HttpAnswer>> {
    const attempt = () => {
      onTry();
      return once(request, token);
    };
    if (request.method === 'GET') return retrying(ports, request.signal, attempt);
    if (request.signal?.aborted) return notSent(fail('internal', 'aborted'));
    return judged(await attempt());
  }

  async function carryOut(request: HttpRequest, onTry: () => void): Promise<Result<HttpAnswer>> {
    const unsent: typeof notSent = request.method === 'GET' ? (result) => result : notSent;
    const token = await tokens.get();
    if (!token.ok) return unsent(token);
    const answer = await send(request, token.value, onTry);
    if (answer.ok || answer.error.code !== 'reconnect-needed') return answer;

    const renewed = await tokens.renew(token.value);
    const { message, details } = answer.error;
    const isSaid = Boolean(details?.['zohoCode'] ?? details?.['zohoMessage']);
    // A create must not be sent twice for a 401 that anything on the way may have put in place of the answer.
    if (request.method === 'POST' && !isSaid)
      return fail('bad-answer', message, { details: { ...details, outcome: 'unknown' } });
    if (!renewed.ok) return unsent(renewed);
    return send(request, renewed.value, onTry);
  }

  function tell(note: RequestNote): void {
    try {
      ports.onRequest?.(note);
    } catch {
      // The answer matters more than the note of it: a create that succeeded must not look failed.
      ports.log.warn('a request could not be noted');
    }
  }

  return {
    async request({ keyOf, ...request }) {
      if (!zohoLink(withoutQuery(request.url)))
        return fail('internal', 'a token is sent to Zoho’s own hosts only');
      const at = ports.clock.now();
      let tries = 0;
      const result = await carryOut(request, () => void tries++);
      const place = placeOf(request.url);
      tell({
        at,
        method: request.method,
        ...place,
        key: place.key ?? (result.ok ? (keyOf?.(result.value.body) ?? null) : null),
        status: result.ok ? result.value.status : statusOf(result.error),
        outcome: result.ok ? 'ok' : result.error.code,
        ms: ports.clock.now() - at,
        tries,
      });
      return result;
    },
  };
}

/** Calendar's parameters make an address longer than any link. */
const withoutQuery = (url: string): string => url.replace(/\?.*$/s, '');

const statusOf = ({ details }: AppError): number | null => {
  const status = details?.['status'];
  return typeof status === 'number' ? status : null;
};
