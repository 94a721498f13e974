/**
 * `npm run sabotage`: undoes one protection at a time in a copy of the tree, and expects a named test to fail.
 * `-- --only ID,ID` tries some, `-- --list` names them all. A whole run writes docs/SABOTAGE.md.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchCommand } from '../../build/launch.ts';
import { seconds } from '../../build/setup/words.mjs';
import { copyTree } from './copy.ts';
import { undone, type Protection, type Tests } from './protection.ts';
import { protections } from './protections.ts';
import { count, sabotageReport, told, type Outcome } from './report.ts';
import { runQuickSuites, runTests } from './runners.ts';
import { judge, type TestRun, type Verdict } from './verdict.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } });

const ids = values.only?.split(',').map((id) => id.trim());
const unknown = ids?.filter((id) => !protections.some((each) => each.id === id)) ?? [];
const chosen = ids ? protections.filter(({ id }) => ids.includes(id)) : protections;

/** Where two work side by side; each has one protection undone at a time. */
const copies: string[] = [];

/** Undoes it, lets `work` run, and puts the file back. */
async function without(protection: Protection, copy: string, work: () => Promise<Verdict>): Promise<Verdict> {
  const file = join(copy, protection.file);
  const text = readFileSync(file, 'utf8');
  const changed = undone(protection, text);
  if (typeof changed !== 'string') return { kind: 'invalid', why: changed.problem };
  writeFileSync(file, changed);
  try {
    return await work();
  } finally {
    writeFileSync(file, text);
  }
}

/** Among thousands of tests one may fail for a reason of its own: what nobody listed must fail again by itself. */
async function confirmed(copy: string, found: Verdict): Promise<Verdict> {
  if (found.kind !== 'noticed') return found;
  const files = [...new Set(found.by.map((name) => name.split(' › ')[0] ?? ''))];
  return judge(await runTests(copy, { runner: 'vitest', files }));
}

async function attempt(protection: Protection, copy: string): Promise<Outcome> {
  const began = performance.now();
  const verdict = await without(protection, copy, async () => {
    for (const tests of protection.tests) {
      const found = judge(await runTests(copy, tests));
      if (found.kind !== 'survived') return found;
    }
    return confirmed(copy, judge(await runQuickSuites(copy)));
  });
  return { protection, verdict, took: performance.now() - began };
}

/** All listed tests, each once, as few runs as that takes. */
function together(all: readonly Tests[]): Tests[] {
  const of = (runner: Tests['runner']) => all.filter((tests) => tests.runner === runner);
  const files = (tests: readonly Tests[]) => [...new Set(tests.flatMap((each) => each.files))];
  const names = [...new Set(of('playwright').map(({ grep }) => grep ?? '.*'))].map((grep) => `(?:${grep})`).join('|');
  return [
    ...(of('vitest').length > 0 ? [{ runner: 'vitest' as const, files: files(of('vitest')) }] : []),
    ...(names === '' ? [] : [{ runner: 'playwright' as const, files: files(of('playwright')), grep: names }]),
  ];
}

/** The listed tests must hold where nothing is undone, or their failing says nothing. */
async function holdsUnchanged(copy: string): Promise<boolean> {
  for (const tests of together(chosen.flatMap((each) => each.tests))) {
    const { failed, passed, broken }: TestRun = await runTests(copy, tests);
    const problems = [...failed.map(({ name, message }) => `${name}: ${message.split('\n')[0] ?? ''}`), ...broken];
    if (problems.length > 0 || passed === 0) {
      console.error(`The ${tests.runner} tests do not hold with nothing undone:`);
      console.error(problems.join('\n') || 'no test ran');
      return false;
    }
    console.log(`${passed} tests hold under ${tests.runner} with nothing undone.`);
  }
  return true;
}

async function sabotage(): Promise<boolean> {
  const began = performance.now();
  copies.push(copyTree(root));
  const [firstCopy = ''] = copies;
  if (!(await holdsUnchanged(firstCopy))) return false;
  if (chosen.length > 1) copies.push(copyTree(root));

  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  const worker = async (copy: string) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await attempt(next, copy);
      outcomes.push(outcome);
      const mark = `${outcome.verdict.kind === 'noticed' ? '✓' : '✗'} ${outcomes.length}/${chosen.length}`;
      console.log(`${mark} ${next.id} (${seconds(outcome.took)}): ${told(outcome)}`);
    }
  };
  await Promise.all(copies.map(worker));

  const took = performance.now() - began;
  const noticed = count(outcomes, 'noticed');
  if (!ids) {
    const sorted = outcomes.toSorted((a, b) => protections.indexOf(a.protection) - protections.indexOf(b.protection));
    const host = launchCommand().host === 'electron' ? 'Electron' : 'the stand-in (test/host)';
    const facts = { date: new Date().toISOString().slice(0, 10), host, took };
    writeFileSync(join(root, 'docs', 'SABOTAGE.md'), sabotageReport(sorted, facts));
    console.log('Written: docs/SABOTAGE.md');
  }
  console.log(`${noticed} of ${chosen.length} noticed, after ${seconds(took)}.`);
  return noticed === chosen.length;
}

process.once('exit', () => {
  // A runner that is still ending may write once more: tried again a little later.
  for (const copy of copies) rmSync(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

if (unknown.length > 0) {
  console.error(`No protection is called ${unknown.join(', ')}. \`npm run sabotage -- --list\` names them.`);
  process.exitCode = 1;
} else if (values.list) {
  for (const { id, name, stands } of protections) console.log(`${id.padEnd(28)} ${name} (${stands.join(', ')})`);
} else process.exitCode = (await sabotage()) ? 0 : 1;
