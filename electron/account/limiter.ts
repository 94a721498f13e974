import { z } from '../../contract/zod.ts';
import type { Clock, Store } from '../ports.ts';

/**
 * At most 10 access tokens are asked for in 10 minutes with one refresh token; Zoho blocks the eleventh and whatever
 * follows (zoho-api.md 1.5). A little more than its window, because its clock starts when the request arrives.
 */
export const refreshLimit = { requests: 10, window: 602_000 } as const;

const key = 'token-limits';
const recordSchema = z.object({
  id: z.string(),
  /** When each request was made, epoch ms. */
  asked: z.array(z.number()),
  /** Zoho's own refusal: until when (epoch ms), and how long that was when it was heard (ms). */
  block: z.object({ until: z.number(), length: z.number() }).nullable(),
});
type LimitRecord = z.infer<typeof recordSchema>;

/** How often tokens may be asked for with a grant, kept across restarts. Times are epoch ms. */
export interface Limiter {
  /** Takes one request, or answers when the next is allowed. `release` gives it back: nothing reached Zoho. */
  take(id: string): { readonly ok: true; release(): void } | { readonly ok: false; readonly until: number };
  /** Zoho refused: nothing is asked for `length` ms. */
  block(id: string, length: number): void;
  /** Requests made within the window. */
  used(id: string): number;
  /** When the next request is allowed; null when it is now. */
  waitsUntil(id: string): number | null;
  /** Ends a block that no longer counts. */
  unblock(id: string): void;
  forget(): void;
}

export function createLimiter(ports: { readonly store: Store; readonly clock: Clock }): Limiter {
  const { store, clock } = ports;

  function read(id: string): LimitRecord {
    const stored = recordSchema.safeParse(store.get(key));
    if (!stored.success || stored.data.id !== id) return { id, asked: [], block: null };
    const now = clock.now();
    const { asked, block } = stored.data;
    // A clock set back leaves times in the future. They count as from now, and are kept so: that may wait too long
    // once, but never for ever.
    const record = {
      id,
      asked: asked.map((at) => Math.min(at, now)).filter((at) => now - at < refreshLimit.window),
      block: block && block.until > now ? { ...block, until: Math.min(block.until, now + block.length) } : null,
    };
    if (asked.some((at) => at > now) || record.block?.until !== block?.until) store.set(key, record);
    return record;
  }

  function waitsUntil({ asked, block }: LimitRecord): number | null {
    if (block) return block.until;
    const first = asked.toSorted((a, b) => a - b)[asked.length - refreshLimit.requests];
    return first === undefined ? null : first + refreshLimit.window;
  }

  return {
    take(id) {
      const record = read(id);
      const until = waitsUntil(record);
      if (until !== null) return { ok: false, until };
      const at = clock.now();
      store.set(key, { ...record, asked: [...record.asked, at] });
      return {
        ok: true,
        release() {
          const now = read(id);
          const index = now.asked.lastIndexOf(at);
          if (index >= 0) store.set(key, { ...now, asked: now.asked.toSpliced(index, 1) });
        },
      };
    },
    block: (id, length) => store.set(key, { ...read(id), block: { until: clock.now() + length, length } }),
    used: (id) => read(id).asked.length,
    waitsUntil: (id) => waitsUntil(read(id)),
    unblock: (id) => store.set(key, { ...read(id), block: null }),
    forget: () => store.delete(key),
  };
}
