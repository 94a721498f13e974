import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../contract/result.ts';
import { createConsentWindow } from '../../../electron/shell/consent-window.ts';
import type { NavigationPolicy } from '../../../electron/shell/guards.ts';

type Handler = (request: Request) => Promise<Response>;
/** What the window asked Electron for. */
const electron = vi.hoisted(() => ({ handler: null as unknown }));

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  const session = {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
    on: () => undefined,
    clearStorageData: () => Promise.resolve(),
    webRequest: { onBeforeRequest: () => undefined },
    protocol: {
      handle: (_scheme: string, handler: unknown) => {
        electron.handler = handler;
      },
    },
  };
  class BrowserWindow extends EventEmitter {
    webContents = new EventEmitter();
    removeMenu() {}
    destroy() {}
    loadURL() {
      return Promise.resolve();
    }
  }
  return { BrowserWindow, session: { fromPartition: () => session } };
});

const callback = 'parley://oauth/callback';
let policy: NavigationPolicy;
let answer: Result<string> | null;

const request = (url: string, body?: string) =>
  (electron.handler as Handler)(new Request(url, body === undefined ? {} : { method: 'POST', body }));
const settled = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  return answer;
};

beforeEach(() => {
  answer = null;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const agent = createConsentWindow({
    guards: { setPolicy: (_session, given) => void (policy = given) },
    log: silent,
    parent: () => null,
    visible: false,
    decide: (url) => (url.startsWith(callback) ? 'callback' : 'allow'),
    isEmbeddedRefusal: () => false,
    toWire: (url) => url,
    fromWire: (url) => url,
    wireOrigin: () => null,
  });
  void agent
    .authorize({
      url: 'https://accounts.zoho.eu/oauth/v2/auth',
      redirectUri: callback,
      signal: new AbortController().signal,
      accepts: (url) => url.includes('state=right'),
    })
    .then((result) => (answer = result));
});

describe('a request for the callback', () => {
  it('by a picture or a frame, with what the page likes, ends nothing', async () => {
    await request(`${callback}?error=access_denied`);
    await request(`${callback}?code=1000.evil&state=evil`);
    await request(callback, 'error=access_denied');
    expect(await settled()).toBeNull();
    await request(`${callback}?code=1000.x&state=right`);
    expect(await settled()).toEqual({ ok: true, value: `${callback}?code=1000.x&state=right` });
  });
  it('by a form of the page itself is handed over, whatever is in it', async () => {
    expect(policy(callback, { isMainFrame: true, redirected: false })).toBe(true);
    await request(callback, 'code=1000.x&state=wrong');
    expect(await settled()).toEqual({ ok: true, value: `${callback}?code=1000.x&state=wrong` });
  });
  it('by a frame is stopped before it is made', () => {
    expect(policy(`${callback}?code=1&state=right`, { isMainFrame: false, redirected: false })).toBe(false);
    expect(policy(callback, { isMainFrame: false, redirected: true })).toBe(false);
  });
});
