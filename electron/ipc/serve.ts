import { calls, type Handlers } from '../../contract/api.ts';
import { callNames, channelOf, type CallName } from '../../contract/names.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { Log } from '../ports.ts';

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
  readonly handlers: Handlers;
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
 * Serves every call of the contract: checks who asks (known window, main frame, Parley's own origin), parses the
 * payload, runs the handler, parses its answer. What comes out is always a Result; a handler that throws is a defect
 * and answers `internal`, with the reason only in the log.
 *
 * Source: Electron's security checklist, item 17 (validate the sender of all IPC messages).
 */
export function serve({ ipc, handlers, origin, isTrusted, log }: ServeOptions): void {
  const trusted = ({ sender, senderFrame }: Invocation) =>
    isTrusted(sender.id) &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    originOf(senderFrame.url) === origin;

  const answer = async (name: CallName, event: Invocation, args: unknown[]): Promise<Result<unknown>> => {
    if (!trusted(event)) {
      log.warn('call from an untrusted sender refused', { call: name });
      return fail('untrusted-sender', `${name} is not served to this sender`);
    }
    const input = args.length > 1 ? undefined : calls[name].input.safeParse(args[0]);
    if (!input?.success) {
      const fields = input?.error.issues.map((issue) => issue.path.join('.')).join(', ') ?? 'arguments';
      return fail('invalid-input', `${name}: payload refused (${fields})`);
    }
    try {
      const handler = handlers[name] as (value: unknown) => Promise<Result<unknown>> | Result<unknown>;
      const result = await handler(input.data);
      return result.ok ? { ok: true, value: calls[name].output.parse(result.value) } : result;
    } catch (error) {
      log.error('call failed', { call: name, error });
      return fail('internal', `${name} failed`);
    }
  };

  for (const name of callNames) ipc.handle(channelOf(name), (event, ...args) => answer(name, event, args));
}
