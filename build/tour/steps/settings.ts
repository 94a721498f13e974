import { goTo, seen } from '../look.ts';
import type { Step } from '../step.ts';

/** The settings. */
export const settings: readonly Step[] = [
  {
    name: 'settings',
    title: 'Settings',
    caption: 'The account, its data centre, what was granted and what was left out, appearance, and where to consent.',
    async run({ page }) {
      await goTo(page, 'Settings');
    },
  },
  {
    name: 'self-check',
    title: 'Self-check',
    caption: 'Client, redirect URI, data centre, scopes, clock and key store: one line and one fix each.',
    async run({ page }) {
      const check = page.getByRole('region', { name: 'Self-check' });
      await check.getByRole('button', { name: 'Run self-check' }).click();
      const lines = check.getByRole('listitem');
      await seen(lines);
      await lines.last().scrollIntoViewIfNeeded();
    },
  },
];
