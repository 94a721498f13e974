import { details, goTo, rows, seen, tab } from '../look.ts';
import type { Step } from '../step.ts';

/** The other lists. */
export const lists: readonly Step[] = [
  {
    name: 'past',
    title: 'Past meetings',
    caption: 'What has been, latest first.',
    async run({ page }) {
      await page.getByRole('button', { name: 'Save this' }).click();
      await page.getByRole('dialog', { name: 'Changes' }).getByText('Nothing waits').waitFor();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await tab(page, 'Past').click();
      await seen(rows(page, 'Meetings'));
    },
  },
  {
    name: 'webinars',
    title: 'Webinars',
    caption: 'Webinars have the same list, search and tabs, and their registration link.',
    async run({ page }) {
      await goTo(page, 'Webinars');
      await rows(page, 'Webinars').first().click();
      await details(page).getByRole('button', { name: 'Copy invitation' }).waitFor();
    },
  },
];
