import type { Step } from '../step.ts';

/** What the keys reach. */
export const palette: readonly Step[] = [
  {
    name: 'palette',
    title: 'Command palette',
    caption: 'Ctrl+K (Cmd+K on a Mac) finds every action, and every meeting that Parley knows, by a few letters.',
    readme: true,
    async run({ page }) {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog').getByRole('combobox').fill('re');
      await page.getByRole('group', { name: 'Meetings and webinars' }).waitFor();
    },
  },
  {
    name: 'shortcuts',
    title: 'Every key',
    caption: 'The question mark shows them. Those of one key can be switched off in Settings.',
    async run({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
];
