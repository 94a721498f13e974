import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nameOf, readLock } from '../../../build/supply/lock.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const lock = readLock(root);
const locked = Object.entries(lock.packages).filter(([folder]) => folder !== '');

type Names = Record<string, string>;
const manifest = JSON.parse(text('package.json')) as Record<string, unknown> & {
  scripts: Names;
  devDependencies: Names;
  optionalDependencies: Names;
  allowScripts: Record<string, unknown>;
};

/** Packages with a script that npm would run when it installs them, and why none of them needs it. */
const scripted: Names = {
  'electron-winstaller': 'brings its own 7-Zip for Squirrel installers, which Parley does not make',
};
const hooks = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare', 'prepublish'];

describe('package.json', () => {
  it('names one exact version of everything', () => {
    const wanted = { ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    // Everything is bundled: what the app needs at run time is in its bundles (docs/BUNDLED.md).
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('is what package-lock.json was made from', () => {
    const top = lock.packages[''] as Record<string, unknown>;
    for (const key of ['name', 'version', 'license', 'engines', 'devDependencies', 'optionalDependencies']) {
      expect(top[key], key).toEqual(manifest[key]);
    }
    expect([lock.name, lock.version, lock.lockfileVersion]).toEqual([manifest['name'], manifest['version'], 3]);
    for (const [name, version] of Object.entries({ ...manifest.devDependencies, ...manifest.optionalDependencies })) {
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('has no script that npm runs by itself: .npmrc switches them off', () => {
    const names = Object.keys(manifest.scripts);
    expect(names.filter((name) => hooks.includes(name))).toEqual([]);
    expect(names.filter((name) => names.some((other) => name === `pre${other}` || name === `post${other}`))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('locks everything by the SHA-512 of its archive', () => {
    expect(locked.length).toBeGreaterThan(400);
    const loose = locked.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
    expect(loose.map(([folder]) => folder)).toEqual([]);
  });

  it('takes everything from the registry that npm is set up with: no address, repository, file or link', () => {
    expect(locked.filter(([, { resolved, link }]) => resolved !== undefined || link).map(([folder]) => folder)).toEqual([]);
    const wishes = Object.values(lock.packages).flatMap((entry) => [
      ...Object.entries({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies, ...entry.peerDependencies }),
    ]);
    expect(wishes.filter(([, range]) => /[:/]/.test(range))).toEqual([]);
  });

  it('has one exact version for each', () => {
    expect(locked.filter(([, { version = '' }]) => !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version)).map(([folder]) => folder)).toEqual([]);
  });
});

describe('install scripts', () => {
  it('are had by nobody but those named, and denied to all of them', () => {
    const names = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([folder, entry]) => nameOf(folder, entry));
    expect(names.toSorted()).toEqual(Object.keys(scripted).toSorted());
    expect(manifest.allowScripts).toEqual(Object.fromEntries(Object.keys(scripted).map((name) => [name, false])));
  });

  it('are not had by a package that is installed here and does not say so in the lock', () => {
    const installed = locked.filter(([folder]) => existsSync(join(root, folder, 'package.json')));
    expect(installed.length).toBeGreaterThan(300);
    const having = installed.filter(([folder]) => {
      const { scripts = {} } = JSON.parse(text(join(folder, 'package.json'))) as { scripts?: Names };
      // npm compiles what has a binding.gyp, without being told.
      return ['preinstall', 'install', 'postinstall'].some((hook) => hook in scripts) || existsSync(join(root, folder, 'binding.gyp'));
    });
    const unnamed = having.map(([folder, entry]) => nameOf(folder, entry)).filter((name) => !(name in scripted));
    expect(unnamed).toEqual([]);
  });

  it('are switched off for whoever installs by hand, which also keeps the registry out of the lock', () => {
    const settings = text('.npmrc').trim().split('\n');
    expect(settings).toEqual(expect.arrayContaining(['ignore-scripts=true', 'omit-lockfile-registry-resolved=true', 'save-exact=true']));
    expect(settings.filter((line) => /registry=|script-shell|_auth|\/\//.test(line))).toEqual([]);
  });
});
