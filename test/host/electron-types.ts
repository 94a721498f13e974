/**
 * Never run: fails to compile when a signature of the stand-in drifts from Electron's own, when it has a member that
 * Electron has not, or when it emits other arguments than Electron does.
 */
import type { absent } from './absent.ts';
import type { AppEvents, HostApp } from './app.ts';
import type { HostCommandLine } from './command-line.ts';
import type { DownloadEvents, HostDownload } from './downloads.ts';
import type { HostFrame } from './frames.ts';
import type { HostIpcMain, IpcEvent, IpcSendEvent } from './ipc.ts';
import type { HostMenu, HostMenuItem } from './menu.ts';
import type { HostNativeImage } from './native-image.ts';
import type { HostNotification, NotificationEvents } from './notification.ts';
import type { HostProtocol } from './protocol.ts';
import type { HostSafeStorage } from './safe-storage.ts';
import type { HostSession, SessionEvents } from './session.ts';
import type { HostClipboard, HostShell } from './shell.ts';
import type { HostDialog, HostNet, HostPowerMonitor, HostScreen, PowerEvents } from './system.ts';
import type { HostNativeTheme } from './theme.ts';
import type { HostTray, TrayEvents } from './tray.ts';
import type { BeforeRequestDetails, HostWebRequest } from './web-request.ts';
import type { HostWebContents } from './web-contents.ts';
import type { WebContentsEvents } from './web-contents-events.ts';
import type { HostBrowserWindow } from './window.ts';
import type { WindowEvents } from './window-events.ts';

type IsAny<T> = 0 extends 1 & T ? true : false;
type Plain = Uint8Array | Date | Error | RegExp | URL | AbortSignal | Request | Response | RequestInit | ReadableStream;
type Structural = Map<never, never> | Set<never> | Promise<unknown>;

/** An Electron type as the app sees it under the stand-in: its classes replaced by the stand-in's, at any depth. */
type Seen<T> =
  IsAny<T> extends true
    ? T
    : T extends Plain
      ? T
      : T extends Promise<infer P>
        ? Promise<Seen<P>>
        : T extends Structural
          ? T
          : T extends Electron.WebContents
            ? HostWebContents
            : T extends Electron.BaseWindow
              ? HostBrowserWindow
              : T extends Electron.Session
                ? HostSession
                : T extends Electron.WebFrameMain
                  ? HostFrame
                  : T extends Electron.Menu
                    ? HostMenu
                    : T extends Electron.MenuItem
                      ? HostMenuItem
                      : T extends Electron.NativeImage
                        ? HostNativeImage
                        : T extends Electron.DownloadItem
                          ? HostDownload
                          : T extends Electron.Protocol
                            ? HostProtocol
                            : T extends Electron.WebRequest
                              ? HostWebRequest
                              : T extends Electron.CommandLine
                                ? HostCommandLine
                                : SeenInside<T>;
type SeenInside<T> = T extends (...args: infer A) => infer R
  ? (...args: SeenAll<A>) => Seen<R>
  : T extends object
    ? { [K in keyof T]: Seen<T[K]> }
    : T;
type SeenAll<A extends unknown[]> = { [K in keyof A]: Seen<A[K]> };

/** Checked on their own: events below, overloads by their details. */
type Skipped =
  | 'on' | 'once' | 'off' | 'addListener' | 'removeListener' | 'removeAllListeners' | 'listenerCount' | 'emit'
  | 'onBeforeRequest' | 'showMessageBox';
type AbsentNames = { [O in keyof typeof absent]: (typeof absent)[O][number] }[keyof typeof absent];

interface Agrees {
  drifted: never;
  invented: never;
}
export interface Compared<Host, Real, Internal extends PropertyKey> {
  /** Members whose type is not Electron's. */
  drifted: {
    [K in Exclude<keyof Host & keyof Real, Skipped | Internal | AbsentNames>]: Host[K] extends Seen<Real[K]> ? never : K;
  }[Exclude<keyof Host & keyof Real, Skipped | Internal | AbsentNames>];
  /** Members that Electron does not have. */
  invented: Exclude<keyof Host, keyof Real | Skipped | Internal>;
}
export type Must<C extends Agrees> = C;

type Statics<T> = Omit<T, 'prototype'>;

