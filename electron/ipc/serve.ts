import { calls, type Handlers } from '../../contract/api.ts';
import { errorSchema } from '../../contract/domain.ts';
import { callNames, channelOf, type CallName } from '../../contract/names.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Log } from '../ports.ts';
import { plainCopy } from './plain.ts';

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
 * The payload as its schema gives it out. A refusal names fields of the contract at most: neither values nor keys that
 * the sender chose.
 */
function read(name: CallName, args: readonly unknown[]): Result<unknown> {
  const refuse = (what: string) => fail('invalid-input', `${name}: payload refused (${what})`);
  if (args.length > 1) return refuse('arguments');
  const plain = plainCopy(args[0]);
  if (!plain) return refuse('not plain data, or too much of it');
  const parsed = calls[name].input.safeParse(plain.value);
  if (parsed.success) return ok(parsed.data);
  // The first step of a path is a key of a strict object, so it is the contract's; the next may be the sender's.
  return refuse([...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'shape')))].join(', '));
}

/**
 * Serves every call of the contract: checks who asks (known window, main frame, Parley's own origin), parses the
 * payload, runs the handler, parses its answer. What comes out is always a Result; a handler that throws is a defect
 * and answers `internal`, with the reason only in the log.
 *
 * Source: Electron's security checklist, item 17 (validate the sender of all IPC messages).
 */
export function serve({ ipc, handlers, origin, isTrusted, log }: ServeOptions): void {
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

  const answer = async (name: CallName, event: Invocation, args: unknown[]): Promise<Result<unknown>> => {
    if (!trusted(event)) {
      log.warn('call from an untrusted sender refused', { call: name });
      return fail('untrusted-sender', `${name} is not served to this sender`);
    }
    const input = read(name, args);
    if (!input.ok) return input;
    try {
      const handler = handlers[name] as (value: unknown) => Promise<Result<unknown>> | Result<unknown>;
      const result = await handler(input.value);
      if (result.ok) return ok(calls[name].output.parse(result.value));
      return { ok: false, error: errorSchema.parse(result.error) };
    } catch (error) {
      log.error('call failed', { call: name, error });
      return fail('internal', `${name} failed`);
    }
  };

  for (const name of callNames) ipc.handle(channelOf(name), (event, ...args) => answer(name, event, args));
}
