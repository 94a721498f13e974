import { ok, type Result } from '../../../contract/result.ts';
import type { Clock, Fetch, Log } from '../../../electron/ports.ts';
import type { AccessTokens, HttpAnswer, ZohoHttp, ZohoRequest } from '../../../electron/zoho/http.ts';

/** A clock that stands still but for its sleeps, which pass at once and are written down. */
export function fakeClock(start = Date.UTC(2026, 5, 19, 12)): Clock & { sleeps: number[] } {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: (ms, signal) => {
      if (signal?.aborted) return Promise.reject(signal.reason);
      sleeps.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

export interface LogLine {
  level: string;
  message: string;
  facts: Record<string, unknown> | undefined;
}

export function fakeLog(): Log & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: string) => (message: string, facts?: Record<string, unknown>) =>
    void lines.push({ level, message, facts });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

export interface Sent {
  url: string;
  method: string;
  headers: Headers;
  body: string | null;
  init: RequestInit;
}

type Reply = Response | Error | (() => Response | Promise<Response>);

/** Answers with the replies in turn, the last one for ever. */
export function fakeFetch(...replies: Reply[]): Fetch & { sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    const body = typeof init.body === 'string' ? init.body : null;
    sent.push({ url, method: init.method ?? 'GET', headers: new Headers(init.headers), body, init });
    if (reply instanceof Error) throw reply;
    if (reply === undefined) throw new Error('no reply was prepared');
    return typeof reply === 'function' ? reply() : reply.clone();
  };
  return Object.assign(fetch, { sent });
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
  });

export const page = (status: number): Response =>
  new Response('<!doctype html><title>Sign in</title>', { status, headers: { 'Content-Type': 'text/html' } });

/** Tokens `first`, then `second`, and so on with each renewal. */
export function fakeTokens(): AccessTokens & { renewals: string[] } {
  const names = ['first', 'second', 'third'];
  const renewals: string[] = [];
  return {
    renewals,
    get: async () => ok(names[renewals.length] ?? 'last'),
    renew: async (rejected) => {
      renewals.push(rejected);
      return ok(names[renewals.length] ?? 'last');
    },
  };
}

/** An HTTP layer that answers API requests from a function. */
export function fakeHttp(
  answer: (url: URL) => Result<unknown> | Promise<Result<unknown>>,
): ZohoHttp & { urls: URL[] } {
  const urls: URL[] = [];
  return {
    urls,
    async request({ url }): Promise<Result<HttpAnswer>> {
      urls.push(new URL(url));
      const result = await answer(new URL(url));
      return result.ok ? ok({ status: 200, body: result.value, date: null, retryAfter: null, size: 0 }) : result;
    },
  };
}

/** An HTTP layer that answers each request, as text `POST /sessions.json`, from a function; `sent` holds them. */
export function scriptedHttp(
  answer: (line: string, request: ZohoRequest) => Result<unknown> | Promise<Result<unknown>>,
): ZohoHttp & { sent: ZohoRequest[]; lines: string[] } {
  const sent: ZohoRequest[] = [];
  const lines: string[] = [];
  return {
    sent,
    lines,
    async request(request): Promise<Result<HttpAnswer>> {
      const { pathname, search } = new URL(request.url);
      const line = `${request.method} ${pathname.replace(/^\/api\/v2\/\w+/, '')}${search}`;
      sent.push(request);
      lines.push(line);
      const result = await answer(line, request);
      return result.ok ? ok({ status: 200, body: result.value, date: null, retryAfter: null, size: 0 }) : result;
    },
  };
}

/** The code of a failure, or `ok`. */
export const outcome = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

/** The value of a success; throws with the error otherwise. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
