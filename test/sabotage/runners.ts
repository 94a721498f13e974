import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../run/step.ts';
import type { Tests } from './protection.ts';
import { readPlaywrightRun, readVitestRun, type TestRun } from './verdict.ts';

/** These look at the sources themselves, so that they would notice any change at all. */
const notCounted = ['test/unit/house/sabotage.test.ts'];

const at = (root: string, path: string) => join(root, 'node_modules', path);
const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };

function readReport(file: string, read: (report: unknown) => TestRun, output: string): TestRun {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    const said = output.trim().split('\n').findLast((line) => /error/i.test(line)) ?? 'no report';
    return { failed: [], passed: 0, broken: [said] };
  }
}

async function vitest(root: string, args: readonly string[]): Promise<TestRun> {
  const file = join(root, 'out', 'sabotage-vitest.json');
  rmSync(file, { force: true });
  const { output } = await runTool(
    [
      // Two of these run side by side, and a machine that is busy must not be taken for a test that notices.
      ...[at(root, 'vitest/vitest.mjs'), 'run', '--maxWorkers=1', '--testTimeout=30000'],
      ...['--reporter=json', `--outputFile.json=${file}`, ...args],
    ],
    { cwd: root, env },
  );
  return readReport(file, (report) => readVitestRun(report, root), output);
}

/** What is wrong with the build; null when it is there. */
async function build(root: string): Promise<string | null> {
  const vite = [at(root, 'vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'];
  const { code, output } = await runTool(vite, { cwd: root, env });
  return code === 0 ? null : `the build failed: ${output.trim().split('\n')[0] ?? ''}`;
}

async function playwright(root: string, { files, grep }: Tests): Promise<TestRun> {
  const problem = await build(root);
  if (problem !== null) return { failed: [], passed: 0, broken: [problem] };
  const file = join(root, 'out', 'test', 'e2e.json');
  rmSync(file, { force: true });
  const { output } = await runTool(
    [
      ...[at(root, '@playwright/test/cli.js'), 'test', '-c', 'test/e2e/playwright.config.ts', '--workers=1'],
      ...(grep === undefined ? [] : ['-g', grep]),
      ...files.map((path) => path.replace(/^test\//, '')),
    ],
    { cwd: root, env },
  );
  return readReport(file, readPlaywrightRun, output);
}

/** Runs the listed tests of a copy of the tree. */
export const runTests = (root: string, tests: Tests): Promise<TestRun> =>
  tests.runner === 'playwright'
    ? playwright(root, tests)
    : vitest(root, [...(tests.grep === undefined ? [] : ['-t', tests.grep]), ...tests.files]);

/** Runs what is quick: everything under Vitest. */
export const runQuickSuites = (root: string): Promise<TestRun> =>
  vitest(root, notCounted.flatMap((path) => ['--exclude', path]));
