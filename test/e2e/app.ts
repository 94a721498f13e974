import { chromium, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { launchCommand } from '../../build/launch.ts';
import type { SystemEvent } from '../../electron/shell/host-control.ts';

/** What `PARLEY_HOST_LOG` tells: one entry for each thing done on the desktop. */
export interface DesktopEntry {
  readonly type: 'openExternal' | 'clipboard' | 'notification' | 'menu' | 'tray';
  readonly url?: string;
  readonly text?: string;
  readonly items?: readonly string[];
}

export interface RunningApp {
  /** Parley's own page. */
  readonly page: Page;
  readonly browser: Browser;
  readonly process: ChildProcess;
  /** The consent window's page, once there is one. */
  consent(): Promise<Page>;
  /** Pages besides Parley's own. */
  others(): Page[];
  desktop(): DesktopEntry[];
  /** Waits for the next desktop entry of a type that the predicate accepts. */
  desktopEntry(type: DesktopEntry['type'], accept?: (entry: DesktopEntry) => boolean): Promise<DesktopEntry>;
  /** Clicks a menu item by its label. */
  clickMenu(label: string): Promise<void>;
  /** The computer wakes, its screen is unlocked, or the window gets the focus. */
  happen(event: SystemEvent): Promise<void>;
  /** Has main throw an error with these words, or reject a promise with it, where nothing catches it. */
  breakMain(how: 'throw' | 'reject', words: string): Promise<void>;
  /** Everything the processes printed. */
  output(): string;
  /** Ends the app as a person would (SIGTERM) and waits for it. */
  stop(): Promise<void>;
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

/** Polls until `probe` gives something, or fails with the words of `what` after `limit` ms. */
export async function until<T>(what: string, probe: () => T | undefined | false | null | Promise<T | undefined | false | null>, limit = 15_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${limit} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** A start may take so long where much else runs, ms. */
const patience = 30_000;

const isOwn = async (page: Page) => page.evaluate(() => 'parley' in window).catch(() => false);

/** Starts the built app and connects to its pages. `env` adds to or overrides the environment, `more` the arguments. */
export async function startApp(
  userData: string,
  env: Readonly<Record<string, string>> = {},
  more: readonly string[] = [],
): Promise<RunningApp> {
  const started: ChildProcess[] = [];
  try {
    return await launch(userData, env, more, (child) => started.push(child));
  } catch (error) {
    for (const child of started) child.kill('SIGTERM');
    throw error;
  }
}

async function launch(
  userData: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[],
  onStart: (child: ChildProcess) => void,
): Promise<RunningApp> {
  const [debugPort, controlPort] = [await freePort(), await freePort()];
  const hostLog = join(userData, '..', `desktop-${debugPort}.ndjson`);
  const { command, args, host } = launchCommand();
  const child = spawn(command, [...args, ...more], {
    env: {
      ...process.env,
      // Main makes no code from text: what its libraries hold for that (test/integration/bundles.test.ts) is never run.
      ...(host === 'stand-in' && { NODE_OPTIONS: '--disallow-code-generation-from-strings' }),
      PARLEY_HEADLESS: '1',
      PARLEY_USER_DATA: userData,
      PARLEY_DEBUG_PORT: String(debugPort),
      PARLEY_HOST_LOG: hostLog,
      PARLEY_HOST_CONTROL: String(controlPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const browser = await until('the debugging port', async () => {
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}:\n${printed}`);
    return chromium.connectOverCDP(`http://127.0.0.1:${debugPort}`).catch(() => undefined);
  }, patience);
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  const page = await until('the page of Parley', async () => {
    for (const each of pages()) if (await isOwn(each)) return each;
    return undefined;
  }, patience);
  const others = () => pages().filter((each) => each !== page && !each.isClosed() && each.url() !== 'about:blank');
  const desktop = (): DesktopEntry[] =>
    existsSync(hostLog)
      ? readFileSync(hostLog, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as DesktopEntry)
      : [];

  return {
    page,
    browser,
    process: child,
    others,
    desktop,
    consent: () => until('the consent window', () => others()[0]),
    desktopEntry: (type, accept = () => true) =>
      until(`${type} on the desktop`, () => desktop().findLast((entry) => entry.type === type && accept(entry))),
    async clickMenu(label) {
      const response = await fetch(`http://127.0.0.1:${controlPort}/click`, { method: 'POST', body: JSON.stringify({ label }) });
      if (!response.ok) throw new Error(await response.text());
    },
    async happen(event) {
      const response = await fetch(`http://127.0.0.1:${controlPort}/emit`, { method: 'POST', body: event });
      if (!response.ok) throw new Error(await response.text());
    },
    async breakMain(how, words) {
      await fetch(`http://127.0.0.1:${controlPort}/${how}`, { method: 'POST', body: words });
    },
    output: () => printed,
    async stop() {
      await browser.close().catch(() => undefined);
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
