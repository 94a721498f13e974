import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bundler's own helpers, by the beginning of their module ids: they are in no file of a package. */
const helpers: readonly (readonly [RegExp, string])[] = [
  [/^rolldown\/runtime/, 'rolldown'],
  [/^vite\//, 'vite'],
];

const folderOf = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** `NAME@VERSION`, as the package in that folder calls itself. */
function packageIn(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof version !== 'string') throw new Error(`${folder} does not say what it is.`);
  return `${name}@${version}`;
}

/**
 * The npm package that a module of a bundle belongs to.
 * @param id as the bundler names it, perhaps with a query
 * @param root the repository's folder
 * @returns `NAME@VERSION`, or undefined for a file of the repository itself
 * @throws Error for a module of which nobody knows where it comes from
 */
export function originOf(id: string, root: string): string | undefined {
  const path = id.replaceAll('\\', '/').replace(/^\0/, '').replace(/[?#].*$/, '');
  const helper = helpers.find(([start]) => start.test(path));
  if (helper) return packageIn(join(root, 'node_modules', helper[1]));
  const folder = folderOf.exec(path)?.[0];
  if (folder !== undefined) return packageIn(folder);
  if (path.startsWith(`${root.replaceAll('\\', '/').replace(/\/$/, '')}/`)) return undefined;
  throw new Error(`Where does the module ${JSON.stringify(id)} come from? build/supply/origin.ts does not know.`);
}
