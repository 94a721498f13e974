import type { Call } from './exchange.ts';
import { matches } from './log.ts';
import type { RequestMatcher } from './log.ts';

/** What happens instead of, or to, the real answer. Times are real milliseconds, whatever the sandbox's clock says. */
export type FaultEffect =
  /** Answers this, without doing anything. `body`: text, or a value sent as JSON. */
  | { readonly kind: 'answer'; readonly status: number; readonly body?: unknown; readonly headers?: Headers }
  /** The real answer, later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The real answer, once that is settled. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** An HTML page where JSON was due. */
  | { readonly kind: 'html'; readonly status?: number; readonly body?: string }
  /** A redirect to a sign-in page of the network, as hotels do. */
  | { readonly kind: 'captive-portal'; readonly location?: string }
  /** Closes the connection without an answer; with `afterCommit` the request is carried out first. */
  | { readonly kind: 'reset'; readonly afterCommit?: boolean }
  /** Never answers; with `afterCommit` the request is carried out first, so a create is ambiguous. */
  | { readonly kind: 'silence'; readonly afterCommit?: boolean }
  /** The real answer cut in half: as a shorter body, or as a connection that dies in mid-body. */
  | { readonly kind: 'truncated'; readonly cut?: 'body' | 'connection' }
  /** Valid JSON of at least so many bytes around the real answer. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** 429. `retryAfter`: the header's value, seconds or an HTTP date; left out when not given. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: number | string };

type Headers = Readonly<Record<string, string>>;

export interface Fault extends RequestMatcher {
  readonly effect: FaultEffect;
  /** How many matching requests it strikes; 1 when not given. `Infinity`: all, until removed. */
  readonly times?: number;
  /** How many matching requests pass before it strikes. */
  readonly skip?: number;
}

export interface Faults {
  /** Adds a fault behind those that are there; answers with the function that takes it away. */
  add(fault: Fault): () => void;
  clear(): void;
}

export function createFaults(): Faults & {
  /** The effect for this request, counted as used. */
  take(call: Pick<Call, 'method' | 'host' | 'path' | 'query'>): FaultEffect | undefined;
} {
  let active: { readonly fault: Fault; skip: number; left: number }[] = [];
  return {
    add(fault) {
      const entry = { fault, skip: fault.skip ?? 0, left: fault.times ?? 1 };
      active.push(entry);
      return () => {
        active = active.filter((each) => each !== entry);
      };
    },
    clear() {
      active = [];
    },
    take(call) {
      for (const entry of active) {
        if (entry.left <= 0 || !matches(call, entry.fault)) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.left -= 1;
        return entry.fault.effect;
      }
      return undefined;
    },
  };
}

/** Ready-made answers of the token endpoint (zoho-api.md 1.5): `faults.add({ path: '/oauth/v2/token', effect })`. */
export const tokenFaults = {
  /** HTTP 400 in English. */
  throttled: throttled(400, 'You have made too many requests continuously. Please try again after some time.'),
  /** HTTP 200 with Zoho's Chinese text: both are in the field. */
  throttledLocalised: throttled(200, '您的连续请求过多。请稍后再试。', '拒绝访问'),
  invalidClient: refused('invalid_client'),
  invalidClientSecret: refused('invalid_client_secret'),
  invalidCode: refused('invalid_code'),
  invalidRedirectUri: refused('invalid_redirect_uri'),
  invalidToken: refused('invalid_token'),
  invalidGrant: refused('invalid_grant', 400),
  unauthorizedClient: refused('unauthorized_client'),
  generalError: refused('general_error'),
  /** No error and no token: a success it is not. */
  withoutToken: { kind: 'answer', status: 200, body: { token_type: 'Bearer', expires_in: 3600 } },
} as const satisfies Record<string, FaultEffect>;

function refused(error: string, status = 200) {
  return { kind: 'answer', status, body: { error } } as const;
}

function throttled(status: number, description: string, error = 'Access Denied') {
  return { kind: 'answer', status, body: { error_description: description, error, status: 'failure' } } as const;
}
