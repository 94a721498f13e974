import { callNames, channelOf, type CallName } from '../../contract/names.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { Log } from '../ports.ts';
import type { Answer } from './answer.ts';

/** The parts of Electron's `IpcMainInvokeEvent` that decide whether the sender is trusted. */
export interface Invocation {
  readonly sender: { readonly id: number };
  /** Null when the frame has gone away meanwhile. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** The part of `ipcMain` that is used. */
export interface IpcServer {
  handle(channel: string, listener: (event: Invocation, ...args: unknown[]) => Promise<unknown>): void;
}

export interface ServeOptions {
  readonly ipc: IpcServer;
  /** Comes when everything is loaded; what is called before waits for it. */
  readonly answer: Promise<Answer>;
  /** Origin of Parley's own page, for example `app://parley`. */
  readonly origin: string;
  /** True for the id of a WebContents that shows Parley's own page. */
  readonly isTrusted: (webContentsId: number) => boolean;
  readonly log: Log;
}

/** Scheme and host of a URL. `URL.origin` is "null" for custom schemes, so it cannot be compared. */
const originOf = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, username, password } = new URL(url);
  return username || password ? undefined : `${protocol}//${host}`;
};

/**
 * Serves every call of the contract: checks who asks (known window, main frame, Parley's own origin) as soon as it is
 * asked, and hands on to what parses and answers (answer.ts). What comes out is always a Result; a handler that throws
 * is a defect and answers `internal`, with the reason only in the log. Without schemas, so that it is there at once.
 *
 * Source: Electron's security checklist, item 17 (validate the sender of all IPC messages).
 */
export function serve({ ipc, answer, origin, isTrusted, log }: ServeOptions): void {
  const trusted = (event: Invocation) => {
    try {
      const { sender, senderFrame } = event;
      if (!isTrusted(sender.id) || senderFrame === null) return false;
      return senderFrame.parent === null && originOf(senderFrame.url) === origin;
    } catch {
      // Electron throws when a frame is asked after it has gone.
      return false;
    }
  };

  const respond = async (name: CallName, event: Invocation, args: readonly unknown[]): Promise<Result<unknown>> => {
    if (!trusted(event)) {
      log.warn('call from an untrusted sender refused', { call: name });
      return fail('untrusted-sender', `${name} is not served to this sender`);
    }
    try {
      return await (await answer)(name, args);
    } catch (error) {
      log.error('call failed', { call: name, error });
      return fail('internal', `${name} failed`);
    }
  };

  for (const name of callNames) ipc.handle(channelOf(name), (event, ...args) => respond(name, event, args));
}
