/** `session`: one browser context each. The default one is Chromium's own, in a profile that is deleted at the end. */
import { type HostEvent, Emitter, makeEvent } from './events.ts';
import type { HostFrame } from './frames.ts';
import { browser, requestsChanged } from './host.ts';
import { HostProtocol } from './protocol.ts';
import { type CheckHandler, type RequestHandler, Permissions } from './permissions.ts';
import { HostWebRequest } from './web-request.ts';
import type { HostDownload } from './downloads.ts';
import type { HostWebContents } from './web-contents.ts';

export interface SessionEvents {
  'will-download': [event: HostEvent, item: HostDownload, webContents: HostWebContents, frame: HostFrame | null];
}

/** A page of this session that follows the session's settings. */
interface Follower {
  refreshUserAgent(): void;
  clearOrigin(origin: string): Promise<void>;
}

const sessions = new Map<string, HostSession>();

/** True when some session wants to see every request. */
export const wantsAllRequests = (): boolean => [...sessions.values()].some(({ webRequest }) => webRequest.active);

export class HostSession extends Emitter<SessionEvents> {
  readonly protocol = new HostProtocol();
  readonly webRequest = new HostWebRequest(requestsChanged);
  /** @internal */
  readonly permissions = new Permissions();
  readonly #partition: string;
  readonly #followers = new Set<Follower>();
  readonly #origins = new Set<string>();
  #context: Promise<string | undefined> | undefined;
  #userAgent: string | undefined;

  constructor(partition: string) {
    super('session', ['will-download']);
    this.#partition = partition;
  }

  static get defaultSession(): HostSession {
    return HostSession.fromPartition('');
  }

  /** Sessions in memory only: `persist:` partitions are not implemented. */
  static fromPartition(partition: string, _options?: Electron.FromPartitionOptions): HostSession {
    if (partition.startsWith('persist:')) throw new Error("session.fromPartition('persist:…') is not implemented by the stand-in");
    let session = sessions.get(partition);
    if (!session) sessions.set(partition, (session = new HostSession(partition)));
    return session;
  }

  get storagePath(): string | null {
    return null;
  }

  getStoragePath(): string | null {
    return null;
  }

  /** Electron answers true for the default session; here nothing outlives the app. */
  isPersistent(): boolean {
    return this.#partition === '';
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.permissions.request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.permissions.check = handler;
  }

  /** Device access is always refused; a handler that could grant it is only kept. */
  setDevicePermissionHandler(_handler: ((details: never) => boolean) | null): void {}

  /** Screen capture is always refused; a handler that could grant it is only kept. */
  setDisplayMediaRequestHandler(
    _handler: ((request: never, callback: (streams: { video?: unknown; audio?: unknown } | null) => void) => void) | null,
  ): void {}

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
    for (const follower of this.#followers) follower.refreshUserAgent();
  }

  getUserAgent(): string {
    return this.#userAgent ?? defaultUserAgent();
  }

  /** Cookies at once, and the storage of every origin that was shown. A session without a window is made anew. */
  async clearStorageData(_options?: Electron.ClearStorageDataOptions): Promise<void> {
    if (this.#context === undefined && this.#partition !== '') return;
    const context = await this.context();
    const cdp = await browser();
    await cdp.attempt('Storage.clearCookies', context === undefined ? {} : { browserContextId: context });
    for (const follower of this.#followers) {
      for (const origin of this.#origins) await follower.clearOrigin(origin);
    }
    if (context === undefined || this.#followers.size > 0) return;
    this.#context = undefined;
    await cdp.attempt('Target.disposeBrowserContext', { browserContextId: context });
  }

  async clearCache(): Promise<void> {}

  async closeAllConnections(): Promise<void> {}

  flushStorageData(): void {}

  /** @internal The browser context, made at first use, with downloads and permissions denied. */
  context(): Promise<string | undefined> {
    return (this.#context ??= this.#makeContext());
  }

  /** @internal */
  get knownUserAgent(): string | undefined {
    return this.#userAgent;
  }

  /** @internal */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** @internal */
  noteOrigin(origin: string): void {
    if (/^https?:/.test(origin)) this.#origins.add(origin);
  }

  /** @internal Chromium refuses every download; the listener is told all the same. */
  announceDownload(item: HostDownload, contents: HostWebContents, frame: HostFrame): void {
    const event = makeEvent({});
    this.emit('will-download', event, item, contents, frame);
    item.finish();
  }

  async #makeContext(): Promise<string | undefined> {
    const cdp = await browser();
    const context =
      this.#partition === '' ? undefined : (await cdp.send('Target.createBrowserContext', { disposeOnDetach: true })).browserContextId;
    const where = context === undefined ? {} : { browserContextId: context };
    await Promise.all([
      cdp.attempt('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true, ...where }),
      this.permissions.denyAll(cdp, context),
    ]);
    return context;
  }
}

const defaultUserAgent = () => `Mozilla/5.0 (stand-in for Electron) Node/${process.versions.node}`;
