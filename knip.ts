import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // What package.json's scripts and the tools' own configurations start is found by itself.
  entry: [
    'electron/main.ts!',
    'electron/preload.ts!',
    // Started by build/setup.mjs, which package.json's scripts name.
    'build/{start,dist}.ts',
    // Put in the place of packages by build/supply/left-out.ts and native-temporal.ts.
    'build/supply/left-out/{ajv,ajv-formats,child-process,json-schema,node-crypto,node-process,node-util,remote-log,semver,temporal}.ts',
    'test/{run,full,sabotage/run,bench/run}.ts',
    // Zoho in a box by itself, for trying things by hand.
    'electron/sandbox/serve.ts',
    'test/host/register.ts',
    // Programs that the bench starts.
    'test/bench/bare/*.{ts,mjs,js}',
    // Looked at by the compiler alone.
    'test/host/{absent,electron}-types.ts',
    'test/{e2e,reliability}/**/*.spec.ts',
  ],
  project: ['{contract,electron,renderer}/**/*.{ts,tsx}!', '{build,test}/**/*.{ts,tsx,mjs}'],
  ignoreExportsUsedInFile: true,
  // Of every Linux (util-linux): a spec fills the disk with it.
  ignoreBinaries: ['prlimit'],
  ignoreDependencies: [
    // Comes with @playwright/test, which pins it to its own version.
    'playwright-core',
  ],
};

export default config;
