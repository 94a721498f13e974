import { dataCentre, type DataCentreId } from '../../contract/rules/data-centres.ts';
import type { Clock, Fetch } from '../ports.ts';

/**
 * How far this computer's clock is ahead of Zoho's, in ms (negative: behind), or null when Zoho did not answer with a
 * `Date`. Needs no account: any answer of the accounts server will do. To the second, as the header is.
 */
export async function clockSkew(
  ports: { readonly fetch: Fetch; readonly clock: Clock; readonly timeout?: number | undefined },
  place: DataCentreId,
): Promise<number | null> {
  const sent = ports.clock.now();
  try {
    const answer = await ports.fetch(`https://${dataCentre(place).accounts}/oauth/serverinfo`, {
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(ports.timeout ?? 8_000),
    });
    await answer.body?.cancel();
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isNaN(date)) return null;
    const now = ports.clock.now();
    // Zoho wrote the header somewhere between the two readings.
    if (date < sent - 1000) return sent - 1000 - date;
    return date > now ? now - date : 0;
  } catch {
    return null;
  }
}
