import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { readContents } from '../../build/supply/contents.ts';
import { documentOf, withoutSizes } from '../../build/supply/document.ts';
import { readElectron } from '../../build/supply/electron.ts';
import { readCode, readScripts, type BundleCode } from './bundle-code.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = new Map<string, readonly BundleCode[]>();
/** The scripts of a bundle, read once. */
function bundle(name: string): readonly BundleCode[] {
  const scripts = read.get(name) ?? readScripts(join(root, 'out', 'app', name));
  read.set(name, scripts);
  return scripts;
}
const unique = (names: readonly string[]) => [...new Set(names)].toSorted();

/** Node's modules that main's bundle may reach, and what for. */
const builtins: Readonly<Record<string, string>> = {
  buffer: 'files that are stored (conf)',
  crypto: 'state, PKCE and ids; the sandbox',
  events: "electron-log's files",
  fs: 'drafts, settings, vault and log',
  'fs/promises': 'the built page, and files that a person saves',
  http: 'the loopback listener and the sandbox',
  module: "the bundler's require for CommonJS modules",
  os: 'folders and names of the system (env-paths, electron-log)',
  path: 'paths',
  sqlite: 'the kept agenda and the outbox',
  util: 'comparing values (conf), printing them (electron-log)',
};
const plain = (name: string) => name.replace(/^node:/, '');

describe('the three bundles', () => {
  beforeAll(() => {
    if (!existsSync(join(root, 'out', 'bundled.json'))) throw new Error('There is no build to look into. `npm run build` makes it.');
  });

  it('hold what docs/BUNDLED.md lists, each with an allowed licence and a reason', () => {
    const told = readFileSync(join(root, 'docs', 'BUNDLED.md'), 'utf8');
    const present = documentOf(readContents(root), readElectron(root));
    expect(withoutSizes(told), 'docs/BUNDLED.md is not what the build holds: npm run licences').toBe(withoutSizes(present));
  });

  it('hold nothing foreign in the preload, which asks for electron alone', () => {
    const [preload, ...others] = bundle('preload');
    expect(others).toEqual([]);
    expect(preload).toMatchObject({ imports: [], dynamic: [], required: ['electron'], makesCode: [] });
    expect(readContents(root).filter(({ bytes }) => bytes.preload !== undefined)).toEqual([]);
  });

  it('hold a page that loads nothing but its own files, and makes no code from text', () => {
    const page = bundle('renderer');
    expect(page.length).toBeGreaterThan(3);
    for (const { file, imports, dynamic, required, makesCode } of page) {
      expect([...imports, ...dynamic].filter((name) => !/^\.\/[\w.-]+\.js$/.test(name)), file).toEqual([]);
      expect([required, makesCode], file).toEqual([[], []]);
    }
  });

  it('hold a main that reaches Electron, its own files and the named modules of Node', () => {
    const main = bundle('main');
    const outside = unique(main.flatMap(({ imports, dynamic, required }) => [...imports, ...dynamic, ...required]));
    expect(outside).toContain('electron');
    expect(outside.filter((name) => name !== 'electron' && !/^\.\/[\w-]+\.js$/.test(name) && !(plain(name) in builtins))).toEqual([]);
    // No name that nobody uses any more.
    const used = new Set(outside.map(plain));
    expect(Object.keys(builtins).filter((name) => !used.has(name))).toEqual([]);
  });

  it('hold a main in which two places could make code from text, none of which is run', () => {
    // The end-to-end specs run main with code from text switched off, where each of them would throw.
    const made = bundle('main').flatMap(({ makesCode }) => makesCode);
    expect(made.toSorted()).toEqual([
      // zod: asks whether that works here, unless it is told not to.
      'Function(``)',
      // zod: compiles a schema. The same.
      expect.stringMatching(/^\w+=Function$/),
    ]);
  });

  it('hold a main in which no code is made from text, all schemas built', async () => {
    const main = join(root, 'out', 'app', 'main');
    const counting = `
      let made = 0;
      const note = (...given) => (made++, Reflect.construct(...given));
      globalThis.Function = new Proxy(Function, { construct: note, apply: (target, _this, given) => note(target, given) });
      process.on('exit', () => process.stderr.write('made ' + made));`;
    const bare = (name: string) => join(root, 'test', 'bench', 'bare', name);
    const preload = `data:text/javascript,${encodeURIComponent(counting)}`;
    const env = { ...process.env, PARLEY_BENCH: 'none', PARLEY_HEADLESS: '1', PARLEY_USER_DATA: mkdtempSync(join(tmpdir(), 'parley-made-')) };
    const { stderr } = await run(process.execPath, ['--import', bare('register.ts'), '--import', preload, bare('all.ts'), main], { env });
    rmSync(env.PARLEY_USER_DATA, { recursive: true });
    expect(stderr).toContain('made 0');
  });
});

describe('what is looked for in a bundle', () => {
  it('is found', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-code-'));
    const code = [
      'import { createRequire as c } from "node:module"; export * from "node:vm"; import "left-pad";',
      'const r = c(import.meta.url); r(`worker_threads`); r(name); import("./a.js"); import(name);',
      'eval("1"); (0, eval)("1"); new Function("1"); globalThis.Function("1"); (() => 1).constructor("1"); setTimeout("1", 1); o = Function;',
      'process.getBuiltinModule("tls"); process.getBuiltinModule(name); const { getBuiltinModule: g } = process; process["getBuiltinModule"];',
      'class A { eval() {} } const o = { Function: 1, eval: 2 }; o[eval]; Function.prototype.call; o instanceof Function; setTimeout(() => 1, 1);',
    ];
    writeFileSync(join(folder, 'a.js'), code.join('\n'));
    // A require that another script of the folder makes is found where it is used.
    writeFileSync(join(folder, 'b.js'), 'import { createRequire as c } from "node:module"; const r = c(import.meta.url); export { r as t, c as x };');
    writeFileSync(join(folder, 'c.js'), 'import { t as q, x } from "./b.js"; q("dns"); x("no");');
    expect(readCode(folder, 'c.js').required).toEqual(['dns']);
    expect(readCode(folder, 'a.js')).toEqual({
      file: 'a.js',
      imports: ['node:module', 'node:vm', 'left-pad'],
      dynamic: ['./a.js', '<name>'],
      required: [
        'worker_threads',
        '<r(name)>',
        'tls',
        '<process.getBuiltinModule(name)>',
        '<getBuiltinModule: g>',
        '<process["getBuiltinModule"]>',
      ],
      makesCode: [
        'eval("1")',
        '0, eval',
        'new Function("1")',
        'globalThis.Function',
        '(() => 1).constructor("1")',
        'setTimeout("1", 1)',
        'o = Function',
        'o[eval]',
      ],
    });
    rmSync(folder, { recursive: true, force: true });
  });
});
