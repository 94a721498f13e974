/** electron-store and electron-log without what they never run here: the same bundling as main's, in a small one of its own. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveOut } from '../../build/supply/left-out.ts';
import type { createLog } from '../../electron/shell/log.ts';
import type { openStore } from '../../electron/shell/stores.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-left-out-'));

interface Conf {
  new (options: { cwd: string; projectName: string; schema?: object; migrations?: object; projectVersion?: string }): {
    get(key: string): unknown;
  };
}

interface ElectronLog {
  readonly transports: { readonly remote: { (message: unknown): void; level: unknown } };
}

let built: { openStore: typeof openStore; createLog: typeof createLog; Conf: Conf; electronLog: ElectronLog };

beforeAll(async () => {
  // electron-store asks for Electron's app only without an absolute folder.
  writeFileSync(join(folder, 'electron.js'), 'export default {};\n');
  writeFileSync(
    join(folder, 'entry.js'),
    `export { openStore } from ${JSON.stringify(join(root, 'electron/shell/stores.ts'))};\n` +
      `export { createLog } from ${JSON.stringify(join(root, 'electron/shell/log.ts'))};\n` +
      `export { default as electronLog } from ${JSON.stringify(join(root, 'node_modules/electron-log/node.js'))};\n` +
      `export { default as Conf } from ${JSON.stringify(join(root, 'node_modules/conf/dist/source/index.js'))};\n`,
  );
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [leaveOut()],
    resolve: { alias: { electron: join(folder, 'electron.js') } },
    ssr: { noExternal: true },
    build: { ssr: join(folder, 'entry.js'), outDir: join(folder, 'out'), minify: false },
  });
  built = (await import(pathToFileURL(join(folder, 'out', 'entry.mjs')).href)) as typeof built;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('electron-store without ajv and semver', () => {
  it('keeps, reads again, deletes, and sets a damaged file aside', () => {
    const { store } = built.openStore(folder, 'settings', 0);
    store.set('a.b', { deep: ['ä', 1, null] });
    store.set('gone', 1);
    store.delete('gone');
    const again = built.openStore(folder, 'settings', 0);
    expect([again.setAside, again.store.get('a.b'), again.store.get('gone')]).toEqual([null, { deep: ['ä', 1, null] }, undefined]);
    const file = join(folder, 'settings.json');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, '{"a.b": ');
    const anew = built.openStore(folder, 'settings', 0);
    expect(anew.setAside).toContain('settings.json.corrupt-');
    expect(anew.store.get('a.b')).toBeUndefined();
  });

  it('says so when a schema or a migration is asked for after all', () => {
    const open = (more: object) => () => new built.Conf({ cwd: folder, projectName: 'parley', ...more });
    expect(open({ schema: { a: { type: 'string' } } })).toThrow('ajv is not in this build');
    expect(open({ migrations: { '1.0.0': () => undefined }, projectVersion: '1.0.0' })).toThrow('semver.valid is not in this build');
  });

  it('holds neither', () => {
    const code = readFileSync(join(folder, 'out', 'entry.mjs'), 'utf8');
    expect(code).not.toMatch(/node_modules\/(?:ajv|semver|fast-uri)/);
    expect(code.length).toBeLessThan(200_000);
  });
});

describe('electron-log without its way to a server', () => {
  it('writes to the file', async () => {
    const log = built.createLog(folder, true);
    log.warn('the reason', { code: 7 });
    await expect.poll(() => readFileSync(log.file, 'utf8')).toMatch(/\[warn\].*the reason.*code: 7/);
    expect(built.electronLog.transports.remote.level).toBe(false);
  });

  it('says so when it is asked for after all', () => {
    expect(() => built.electronLog.transports.remote({})).toThrow('remote transport is not in this build');
  });

  it('does not load HTTP', () => {
    const code = readFileSync(join(folder, 'out', 'entry.mjs'), 'utf8');
    expect(code).toContain('child_process');
    expect(code).not.toMatch(/['"](?:node:)?(?:https?|tls|net)['"]/);
  });
});
