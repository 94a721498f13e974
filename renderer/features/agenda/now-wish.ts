import { useEffect, useEffectEvent } from 'react';

const listeners = new Set<() => void>();

/** "Today" was asked for: the grid brings now into view, also where today is shown already. */
export const wishForNow = (): void => {
  for (const listener of listeners) listener();
};

export function useNowWish(run: () => void): void {
  const wished = useEffectEvent(run);
  useEffect(() => {
    const listener = () => wished();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
