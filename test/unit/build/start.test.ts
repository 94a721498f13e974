import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuildOld } from '../../../build/fresh.ts';
import { chooseLaunch } from '../../../build/launch.ts';
import { runApp } from '../../../build/run-app.ts';

describe('what runs the app', () => {
  const machine = { platform: 'linux', env: { DISPLAY: ':0' }, electron: '/e/electron', node: '/n/node', isRoot: false };

  it('is Electron where its program and a display are there', () => {
    const launch = chooseLaunch(machine);
    expect(launch).toMatchObject({ host: 'electron', command: '/e/electron', sentence: 'Parley runs on Electron.' });
    expect(launch.args).toHaveLength(1);
    expect(chooseLaunch({ ...machine, isRoot: true }).args[0]).toBe('--no-sandbox');
  });

  it('is the stand-in without the program, and says why', () => {
    const launch = chooseLaunch({ ...machine, electron: undefined });
    expect(launch).toMatchObject({ host: 'stand-in', command: '/n/node' });
    expect(launch.args[0]).toBe('--import');
    expect(launch.args[1]).toMatch(/^file:.*test\/host\/register\.ts$/);
    expect(launch.sentence).toContain("Electron's program is not to be had here");
  });

  it('is the stand-in without a display on Linux, and says why', () => {
    expect(chooseLaunch({ ...machine, env: {} })).toMatchObject({
      host: 'stand-in',
      sentence: 'Parley runs on its stand-in with Chromium (Electron needs a display on Linux).',
    });
    expect(chooseLaunch({ ...machine, platform: 'darwin', env: {} }).host).toBe('electron');
  });
});

describe('whether the build is old', () => {
  let root: string;
  const write = (path: string, at: number) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), at, at);
  };
  const folderTime = (path: string, at: number) => utimesSync(join(root, path), at, at);
  const bundles = ['out/app/main/main.js', 'out/app/preload/preload.cjs', 'out/app/renderer/index.html', 'out/bundled.json'];
  const sources = ['contract/api.ts', 'electron/main.ts', 'renderer/ui/a.tsx', 'vite.config.ts', 'package-lock.json'];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-fresh-'));
    for (const file of sources) write(file, 1000);
    for (const folder of ['contract', 'electron', 'renderer', 'renderer/ui']) folderTime(folder, 1000);
    for (const file of bundles) write(file, 2000);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is not, when every bundle is newer than every source', () => expect(isBuildOld(root)).toBe(false));

  it.each(bundles)('is, when %s is missing', (file) => {
    rmSync(join(root, file));
    expect(isBuildOld(root)).toBe(true);
  });

  it.each(sources)('is, when %s has changed', (file) => {
    write(file, 3000);
    expect(isBuildOld(root)).toBe(true);
  });

  it('is, when a source was removed', () => {
    rmSync(join(root, 'renderer/ui/a.tsx'));
    expect(isBuildOld(root)).toBe(true);
  });

  it('is, when one bundle alone is older than a source', () => {
    write('out/app/preload/preload.cjs', 500);
    expect(isBuildOld(root)).toBe(true);
  });
});

describe('running the app', () => {
  const node = (script: string) => ({
    host: 'stand-in' as const, sentence: '', command: process.execPath, args: ['-e', script],
  });

  it('passes its exit code and the environment on', async () => {
    const env = { ...process.env, PARLEY_TEST_CODE: '7' };
    expect(await runApp(node('process.exit(Number(process.env.PARLEY_TEST_CODE))'), env)).toBe(7);
  });

  it('tells an end by a signal as shells do', async () => {
    expect(await runApp(node('process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 5000)'), process.env)).toBe(137);
  });

  it('passes SIGTERM on, and waits for a clean end', async () => {
    const script = 'process.on("SIGTERM", () => process.exit(0)); process.kill(process.ppid, "SIGTERM"); setTimeout(() => {}, 5000)';
    const self = () => {};
    process.on('SIGTERM', self);
    try {
      expect(await runApp(node(script), process.env)).toBe(0);
    } finally {
      process.removeListener('SIGTERM', self);
    }
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });

  it('says so when the program is not there', async () => {
    await expect(runApp({ ...node(''), command: '/nowhere/at-all' }, process.env)).rejects.toThrow('could not be started');
  });
});
