import { vitest, type Protection } from '../protection.ts';

const packed = [vitest('test/integration/package.test.ts')];
const house = (name: string) => [vitest(`test/unit/house/${name}.test.ts`)];

const fuse = (name: string, set: boolean): Protection => ({
  id: `fuse-${name.toLowerCase()}`,
  name: `fuse \`${name}\` is ${set ? 'on' : 'off'}`,
  stands: ['checklist 19', `fuse ${name}`],
  file: 'build/fuses.ts',
  find: `[FuseV1Options.${name}]: ${String(set)},`,
  replace: `[FuseV1Options.${name}]: ${String(!set)},`,
  how: set ? 'off' : 'on',
  tests: packed,
});

export const packing: readonly Protection[] = [
  fuse('RunAsNode', false),
  fuse('EnableCookieEncryption', true),
  fuse('EnableNodeOptionsEnvironmentVariable', false),
  fuse('EnableNodeCliInspectArguments', false),
  fuse('EnableEmbeddedAsarIntegrityValidation', true),
  fuse('OnlyLoadAppFromAsar', true),
  fuse('LoadBrowserProcessSpecificV8Snapshot', false),
  fuse('GrantFileProtocolExtraPrivileges', false),
  fuse('WasmTrapHandlers', true),
  {
    id: 'fuses-all', name: 'an Electron with a fuse nobody decided about is not packed', stands: ['checklist 19'], file: 'build/fuses.ts',
    find: 'strictlyRequireAllFuses: true,', replace: 'strictlyRequireAllFuses: false,', how: 'packed all the same', tests: packed,
  },
  {
    id: 'fuses-burnt', name: 'fuses are burnt in when the app is packed', stands: ['checklist 19'], file: 'build/package.ts',
    find: '    afterPack: burnFuses,\n', replace: '    ...(burnFuses ? {} : {}),\n', how: 'left as Electron’s', tests: packed,
  },
  {
    id: 'packed-maps', name: 'no sources in the archive', stands: ['Parley'], file: 'build/package.ts',
    find: "const runs = (path: string) => !path.endsWith('.map');", replace: "const runs = (path: string) => path !== '.map';", how: 'source maps are packed', tests: packed,
  },
  {
    id: 'packed-runtime', name: 'the hardened runtime on macOS', stands: ['Parley'], file: 'build/package.ts',
    find: 'hardenedRuntime: true,', replace: 'hardenedRuntime: false,', how: 'off', tests: packed,
  },
  {
    id: 'electron-pinned', name: 'Electron is pinned to one version, which is looked after', stands: ['checklist 16'], file: 'package.json',
    find: '"electron": "45.4.1"', replace: '"electron": "^45.4.1"', how: 'a range', tests: house('electron-version'),
  },
  {
    id: 'lock-integrity', name: 'every package is locked by its hash', stands: ['Parley'], file: 'package-lock.json',
    find: '      "integrity": "sha512-DjsJ/eQhovkjf1vYFFyh5GB8NMx+L5bdYaonvGOlWselg3DQ0fwIF0N/+2hrPsoS4whmmNswh21ym/8dgt1y5Q==",\n', replace: '', how: 'Electron’s hash is taken out', tests: house('lock'),
  },
  {
    id: 'install-scripts', name: 'no install script of a package is run', stands: ['Parley'], file: 'build/setup/dependencies.mjs',
    find: "'ci', '--ignore-scripts',", replace: "'ci',", how: 'run', tests: [vitest('test/unit/build/setup-dependencies.test.ts')],
  },
  {
    id: 'lint-danger', name: 'the linter refuses HTML from text', stands: ['checklist 7'], file: '.oxlintrc.json',
    find: '        "react/no-danger": "error",\n', replace: '', how: 'the rule is off', tests: house('lint-rules'),
  },
  {
    id: 'lint-eval', name: 'the linter refuses `eval`', stands: ['checklist 7'], file: '.oxlintrc.json',
    find: '"no-eval": "error"', replace: '"no-eval": "off"', how: 'the rule is off', tests: house('lint-rules'),
  },
  {
    id: 'lint-function', name: 'the linter refuses functions made of text', stands: ['checklist 7'], file: '.oxlintrc.json',
    find: '"no-new-func": "error"', replace: '"no-new-func": "off"', how: 'the rule is off', tests: house('lint-rules'),
  },
  {
    id: 'lint-any', name: 'the linter refuses `any`', stands: ['Parley'], file: '.oxlintrc.json',
    find: '"typescript/no-explicit-any": "error"', replace: '"typescript/no-explicit-any": "off"', how: 'the rule is off', tests: house('lint-rules'),
  },
  {
    id: 'import-rules', name: 'the page imports neither electron nor node', stands: ['checklist 20'], file: '.oxlintrc.json',
    find: '"files": ["renderer/ui/*.{ts,tsx}"],\n      "rules": {\n        "no-restricted-imports": [\n          "error",',
    replace: '"files": ["renderer/ui/*.{ts,tsx}"],\n      "rules": {\n        "no-restricted-imports": [\n          "off",',
    how: 'the rule is off in one room', tests: house('import-rules'),
  },
  {
    id: 'sources-html', name: 'no source sets HTML', stands: ['checklist 7'], file: 'renderer/ui/mark.tsx',
    find: 'aria-hidden="true" className="mark"', replace: 'aria-hidden="true" className="mark" dangerouslySetInnerHTML={{ __html: \'\' }}', how: 'one does', tests: house('sources'),
  },
  {
    id: 'sources-windows', name: 'windows are made in two places', stands: ['checklist 3'], file: 'electron/shell/menu.ts',
    find: "import { Menu, type MenuItemConstructorOptions } from 'electron';",
    replace: "import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';\n\nexport const another = () => new BrowserWindow();",
    how: 'a third', tests: house('sources'),
  },
  {
    id: 'sources-external', name: '`openExternal` is called in one place', stands: ['checklist 15'], file: 'electron/shell/menu.ts',
    find: "import { Menu, type MenuItemConstructorOptions } from 'electron';",
    replace: "import { Menu, shell, type MenuItemConstructorOptions } from 'electron';\n\nexport const help = () => shell.openExternal('https://example.test/');",
    how: 'in a second', tests: house('sources'),
  },
];
