import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The three bundles, by the names of their environments in vite.config.ts. */
export const bundleNames = ['client', 'main', 'preload'] as const;
export type BundleName = (typeof bundleNames)[number];

/** One package's part of a bundle. */
export interface Share {
  /** `NAME@VERSION`. */
  readonly package: string;
  /** Length of its code after tree shaking and before minifying. */
  readonly bytes: number;
}
export type Bundled = Readonly<Record<BundleName, readonly Share[]>>;

/** Where a build records what its bundles hold. Not below out/app, which is packed. */
export const bundledFile = (root: string): string => join(root, 'out', 'bundled.json');

/**
 * What the present build's bundles hold.
 * @throws Error in plain words when there is no complete build
 */
export function readBundled(root: string): Bundled {
  let bundled: Partial<Bundled>;
  try {
    bundled = JSON.parse(readFileSync(bundledFile(root), 'utf8')) as Partial<Bundled>;
  } catch {
    throw new Error('There is no build to look into: out/bundled.json is missing. `npm run build` makes it.');
  }
  const { client, main, preload } = bundled;
  if (!client || !main || !preload) {
    throw new Error('The last build did not end: out/bundled.json is incomplete. `npm run build` makes it.');
  }
  return { client, main, preload };
}
