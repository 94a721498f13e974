import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lineCoverage, readPlaywright, readVitest } from './reports.ts';
import { runTool, type Ran } from './step.ts';
import { judge, nothing, single, type Tally } from './tally.ts';

/** One line of the result. */
export interface Outcome {
  readonly name: string;
  readonly tally: Tally;
  /** Milliseconds, or null when its time is part of another one's. */
  readonly took: number | null;
  /** What to add to the line, for example the coverage of each folder. */
  readonly remark?: string;
  /** Printed when it failed. */
  readonly output: string;
}

export const coverageFolders = ['contract', 'electron/account', 'electron/zoho'] as const;
export const leastCoverage = 95;

const bin = (root: string, path: string) => join(root, 'node_modules', path);

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A tool that either succeeds or not; `argLists` are run one after another until one fails. */
async function check(root: string, name: string, ...argLists: readonly (readonly string[])[]): Promise<Outcome> {
  let took = 0;
  let last: Ran = { code: null, output: '', took: 0 };
  for (const args of argLists) {
    last = await runTool(args, { cwd: root });
    took += last.took;
    if (last.code !== 0) break;
  }
  return { name, tally: single(last.code === 0), took, output: last.output };
}

export const build = (root: string) => check(root, 'build', [bin(root, 'vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn']);

export const typeCheck = (root: string) => {
  const tsc = bin(root, 'typescript/bin/tsc');
  // With Electron's real types, then with the stand-in's in their place.
  const types = ['test/host/make-types.ts'];
  return check(root, 'type check', [tsc, '-p', 'tsconfig.json'], types, [tsc, '-p', 'tsconfig.host.json']);
};

export const lint = (root: string) => check(root, 'lint', [bin(root, 'oxlint/bin/oxlint'), '--deny-warnings']);

export const deadCode = (root: string) => check(root, 'dead code', [bin(root, 'knip/bin/knip.js'), '--no-progress']);

/** Unit and integration tests in one run, so that coverage counts both. */
export async function unitAndIntegration(root: string, out: string, onLine: (line: string) => void): Promise<Outcome[]> {
  const reportFile = join(out, 'vitest.json');
  rmSync(reportFile, { force: true });
  rmSync(join(out, 'coverage'), { recursive: true, force: true });
  const ran = await runTool(
    [
      bin(root, 'vitest/vitest.mjs'),
      ...['run', '--coverage', '--no-color', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
    ],
    { cwd: root, onLine },
  );
  const report = readReport(reportFile);
  const suites = (['unit', 'integration', 'reliability'] as const).map((name) => {
    const tally = report === undefined ? nothing : readVitest(report, `/test/${name}/`);
    return { name, tally: judge(tally, 0) };
  });
  // A runner that failed although no test did (an error between the tests, say) must not pass unseen.
  const unexplained = ran.code !== 0 && suites.every(({ tally }) => tally.failed === 0);
  return suites.map(({ name, tally }, index) => ({
    name,
    tally: unexplained && index === 0 ? judge(tally, ran.code) : tally,
    took: index === 0 ? ran.took : null,
    ...(index > 0 && { remark: 'in the same run' }),
    output: index === 0 || suites[0]?.tally.failed === 0 ? ran.output : '',
  }));
}

/** The gate on line coverage of what handles secrets and foreign data. */
export function coverage(root: string, out: string): Outcome {
  const summary = readReport(join(out, 'coverage', 'coverage-summary.json'));
  const measured = coverageFolders.map((folder) => ({
    folder,
    percent: summary === undefined ? null : lineCoverage(summary, root, folder),
  }));
  const words = measured.map(({ folder, percent }) => `${folder} ${percent === null ? 'none' : `${percent.toFixed(1)} %`}`);
  return {
    name: 'coverage',
    tally: single(measured.every(({ percent }) => percent !== null && percent >= leastCoverage)),
    took: null,
    remark: `lines: ${words.join(', ')}`,
    output: `At least ${leastCoverage} % of the lines of each is asked for. See out/test/coverage/index.html.`,
  };
}

/** The end-to-end specs on the built bundles. */
export async function endToEnd(root: string, out: string, host: string, onLine: (line: string) => void): Promise<Outcome> {
  const reportFile = join(out, 'e2e.json');
  rmSync(reportFile, { force: true });
  const args = [bin(root, '@playwright/test/cli.js'), 'test', '-c', 'test/e2e/playwright.config.ts'];
  const env = { ...process.env, FORCE_COLOR: '0', PLAYWRIGHT_FORCE_TTY: '0' };
  const ran = await runTool(args, { cwd: root, env, onLine });
  const report = readReport(reportFile);
  const tally = report === undefined ? nothing : readPlaywright(report);
  return { name: 'e2e', tally: judge(tally, ran.code), took: ran.took, remark: `on ${host}`, output: ran.output };
}

/** What the bench measures that is the same in every run: sizes, requests, rows in the DOM, calls and bytes of IPC. */
export const benchSmoke = (root: string) => check(root, 'bench', ['test/bench/run.ts', '--smoke']);

/** A suite that had no chance to run, and counts as failed. */
export const notRun = (name: string, why: string): Outcome => ({ name, tally: single(false), took: null, output: why });
