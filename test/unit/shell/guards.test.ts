import type { App, Session } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installGuards, lockSession } from '../../../electron/shell/guards.ts';
import { app, RecordingContents, RecordingSession } from './recording-electron.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const session = (own: RecordingSession) => own as unknown as Session;

/** A WebContents that somebody makes, wherever. */
function created(own = new RecordingSession('default')) {
  const contents = new RecordingContents(1, own);
  app.emit('web-contents-created', {}, contents);
  /** True when the event was prevented. */
  const prevented = (name: string, url: string, isMainFrame = true) => {
    const event = { url, isMainFrame, preventDefault: vi.fn() };
    contents.emit(name, event);
    return event.preventDefault.mock.calls.length > 0;
  };
  return { contents, prevented };
}

beforeEach(() => void app.removeAllListeners());

describe('every WebContents, whoever makes it', () => {
  const elsewhere = [
    'https://evil.test/', 'https://meet.zoho.eu/', 'app://parley.evil.test/index.html', 'app://evil/', 'apps://parley/', 'file:///etc/passwd',
    'data:text/html,x', 'javascript:alert(1)', 'about:blank', 'blob:app://parley/1', 'parley://oauth/callback', '',
  ];

  it('stays on Parley’s own page, in every frame', () => {
    installGuards(app as unknown as App, log);
    const { prevented } = created();
    for (const url of elsewhere)
      for (const isMainFrame of [true, false]) expect(prevented('will-frame-navigate', url, isMainFrame), url).toBe(true);
    expect(prevented('will-frame-navigate', 'app://parley/index.html#/meetings')).toBe(false);
  });

  it('is not redirected elsewhere', () => {
    installGuards(app as unknown as App, log);
    const { prevented } = created();
    for (const url of elsewhere) expect(prevented('will-redirect', url), url).toBe(true);
    expect(prevented('will-redirect', 'app://parley/index.html')).toBe(false);
  });

  it('opens no window and takes no webview', () => {
    installGuards(app as unknown as App, log);
    const { contents, prevented } = created();
    for (const url of ['https://meet.zoho.eu/', 'about:blank', 'app://parley/index.html'])
      expect(contents.windowOpen?.({ url })).toEqual({ action: 'deny' });
    expect(prevented('will-attach-webview', 'https://meet.zoho.eu/')).toBe(true);
  });

  it('makes no peer connection by UDP', () => {
    installGuards(app as unknown as App, log);
    expect(created().contents.peers).toBe('disable_non_proxied_udp');
  });

  it('follows the policy of its session, for that session alone', () => {
    const guards = installGuards(app as unknown as App, log);
    const own = new RecordingSession('consent');
    const asked: unknown[] = [];
    guards.setPolicy(session(own), (url, frame) => {
      asked.push([url, frame]);
      return url === 'https://accounts.zoho.eu/';
    });
    const { prevented } = created(own);
    expect(prevented('will-frame-navigate', 'https://accounts.zoho.eu/')).toBe(false);
    expect(prevented('will-redirect', 'https://evil.test/', false)).toBe(true);
    expect(prevented('will-frame-navigate', 'app://parley/index.html')).toBe(true);
    expect(asked.slice(0, 2)).toEqual([
      ['https://accounts.zoho.eu/', { isMainFrame: true, redirected: false }],
      ['https://evil.test/', { isMainFrame: false, redirected: true }],
    ]);
    expect(created().prevented('will-frame-navigate', 'https://accounts.zoho.eu/')).toBe(true);
  });

  it('is told in the log by its host alone', () => {
    const lines: unknown[] = [];
    installGuards(app as unknown as App, { ...log, warn: (...line) => void lines.push(line) });
    created().prevented('will-frame-navigate', 'https://evil.test/?token=canary');
    expect(lines).toEqual([['navigation blocked', { to: 'evil.test' }]]);
  });
});

describe('a locked session', () => {
  const locked = () => {
    const own = new RecordingSession('any');
    lockSession(session(own));
    return own;
  };
  const call = (own: RecordingSession, name: string, ...args: unknown[]) =>
    (own.handlers[name] as ((...given: unknown[]) => unknown) | undefined)?.(...args);

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen', 'openExternal', 'pointerLock', 'usb', 'unknown'])(
    'refuses %s when it is asked for', (permission) => {
      const answer = vi.fn();
      call(locked(), 'request', {}, permission, answer, {});
      expect(answer.mock.calls).toEqual([[false]]);
    });

  it('has no permission to begin with', () => {
    for (const permission of ['media', 'clipboard-sanitized-write', 'notifications', 'serial'])
      expect(call(locked(), 'check', null, permission, 'app://parley', {})).toBe(false);
  });

  it('gives no device', () => {
    for (const deviceType of ['hid', 'serial', 'usb'])
      expect(call(locked(), 'device', { deviceType, origin: 'app://parley', device: {} })).toBe(false);
  });

  it('gives no screen to capture', () => {
    const answer = vi.fn();
    call(locked(), 'display', {}, answer);
    expect(answer.mock.calls).toEqual([[{}]]);
  });

  it('downloads nothing', () => {
    const event = { preventDefault: vi.fn() };
    locked().emit('will-download', event, {}, {});
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});
