/**
 * An object of the stand-in throws when a member is read that it does not have, where a plain object would answer
 * undefined and let a test pass. The trap sits at the end of the prototype chain, so that objects stay themselves.
 */
import { notImplemented } from './absent.ts';

/** Read by JavaScript itself or by tools on any object. */
const probed = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', 'tagName', 'inspect', '$$typeof', '@@__IMMUTABLE_ITERABLE__@@']);

const singletons = ['App', 'Shell', 'Clipboard', 'Net', 'Dialog', 'IpcMain', 'NativeTheme', 'PowerMonitor', 'Screen', 'SafeStorage'];
const ownNames: Record<string, string> = { WebContents: 'webContents', Session: 'session', Protocol: 'protocol', WebRequest: 'webRequest' };

const nameOf = (maker: unknown): string => {
  const name = typeof maker === 'function' ? maker.name.replace(/^Host/, '') : 'object';
  return singletons.includes(name) ? name.charAt(0).toLowerCase() + name.slice(1) : (ownNames[name] ?? name);
};

const trap = (fallback: object, owner: (receiver: object) => unknown): object =>
  new Proxy(fallback, {
    get(target, member, receiver: object) {
      if (typeof member === 'symbol' || member in target || probed.has(member)) return Reflect.get(target, member, receiver) as unknown;
      throw notImplemented(`${nameOf(owner(receiver))}.${member}`);
    },
  });

/** The base of every class of the stand-in that the app sees. */
// oxlint-disable-next-line typescript/no-extraneous-class -- all it has is its prototype
export class Strict {}
Object.setPrototypeOf(Strict.prototype, trap(Object.prototype, (receiver) => receiver.constructor));
Object.setPrototypeOf(Strict, trap(Function.prototype, (receiver) => receiver));
