/**
 * What of Electron the stand-in knows it does not have, by name. The app may mention these (on another system, or only
 * when packaged); using one under the stand-in throws. What is neither implemented nor listed here fails the type check
 * (tsconfig.host.json), and throws as well.
 */
export const absent = {
  app: [
    'addRecentDocument',
    'badgeCount',
    'clearRecentDocuments',
    'configureHostResolver',
    'getAppMetrics',
    'getBadgeCount',
    'getFileIcon',
    'getGPUInfo',
    'getJumpListSettings',
    'getLoginItemSettings',
    'hide',
    'importCertificate',
    'isInApplicationsFolder',
    'moveToApplicationsFolder',
    'relaunch',
    'resolveProxy',
    'setActivationPolicy',
    'setBadgeCount',
    'setJumpList',
    'setLoginItemSettings',
    'setProxy',
    'setUserTasks',
    'show',
    'showAboutPanel',
  ],
  BrowserWindow: [
    'capturePage',
    'loadFile',
    'setAlwaysOnTop',
    'setAppDetails',
    'setFullScreen',
    'setIcon',
    'setOverlayIcon',
    'setThumbarButtons',
    'setVibrancy',
    'setVisibleOnAllWorkspaces',
  ],
  webContents: [
    'capturePage',
    'debugger',
    'downloadURL',
    'executeJavaScript',
    'executeJavaScriptInIsolatedWorld',
    'findInPage',
    'insertCSS',
    'ipc',
    'loadFile',
    'navigationHistory',
    'postMessage',
    'print',
    'printToPDF',
    'savePage',
    'sendInputEvent',
    'setZoomFactor',
    'setZoomLevel',
  ],
  session: [
    'cookies',
    'downloadURL',
    'extensions',
    'fetch',
    'loadExtension',
    'registerPreloadScript',
    'resolveProxy',
    'serviceWorkers',
    'setCertificateVerifyProc',
    'setProxy',
    'setSpellCheckerLanguages',
  ],
  webRequest: ['onBeforeSendHeaders', 'onCompleted', 'onErrorOccurred', 'onHeadersReceived'],
  protocol: ['interceptBufferProtocol', 'registerFileProtocol', 'registerStringProtocol'],
  safeStorage: ['encryptString', 'decryptString'],
  shell: ['openPath', 'showItemInFolder', 'trashItem'],
  clipboard: ['read', 'write', 'selection'],
  dialog: ['showOpenDialog', 'showSaveDialog', 'showMessageBoxSync'],
  net: ['request', 'resolveHost'],
  powerMonitor: ['getSystemIdleState', 'getSystemIdleTime', 'isOnBatteryPower'],
  /** Whole modules and classes. */
  electron: [
    'autoUpdater',
    'BaseWindow',
    'contentTracing',
    'crashReporter',
    'desktopCapturer',
    'globalShortcut',
    'inAppPurchase',
    'MessageChannelMain',
    'netLog',
    'powerSaveBlocker',
    'pushNotifications',
    'ShareMenu',
    'systemPreferences',
    'TouchBar',
    'utilityProcess',
    'View',
    'webFrameMain',
    'WebContentsView',
  ],
} as const satisfies {
  app: readonly (keyof Electron.App)[];
  BrowserWindow: readonly (keyof Electron.BrowserWindow)[];
  webContents: readonly (keyof Electron.WebContents)[];
  session: readonly (keyof Electron.Session)[];
  webRequest: readonly (keyof Electron.WebRequest)[];
  protocol: readonly (keyof Electron.Protocol)[];
  safeStorage: readonly (keyof Electron.SafeStorage)[];
  shell: readonly (keyof Electron.Shell)[];
  clipboard: readonly (keyof Electron.Clipboard)[];
  dialog: readonly (keyof Electron.Dialog)[];
  net: readonly (keyof Electron.Net)[];
  powerMonitor: readonly (keyof Electron.PowerMonitor)[];
  electron: readonly (keyof typeof Electron.CrossProcessExports)[];
};

/** The members of an Electron type that are declared absent, for the type check. */
type Absent<Owner extends keyof typeof absent, T> = Pick<T, (typeof absent)[Owner][number] & keyof T>;

/** The one error for everything that is not there. */
export const notImplemented = (name: string): Error => new Error(`${name} is not implemented by the stand-in`);

/** A module or class of which nothing is there: importing it is harmless, every use throws. */
export function absentModule<N extends (typeof absent)['electron'][number]>(name: N): (typeof Electron.CrossProcessExports)[N] {
  const refuse = () => {
    throw notImplemented(name);
  };
  const traps: ProxyHandler<() => void> = {
    apply: refuse,
    construct: refuse,
    set: refuse,
    get(_target, member) {
      if (typeof member === 'symbol' || member === 'then') return undefined;
      throw notImplemented(`${name}.${member}`);
    },
  };
  return new Proxy(refuse, traps) as unknown as (typeof Electron.CrossProcessExports)[N];
}

// The classes get what is declared absent for the type check; at run time strict.ts throws.
declare module './app.ts' {
  interface HostApp extends Absent<'app', Electron.App> {}
}

declare module './protocol.ts' {
  interface HostProtocol extends Absent<'protocol', Electron.Protocol> {}
}

declare module './safe-storage.ts' {
  interface HostSafeStorage extends Absent<'safeStorage', Electron.SafeStorage> {}
}

declare module './session.ts' {
  interface HostSession extends Absent<'session', Electron.Session> {}
}

declare module './shell.ts' {
  interface HostShell extends Absent<'shell', Electron.Shell> {}
  interface HostClipboard extends Absent<'clipboard', Electron.Clipboard> {}
}

declare module './system.ts' {
  interface HostPowerMonitor extends Absent<'powerMonitor', Electron.PowerMonitor> {}
  interface HostNet extends Absent<'net', Electron.Net> {}
  interface HostDialog extends Absent<'dialog', Electron.Dialog> {}
}

declare module './web-contents.ts' {
  interface HostWebContents extends Absent<'webContents', Electron.WebContents> {}
}

declare module './web-request.ts' {
  interface HostWebRequest extends Absent<'webRequest', Electron.WebRequest> {}
}

declare module './window.ts' {
  interface HostBrowserWindow extends Absent<'BrowserWindow', Electron.BrowserWindow> {}
}
