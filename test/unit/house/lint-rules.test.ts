import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Code that the linter must refuse, and by which rule. */
const samples: readonly { rule: string; file: string; code: string }[] = [
  { rule: 'no-danger', file: 'renderer/features/a/html.tsx', code: 'export const A = ({ text }: { text: string }) => <p dangerouslySetInnerHTML={{ __html: text }} />;' },
  { rule: 'jsx-no-script-url', file: 'renderer/features/a/script.tsx', code: 'export const A = () => <a href="javascript:void 0">a</a>;' },
  { rule: 'jsx-no-target-blank', file: 'renderer/features/a/target.tsx', code: 'export const A = ({ to }: { to: string }) => <a href={to} target="_blank">a</a>;' },
  { rule: 'no-eval', file: 'electron/zoho/eval.ts', code: 'export const a = (text: string): unknown => eval(text);' },
  { rule: 'no-new-func', file: 'electron/zoho/function.ts', code: 'export const a = (text: string): unknown => new Function(text);' },
  { rule: 'no-implied-eval', file: 'electron/zoho/implied.ts', code: "export const a = () => setTimeout('run()', 1);" },
  { rule: 'no-script-url', file: 'electron/zoho/url.ts', code: "export const a = 'javascript:void 0';" },
  { rule: 'no-explicit-any', file: 'electron/zoho/any.ts', code: 'export const a = (value: any): unknown => value;' },
  { rule: 'no-non-null-assertion', file: 'electron/zoho/bang.ts', code: 'export const a = (value: string | null) => value!.length;' },
  { rule: 'ban-ts-comment', file: 'electron/zoho/comment.ts', code: "// @ts-ignore\nexport const a: number = 'text';" },
  { rule: 'no-require-imports', file: 'electron/zoho/require.ts', code: "export const a: unknown = require('node:fs');" },
  { rule: 'no-console', file: 'electron/zoho/console.ts', code: "console.log('token');" },
  { rule: 'no-disabled-tests', file: 'test/unit/a/disabled.test.ts', code: "import { it } from 'vitest';\nit.skip('a', () => undefined);" },
  { rule: 'no-focused-tests', file: 'test/unit/a/focused.test.ts', code: "import { it } from 'vitest';\nit.only('a', () => undefined);" },
];

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string; readonly severity: string }[];
}

describe('the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lint-'));
  let report: Report;

  beforeAll(() => {
    copyFileSync(at('.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const { file, code } of samples) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\n`);
    }
    const args = [at('node_modules/oxlint/bin/oxlint'), '-f', 'json'];
    report = JSON.parse(spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout) as Report;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(samples)('refuses what $rule is about, in $file', ({ rule, file }) => {
    const here = report.diagnostics.filter(({ filename }) => filename.replaceAll('\\', '/').endsWith(file));
    expect(here.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toContainEqual(expect.stringContaining(`(${rule})`));
  });
});
