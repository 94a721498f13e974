import type { Page } from '@playwright/test';
import { moveOf } from '../../../contract/rules/agenda-move.ts';
import { details, quiet, rows, seen, tourTopic } from '../look.ts';
import type { Step } from '../step.ts';

/** Changes the open meeting as a form does that was opened before somebody else gave it the topic it has. */
async function changeFromOldCopy(page: Page): Promise<void> {
  const meeting = { kind: 'meeting' as const, key: /[^/]+$/.exec(new URL(page.url()).hash)?.[0] ?? '' };
  const read = await page.evaluate((asked) => window.parley.getSession(asked), { ...meeting, refresh: true });
  if (!read.ok) throw new Error(`The meeting could not be read: ${read.error.code}`);
  const { startsAt, duration, timeZone } = read.value;
  const same = moveOf(read.value, { startsAt: startsAt ?? 0, duration: duration ?? 0 }, timeZone ?? 'UTC', null);
  if (!same.ok) throw new Error(`The meeting is ${same.reason}`);
  const change = {
    ...meeting, write: { ...same.write, topic: `${tourTopic} with the board` }, base: { ...same.write, topic: 'Workshop' },
  };
  await page.evaluate((asked) => window.parley.updateSession(asked), change);
}

/** What Zoho has not confirmed. */
export const changes: readonly Step[] = [
  {
    name: 'changes',
    title: 'Changes',
    caption:
      'What Zoho has not confirmed is kept on disk until it has, and arrives once. Here somebody else has changed the same meeting meanwhile: nothing is written over.',
    async run({ page }) {
      await rows(page, 'Meetings').filter({ hasText: tourTopic }).click();
      await details(page).getByRole('button', { name: 'Edit' }).waitFor();
      await changeFromOldCopy(page);
      await page.getByRole('button', { name: '1 change needs you' }).click();
      await seen(page.getByRole('dialog', { name: 'Changes' }).getByRole('listitem'));
    },
  },
  {
    name: 'compare',
    title: 'Both versions',
    caption: 'Field by field: yours, or what Zoho has. Below stands what it will be.',
    readme: true,
    async run({ page }) {
      await quiet(page);
      await page.getByRole('button', { name: 'Compare versions…' }).click();
      await page.getByRole('dialog', { name: 'Compare versions' }).waitFor();
    },
  },
];
