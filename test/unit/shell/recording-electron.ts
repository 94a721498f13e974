/**
 * An `electron` that does nothing and writes down what is asked of it: for `vi.mock('electron', …)` in tests of what
 * main states to Electron. Behaviour is shown by the end-to-end specs.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Handler = (...args: never[]) => unknown;

/** A session that keeps its handlers. */
export class RecordingSession extends EventEmitter {
  readonly handlers: Record<string, Handler> = {};
  readonly schemes: Record<string, (request: Request) => Promise<Response>> = {};
  readonly partition: string;
  readonly options: unknown;
  cleared = 0;
  /** Asks `webRequest.onBeforeRequest`. */
  beforeRequest: ((details: object, answer: (response: object) => void) => void) | undefined;

  constructor(partition: string, options?: unknown) {
    super();
    this.partition = partition;
    this.options = options;
  }

  readonly setPermissionRequestHandler = (handler: Handler) => void (this.handlers['request'] = handler);
  readonly setPermissionCheckHandler = (handler: Handler) => void (this.handlers['check'] = handler);
  readonly setDevicePermissionHandler = (handler: Handler) => void (this.handlers['device'] = handler);
  readonly setDisplayMediaRequestHandler = (handler: Handler) => void (this.handlers['display'] = handler);
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void (this.schemes[scheme] = handler),
  };
  readonly webRequest = {
    onBeforeRequest: (_filter: object, handler: NonNullable<RecordingSession['beforeRequest']>) => void (this.beforeRequest = handler),
  };
  readonly clearStorageData = () => {
    this.cleared += 1;
    return Promise.resolve();
  };
}

/** A WebContents as the guards and windows use it. */
export class RecordingContents extends EventEmitter {
  readonly id: number;
  readonly session: RecordingSession;
  readonly sent: unknown[][] = [];
  peers: string | undefined;
  windowOpen: ((details: object) => { action: string }) | undefined;

  constructor(id: number, own: RecordingSession) {
    super();
    this.id = id;
    this.session = own;
  }

  readonly setWindowOpenHandler = (handler: NonNullable<RecordingContents['windowOpen']>) => void (this.windowOpen = handler);
  readonly setWebRTCIPHandlingPolicy = (policy: string) => void (this.peers = policy);
  readonly send = (...message: unknown[]) => void this.sent.push(message);
}

export const recorded = {
  windows: [] as BrowserWindow[],
  sessions: [] as RecordingSession[],
  /** What was called, in order, by name. */
  calls: [] as string[],
  schemes: [] as unknown[],
  opened: [] as string[],
  /** Each `ipcMain.handle`. */
  served: new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>(),
  switches: [] as unknown[][],
};
const note = (name: string) => void recorded.calls.push(name);

class BrowserWindow extends EventEmitter {
  readonly options: { readonly webPreferences?: Record<string, unknown>; readonly [name: string]: unknown };
  readonly webContents: RecordingContents;
  readonly urls: string[] = [];
  title: string;
  destroyed = false;

  constructor(options: BrowserWindow['options']) {
    super();
    note('BrowserWindow');
    this.options = options;
    this.title = String(options['title']);
    const own = options.webPreferences?.['session'];
    this.webContents = new RecordingContents(recorded.windows.length + 1, own instanceof RecordingSession ? own : session.defaultSession);
    recorded.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  readonly loadURL = (url: string) => {
    this.urls.push(url);
    return Promise.resolve();
  };
  readonly removeMenu = () => note('removeMenu');
  readonly setTitle = (title: string) => void (this.title = title);
  readonly destroy = () => {
    this.destroyed = true;
    this.emit('closed');
  };
  readonly isDestroyed = () => this.destroyed;
  readonly isMinimized = () => false;
  readonly show = () => note('show');
  readonly focus = () => note('focus');
}

export const session = {
  defaultSession: new RecordingSession('default'),
  fromPartition: (partition: string, options?: unknown) => {
    const made = new RecordingSession(partition, options);
    recorded.sessions.push(made);
    return made;
  },
};

const folder = mkdtempSync(join(tmpdir(), 'parley-recording-'));
class RecordingApp extends EventEmitter {
  isPackaged = false;
  readonly commandLine = { appendSwitch: (...given: unknown[]) => void recorded.switches.push(given) };
  readonly enableSandbox = () => note('enableSandbox');
  readonly requestSingleInstanceLock = () => {
    note('requestSingleInstanceLock');
    return true;
  };
  readonly isReady = () => true;
  readonly setAsDefaultProtocolClient = (scheme: string) => note(`setAsDefaultProtocolClient ${scheme}`);
  readonly whenReady = () => {
    note('whenReady');
    return Promise.resolve();
  };
  readonly setPath = () => note('setPath');
  readonly getPath = (name: string) => join(folder, name);
  readonly getVersion = () => '0.0.0';
  readonly quit = () => note('quit');
}
export const app = new RecordingApp();

const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly unknown[]) => {
    note('registerSchemesAsPrivileged');
    recorded.schemes.push(...schemes);
  },
};
const ipcMain = {
  handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => Promise<unknown>) => void recorded.served.set(channel, handler),
  on: () => note('ipcMain.on'),
};
const Menu = {
  buildFromTemplate: (template: readonly { label?: string; role?: string; type?: string; submenu?: unknown }[]) => ({
    template,
    items: template.map(({ label, role, type }) => ({ label: label ?? role ?? '', type: type ?? 'normal' })),
  }),
  setApplicationMenu: (menu: unknown) => (menu === null ? note('no menu') : void menus.push(menu)),
};
/** What became the application's menu. */
export const menus: unknown[] = [];
const clipboard = { writeText: () => Promise.resolve() };
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };
const net = { fetch: () => Promise.reject(new Error('no network here')) };
const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  encryptStringAsync: () => Promise.reject(new Error('no key store here')),
  decryptStringAsync: () => Promise.reject(new Error('no key store here')),
};
const shell = {
  openExternal: (url: string) => {
    recorded.opened.push(url);
    return Promise.resolve();
  },
};

/** The module itself: `vi.mock('electron', async () => (await import('./recording-electron.ts')).electron)`. */
export const electron = {
  app, BrowserWindow, clipboard, ipcMain, Menu, nativeTheme, net, powerMonitor: new EventEmitter(), protocol, safeStorage, session, shell,
  default: { app, ipcMain, shell },
};
