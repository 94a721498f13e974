/** One HTTP attempt, from request to parsed JSON. No token, no retry: see http.ts for those. */
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Clock, Fetch, Log } from '../ports.ts';
import { BodyTooLarge, readText } from './body.ts';
import { looksLikeHtml, parseJson } from './json.ts';
import { retryAfterMs } from './retry.ts';

export interface HttpPorts {
  fetch: Fetch;
  clock: Clock;
  log: Log;
  /** Milliseconds for each attempt, whatever a request asks for. For tests. */
  timeout?: number;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A real `https://HOST/PATH` URL; the fetch port may send it elsewhere (see origin.ts). */
  url: string;
  headers?: Record<string, string>;
  /** Sent as `application/x-www-form-urlencoded` body. */
  form?: Record<string, string>;
  /** Sent as JSON body. */
  json?: unknown;
  /** Milliseconds for the whole attempt, the body included. Default 15 000. */
  timeout?: number;
  signal?: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  /** Parsed JSON; undefined when the body is empty. */
  body: unknown;
  /** The Date header, epoch ms. */
  date: number | null;
  /** The Retry-After header, ms from now. */
  retryAfter: number | null;
  /** Characters in the body. */
  size: number;
}

const defaultTimeout = 15_000;

/**
 * Sends one request and reads a JSON answer. Every HTTP status with a JSON or empty body is a value: what it means
 * depends on who asked. Redirects are never followed.
 *
 * Errors: `offline`, `timeout`, `captive-portal` (redirect, or a page with status 2xx or 511), `wrong-host` (a page
 * with 4xx), `rate-limited` (429 that is not JSON), `zoho-unavailable` (5xx that is not JSON), `bad-answer` (broken
 * compression or JSON, or more of it than json.ts and body.ts read), `internal` with message `aborted` when the
 * caller's signal ended it.
 */
export async function sendJson(ports: HttpPorts, request: HttpRequest): Promise<Result<HttpAnswer>> {
  const { signal } = request;
  const timeout = ports.timeout ?? request.timeout ?? defaultTimeout;
  if (!URL.canParse(request.url) || new URL(request.url).protocol !== 'https:')
    return fail('internal', 'only https addresses are requested');
  if (signal?.aborted) return fail('internal', 'aborted');

  const { hostname, pathname: path } = new URL(request.url);
  const pathname = path.replace(/\/(calendars|events)\/(?!freebusy$)[^/]+/g, '/$1/*');
  const started = ports.clock.now();
  // A timer of the platform, not of the clock port: it guards real input and output.
  const stop = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort(new DOMException('timed out', 'TimeoutError'));
  }, timeout);
  const forward = () => stop.abort(new DOMException('aborted', 'AbortError'));
  signal?.addEventListener('abort', forward, { once: true });

  let result: Result<HttpAnswer>;
  try {
    result = await endingWith(stop.signal, attempt(ports, request, stop.signal));
  } catch (error) {
    if (timedOut) result = fail('timeout', `no complete answer within ${timeout} ms`, { details: { host: hostname } });
    else if (signal?.aborted) result = fail('internal', 'aborted');
    else result = connectionError(error, hostname);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
  // Without query, which may hold a token (revoke), and without the numbers of organisation and meeting, and the uids of calendars and events.
  ports.log.info('http', {
    method: request.method,
    host: hostname,
    path: pathname.replace(/\d{4,}/g, '*'),
    outcome: result.ok ? result.value.status : result.error.code,
    ms: ports.clock.now() - started,
  });
  return result;
}

async function attempt(ports: HttpPorts, request: HttpRequest, signal: AbortSignal): Promise<Result<HttpAnswer>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...request.headers };
  let body: string | undefined;
  if (request.form) {
    headers['Content-Type'] = 'application/x-www-form-urlencoded;charset=UTF-8';
    body = new URLSearchParams(request.form).toString();
  } else if (request.json !== undefined) {
    headers['Content-Type'] = 'application/json;charset=UTF-8';
    body = JSON.stringify(request.json);
  }
  const response = await ports.fetch(request.url, {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    response.body?.cancel().catch(() => undefined);
    return fail('captive-portal', 'a redirect where JSON was due', { details: { status: response.status } });
  }
  return readAnswer(response, await readText(response, signal), ports.clock.now());
}

function readAnswer(response: Response, text: string, now: number): Result<HttpAnswer> {
  const { status, headers } = response;
  const date = Date.parse(headers.get('date') ?? '');
  const retryAfter = retryAfterMs(headers.get('retry-after'), Number.isNaN(date) ? now : date);
  const answer = { status, date: Number.isNaN(date) ? null : date, retryAfter, size: text.length };
  if (text.trim() === '') return ok({ ...answer, body: undefined });
  try {
    return ok({ ...answer, body: parseJson(text) });
  } catch {
    return notJson(status, looksLikeHtml(text), retryAfter);
  }
}

/** What an answer that is no JSON tells (zoho-api.md 2.6, last rows). */
function notJson(status: number, page: boolean, retryAfter: number | null): Result<HttpAnswer> {
  const more = { details: { status }, ...(retryAfter === null ? {} : { retryAfter }) };
  if (status === 429) return fail('rate-limited', 'too many requests', more);
  if (page && (status < 300 || status === 511)) return fail('captive-portal', 'a page where JSON was due', more);
  if (status >= 500) return fail('zoho-unavailable', `status ${status} without JSON`, more);
  if (status >= 400 && (page || status === 404 || status === 405))
    return fail('wrong-host', `status ${status} without JSON`, more);
  return fail('bad-answer', 'the answer is not JSON', more);
}

/** Names that zlib, Brotli in Node, and Chromium give to a body that is not compressed as its header says. */
const undecodable = /\bZ_(?:DATA|BUF|STREAM)_ERROR\b|\bERR__ERROR_FORMAT|\bERR_CONTENT_DECODING_/;

/** Names of failures: Node's, Undici's, OpenSSL's and Chromium's. */
const reasons = /\b(?:E[A-Z]{4,}|EAI_[A-Z]+|ERR_[A-Z0-9_]+|UND_ERR_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)\b/;

function connectionError(error: unknown, host: string): Result<HttpAnswer> {
  if (error instanceof BodyTooLarge) return fail('bad-answer', 'the answer is too long', { details: { host } });
  const texts = [error, (error as { cause?: unknown } | null)?.cause].map((each) =>
    each instanceof Error ? `${(each as { code?: string }).code ?? ''} ${each.message}` : '',
  );
  // Node: cause "unexpected redirect"; Electron: "Attempted to redirect, but redirect policy was 'error'".
  if (texts.some((text) => /redirect/i.test(text)))
    return fail('captive-portal', 'a redirect where JSON was due', { details: { host } });
  if (texts.some((text) => undecodable.test(text)))
    return fail('bad-answer', 'the answer cannot be decompressed', { details: { host } });
  const reason = reasons.exec(texts.join(' '))?.[0];
  return fail('offline', 'no connection could be made', { details: reason ? { host, reason } : { host } });
}

/** Settles with `work`, or rejects as soon as the signal fires: a port that ignores its signal must not hang us. */
function endingWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const end = () => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    // Whoever keeps the signal for a while, as the platform does, does not keep the answer with it.
    const letGo = () => signal.removeEventListener('abort', end);
    work.finally(letGo).then(resolve, reject);
  });
}
