import { details, goTo, layout, quiet, seen } from '../look.ts';
import type { Step } from '../step.ts';

/** In the dark, and out. */
export const leaving: readonly Step[] = [
  {
    name: 'dark',
    title: 'Dark',
    caption: 'Light, dark, or as the system is.',
    readme: true,
    async run({ page }) {
      await page.getByText('Dark', { exact: true }).click();
      await goTo(page, 'Agenda');
      await layout(page, 'Day').check({ force: true });
      await page.locator('.now-line').waitFor();
      await page.locator('.part-now .part-button').first().click();
      await seen(details(page).getByText('Read from Zoho'));
      await quiet(page);
    },
  },
  {
    name: 'disconnected',
    title: 'Disconnect',
    caption: 'Access is revoked and everything of the account forgotten: back where the tour began.',
    async run({ page }) {
      await page.getByRole('button', { name: /^Account: / }).click();
      await page.getByRole('menuitem', { name: 'Disconnect' }).click();
      await page.getByRole('heading', { name: 'Parley', level: 1 }).waitFor();
    },
  },
];
