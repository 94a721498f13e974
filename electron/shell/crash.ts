import type { Clock, Log } from '../ports.ts';

/** Tells the person, in words that give nothing away. */
export type Tell = (title: string, words: string) => void;

export interface CrashPorts {
  /** Node's `process`. */
  readonly process: {
    on(event: 'uncaughtException' | 'unhandledRejection', listener: (reason: unknown) => void): unknown;
  };
  readonly log: Log;
  /** Where the log is, for the person. */
  readonly logFile: string;
  /** Returns when it was read, where there is somebody to read it. */
  readonly alarm: Tell;
  /** Ends the app at once with this exit code. */
  readonly end: (code: number) => void;
}

/**
 * For what nobody caught in main. Electron would show message and stack in a box, and Node would print them: either may
 * hold a token. Here they go to the log alone, redacted; the person is told plainly, and Parley ends, since nobody
 * knows what state it is in. Forms are kept as they are typed, and a deletion that was held is not carried out.
 */
export function catchCrashes({ process, log, logFile, alarm, end }: CrashPorts): void {
  let ending = false;
  const crash = (kind: string) => (reason: unknown) => {
    // Whatever else breaks on the way out must not hold it up.
    if (ending) return;
    ending = true;
    try {
      log.error('Parley has to close', { kind, reason });
      alarm(
        'Parley has to close',
        `Something in Parley broke. What Zoho had confirmed is safe there, and a form that was open is kept.\n\nWhat happened is in ${logFile}`,
      );
    } finally {
      end(1);
    }
  };
  process.on('uncaughtException', crash('exception'));
  process.on('unhandledRejection', crash('rejection'));
}

export interface PagePorts {
  /** The window's `webContents`. */
  readonly contents: {
    on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown;
    reload(): void;
    isDestroyed(): boolean;
  };
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Returns at once. */
  readonly tell: Tell;
  /** Returns when it was read. */
  readonly alarm: Tell;
  /** Ends the app in good order. */
  readonly quit: () => void;
}

/** A page that breaks again within this time (ms) is not loaded once more: it would break for ever. */
const soon = 60_000;

/** Loads the page again when its process has gone, once, and says so. */
export function revivePage({ contents, clock, log, tell, alarm, quit }: PagePorts): void {
  let last = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    log.error('the page has ended', { reason });
    const again = clock.now() - last < soon;
    last = clock.now();
    if (again) {
      alarm('Parley has to close', 'Its window broke twice in a row. A form that was open is kept.');
      return quit();
    }
    contents.reload();
    tell('The window was loaded again', 'It had stopped working. A form that was open is kept: open it again to go on.');
  });
}
