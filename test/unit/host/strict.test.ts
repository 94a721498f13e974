import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { absent } from '../../host/absent.ts';
import standIn, * as named from '../../host/electron.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const filesOf = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }));

const words = (list: string) => list.split(',').map((word) => word.trim()).filter((word) => word !== '' && !word.startsWith('type '));

/** What is imported from `electron` at run time. */
function importsOf(text: string): string[] {
  const lists = [...text.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']electron["']/g)].flatMap(([, list = '']) => words(list));
  return lists.map((word) => word.split(/\s+as\s+/)[0] ?? '');
}

describe('the stand-in', () => {
  it('exports whatever the app imports from electron', () => {
    const sources = filesOf('electron', /(?<!preload)\.ts$/);
    const imported = new Set(sources.flatMap(({ text }) => importsOf(text)));
    expect(imported).toContain('BrowserWindow');
    expect([...imported].filter((name) => !(name in named))).toEqual([]);
  });

  it('reads imports as the bundler writes them', () => {
    expect(importsOf('import e,{app as t,shell as n}from"electron";import{x}from"other"')).toEqual([]);
    expect(importsOf('import{app as t,shell as n}from"electron"')).toEqual(['app', 'shell']);
    expect(importsOf("import { app,\n type Session } from 'electron'")).toEqual(['app']);
  });

  it("leaves the app no way around the check by Electron's global types", () => {
    const used = filesOf('electron', /\.ts$/).flatMap(({ text }) => [...text.matchAll(/\bElectron\.(\w+)/g)].map(([, type]) => type));
    expect(used.filter((type) => type !== 'Event')).toEqual([]);
  });

  it('refuses what it neither has nor declares absent, by name', () => {
    const strange = (object: object, member: string) => () => (object as Record<string, unknown>)[member];
    const { app, BrowserWindow, ipcMain, safeStorage, session } = standIn;
    expect(strange(app, 'dance')).toThrow('app.dance is not implemented by the stand-in');
    expect(strange(ipcMain, 'dance')).toThrow('ipcMain.dance is not implemented by the stand-in');
    expect(strange(session.defaultSession, 'dance')).toThrow('session.dance is not implemented by the stand-in');
    expect(strange(session.defaultSession.webRequest, 'onBeforeSendHeaders')).toThrow('webRequest.onBeforeSendHeaders is not');
    expect(strange(safeStorage, 'encryptString')).toThrow('safeStorage.encryptString is not implemented by the stand-in');
    expect(strange(BrowserWindow, 'addExtension')).toThrow('BrowserWindow.addExtension is not implemented by the stand-in');
    expect(strange(standIn, 'dance')).toThrow('electron.dance is not implemented by the stand-in');
    expect(() => app.on('continue-activity' as 'ready', () => undefined)).toThrow("app event 'continue-activity' is not implemented");
  });

  it('stays an ordinary object for JavaScript itself', async () => {
    const { app } = standIn;
    expect(await app).toBe(app);
    expect([String(app), app.hasOwnProperty('x'), 'dance' in app]).toEqual(['[object Object]', false, false]);
    expect(app.on('activate', () => undefined)).toBe(app);
  });

  it('throws for everything that it declares absent', () => {
    const owners: Record<string, object> = { ...standIn, webRequest: standIn.session.defaultSession.webRequest, session: standIn.session.defaultSession };
    for (const [owner, members] of Object.entries(absent)) {
      for (const member of members) {
        if (owner === 'electron') {
          expect(() => (named as unknown as Record<string, () => unknown>)[member]?.()).toThrow(`${member} is not implemented by the stand-in`);
        } else if (owner !== 'BrowserWindow' && owner !== 'webContents') {
          expect(() => (owners[owner] as Record<string, unknown>)[member]).toThrow(`${owner}.${member} is not implemented by the stand-in`);
        }
      }
    }
  });

  it('lists nothing as absent that it has', () => {
    const { BrowserWindow, webContents } = standIn;
    expect(absent.BrowserWindow.filter((name) => Object.hasOwn(BrowserWindow.prototype, name))).toEqual([]);
    expect(absent.webContents.filter((name) => Object.hasOwn(webContents.prototype, name))).toEqual([]);
  });

  it('fetches as net.fetch does: a redirect is followed or an error, never shown', async () => {
    await expect(standIn.net.fetch('http://127.0.0.1:9/', { redirect: 'manual' })).rejects.toThrow("redirect: 'manual'");
    await expect(standIn.net.fetch('app://parley/')).rejects.toThrow("net.fetch of 'app:' is not implemented by the stand-in");
  });
});
