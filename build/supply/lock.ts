import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One entry of package-lock.json. */
export interface Locked {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly name: string;
  readonly version: string;
  readonly lockfileVersion: number;
  /** By folder, `node_modules/NAME`; the root is ''. */
  readonly packages: Readonly<Record<string, Locked>>;
}

export const readLock = (root: string): Lock =>
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;

/** The package's name: that of its folder, unless the entry says otherwise (an alias). */
export const nameOf = (folder: string, { name }: Locked): string => name ?? folder.replace(/^.*node_modules\//, '');

/** Where a package in `folder` finds the dependency `name`: Node looks into each folder on the way up. */
function resolve(lock: Lock, folder: string, name: string): string | undefined {
  let at = folder;
  for (;;) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (candidate in lock.packages) return candidate;
    if (at === '') return undefined;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '';
  }
}

/** `NAME@VERSION` of everything locked, with its entry and the `NAME@VERSION` of what it depends on. */
export interface Node {
  readonly folder: string;
  readonly entry: Locked;
  readonly needs: readonly string[];
}

/** All locked packages and what each needs, by `NAME@VERSION`. The same package in two folders counts once. */
export function graphOf(lock: Lock): ReadonlyMap<string, Node> {
  const id = (folder: string, entry: Locked) => `${nameOf(folder, entry)}@${entry.version}`;
  const graph = new Map<string, Node>();
  for (const [folder, entry] of Object.entries(lock.packages)) {
    if (folder === '') continue;
    const wanted = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies });
    const needs = wanted.flatMap((name) => {
      const found = resolve(lock, folder, name);
      const there = found === undefined ? undefined : lock.packages[found];
      return found === undefined || there === undefined ? [] : [id(found, there)];
    });
    const own = id(folder, entry);
    const before = graph.get(own)?.needs ?? [];
    graph.set(own, { folder, entry, needs: [...new Set([...before, ...needs])].toSorted() });
  }
  return graph;
}
