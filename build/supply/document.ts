import { bundleNames, type BundleName } from './bundled.ts';
import type { Content } from './contents.ts';
import type { ElectronFacts } from './electron.ts';

/** A bundle's name in the table. */
const words: Readonly<Record<BundleName, string>> = { client: 'page', main: 'main', preload: 'preload' };

const size = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`;

function row({ name, version, licence, bytes, broughtBy, reason }: Content): string {
  const present = bundleNames.filter((bundle) => bytes[bundle] !== undefined);
  const cells = [
    name,
    version,
    licence,
    present.map((bundle) => words[bundle]).join(', '),
    present.map((bundle) => size(bytes[bundle] ?? 0)).join(', '),
    broughtBy.join(', '),
    reason,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The text of docs/BUNDLED.md. */
export function documentOf(contents: readonly Content[], electron: ElectronFacts): string {
  return `# What the app contains

Written by \`npm run licences\` from the last build; a test compares it with each build. Everything the app runs is
in its three bundles, without node_modules. A package is listed when its code is left in a bundle after what nobody
calls was taken out; its size is that code's, before it is made smaller. The licence texts go along with the app as
\`THIRD-PARTY-NOTICES.txt\`; \`npm run sbom\` writes the same list as CycloneDX.

| package | version | licence | in | size | brought by | reason |
|---|---|---|---|---|---|---|
${contents.map(row).join('\n')}

${contents.length} packages. The preload holds none: Parley's own code only.

## What the installer adds

| what | version | licence | reason |
|---|---|---|---|
| electron | ${electron.version} | ${electron.licence} | the program that runs the bundles: Chromium, Node and V8 |

Their licences are in \`LICENSE.electron.txt\` and \`LICENSES.chromium.html\` of an installation. Electron's archive is
checked by the SHA-256 in its npm package, which package-lock.json locks.

An AppImage also begins with its format's own runtime, and the Windows installer with that of NSIS; electron-builder
brings both. They unpack or start the app and are no part of it.
`;
}

/** The same text without the sizes, which change with every edit that calls more or less of a package. */
export const withoutSizes = (text: string): string => text.replaceAll(/\d+\.\d kB/g, '…');
