/**
 * Stands for `electron` where main's own modules are timed: anything may be called and answers the same again. The app
 * is ready at once, and the process ends in the moment in which the window is asked for.
 */
const anything: unknown = new Proxy(function thing() {}, {
  get: (_target, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
  construct: () => anything as object,
});
const folder = process.env['PARLEY_USER_DATA'] ?? '';
const some = anything as Record<string, unknown>;

const own = (parts: Record<string, unknown>) =>
  new Proxy(parts, { get: (target, name) => (typeof name === 'string' && name in target ? target[name] : some[String(name)]) });

export const app = own({
  isPackaged: false,
  getPath: () => folder,
  getVersion: () => '0.0.0',
  requestSingleInstanceLock: () => process.env['PARLEY_BENCH'] === 'window',
  isReady: () => true,
  whenReady: () => Promise.resolve(),
  quit: () => undefined,
});
export class BrowserWindow {
  constructor() {
    process.exit(0);
  }
}
export const [clipboard, dialog, ipcMain, nativeTheme, net, powerMonitor, safeStorage, session, shell, protocol, Menu] =
  Array.from({ length: 11 }, () => some);
export default { app, ipcMain, shell };
