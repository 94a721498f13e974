/** Starts the built app, or the bare window, from outside and as plainly as can be: nothing is attached to its page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { launchCommand } from '../../build/launch.ts';
import { freePort, until } from '../e2e/app.ts';
import type { Bench } from './bench.ts';
import { pagesAt } from './devtools.ts';

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

/** A copy of the built app, whose page reads a script of `bare/` before its own: what the host is to run. */
export function copyOfApp(bench: Bench, script?: string): string {
  const folder = mkdtempSync(join(bench.folder, 'app-'));
  cpSync(join(bench.root, 'out', 'app'), join(folder, 'out', 'app'), { recursive: true });
  cpSync(join(bench.root, 'package.json'), join(folder, 'package.json'));
  if (script !== undefined) {
    cpSync(bare(bench, script), join(pageOf(folder), 'assets', script));
    changeIndex(folder, (index) => index.replace('<script', `<script src="./assets/${script}"></script><script`));
  }
  return launchCommand().host === 'electron' ? folder : join(folder, mainFile);
}

/** Such a copy with React alone in the place of Parley's page: what is left is host, main, preload and React. */
export async function reactAlone(bench: Bench, script: string): Promise<string> {
  const app = copyOfApp(bench, script);
  const folder = app.endsWith(mainFile) ? app.slice(0, -mainFile.length) : app;
  await build({
    configFile: false,
    root: bench.root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(pageOf(folder), 'assets'),
      emptyOutDir: false,
      rolldownOptions: { input: bare(bench, 'react-page.ts'), output: { entryFileNames: 'react-page.js' } },
    },
  });
  changeIndex(folder, (index) => index.replace(/(<script type="module"[^>]* src=")[^"]*/, '$1./assets/react-page.js'));
  return app;
}

const mainFile = join('out', 'app', 'main', 'main.js');
const pageOf = (folder: string) => join(folder, 'out', 'app', 'renderer');

function changeIndex(folder: string, change: (index: string) => string): void {
  const file = join(pageOf(folder), 'index.html');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
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
    return (await pagesAt(debugPort).catch(() => [])).map(({ title }) => title);
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
