import { details, layout, seen } from '../look.ts';
import type { Step } from '../step.ts';

/** The agenda, with a calendar beside it. */
export const agenda: readonly Step[] = [
  {
    name: 'agenda',
    title: 'Accept: the agenda',
    caption: 'The window closes by itself, and Parley opens on what is on now and next.',
    async run(app) {
      const consent = await app.consent();
      await consent.getByRole('button', { name: 'Accept' }).click();
      await app.page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
      await seen(app.page.getByRole('main').getByRole('listitem'));
    },
  },
  {
    name: 'calendars',
    title: 'Your calendar beside it',
    caption: 'A consent of its own: refused, everything else stays as it was. Each calendar is shown or hidden, in a colour.',
    async run(app) {
      const { page } = app;
      await page.getByRole('button', { name: 'Calendars' }).click();
      await page.getByRole('button', { name: 'Show your calendar here' }).click();
      const consent = await app.consent();
      await consent.getByRole('button', { name: 'Accept' }).click();
      await seen(page.getByRole('switch', { name: 'Team' }));
    },
  },
  {
    name: 'week',
    title: 'The week',
    caption: 'Meetings, webinars and events; what overlaps stands side by side. Drag, or Alt with the arrow keys, moves your own.',
    readme: true,
    async run({ page }) {
      await page.keyboard.press('Escape');
      await layout(page, 'Week').check({ force: true });
      await page.locator('[data-date]').nth(6).waitFor();
      await seen(page.locator('.part'));
      // The other days come a moment after today: meetings and events are asked for apart.
      for (const kind of ['meeting', 'event']) await page.locator(`.column:not([data-today]) .part-${kind}`).first().waitFor();
    },
  },
  {
    name: 'event',
    title: 'An event',
    caption: 'Where it is and there, who comes, how it repeats. Its meeting is joined from here.',
    async run({ page }) {
      await page.locator('section.grid').getByRole('button', { name: /^Support rota/ }).first().click();
      await details(page).getByText('Calendar', { exact: true }).waitFor();
      await seen(details(page).getByText('Team', { exact: true }));
    },
  },
];
