import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchCommand } from '../../build/launch.ts';
import { dateOf, day, grid, part, set, show, wednesday } from './agenda-page.ts';
import { until } from './app.ts';
import { accept } from './event-desk.ts';
import { connect, expect, test } from './fixtures.ts';
import { hour } from './form.ts';

/** Presses Week. Answers in which frame each of these is there, counted from the first that has all seven days. */
const framesUntil = (page: Page, titles: readonly string[]): Promise<Record<string, number>> =>
  page.getByRole('radio', { name: 'Week' }).evaluate(
    (week: HTMLElement, wanted) =>
      new Promise<Record<string, number>>((resolve, reject) => {
        const begun = performance.now();
        const there: Record<string, number> = {};
        let frame = -1;
        const look = () => {
          if (frame >= 0 || document.querySelectorAll('section.grid [data-date]').length === 7) frame += 1;
          const names = [...document.querySelectorAll('section.grid button')].map((each) => each.getAttribute('aria-label') ?? '');
          for (const title of wanted) if (frame >= 0 && names.some((name) => name.startsWith(`${title},`))) there[title] ??= frame;
          if (wanted.every((title) => title in there)) resolve(there);
          else if (performance.now() - begun > 10_000) reject(new Error(`${frame} frames: ${JSON.stringify(there)}`));
          else requestAnimationFrame(look);
        };
        week.click();
        requestAnimationFrame(look);
      }),
    titles,
  );

test('the week is whole in its first frame, meetings and events, also after it has changed', async ({ desk }, info) => {
  test.slow();
  const { control } = desk.zoho;
  const wed = wednesday(control.clock.now());
  control.data.clear();
  control.calendars.clear();
  for (const [topic, at] of [['Before', -1], ['That day', 0], ['After', 2]] as const)
    control.data.add({ topic, start: wed + at * day + 10 * hour, duration: hour });
  control.calendars.add({ title: 'Dentist', start: wed + day + 9 * hour, duration: hour });
  const transcript = join(info.outputPath(), 'ipc.ndjson');
  const app = await desk.start({ PARLEY_HOST_TRANSCRIPT: transcript });
  const { page } = app;
  await connect(app, desk.zoho.client);
  const granted = page.evaluate(() => window.parley.connect({ purpose: 'grant', feature: 'calendar' }));
  await accept(app);
  expect(await granted).toMatchObject({ ok: true });
  await set(page, { agendaTimeZone: 'UTC' });

  const showDay = async () => {
    await show(page, `day/${dateOf(wed)}`);
    await expect(grid(page).locator('[data-date]')).toHaveCount(1);
    await expect(part(page, 'That day')).toBeVisible();
  };
  /** Until the page was told of these beside the day that it shows; on Electron nobody writes that down. */
  const readAhead = async (from: number, ...titles: readonly string[]) => {
    if (launchCommand().host !== 'stand-in') return void (await page.waitForTimeout(2_000));
    const told = () =>
      readFileSync(transcript, 'utf8').split('\n').slice(from).filter((line) => /"out".*parley:(listAgenda|listEvents)/.test(line));
    await until(titles.join(), () => existsSync(transcript) && titles.every((title) => told().some((line) => line.includes(title))));
    // It is in the page a moment after it was sent.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  };
  const written = () => (existsSync(transcript) ? readFileSync(transcript, 'utf8').split('\n').length - 1 : 0);

  await showDay();
  await readAhead(0, 'Before', 'After', 'Dentist');
  expect(await framesUntil(page, ['Before', 'That day', 'After', 'Dentist'])).toEqual({ Before: 0, 'That day': 0, After: 0, Dentist: 0 });

  await showDay();
  const before = written();
  control.data.add({ topic: 'Late', start: wed + 2 * day + 15 * hour, duration: hour });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await readAhead(before, 'Late');
  expect(await framesUntil(page, ['Late'])).toEqual({ Late: 0 });
});
