import { useEffect, useState } from 'react';

/** How long a page that never rests keeps it waiting, ms. */
const longestWait = 500;

/** True once the page has had nothing else to do: for what may come a moment after the rest of a screen. */
export function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    const asked = requestIdleCallback(() => setIsIdle(true), { timeout: longestWait });
    return () => cancelIdleCallback(asked);
  }, []);
  return isIdle;
}
