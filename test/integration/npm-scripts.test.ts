import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-npm-'));
const script = process.env['npm_execpath'];
const windows = process.platform === 'win32';

/** npm as a person types it: with no setting but those of the folder's own .npmrc, and off-line. */
function npm(cwd: string, ...args: readonly string[]) {
  const none = { npm_config_userconfig: join(folder, 'no-user'), npm_config_globalconfig: join(folder, 'no-global') };
  const settings = { ...none, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true' };
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(?:config|package|lifecycle)_/i.test(name));
  const env = { ...Object.fromEntries(inherited), ...settings };
  const [command, before] = script && /\.c?js$/.test(script) ? [process.execPath, [script]] : [windows ? 'npm.cmd' : 'npm', []];
  return spawnSync(command, [...before, ...args], { cwd, env, encoding: 'utf8', shell: windows && before.length === 0 });
}

/** A project with a dependency; both want to run something when they are installed. */
function project(name: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'curious'), { recursive: true });
  const noted = (file: string) => `node -e "require('fs').writeFileSync('${file}', '')"`;
  const write = (file: string, value: object) => writeFileSync(join(path, file), JSON.stringify(value));
  write('package.json', {
    name,
    version: '1.0.0',
    dependencies: { curious: 'file:./curious' },
    scripts: { postinstall: noted('own-ran'), prehello: noted('hook-ran'), hello: noted('hello-ran') },
  });
  write('curious/package.json', { name: 'curious', version: '1.0.0', scripts: { postinstall: noted('dependency-ran') } });
  return path;
}

const ran = (path: string) =>
  ['own-ran', 'curious/dependency-ran', 'hook-ran', 'hello-ran'].filter((file) => existsSync(join(path, file)));

describe("npm with Parley's .npmrc", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('would run install scripts and hooks without it', () => {
    const path = project('without');
    expect(npm(path, 'install')).toMatchObject({ status: 0 });
    npm(path, 'run', 'hello');
    expect(ran(path)).toEqual(['own-ran', 'curious/dependency-ran', 'hook-ran', 'hello-ran']);
  });

  it('runs no install script, whoever types npm install or npm ci, and still runs what is asked for by name', () => {
    const path = project('with');
    copyFileSync(join(root, '.npmrc'), join(path, '.npmrc'));
    expect(npm(path, 'install')).toMatchObject({ status: 0 });
    expect(npm(path, 'ci')).toMatchObject({ status: 0 });
    expect(ran(path)).toEqual([]);
    expect(npm(path, 'run', 'hello')).toMatchObject({ status: 0 });
    expect(ran(path)).toEqual(['hello-ran']);
  });
});
