import type { Page } from '@playwright/test';
import { join } from 'node:path';
import type { ParleyApi } from '../../contract/api.ts';
import { dateOf, day, grid, set, show } from './agenda-page.ts';
import { until } from './app.ts';
import { createOtherClock } from './computer.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';
import { atMeetings, details, hour, openNew, rows, sent, stored, submit, type } from './form.ts';

const api = /\/api\/v2\//;
const cut = ({ zoho }: Desk) => zoho.control.faults.add({ path: api, times: Infinity, effect: { kind: 'reset' } });
const changesButton = (page: Page) => page.getByRole('button', { name: /^\d+ changes? / });
const create = async (page: Page, topic: string) => {
  await openNew(page);
  await type(page, { topic, date: 'tomorrow', time: '03:00' });
  await submit(page);
};
const posts = (desk: Desk, topic: string) => sent(desk, 'POST').filter((session) => session['topic'] === topic);

test('a clock that is set back and forward: nothing lost or doubled, and nothing said that is not so', async ({ desk }) => {
  test.setTimeout(180_000);
  const { control } = desk.zoho;
  control.data.clear();
  control.data.add({ topic: 'In three days', start: control.clock.now() + 3 * day, duration: hour });
  const doomed = control.data.add({ topic: 'Doomed', start: control.clock.now() + 3 * day, duration: hour });
  const clock = createOtherClock(join(desk.userData, '..', 'clock'));
  const app = await atMeetings(desk, clock.env);
  const { page } = app;
  await clock.give(page);
  await set(page, { agendaTimeZone: 'UTC' });
  await expect(rows(page).filter({ hasText: 'In three days' })).toBeVisible();
  const today = () => grid(page).locator('[data-date]').filter({ has: page.locator('.now-line') });

  await test.step('back a day while a change waits: it goes by itself when Zoho is back, and so does the next one', async () => {
    const mend = cut(desk);
    await create(page, 'Made before');
    await expect(changesButton(page)).toHaveAccessibleName('1 change waiting', { timeout: 20_000 });
    await clock.set(-day);
    mend();
    // Its next try is in some seconds, whatever the clock says; lists are asked for again only later.
    await until('it at Zoho', () => stored(desk, 'Made before').length > 0, 20_000);
    await expect(changesButton(page)).toHaveCount(0, { timeout: 15_000 });
    await create(page, 'Made in the past');
    await expect.poll(() => stored(desk, 'Made in the past').length).toBe(1);
  });

  await test.step('the line for now stands where the clock is, and a deletion goes after its eight seconds', async () => {
    await rows(page).filter({ hasText: 'Doomed' }).getByRole('button').first().click();
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page).filter({ hasText: 'Doomed' })).toHaveCount(0);
    await clock.set(-2 * day);
    await until('it gone', () => control.data.get(doomed.key) === undefined, 20_000);
    await goTo(page, 'Agenda');
    await show(page, `day/${dateOf(Date.now() - 2 * day)}`);
    await expect(today()).toHaveAttribute('data-date', dateOf(Date.now() - 2 * day), { timeout: 20_000 });
    // What was read "tomorrow" is read again, and not said to be of a time to come.
    await goTo(page, 'Meetings');
    await expect(page.getByText(/^(Updated just now|Read before this clock was set back)/)).toBeVisible();
  });

  await test.step('forward three days: the day, the token, and what is made then', async () => {
    await clock.set(day);
    await create(page, 'Made in the future');
    await expect.poll(() => stored(desk, 'Made in the future').length).toBe(1);
    await expect(changesButton(page)).toHaveCount(0);
    await goTo(page, 'Agenda');
    await show(page, `day/${dateOf(Date.now() + day)}`);
    await expect(today()).toHaveAttribute('data-date', dateOf(Date.now() + day), { timeout: 20_000 });
  });

  await test.step('back between two starts, without Zoho: what is shown is of an earlier time, and does not claim another', async () => {
    const mend = cut(desk);
    await goTo(page, 'Meetings');
    await create(page, 'Made on the last day');
    await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
    await app.stop();
    await clock.set(-day);
    const again = await desk.start(clock.env);
    await clock.give(again.page);
    await goTo(again.page, 'Meetings');
    await expect(rows(again.page).filter({ hasText: 'In three days' })).toBeVisible();
    await expect(rows(again.page).filter({ hasText: 'Made on the last day' })).toHaveCount(1);
    await expect(changesButton(again.page)).toHaveAccessibleName('1 change waiting', { timeout: 20_000 });
    await expect(again.page.getByText('Read before this clock was set back')).toBeVisible({ timeout: 20_000 });
    mend();
    await until('it at Zoho', () => stored(desk, 'Made on the last day').length > 0, 45_000);
    await expect(changesButton(again.page)).toHaveCount(0, { timeout: 15_000 });
    await expect(again.page.getByText('Read before this clock was set back')).toHaveCount(0, { timeout: 60_000 });
  });
  for (const topic of ['Made before', 'Made in the past', 'Made in the future', 'Made on the last day'])
    expect(posts(desk, topic).length, topic).toBe(1);
});

