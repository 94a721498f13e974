import type { Page } from '@playwright/test';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, type Desk } from './fixtures.ts';
import { details, rows } from './form.ts';

export const second = 1_000;

/** The status bar of a list or of the agenda. */
export const bar = (page: Page) => page.locator('.freshness');
export const byHand = (page: Page) => bar(page).getByRole('button', { name: /^(Refresh|Try again)$/ }).click();
export const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

/** Requests for the upcoming meetings so far: one for each flight, as long as they fit on one page. */
export const flights = ({ zoho }: Desk) => zoho.control.log.count({ method: 'GET', path: /\/sessions\.json$/, query: { listtype: 'upcoming', index: '1' } });

/** Holds answers until it is opened. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
}

export const open = async (page: Page, topic: string) => {
  await rows(page).filter({ hasText: topic }).getByRole('button').first().click();
  await expect(details(page).getByRole('heading', { name: topic, level: 2 })).toBeVisible();
};

export const changesButton = (page: Page) => page.getByRole('button', { name: /^\d+ changes? / });

/** The changes of the day, in the order they were made. */
export async function listed(page: Page): Promise<void> {
  await changesButton(page).click();
  const panel = page.getByRole('dialog', { name: 'Changes' });
  const items = panel.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await expect(items).toContainText([
    'Create “Made here”', 'Change “Team, off-line”', 'Change “Later”', 'Delete “Doomed”', 'Create “Plan again”',
  ]);
  await expect(items.filter({ hasText: 'Waiting' })).toHaveCount(5, { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
}

/** The network comes back, as the page sees it. */
export async function online(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

/** Makes every listing that is kept look this old, as if Parley had been closed for longer. */
export function age(desk: Desk, ms: number): void {
  const file = new DatabaseSync(join(desk.userData, 'agenda.db'));
  file.prepare('UPDATE listings SET as_of = ?').run(Date.now() - ms);
  file.close();
}
