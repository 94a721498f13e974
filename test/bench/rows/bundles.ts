import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { readBundled } from '../../../build/supply/bundled.ts';
import type { Row } from '../bench.ts';
import type { Line } from '../line.ts';

/** The scripts that are read with this one, itself included: what it imports, and what those import. */
export function closure(folder: string, file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file) || !existsSync(join(folder, file))) return found;
  found.add(file);
  const { staticImports, staticExports } = parseSync(file, readFileSync(join(folder, file), 'utf8')).module;
  const names = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value ?? '')),
  ];
  for (const name of names) if (name.startsWith('./')) closure(folder, name.slice(2), found);
  return found;
}

const total = (folder: string, files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

/** What main imports with the window, and not when somebody asks for it. */
const atLaunch = /^(?:main|compose|log)(?:-.{8})?\.js$/;

/** What the page may load only when it is asked for, or when it has nothing else to do. */
const lazy = new RegExp(
  `^(?:${[
    'editor-dialog', 'pickers', 'palette-dialog', 'read-line', 'register-dialog', 'changes-dialog', 'shortcuts-sheet',
    'import-dialog', 'event-form-dialog', 'sessions-screen', 'settings-screen', 'connect-screen', 'details', 'event-details',
    'account-items', 'button-menu', 'button-popover',
  ].join('|')})-`,
);
/** The page is told what fits by main, and Chromium has a Temporal of its own. */
const onlyMain = /^(?:zod|temporal-polyfill|ajv|electron-(?:store|log))@/;

export const bundles: Row = {
  name: 'bundles',
  inSmoke: true,
  async run({ root }) {
    const app = join(root, 'out', 'app');
    const count = (what: string, figure: number, bound: number | null, unit: Line['unit'] = 'bytes'): Line => ({
      row: 'bundles', what, a: null, b: null, figure, unit, bound, steady: true,
    });
    const main = join(app, 'main');
    const scripts = readdirSync(main).filter((file) => file.endsWith('.js'));
    const launch = scripts.filter((file) => atLaunch.test(file));
    if (launch.length !== 3) throw new Error(`A launch is to read main, compose and log: ${launch.join(', ')}`);
    const read = new Set(launch.flatMap((file) => [...closure(main, file)]));
    const page = join(app, 'renderer');
    const html = readFileSync(join(page, 'index.html'), 'utf8');
    const assets = join(page, 'assets');
    const asked = [...html.matchAll(/(?:src|href)="\.?\/assets\/([\w.-]+\.js)"/g)].map(([, file]) => file ?? '');
    const first = new Set(asked.flatMap((file) => [...closure(assets, file)]));
    const { preload, client } = readBundled(root);
    const unneeded = client.filter(({ package: name }) => onlyMain.test(name));
    const styles = [...html.matchAll(/href="\.?\/assets\/([\w.-]+\.css)"/g)].map(([, file]) => file ?? '');
    return [
      count('main: what is read before the window is asked for', total(main, closure(main, 'main.js')), 20_000),
      count('main: what a launch reads', total(main, read), 450_000),
      count('main: all, the sandbox and what is loaded later included', total(main, scripts), null),
      count('preload', statSync(join(app, 'preload', 'preload.cjs')).size, 20_000),
      count('preload: packages in it, zod among them', preload.length, 0, 'count'),
      count('page before the first paint: scripts', total(assets, first), 550_000),
      count('page before the first paint: files of scripts', first.size, 1, 'count'),
      count('page before the first paint: style sheets', total(assets, styles), null),
      count('page before the first paint: forms, pickers, other screens', [...first].filter((file) => lazy.test(file)).length, 0, 'count'),
      count('page: packages that only main needs', unneeded.length, 0, 'count'),
    ];
  },
};
