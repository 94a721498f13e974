/** The preload's side door: puts its scripts into the page and carries its messages. */
import { appendFileSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { isolatedWorld, mainWorld, makeEndpoint } from './bridge-page.ts';
import { makeCodec } from './codec.ts';
import type { CdpSession } from './cdp.ts';

const world = 'stand-in-preload';
const binding = '__standInSend';
const receiver = '__standInReceive';

export type FromPreload =
  | { kind: 'hello' }
  | { kind: 'preload-error'; message: string }
  | { kind: 'invoke'; id: number; channel: string; args: string }
  | { kind: 'send'; channel: string; args: string };

export type ToPreload =
  | { kind: 'answer'; id: number; ok: boolean; value: string }
  | { kind: 'push'; channel: string; value: string };

const facts = (chrome: string) => ({
  platform: process.platform,
  arch: process.arch,
  versions: { chrome, node: process.versions.node },
});

/**
 * `PARLEY_HOST_TRANSCRIPT`: a JSON line for each message between a page and main, with the values as they crossed.
 * `in` is what a page sent, `out` what it got.
 */
function makeTranscript(file: string | undefined): { in(message: FromPreload): void; out(message: ToPreload): void } {
  if (!file) return { in: () => undefined, out: () => undefined };
  const asked = new Map<number, string>();
  const note = (direction: 'in' | 'out', channel: string, value: string) =>
    appendFileSync(file, `${JSON.stringify({ direction, channel, value })}\n`, { mode: 0o600 });
  return {
    in(message) {
      if (message.kind === 'invoke') asked.set(message.id, message.channel);
      if (message.kind === 'invoke' || message.kind === 'send') note('in', message.channel, message.args);
    },
    out(message) {
      note('out', message.kind === 'push' ? message.channel : (asked.get(message.id) ?? 'unknown'), message.value);
    },
  };
}

/** @param chrome Chromium's version, shown as `process.versions.chrome` */
export function preloadScripts(preload: string, chrome: string): { main: string; isolated: string } {
  const hello = `standIn${randomBytes(16).toString('hex')}`;
  const parts = [hello, binding, receiver].map((part) => JSON.stringify(part)).join(', ');
  return {
    main: `(${mainWorld})(${JSON.stringify(hello)}, ${makeEndpoint});`,
    isolated: `(${isolatedWorld})(${parts}, ${makeEndpoint}, ${makeCodec}, ${JSON.stringify(facts(chrome))},
function (require, module, exports, process) {\n${preload}\n});`,
  };
}

export interface BridgePort {
  /** The message and the frame it came from. */
  onMessage(message: FromPreload, frameId: string): void;
  /** The preload could not be read or threw. */
  onError(error: Error): void;
}

export interface Bridge {
  /**
   * Resolves when Chromium has taken everything in. Another DevTools client may resume the target before that, and a
   * document that commits meanwhile would be without the binding.
   */
  readonly ready: Promise<unknown>;
  /** Sends to the preload of the page that is loaded now; nothing happens when there is none. */
  post(message: ToPreload): void;
}

/**
 * Sets up a page before its first document. Every command is sent before this returns, so that they are in place when
 * the target is resumed.
 */
export function attachBridge(session: CdpSession, preloadPath: string, chrome: string, port: BridgePort): Bridge {
  const contexts = new Map<number, string>();
  const transcript = makeTranscript(process.env['PARLEY_HOST_TRANSCRIPT']);
  let current: number | undefined;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = (context.auxData ?? {}) as { frameId?: string };
    if (context.name === world && frameId !== undefined) contexts.set(context.id, frameId);
  });
  const forget = (id: number) => {
    contexts.delete(id);
    if (current === id) current = undefined;
  };
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => forget(executionContextId));
  session.on('Runtime.executionContextsCleared', () => {
    contexts.clear();
    current = undefined;
  });
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frameId = contexts.get(executionContextId);
    if (name !== binding || frameId === undefined) return;
    const message = JSON.parse(payload) as FromPreload;
    if (message.kind === 'hello') current = executionContextId;
    else if (message.kind === 'preload-error') port.onError(new Error(message.message));
    else {
      transcript.in(message);
      port.onMessage(message, frameId);
    }
  });
  const sent: Promise<unknown>[] = [
    session.attempt('Runtime.enable'),
    session.attempt('Runtime.addBinding', { name: binding, executionContextName: world }),
  ];
  try {
    const scripts = preloadScripts(readFileSync(preloadPath, 'utf8'), chrome);
    sent.push(
      session.attempt('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
      session.attempt('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName: world }),
    );
  } catch (error) {
    port.onError(error instanceof Error ? error : new Error(String(error)));
  }
  return {
    ready: Promise.all(sent),
    post(message) {
      if (current === undefined) return;
      transcript.out(message);
      void session.attempt('Runtime.callFunctionOn', {
        executionContextId: current,
        functionDeclaration: `(text) => { globalThis[${JSON.stringify(receiver)}](text); }`,
        arguments: [{ value: JSON.stringify(message) }],
        silent: true,
      });
    },
  };
}
