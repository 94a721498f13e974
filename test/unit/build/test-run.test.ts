import { describe, expect, it } from 'vitest';
import { lineCoverage, readPlaywright, readVitest } from '../../run/reports.ts';
import { judge, lastLine, nothing, single, sum } from '../../run/tally.ts';
import { tail } from '../../run/tail.ts';

const vitest = {
  testResults: [
    {
      name: '/repo/test/unit/a.test.ts',
      status: 'failed',
      assertionResults: [
        { fullName: 'a works', status: 'passed' },
        { fullName: 'a fails', status: 'failed' },
        { fullName: 'a waits', status: 'skipped' },
        { fullName: 'a is to come', status: 'todo' },
      ],
    },
    { name: '/repo/test/unit/broken.test.ts', status: 'failed', assertionResults: [] },
    { name: 'C:\\repo\\test\\integration\\b.test.ts', status: 'passed', assertionResults: [{ fullName: 'b', status: 'passed' }] },
  ],
};

describe("Vitest's report", () => {
  it('counts a suite; a file that could not be loaded is a failure', () => {
    expect(readVitest(vitest, '/test/unit/')).toEqual({
      passed: 1, failed: 2, skipped: 2, skippedNames: ['a waits', 'a is to come'],
    });
  });

  it('counts another suite by itself', () => {
    expect(readVitest(vitest, '/test/integration/')).toEqual({ ...nothing, passed: 1 });
  });

  it('that is not one is refused', () => expect(() => readVitest({}, '/test/unit/')).toThrow());
});

describe("Playwright's report", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });

  it('counts nested suites; flaky is failed, skipped is named, errors outside the tests are failures', () => {
    const report = {
      errors: [{ message: 'no test file' }],
      suites: [
        {
          title: 'connect.spec.ts',
          specs: [spec('opens', 'expected')],
          suites: [{ title: 'consent', specs: [spec('a', 'expected'), spec('b', 'flaky'), spec('c', 'unexpected'), spec('d', 'skipped')] }],
        },
      ],
    };
    expect(readPlaywright(report)).toEqual({
      passed: 2, failed: 3, skipped: 1, skippedNames: ['connect.spec.ts › consent › d'],
    });
  });
});

describe('the sum', () => {
  it('adds suites up and is told as the last line', () => {
    const total = sum([single(true), single(false), readVitest(vitest, '/test/unit/')]);
    expect(lastLine(total)).toBe('2 passed, 3 failed, 2 skipped');
    expect(total.skippedNames).toEqual(['a waits', 'a is to come']);
  });

  it('lets no suite pass that ran nothing', () => {
    expect(judge(nothing, 0).failed).toBe(1);
    expect(judge({ ...nothing, skipped: 4 }, 0).failed).toBe(1);
  });

  it('lets no suite pass whose runner failed', () => {
    expect(judge({ ...nothing, passed: 9 }, 1)).toMatchObject({ passed: 9, failed: 1 });
    expect(judge({ ...nothing, passed: 9 }, null).failed).toBe(1);
  });

  it('leaves the others as they are', () => {
    expect(judge({ ...nothing, passed: 9 }, 0).failed).toBe(0);
    expect(judge({ ...nothing, passed: 9, failed: 2 }, 1).failed).toBe(2);
  });
});

describe('line coverage', () => {
  const file = (total: number, covered: number) => ({ lines: { total, covered }, branches: {} });
  const summary = {
    total: file(100, 50),
    '/repo/contract/a.ts': file(10, 10),
    '/repo/contract/rules/b.ts': file(30, 20),
    '/repo/contract-old/c.ts': file(10, 0),
  };

  it('is weighed by lines over the whole folder', () => expect(lineCoverage(summary, '/repo/', 'contract')).toBe(75));
  it('is none for a folder without a line', () => expect(lineCoverage(summary, '/repo', 'electron/zoho')).toBeNull());
});

describe("a tool's output", () => {
  it('is shown without colours, its end when it is long', () => {
    expect(tail('\u001b[31mred\u001b[39m\n')).toBe('    red');
    const long = tail(Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n')).split('\n');
    expect(long).toHaveLength(201);
    expect(long[0]).toBe('    … 300 lines before');
    expect(long.at(-1)).toBe('    line 499');
  });
});
