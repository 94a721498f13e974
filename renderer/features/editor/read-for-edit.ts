import type { AppError, Result } from '../../../contract/result.ts';

/** How long an edit waits for what Zoho has now before it begins with what was read last, in ms. */
const freshFor = 4_000;

/** It is about the way to Zoho: what was read before may still hold, and is compared when the change is sent. */
const mayPass = ({ code }: AppError) =>
  ['offline', 'timeout', 'captive-portal', 'zoho-unavailable', 'rate-limited', 'throttled', 'reconnect-needed'].includes(code);

/** What comes within so many ms, or null. */
export const within = <T>(limit: number, work: Promise<T>): Promise<T | null> =>
  Promise.race([work, new Promise<null>((resolve) => void setTimeout(() => resolve(null), limit))]);

/** `readAt`: epoch ms as of which it is what Zoho had, where Zoho could not be asked. */
type ForEdit<T> = { readonly ok: true; readonly value: T; readonly readAt: number | null } | { readonly ok: false; readonly error: AppError };

/** What an edit begins with: what Zoho has now, or what was read last where Zoho does not answer. */
export async function readForEdit<T extends { readonly detailsAsOf: number | null }>(
  read: (refresh: boolean) => Promise<Result<T>>,
): Promise<ForEdit<T>> {
  const reread = read(true);
  const result = await within(freshFor, reread);
  if (result?.ok) return { ...result, readAt: null };
  if (!result || mayPass(result.error)) {
    const known = await read(false);
    // Without the details it would be unknown what an edit takes away.
    if (known.ok && known.value.detailsAsOf !== null) return { ...known, readAt: known.value.detailsAsOf };
  }
  const answer = await reread;
  return answer.ok ? { ...answer, readAt: null } : answer;
}
