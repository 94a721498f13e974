import { beforeAll, describe, expect, it, vi } from 'vitest';
import { channelOf } from '../../../contract/names.ts';
import { app, menus, recorded, session } from './recording-electron.ts';

vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

/** The composition root as a packed app runs it, with everything set that an unpackaged build would listen to. */
beforeAll(async () => {
  app.isPackaged = true;
  const variables = {
    PARLEY_USER_DATA: '/elsewhere', PARLEY_HEADLESS: '1', PARLEY_DEBUG_PORT: '9222', PARLEY_ZOHO_ORIGIN: 'http://127.0.0.1:1',
    PARLEY_HOST_LOG: '/elsewhere/log', PARLEY_HOST_CONTROL: '9223',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  await import('../../../electron/main.ts');
  await vi.waitFor(() => expect(recorded.windows).toHaveLength(1));
  // The rest is loaded after the window.
  await vi.waitFor(() => expect(menus).toHaveLength(1), 20_000);
}, 30_000);

const own = () => {
  const [window] = recorded.windows;
  if (!window) throw new Error('no window');
  return window;
};
const ask = (name: Parameters<typeof channelOf>[0], id: number, input?: unknown, url = 'app://parley/index.html') =>
  recorded.served.get(channelOf(name))?.({ sender: { id }, senderFrame: { url, parent: null } }, input);

describe('a packed Parley, as main puts it together', () => {
  it('sandboxes every renderer and registers its scheme before Electron is ready', () => {
    const at = (name: string) => recorded.calls.indexOf(name);
    expect(at('enableSandbox')).toBeGreaterThanOrEqual(0);
    expect(at('enableSandbox')).toBeLessThan(at('whenReady'));
    expect(at('registerSchemesAsPrivileged')).toBeGreaterThanOrEqual(0);
    expect(at('registerSchemesAsPrivileged')).toBeLessThan(at('whenReady'));
  });

  it('ignores every PARLEY_ variable', () => {
    expect(recorded.switches).toEqual([]);
    expect(recorded.calls).not.toContain('setPath');
    expect(own().options['show']).toBe(true);
  });

  it('has no developer tools in its menu, nor Electron’s own menu before that', () => {
    expect(recorded.calls.indexOf('no menu')).toBeGreaterThanOrEqual(0);
    expect(recorded.calls.indexOf('no menu')).toBeLessThan(recorded.calls.indexOf('whenReady'));
    expect(JSON.stringify(menus)).toContain('togglefullscreen');
    expect(JSON.stringify(menus)).not.toMatch(/devtools/i);
  });

  it('takes the single keys out of the menu, and brings them back, as the setting says', async () => {
    const { id } = own().webContents;
    const keys = () => JSON.stringify(menus.at(-1)).match(/"(?:accelerator|sublabel)":".(?=")/g);
    expect(keys()).toContain('"accelerator":"N');
    await ask('updateSettings', id, { singleKeys: false });
    expect(keys()).toBeNull();
    await ask('updateSettings', id, { appearance: 'dark' });
    expect(menus).toHaveLength(2);
    await ask('updateSettings', id, { singleKeys: true });
    expect(keys()).toContain('"accelerator":"N');
  });

  it('locks the session of its page before there is a window', () => {
    expect(Object.keys(session.defaultSession.handlers).toSorted()).toEqual(['check', 'device', 'display', 'request']);
    expect(session.defaultSession.listenerCount('will-download')).toBe(1);
    expect(Object.keys(session.defaultSession.schemes)).toEqual(['app']);
  });

  it('guards its window, and whatever else is made', () => {
    const { webContents } = own();
    for (const name of ['will-frame-navigate', 'will-redirect', 'will-attach-webview']) expect(webContents.listenerCount(name), name).toBe(1);
    expect(webContents.windowOpen?.({ url: 'https://meet.zoho.eu/' })).toEqual({ action: 'deny' });
    expect(app.listenerCount('web-contents-created')).toBe(1);
  });

  it('serves its own window alone', async () => {
    const { id } = own().webContents;
    expect(await ask('getAppInfo', id)).toMatchObject({ ok: true });
    for (const other of [id - 1, id + 1, 0, Number.NaN])
      expect(await ask('getAppInfo', other), String(other)).toMatchObject({ error: { code: 'untrusted-sender' } });
    expect(await ask('getAppInfo', id, undefined, 'https://accounts.zoho.eu/')).toMatchObject({ error: { code: 'untrusted-sender' } });
  });

  it('opens the console of a data centre, and nothing that the contract does not name', async () => {
    const { id } = own().webContents;
    expect(await ask('openConsole', id, { dataCentre: 'eu' })).toMatchObject({ ok: true });
    expect(await ask('openConsole', id, { dataCentre: 'evil.test/?' })).toMatchObject({ error: { code: 'invalid-input' } });
    expect(recorded.opened).toEqual(['https://api-console.zoho.eu/']);
  });
});
