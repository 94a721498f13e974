/** electron-store, electron-log and zod without what they never run here: the same bundling as main's, in a small one of its own. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLeftToNode, leaveOut } from '../../build/supply/left-out.ts';
import { calls } from '../../contract/api.ts';
import type { createRequestSecrets } from '../../electron/account/pkce.ts';
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

let built: {
  openStore: typeof openStore;
  createLog: typeof createLog;
  Conf: Conf;
  electronLog: ElectronLog;
  calls: typeof calls;
  createRequestSecrets: typeof createRequestSecrets;
};

beforeAll(async () => {
  // electron-store asks for Electron's app only without an absolute folder.
  writeFileSync(join(folder, 'electron.js'), 'export default {};\n');
  writeFileSync(
    join(folder, 'entry.js'),
    `export { openStore } from ${JSON.stringify(join(root, 'electron/shell/stores.ts'))};\n` +
      `export { createLog } from ${JSON.stringify(join(root, 'electron/shell/log.ts'))};\n` +
      `export { default as electronLog } from ${JSON.stringify(join(root, 'node_modules/electron-log/node.js'))};\n` +
      `export { calls } from ${JSON.stringify(join(root, 'contract/api.ts'))};\n` +
      `export { createRequestSecrets } from ${JSON.stringify(join(root, 'electron/account/pkce.ts'))};\n` +
      `export { default as Conf } from ${JSON.stringify(join(root, 'node_modules/conf/dist/source/index.js'))};\n`,
  );
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [leaveOut()],
    resolve: { alias: { electron: join(folder, 'electron.js') } },
    ssr: { noExternal: true },
    build: {
      ssr: join(folder, 'entry.js'), outDir: join(folder, 'out'), minify: false, rolldownOptions: { external: isLeftToNode },
    },
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
    expect(code).toMatch(/node_modules\/conf\//);
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

  it('loads neither HTTP nor what starts programs', () => {
    const code = readFileSync(join(folder, 'out', 'entry.mjs'), 'utf8');
    expect(code).toMatch(/node_modules\/electron-log\//);
    expect(code).not.toMatch(/['"](?:node:)?(?:https?|tls|net|dgram|child_process|worker_threads)['"]/);
  });
});

describe('zod without JSON schema', () => {
  it('reads every call as with it', () => {
    expect(Object.keys(built.calls)).toEqual(Object.keys(calls));
    const tried = [{}, undefined, 1, { kind: 'meeting', listType: 'past', search: '', offset: 0, limit: 5 }, { from: 1, to: 2 }, { more: 1 }];
    const verdicts = (which: typeof calls) =>
      Object.values(which).flatMap(({ input, output }) => [input, output].map((schema) => tried.map((value) => {
        const { success, data, error } = schema.safeParse(value);
        return success ? data : JSON.stringify(error.issues);
      })));
    expect(verdicts(built.calls)).toEqual(verdicts(calls));
  });

  it('says so when it is asked for after all', () => {
    expect(() => built.calls.listSessions.input.toJSONSchema()).toThrow('zod’s JSON schema is not in this build');
  });
});

describe('Node’s modules without what their getters load', () => {
  it('are there, and asked for nothing else', () => {
    const code = readFileSync(join(folder, 'out', 'entry.mjs'), 'utf8');
    expect(code).not.toMatch(/^import .*["']node:(?:crypto|process|util)["']/m);
    expect(code).toMatch(/^import .*["']node:fs["']/m);
    expect(built.createRequestSecrets().challenge).toMatch(/^[\w-]{43}$/);
  });
});
