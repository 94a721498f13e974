import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/**
 * One script each for what the page may begin with. Left to itself the bundler makes a file of everything that some
 * later part needs as well: each is a request of its own before anything is painted.
 *
 * @param page the folder of index.html
 * @param begins by name of the script: the file that it begins with; what stands in one is left out of those after it
 */
export function wholeChunks(
  page: string,
  begins: Readonly<Record<string, string>>,
): { readonly plugin: Plugin; readonly groups: Rolldown.CodeSplittingGroup[] } {
  const chunkOf = new Map<string, string>();
  return {
    plugin: {
      name: 'parley-whole-chunks',
      applyToEnvironment: ({ name }) => name === 'client',
      buildEnd() {
        const add = (id: string, name: string) => {
          if (chunkOf.has(id)) return;
          chunkOf.set(id, name);
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) add(imported, name);
        };
        for (const [name, file] of Object.entries(begins)) add(join(page, file), name);
      },
    },
    groups: Object.keys(begins).map((name) => ({ name, test: (id) => chunkOf.get(id) === name })),
  };
}
