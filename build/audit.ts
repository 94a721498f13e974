/**
 * `npm run audit`: asks the registry for advisories about everything locked, and whether what is installed is signed.
 * Ends with 0 when both were asked and nothing is wrong, 1 when something is, 2 when a question got no answer.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { npm } from './setup/dependencies.mjs';
import { exceptions, isReport, isSignatures, judgeAudit, judgeSignatures } from './supply/advisories.ts';
import { readContents } from './supply/contents.ts';
import { readElectron } from './supply/electron.ts';
import { readLock } from './supply/lock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** npm's answer as JSON, or why there is none, in a line. It ends with 1 for a finding and for a failure alike. */
function ask(...words: readonly string[]): { readonly answer?: unknown; readonly why: string } {
  const { command, args } = npm(process.env);
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=30000'];
  const ran = spawnSync(command, [...args, ...words, '--json', ...patience], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  try {
    const answer = JSON.parse(ran.stdout) as Record<string, unknown>;
    const { error, message } = answer as { error?: { summary?: string }; message?: string };
    const why = [message, error?.summary].find((text) => text);
    return { answer, why: why ?? 'npm answered something else than was asked' };
  } catch {
    return { why: (ran.error?.message ?? ran.stderr.trim().split('\n')[0]) || 'npm answered nothing' };
  }
}

/** The codes of the sentence above, worst first. */
function audit(): 0 | 1 | 2 {
  const shipped = new Set(readContents(root).map(({ name, version }) => `${name}@${version}`));
  shipped.add(`electron@${readElectron(root).version}`);
  let wrong = 0;
  let unanswered = 0;

  const advisories = ask('audit', '--package-lock-only');
  if (isReport(advisories.answer)) {
    const today = new Date().toISOString().slice(0, 10);
    const { failures, remarks } = judgeAudit(advisories.answer, { lock: readLock(root), shipped, exceptions, today });
    for (const line of remarks) console.log(`- ${line}`);
    for (const line of failures) console.error(`✗ ${line}`);
    wrong += failures.length;
    console.log(`Advisories: ${failures.length} to act on, ${remarks.length} noted.`);
  } else {
    unanswered += 1;
    console.error(`Advisories: NOT CHECKED. The registry did not answer the question: ${advisories.why}`);
  }

  const signatures = ask('audit', 'signatures');
  if (isSignatures(signatures.answer)) {
    const failures = judgeSignatures(signatures.answer);
    for (const line of failures) console.error(`✗ ${line}`);
    wrong += failures.length;
    console.log(`Signatures: ${failures.length} to act on.`);
  } else {
    unanswered += 1;
    console.error(`Signatures: NOT CHECKED. ${signatures.why}`);
  }

  if (unanswered > 0) console.error('This was no audit: run it again where the registry answers.');
  return wrong > 0 ? 1 : unanswered > 0 ? 2 : 0;
}

try {
  process.exitCode = audit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
