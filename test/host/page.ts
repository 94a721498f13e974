/** The wiring between one page target (with its out-of-process frames) and its `webContents`. */
import { refusedInPage, refuseInPage } from './refusal-page.ts';
import { titleWorld } from './title-page.ts';
import type { CdpSession, Protocol } from './cdp.ts';
import { makeEvent } from './events.ts';
import { browser, chromium } from './host.ts';
import { toRequest } from './interception.ts';
import { netError } from './net-errors.ts';
import { isCustom, originOf, schemeOf, toElectron } from './origins.ts';
import { bodyOf } from './web-request.ts';
import { OpenWishes } from './open-wishes.ts';
import { reportConsole } from './page-console.ts';
import { themeFeatures, whenThemeChanges } from './theme.ts';
import type { HostWebContents } from './web-contents.ts';

const titleName = 'stand-in-title';
const titleBinding = '__standInTitle';

export class Page {
  /** What the page has said about windows that it wants. */
  readonly wishes = new OpenWishes();
  readonly #contents: HostWebContents;
  readonly #sessions = new Set<CdpSession>();
  readonly #documents = new Map<string, { frameId: string; url: string; status: number; statusText: string }>();
  readonly #onEnd: (() => void)[] = [];
  readonly #foreign = new Set<CdpSession>();
  readonly #refused = new Map<string, string>();
  readonly #handled = new Set<string>();
  #root: CdpSession | undefined;
  #contextId: string | undefined;
  #loader: string | undefined;
  #delivering = 0;

  constructor(contents: HostWebContents) {
    this.#contents = contents;
  }

  /** Frames in other processes. */
  get foreignFrames(): number {
    return this.#foreign.size;
  }

  get isDelivering(): boolean {
    return this.#delivering > 0;
  }

  /** The browser context, as Chromium names it. */
  get contextId(): string | undefined {
    return this.#contextId;
  }

