import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWhenOld } from '../../build/fresh.ts';
import { pack } from '../../build/pack.ts';
import { configuration } from '../../build/package.ts';
import { readBundled } from '../../build/supply/bundled.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const slashed = (path: string) => path.replaceAll(sep, '/');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;

/** Files below a folder, as paths from it. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => slashed(join(entry.parentPath, entry.name).slice(folder.length + 1)));

/** Electron's fuses as it is published: version 1, then a byte for each. */
const published = (wire: string) =>
  Buffer.concat([
    Buffer.from('before'),
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, wire.length]),
    Buffer.from(wire),
    Buffer.from('after'),
  ]);

/** A folder that looks to electron-builder like Electron's own, without its 250 MB. */
function placeholderElectron(folder: string, wire: string): void {
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'electron'), published(wire), { mode: 0o755 });
  writeFileSync(join(folder, 'resources', 'default_app.asar'), 'the welcome page');
  writeFileSync(join(folder, 'version'), '0.0.0');
  for (const language of ['de', 'en-GB', 'en-US', 'ja']) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
}

// Linux's folder is the one that can be imitated and packed on any system; archive and fuses are the same code for all.
describe('the packed app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-packed-'));
  const packing = (name: string) => ({
    root,
    staged: join(folder, name, 'stage'),
    output: join(folder, name, 'dist'),
    electronDist: join(folder, name, 'electron'),
  });
  let app: string;
  let asar: string;

  beforeAll(async () => {
    buildWhenOld(root, process.execPath);
    const whole = packing('whole');
    placeholderElectron(whole.electronDist, '101100011');
    await pack(whole, ['dir'], Platform.LINUX);
    const unpacked = readdirSync(whole.output).find((name) => name.endsWith('-unpacked'));
    app = join(whole.output, unpacked ?? 'nothing was made');
    asar = join(app, 'resources', 'app.asar');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has an archive of the bundles and package.json, and nothing else', () => {
    const packed = listPackage(asar, { isPack: false })
      .map((path) => slashed(path).slice(1))
      .filter((path) => !('files' in statFile(asar, path)));
    const built = filesIn(join(root, 'out', 'app')).filter((path) => !path.endsWith('.map'));
    expect(packed.toSorted()).toEqual(['package.json', ...built.map((path) => `out/app/${path}`)].toSorted());
    expect(packed).toContain('out/app/main/main.js');
    expect(packed.filter((path) => /\.map$|\.tsx?$|node_modules|\btest\b/.test(path))).toEqual([]);
  });

  it('names no source map in its bundles', () => {
    for (const path of listPackage(asar, { isPack: false }).filter((name) => /\.c?js$/.test(name))) {
      expect(extractFile(asar, path.slice(1)).toString('utf8')).not.toMatch(/\/\/# sourceMappingURL/);
    }
  });

  it('imports nothing but Electron, Node and itself: there is no node_modules', () => {
    const main = listPackage(asar, { isPack: false }).filter((path) => slashed(path).startsWith('/out/app/main/') && path.endsWith('.js'));
    const imported = main.flatMap((path) => [
      ...extractFile(asar, path.slice(1)).toString('utf8').matchAll(/\b(?:from|import)\(?"([^"\s]+)"/g),
    ]);
    const names = new Set(imported.map(([, name = '']) => name));
    expect([...names]).toEqual(expect.arrayContaining(['electron', 'node:fs']));
    expect([...names].filter((name) => name !== 'electron' && !/^(?:node:|\.\/)/.test(name))).toEqual([]);
  });

  it('has the licence text of everything in the bundles beside its archive', () => {
    const notices = readFileSync(join(app, 'resources', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const heads = [...notices.matchAll(/^(\S+) (\S+) \(([^)]+)\)\n-{78}\n\n([^]*?)(?=\n-{78}\n|$(?![^]))/gm)];
    const shares = Object.values(readBundled(root)).flat();
    expect(heads.map(([, name, version]) => `${name}@${version}`).toSorted()).toEqual([...new Set(shares.map((share) => share.package))].toSorted());
    const grants: Record<string, RegExp> = {
      MIT: /Permission is hereby granted, free of charge/,
      ISC: /Permission to use, copy, modify, and\/or distribute/,
      'Apache-2.0': /Apache License\s+Version 2\.0/,
      'BSD-3-Clause': /Redistributions in binary form must reproduce/,
    };
    for (const [, name, , licence = '', text = ''] of heads) {
      expect(text, name).toMatch(grants[licence] ?? /^(?!)/);
      expect(text, name).toMatch(/copyright/i);
    }
  });

  it('tells about itself what a person may know, and nothing of how it was made', () => {
    const told = JSON.parse(extractFile(asar, 'package.json').toString('utf8')) as Record<string, unknown>;
    for (const key of ['name', 'productName', 'version', 'main', 'type']) expect(told[key]).toBe(manifest[key]);
    expect(Object.keys(told).toSorted()).toEqual(
      ['author', 'description', 'desktopName', 'homepage', 'license', 'main', 'name', 'productName', 'type', 'version'],
    );
    expect(() => statFile(asar, String(told['main']))).not.toThrow();
  });

  it('carries the hash of each file, which the integrity fuse checks', () => {
    const entry = statFile(asar, 'out/app/main/main.js');
    expect(entry).toMatchObject({ integrity: { algorithm: 'SHA256', hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });

  it("has the nine fuses set, whatever Electron's own were", async () => {
    expect(await getCurrentFuseWire(join(app, 'parley'))).toEqual({
      version: '1',
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
      [FuseV1Options.WasmTrapHandlers]: FuseState.ENABLE,
    });
  });

  it('is not made with an Electron that has a fuse nobody decided about', async () => {
    const newer = packing('newer');
    placeholderElectron(newer.electronDist, '1011000111');
    await expect(pack(newer, ['dir'], Platform.LINUX)).rejects.toThrow(/strictlyRequireAllFuses/);
  });

  it("holds none of Electron's welcome page, and English only", () => {
    expect(readdirSync(join(app, 'resources')).toSorted()).toEqual(['THIRD-PARTY-NOTICES.txt', 'app.asar']);
    expect(existsSync(join(app, 'version'))).toBe(false);
    expect(readdirSync(join(app, 'locales')).toSorted()).toEqual(['en-GB.pak', 'en-US.pak']);
  });
});

describe('the configuration of the installers', () => {
  const config = configuration({ root, staged: 'stage', output: 'dist', electronDist: 'electron' });

  it('has a target for each system', () => {
    expect([config.linux?.target, config.mac?.target, config.win?.target]).toEqual([['AppImage', 'deb', 'rpm'], ['dmg'], ['nsis']]);
  });

  it('registers parley: on each system', () => {
    // From these electron-builder writes MimeType of the Linux desktop entry, and CFBundleURLTypes of macOS.
    expect(config.protocols).toEqual([{ name: 'Parley', schemes: ['parley'] }]);
    // It writes nothing of the kind for Windows.
    const script = readFileSync(String(config.nsis?.include), 'utf8');
    expect(script).toMatch(/customInstall\n[^!]*Software\\Classes\\parley" "URL Protocol" ""/);
    expect(script).toContain(String.raw`parley\shell\open\command" "" '"$INSTDIR\$`);
    expect(script).toContain('{APP_EXECUTABLE_FILENAME}" -- "%1"\'');
    expect(script).toMatch(/customUnInstall\n\s+DeleteRegKey SHELL_CONTEXT "Software\\Classes\\parley"/);
  });

  it('names icons and entitlements that are there', () => {
    const files = [config.mac?.icon, config.mac?.entitlements, config.mac?.entitlementsInherit, config.win?.icon].map(String);
    for (const file of files) expect(existsSync(file), file).toBe(true);
    expect(readdirSync(String(config.linux?.icon))).toEqual(expect.arrayContaining(['16x16.png', '256x256.png', '512x512.png']));
    expect(config.mac?.hardenedRuntime).toBe(true);
  });

  it('sends nothing anywhere', () => {
    expect(config.publish).toBeNull();
  });
});
