import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../bench.ts';
import { interleaved } from '../stats.ts';

/** The CPU time that a program takes, ms: on an idle machine a little more than the time that passes. */
function timed(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    let spent = '';
    child.stdout.on('data', (chunk: Buffer) => (spent += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 && spent !== '' ? resolve(Number(spent)) : reject(new Error(`${code}: ${told}`))));
  });
}

/** Main without Electron: a stub stands for it in A and B. */
export const modules: Row = {
  name: 'modules',
  inSmoke: false,
  async run(bench) {
    const bare = (name: string) => join(bench.root, 'test', 'bench', 'bare', name);
    const main = join(bench.root, 'out', 'app', 'main');
    const node = (...args: string[]) => ['--import', bare('register.ts'), ...args];
    const folder = mkdtempSync(join(bench.folder, 'modules-'));
    const env = (kind: string) => ({ PARLEY_BENCH: kind, PARLEY_HEADLESS: '1', PARLEY_USER_DATA: folder });
    const nothing = join(folder, 'empty.mjs');
    writeFileSync(nothing, '');
    const empty = () => timed(node(nothing), env('none'));
    const asked = await interleaved(bench.rounds, () => timed(node(join(main, 'main.js')), env('window')), empty);
    const all = await interleaved(bench.rounds, () => timed(node(bare('all.ts'), main), env('none')), empty);
    const line = { row: 'modules', unit: 'ms', steady: false } as const;
    return [
      { ...line, what: 'main, to asking for the window (CPU); B: Node, an empty file', ...asked, figure: asked.a.median - asked.b.median, bound: 40 },
      { ...line, what: 'main, all modules (CPU); B: Node, an empty file', ...all, figure: all.a.median - all.b.median, bound: 120 },
    ];
  },
};