  /** Sends all that must be in place before the first document, then lets the target run. Resolves when it can navigate. */
  async attach(session: CdpSession, contextId: string | undefined): Promise<void> {
    this.#root = session;
    this.#contextId = contextId;
    this.#watchDocument(session);
    this.#wire(session);
    void session.attempt('Page.setLifecycleEventsEnabled', { enabled: true });
    if (themeFeatures().length > 0) void session.attempt('Emulation.setEmulatedMedia', { features: themeFeatures() });
    this.#onEnd.push(
      this.#contents.session.follow(this),
      whenThemeChanges(() => void session.attempt('Emulation.setEmulatedMedia', { features: themeFeatures() })),
    );
    void session.attempt('Runtime.runIfWaitingForDebugger');
    // Answered once the renderer runs and reports its navigations: one that is begun earlier would go unseen.
    await session.attempt('Page.getFrameTree');
  }

  detach(): void {
    for (const end of this.#onEnd) end();
    this.#sessions.clear();
  }

  /** The session's user agent has changed. */
  refreshUserAgent(): void {
    for (const session of this.#sessions) this.#setUserAgent(session);
  }

  /** The body of a request, which DevTools may keep apart. */
  async bodyOf(request: Protocol.Network.Request, requestId: string | undefined, session = this.#root): Promise<Buffer | undefined> {
    const body = bodyOf(request);
    if (body !== undefined || !request.hasPostData || requestId === undefined) return body;
    const got = await session?.attempt('Network.getRequestPostData', { requestId });
    return got && Buffer.from(got.postData, 'utf8');
  }

  async clearOrigin(origin: string): Promise<void> {
    await this.#root?.attempt('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }

  /** Writes the window's title over the document's, since Chromium's window shows that one. */
  async showTitle(title: string): Promise<void> {
    const frameId = this.#contents.frames.main?.frameToken;
    if (!this.#root || frameId === undefined) return;
    const world = await this.#root.attempt('Page.createIsolatedWorld', { frameId, worldName: titleName });
    if (!world) return;
    await this.#root.attempt('Runtime.callFunctionOn', {
      executionContextId: world.executionContextId,
      functionDeclaration: '(title) => { if (document.title !== title) document.title = title; }',
      arguments: [{ value: title }],
    });
  }

  /** For the page itself and for each frame or worker in another process. */
  #wire(session: CdpSession): void {
    this.#sessions.add(session);
    session.on('Page.frameRequestedNavigation', (asked) => {
      this.#contents.navigation.asked(asked);
      this.#holdInner(session, asked);
      if (asked.disposition !== 'currentTab') this.wishes.add(asked.url, '', '', asked.disposition);
    });
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      this.wishes.add(url, windowName, windowFeatures.join(','), 'newTab'),
    );
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#contents.frames.attach(frameId, parentFrameId));
    session.on('Page.frameDetached', (detached) => this.#contents.frames.detached(detached));
    session.on('Page.frameNavigated', ({ frame }) => this.#committed(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#movedInPage(frameId, url));
    session.on('Page.frameStartedNavigating', (started) => this.#started(started));
    session.on('Network.requestWillBeSent', (request) => this.#requested(session, request));
    session.on('Network.responseReceived', ({ requestId, response }) => {
      const known = this.#documents.get(requestId);
      if (known) Object.assign(known, { status: response.status, statusText: response.statusText });
    });
    session.on('Network.loadingFailed', ({ requestId, errorText }) => this.#failed(requestId, errorText));
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = session.child(sessionId);
      if (targetInfo.type === 'iframe') this.#foreign.add(child);
      if (targetInfo.type === 'iframe' || targetInfo.type === 'worker') this.#wire(child);
      void child.attempt('Runtime.runIfWaitingForDebugger');
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => {
      for (const known of this.#sessions) if (known.id === sessionId) this.#forget(known);
    });
    void session.attempt('Page.enable');
    void session.attempt('Network.enable', { maxPostDataSize: 1_048_576 });
    void session.attempt('Network.setBypassServiceWorker', { bypass: true });
    void session.attempt('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
    this.#setUserAgent(session);
  }

  /**
   * `blob:` and `data:` are not requested, so that nothing stops them for us: a prevented one is stopped, and emptied
   * when it was quicker.
   */
  #holdInner(session: CdpSession, { frameId, url, disposition }: Protocol.Page.frameRequestedNavigationPayload): void {
    if (disposition !== 'currentTab' || !/^(?:blob|data):/i.test(url)) return;
    if (this.#contents.navigation.allows(frameId, url, false)) return;
    this.#refused.set(frameId, url);
    void session.attempt('Page.stopLoading');
  }

  #forget(session: CdpSession): void {
    this.#sessions.delete(session);
    this.#foreign.delete(session);
  }

  #setUserAgent(session: CdpSession): void {
    const userAgent = this.#contents.session.knownUserAgent;
    if (userAgent !== undefined) void session.attempt('Emulation.setUserAgentOverride', { userAgent });
  }

  #watchDocument(session: CdpSession): void {
    session.on('Page.lifecycleEvent', ({ frameId, loaderId, name }) => {
      if (frameId !== this.#contents.frames.main?.frameToken || loaderId !== this.#loader) return;
      if (name === 'DOMContentLoaded') this.#contents.emit('dom-ready', makeEvent({}));
      if (name !== 'load') return;
      this.#contents.emit('did-finish-load');
      this.#contents.loadEnded();
      this.#contents.emit('did-stop-loading');
    });
    reportConsole(session, this.#contents);
    session.on('Runtime.bindingCalled', ({ name, payload }) => void (name === titleBinding && this.#contents.titleChanged(payload)));
    session.on('Page.javascriptDialogOpening', () => void this.#dismissDialog(session));
    session.on('Inspector.targetCrashed', () => {
      this.#contents.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 1 });
    });
    void session.attempt('Runtime.enable');
    void session.attempt('Inspector.enable');
    void session.attempt('Runtime.addBinding', { name: titleBinding, executionContextName: titleName });
    void session.attempt('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${titleWorld})(${JSON.stringify(titleBinding)})`,
      worldName: titleName,
    });
    const asking = { isMainFrame: true, requestingUrl: this.#contents.getURL() };
    const refused = refusedInPage.filter((each) => !this.#contents.session.permissions.granted(this.#contents, each, asking));
    void session.attempt('Page.addScriptToEvaluateOnNewDocument', { source: `(${refuseInPage})(${JSON.stringify(refused)})` });
  }

  /** With no display nobody could answer; an outside client may do it first. */
  async #dismissDialog(session: CdpSession): Promise<void> {
    if (!(await chromium()).headless) return;
    setTimeout(() => void session.attempt('Page.handleJavaScriptDialog', { accept: false }), 200).unref();
  }

  #started({ frameId, url, navigationType }: Protocol.Page.frameStartedNavigatingPayload): void {
    const frame = this.#contents.frames.get(frameId);
    const isSameDocument = navigationType === 'sameDocument' || navigationType === 'historySameDocument';
    const isMainFrame = frame?.parent === null;
    const shown = toElectron(url);
    const event = makeEvent({ url: shown, isSameDocument, isMainFrame, frame: frame ?? null, initiator: frame ?? null });
    this.#contents.emit('did-start-navigation', event, shown, isSameDocument, isMainFrame, 1, frame?.routingId ?? 0);
  }

  #committed(frame: Protocol.Page.Frame): void {
    const contents = this.#contents;
    const known = contents.frames.navigated(frame);
    const refused = this.#refused.get(frame.id);
    this.#refused.delete(frame.id);
    if (refused !== undefined && refused === frame.url) {
      contents.navigation.expectOwn(frame.id, 'about:blank');
      void this.#root?.attempt('Page.navigate', { url: 'about:blank', frameId: frame.id });
      return;
    }
    contents.navigation.forget(frame.id);
    const isMainFrame = frame.parentId === undefined;
    if (isMainFrame) this.#loader = frame.loaderId;
    if (frame.unreachableUrl !== undefined) return;
    const { status = 200, statusText = '' } = this.#documents.get(frame.loaderId) ?? {};
    this.#documents.delete(frame.loaderId);
    contents.session.noteOrigin(originOf(frame.url));
    if (isMainFrame) {
      void browser().then((cdp) => contents.session.permissions.apply(cdp, this.#contextId, contents, known.url, frame.url));
      contents.emit('did-navigate', makeEvent({}), known.url, status, statusText);
    }
    contents.emit('did-frame-navigate', makeEvent({}), known.url, status, statusText, isMainFrame, 1, known.routingId);
  }

  #movedInPage(frameId: string, url: string): void {
    const frame = this.#contents.frames.get(frameId);
    if (!frame) return;
    frame.moveTo(url);
    this.#contents.navigation.forget(frameId);
    this.#contents.emit('did-navigate-in-page', makeEvent({}), frame.url, frame.parent === null, 1, frame.routingId);
  }

  #requested(session: CdpSession, event: Protocol.Network.requestWillBeSentPayload): void {
    const { requestId, request, type, frameId, redirectResponse } = event;
    if (type !== 'Document' || frameId === undefined) return;
    this.#documents.set(requestId, { frameId, url: request.url, status: 200, statusText: '' });
    if (!isCustom(request.url)) return;
    this.#documents.delete(requestId);
    // A frame in another process is reported by its own session and by the page's.
    const navigation = `${requestId} ${request.url}`;
    if (this.#handled.has(navigation)) return;
    this.#handled.add(navigation);
    this.#delivering += 1;
    void this.#toHandler(session, event, frameId, redirectResponse !== undefined).finally(() => {
      this.#delivering -= 1;
    });
  }

  /** A custom scheme: Chromium gives up on it by itself, the session's handler gets it once. */
  async #toHandler(session: CdpSession, { requestId, request }: Protocol.Network.requestWillBeSentPayload, frameId: string, redirected: boolean) {
    const contents = this.#contents;
    const isMainFrame = frameId === contents.frames.main?.frameToken;
    const giveUp = (error: string) => void (isMainFrame && contents.loadEnded(error));
    if (!contents.navigation.allows(frameId, request.url, redirected)) return giveUp('ERR_ABORTED');
    const handler = contents.session.protocol.handlerOf(schemeOf(request.url));
    if (!handler) {
      contents.session.permissions.granted(contents, 'openExternal', {
        isMainFrame,
        requestingUrl: contents.getURL(),
        externalURL: request.url,
      });
      return giveUp('ERR_ABORTED');
    }
    try {
      const body = await this.bodyOf(request, requestId, session);
      const response = await handler(toRequest(request, body));
      if (!contents.isDestroyed()) await contents.deliver(frameId, request.url, response);
    } catch (error) {
      process.stderr.write(`stand-in: the handler of ${schemeOf(request.url)}: failed: ${String(error)}\n`);
      giveUp('ERR_FAILED');
    }
  }

  #failed(requestId: string, errorText: string): void {
    const known = this.#documents.get(requestId);
    if (!known) return;
    this.#documents.delete(requestId);
    const { name, code } = netError(errorText);
    const frame = this.#contents.frames.get(known.frameId);
    const args = [makeEvent({}), code, name, toElectron(known.url), frame?.parent === null, 1, frame?.routingId ?? 0] as const;
    this.#contents.emit('did-fail-provisional-load', ...args);
    if (name !== 'ERR_ABORTED') this.#contents.emit('did-fail-load', ...args);
  }
}
