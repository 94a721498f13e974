import { defineConfig } from 'vitest/config';

// Before any worker starts: the same zone on every machine. `TZ=Asia/Kolkata npm run test:unit` tries another one.
process.env.TZ ??= 'UTC';

export default defineConfig({
  test: {
    environment: 'node',
    setupFiles: ['test/run/properties.ts'],
    // It imports electron, which tests put another module in place of; under plain Node the real one cannot be loaded.
    server: { deps: { inline: ['electron-store'] } },
    projects: [
      // Properties take their time on a busy machine.
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 20_000 } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // These talk to the sandbox over HTTP, and some start a Chromium.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // The seeded suites: short here, long in `npm run test:full`.
        test: { name: 'reliability', include: ['test/reliability/**/*.test.ts'], testTimeout: 20 * 60_000, hookTimeout: 60_000 },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['contract/**/*.ts', 'electron/account/**/*.ts', 'electron/zoho/**/*.ts'],
      reporter: ['json-summary', 'html'],
      reportsDirectory: 'out/test/coverage',
      // test/run.ts applies the gate, folder by folder: a part of the tests alone may cover less.
      reportOnFailure: true,
    },
  },
});
