/** `session.webRequest.onBeforeRequest`: sees every request of the session but those to the app's own page. */
import type { Protocol } from './cdp.ts';
import type { HostFrame } from './frames.ts';
import { toElectron } from './origins.ts';
import type { HostWebContents } from './web-contents.ts';
import { Strict } from './strict.ts';

export type ResourceType = Electron.OnBeforeRequestListenerDetails['resourceType'];

export interface BeforeRequestDetails {
  id: number;
  url: string;
  method: string;
  webContentsId?: number;
  webContents?: HostWebContents;
  frame?: HostFrame | null;
  resourceType: ResourceType;
  referrer: string;
  timestamp: number;
  uploadData: Electron.UploadData[];
}

export type BeforeRequestListener = (
  details: BeforeRequestDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

const types: Partial<Record<Protocol.Network.ResourceType, ResourceType>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
};

const escape = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');

/** A Chrome match pattern (`<all_urls>`, `https://*.example.test/*`) as a regular expression. */
export function matchPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^(?:https?|wss?|ftp|file|[a-z][a-z0-9+.-]*):/i;
  const match = /^(\*|[a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/i.exec(pattern);
  if (!match) throw new TypeError(`Invalid url pattern ${pattern}`);
  const [, scheme = '', host = '', path = '/*'] = match;
  const hosts = host.startsWith('*.') ? `(?:[^/]+\\.)?${escape(host.slice(2))}` : host === '*' ? '[^/]*' : escape(host);
  const port = /:\d+$|:\*$/.test(host) ? '' : '(?::\\d+)?';
  return new RegExp(`^${scheme === '*' ? '(?:https?|wss?)' : scheme}://${hosts}${port}${escape(path)}$`, 'i');
}

export class HostWebRequest extends Strict {
  readonly #changed: () => void;
  #listener: BeforeRequestListener | undefined;
  #matches: (url: string, type: ResourceType) => boolean = () => true;
  #lastId = 0;

  /** @param changed called when requests must be shown from now on, or no longer */
  constructor(changed: () => void) {
    super();
    this.#changed = changed;
  }

  onBeforeRequest(filter: Electron.WebRequestFilter, listener: BeforeRequestListener | null): void;
  onBeforeRequest(listener: BeforeRequestListener | null): void;
  onBeforeRequest(first: Electron.WebRequestFilter | BeforeRequestListener | null, second?: BeforeRequestListener | null): void {
    const filter = typeof first === 'function' || first === null ? undefined : first;
    this.#listener = (filter === undefined ? (first as BeforeRequestListener | null) : second) ?? undefined;
    const urls = (filter?.urls ?? []).map(matchPattern);
    const excluded = (filter?.excludeUrls ?? []).map(matchPattern);
    this.#matches = (url, type) =>
      (urls.length === 0 || urls.some((pattern) => pattern.test(url))) &&
      !excluded.some((pattern) => pattern.test(url)) &&
      (filter?.types === undefined || filter.types.some((wanted) => wanted === type));
    this.#changed();
  }

  /** @internal */
  get active(): boolean {
    return this.#listener !== undefined;
  }

  /** @internal Asks the listener. */
  ask(paused: Protocol.Fetch.requestPausedPayload, contents: HostWebContents, frame: HostFrame | undefined) {
    const { request } = paused;
    const main = frame === undefined || frame.parent === null;
    const resourceType = paused.resourceType === 'Document' ? (main ? 'mainFrame' : 'subFrame') : (types[paused.resourceType] ?? 'other');
    const url = request.url;
    const listener = this.#listener;
    if (!listener || !this.#matches(url, resourceType)) return Promise.resolve<Electron.CallbackResponse>({});
    const bytes = bodyOf(request);
    const details: BeforeRequestDetails = {
      id: ++this.#lastId,
      url,
      method: request.method,
      webContentsId: contents.id,
      webContents: contents,
      frame: frame ?? null,
      resourceType,
      referrer: toElectron(request.headers['Referer'] ?? ''),
      timestamp: Date.now(),
      ...({ uploadData: bytes === undefined ? undefined : [{ bytes }] } as { uploadData: Electron.UploadData[] }),
    };
    return new Promise<Electron.CallbackResponse>((resolve, reject) => {
      try {
        listener(details, resolve);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }
}

/** The body of a request as DevTools shows it; undefined when there is none, or when Chromium keeps it to itself. */
export function bodyOf(request: Protocol.Network.Request): Buffer | undefined {
  const entries = request.postDataEntries?.map((entry) => entry.bytes).filter((entry) => entry !== undefined);
  if (entries && entries.length > 0) return Buffer.concat(entries.map((entry) => Buffer.from(entry, 'base64')));
  return request.postData === undefined ? undefined : Buffer.from(request.postData, 'utf8');
}

