import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Stage } from '../../../electron/compose.ts';
import { callNames, channelOf } from '../../../contract/names.ts';
import { app, nativeTheme, recorded, session } from './recording-electron.ts';

vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

const gate = vi.hoisted(() => Promise.withResolvers<void>());
const composed = vi.hoisted(() => ({ stages: [] as unknown[] }));
/** The rest, as slow as the test likes. */
vi.mock('../../../electron/compose.ts', async (load) => {
  const original = await load<typeof import('../../../electron/compose.ts')>();
  await gate.promise;
  return {
    compose: (stage: Stage) => {
      composed.stages.push(stage);
      return original.compose(stage);
    },
  };
});

const ask = (name: Parameters<typeof channelOf>[0], id = 1) =>
  recorded.served.get(channelOf(name))?.({ sender: { id }, senderFrame: { url: 'app://parley/index.html', parent: null } });

/** What the session refused when the window was made. */
let refusedThen: string[] = [];

/** Main in the moment in which its window is asked for and nothing else is loaded. */
beforeAll(async () => {
  app.isPackaged = true;
  mkdirSync(app.getPath('userData'), { recursive: true });
  writeFileSync(join(app.getPath('userData'), 'settings.json'), JSON.stringify({ settings: { appearance: 'dark' } }));
  app.once('web-contents-created', () => (refusedThen = Object.keys(session.defaultSession.handlers)));
  await import('../../../electron/main.ts');
  await vi.waitFor(() => expect(recorded.windows).toHaveLength(1));
});

describe('before the rest is loaded', () => {
  it('sandbox, scheme, session and guards are there', () => {
    expect(composed.stages).toEqual([]);
    const at = (name: string) => recorded.calls.indexOf(name);
    for (const name of ['enableSandbox', 'registerSchemesAsPrivileged', 'no menu', 'requestSingleInstanceLock']) {
      expect(at(name), name).toBeGreaterThanOrEqual(0);
      expect(at(name), name).toBeLessThan(at('BrowserWindow'));
    }
    expect(refusedThen.toSorted()).toEqual(['check', 'device', 'display', 'request']);
    expect(Object.keys(session.defaultSession.schemes)).toEqual(['app']);
    const [window] = recorded.windows;
    for (const name of ['will-frame-navigate', 'will-redirect', 'will-attach-webview'])
      expect(window?.webContents.listenerCount(name), name).toBe(1);
    expect(window?.urls).toEqual(['app://parley/index.html']);
  });

  it('the window has the colours of the settings', () => {
    expect(nativeTheme.themeSource).toBe('dark');
  });

  it('every call is served, and refused at once to who may not call', async () => {
    for (const name of callNames) expect(await ask(name, 2), name).toMatchObject({ error: { code: 'untrusted-sender' } });
  });

  it('calls, links and a second start wait for it, and none is lost', async () => {
    const info = vi.fn();
    const early = ask('getAppInfo')?.then(info);
    app.emit('second-instance', {}, ['parley', 'parley://meeting/1']);
    app.emit('open-url', { preventDefault: () => undefined }, 'parley://webinar/2');
    app.emit('activate');
    const taken = ask('takeLink');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(info).not.toHaveBeenCalled();
    expect(composed.stages).toEqual([]);
    gate.resolve();
    await early;
    expect(info).toHaveBeenCalledWith(expect.objectContaining({ ok: true }));
    // Of several the last one counts.
    expect(await taken).toEqual({ ok: true, value: { type: 'session', kind: 'webinar', key: '2' } });
    expect(recorded.windows).toHaveLength(1);
    expect(composed.stages).toHaveLength(1);
  }, 30_000);
});
