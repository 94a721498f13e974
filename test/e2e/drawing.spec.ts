/** How much of a full day is drawn anew for what a person does to one meeting of it. */
import type { Page } from '@playwright/test';
import { dateOf, grid, part, set, show, wednesday } from './agenda-page.ts';
import { connectedWith } from './event-desk.ts';
import { expect, test } from './fixtures.ts';
import { hour } from './form.ts';

const count = 60;

/** Counts the times that are put into words: some of them for each meeting that is drawn. */
const countWords = (page: Page) =>
  page.evaluate(() => {
    const { prototype } = Intl.DateTimeFormat;
    const original = prototype.formatToParts;
    const counted = window as unknown as { words: number };
    counted.words = 0;
    prototype.formatToParts = function (...given) {
      counted.words += 1;
      return original.apply(this, given);
    };
  });
/** How many since it was asked last, when nothing more is drawn. */
const words = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const counted = window as unknown as { words: number };
    const { words: told } = counted;
    counted.words = 0;
    return told;
  });

test('an arrow key and a drag draw the meetings they concern, not the day', async ({ desk }) => {
  const { control } = desk.zoho;
  control.data.clear();
  control.calendars.clear();
  const wed = wednesday(control.clock.now());
  for (let at = 0; at < count; at += 1)
    control.data.add({ topic: `Meeting ${at}.`, start: wed + 8 * hour + at * (hour / 6), duration: hour / 2 });
  const { page } = await connectedWith(desk, []);
  await set(page, { agendaTimeZone: 'UTC' });
  await countWords(page);
  await show(page, `day/${dateOf(wed)}`);
  await expect(part(page, 'Meeting 0\\.')).toBeVisible();
  const whole = await words(page);
  expect(whole).toBeGreaterThan(count);
  // Not while a listing comes in, or half a minute ends.
  const quiet = async (what: string, act: () => Promise<void>) => {
    let least = Infinity;
    for (let time = 0; time < 3; time += 1) {
      await words(page);
      await act();
      least = Math.min(least, await words(page));
    }
    expect(least, what).toBeLessThan(whole / 5);
  };

  await part(page, 'Meeting 0\\.').focus();
  await quiet('an arrow key', () => page.keyboard.press('ArrowDown'));
  await expect(part(page, 'Meeting 3\\.')).toBeFocused();

  const box = await part(page, 'Meeting 4\\.').boundingBox();
  if (!box) throw new Error('it is not shown');
  await page.mouse.move(box.x + 8, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 8, box.y + 30, { steps: 3 });
  await expect(grid(page).locator('.part-ghost')).toBeVisible();
  let to = box.y + 30;
  await quiet('a step of a drag', () => page.mouse.move(box.x + 8, (to += 26)));
  await page.keyboard.press('Escape');
  await page.mouse.up();
});
