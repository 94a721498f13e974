import { BrowserWindow, session as sessions, type Session } from 'electron';
import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { AuthorizationAgent } from '../account/agent.ts';
import type { Log } from '../ports.ts';
import { lockSession, type Guards } from './guards.ts';

/** What a navigation of the consent window means. */
export type ConsentDecision = 'callback' | 'allow' | { readonly blocked: string };

export interface ConsentWindowOptions {
  readonly guards: Guards;
  readonly log: Log;
  /** The window it belongs to, if there is one. */
  readonly parent: () => BrowserWindow | null;
  /** False when no window is to be shown. */
  readonly visible: boolean;
  /** electron/account/consent-policy.ts */
  readonly decide: (url: string, redirectUri: string) => ConsentDecision;
  readonly isEmbeddedRefusal: (url: string) => boolean;
  /** electron/zoho/origin.ts: real names to where Zoho is reached, and back. */
  readonly toWire: (url: string) => string;
  readonly fromWire: (url: string) => string;
  /** Non-null when Zoho is reached at a loopback origin. */
  readonly wireOrigin: () => string | null;
}

const hasAnswer = (url: string) => {
  const query = new URL(url).searchParams;
  return query.has('code') || query.has('error');
};

/** A form-posted callback as a URL: its fields join the query, so that a repeated parameter stays visible. */
function withFields(url: string, body: string): string {
  const callback = new URL(url);
  for (const [name, value] of new URLSearchParams(body)) callback.searchParams.append(name, value);
  return callback.href;
}

const bodyOf = (upload: readonly { bytes?: Buffer }[] | undefined) =>
  Buffer.concat((upload ?? []).flatMap((part) => (part.bytes ? [part.bytes] : []))).toString('utf8');

/**
 * The consent window: a throw-away session, sandboxed, without preload, kept to Zoho's accounts hosts and the sign-in
 * providers, its title always the origin of the page. The callback is caught however the page sends the browser on,
 * and never requested. Deviates from RFC 8252 section 8.12 on the client's wish; SECURITY.md says what stands against it.
 */
export function createConsentWindow(options: ConsentWindowOptions): AuthorizationAgent {
  const { guards, log, toWire, fromWire } = options;

  return {
    authorize: ({ url, redirectUri, signal, accepts }) =>
      new Promise<Result<string>>((resolve) => {
        const session = sessions.fromPartition(`consent-${randomUUID()}`, { cache: false });
        let settled = false;
        /** The page itself, not something in it, is on its way to the callback with a form. */
        let posting = false;
        let window: BrowserWindow | null = null;

        const settle = (result: Result<string>) => {
          if (settled) return;
          settled = true;
          signal.removeEventListener('abort', cancel);
          resolve(result);
          // The window goes after the event that led here: destroying it inside its own event would be unsafe.
          setImmediate(() => {
            window?.destroy();
            void session.clearStorageData().catch((error: unknown) => log.warn('consent session not cleared', { error }));
          });
        };
        const cancel = () => settle(fail('consent-closed', 'the consent was cancelled'));
        const caught = (callback: string) => settle(ok(callback));
        const judge = (target: string) => options.decide(target, redirectUri);

        lockSession(session);
        guards.setPolicy(session, (target, { isMainFrame }) => {
          if (settled) return false;
          const decision = judge(target);
          if (decision === 'callback') {
            // Without an answer in the query it is a form post: its fields come with the request, caught below.
            if (!isMainFrame) return false;
            if (!hasAnswer(target)) {
              posting = true;
              return true;
            }
            caught(target);
            return false;
          }
          if (decision === 'allow') return true;
          if (isMainFrame && /^https?:/.test(target))
            settle(fail('consent-blocked', 'the sign-in page led elsewhere', { details: { host: decision.blocked } }));
          return false;
        });
        catchRequests(session);

        if (redirectUri.startsWith('parley:')) {
          session.protocol.handle('parley', async (request) => {
            const callback = withFields(request.url, await request.text());
            // A picture or a frame in the page may ask for it as well, and must not end the consent with what it likes.
            if (judge(request.url) === 'callback' && (posting || accepts(callback))) caught(callback);
            return new Response(null, { status: 204 });
          });
        }

        function catchRequests(of: Session) {
          of.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, answer) => {
            const { url: target, resourceType } = details;
            const document = resourceType === 'mainFrame' || resourceType === 'subFrame';
            if (judge(target) === 'callback') {
              if (resourceType === 'mainFrame') caught(withFields(target, bodyOf(details.uploadData)));
              return answer({ cancel: true });
            }
            const wire = toWire(target);
            if (wire !== target) return answer({ redirectURL: wire });
            const origin = options.wireOrigin();
            const local = origin !== null && target.startsWith(`${origin}/`);
            const allowed = document ? judge(target) === 'allow' : local || /^(https|data|blob):/.test(target);
            return answer({ cancel: !allowed });
          });
        }

        if (signal.aborted) return cancel();
        signal.addEventListener('abort', cancel, { once: true });

        const parent = options.parent();
        window = new BrowserWindow({
          width: 560,
          height: 720,
          minWidth: 400,
          minHeight: 480,
          title: new URL(url).origin,
          show: options.visible,
          autoHideMenuBar: true,
          ...(parent ? { parent } : {}),
          webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false, spellcheck: false },
        });
        window.removeMenu();
        window.on('page-title-updated', (event) => event.preventDefault());
        window.on('closed', () => {
          window = null;
          cancel();
        });
        const { webContents } = window;
        webContents.on('did-navigate', (_event, at) => {
          const real = fromWire(at);
          if (URL.canParse(real)) window?.setTitle(new URL(real).origin);
          if (options.isEmbeddedRefusal(real)) settle(fail('embedded-refused', 'the sign-in provider refuses embedded windows'));
        });
        webContents.on('did-fail-load', (_event, reason, _description, _url, isMainFrame) => {
          const ours = reason === -3 || reason === -20; // ERR_ABORTED, ERR_BLOCKED_BY_CLIENT: a navigation that was caught
          if (isMainFrame && !ours) settle(fail('offline', 'the consent page could not be loaded', { details: { reason } }));
        });
        webContents.on('render-process-gone', () => settle(fail('consent-closed', 'the consent page crashed')));
        // A failed load is told by did-fail-load; the promise repeats it.
        window.loadURL(toWire(url)).catch(() => undefined);
      }),
  };
}
