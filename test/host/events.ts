/** Events as Electron emits them: an object with `preventDefault`, then the arguments. */
import { EventEmitter } from 'node:events';
import { Strict } from './strict.ts';

export interface HostEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** An event object with the given properties. */
export function makeEvent<P extends object>(params: P): HostEvent & P {
  let prevented = false;
  const event = {
    preventDefault: () => {
      prevented = true;
    },
  };
  Object.defineProperty(event, 'defaultPrevented', { get: () => prevented, enumerable: true });
  return Object.assign(event, params) as HostEvent & P;
}

type Listener<A extends unknown[]> = (...args: A) => void;

/** An emitter that knows its events by name. An event it never emits is refused by the type check and at run time. */
export class Emitter<Events extends { [K in keyof Events]: unknown[] }> extends Strict {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #known: ReadonlySet<string>;
  readonly #owner: string;

  constructor(owner: string, known: readonly (keyof Events & string)[]) {
    super();
    this.#owner = owner;
    this.#known = new Set(known);
  }

  on<E extends keyof Events & string>(event: E, listener: Listener<Events[E]>): this {
    this.#check(event);
    this.#emitter.on(event, listener as Listener<unknown[]>);
    return this;
  }

  once<E extends keyof Events & string>(event: E, listener: Listener<Events[E]>): this {
    this.#check(event);
    this.#emitter.once(event, listener as Listener<unknown[]>);
    return this;
  }

  off<E extends keyof Events & string>(event: E, listener: Listener<Events[E]>): this {
    this.#emitter.off(event, listener as Listener<unknown[]>);
    return this;
  }

  addListener<E extends keyof Events & string>(event: E, listener: Listener<Events[E]>): this {
    return this.on(event, listener);
  }

  removeListener<E extends keyof Events & string>(event: E, listener: Listener<Events[E]>): this {
    return this.off(event, listener);
  }

  removeAllListeners(event?: keyof Events & string): this {
    this.#emitter.removeAllListeners(event);
    return this;
  }

  listenerCount(event: keyof Events & string): number {
    return this.#emitter.listenerCount(event);
  }

  emit<E extends keyof Events & string>(event: E, ...args: Events[E]): boolean {
    return this.#emitter.emit(event, ...args);
  }

  #check(event: string): void {
    if (!this.#known.has(event)) throw new Error(`${this.#owner} event '${event}' is not implemented by the stand-in`);
  }
}

/** Emits a preventable event; answers true when a listener prevented it. */
export function emitPreventable<P extends object>(params: P, emit: (event: HostEvent & P) => void): boolean {
  const event = makeEvent(params);
  emit(event);
  return event.defaultPrevented;
}
