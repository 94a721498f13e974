/** `ipcMain`: handlers and listeners, with the sender's frame. */
import { EventEmitter } from 'node:events';
import type { FromPreload, ToPreload } from './bridge.ts';
import { makeCodec } from './codec.ts';
import { type HostEvent, makeEvent } from './events.ts';
import type { HostFrame } from './frames.ts';
import type { HostWebContents } from './web-contents.ts';
import { Strict } from './strict.ts';

export interface IpcEvent extends HostEvent {
  type: 'frame';
  frameId: number;
  processId: number;
  sender: HostWebContents;
  /** Null once the frame has gone or has moved to another document's frame. */
  readonly senderFrame: HostFrame | null;
}

export interface IpcSendEvent extends IpcEvent {
  reply(channel: string, ...args: unknown[]): void;
}

// oxlint-disable-next-line typescript/no-explicit-any -- as in Electron's own types: the channel decides
type Args = any[];
type Handler = (event: IpcEvent, ...args: Args) => unknown;
type Listener = (event: IpcSendEvent, ...args: Args) => void;

export const codec = makeCodec();

function eventOf(sender: HostWebContents, frame: HostFrame): IpcEvent {
  const event = makeEvent({ type: 'frame', frameId: frame.routingId, processId: frame.processId, sender });
  return Object.defineProperty(event, 'senderFrame', { get: () => (frame.detached ? null : frame), enumerable: true }) as IpcEvent;
}

export class HostIpcMain extends Strict {
  readonly #handlers = new Map<string, Handler>();
  readonly #listeners = new EventEmitter().setMaxListeners(0);

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function') throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  on(channel: string, listener: Listener): this {
    this.#listeners.on(channel, listener);
    return this;
  }

  addListener(channel: string, listener: Listener): this {
    return this.on(channel, listener);
  }

  once(channel: string, listener: Listener): this {
    this.#listeners.once(channel, listener);
    return this;
  }

  off(channel: string, listener: Listener): this {
    this.#listeners.off(channel, listener);
    return this;
  }

  removeListener(channel: string, listener: (...args: Args) => void): this {
    this.#listeners.off(channel, listener);
    return this;
  }

  removeAllListeners(channel?: string): this {
    this.#listeners.removeAllListeners(channel);
    return this;
  }

  /** @internal A message from a preload. */
  async receive(sender: HostWebContents, frame: HostFrame, message: FromPreload, post: (answer: ToPreload) => void): Promise<void> {
    if (message.kind === 'send') {
      const args = codec.decode(message.args) as unknown[];
      const reply = (channel: string, ...values: unknown[]) => sender.send(channel, ...values);
      const event = Object.assign(eventOf(sender, frame), { reply });
      this.#listeners.emit(message.channel, event, ...args);
      return;
    }
    if (message.kind !== 'invoke') return;
    const { id, channel } = message;
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value: unknown = await handler(eventOf(sender, frame), ...(codec.decode(message.args) as unknown[]));
      post({ kind: 'answer', id, ok: true, value: codec.encode(value) });
    } catch (error) {
      post({ kind: 'answer', id, ok: false, value: codec.encode(`Error invoking remote method '${channel}': ${String(error)}`) });
    }
  }
}

export const ipcMain = new HostIpcMain();
