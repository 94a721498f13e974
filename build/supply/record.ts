import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';
import { bundleNames, type Bundled, type Share } from './bundled.ts';
import { originOf } from './origin.ts';

/** What is no JavaScript, yet goes along: no chunk tells its length. */
const asset = /\.(?:css|svg|png|gif|jpe?g|webp|woff2?|ttf|wasm)$/;

const soFar = (file: string) => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Bundled>) : {});

/**
 * Records which packages contributed code to each bundle, after tree shaking, and how much of it.
 * @param root the repository's folder
 * @param file where it is written, as {@link Bundled}; bundles are built one after another, each adds itself
 */
export function record(root: string, file: string): Plugin {
  return {
    name: 'parley-record',
    apply: 'build',
    generateBundle(_options, output) {
      const bundle = bundleNames.find((name) => name === this.environment.name);
      if (bundle === undefined) throw new Error(`Nobody has said what the bundle ${this.environment.name} may hold.`);
      const bytes = new Map<string, number>();
      const add = (id: string, length: number) => {
        const origin = originOf(id, root);
        if (origin !== undefined) bytes.set(origin, (bytes.get(origin) ?? 0) + length);
      };
      for (const chunk of Object.values(output)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          if (renderedLength > 0) add(id, renderedLength);
        }
      }
      for (const id of this.getModuleIds()) {
        const path = id.replace(/[?#].*$/, '');
        if (asset.test(path)) add(id, existsSync(path) ? readFileSync(path).length : 0);
      }
      const shares = [...bytes].map(([name, length]): Share => ({ package: name, bytes: length }));
      shares.sort((a, b) => (a.package < b.package ? -1 : 1));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ ...soFar(file), [bundle]: shares }, null, 2)}\n`);
    },
  };
}

/** Removes what an earlier build recorded, so that a bundle which fails to build is missing from the file. */
export const forget = (file: string): void => rmSync(file, { force: true });
