/** Permissions: Chromium is told the answer beforehand, since DevTools shows no question. */
import type { CdpSession, Protocol } from './cdp.ts';
import { originOf } from './origins.ts';
import type { HostWebContents } from './web-contents.ts';

/** DevTools' names and Electron's. Whatever Chromium does not know is skipped. */
const names: Record<string, string> = {
  'background-sync': 'background-sync',
  'background-fetch': 'background-fetch',
  'captured-surface-control': 'display-capture',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'display-capture': 'display-capture',
  geolocation: 'geolocation',
  'idle-detection': 'idle-detection',
  'keyboard-lock': 'keyboardLock',
  'local-fonts': 'local-fonts',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  nfc: 'nfc',
  notifications: 'notifications',
  'payment-handler': 'unknown',
  'persistent-storage': 'persistent-storage',
  'pointer-lock': 'pointerLock',
  'screen-wake-lock': 'screen-wake-lock',
  'speaker-selection': 'speaker-selection',
  'storage-access': 'storage-access',
  'top-level-storage-access': 'top-level-storage-access',
  'window-management': 'window-management',
};

export interface RequestDetails {
  isMainFrame: boolean;
  requestingUrl: string;
  externalURL?: string;
}
/** Bivariant in the name, as Electron's own union of names is narrower than a string. */
export type RequestHandler = (
  contents: HostWebContents,
  permission: never,
  callback: (granted: boolean) => void,
  details: RequestDetails,
) => void;
export type CheckHandler = (
  contents: HostWebContents | null,
  permission: never,
  requestingOrigin: string,
  details: RequestDetails & { securityOrigin?: string },
) => boolean;

export class Permissions {
  request: RequestHandler | null = null;
  check: CheckHandler | null = null;

  /** True when a handler grants this. Without a handler nothing is granted, which is stricter than Electron. */
  granted(contents: HostWebContents, permission: string, details: RequestDetails): boolean {
    if (!this.request) return false;
    if (this.check && !this.check(contents, permission as never, originOf(details.requestingUrl), details)) return false;
    let answer = false;
    this.request(contents, permission as never, (granted) => void (answer = granted === true), details);
    return answer;
  }

  /** Denies everything in a context. */
  async denyAll(browser: CdpSession, browserContextId: string | undefined): Promise<void> {
    await Promise.all(Object.keys(names).map((name) => set(browser, name, 'denied', browserContextId)));
  }

  /** Tells Chromium what the handlers say for the origin of a document that was just loaded. */
  async apply(browser: CdpSession, browserContextId: string | undefined, contents: HostWebContents, url: string, shown: string) {
    if (!this.request || !/^https?:/.test(shown)) return;
    const details = { isMainFrame: true, requestingUrl: url };
    const granted = Object.entries(names).filter(([, electron]) => this.granted(contents, electron, details));
    await Promise.all(granted.map(([name]) => set(browser, name, 'granted', browserContextId, new URL(shown).origin)));
  }
}

const set = (
  browser: CdpSession,
  name: string,
  setting: Protocol.Browser.PermissionSetting,
  browserContextId: string | undefined,
  origin?: string,
) =>
  browser.attempt('Browser.setPermission', {
    permission: { name },
    setting,
    ...(browserContextId === undefined ? {} : { browserContextId }),
    ...(origin === undefined ? {} : { origin }),
  });
