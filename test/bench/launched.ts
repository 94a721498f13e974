/** Starts the built app, or the bare window, from outside and as plainly as can be: nothing is attached to its page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchCommand } from '../../build/launch.ts';
import { freePort, until } from '../e2e/app.ts';
import type { Bench } from './bench.ts';

export interface Launched {
  readonly process: ChildProcess;
  readonly debugPort: number;
  /** When the host had imported itself, epoch ms; on Electron when the process was started. */
  readonly began: number;
  /** When the page was painted and had answered a key, as its title tells; epoch ms. */
  shown(): Promise<number>;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  readonly userData: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Node's, on the stand-in: files to import before the app. */
  readonly imports?: readonly string[];
}

const bare = (bench: Bench, name: string) => join(bench.root, 'test', 'bench', 'bare', name);

/** The bare window's main. */
export const bareWindow = (bench: Bench): string => bare(bench, 'window.mjs');

let copied: string | undefined;
/** A copy of the built app whose page reads the probe before its own scripts. */
export function probedApp(bench: Bench): string {
  if (copied !== undefined) return copied;
  const folder = mkdtempSync(join(bench.folder, 'app-'));
  cpSync(join(bench.root, 'out', 'app'), join(folder, 'out', 'app'), { recursive: true });
  cpSync(join(bench.root, 'package.json'), join(folder, 'package.json'));
  cpSync(bare(bench, 'probe.js'), join(folder, 'out', 'app', 'renderer', 'assets', 'probe.js'));
  const index = join(folder, 'out', 'app', 'renderer', 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('<script', '<script src="./assets/probe.js"></script><script'));
  return (copied = launchCommand().host === 'electron' ? folder : join(folder, 'out', 'app', 'main', 'main.js'));
}

interface Target {
  readonly type: string;
  readonly title: string;
}

/** @param main what the host is to run */
export async function launch(bench: Bench, main: string, { userData, env = {}, imports = [] }: LaunchOptions): Promise<Launched> {
  const debugPort = await freePort();
  const { command, args, host } = launchCommand();
  const more = host === 'stand-in' ? [bare(bench, 'begin.ts'), ...imports].flatMap((file) => ['--import', file]) : [];
  const start = Date.now();
  const child = spawn(command, [...args.slice(0, -1), ...more, main], {
    env: {
      ...process.env,
      // Electron draws no frames in a window that is not shown.
      ...(host === 'stand-in' && { PARLEY_HEADLESS: '1' }),
      PARLEY_USER_DATA: userData,
      PARLEY_DEBUG_PORT: String(debugPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const titles = async () => {
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}:\n${printed}`);
    const targets = (await fetch(`http://127.0.0.1:${debugPort}/json/list`).then((answer) => answer.json(), () => [])) as Target[];
    return targets.filter(({ type }) => type === 'page').map(({ title }) => title);
  };
  return {
    process: child,
    debugPort,
    get began() {
      return host === 'stand-in' ? Number(/bench began (\S+)/.exec(printed)?.[1] ?? Number.NaN) : start;
    },
    shown: () =>
      until('a page that is painted and answers', async () => {
        // Asked rarely: whoever asks takes time from what is measured.
        await new Promise((resolve) => setTimeout(resolve, 150));
        return Number(/bench ([\d.]+)/.exec((await titles()).join('\n'))?.[1] ?? 0);
      }, 30_000),
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
