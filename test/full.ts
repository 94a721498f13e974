/**
 * `npm run test:full`: the full part of every reliability suite, on the built bundles, and the
 * properties of the other tests at another seed. Writes docs/RELIABILITY.md when
 * all of them ran and held. `PARLEY_SEED` chooses the cases; without it each run tries others.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchCommand } from '../build/launch.ts';
import { figuresFolder, figuresLine, readFigures } from './run/figures.ts';
import { reliabilityReport } from './run/reliability-report.ts';
import { runTool } from './run/step.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path: string) => join(root, 'node_modules', path);
const seed = process.env['PARLEY_SEED'] ?? String(Date.now() % 1_000_000_000);
const env = { ...process.env, PARLEY_FULL: '1', PARLEY_SEED: seed, FORCE_COLOR: '0' };

/** Prints as it goes: the full part takes long. */
async function run(name: string, args: readonly string[]): Promise<boolean> {
  console.log(`\n${name}`);
  const { code } = await runTool(args, { cwd: root, env, onLine: (line) => console.log(line) });
  return code === 0;
}

rmSync(figuresFolder, { recursive: true, force: true });
console.log(`Seed ${seed}`);
const held =
  (await run('Build', [at('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'])) &&
  (await run('Suites under Node', [at('vitest/vitest.mjs'), 'run', '--project', 'reliability'])) &&
  // The properties among them, at cases that `npm test` does not try.
  (await run('Unit and integration tests', [at('vitest/vitest.mjs'), 'run', '--project', 'unit', '--project', 'integration'])) &&
  (await run('Suites on the app', [at('@playwright/test/cli.js'), 'test', '-c', 'test/e2e/playwright.config.ts', 'reliability/']));

const figures = readFigures();
console.log(`\n${figures.map(figuresLine).join('\n')}`);
if (held) {
  const { host } = launchCommand();
  const report = reliabilityReport(figures, {
    date: new Date().toISOString().slice(0, 10),
    host: host === 'electron' ? 'Electron' : 'the stand-in (test/host)',
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    node: process.versions.node,
  });
  writeFileSync(join(root, 'docs', 'RELIABILITY.md'), report);
  console.log('\nEverything holds. Written: docs/RELIABILITY.md');
} else console.log('\nNot everything holds; docs/RELIABILITY.md is as it was.');
process.exitCode = held ? 0 : 1;