/** Each line: the stand-in's class, Electron's, and the members that are only for the stand-in itself. */
export type Checks = [
  Must<Compared<HostApp, Electron.App, 'useWindows' | 'allWindowsClosed' | 'start' | 'codeIsLoading'>>,
  Must<Compared<HostCommandLine, Electron.CommandLine, never>>,
  Must<Compared<HostBrowserWindow, Electron.BrowserWindow, never>>,
  Must<Compared<Statics<typeof HostBrowserWindow>, Statics<typeof Electron.BrowserWindow>, never>>,
  Must<Compared<HostWebContents, Electron.WebContents, | 'frames' | 'navigation' | 'page' | 'open' | 'targetId' | 'attachedSession' | 'hasForeignProcesses' | 'attached'
    | 'titleChanged' | 'downloadBegan' | 'targetGone' | 'destroy' | 'loadEnded' | 'deliver' | 'takeDelivery' | 'mayOpen'>>,
  Must<Compared<Statics<typeof HostWebContents>, Statics<typeof Electron.WebContents>, never>>,
  Must<Compared<HostFrame, Electron.WebFrameMain, 'update' | 'moveTo' | 'markDetached'>>,
  Must<Compared<HostIpcMain, Electron.IpcMain, 'receive'>>,
  Must<Compared<HostSession, Electron.Session, 'permissions' | 'context' | 'knownUserAgent' | 'follow' | 'noteOrigin' | 'announceDownload'>>,
  Must<Compared<Statics<typeof HostSession>, Statics<typeof Electron.Session>, never>>,
  Must<Compared<HostProtocol, Electron.Protocol, 'handlerOf'>>,
  Must<Compared<HostWebRequest, Electron.WebRequest, 'active' | 'ask'>>,
  Must<Compared<HostDownload, Electron.DownloadItem, 'finish'>>,
  Must<Compared<HostSafeStorage, Electron.SafeStorage, never>>,
  Must<Compared<HostShell, Electron.Shell, never>>,
  Must<Compared<HostClipboard, Electron.Clipboard, never>>,
  Must<Compared<HostMenu, Electron.Menu, never>>,
  Must<Compared<Statics<typeof HostMenu>, Statics<typeof Electron.Menu>, never>>,
  Must<Compared<HostMenuItem, Electron.MenuItem, never>>,
  Must<Compared<HostNotification, Electron.Notification, never>>,
  Must<Compared<Statics<typeof HostNotification>, Statics<typeof Electron.Notification>, never>>,
  Must<Compared<HostTray, Electron.Tray, never>>,
  Must<Compared<HostNativeImage, Electron.NativeImage, never>>,
  Must<Compared<Statics<typeof HostNativeImage>, Statics<typeof Electron.NativeImage>, never>>,
  Must<Compared<HostNativeTheme, Electron.NativeTheme, never>>,
  Must<Compared<HostNet, Electron.Net, never>>,
  Must<Compared<HostDialog, Electron.Dialog, never>>,
  Must<Compared<HostScreen, Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching'>>,
  Must<Compared<HostPowerMonitor, Electron.PowerMonitor, never>>,
  Must<Compared<IpcEvent, Electron.IpcMainInvokeEvent, never>>,
  Must<Compared<IpcSendEvent, Electron.IpcMainEvent, never>>,
  Must<Compared<BeforeRequestDetails, Electron.OnBeforeRequestListenerDetails, never>>,
];

/** What a constructor takes must be what Electron's takes, as far as the stand-in knows the options. */
type Options<T extends abstract new (...args: never) => unknown> = Partial<NonNullable<ConstructorParameters<T>[0]>>;
type OptionsAgree<Host, Real> = Host extends { [K in keyof Host & keyof Real]?: Seen<Real[K]> | undefined } ? Exclude<keyof Host, keyof Real> : 'drifted';
export type OptionChecks = [
  Never<OptionsAgree<Omit<Options<typeof HostBrowserWindow>, 'icon'>, Electron.BrowserWindowConstructorOptions>>,
  Never<OptionsAgree<NonNullable<Options<typeof HostBrowserWindow>['webPreferences']>, Electron.WebPreferences>>,
  Never<OptionsAgree<Omit<Options<typeof HostMenuItem>, 'icon' | 'submenu'>, Electron.MenuItemConstructorOptions>>,
  Never<OptionsAgree<Omit<Options<typeof HostNotification>, 'icon'>, Electron.NotificationConstructorOptions>>,
];
type Never<T extends never> = T;

/** Accepts a listener's arguments when the stand-in's `Mine` give at least what Electron's give. */
export declare function agree<Mine extends unknown[]>(): <A extends unknown[]>(...args: Mine extends SeenAll<A> ? A : never) => void;

