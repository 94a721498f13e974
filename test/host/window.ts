/** `BrowserWindow`: a window of Chromium, and what the app decides about it. */
import { Emitter, emitPreventable, makeEvent } from './events.ts';
import { app } from './app.ts';
import { browser, chromium } from './host.ts';
import { HostSession } from './session.ts';
import { HostWebContents } from './web-contents.ts';
import { type WindowEvents, windowEvents } from './window-events.ts';
import { checkOptions, type WindowOptions } from './window-options.ts';

const all = new Map<number, HostBrowserWindow>();
let focused: HostBrowserWindow | undefined;
let lastId = 0;

export class HostBrowserWindow extends Emitter<WindowEvents> {
  readonly id: number = ++lastId;
  readonly webContents: HostWebContents;
  readonly #parent: HostBrowserWindow | null;
  readonly #modal: boolean;
  readonly #minimum: [number, number];
  #bounds: Electron.Rectangle;
  #title: string;
  #visible = false;
  #minimized = false;
  #maximized = false;
  #destroyed = false;
  #ready = false;

  constructor(options: WindowOptions = {}) {
    super('BrowserWindow', windowEvents);
    checkOptions(options);
    const { webPreferences: wp = {}, show = true } = options;
    const session = wp.session ?? (wp.partition === undefined ? HostSession.defaultSession : HostSession.fromPartition(wp.partition));
    this.#parent = options.parent ?? null;
    this.#modal = options.modal ?? false;
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? app.getName();
    this.webContents = new HostWebContents(session, wp.preload);
    all.set(this.id, this);
    this.#follow();
    const { width, height } = this.#bounds;
    void this.webContents.open({ newWindow: true, width, height });
    app.emit('web-contents-created', makeEvent({}), this.webContents);
    app.emit('browser-window-created', makeEvent({}), this);
    // Chromium's first window was there before its size was known.
    void this.#setWindow({ width, height });
    if (show) this.show();
    else void this.#setWindow({ windowState: 'minimized' });
  }

  static getAllWindows(): HostBrowserWindow[] {
    return [...all.values()];
  }

  static fromWebContents(contents: HostWebContents): HostBrowserWindow | null {
    return HostBrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): HostBrowserWindow | null {
    return all.get(id) ?? null;
  }

  static getFocusedWindow(): HostBrowserWindow | null {
    return focused ?? null;
  }

  loadURL(url: string, options?: Pick<Electron.LoadURLOptions, 'httpReferrer' | 'userAgent'>): Promise<void> {
    return this.webContents.loadURL(url, options);
  }

  show(): void {
    this.#check();
    if (!this.#visible) {
      this.#visible = true;
      void this.#setWindow({ windowState: 'normal' });
      this.emit('show');
    }
    this.focus();
  }

  showInactive(): void {
    this.#check();
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#check();
    if (!this.#visible) return;
    this.#visible = false;
    this.#loseFocus();
    void this.#setWindow({ windowState: 'minimized' });
    this.emit('hide');
  }

  focus(): void {
    this.#check();
    if (!this.#visible || focused === this) return;
    const before = focused;
    focused = this;
    before?.emit('blur');
    this.webContents.focus();
    this.emit('focus');
    app.emit('browser-window-focus', makeEvent({}), this);
  }

  blur(): void {
    this.#loseFocus();
  }

  isFocused(): boolean {
    return focused === this;
  }

  isVisible(): boolean {
    return this.#visible && !this.#destroyed;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  minimize(): void {
    this.#check();
    if (this.#minimized) return;
    this.#minimized = true;
    this.#loseFocus();
    void this.#setWindow({ windowState: 'minimized' });
    this.emit('minimize');
  }

  restore(): void {
    this.#check();
    if (!this.#minimized) return;
    this.#minimized = false;
    void this.#setWindow({ windowState: 'normal' });
    this.emit('restore');
    this.focus();
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  maximize(): void {
    this.#setMaximized(true);
  }

  unmaximize(): void {
    this.#setMaximized(false);
  }

  isModal(): boolean {
    return this.#modal;
  }

  getParentWindow(): HostBrowserWindow | null {
    return this.#parent;
  }

  getChildWindows(): HostBrowserWindow[] {
    return HostBrowserWindow.getAllWindows().filter((window) => window.#parent === this);
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#check();
    const [minWidth, minHeight] = this.#minimum;
    const next = { ...this.#bounds, ...bounds };
    this.#bounds = { ...next, width: Math.max(next.width, minWidth), height: Math.max(next.height, minHeight) };
    const { x, y, width, height } = this.#bounds;
    void this.#setWindow({ left: x, top: y, width, height }, true);
    this.emit('resize');
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#check();
    this.#title = title;
    void this.webContents.page.showTitle(title);
  }

  /** Menus are not drawn. */
  setMenu(_menu: object | null): void {}

  removeMenu(): void {}

  setMenuBarVisibility(_visible: boolean): void {}

  setAutoHideMenuBar(_hide: boolean): void {}

  setBackgroundColor(_colour: string): void {}

  setProgressBar(_progress: number): void {}

  flashFrame(_flag: boolean): void {}

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    this.#check();
    if (emitPreventable({}, (event) => this.emit('close', event))) return;
    this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#end();
    this.webContents.destroy();
  }

  #follow(): void {
    const { webContents } = this;
    webContents.on('destroyed', () => {
      if (this.#destroyed) return;
      this.emit('close', makeEvent({}));
      this.#end();
    });
    webContents.on('did-finish-load', () => {
      if (this.#ready) return;
      this.#ready = true;
      this.emit('ready-to-show');
    });
    webContents.on('page-title-updated', (event, title, explicitSet) => {
      if (title === this.#title) return;
      this.emit('page-title-updated', event, title, explicitSet);
      if (event.defaultPrevented) void webContents.page.showTitle(this.#title);
      else this.#title = title;
    });
  }

  /** In a window that can be seen; headless there is nothing to change but the size. */
  async #setWindow(bounds: { left?: number; top?: number; width?: number; height?: number; windowState?: 'normal' | 'minimized' | 'maximized' }, headlessToo = false) {
    try {
      await this.webContents.attachedSession;
      const { headless } = await chromium();
      const { targetId } = this.webContents;
      if ((headless && !headlessToo) || targetId === undefined) return;
      const cdp = await browser();
      const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId });
      await cdp.attempt('Browser.setWindowBounds', { windowId, bounds });
    } catch {
      // The window is gone.
    }
  }

  #setMaximized(maximized: boolean): void {
    this.#check();
    if (this.#maximized === maximized) return;
    this.#maximized = maximized;
    void this.#setWindow({ windowState: maximized ? 'maximized' : 'normal' });
    this.emit(maximized ? 'maximize' : 'unmaximize');
  }

  #loseFocus(): void {
    if (focused !== this) return;
    focused = undefined;
    this.emit('blur');
  }

  #check(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  #end(): void {
    this.#destroyed = true;
    all.delete(this.id);
    for (const child of HostBrowserWindow.getAllWindows().filter((window) => window.#parent === this)) child.destroy();
    if (focused === this) focused = undefined;
    this.emit('closed');
    this.removeAllListeners();
    if (all.size === 0) app.allWindowsClosed();
  }
}

app.useWindows({
  all: () => HostBrowserWindow.getAllWindows(),
});
