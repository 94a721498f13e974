/**
 * What runs inside the page. These functions are sent as source text, so each one stands alone. The page's own world and
 * the preload's isolated world share one detached element that nothing else can reach, and talk through events on it:
 * Chromium structured-clones an event's detail between worlds.
 */
import type { Codec } from './codec.ts';

export interface Endpoint {
  /** Throws a TypeError for what cannot cross. */
  encode(value: unknown): unknown;
  decode(value: unknown): unknown;
  /** Sends one message; answers what the other side's `onMessage` answered. */
  request(message: unknown): unknown;
}

/** One side of the bridge. Values cross as copies; functions and promises cross as handles. */
export function makeEndpoint(
  port: EventTarget,
  sends: string,
  receives: string,
  onMessage: (message: unknown) => unknown,
): Endpoint {
  type Box = { t: string; v?: unknown };
  const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const Custom = CustomEvent;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const readDetail = getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get ?? (() => undefined);
  const detailOf = (event: Event) => apply(readDetail, event, []);
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const ids = new WeakMap<object, number>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const answers: unknown[] = [];
  let lastFunction = 0;
  let lastPromise = 0;
  const messageOf = (error: unknown) => {
    try {
      return error instanceof Error ? String(error.message) : String(error);
    } catch {
      return 'Unknown error';
    }
  };
  const refuse = (what: string): never => {
    throw new TypeError(`${what} cannot be sent over the context bridge`);
  };
  const cloneable = ['Date', 'RegExp', 'Map', 'Set', 'ArrayBuffer', 'Blob', 'File', 'DataView', 'ImageBitmap', 'ImageData'];

  const encodeIn = (value: unknown, seen: Map<object, number>): unknown => {
    if (typeof value === 'symbol') return refuse('A symbol');
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return { t: 'v', v: value };
    if (typeof value === 'function') {
      let id = ids.get(value);
      if (id === undefined) {
        id = ++lastFunction;
        ids.set(value, id);
        functions.set(id, value as (...args: unknown[]) => unknown);
      }
      return { t: 'f', v: id };
    }
    const known = seen.get(value);
    if (known !== undefined) return { t: 'r', v: known };
    if (seen.size > 100_000) return refuse('So large a value');
    seen.set(value, seen.size);
    if (value instanceof Promise) {
      const id = ++lastPromise;
      value.then(
        (result) => {
          try {
            request({ kind: 'resolve', id, value: encode(result) });
          } catch (error) {
            request({ kind: 'reject', id, message: messageOf(error) });
          }
        },
        (error: unknown) => request({ kind: 'reject', id, message: messageOf(error) }),
      );
      return { t: 'p', v: id };
    }
    if (value instanceof Error) return { t: 'E', v: messageOf(value) };
    if (Array.isArray(value)) return { t: 'a', v: Array.from(value, (item) => encodeIn(item, seen)) };
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (ArrayBuffer.isView(value) || cloneable.includes(kind)) return { t: 'v', v: value };
    if (kind.startsWith('Weak') || kind === 'Window' || value instanceof Node) return refuse(`A ${kind}`);
    const pairs: [string, unknown][] = [];
    for (const key of ownKeys(value)) {
      if (typeof key === 'symbol' || !getOwnPropertyDescriptor(value, key)?.enumerable) continue;
      pairs.push([key, encodeIn((value as Record<string, unknown>)[key], seen)]);
    }
    return { t: 'o', v: pairs };
  };

  const decodeIn = (value: unknown, seen: unknown[]): unknown => {
    const { t, v } = value as Box;
    if (t === 'f') {
      const id = v as number;
      return (...args: unknown[]) => {
        const reply = request({ kind: 'call', id, args: encode(args) }) as { ok: boolean; value: unknown };
        if (!reply.ok) throw new Error(String(reply.value));
        return decode(reply.value);
      };
    }
    if (t === 'r') return seen[v as number];
    if (t === 'v') {
      if (typeof v === 'object' && v !== null) seen.push(v);
      return v;
    }
    const place = seen.length;
    seen.push(undefined);
    if (t === 'p') return (seen[place] = new Promise((resolve, reject) => promises.set(v as number, { resolve, reject })));
    if (t === 'E') return (seen[place] = new Error(String(v)));
    const made: object = t === 'a' ? [] : {};
    seen[place] = made;
    const pairs = t === 'a' ? (v as unknown[]).map((item, index) => [`${index}`, item] as const) : (v as [string, unknown][]);
    for (const [key, item] of pairs) {
      defineProperty(made, key, { value: decodeIn(item, seen), writable: true, enumerable: true, configurable: true });
    }
    return made;
  };

  const encode = (value: unknown) => encodeIn(value, new Map());
  const decode = (value: unknown) => decodeIn(value, []);
  const request = (message: unknown): unknown => {
    apply(dispatch, port, [new Custom(sends, { detail: { message } })]);
    return answers.pop();
  };

  const serve = (message: { kind?: string; id?: number; args?: unknown; value?: unknown; message?: string }): unknown => {
    if (message.kind === 'call') {
      try {
        const wanted = functions.get(Number(message.id));
        if (!wanted) throw new Error('This function is gone');
        const args = decode(message.args) as unknown[];
        return { ok: true, value: encode(apply(wanted, undefined, args)) };
      } catch (error) {
        return { ok: false, value: messageOf(error) };
      }
    }
    if (message.kind === 'resolve' || message.kind === 'reject') {
      const waiting = promises.get(Number(message.id));
      promises.delete(Number(message.id));
      if (message.kind === 'resolve') waiting?.resolve(decode(message.value));
      else waiting?.reject(new Error(String(message.message)));
      return undefined;
    }
    return onMessage(message);
  };

  port.addEventListener(receives, (event) => {
    const detail = detailOf(event) as { message?: object; answer?: unknown; answers?: boolean };
    if (detail.answers) {
      answers.push(detail.answer);
      return;
    }
    const answer = serve(detail.message ?? {});
    apply(dispatch, port, [new Custom(sends, { detail: { answers: true, answer } })]);
  });
  return { encode, decode, request };
}

