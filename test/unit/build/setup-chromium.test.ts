import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chromiumNote, firstChromium, knownChromium, oldestChromium, standardPlaces } from '../../../build/setup/chromium.mjs';

describe('where a Chromium is looked for', () => {
  it('on Linux: on the PATH first, snaps last', () => {
    const places = standardPlaces({ platform: 'linux', env: { PATH: '/snap/bin:/home/ada/bin' } });
    expect(places[0]).toBe('/home/ada/bin/google-chrome');
    expect(places).toContain('/usr/bin/chromium');
    expect(places).toContain('/opt/microsoft/msedge/msedge');
    expect(places.findIndex((place) => place.startsWith('/snap/'))).toBeGreaterThan(places.indexOf('/usr/bin/microsoft-edge'));
    expect(new Set(places).size).toBe(places.length);
  });

  it('on macOS: in the application folders', () => {
    const places = standardPlaces({ platform: 'darwin', env: { HOME: '/Users/ada' } });
    expect(places).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(places).toContain('/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge');
  });

  it('on Windows: in the program folders that there are', () => {
    const places = standardPlaces({ platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' } });
    expect(places).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(places).toHaveLength(3);
  });
});

describe('which Chromium is taken', () => {
  let root: string;
  const file = (name: string) => {
    const path = join(root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    return path;
  };
  const versions = (table: Record<string, string>) => async (path: string) => table[path];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-chromium-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('the first that is there, runs and is recent enough', async () => {
    const [stub, old, good] = [file('stub'), file('old'), file('good')];
    const ask = versions({ [old]: `${oldestChromium - 1}.0.1.2`, [good]: `${oldestChromium}.0.0.0` });
    const answer = await firstChromium([join(root, 'absent'), stub, old, good], ask);
    expect(answer.found).toEqual({ path: good, version: `${oldestChromium}.0.0.0` });
    expect(answer.tooOld.map(({ path }) => path)).toEqual([old]);
  });

  it('none when no file runs as one', async () => {
    expect(await firstChromium([file('stub')], versions({}))).toEqual({ tooOld: [] });
  });

  it('the one of an earlier set-up, while it is the same program', () => {
    const path = file('chromium');
    const note = { path, version: '156.0.0.0', modified: statSync(path).mtimeMs, asked: false };
    file(chromiumNote);
    writeFileSync(join(root, chromiumNote), JSON.stringify(note));
    expect(knownChromium(root, {})).toMatchObject({ path });
    expect(knownChromium(root, { PARLEY_CHROMIUM: path })).toMatchObject({ path });
    expect(knownChromium(root, { PARLEY_CHROMIUM: '/another' })).toBeUndefined();
    writeFileSync(join(root, chromiumNote), JSON.stringify({ ...note, modified: 1 }));
    expect(knownChromium(root, {})).toBeUndefined();
    writeFileSync(join(root, chromiumNote), JSON.stringify({ ...note, asked: true }));
    expect(knownChromium(root, {})).toBeUndefined();
    rmSync(path);
    expect(knownChromium(root, {})).toBeUndefined();
  });
});
