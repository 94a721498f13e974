/** What a run of tests says about a protection that was undone. */
import { z } from 'zod';

/** What the runners told, as far as a verdict needs it. */
export interface TestRun {
  /** `file › name` of each test that failed, and with what. */
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly passed: number;
  /** Files that could not be loaded, builds that failed, runs that took too long. */
  readonly broken: readonly string[];
}

export type Verdict =
  | { readonly kind: 'noticed'; readonly by: readonly string[] }
  | { readonly kind: 'survived' }
  /** The change broke the program rather than the protection, or could not be made. */
  | { readonly kind: 'invalid'; readonly why: string };

/** An expectation that was not met, as opposed to code that could not run at all. */
const isExpectation = (message: string) =>
  /AssertionError|expect\(|toBe|toEqual|Property failed|timed out in|Timeout/.test(message);
const firstLine = (text: string | null | undefined) => text?.split('\n')[0] ?? '';
const appDidNotStart = /The app ended with|Waited \d+ ms for the (?:debugging port|page of Parley)/;

/**
 * Noticed is what a named test noticed: it failed while others passed, or failed on an expectation. When nothing ran
 * any more (a file that does not load, an app that does not start), the change proves nothing.
 */
export function judge({ failed, passed, broken }: TestRun): Verdict {
  const real = failed.filter(({ message }) => !appDidNotStart.test(message));
  const proven = real.filter(({ message }) => passed > 0 || isExpectation(message));
  if (proven.length > 0) return { kind: 'noticed', by: proven.map(({ name }) => name) };
  const [first] = failed;
  if (first) return { kind: 'invalid', why: `nothing ran any more: ${firstLine(first.message)}` };
  if (broken.length > 0 || passed === 0) return { kind: 'invalid', why: broken[0] ?? 'no test ran' };
  return { kind: 'survived' };
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().nullish(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** @param root the folder in which it ran, for names relative to it */
export function readVitestRun(report: unknown, root: string): TestRun {
  const files = vitestReport.parse(report).testResults.map((file) => ({
    ...file,
    path: file.name.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, ''),
  }));
  const failed = files.flatMap(({ path, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        name: `${path} › ${fullName}`,
        message: failureMessages?.join('\n') ?? '',
      })),
  );
  const some = ({ assertionResults: tests }: (typeof files)[number], how: string) =>
    tests.some(({ status }) => status === how);
  const unexplained = files.filter((file) => file.status === 'failed' && !some(file, 'failed'));
  // A seeded suite counts violations and fails when its tests are over.
  const atTheEnd = unexplained
    .filter((file) => some(file, 'passed'))
    .map(({ path, message }) => ({ name: `${path} › its violations`, message: message ?? '' }));
  return {
    failed: [...failed, ...atTheEnd],
    passed: files.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'passed').length,
    broken: unexplained
      .filter((file) => !some(file, 'passed'))
      .map(({ path, message }) => `${path} did not load: ${firstLine(message)}`),
  };
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[] | undefined;
  readonly specs?:
    | readonly {
        readonly title: string;
        readonly file: string;
        readonly tests: readonly {
          readonly status: string;
          readonly results: readonly { readonly errors: readonly { readonly message?: string | undefined }[] }[];
        }[];
      }[]
    | undefined;
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    suites: z.array(suite).optional(),
    specs: z
      .array(
        z.object({
          title: z.string(),
          file: z.string(),
          tests: z.array(
            z.object({
              status: z.string(),
              results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
            }),
          ),
        }),
      )
      .optional(),
  }),
);
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.object({ message: z.string().optional() })) });

export function readPlaywrightRun(report: unknown): TestRun {
  const { suites, errors } = playwrightReport.parse(report);
  const within = (node: Suite, path: readonly string[]): { name: string; status: string; message: string }[] => [
    ...(node.specs ?? []).flatMap(({ title, file, tests }) =>
      tests.map(({ status, results }) => ({
        name: [`test/${file}`, [...path, title].join(' ')].join(' › '),
        status,
        message: results.flatMap((result) => result.errors.map(({ message }) => message ?? '')).join('\n'),
      })),
    ),
    ...(node.suites ?? []).flatMap((child) => within(child, [...path, child.title])),
  ];
  const tests = suites.flatMap((file) => within(file, []));
  return {
    failed: tests.filter(({ status }) => status === 'unexpected' || status === 'flaky'),
    passed: tests.filter(({ status }) => status === 'expected').length,
    broken: errors.map(({ message }) => firstLine(message) || 'an error outside the tests'),
  };
}
