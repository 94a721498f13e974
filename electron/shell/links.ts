import type { AppLink } from '../../contract/domain.ts';
import type { Log } from '../ports.ts';

/** The last `parley:` link that somebody opened, until the page takes it. */
export interface Links {
  /** From the system (macOS). */
  open(url: string): void;
  /** From the command line of this start, or of a second one: the one argument that is a link, if there is one. */
  openFrom(argv: readonly string[]): void;
  /** Answers it once. */
  take(): AppLink | null;
}

export interface LinksPorts {
  /** contract/rules/links.ts */
  read(url: string): AppLink;
  /** A link waits. Not called while nobody can take it. */
  onLink(): void;
  log: Log;
}

/**
 * Holds one link at a time: of several the last one counts. A command line with two links is nobody's wish, and never
 * becomes another command line (CVE-2018-1000006).
 *
 * Source: Electron's tutorial "Launching your app from a URL in another app".
 */
export function createLinks({ read, onLink, log }: LinksPorts): Links {
  let waiting: AppLink | null = null;

  function open(url: string): void {
    waiting = read(url);
    // Not the link itself: it may hold a topic, or a callback that went astray.
    log.info('a link was opened', { type: waiting.type });
    onLink();
  }

  return {
    open,
    openFrom(argv) {
      const links = argv.slice(1).filter((each) => /^parley:/i.test(each));
      const [link] = links;
      if (link !== undefined) open(links.length === 1 ? link : 'parley:several');
    },
    take() {
      const link = waiting;
      waiting = null;
      return link;
    },
  };
}
