import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleNames, readBundled, type Bundled, type BundleName } from './bundled.ts';
import { graphOf, readLock, type Lock, type Node } from './lock.ts';
import * as reasons from './reasons.ts';

/** Licences (SPDX) that ask for no more than that their text goes along. Any other one is decided about by hand. */
export const allowedLicences: readonly string[] = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/** A package whose code is in a bundle. */
export interface Content {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Length of its code in each bundle, before minifying; a bundle without it is missing. */
  readonly bytes: Readonly<Partial<Record<BundleName, number>>>;
  /** How it got there: the names of the packages that need it, `'Parley'`, or `'the bundler'`. */
  readonly broughtBy: readonly string[];
  readonly reason: string;
  /** Its folder in node_modules, from the repository's. */
  readonly folder: string;
  /** `sha512-…` of its archive, as package-lock.json has it. */
  readonly integrity: string;
  /** `NAME@VERSION` of the bundled packages that it needs. */
  readonly needs: readonly string[];
}

/** What {@link contentsOf} goes by. */
export interface Sources {
  readonly bundled: Bundled;
  readonly lock: Lock;
  /** The SPDX expression that the package in a folder states. */
  readonly licenceIn: (folder: string) => unknown;
  readonly reasons: Readonly<Record<'direct' | 'brought' | 'helpers', Readonly<Record<string, string>>>>;
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * What the bundles hold, by name.
 * @throws Error that names every package which is not locked, has no reason or no allowed licence, and every reason
 *   whose package is in no bundle
 */
export function contentsOf(sources: Sources): readonly Content[] {
  const { bundled, lock, licenceIn } = sources;
  const { direct, brought, helpers } = sources.reasons;
  const graph = graphOf(lock);
  const problems: string[] = [];
  const declared = { ...lock.packages['']?.devDependencies, ...lock.packages['']?.dependencies };
  const all = new Set(bundleNames.flatMap((bundle) => bundled[bundle].map((share) => share.package)));
  const nameIn = (id: string) => id.slice(0, id.lastIndexOf('@'));

  /** Who needs it, among what is in one of its bundles. */
  const broughtBy = (id: string, name: string): readonly string[] => {
    if (name in helpers) return ['the bundler'];
    const homes = bundleNames.filter((bundle) => bundled[bundle].some((share) => share.package === id));
    const beside = new Set(homes.flatMap((bundle) => bundled[bundle].map((share) => share.package)));
    const needs = (other: string) => !(nameIn(other) in helpers) && graph.get(other)?.needs.includes(id);
    const parents = [...beside].filter(needs);
    return [...(name in direct ? ['Parley'] : []), ...parents.map(nameIn).toSorted(compare)];
  };

  const sorted = [...all].toSorted((a, b) => compare(nameIn(a), nameIn(b)) || compare(a, b));
  const contents = sorted.flatMap((id): Content[] => {
    const name = nameIn(id);
    const node: Node | undefined = graph.get(id);
    if (node?.entry.integrity === undefined) {
      problems.push(`${id} is in a bundle but not in package-lock.json with its integrity.`);
      return [];
    }
    const licence = licenceIn(node.folder);
    if (typeof licence !== 'string' || !allowedLicences.includes(licence)) {
      problems.push(`${id} has the licence ${JSON.stringify(licence)}, which build/supply/contents.ts does not allow.`);
    }
    const told = [direct[name], brought[name], helpers[name]].filter((reason) => reason !== undefined);
    if (told.length !== 1) {
      problems.push(`${id} is in a bundle and has ${told.length} reasons in build/supply/reasons.ts instead of one.`);
    }
    if (name in direct && !(name in declared)) {
      problems.push(`${id} is said to be Parley's own choice, but package.json does not name it.`);
    }
    const by = broughtBy(id, name);
    if (by.length === 0) problems.push(`${id} is in a bundle and nothing there needs it.`);
    const bytesIn = (bundle: BundleName) => bundled[bundle].find((share) => share.package === id)?.bytes;
    const sizes = bundleNames.map((bundle) => [bundle, bytesIn(bundle)] as const);
    return [
      {
        name,
        version: id.slice(name.length + 1),
        licence: String(licence),
        bytes: Object.fromEntries(sizes.filter(([, size]) => size !== undefined)),
        broughtBy: by,
        reason: told[0] ?? '',
        folder: node.folder,
        integrity: node.entry.integrity,
        needs: node.needs.filter((other) => all.has(other) && !(nameIn(other) in helpers)),
      },
    ];
  });

  const present = new Set([...all].map(nameIn));
  for (const name of Object.keys({ ...direct, ...brought, ...helpers })) {
    if (!present.has(name)) problems.push(`${name} has a reason in build/supply/reasons.ts but is in no bundle.`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return contents;
}

/** What the present build's bundles hold. Throws as {@link contentsOf} and {@link readBundled} do. */
export function readContents(root: string): readonly Content[] {
  const manifest = (folder: string) =>
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { license?: unknown };
  const licenceIn = (folder: string) => manifest(folder).license;
  return contentsOf({ bundled: readBundled(root), lock: readLock(root), licenceIn, reasons });
}
