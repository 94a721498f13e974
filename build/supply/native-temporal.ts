import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const native = fileURLToPath(new URL('left-out/temporal.ts', import.meta.url));

/**
 * Chromium has had Temporal of its own since 144. temporal-polyfill takes it where it is there, so in the page 55 kB of
 * it would be read and never run; main, on Node, needs them.
 */
export const nativeTemporal = (): Plugin => ({
  name: 'parley-native-temporal',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: (source) => (source === 'temporal-polyfill' ? native : undefined),
});
