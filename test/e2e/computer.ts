/** What may be wrong with the person's computer. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { RunningApp } from './app.ts';

const preload = (name: string) => ({
  NODE_OPTIONS: `--require ${JSON.stringify(fileURLToPath(new URL(`preload/${name}.cjs`, import.meta.url)))}`,
});

/** Start Parley with it, to fill its disk later. */
export const fillable = preload('without-file-signal');

/**
 * From now on the kernel refuses every write of main to a file, as a full disk does. Linux only; needs no privilege,
 * and the browser engine's own files stay out of it. `room`: back to normal.
 */
export const setDisk = ({ process: { pid } }: RunningApp, disk: 'full' | 'room'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${disk === 'full' ? 0 : 'unlimited'}:`]);

/** A clock that is set by hand, for main (start Parley with `env`) and, once they are `given` it, for pages. */
export function createOtherClock(file: string) {
  let ahead = 0;
  const pages: Page[] = [];
  const tell = (page: Page) => page.evaluate((ms) => void Object.assign(globalThis, { clockAhead: ms }), ahead);
  writeFileSync(file, '0');
  return {
    env: { ...preload('other-clock'), PARLEY_TEST_CLOCK: file },
    async give(page: Page): Promise<void> {
      pages.push(page);
      await tell(page);
      await page.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() + Number((globalThis as { clockAhead?: number }).clockAhead ?? 0);
      });
    },
    /** ms ahead of the true time; negative: behind. */
    async set(ms: number): Promise<void> {
      ahead = ms;
      writeFileSync(file, String(ms));
      await Promise.all(pages.filter((page) => !page.isClosed()).map(tell));
    },
  };
}
