import { details, rows, seen, tourTopic } from '../look.ts';
import type { Step } from '../step.ts';

/** What was made is changed and deleted, alone and with others. */
export const editing: readonly Step[] = [
  {
    name: 'edited',
    title: 'Edit',
    caption: 'The whole meeting is read from Zoho first, so that nothing somebody else has set is lost.',
    async run({ page }) {
      await details(page).getByRole('button', { name: 'Edit' }).click();
      const form = page.getByRole('dialog', { name: 'Edit meeting' });
      await form.getByRole('textbox', { name: 'Duration' }).fill('45m');
      await form.getByRole('button', { name: 'Save changes' }).click();
      await seen(page.getByRole('status').filter({ hasText: `Saved “${tourTopic}”` }));
    },
  },
  {
    name: 'deleted',
    title: 'Delete asks nothing',
    caption: 'It is held for eight seconds, with Undo.',
    async run({ page }) {
      await details(page).getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  {
    name: 'undone',
    title: 'Undo',
    caption: 'Back as if nothing had happened: nothing had been sent.',
    async run({ page }) {
      await page.getByRole('button', { name: 'Undo' }).click();
      await seen(rows(page, 'Meetings').filter({ hasText: tourTopic }));
    },
  },
  {
    name: 'several',
    title: 'Several at once',
    caption: 'Chosen with Shift, Ctrl or Cmd, or all of them: here what the search found.',
    async run({ page }) {
      await page.getByRole('searchbox', { name: 'Search' }).fill('stand-up');
      await rows(page, 'Meetings').filter({ hasNotText: /stand-up/i }).first().waitFor({ state: 'detached' });
      await rows(page, 'Meetings').first().focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.getByRole('group', { name: 'Selection' }).waitFor();
    },
  },
  {
    name: 'bulk',
    title: 'Deleted, and brought back',
    caption: 'Undo brings all of them back.',
    async run({ page }) {
      await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
      const undo = page.getByRole('button', { name: 'Undo' });
      await undo.waitFor();
      await undo.click();
      await seen(rows(page, 'Meetings').filter({ hasText: /stand-up/i }));
      await page.getByRole('searchbox', { name: 'Search' }).fill('');
    },
  },
];