export function events(
  app: Electron.App,
  window: Electron.BrowserWindow,
  contents: Electron.WebContents,
  session: Electron.Session,
  item: Electron.DownloadItem,
  notification: Electron.Notification,
  tray: Electron.Tray,
  power: Electron.PowerMonitor,
): void {
  app.on('will-finish-launching', agree<AppEvents['will-finish-launching']>());
  app.on('ready', agree<AppEvents['ready']>());
  app.on('window-all-closed', agree<AppEvents['window-all-closed']>());
  app.on('before-quit', agree<AppEvents['before-quit']>());
  app.on('will-quit', agree<AppEvents['will-quit']>());
  app.on('quit', agree<AppEvents['quit']>());
  app.on('second-instance', agree<AppEvents['second-instance']>());
  app.on('activate', agree<AppEvents['activate']>());
  app.on('open-url', agree<AppEvents['open-url']>());
  app.on('open-file', agree<AppEvents['open-file']>());
  app.on('web-contents-created', agree<AppEvents['web-contents-created']>());
  app.on('browser-window-created', agree<AppEvents['browser-window-created']>());
  app.on('browser-window-focus', agree<AppEvents['browser-window-focus']>());
  app.on('browser-window-blur', agree<AppEvents['browser-window-blur']>());
  app.on('render-process-gone', agree<AppEvents['render-process-gone']>());
  app.on('child-process-gone', agree<AppEvents['child-process-gone']>());
  window.on('close', agree<WindowEvents['close']>());
  window.on('closed', agree<WindowEvents['closed']>());
  window.on('ready-to-show', agree<WindowEvents['ready-to-show']>());
  window.on('show', agree<WindowEvents['show']>());
  window.on('hide', agree<WindowEvents['hide']>());
  window.on('focus', agree<WindowEvents['focus']>());
  window.on('blur', agree<WindowEvents['blur']>());
  window.on('minimize', agree<WindowEvents['minimize']>());
  window.on('restore', agree<WindowEvents['restore']>());
  window.on('move', agree<WindowEvents['move']>());
  window.on('resize', agree<WindowEvents['resize']>());
  window.on('maximize', agree<WindowEvents['maximize']>());
  window.on('unmaximize', agree<WindowEvents['unmaximize']>());
  window.on('page-title-updated', agree<WindowEvents['page-title-updated']>());
  contents.on('will-navigate', agree<WebContentsEvents['will-navigate']>());
  contents.on('will-frame-navigate', agree<WebContentsEvents['will-frame-navigate']>());
  contents.on('will-redirect', agree<WebContentsEvents['will-redirect']>());
  contents.on('did-redirect-navigation', agree<WebContentsEvents['did-redirect-navigation']>());
  contents.on('did-start-navigation', agree<WebContentsEvents['did-start-navigation']>());
  contents.on('did-navigate', agree<WebContentsEvents['did-navigate']>());
  contents.on('did-frame-navigate', agree<WebContentsEvents['did-frame-navigate']>());
  contents.on('did-navigate-in-page', agree<WebContentsEvents['did-navigate-in-page']>());
  contents.on('did-start-loading', agree<WebContentsEvents['did-start-loading']>());
  contents.on('did-stop-loading', agree<WebContentsEvents['did-stop-loading']>());
  contents.on('did-finish-load', agree<WebContentsEvents['did-finish-load']>());
  contents.on('did-fail-load', agree<WebContentsEvents['did-fail-load']>());
  contents.on('did-fail-provisional-load', agree<WebContentsEvents['did-fail-provisional-load']>());
  contents.on('dom-ready', agree<WebContentsEvents['dom-ready']>());
  contents.on('did-create-window', agree<WebContentsEvents['did-create-window']>());
  contents.on('will-attach-webview', agree<WebContentsEvents['will-attach-webview']>());
  contents.on('render-process-gone', agree<WebContentsEvents['render-process-gone']>());
  contents.on('console-message', agree<WebContentsEvents['console-message']>());
  contents.on('page-title-updated', agree<WebContentsEvents['page-title-updated']>());
  contents.on('preload-error', agree<WebContentsEvents['preload-error']>());
  contents.on('destroyed', agree<WebContentsEvents['destroyed']>());
  session.on('will-download', agree<SessionEvents['will-download']>());
  item.on('done', agree<DownloadEvents['done']>());
  item.on('updated', agree<DownloadEvents['updated']>());
  notification.on('show', agree<NotificationEvents['show']>());
  notification.on('click', agree<NotificationEvents['click']>());
  notification.on('close', agree<NotificationEvents['close']>());
  notification.on('failed', agree<NotificationEvents['failed']>());
  notification.on('action', agree<NotificationEvents['action']>());
  notification.on('reply', agree<NotificationEvents['reply']>());
  tray.on('click', agree<TrayEvents['click']>());
  tray.on('right-click', agree<TrayEvents['right-click']>());
  tray.on('double-click', agree<TrayEvents['double-click']>());
  power.on('suspend', agree<PowerEvents['suspend']>());
  power.on('resume', agree<PowerEvents['resume']>());
  power.on('lock-screen', agree<PowerEvents['lock-screen']>());
  power.on('unlock-screen', agree<PowerEvents['unlock-screen']>());
  power.on('on-ac', agree<PowerEvents['on-ac']>());
  power.on('on-battery', agree<PowerEvents['on-battery']>());
}
