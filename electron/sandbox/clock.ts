/** The sandbox's time, which tests set. All values are epoch milliseconds. */
export interface SandboxClock {
  now(): number;
  /** Makes it `time` now; the clock goes on running from there. */
  set(time: number): void;
  /** Moves the clock on by `ms`. */
  advance(ms: number): void;
  /** Stops the clock at `time`, or at the present; `advance` and `set` still move it. */
  freeze(time?: number): void;
  /** Back to the base clock, running. */
  reset(): void;
}

/** @param base the clock underneath, by default the system's */
export function createClock(base: () => number = Date.now): SandboxClock {
  let offset = 0;
  let frozen: number | null = null;
  const now = () => frozen ?? base() + offset;
  return {
    now,
    set(time) {
      if (frozen === null) offset = time - base();
      else frozen = time;
    },
    advance(ms) {
      if (frozen === null) offset += ms;
      else frozen += ms;
    },
    freeze(time = now()) {
      frozen = time;
    },
    reset() {
      offset = 0;
      frozen = null;
    },
  };
}
