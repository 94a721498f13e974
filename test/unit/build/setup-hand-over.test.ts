import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../build/setup/run.mjs';

const module = new URL('../../../build/setup/hand-over.mjs', import.meta.url).href;

describe('the script that set-up hands over to', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-hand-over-'));
    mkdirSync(join(root, 'build'));
    const told = 'JSON.stringify({ args: process.argv.slice(2), main: process.argv[1], parent: process.ppid, pid: process.pid })';
    writeFileSync(join(root, 'build', 'script.mjs'), `console.log(${told}); process.exitCode = 7;`);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Hands over in a process of its own, as build/setup.mjs does. */
  async function handOver(node: string) {
    const code =
      `import { handOver } from ${JSON.stringify(module)}; console.log(process.pid);` +
      `const line = ['build/script.mjs', '--tour', 'two words'];` +
      `process.exitCode = (await handOver(${JSON.stringify(root)}, line, ${JSON.stringify(node)})) ?? process.exitCode;`;
    const driver = join(root, 'driver.mjs');
    writeFileSync(driver, code);
    const outcome = await run(process.execPath, [driver]);
    const [pid = '', told = '{}'] = outcome.output.trim().split('\n');
    return { code: outcome.code, setUp: Number(pid), ...(JSON.parse(told) as { args: string[]; main: string; parent: number; pid: number }) };
  }

  it('runs in the same process where that is the right Node, with its arguments and exit code', async () => {
    const ran = await handOver(process.execPath);
    expect(ran).toMatchObject({ code: 7, args: ['--tour', 'two words'], main: join(root, 'build', 'script.mjs') });
    expect(ran.pid).toBe(ran.setUp);
  });

  it('runs on the Node that set-up has just installed, with its arguments and exit code', async () => {
    const other = join(root, 'other-node');
    symlinkSync(process.execPath, other);
    const ran = await handOver(other);
    expect(ran).toMatchObject({ code: 7, args: ['--tour', 'two words'] });
    expect(ran.parent).toBe(ran.setUp);
  });
});
