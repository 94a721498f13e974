import { useEffect, useState } from 'react';

/** How long a screen is left alone once it is there, ms: what is done with it at once comes first. */
export const rest = 300;
/** How long a page that never rests keeps what may come later waiting beyond that, ms. */
const longestWait = 500;

/** True once the page has had nothing else to do: for what may come a moment after the rest of a screen. */
export function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    let asked = 0;
    const timer = setTimeout(() => {
      asked = requestIdleCallback(() => setIsIdle(true), { timeout: longestWait });
    }, rest);
    return () => {
      clearTimeout(timer);
      cancelIdleCallback(asked);
    };
  }, []);
  return isIdle;
}
