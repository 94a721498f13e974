/** When and how long to wait before a request is repeated. */
import type { ErrorCode } from '../../contract/errors.ts';
import type { Result } from '../../contract/result.ts';
import type { Clock, Random } from '../ports.ts';

const attempts = 3;
/** First pause, ms; each later one is twice as long. */
const basePause = 500;
/** A longer Retry-After, ms, is told to the person instead of being waited for. */
const longestPause = 20_000;

const worthRepeating: ReadonlySet<ErrorCode> = new Set(['offline', 'timeout', 'zoho-unavailable', 'rate-limited']);

export interface RetryPorts {
  clock: Clock;
  random: Random;
}

/**
 * Runs a request that may be repeated without harm, at most three times, with jittered exponential pauses or the
 * pause that Retry-After asks for. Answers the last result. Ends early when the signal is aborted.
 */
export async function retrying<T>(
  { clock, random }: RetryPorts,
  signal: AbortSignal | undefined,
  run: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let attempt = 1; ; attempt++) {
    const result = await run();
    if (result.ok || attempt === attempts || !worthRepeating.has(result.error.code)) return result;
    const asked = result.error.retryAfter ?? 0;
    if (asked > longestPause) return result;
    // Between half and the whole: never at once, and clients that failed together come back apart.
    const pause = asked + basePause * 2 ** (attempt - 1) * (0.5 + random() / 2);
    try {
      await clock.sleep(pause, signal);
    } catch {
      return result;
    }
  }
}

/** Nobody has to wait longer, ms: what asks for more is out of order. */
const longestWait = 24 * 3_600_000;

/**
 * Reads a Retry-After header (RFC 9110, 10.2.3): seconds, or a date.
 * @param now the server's idea of now, epoch ms
 * @returns ms to wait, a day at most, or null when the header is missing or unreadable
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, longestWait);
  if (!/[a-z]/i.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), longestWait);
}
