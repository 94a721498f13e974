import { useEffect, useState } from 'react';
import { useNow } from '../../ui/ticker.ts';
import { type Change, useAllChanges } from './all-changes.ts';
import { clockSetBack, nextTold } from './outbox-model.ts';

/** The outbox, and epoch ms as of which it is looked at: moved on as soon as there is more to tell. */
export function useOutboxNow(): { readonly items: readonly Change[]; readonly now: number } {
  const items = useAllChanges();
  const [at, setAt] = useState(0);
  const ticked = useNow();
  const now = at - ticked > clockSetBack ? ticked : Math.max(ticked, at);
  const next = nextTold(items, now);
  useEffect(() => {
    if (next === null) return undefined;
    const timer = setTimeout(() => setAt(Date.now()), Math.max(0, next - Date.now()) + 20);
    return () => clearTimeout(timer);
  }, [next]);
  return { items, now };
}
