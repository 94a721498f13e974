import { chromium, type Page } from '@playwright/test';
import type { RunningApp } from '../e2e/app.ts';

/** Has Chromium crash the page's process. */
export async function crashPage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // It never answers.
  session.send('Page.crash').catch(() => undefined);
  await page.waitForEvent('crash').catch(() => undefined);
}

/** Playwright gives up a page that has crashed: a second client sees it alive. */
export async function reopened({ output }: RunningApp): Promise<{ page: Page } | undefined> {
  const address = /DevTools listening on (\S+)/.exec(output())?.[1] ?? '';
  const browser = await chromium.connectOverCDP(address).catch(() => undefined);
  for (const page of browser?.contexts().flatMap((context) => context.pages()) ?? [])
    if (await page.evaluate(() => 'parley' in window).catch(() => false)) return { page };
  await browser?.close();
  return undefined;
}
