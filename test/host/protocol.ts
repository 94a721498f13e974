/** `protocol`: handlers for custom schemes, one set for each session. */
import { type PrivilegedSchemes, privileged } from './schemes.ts';
import { showScheme } from './origins.ts';
import { Strict } from './strict.ts';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export class HostProtocol extends Strict {
  readonly #handlers = new Map<string, ProtocolHandler>();
  readonly #schemes: PrivilegedSchemes;

  constructor(schemes: PrivilegedSchemes = privileged) {
    super();
    this.#schemes = schemes;
  }

  /** Only before `app` is ready, and only once, as in Electron. */
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    this.#schemes.register(customSchemes);
    for (const { scheme } of customSchemes) showScheme(scheme);
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (!/^[a-z][a-z0-9+.-]*$/.test(scheme)) throw new TypeError(`'${scheme}' is not a scheme`);
    if (['http', 'https', 'file', 'data', 'blob', 'about', 'ws', 'wss'].includes(scheme)) {
      throw new Error(`protocol.handle('${scheme}') is not implemented by the stand-in`);
    }
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
    showScheme(scheme);
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme) || ['http', 'https', 'file', 'data', 'blob', 'about'].includes(scheme);
  }

  /** @internal */
  handlerOf(scheme: string): ProtocolHandler | undefined {
    return this.#handlers.get(scheme);
  }
}
