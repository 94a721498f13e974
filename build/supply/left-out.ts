import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const at = (name: string) => fileURLToPath(new URL(`left-out/${name}`, import.meta.url));

/**
 * What electron-store's conf imports at its top and uses only for schemas and migrations. Parley gives it neither
 * (electron/shell/stores.ts), and they were a fifth of main. Used all the same, each throws in plain words.
 */
const leftOut: Readonly<Record<string, string>> = {
  'ajv/dist/2020.js': at('ajv.ts'),
  'ajv-formats': at('ajv-formats.ts'),
  semver: at('semver.ts'),
};

const conf = /[\\/]node_modules[\\/]conf[\\/]/;

/** Keeps out of the bundles what is never run. Only where conf asks for it: another package would get the real one. */
export const leaveOut = (): Plugin => ({
  name: 'parley-leave-out',
  enforce: 'pre',
  resolveId: (source, importer) => (importer !== undefined && conf.test(importer) ? leftOut[source] : undefined),
});
