export interface QuitPorts {
  /** Nothing would be lost. */
  isIdle(): boolean;
  flush(): Promise<void>;
  /** Asks to quit once more. */
  quit(): void;
}

/**
 * For Electron's `before-quit`: puts quitting off, once, for as long as `flush` takes. When somebody else keeps Parley
 * open afterwards, the next time begins anew.
 */
export function createQuitGuard({ isIdle, flush, quit }: QuitPorts): (event: { preventDefault(): void }) => void {
  let state: 'open' | 'flushing' | 'flushed' = 'open';

  return (event) => {
    if (state === 'flushed' || (state === 'open' && isIdle())) {
      state = 'open';
      return;
    }
    event.preventDefault();
    if (state === 'flushing') return;
    state = 'flushing';
    const go = () => {
      state = 'flushed';
      quit();
    };
    void flush().then(go, go);
  };
}
