import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const at = (name: string) => fileURLToPath(new URL(`left-out/${name}`, import.meta.url));

interface LeftOut {
  /** Who asks for it: another package would get the real one. */
  readonly importer: RegExp;
  readonly files: Readonly<Record<string, string>>;
}

const leftOut: readonly LeftOut[] = [
  {
    // What electron-store's conf imports at its top and uses only for schemas and migrations. Parley gives it neither
    // (electron/shell/stores.ts), and they were a fifth of main. Used all the same, each throws in plain words.
    importer: /[\\/]node_modules[\\/]conf[\\/]/,
    files: { 'ajv/dist/2020.js': at('ajv.ts'), 'ajv-formats': at('ajv-formats.ts'), semver: at('semver.ts') },
  },
  {
    // Loads node:http, node:https and TLS at each launch, for a server that Parley does not have; child_process, with
    // sockets of all kinds, for links that it would open.
    importer: /[\\/]node_modules[\\/]electron-log[\\/]/,
    files: { './transports/remote': at('remote-log.ts'), child_process: at('child-process.ts') },
  },
  {
    // Each schema can describe itself: 18 kB that nothing in Parley asks for.
    importer: /[\\/]node_modules[\\/]zod[\\/]v4[\\/]classic[\\/]/,
    files: { '../core/json-schema-processors.js': at('json-schema.ts'), '../core/to-json-schema.js': at('json-schema.ts') },
  },
  {
    // Node's own modules, without what their getters load for whoever imports them.
    importer: /./,
    files: { 'node:crypto': at('node-crypto.ts'), 'node:process': at('node-process.ts'), 'node:util': at('node-util.ts') },
  },
];

const names = new Set(leftOut.flatMap(({ files }) => Object.keys(files)));

/** Whether it is one of Node's modules, and nothing stands in its place: what the bundler is to leave to the host. */
export const isLeftToNode = (source: string): boolean => isBuiltin(source) && !names.has(source);

/** Keeps out of the bundles what is never run. */
export const leaveOut = (): Plugin => ({
  name: 'parley-leave-out',
  enforce: 'pre',
  resolveId: (source, importer) =>
    importer === undefined
      ? undefined
      : leftOut.find((each) => source in each.files && each.importer.test(importer))?.files[source],
});
