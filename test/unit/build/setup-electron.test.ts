import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askForElectron, electronBinary, refusal, refusedLately } from '../../../build/setup/electron.mjs';

const now = Date.UTC(2026, 5, 1);
const hour = 60 * 60 * 1000;

describe("Electron's program", () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  /** An installer that puts the program there, or fails as Electron's own does. */
  const installer = (succeeds: boolean) =>
    succeeds
      ? `const fs = require('fs'); const at = (p) => __dirname + '/' + p;
         fs.mkdirSync(at('dist')); fs.writeFileSync(at('dist/version'), '45.4.1');
         fs.writeFileSync(at('dist/electron'), ''); fs.writeFileSync(at('path.txt'), 'electron');`
      : `console.error(new TypeError('fetch failed').stack); process.exit(1);`;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-electron-'));
    write('node_modules/electron/package.json', JSON.stringify({ version: '45.4.1' }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is there only when the locked version was unpacked completely', () => {
    expect(electronBinary(root)).toBeUndefined();
    write('node_modules/electron/path.txt', 'electron');
    write('node_modules/electron/dist/version', 'v45.4.1');
    expect(electronBinary(root)).toBeUndefined();
    write('node_modules/electron/dist/electron', '');
    expect(electronBinary(root)).toBe(join(root, 'node_modules/electron/dist/electron'));
    write('node_modules/electron/dist/version', '44.0.0');
    expect(electronBinary(root)).toBeUndefined();
  });

  it('that cannot be had is told in one line without a stack, and not asked for again for a day', async () => {
    write('node_modules/electron/install.js', installer(false));
    const said: string[] = [];
    await askForElectron({ root, say: (line: string) => said.push(line), env: process.env, now });
    expect(said).toHaveLength(2);
    expect(said[1]).toContain('Not to be had (its download server could not be reached)');
    expect(said.join('\n')).not.toMatch(/TypeError|\bat .*:\d+/);
    expect(refusedLately(root, now + 23 * hour)).toBe(true);
    expect(refusedLately(root, now + 25 * hour)).toBe(false);
    expect(refusedLately(root, now - hour)).toBe(false);
  });

  it('is asked for again at once when another version is locked', async () => {
    write('node_modules/electron/install.js', installer(false));
    await askForElectron({ root, say: () => {}, env: process.env, now });
    write('node_modules/electron/package.json', JSON.stringify({ version: '45.5.0' }));
    expect(refusedLately(root, now)).toBe(false);
  });

  it('that came is used, and an earlier refusal forgotten', async () => {
    write('node_modules/electron/install.js', installer(false));
    await askForElectron({ root, say: () => {}, env: process.env, now });
    write('node_modules/electron/install.js', installer(true));
    await askForElectron({ root, say: () => {}, env: process.env, now });
    expect(electronBinary(root)).toBeDefined();
    expect(refusedLately(root, now)).toBe(false);
  });

  it.each([
    [{ output: 'HTTPError: Response code 403 (Forbidden)', timedOut: false }, 'the download server answered 403'],
    [{ output: '', timedOut: true }, 'the download did not end within 60.0 s'],
    [{ output: 'Error: Generated checksum for "x" did not match', timedOut: false }, 'what was downloaded did not have the right checksum'],
    [{ output: 'Error: ENOSPC: no space left on device', timedOut: false }, 'the disk is full'],
    [{ output: 'TypeError: fetch failed', timedOut: false }, 'its download server could not be reached'],
  ])('%j is told as "%s"', (outcome, words) => expect(refusal(outcome)).toBe(words));
});
