import { useEffect, useEffectEvent } from 'react';

/** Somebody asked for the self-check from elsewhere: it begins when its section is on the screen. */
let isWished = false;
const listeners = new Set<() => void>();

export function wishSelfCheck(): void {
  isWished = true;
  for (const listener of listeners) listener();
}

export function useSelfCheckWish(run: () => void): void {
  const take = useEffectEvent(() => {
    if (!isWished) return;
    isWished = false;
    run();
  });
  useEffect(() => {
    const onWish = () => take();
    onWish();
    listeners.add(onWish);
    return () => void listeners.delete(onWish);
  }, []);
}
