/**
 * Whether a request that failed may have changed something all the same. Zoho has no idempotency key
 * (zoho-api.md 2.6), so this decides if it may be sent again.
 */
import type { AppError, Result } from '../../contract/result.ts';

/**
 * In `details.outcome` of every failed POST, PUT and DELETE that was not plainly refused. `not-sent`: certainly not
 * carried out. `unknown`: it was sent, and its answer is lost or unreadable. Missing: Zoho refused, and did nothing.
 */
export type WriteOutcome = 'unknown' | 'not-sent';

/** Reasons (send.ts) that only a connection has which was never made: refused, no such name, no trust. */
const neverConnected = new RegExp(
  '^(?:ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|UND_ERR_CONNECT_TIMEOUT|ERR_INTERNET_DISCONNECTED|ERR_NAME_[A-Z_]+|' +
    'ERR_DNS_[A-Z_]+|ERR_CONNECTION_REFUSED|ERR_CONNECTION_TIMED_OUT|ERR_PROXY_CONNECTION_FAILED|' +
    'ERR_TUNNEL_CONNECTION_FAILED|[A-Z_]*CERT[A-Z_]*)$',
);

function judge({ code, details }: AppError): WriteOutcome | null {
  switch (code) {
    case 'offline':
      return neverConnected.test(String(details?.['reason'] ?? '')) ? 'not-sent' : 'unknown';
    case 'bad-answer': {
      const status = Number(details?.['status'] ?? 0);
      return status >= 400 && status < 500 && details?.['contradictory'] !== true ? null : 'unknown';
    }
    case 'timeout':
    case 'captive-portal':
    case 'zoho-unavailable':
    case 'internal':
      return 'unknown';
    default:
      return null;
  }
}

const withOutcome = <T>(result: Result<T>, outcome: WriteOutcome): Result<T> =>
  result.ok ? result : { ok: false, error: { ...result.error, details: { ...result.error.details, outcome } } };

/** Adds `details.outcome` to the failure of a write that was sent. */
export function judged<T>(result: Result<T>): Result<T> {
  const outcome = result.ok ? null : judge(result.error);
  return outcome === null ? result : withOutcome(result, outcome);
}

/** Adds `details.outcome: 'not-sent'` to a failure. */
export const notSent = <T>(result: Result<T>): Result<T> => withOutcome(result, 'not-sent');

/** True when what failed may have been carried out. */
export const mayBeDone = (error: AppError): boolean => error.details?.['outcome'] === 'unknown';
