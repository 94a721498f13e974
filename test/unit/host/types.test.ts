import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Checks, OptionChecks, events } from '../../host/electron-types.ts';
import { makeTypes, withoutModules } from '../../host/make-types.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Each line that ends with `// wrong` must fail, and no other. */
const misuse = `
import { app, BrowserWindow, session, type WebContents } from 'electron';
const window = new BrowserWindow({ width: 1, webPreferences: { sandbox: true } });
window.setTitle('known');
app.setBadgeCount(3);
app.isEmojiPanelSupported(); // wrong
new BrowserWindow({ kiosk: true }); // wrong
new BrowserWindow({ webPreferences: { plugins: true } }); // wrong
window.on('enter-full-screen', () => undefined); // wrong
const contents: WebContents = window.webContents;
contents.beginFrameSubscription(() => undefined); // wrong
session.defaultSession.setSSLConfig({}); // wrong
app.on('web-contents-created', (_event, made) => made.startPainting()); // wrong
`;

const drift = `
import type { agree, Compared, Must } from '../../../test/host/electron-types.ts';
declare class Good { setTitle(title: string): void; }
declare class Drifted { setTitle(title: number): void; }
declare class Invented { setHeadline(title: string): void; }
export type Fine = Must<Compared<Good, Electron.BrowserWindow, never>>;
export type First = Must<Compared<Drifted, Electron.BrowserWindow, never>>; // wrong
export type Second = Must<Compared<Invented, Electron.BrowserWindow, never>>; // wrong
declare const window: Electron.BrowserWindow;
declare const mine: typeof agree;
window.on('page-title-updated', mine<[event: Electron.Event, title: string, explicitSet: boolean]>());
window.on('page-title-updated', mine<[event: Electron.Event, title: number, explicitSet: boolean]>()); // wrong
window.on('no-such-event', mine<[]>()); // wrong
`;

const wrong = (file: string, text: string) =>
  text.split('\n').flatMap((line, index) => (line.endsWith('// wrong') ? [`${file}:${index + 1}`] : []));

describe('the type check of the stand-in', () => {
  it('is part of the type check of everything', () => {
    expectTypeOf<Checks[0] | OptionChecks[0] | typeof events>().not.toBeNever();
  });

  it("leaves out the module, which would hide the stand-in, and keeps the namespace", () => {
    expect(withoutModules("a\ndeclare module 'electron' {\n  export = E;\n}\ndeclare module 'electron/main' {\n  x\n}\nb\n")).toBe('a\nb\n');
  });

  it('fails on what the stand-in does not have, and on a signature that is not Electron’s', () => {
    makeTypes();
    const base = join(root, 'out/host');
    mkdirSync(base, { recursive: true });
    const folder = mkdtempSync(join(base, 'misuse-'));
    try {
      writeFileSync(join(folder, 'misuse.ts'), misuse);
      writeFileSync(join(folder, 'drift.ts'), drift);
      writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../../tsconfig.host.json", "include": ["*.ts", "../electron.d.ts"] }');
      const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'], {
        encoding: 'utf8',
        cwd: folder,
      });
      const failed = [...stdout.matchAll(/^([\w./-]+)\((\d+),\d+\): error/gm)].map(([, file = '', line = '']) => `${file.split('/').at(-1)}:${line}`);
      expect([...new Set(failed)].toSorted()).toEqual([...wrong('misuse.ts', misuse), ...wrong('drift.ts', drift)].toSorted());
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
