/** `app`: life cycle, paths, single instance. */
import { appFacts } from './app-facts.ts';
import { type HostEvent, Emitter, emitPreventable, makeEvent } from './events.ts';
import { chromium } from './host.ts';
import { makeInstanceLock, type InstanceLock } from './instance-lock.ts';
import { makePaths, type PathName } from './paths.ts';
import { privileged } from './schemes.ts';
import { HostCommandLine } from './command-line.ts';
import type { HostBrowserWindow } from './window.ts';
import type { HostWebContents } from './web-contents.ts';

export interface AppEvents {
  'will-finish-launching': [];
  ready: [event: HostEvent, launchInfo: Record<string, unknown>];
  'window-all-closed': [];
  'before-quit': [event: HostEvent];
  'will-quit': [event: HostEvent];
  quit: [event: HostEvent, exitCode: number];
  'second-instance': [event: HostEvent, argv: string[], workingDirectory: string, additionalData: unknown];
  activate: [event: HostEvent, hasVisibleWindows: boolean];
  'open-url': [event: HostEvent, url: string];
  'open-file': [event: HostEvent, path: string];
  'web-contents-created': [event: HostEvent, webContents: HostWebContents];
  'browser-window-created': [event: HostEvent, window: HostBrowserWindow];
  'browser-window-focus': [event: HostEvent, window: HostBrowserWindow];
  'browser-window-blur': [event: HostEvent, window: HostBrowserWindow];
  'render-process-gone': [event: HostEvent, webContents: HostWebContents, details: Electron.RenderProcessGoneDetails];
  'child-process-gone': [event: HostEvent, details: Electron.Details];
}

const events: readonly (keyof AppEvents)[] = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'activate',
  'open-url',
  'open-file',
  'web-contents-created',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'render-process-gone',
  'child-process-gone',
];

interface Windows {
  all(): HostBrowserWindow[];
}

export class HostApp extends Emitter<AppEvents> {
  readonly commandLine = new HostCommandLine();
  readonly isPackaged = false;
  readonly #paths = makePaths(() => this.#name);
  readonly #lock: InstanceLock;
  readonly #ready = Promise.withResolvers<void>();
  readonly #codeLoaded = Promise.withResolvers<void>();
  readonly #schemes = new Set<string>();
  #name = appFacts().productName;
  #isReady = false;
  #quitting = false;
  #windows: Windows = { all: () => [] };

  constructor() {
    super('app', events);
    this.#lock = makeInstanceLock((argv, folder, data) => this.emit('second-instance', makeEvent({}), argv, folder, data));
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return appFacts().version;
  }

  getAppPath(): string {
    return appFacts().folder;
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }

  getPath(name: PathName): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.#paths.set('logs', path);
  }

  /** Every page is sandboxed and isolated anyway. Too late after ready, as in Electron. */
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration(): void {
    if (this.#isReady) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  setAppUserModelId(_id: string): void {}

  setDesktopName(_name: string): void {}

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return this.#lock.request(this.getPath('userData'), additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  /** Recorded only: the operating system is not told. */
  setAsDefaultProtocolClient(protocol: string): boolean {
    this.#schemes.add(protocol);
    return true;
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    return this.#schemes.delete(protocol);
  }

  isDefaultProtocolClient(protocol: string): boolean {
    return this.#schemes.has(protocol);
  }

  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}

  focus(): void {
    this.#windows.all().at(0)?.focus();
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    if (emitPreventable({}, (event) => this.emit('before-quit', event))) {
      this.#quitting = false;
      return;
    }
    for (const window of this.#windows.all()) {
      if (!window.isDestroyed()) window.close();
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
    this.#willQuit();
  }

  exit(exitCode = 0): void {
    this.#quitting = true;
    for (const window of this.#windows.all()) window.destroy();
    this.emit('quit', makeEvent({}), exitCode);
    void this.#end(exitCode);
  }

  /** @internal */
  useWindows(windows: Windows): void {
    this.#windows = windows;
  }

  /** @internal */
  allWindowsClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') === 0) return this.quit();
    this.emit('window-all-closed');
  }

  /** @internal The app's own code runs next: once it has, the app may be ready. */
  codeIsLoading(): void {
    setImmediate(() => {
      this.emit('will-finish-launching');
      this.#codeLoaded.resolve();
    });
  }

  /** @internal Starts Chromium and tells the app when it is there. */
  start(): void {
    const started = chromium();
    void started.then(
      ({ exited }) => exited.then(() => this.#chromiumGone()),
      () => undefined,
    );
    Promise.all([started, this.#codeLoaded.promise]).then(
      () => {
        privileged.close();
        this.#isReady = true;
        this.emit('ready', makeEvent({}), {});
        this.#ready.resolve();
      },
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.#signalled());
  }

  /** Quits once, however often it is told (libraries send a caught signal again); for good after 5 s. */
  #signalled(): void {
    setTimeout(() => process.exit(1), 5000).unref();
    this.quit();
  }

  #chromiumGone(): void {
    if (this.#quitting) return;
    this.quit();
  }

  #willQuit(): void {
    if (emitPreventable({}, (event) => this.emit('will-quit', event))) {
      this.#quitting = false;
      return;
    }
    this.emit('quit', makeEvent({}), 0);
    void this.#end(0);
  }

  async #end(exitCode: number): Promise<void> {
    try {
      // Before ready there is nothing to close in good order: what was begun ends with this process.
      if (this.#isReady) await (await chromium()).close();
    } finally {
      process.exit(exitCode);
    }
  }
}

export const app = new HostApp();
