import type { Call } from './exchange.ts';

/** One request as it came in. Holds secrets: it is a test's instrument and is kept in memory only. */
export interface LoggedRequest {
  /** Sandbox time, epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly form: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** HTTP status sent; null while there is no answer (also when a fault withheld it). */
  readonly status: number | null;
}

/** Each part given must fit. Text is compared for equality. */
export interface RequestMatcher {
  readonly method?: string;
  readonly host?: string | RegExp;
  readonly path?: string | RegExp;
  /** Parameters with these values; others may stand beside them. */
  readonly query?: Readonly<Record<string, string>>;
}

export interface RequestLog {
  all(): readonly LoggedRequest[];
  find(matcher: RequestMatcher): readonly LoggedRequest[];
  /** The latest that fits. */
  last(matcher?: RequestMatcher): LoggedRequest | undefined;
  count(matcher: RequestMatcher): number;
  clear(): void;
}

const fits = (text: string, wanted: string | RegExp | undefined): boolean => {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? text === wanted : text.search(wanted) >= 0;
};

/** What is matched: a request as it comes in, or as it was noted. */
interface Matched {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams | LoggedRequest['query'];
}

const valueOf = (query: Matched['query'], name: string): string | null | undefined =>
  query instanceof URLSearchParams ? query.get(name) : query[name]?.[0];

export const matches = (call: Matched, matcher: RequestMatcher): boolean =>
  (matcher.method === undefined || matcher.method.toUpperCase() === call.method) &&
  fits(call.host, matcher.host) &&
  fits(call.path, matcher.path) &&
  Object.entries(matcher.query ?? {}).every(([name, value]) => valueOf(call.query, name) === value);

const fields = (parameters: URLSearchParams): Record<string, string[]> => {
  const record: Record<string, string[]> = Object.create(null);
  for (const name of new Set(parameters.keys())) record[name] = parameters.getAll(name);
  return record;
};

/** Keeps the latest requests, so that a sandbox left open for days does not grow without end. */
const kept = 20_000;

export function createRequestLog(): RequestLog & { record(call: Call, at: number): (status: number) => void } {
  let entries: LoggedRequest[] = [];
  const find = (matcher: RequestMatcher) => entries.filter((entry) => matches(entry, matcher));
  return {
    all: () => [...entries],
    find,
    last: (matcher = {}) => find(matcher).at(-1),
    count: (matcher) => find(matcher).length,
    clear() {
      entries = [];
    },
    record(call, at) {
      const entry = {
        at,
        method: call.method,
        host: call.host,
        path: call.path,
        query: fields(call.query),
        form: fields(call.form),
        headers: call.headers,
        body: call.body,
        status: null as number | null,
      };
      entries.push(entry);
      if (entries.length > kept * 1.1) entries = entries.slice(-kept);
      return (status) => {
        entry.status = status;
      };
    },
  };
}
