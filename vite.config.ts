import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bundledFile } from './build/supply/bundled.ts';
import { isLeftToNode, leaveOut } from './build/supply/left-out.ts';
import { nativeTemporal } from './build/supply/native-temporal.ts';
import { forget, record } from './build/supply/record.ts';
import { wholeChunks } from './build/supply/whole-chunks.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const bundled = bundledFile(at('.'));
const whole = wholeChunks(at('renderer'), { first: 'index.html', 'connect-screen': 'features/connect/connect-screen.tsx' });
/** What Electron itself provides: everything else is bundled, so the packed app holds no node_modules. */
const isProvided = (source: string) => source === 'electron' || isLeftToNode(source);

/** One config, three bundles: the page, the main process (ESM) and the preload (CommonJS, as the sandbox asks). */
export default defineConfig({
  root: at('renderer'),
  plugins: [leaveOut(), nativeTemporal(), react(), whole.plugin, record(at('.'), bundled)],
  builder: {
    async buildApp(builder) {
      forget(bundled);
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  environments: {
    client: {
      build: {
        outDir: at('out/app/renderer'),
        emptyOutDir: true,
        target: 'chrome144',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        rolldownOptions: { input: at('renderer/index.html'), output: { codeSplitting: { groups: whole.groups } } },
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: at('out/app/main'),
        emptyOutDir: true,
        target: 'node24',
        minify: true,
        sourcemap: 'hidden',
        rolldownOptions: {
          input: { main: at('electron/main.ts') },
          external: isProvided,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: at('out/app/preload'),
        emptyOutDir: true,
        target: 'chrome144',
        minify: true,
        rolldownOptions: {
          input: { preload: at('electron/preload.ts') },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
