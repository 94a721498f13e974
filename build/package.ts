/** How Parley is packed: what goes in, and how each system is told about it. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { burnFuses } from './fuses.ts';
import { readContents } from './supply/contents.ts';
import { noticesName, noticesOf } from './supply/notices.ts';

export interface Packing {
  /** The repository's folder, with out/app built. */
  readonly root: string;
  /** The folder that {@link stage} filled. */
  readonly staged: string;
  /** The folder for what is made. */
  readonly output: string;
  /** Electron's own program, unpacked. */
  readonly electronDist: string;
}

/** What the packed app tells about itself. `type` decides how Node reads the bundles. */
const told = ['name', 'productName', 'version', 'description', 'license', 'author', 'type', 'main'] as const;

/** Debian and Red Hat packages must name both. Whoever publishes installers puts their own here. */
const publisher = { homepage: 'https://parley.invalid/', maintainer: 'The Parley authors <parley@parley.invalid>' };

const manifestOf = (root: string) =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown> & {
    devDependencies: Record<string, string>;
  };

/** The version of Electron that is packed: the one that is developed with. */
export const electronVersion = (root: string): string => manifestOf(root).devDependencies['electron'] ?? '';

/** Beside the staged folder: it is packed beside the archive, where a person can read it. */
const noticesFile = (staged: string) => join(dirname(staged), noticesName);

/**
 * Lays out what goes into the archive, and nothing else: the bundles without source maps, and a package.json of what
 * the app tells about itself. Everything is bundled, so there is no node_modules. Also writes the licence texts.
 * @throws Error when something in a bundle has no reason, no allowed licence or no licence text
 */
export function stage(root: string, staged: string): void {
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  const runs = (path: string) => !path.endsWith('.map');
  cpSync(join(root, 'out', 'app'), join(staged, 'out', 'app'), { recursive: true, filter: runs });
  const manifest = manifestOf(root);
  const kept = Object.fromEntries(told.map((key) => [key, manifest[key]]));
  // Linux desktops tie a window to its launcher by this name.
  const text = JSON.stringify({ ...kept, desktopName: 'parley.desktop', homepage: publisher.homepage }, null, 2);
  writeFileSync(join(staged, 'package.json'), `${text}\n`);
  writeFileSync(noticesFile(staged), noticesOf(root, readContents(root)));
}

/** Electron's own welcome page has no place in the app, and its hash none in the integrity list. */
function removeDefaultApp({ appOutDir, electronPlatformName }: AfterPackContext): void {
  const inside = electronPlatformName === 'darwin' ? ['Electron.app', 'Contents', 'Resources'] : ['resources'];
  rmSync(join(appOutDir, ...inside, 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
}

/** electron-builder's configuration for every system. */
export function configuration({ root, staged, output, electronDist }: Packing): Configuration {
  const resources = join(root, 'build', 'resources');
  const icons = join(resources, 'icons');
  return {
    appId: 'app.parley.desktop',
    productName: 'Parley',
    copyright: 'The Parley authors, MIT licence',
    electronVersion: electronVersion(root),
    electronDist,
    electronLanguages: ['en'],
    directories: { app: staged, output, buildResources: resources },
    files: ['**/*'],
    extraResources: [{ from: noticesFile(staged), to: noticesName }],
    asar: true,
    // There are no native modules to rebuild, and no node_modules to look for.
    beforeBuild: () => Promise.resolve(false),
    afterExtract: removeDefaultApp,
    afterPack: burnFuses,
    protocols: [{ name: 'Parley', schemes: ['parley'] }],
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    // Nothing is uploaded anywhere.
    publish: null,
    linux: {
      target: ['AppImage', 'deb', 'rpm'],
      executableName: 'parley',
      category: 'Office',
      icon: icons,
      maintainer: publisher.maintainer,
      synopsis: 'The desktop home for Zoho Meeting',
      syncDesktopName: true,
    },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.business',
      icon: join(resources, 'icon.icns'),
      hardenedRuntime: true,
      entitlements: join(resources, 'entitlements.mac.plist'),
      entitlementsInherit: join(resources, 'entitlements.mac.plist'),
    },
    win: { target: ['nsis'], icon: join(resources, 'icon.ico') },
    nsis: { oneClick: true, perMachine: false, include: join(resources, 'installer.nsh') },
  };
}
