import { details, quiet, rows, seen, tourTopic } from '../look.ts';
import type { Step } from '../step.ts';

/** A meeting is made. */
export const making: readonly Step[] = [
  {
    name: 'quick',
    title: 'Quick create',
    caption: 'One line fills the form beside it, read on this computer; what clashes and the next free times are there at once.',
    readme: true,
    async run({ page }) {
      await quiet(page);
      await page.keyboard.press('q');
      const form = page.getByRole('dialog', { name: 'New meeting' });
      const line = form.getByRole('textbox', { name: 'Quick create' });
      await line.fill('Design review tomorrow 3pm 45m with ana@example.test, bo@example.test in Paris');
      await seen(form.getByText('2 people'));
      await seen(form.locator('[aria-label="Clashes"]:not([aria-busy])'));
    },
  },
  {
    name: 'repeat',
    title: 'Repeats',
    caption: 'Made through Zoho Calendar with its meeting; what is missing for that is said, and asked of Zoho from here.',
    async run({ page }) {
      const form = page.getByRole('dialog', { name: 'New meeting' });
      await form.getByRole('textbox', { name: 'Quick create' }).fill('Retro every 2 weeks on Friday at 4pm, 6 times');
      const repeat = form.getByRole('button', { name: 'Switch on repeats' });
      await seen(repeat);
      await repeat.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-meeting',
    title: 'A new meeting, from the keyboard',
    caption: 'Dates, times and lengths are typed as people write them; what was understood stands below each field.',
    async run({ page }) {
      await page.getByRole('dialog', { name: 'New meeting' }).getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await quiet(page);
      await page.keyboard.press('n');
      const form = page.getByRole('dialog', { name: 'New meeting' });
      await form.getByRole('textbox', { name: 'Topic' }).fill(tourTopic);
      await form.getByRole('textbox', { name: 'Date', exact: true }).fill('tomorrow');
      await form.getByRole('textbox', { name: 'Start time' }).fill('4pm');
      await form.getByRole('textbox', { name: 'Duration' }).fill('1h 30');
      await form.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Lisbon');
      const people = form.getByRole('textbox', { name: 'Participants' });
      await people.fill('bo@example.test, cy@example.test,');
      await people.press('Enter');
      await seen(form.getByText('cy@example.test'));
      await seen(form.locator('[aria-label="Clashes"]:not([aria-busy])'));
    },
  },
  {
    name: 'created',
    title: 'Created',
    caption: 'It stands in the list at once, and Zoho has confirmed it.',
    async run({ page }) {
      await page.getByRole('button', { name: 'Create meeting' }).click();
      await seen(page.getByRole('status').filter({ hasText: `Created “${tourTopic}”` }));
      await rows(page, 'Meetings').filter({ hasText: tourTopic }).click();
      await details(page).getByRole('button', { name: 'Edit' }).waitFor();
    },
  },
];
