/** A window of the same host that shows nothing. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { launchCommand } from '../../build/launch.ts';
import { freePort, until } from '../e2e/app.ts';
import type { Bench } from './bench.ts';
import { bareWindow } from './launched.ts';

/** Its page; it is ended with the bench. */
export async function startBlank(bench: Bench): Promise<Page> {
  const port = await freePort();
  const { command, args } = launchCommand();
  const child = spawn(command, [...args.slice(0, -1), bareWindow(bench)], {
    env: {
      ...process.env,
      PARLEY_BENCH_PAGE: 'blank',
      PARLEY_HEADLESS: '1',
      PARLEY_USER_DATA: mkdtempSync(join(bench.folder, 'blank-')),
      PARLEY_DEBUG_PORT: String(port),
    },
    stdio: 'ignore',
  });
  bench.afterwards(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill('SIGTERM')) await ended;
  });
  const browser = await until('the debugging port of the blank window', () => {
    if (child.exitCode !== null) throw new Error(`The blank window ended with ${child.exitCode}.`);
    return chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
  });
  return until('the blank page', async () => {
    const pages = browser.contexts().flatMap((context) => context.pages());
    for (const page of pages) if ((await page.title().catch(() => '')) === 'Blank') return page;
    return undefined;
  });
}
