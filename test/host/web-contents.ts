/** `webContents`: one page of Chromium. */
import type { CdpSession, Protocol } from './cdp.ts';
import { attachBridge, type Bridge } from './bridge.ts';
import { HostDownload } from './downloads.ts';
import { Emitter, makeEvent } from './events.ts';
import { FrameTree, type HostFrame } from './frames.ts';
import { chromium, closePage, createPage, type TargetOwner } from './host.ts';
import { codec, ipcMain } from './ipc.ts';
import { netError } from './net-errors.ts';
import { Navigation } from './navigation.ts';
import { schemeOf, toChromium, toElectron } from './origins.ts';
import { Page } from './page.ts';
import type { HostSession } from './session.ts';
import { type WebContentsEvents, webContentsEvents } from './web-contents-events.ts';

export type WindowOpenHandler = (details: Electron.HandlerDetails) => { action: 'deny' | 'allow' };

const all = new Map<number, HostWebContents>();
let lastId = 0;

export class HostWebContents extends Emitter<WebContentsEvents> implements TargetOwner {
  readonly id: number = ++lastId;
  readonly session: HostSession;
  /** @internal */
  readonly frames = new FrameTree();
  /** @internal */
  readonly navigation: Navigation = new Navigation(this);
  /** @internal */
  readonly page: Page = new Page(this);
  readonly #preload: string | undefined;
  readonly #attached = Promise.withResolvers<CdpSession>();
  readonly #deliveries = new Map<string, { url: string; response: Response }>();
  #bridge: Bridge | undefined;
  #targetId: string | undefined;
  #title = '';
  #destroyed = false;
  #devTools = false;
  #openHandler: WindowOpenHandler | undefined;
  #load: { url: string; resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(session: HostSession, preload: string | undefined) {
    super('webContents', webContentsEvents);
    this.session = session;
    this.#preload = preload;
    this.#attached.promise.catch(() => undefined);
    all.set(this.id, this);
  }

  static getAllWebContents(): HostWebContents[] {
    return [...all.values()];
  }

  static fromId(id: number): HostWebContents | undefined {
    return all.get(id);
  }

  get mainFrame(): HostFrame {
    return this.frames.main ?? this.frames.attach(`pending-${this.id}`, undefined);
  }

  getURL(): string {
    return this.#destroyed ? '' : (this.frames.main?.url ?? '');
  }

  getTitle(): string {
    return this.#title;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isLoading(): boolean {
    return this.#load !== undefined;
  }

  /** Resolves when the page has loaded; rejects as Electron does, with `code`, `errno` and `url`. */
  async loadURL(url: string, options?: Pick<Electron.LoadURLOptions, 'httpReferrer' | 'userAgent'>): Promise<void> {
    this.#settleLoad('ERR_ABORTED');
    const load = Promise.withResolvers<void>();
    load.promise.catch(() => undefined);
    this.#load = { url, resolve: load.resolve, reject: load.reject };
    const mine = this.#load;
    if (options?.userAgent !== undefined) this.session.setUserAgent(options.userAgent);
    const referrer = typeof options?.httpReferrer === 'string' ? options.httpReferrer : options?.httpReferrer?.url;
    const error = await this.#go(url, referrer);
    if (error !== undefined && this.#load === mine && !this.page.isDelivering) this.#settleLoad(error);
    return load.promise;
  }

  reload(): void {
    void this.#attached.promise.then((session) => {
      this.navigation.expectOwn(this.mainFrame.frameToken, this.getURL());
      return session.attempt('Page.reload');
    });
  }

  stop(): void {
    void this.#attached.promise.then((session) => session.attempt('Page.stopLoading')).catch(() => undefined);
  }

  /** Sends to the preload of the page that is loaded now. */
  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    this.#bridge?.post({ kind: 'push', channel, value: codec.encode(args) });
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }

  /** Chromium takes it for the whole browser, at its start (chromium.ts): nothing but the strictest is known. */
  setWebRTCIPHandlingPolicy(policy: 'default' | 'default_public_interface_only' | 'default_public_and_private_interfaces' | 'disable_non_proxied_udp'): void {
    if (policy !== 'disable_non_proxied_udp') throw new Error(`setWebRTCIPHandlingPolicy('${policy}') is not implemented by the stand-in`);
  }

  getUserAgent(): string {
    return this.session.getUserAgent();
  }

  /** There is no developer tools window: only the state is kept. */
  openDevTools(_options?: Electron.OpenDevToolsOptions): void {
    this.#devTools = true;
  }

  closeDevTools(): void {
    this.#devTools = false;
  }

  toggleDevTools(): void {
    this.#devTools = !this.#devTools;
  }

  isDevToolsOpened(): boolean {
    return this.#devTools;
  }

  focus(): void {
    void this.#attached.promise.then((session) => session.attempt('Page.bringToFront')).catch(() => undefined);
  }

  close(): void {
    this.destroy();
  }

  /** @internal Makes the target. */
  async open(params: Omit<Protocol.Target.createTargetParameters, 'url'>): Promise<void> {
    try {
      const context = await this.session.context();
      const where = context === undefined ? {} : { browserContextId: context };
      if (this.#destroyed) return;
      this.#targetId = await createPage({ url: 'about:blank', ...params, ...where }, this);
      if (this.#destroyed) await closePage(this.#targetId);
    } catch (error) {
      this.#attached.reject(error);
    }
  }

  /** @internal */
  get targetId(): string | undefined {
    return this.#targetId;
  }

  /** @internal The CDP session, once there is one. */
  get attachedSession(): Promise<CdpSession> {
    return this.#attached.promise;
  }

  /** @internal True when a frame lives in another process, so that a page's wish may reach us without its name. */
  get hasForeignProcesses(): boolean {
    return this.page.foreignFrames > 0;
  }

  /** @internal */
  attached(session: CdpSession, info: Protocol.Target.TargetInfo): void {
    this.#targetId = info.targetId;
    this.frames.attach(info.targetId, undefined);
    void chromium().then(({ version }) => {
      const preload = this.#preload;
      if (preload !== undefined) {
        this.#bridge = attachBridge(session, preload, version, {
          onMessage: (message, frameId) => {
            const frame = this.frames.get(frameId);
            if (frame) void ipcMain.receive(this, frame, message, (answer) => this.#bridge?.post(answer));
          },
          onError: (error) => {
            process.stderr.write(`stand-in: Unable to load preload script: ${preload}\n${error.stack ?? error.message}\n`);
            this.emit('preload-error', makeEvent({}), preload, error);
          },
        });
      }
      const page = this.page.attach(session, info.browserContextId);
      void Promise.all([page, this.#bridge?.ready]).then(() => this.#attached.resolve(session));
    });
  }

  /** @internal A document without a title is named by its URL, as in Electron. */
  titleChanged(title: string): void {
    const named = title || this.getURL().replace(/^[a-z]+:\/\//, '');
    if (named === this.#title || this.#destroyed) return;
    this.#title = named;
    this.emit('page-title-updated', makeEvent({}), named, title !== '');
  }

  /** @internal */
  downloadBegan({ frameId, url, suggestedFilename }: Protocol.Browser.downloadWillBeginPayload): void {
    const frame = this.frames.get(frameId);
    if (frame) this.session.announceDownload(new HostDownload(toElectron(url), suggestedFilename), this, frame);
  }

  /** @internal */
  targetGone(): void {
    this.#end();
  }

  /** @internal Closes the page at once. */
  destroy(): void {
    if (this.#destroyed) return;
    const targetId = this.#targetId;
    this.#end();
    if (targetId !== undefined) void closePage(targetId);
  }

  /** @internal The main frame's document has loaded, or could not be. */
  loadEnded(error?: string): void {
    this.#settleLoad(error);
  }

  /** @internal Shows a handler's answer to a custom scheme as the frame's document. */
  async deliver(frameId: string, url: string, response: Response): Promise<void> {
    const session = await this.#attached.promise;
    this.#deliveries.set(frameId, { url: toChromium(url), response });
    const { errorText } = (await session.attempt('Page.navigate', { url: toChromium(url), frameId })) ?? { errorText: 'net::ERR_FAILED' };
    if (errorText !== undefined && frameId === this.frames.main?.frameToken) this.#settleLoad(errorText);
  }

  /** @internal The answer that waits for this frame's request. */
  takeDelivery(frameId: string, url: string): Response | undefined {
    const delivery = this.#deliveries.get(frameId);
    if (delivery === undefined || delivery.url.replace(/#.*$/s, '') !== url) return undefined;
    this.#deliveries.delete(frameId);
    return delivery.response;
  }

  /** @internal A page tried to open a window. True when it may. */
  mayOpen(details: Electron.HandlerDetails): boolean {
    if (!this.#openHandler) throw new Error('A window.open without setWindowOpenHandler is not implemented by the stand-in');
    const { action } = this.#openHandler(details);
    if (action === 'allow') throw new Error("setWindowOpenHandler's action 'allow' is not implemented by the stand-in");
    return false;
  }

  async #go(url: string, referrer: string | undefined): Promise<string | undefined> {
    if (schemeOf(url) === '') return 'ERR_INVALID_URL';
    const session = await this.#attached.promise;
    const frameId = this.mainFrame.frameToken;
    this.navigation.expectOwn(frameId, url);
    this.emit('did-start-loading');
    const result = await session.attempt('Page.navigate', { url: toChromium(url), ...(referrer === undefined ? {} : { referrer }) });
    this.navigation.doneOwn(frameId);
    return result === undefined ? 'ERR_FAILED' : result.errorText;
  }

  #settleLoad(error: string | undefined): void {
    const load = this.#load;
    this.#load = undefined;
    if (!load) return;
    if (error === undefined) return load.resolve();
    const { name, code } = netError(error);
    const failure = new Error(`${name} (${code}) loading '${toElectron(load.url)}'`);
    load.reject(Object.assign(failure, { code: name, errno: code, url: load.url }));
  }

  #end(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    all.delete(this.id);
    this.#settleLoad('ERR_ABORTED');
    this.#attached.reject(new Error('Object has been destroyed'));
    this.page.detach();
    this.frames.clear();
    this.emit('destroyed');
    this.removeAllListeners();
  }
}
