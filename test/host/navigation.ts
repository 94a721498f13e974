/**
 * Who may go where: turns what Chromium reports into `will-navigate`, `will-frame-navigate` and `will-redirect`, before
 * anything is requested.
 */
import type { Protocol } from './cdp.ts';
import { type HostEvent, makeEvent } from './events.ts';
import type { HostFrame } from './frames.ts';
import { toChromium, toElectron } from './origins.ts';
import type { HostWebContents } from './web-contents.ts';

export interface NavigationParams {
  url: string;
  isSameDocument: boolean;
  isMainFrame: boolean;
  frame: HostFrame | null;
  initiator?: HostFrame | null;
}
export type NavigationEvent = HostEvent & NavigationParams;

const bare = (url: string) => url.replace(/#.*$/s, '');

export class Navigation {
  readonly #contents: HostWebContents;
  /** What a page asked for, by frame, until its request is seen. */
  readonly #asked = new Map<string, string>();
  /** What the app asked for, by frame. */
  readonly #own = new Map<string, string>();

  constructor(contents: HostWebContents) {
    this.#contents = contents;
  }

  /** The app itself is about to load this: no `will-navigate` for it. */
  expectOwn(frameId: string, url: string): void {
    this.#own.set(frameId, bare(toChromium(url)));
  }

  doneOwn(frameId: string): void {
    this.#own.delete(frameId);
  }

  asked({ frameId, url, disposition }: Protocol.Page.frameRequestedNavigationPayload): void {
    if (disposition === 'currentTab') this.#asked.set(frameId, bare(url));
  }

  forget(frameId: string): void {
    this.#asked.delete(frameId);
    this.#own.delete(frameId);
  }

  /**
   * Whether a document may be requested.
   * @param redirected the request answers a redirect
   */
  allows(frameId: string, url: string, redirected: boolean): boolean {
    const frame = this.#contents.frames.get(frameId);
    if (redirected) return this.#allowsRedirect(frame, url);
    const own = this.#own.get(frameId);
    if (own !== undefined && own === bare(url)) {
      this.#own.delete(frameId);
      return true;
    }
    const asked = this.#asked.delete(frameId);
    const byPage = asked || this.#contents.hasForeignProcesses || frame === undefined;
    return byPage ? this.#allowsPage(frame, url) : true;
  }

  #event(frame: HostFrame | undefined, url: string): NavigationEvent {
    return makeEvent({
      url: toElectron(url),
      isSameDocument: false,
      isMainFrame: frame?.parent === null,
      frame: frame ?? null,
      initiator: frame ?? null,
    });
  }

  #allowsPage(frame: HostFrame | undefined, url: string): boolean {
    const event = this.#event(frame, url);
    this.#contents.emit('will-frame-navigate', event);
    if (!event.isMainFrame) return !event.defaultPrevented;
    const main = this.#event(frame, url);
    this.#contents.emit('will-navigate', main, main.url, false, true, 1, frame?.routingId ?? 0);
    return !event.defaultPrevented && !main.defaultPrevented;
  }

  #allowsRedirect(frame: HostFrame | undefined, url: string): boolean {
    const event = this.#event(frame, url);
    this.#contents.emit('will-redirect', event, event.url, false, event.isMainFrame, 1, frame?.routingId ?? 0);
    if (event.defaultPrevented) return false;
    const done = this.#event(frame, url);
    this.#contents.emit('did-redirect-navigation', done, done.url, false, done.isMainFrame, 1, frame?.routingId ?? 0);
    return true;
  }
}
