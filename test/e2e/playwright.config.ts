import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const out = fileURLToPath(new URL('../../out/test', import.meta.url));

/** The specs start the built app themselves (app.ts), so there is no browser to configure here. */
export default defineConfig({
  testDir: '..',
  testMatch: ['e2e/*.spec.ts', 'reliability/*.spec.ts'],
  outputDir: `${out}/e2e`,
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: `${out}/e2e.json` }]],
  use: { trace: 'off', video: 'off', screenshot: 'off', actionTimeout: 10_000, navigationTimeout: 10_000 },
});
