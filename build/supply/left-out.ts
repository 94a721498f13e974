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
    // Loads node:http, node:https and TLS at each launch, for a server that Parley does not have.
    importer: /[\\/]node_modules[\\/]electron-log[\\/]/,
    files: { './transports/remote': at('remote-log.ts') },
  },
];

/** Keeps out of the bundles what is never run. */
export const leaveOut = (): Plugin => ({
  name: 'parley-leave-out',
  enforce: 'pre',
  resolveId: (source, importer) =>
    importer === undefined ? undefined : leftOut.find((each) => each.importer.test(importer))?.files[source],
});
