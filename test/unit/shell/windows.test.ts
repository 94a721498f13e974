import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { App, BrowserWindow } from 'electron';
import { createConsentWindow, type ConsentDecision, type ConsentWindowOptions } from '../../../electron/shell/consent-window.ts';
import { installGuards } from '../../../electron/shell/guards.ts';
import { openMainWindow } from '../../../electron/shell/main-window.ts';
import { app, recorded } from './recording-electron.ts';

vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const redirectUri = 'parley://oauth/callback';

beforeEach(() => {
  app.removeAllListeners();
  recorded.windows.length = 0;
  recorded.sessions.length = 0;
});

describe('the main window', () => {
  it('has these options and no others: each one more is a decision about security', () => {
    openMainWindow({ preload: '/app/preload.cjs', visible: true, dark: false, log });
    expect(recorded.windows.map(({ options }) => options)).toEqual([
      {
        width: 1120, height: 760, minWidth: 720, minHeight: 520, title: 'Parley', show: true, backgroundColor: '#ffffff',
        webPreferences: { preload: '/app/preload.cjs', sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: true },
      },
    ]);
  });

  it('shows Parley’s own page', () => {
    openMainWindow({ preload: '/app/preload.cjs', visible: true, dark: true, log });
    expect(recorded.windows.map(({ urls }) => urls)).toEqual([['app://parley/index.html']]);
  });
});

/** Opens a consent window and hands out what it is made of. */
function consent(more: Partial<ConsentWindowOptions> = {}, uri = redirectUri) {
  const stop = new AbortController();
  const guards = installGuards(app as unknown as App, log);
  const decide = (url: string, callback: string): ConsentDecision =>
    url.startsWith(callback) ? 'callback' : url.startsWith('https://accounts.zoho.eu/') ? 'allow' : { blocked: new URL(url).host };
  const agent = createConsentWindow({
    guards, log, parent: () => null, visible: true, decide, isEmbeddedRefusal: (url) => url.includes('disallowed'),
    toWire: (url) => url, fromWire: (url) => url, wireOrigin: () => null, ...more,
  });
  const answer = agent.authorize({
    url: 'https://accounts.zoho.eu/oauth/v2/auth?state=s', redirectUri: uri, signal: stop.signal, accepts: () => true,
  });
  const [window] = recorded.windows;
  const [own] = recorded.sessions;
  if (!window || !own) throw new Error('no window was made');
  const request = (url: string, resourceType = 'mainFrame', more: object = {}) => {
    let told: { cancel?: boolean; redirectURL?: string } = {};
    own.beforeRequest?.({ url, resourceType, ...more }, (response) => void (told = response));
    return told;
  };
  return { stop, answer, window, own, request };
}

describe('the consent window', () => {
  it('has these options and no others: no preload, no developer tools', async () => {
    const { stop, answer, window, own } = consent();
    expect(window.options).toEqual({
      width: 560, height: 720, minWidth: 400, minHeight: 480, title: 'https://accounts.zoho.eu', show: true, autoHideMenuBar: true,
      webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false, spellcheck: false },
    });
    expect(recorded.calls).toContain('removeMenu');
    stop.abort();
    await answer;
  });

  it('belongs to the main window when there is one', async () => {
    const parent = { id: 7 } as unknown as BrowserWindow;
    const { stop, answer, window } = consent({ parent: () => parent });
    expect(window.options['parent']).toBe(parent);
    stop.abort();
    await answer;
  });

  it('has a session of its own that is never written to disk, and another one each time', async () => {
    for (const { stop, answer } of [consent(), consent()]) {
      stop.abort();
      // oxlint-disable-next-line no-await-in-loop -- one consent after the other
      await answer;
    }
    const [one, other] = recorded.sessions;
    for (const each of [one, other]) {
      expect(each?.partition).toMatch(/^consent-[0-9a-f-]{36}$/);
      expect(each?.options).toEqual({ cache: false });
    }
    expect(one?.partition).not.toBe(other?.partition);
  });

  it('grants nothing: its session is locked before there is a page', () => {
    const { own } = consent();
    expect(Object.keys(own.handlers).toSorted()).toEqual(['check', 'device', 'display', 'request']);
    expect(own.listenerCount('will-download')).toBe(1);
  });

  it('keeps the origin as its title, whatever the page calls itself', () => {
    const { window } = consent();
    const event = { preventDefault: vi.fn() };
    window.emit('page-title-updated', event, 'Your bank');
    expect(event.preventDefault).toHaveBeenCalledOnce();
    window.webContents.emit('did-navigate', {}, 'https://accounts.google.com/signin?title=x');
    expect(window.title).toBe('https://accounts.google.com');
  });

  it('is closed and its session cleared when it is over', async () => {
    const { stop, answer, window, own } = consent();
    stop.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'consent-closed' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect([window.destroyed, own.cleared]).toEqual([true, 1]);
  });

  it('never requests the callback, and takes the main frame’s alone', async () => {
    const { answer, request } = consent({}, 'https://app.example.test/cb');
    expect(request('https://app.example.test/cb?code=frame', 'subFrame')).toEqual({ cancel: true });
    expect(request('https://app.example.test/cb?code=image', 'image')).toEqual({ cancel: true });
    expect(request('https://app.example.test/cb?code=1', 'mainFrame')).toEqual({ cancel: true });
    expect(await answer).toEqual({ ok: true, value: 'https://app.example.test/cb?code=1' });
  });

  it('lets the fields of a form post join the query, so that a repeated one stays visible', async () => {
    const { answer, request } = consent({}, 'https://app.example.test/cb');
    const uploadData = [{ bytes: Buffer.from('state=b&code=2') }];
    request('https://app.example.test/cb?state=a', 'mainFrame', { uploadData });
    expect(await answer).toEqual({ ok: true, value: 'https://app.example.test/cb?state=a&state=b&code=2' });
  });

  it('requests documents by the list, and nothing but https within them', () => {
    const { request } = consent();
    expect(request('https://accounts.zoho.eu/next')).toEqual({ cancel: false });
    expect(request('https://evil.test/')).toEqual({ cancel: true });
    expect(request('https://evil.test/', 'subFrame')).toEqual({ cancel: true });
    expect(request('https://static.example.test/a.js', 'script')).toEqual({ cancel: false });
    for (const url of ['http://static.example.test/a.js', 'ws://example.test/', 'file:///etc/passwd', 'http://127.0.0.1:8901/callback'])
      expect(request(url, 'script'), url).toEqual({ cancel: true });
  });

  it('ends when a navigation leads off the list, and names the host', async () => {
    const { answer, window } = consent();
    const event = { url: 'https://evil.test/x', isMainFrame: true, preventDefault: vi.fn() };
    window.webContents.emit('will-frame-navigate', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(await answer).toMatchObject({ error: { code: 'consent-blocked', details: { host: 'evil.test' } } });
  });

  it('follows no page any more once it is over', async () => {
    const { stop, answer, window } = consent();
    stop.abort();
    await answer;
    const event = { url: 'https://accounts.zoho.eu/next', isMainFrame: true, preventDefault: vi.fn() };
    window.webContents.emit('will-frame-navigate', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('handles parley: for its own callback alone', async () => {
    const { answer, own } = consent();
    const handler = own.schemes['parley'];
    const other = await handler?.(new Request('parley://evil/callback?code=1'));
    expect(other?.status).toBe(204);
    await handler?.(new Request('parley://oauth/callback?code=1&state=s'));
    expect(await answer).toEqual({ ok: true, value: 'parley://oauth/callback?code=1&state=s' });
  });
});
