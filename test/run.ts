/** `npm test`: everything that must hold, in one run. The last line sums it up; the exit code says whether it holds. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchCommand } from '../build/launch.ts';
import { seconds } from '../build/setup/words.mjs';
import { figuresFolder, figuresLine, readFigures } from './run/figures.ts';
import { tail } from './run/tail.ts';
import { benchSmoke, build, coverage, deadCode, endToEnd, lint, notRun, typeCheck, unitAndIntegration, type Outcome } from './run/suites.ts';
import { lastLine, sum } from './run/tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out', 'test');
const start = performance.now();
const outcomes: Outcome[] = [];

function report(outcome: Outcome): Outcome {
  const { name, tally, took, remark, output } = outcome;
  const held = tally.failed === 0;
  const facts = [
    tally.passed + tally.failed + tally.skipped > 1 ? lastLine(tally) : held ? 'passed' : 'failed',
    ...(took === null ? [] : [seconds(took)]),
    ...(remark === undefined ? [] : [remark]),
  ];
  console.log(`${held ? '✓' : '✗'} ${name.padEnd(12)} ${facts.join(' · ')}`);
  if (!held && output.trim() !== '') console.log(`${tail(output)}\n`);
  outcomes.push(outcome);
  return outcome;
}

/** Runs a long suite and tells every 15 s how far it is: `done` recognises the line of one `unit` that has ended. */
async function withProgress<T>(
  name: string,
  unit: string,
  done: RegExp,
  work: (onLine: (line: string) => void) => Promise<T>,
): Promise<T> {
  const began = performance.now();
  let count = 0;
  const timer = setInterval(() => console.log(`  ${name}: ${count} ${unit} done, ${seconds(performance.now() - began)}`), 15_000);
  try {
    return await work((line) => {
      if (done.test(line)) count += 1;
    });
  } finally {
    clearInterval(timer);
  }
}

mkdirSync(out, { recursive: true });
rmSync(figuresFolder, { recursive: true, force: true });
const launch = launchCommand();
console.log(`The end-to-end specs run on ${launch.host === 'electron' ? 'Electron' : 'the stand-in (test/host)'}.`);

// Two at a time on two cores: the build beside the checks that need no build.
const checks = (async () => {
  for (const check of [typeCheck, lint, deadCode]) report(await check(root));
})();
const built = report(await build(root));
await checks;

const suites = await withProgress('unit and integration', 'files', /^ [✓×❯] /, (onLine) => unitAndIntegration(root, out, onLine));
suites.forEach(report);
report(coverage(root, out));

if (built.tally.failed > 0) {
  report(notRun('bench', 'There is no build to measure.'));
  report(notRun('e2e', 'There is no build to run the end-to-end specs on.'));
} else {
  report(await benchSmoke(root));
  const host = launch.host === 'electron' ? 'Electron' : 'the stand-in';
  report(await withProgress('e2e', 'tests', /^ +(?:[✓✘-]|ok|x) +\d+ /, (onLine) => endToEnd(root, out, host, onLine)));
}

for (const figures of readFigures()) console.log(figuresLine(figures));
const total = sum(outcomes.map(({ tally }) => tally));
if (total.skippedNames.length > 0) console.log(`Skipped:\n${total.skippedNames.map((name) => `  ${name}`).join('\n')}`);
console.log(`${total.failed === 0 ? 'Everything holds' : 'Not everything holds'}, after ${seconds(performance.now() - start)}.`);
console.log(lastLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