/** Notes from now on the longest that main kept a small question waiting, and the page an event, in ms. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const held = { main: 0, page: 0 };
    Object.assign(globalThis, { held });
    const { parley } = window as unknown as { parley: ParleyApi };
    const ask = async () => {
      const began = performance.now();
      await parley.getSettings();
      held.main = Math.max(held.main, performance.now() - began);
      setTimeout(() => void ask(), 50);
    };
    void ask();
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) held.page = Math.max(held.page, duration);
    }).observe({ type: 'longtask' });
  });
const heldUp = (page: Page) => page.evaluate(() => (globalThis as unknown as { held: { main: number; page: number } }).held);
/** About 300 ms on two cores that have nothing else to do. */
function expectSmooth({ main, page }: { main: number; page: number }): void {
  expect(main).toBeLessThan(2_000);
  expect(page).toBeLessThan(2_000);
}

test('20,000 meetings that are over, and zones that are none', async ({ desk }) => {
  test.setTimeout(240_000);
  const { control } = desk.zoho;
  const now = control.clock.now();
  const over = 20_000;
  /** Ten a day, for five and a half years. */
  const every = 2.4 * hour;
  control.data.clear();
  control.data.generate(over, { from: now - (over + 1) * every, every, duration: hour });
  const zoned = [
    ['On Mars', { timezone: 'Mars/Base' }],
    ['By the millis', { timezone: 'Asia/Hanoi', startTime: 'Jan 01, 2020 03:00 AM' }],
    ['Old name', { timezone: 'Asia/Calcutta' }],
  ] as const;
  for (const [index, [topic, wire]] of zoned.entries()) control.data.add({ topic, start: now + (2 + index) * hour, wire });
  const asked = (type: string) =>
    control.log.find({ method: 'GET', path: /sessions\.json$/ }).filter(({ path, query }) => !path.includes('webinar') && query['listtype']?.[0] === type);

  const app = await desk.start();
  const { page } = app;
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  const note = async (type: string, began: number) =>
    test.info().annotations.push({ type, description: `${Date.now() - began} ms, ${await elements()} elements, ${JSON.stringify(await heldUp(page))}` });

  await test.step('the first sync: what is to come is there at once, all pages are asked for once', async () => {
    await connect(app, desk.zoho.client);
    await watch(page);
    const began = Date.now();
    await goTo(page, 'Meetings');
    await expect(rows(page).filter({ hasText: 'On Mars' })).toBeVisible();
    await note('upcoming', began);
    await page.getByRole('tab', { name: 'Past' }).click();
    await expect(page.getByText(/· 20,000 meetings/)).toBeVisible({ timeout: 120_000 });
    await note('past', began);
    expect(asked('upcoming')).toHaveLength(1);
    expect(new Set(asked('past').map(({ query }) => query['index']?.[0])).size).toBe(asked('past').length);
    expect(asked('past').length).toBeLessThanOrEqual(over / 100 + 1);
  });

  await test.step('the list, its search, the week, and one a year ago', async () => {
    const began = Date.now();
    await expect(rows(page).first()).toContainText('Generated 20000');
    await page.getByRole('searchbox', { name: 'Search' }).fill('generated 777');
    await expect(rows(page).first()).toContainText(/Generated \d*777/);
    await note('search', began);
    await goTo(page, 'Agenda');
    await set(page, { agendaTimeZone: 'UTC' });
    await show(page, `week/${dateOf(now)}`);
    await expect(grid(page).locator('.part').first()).toBeVisible();
    await note('week', began);
    await show(page, `week/${dateOf(now - 365 * day)}`);
    await expect(grid(page).getByRole('button', { name: /^Generated/ }).first()).toBeVisible();
    await note('a year ago', began);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search actions and meetings' }).fill('generated 12345');
    await expect(page.getByRole('option', { name: /Generated 12345/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await note('palette', began);
    expect(await elements()).toBeLessThan(6_000);
    expect(asked('past').length).toBeLessThanOrEqual(over / 100 + 1);
    expectSmooth(await heldUp(page));
  });

  await test.step('a zone that is not known, or no more: the right moment, and said', async () => {
    await goTo(page, 'Meetings');
    await page.getByRole('tab', { name: 'Upcoming' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    const unknown = details(page).getByText('Not known here; times are those of this computer.');
    for (const [index, [topic]] of zoned.entries()) {
      await rows(page).filter({ hasText: topic }).getByRole('button').first().click();
      await expect(details(page).getByRole('heading', { name: topic })).toBeVisible();
      const there = await page.evaluate((at) => new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at), now + (2 + index) * hour);
      await expect(details(page).locator('.details-clock')).toContainText(there.replace(/\s?[AP]M$/, ''));
      await expect(unknown).toHaveCount(topic === 'Old name' ? 0 : 1);
    }
  });

  await test.step('the next start: all of it is there, nothing that is over is asked for again', async () => {
    await app.stop();
    const began = Date.now();
    const again = await desk.start();
    await watch(again.page);
    await goTo(again.page, 'Meetings');
    await expect(rows(again.page).filter({ hasText: 'On Mars' })).toBeVisible();
    await again.page.getByRole('tab', { name: 'Past' }).click();
    await expect(again.page.getByText(/· 20,000 meetings/)).toBeVisible();
    expect(asked('past').length).toBeLessThanOrEqual(over / 100 + 1);
    const longest = await heldUp(again.page);
    test.info().annotations.push({ type: 'next start', description: `${Date.now() - began} ms, ${JSON.stringify(longest)}` });
    expectSmooth(longest);
  });
});
