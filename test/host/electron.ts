/**
 * The module that stands for `electron`. Its types are the stand-in's own: checked with tsconfig.host.json, the app
 * cannot use what is not here; electron-types.ts checks them against Electron's.
 */
import { absentModule, notImplemented } from './absent.ts';
import { app } from './app.ts';
import { ipcMain } from './ipc.ts';
import { HostMenu, HostMenuItem } from './menu.ts';
import { HostNativeImage } from './native-image.ts';
import { HostNotification } from './notification.ts';
import { HostSafeStorage, keyStoreMode } from './safe-storage.ts';
import { HostSession } from './session.ts';
import { HostClipboard, HostShell } from './shell.ts';
import { HostDialog, HostNet, HostPowerMonitor, HostScreen } from './system.ts';
import { nativeTheme } from './theme.ts';
import { HostTray } from './tray.ts';
import { HostWebContents } from './web-contents.ts';
import { HostBrowserWindow } from './window.ts';

export { app, ipcMain, nativeTheme };
export { HostNativeImage as nativeImage, HostSession as session, HostWebContents as webContents };
export const BrowserWindow = HostBrowserWindow;
export const Menu = HostMenu;
export const MenuItem = HostMenuItem;
export const Notification = HostNotification;
export const Tray = HostTray;

export const protocol = HostSession.defaultSession.protocol;
export const safeStorage = new HostSafeStorage({
  isReady: () => app.isReady(),
  userData: () => app.getPath('userData'),
  mode: keyStoreMode,
});
export const clipboard = new HostClipboard();
export const shell = new HostShell();
export const net = new HostNet();
export const dialog = new HostDialog();
export const powerMonitor = new HostPowerMonitor();
export const screen = new HostScreen();

export const autoUpdater = absentModule('autoUpdater');
export const BaseWindow = absentModule('BaseWindow');
export const contentTracing = absentModule('contentTracing');
export const crashReporter = absentModule('crashReporter');
export const desktopCapturer = absentModule('desktopCapturer');
export const globalShortcut = absentModule('globalShortcut');
export const inAppPurchase = absentModule('inAppPurchase');
export const MessageChannelMain = absentModule('MessageChannelMain');
export const netLog = absentModule('netLog');
export const powerSaveBlocker = absentModule('powerSaveBlocker');
export const pushNotifications = absentModule('pushNotifications');
export const ShareMenu = absentModule('ShareMenu');
export const systemPreferences = absentModule('systemPreferences');
export const TouchBar = absentModule('TouchBar');
export const utilityProcess = absentModule('utilityProcess');
export const View = absentModule('View');
export const webFrameMain = absentModule('webFrameMain');
export const WebContentsView = absentModule('WebContentsView');

/** For the preload, which gets them inside the page (bridge-page.ts). */
export declare const contextBridge: Pick<Electron.ContextBridge, 'exposeInMainWorld'>;
export declare const ipcRenderer: Pick<
  Electron.IpcRenderer,
  'invoke' | 'send' | 'on' | 'addListener' | 'once' | 'off' | 'removeListener' | 'removeAllListeners'
>;

export type { HostFrame as WebFrameMain } from './frames.ts';
export type { IpcSendEvent as IpcMainEvent, IpcEvent as IpcMainInvokeEvent } from './ipc.ts';
export type { MenuItemOptions as MenuItemConstructorOptions } from './menu.ts';
export type { HostWebRequest as WebRequest } from './web-request.ts';
export type { WindowOptions as BrowserWindowConstructorOptions, WebPreferences } from './window-options.ts';
export type App = typeof app;
export type Clipboard = HostClipboard;
export type Dialog = HostDialog;
export type Event<Params extends object = object> = Electron.Event<Params>;
export type IpcMain = typeof ipcMain;
export type IpcRendererEvent = Electron.IpcRendererEvent;
export type BrowserWindow = HostBrowserWindow;
export type HandlerDetails = Electron.HandlerDetails;
export type Menu = HostMenu;
export type MenuItem = HostMenuItem;
export type NativeImage = HostNativeImage;
export type NativeTheme = typeof nativeTheme;
export type Net = HostNet;
export type Notification = HostNotification;
export type Protocol = typeof protocol;
export type Rectangle = Electron.Rectangle;
export type SafeStorage = HostSafeStorage;
export type Session = HostSession;
export type Shell = HostShell;
export type Tray = HostTray;
export type WebContents = HostWebContents;

const everything = {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage: HostNativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  session: HostSession,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents: HostWebContents,
  WebContentsView,
  webFrameMain,
};

/** For `import electron from 'electron'`. */
export default new Proxy(everything, {
  get(target, name, receiver) {
    if (typeof name === 'symbol' || name in target || name === 'then') return Reflect.get(target, name, receiver) as unknown;
    throw notImplemented(`electron.${name}`);
  },
});

app.codeIsLoading();
