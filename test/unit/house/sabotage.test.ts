import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fuses } from '../../../build/fuses.ts';
import { FuseV1Options } from '@electron/fuses';
import { undone, vitest } from '../../sabotage/protection.ts';
import { protections } from '../../sabotage/protections.ts';
import { sabotageReport } from '../../sabotage/report.ts';
import { judge, readPlaywrightRun, readVitestRun } from '../../sabotage/verdict.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the list of protections', () => {
  it.each(protections)('$id can be undone, and leaves a program', ({ file, find, replace, tests }) => {
    const changed = undone({ find, replace }, read(file));
    expect(changed).toBeTypeOf('string');
    if (file.endsWith('.ts')) expect(() => stripTypeScriptTypes(String(changed))).not.toThrow();
    if (file.endsWith('.json')) expect(() => JSON.parse(String(changed)) as unknown).not.toThrow();
    expect(tests.length).toBeGreaterThan(0);
    for (const path of tests.flatMap((each) => each.files)) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('names each once, thirty at least', () => {
    expect(protections.length).toBeGreaterThanOrEqual(30);
    for (const key of ['id', 'name'] as const) {
      const all = protections.map((each) => each[key]);
      expect(all.filter((each, index) => all.indexOf(each) !== index)).toEqual([]);
    }
  });

  it('covers all of Electron’s checklist and every fuse', () => {
    const stands = new Set(protections.flatMap((each) => each.stands));
    const items = Array.from({ length: 20 }, (_, index) => `checklist ${index + 1}`);
    const names = Object.keys(fuses).map((fuse) => `fuse ${FuseV1Options[Number(fuse)] ?? fuse}`);
    expect(names).toHaveLength(9);
    expect([...items, ...names].filter((each) => !stands.has(each))).toEqual([]);
  });

  it('is what SECURITY.md refers to', () => {
    const ids = new Set(protections.map(({ id }) => id));
    const named = [...read('SECURITY.md').matchAll(/sabotage: ([^|]+)/g)].flatMap(([, list = '']) => [...list.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id));
    expect(named.length).toBeGreaterThanOrEqual(29);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('a verdict', () => {
  const file = (name: string, tests: [string, string, string?][], message = '') => ({
    name: `/copy/${name}`,
    status: message || tests.some(([, status]) => status === 'failed') ? 'failed' : 'passed',
    message,
    assertionResults: tests.map(([fullName, status, why]) => ({ fullName, status, failureMessages: why === undefined ? [] : [why] })),
  });
  const of = (...files: ReturnType<typeof file>[]) => judge(readVitestRun({ testResults: files }, '/copy'));

  it('is "noticed" by the tests that failed while others passed', () => {
    expect(of(file('a.test.ts', [['holds', 'passed'], ['fits', 'failed', 'TypeError: x']]))).toEqual({ kind: 'noticed', by: ['a.test.ts › fits'] });
  });
  it('is "noticed" by the only test when it expected something', () => {
    expect(of(file('a.test.ts', [['fits', 'failed', 'AssertionError: expected 1 to be 2']]))).toMatchObject({ kind: 'noticed' });
  });
  it('is "survived" when nothing failed', () => {
    expect(of(file('a.test.ts', [['fits', 'passed']]))).toEqual({ kind: 'survived' });
  });
  it('is invalid when nothing runs any more', () => {
    expect(of(file('a.test.ts', [], 'SyntaxError: x'))).toMatchObject({ kind: 'invalid' });
    expect(of(file('a.test.ts', [['fits', 'failed', 'ReferenceError: x is not defined']]))).toMatchObject({ kind: 'invalid' });
  });
  it('takes a seeded suite that counts violations for a test', () => {
    expect(of(file('a.test.ts', [['tries', 'passed']], 'Attacks (seed 1): one got in'))).toEqual({ kind: 'noticed', by: ['a.test.ts › its violations'] });
  });

  it('reads Playwright’s report, and does not count an app that does not start', () => {
    const run = (status: string, message?: string) =>
      judge(readPlaywrightRun({
        errors: [],
        suites: [{ title: 'e2e/a.spec.ts', specs: [{ title: 'holds', file: 'e2e/a.spec.ts', tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }] }] }],
      }));
    expect(run('unexpected', 'Error: expect(received).toBe(expected)')).toEqual({ kind: 'noticed', by: ['test/e2e/a.spec.ts › holds'] });
    expect(run('unexpected', 'Error: The app ended with 1:')).toMatchObject({ kind: 'invalid' });
    expect(run('expected')).toEqual({ kind: 'survived' });
  });
});

it('the report says what survived', () => {
  const protection = {
    id: 'a', name: 'a | b', stands: ['checklist 1'], file: 'a.ts', find: 'a', replace: 'b', how: 'left out', tests: [vitest('a.test.ts')],
  };
  const facts = { date: '2026-11-21', host: 'the stand-in', took: 60_000 };
  const text = sabotageReport(
    [{ protection, verdict: { kind: 'noticed', by: ['a.test.ts › holds', 'b'] }, took: 1234 }, { protection, verdict: { kind: 'survived' }, took: 1 }], facts);
  expect(text).toContain(String.raw`| 1 | a \| b (${'`a`'}, checklist 1) | ${'`a.ts`'} | left out | a.test.ts › holds (and 1 more) | 1.2 |`);
  expect(text).toContain('**SURVIVED**');
  expect(text).toContain('2 protections undone: 1 noticed, 1 survived, 0 did not apply.');
});
