/** The DevTools protocol over Chromium's pipe: numbered commands out, events in, one object for each session. */
import type { Readable, Writable } from 'node:stream';
import { EventEmitter } from 'node:events';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
type Params = Protocol.CommandParameters;
type Returns = Protocol.CommandReturnValues;
type EventMap = Protocol.EventMap;

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}

/** Thrown by a command that Chromium refused, and by every command after the connection has closed. */
export class CdpError extends Error {
  override name = 'CdpError';
}

/** One attached target, or the browser itself when it has no id. */
export class CdpSession {
  readonly id: string | undefined;
  readonly #connection: CdpConnection;
  readonly #events = new EventEmitter().setMaxListeners(0);
  #detached = false;

  constructor(connection: CdpConnection, id: string | undefined) {
    this.#connection = connection;
    this.id = id;
  }

  get detached(): boolean {
    return this.#detached;
  }

  /** Rejects with a `CdpError` when Chromium refuses the command or the target is gone. */
  send<M extends keyof Params & keyof Returns>(
    method: M,
    ...[params]: Params[M] extends undefined | void ? [] : [params?: Params[M]]
  ): Promise<Returns[M]> {
    if (this.#detached) return Promise.reject(new CdpError(`${method}: the target is gone`));
    return this.#connection.command(method, params, this.id) as Promise<Returns[M]>;
  }

  /** A command whose failure makes no difference: the target may be gone, or this Chromium may not know it. */
  async attempt<M extends keyof Params & keyof Returns>(
    method: M,
    ...params: Params[M] extends undefined | void ? [] : [params?: Params[M]]
  ): Promise<Returns[M] | undefined> {
    try {
      return await this.send(method, ...params);
    } catch {
      return undefined;
    }
  }

  on<E extends keyof EventMap>(event: E, listener: (...args: EventMap[E]) => void): void {
    this.#events.on(event, listener);
  }

  /** The session of a target that was attached through this one. */
  child(id: string): CdpSession {
    return this.#connection.session(id);
  }

  /** @internal */
  dispatch(method: string, params: unknown): void {
    this.#events.emit(method, params);
  }

  /** @internal */
  markDetached(): void {
    this.#detached = true;
  }
}

export class CdpConnection {
  readonly browser: CdpSession;
  /** Resolves when Chromium closed its end of the pipe. */
  readonly closed: Promise<void>;
  readonly #out: Writable;
  readonly #sessions = new Map<string, CdpSession>();
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void; what: string }>();
  #lastId = 0;
  #rest: Buffer[] = [];
  #open = true;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    this.browser = new CdpSession(this, undefined);
    out.on('error', () => this.#end());
    input.on('data', (chunk: Buffer) => this.#read(chunk));
    this.closed = new Promise((resolve) => {
      const end = () => {
        this.#end();
        resolve();
      };
      input.once('close', end);
      input.once('end', end);
      input.once('error', end);
    });
  }

  command(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    if (!this.#open) return Promise.reject(new CdpError(`${method}: Chromium is gone`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, what: method });
      this.#out.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    });
  }

  /** The session of an attached target; made when it is first asked for. */
  session(id: string): CdpSession {
    let session = this.#sessions.get(id);
    if (!session) this.#sessions.set(id, (session = new CdpSession(this, id)));
    return session;
  }

  #read(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0, from); end >= 0; end = chunk.indexOf(0, from)) {
      this.#rest.push(chunk.subarray(from, end));
      const text = Buffer.concat(this.#rest).toString('utf8');
      this.#rest = [];
      from = end + 1;
      this.#take(JSON.parse(text) as Message);
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from));
  }

  #take(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new CdpError(`${waiting.what}: ${message.error.message}`));
      else waiting?.resolve(message.result);
      return;
    }
    if (message.method === undefined) return;
    if (message.method === 'Target.detachedFromTarget') {
      const { sessionId } = message.params as Protocol.Target.detachedFromTargetPayload;
      this.#sessions.get(sessionId)?.markDetached();
      this.#sessions.delete(sessionId);
    }
    const session = message.sessionId === undefined ? this.browser : this.session(message.sessionId);
    session.dispatch(message.method, message.params);
  }

  #end(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const { reject, what } of this.#waiting.values()) reject(new CdpError(`${what}: Chromium is gone`));
    this.#waiting.clear();
  }
}
