import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react';

type State<P> = { readonly Component: ComponentType<P> } | { readonly error: unknown } | null;

/** A component whose code is a file of its own. It takes the props of the one it stands for. */
export interface Later<P> {
  (props: P): ReactNode;
  readonly subscribe: (listener: () => void) => () => void;
  /** Whether its code has been read. */
  readonly isHere: () => boolean;
}

interface LaterOptions {
  /** What stands there until it has been read. */
  readonly waiting?: ReactNode;
  /** Not read before it is needed: large, and rarely needed. */
  readonly rare?: boolean;
}

const rest = new Set<() => Promise<void>>();
let isReading: boolean | null = null;

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve()));

async function readOn(): Promise<void> {
  if (isReading !== false) return;
  isReading = true;
  // What these bring with them for later is added while they are read.
  for (const read of rest) {
    rest.delete(read);
    await idle();
    await read();
  }
  isReading = false;
}

/** Reads what is for later, one after the other, whenever the page has nothing else to do. */
export function readTheRest(): void {
  isReading ??= false;
  void readOn();
}

/**
 * As React's `lazy`, without Suspense: that would keep a place empty for 300 ms once it was empty, and for a moment
 * even where everything has been read already. Code that cannot be read is an error of the component.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { waiting = null, rare = false }: LaterOptions = {},
): Later<P> {
  let state: State<P> = null;
  let reading: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  const settle = (to: State<P>) => {
    state = to;
    for (const listener of listeners) listener();
  };
  const read = () => {
    reading ??= load().then(
      (Component) => settle({ Component }),
      (error: unknown) => settle({ error }),
    );
    return reading;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  if (!rare) {
    rest.add(read);
    void readOn();
  }

  function Shown(props: P): ReactNode {
    const now = useSyncExternalStore(subscribe, () => state);
    useEffect(() => void read(), []);
    if (now === null) return waiting;
    if ('error' in now) throw now.error;
    return <now.Component {...props} />;
  }
  return Object.assign(Shown, { subscribe, isHere: () => state !== null });
}

/** Whether the code of a component has been read; none has nothing to read. */
export const useIsHere = (component: Pick<Later<never>, 'subscribe' | 'isHere'> | undefined): boolean =>
  useSyncExternalStore(component?.subscribe ?? never, component?.isHere ?? always);

const never = () => () => undefined;
const always = () => true;
