/** Reads what the runners and the coverage tool wrote, as far as `npm test` needs it. */
import { z } from 'zod';
import { nothing, type Tally } from './tally.ts';

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      /** Absolute path of the test file. */
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Vitest's JSON report, for the test files whose path holds `folder`.
 * A file that could not be loaded counts as one failure; todo and pending tests count as skipped.
 */
export function readVitest(report: unknown, folder: string): Tally {
  const files = vitestReport.parse(report).testResults.filter(({ name }) => name.replaceAll('\\', '/').includes(folder));
  const tests = files.flatMap((file) => file.assertionResults);
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + broken.length,
    skipped: skipped.length,
    skippedNames: skipped.map(({ fullName }) => fullName),
  };
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[] | undefined;
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[] | undefined;
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    suites: z.array(suite).optional(),
    specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })).optional(),
  }),
);
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()) });

/** Playwright's JSON report. A test that passed only when repeated has failed; so has an error outside the tests. */
export function readPlaywright(report: unknown): Tally {
  const { suites, errors } = playwrightReport.parse(report);
  const tests = (node: Suite, path: readonly string[]): { name: string; status: string }[] => {
    const here = [...path, node.title];
    return [
      ...(node.specs ?? []).flatMap((spec) =>
        spec.tests.map(({ status }) => ({ name: [...here, spec.title].join(' › '), status })),
      ),
      ...(node.suites ?? []).flatMap((child) => tests(child, here)),
    ];
  };
  const all = suites.flatMap((node) => tests(node, []));
  const skipped = all.filter(({ status }) => status === 'skipped');
  const passed = all.filter(({ status }) => status === 'expected').length;
  return {
    ...nothing,
    passed,
    failed: all.length - passed - skipped.length + errors.length,
    skipped: skipped.length,
    skippedNames: skipped.map(({ name }) => name),
  };
}

const counts = z.object({ lines: z.object({ total: z.number(), covered: z.number() }) });
const coverageSummary = z.record(z.string(), counts);

/**
 * Line coverage of a folder in percent, from a json-summary report.
 * @returns null when the report holds no line of that folder
 */
export function lineCoverage(summary: unknown, root: string, folder: string): number | null {
  const prefix = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/${folder}/`;
  const files = Object.entries(coverageSummary.parse(summary)).filter(([file]) =>
    file.replaceAll('\\', '/').startsWith(prefix),
  );
  const total = files.reduce((lines, [, file]) => lines + file.lines.total, 0);
  const covered = files.reduce((lines, [, file]) => lines + file.lines.covered, 0);
  return total === 0 ? null : (covered / total) * 100;
}
