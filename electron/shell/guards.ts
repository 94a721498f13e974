import type { App, Session, WebContents } from 'electron';
import type { Log } from '../ports.ts';
import { appOrigin } from './app-files.ts';

/** Decides on one navigation of a window; false blocks it. */
export type NavigationPolicy = (url: string, frame: { isMainFrame: boolean; redirected: boolean }) => boolean;

const appPolicy: NavigationPolicy = (url) => url.startsWith(`${appOrigin}/`);

/** Denies every permission, device, capture and download. Parley's own page needs none of them. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
}

export interface Guards {
  /** Gives the windows of a session another policy than "only Parley's own page", before they are made. */
  setPolicy(session: Session, policy: NavigationPolicy): void;
}

/**
 * Guards every WebContents at its creation, so that no window can be forgotten (CVE-2026-1628): navigation in any
 * frame by policy, no new windows, no webviews, no peer connections by UDP. Electron's security checklist, items 11 to 14.
 */
export function installGuards(app: App, log: Log): Guards {
  const policies = new WeakMap<Session, NavigationPolicy>();

  const guard = (contents: WebContents) => {
    const policy: NavigationPolicy = policies.get(contents.session) ?? appPolicy;
    const decide = (redirected: boolean) => (details: Electron.Event<{ url: string; isMainFrame: boolean }>) => {
      if (policy(details.url, { isMainFrame: details.isMainFrame, redirected })) return;
      details.preventDefault();
      log.warn('navigation blocked', { to: URL.canParse(details.url) ? new URL(details.url).host : 'unreadable' });
    };
    contents.on('will-frame-navigate', decide(false));
    contents.on('will-redirect', decide(true));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // A page's policy says nothing about peer connections, which are network too.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  };

  app.on('web-contents-created', (_event, contents) => guard(contents));
  return { setPolicy: (session, policy) => void policies.set(session, policy) };
}
