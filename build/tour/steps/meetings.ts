import { details, goTo, rows, seen } from '../look.ts';
import type { Step } from '../step.ts';

/** The list of meetings, and one of them. */
export const meetings: readonly Step[] = [
  {
    name: 'meetings',
    title: 'Meetings',
    caption: 'What comes next, with the local start time, who presents, and what repeats.',
    async run({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await goTo(page, 'Meetings');
      await seen(rows(page, 'Meetings'));
    },
  },
  {
    name: 'search',
    title: 'Search',
    caption: 'Finds by topic or presenter while you type.',
    async run({ page }) {
      const first = await rows(page, 'Meetings').first().innerText();
      const word = /\p{L}{4,}/u.exec(first)?.[0] ?? '';
      await page.getByRole('searchbox', { name: 'Search' }).fill(word);
      await rows(page, 'Meetings').filter({ hasNotText: word }).first().waitFor({ state: 'detached' });
      await seen(rows(page, 'Meetings').filter({ hasText: word }));
    },
  },
  {
    name: 'details',
    title: 'Open a meeting',
    caption: 'Everything about it beside the list: times, people, agenda, and what can be done.',
    readme: true,
    async run({ page }) {
      await page.getByRole('searchbox', { name: 'Search' }).fill('');
      await rows(page, 'Meetings').nth(4).waitFor();
      await rows(page, 'Meetings').first().click();
      await seen(details(page).getByText('Read from Zoho'));
    },
  },
  {
    name: 'invitation',
    title: 'Copy the invitation',
    caption: 'Topic, local and UTC time and the join link are on the clipboard now. The start link never is.',
    async run(app) {
      await details(app.page).getByRole('button', { name: 'Copy invitation' }).click();
      const { text } = await app.desktopEntry('clipboard');
      await seen(app.page.getByRole('status').filter({ hasText: 'Invitation copied' }));
      return { note: text ?? '' };
    },
  },
];