/** Runs first, in the page's own world, before any of its scripts: waits for the preload's world to hand over the port. */
export function mainWorld(hello: string, endpointOf: typeof makeEndpoint): void {
  if (window.top !== window) return;
  const freeze = (value: unknown): unknown => {
    if (value !== null && typeof value === 'object' && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
      Object.freeze(value);
      for (const key of Object.keys(value)) freeze((value as Record<string, unknown>)[key]);
    }
    return value;
  };
  const take = (event: Event) => {
    document.removeEventListener(hello, take, true);
    event.stopImmediatePropagation();
    const port = (event as MouseEvent).relatedTarget;
    if (!port) return;
    const endpoint = endpointOf(port, 'to-isolated', 'to-main', (message) => {
      const { key, api } = message as { key: string; api: unknown };
      if (Object.hasOwn(window, key) || key in window) return 'Cannot bind an API on top of an existing property on the window object';
      const value = freeze(endpoint.decode(api));
      Object.defineProperty(window, key, { value, writable: false, configurable: false, enumerable: true });
      return undefined;
    });
  };
  document.addEventListener(hello, take, true);
}

/** Runs second, in the isolated world: offers `require('electron')` to the preload and runs it. */
export function isolatedWorld(
  hello: string,
  binding: string,
  receiver: string,
  endpointOf: typeof makeEndpoint,
  codecOf: () => Codec,
  facts: { platform: string; arch: string; versions: Record<string, string> },
  preload: (require: (id: string) => unknown, module: { exports: object }, exports: object, process: object) => void,
): void {
  if (window.top !== window) return;
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const toHost = world[binding];
  if (!toHost) return;
  const codec = codecOf();
  const port = document.createElement('i');
  const endpoint = endpointOf(port, 'to-main', 'to-isolated', () => undefined);
  document.dispatchEvent(new MouseEvent(hello, { relatedTarget: port }));

  const missing = (owner: string, value: object): object =>
    new Proxy(value, {
      get(target, name) {
        if (typeof name === 'symbol' || name in target) return Reflect.get(target, name) as unknown;
        throw new Error(`${owner}.${name} is not implemented by the stand-in`);
      },
    });

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  let lastCall = 0;
  const add = (channel: string, listener: Listener, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener) => {
    const kept = [...(listeners.get(channel) ?? [])];
    const at = kept.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) kept.splice(at, 1);
    listeners.set(channel, kept);
    return ipcRenderer;
  };
  const ipcRenderer = missing('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastCall;
        const text = codec.encode(args);
        waiting.set(id, { resolve, reject });
        toHost(JSON.stringify({ kind: 'invoke', id, channel: String(channel), args: text }));
      }),
    send: (channel: string, ...args: unknown[]) =>
      toHost(JSON.stringify({ kind: 'send', channel: String(channel), args: codec.encode(args) })),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
  });
  const contextBridge = missing('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      const refusal = endpoint.request({ key: String(key), api: endpoint.encode(api) });
      if (refusal !== undefined) throw new Error(String(refusal));
    },
  });

  world[receiver] = (text) => {
    const message = JSON.parse(text) as { kind: string; id: number; channel: string; ok: boolean; value: string };
    if (message.kind === 'answer') {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      const value = codec.decode(message.value);
      if (message.ok) call?.resolve(value);
      else call?.reject(new Error(String(value)));
      return;
    }
    const args = codec.decode(message.value) as unknown[];
    for (const { listener, once } of listeners.get(message.channel) ?? []) {
      if (once) remove(message.channel, listener);
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      } catch (error) {
        console.error(error);
      }
    }
  };

  const electron = missing('electron', { contextBridge, ipcRenderer });
  const require = (id: string) => {
    if (id === 'electron' || id === 'electron/renderer') return electron;
    throw new Error(`module not found: ${id}`);
  };
  const process = { ...facts, type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true, env: {} };
  const module = { exports: {} };
  toHost(JSON.stringify({ kind: 'hello' }));
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    toHost(JSON.stringify({ kind: 'preload-error', message: String(error instanceof Error ? error.stack : error) }));
  }
}
