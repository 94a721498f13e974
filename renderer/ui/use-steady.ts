import { useLayoutEffect, useRef, useState } from 'react';

type Actions = Record<string, (...given: never[]) => unknown>;

/**
 * The same functions for as long as the component is there, which do what the latest ones do: what gets them is not drawn
 * anew because of them. For what a person does, not for drawing. The names must always be the same.
 */
export function useSteady<T extends Actions>(actions: T): T {
  const latest = useRef<Actions>(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const [steady] = useState(() => {
    const made: Actions = {};
    for (const name of Object.keys(actions)) made[name] = (...given) => latest.current[name]?.(...given);
    return made as T;
  });
  return steady;
}
