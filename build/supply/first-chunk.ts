import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/**
 * One script for the first screen. Left to itself the bundler makes a file of everything that some later part needs as
 * well: each is a request of its own before anything is painted.
 *
 * @param page the folder of index.html
 */
export function firstChunk(page: string): { readonly plugin: Plugin; readonly group: Rolldown.CodeSplittingGroup } {
  const first = new Set<string>();
  return {
    plugin: {
      name: 'parley-first-chunk',
      applyToEnvironment: ({ name }) => name === 'client',
      buildEnd() {
        const add = (id: string) => {
          if (first.has(id)) return;
          first.add(id);
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) add(imported);
        };
        add(join(page, 'index.html'));
      },
    },
    group: { name: 'first', test: (id) => first.has(id) },
  };
}
