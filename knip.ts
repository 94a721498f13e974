import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // What package.json's scripts and the tools' own configurations start is found by itself.
  entry: [
    'electron/main.ts!',
    'electron/preload.ts!',
    'test/host/register.ts',
    'test/e2e/**/*.spec.ts',
    'test/bench/*.ts',
  ],
  project: ['{contract,electron,renderer}/**/*.{ts,tsx}!', '{build,test}/**/*.{ts,tsx,mjs}'],
  ignoreExportsUsedInFile: true,
  // The installers are made by it; their configuration has not been written yet.
  ignoreDependencies: ['electron-builder'],
};

export default config;
