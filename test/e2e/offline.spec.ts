import type { Page } from '@playwright/test';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { ParleyApi } from '../../contract/api.ts';
import type { Settings } from '../../contract/domain.ts';
import { until } from './app.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';
import { details, hour, openNew, rows, status, stored, submit, type } from './form.ts';

const day = 24 * hour;
const second = 1_000;

const grid = (page: Page) => page.locator('section.grid');
const part = (page: Page, topic: string) => grid(page).getByRole('button', { name: new RegExp(`^${topic},`) });
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const show = (page: Page, place: string) => page.evaluate((hash) => void (location.hash = hash), `#/agenda/${place}`);
const set = (page: Page, settings: Partial<Settings>) =>
  page.evaluate((some) => (window as unknown as { parley: ParleyApi }).parley.updateSettings(some), settings);
/** The status bar of a list or of the agenda. */
const bar = (page: Page) => page.locator('.freshness');
const byHand = (page: Page) => bar(page).getByRole('button', { name: /^(Refresh|Try again)$/ }).click();
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

/** Requests for the upcoming meetings so far: one for each flight, as long as they fit on one page. */
const flights = ({ zoho }: Desk) => zoho.control.log.count({ method: 'GET', path: /\/sessions\.json$/, query: { listtype: 'upcoming', index: '1' } });

/** The network comes back, as the page sees it. */
async function online(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

/** Makes every listing that is kept look this old, as if Parley had been closed for longer. */
function age(desk: Desk, ms: number): void {
  const file = new DatabaseSync(join(desk.userData, 'agenda.db'));
  file.prepare('UPDATE listings SET as_of = ?').run(Date.now() - ms);
  file.close();
}

test('sync: progress, each trigger one flight, what failed is kept and said, and what vanished', async ({ desk }) => {
  test.setTimeout(150_000);
  const { control } = desk.zoho;
  const { faults } = control;
  const listing = (listtype: string, index?: number) =>
    ({ method: 'GET', path: /\/sessions\.json$/, query: { listtype, ...(index !== undefined && { index: String(index) }) } });
  const unreadable = { kind: 'answer', status: 200, body: 'not JSON' } as const;
  const now = control.clock.now();
  const lastWeek = now - 7 * day;
  control.data.clear();
  control.modes.pageCap = 15;
  control.data.generate(60, { from: now + hour, every: 5 * hour, duration: hour });
  control.data.generate(59, { from: now - 60 * day, every: 12 * hour, duration: hour });
  control.data.add({ topic: 'Last week', start: lastWeek, duration: hour });
  const vanishing = control.data.add({ topic: 'Vanishing', start: now + 2 * hour, duration: hour });

  // Every page of both takes its time; the past does not get beyond its second.
  faults.add({ ...listing('upcoming'), times: 4, effect: { kind: 'delay', ms: 1_200 } });
  faults.add({ ...listing('past'), times: 2, effect: { kind: 'delay', ms: 2_000 } });
  const mendPast = faults.add({ ...listing('past'), times: Infinity, effect: unreadable });
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  const note = page.locator('.past-note');

  await test.step('the first full sync shows how far it is', async () => {
    await expect(bar(page)).toContainText(/Loading (15|30|45) of 61/);
  });

  await test.step('days that are over say that they are still being read, then that they could not be', async () => {
    await set(page, { agendaTimeZone: 'UTC' });
    await show(page, `week/${dateOf(lastWeek)}`);
    await expect(note).toContainText(/^Loading what is over/);
    const box = await grid(page).boundingBox();
    await expect(note).toContainText(/^Loading what is over: (15|30) of 60$/);
    await expect(note.getByRole('alert')).toContainText(/^What is over has not been read yet\. Zoho sent an answer that Parley cannot read · next try in (about )?.*(second|minute|moment)/, { timeout: 15_000 });
    expect(await grid(page).boundingBox()).toEqual(box);
    // Nothing of a listing that broke off is taken for the whole of it.
    await expect(grid(page).locator('.part')).toHaveCount(0);

    await show(page, `day/${dateOf(lastWeek)}`);
    await expect(note.getByRole('alert')).toBeVisible();
    await show(page, `week/${dateOf(now + 8 * day)}`);
    await expect(part(page, 'Generated \\d+').first()).toBeVisible({ timeout: 15_000 });
    await expect(note).toHaveCount(0);
    await goTo(page, 'Meetings');
    await page.getByRole('tab', { name: 'Past' }).click();
    await expect(page.getByRole('alert')).toContainText('Zoho sent an answer that Parley cannot read.');
    await expect(page.getByRole('tabpanel').getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  await test.step('off-line it says so; tried again, they are there', async () => {
    await goTo(page, 'Agenda');
    await show(page, `week/${dateOf(lastWeek)}`);
    await page.context().setOffline(true);
    await expect(page.getByText('You are offline.')).toBeVisible();
    await expect(note.getByRole('alert')).toContainText('What is over has not been read yet.');
    await page.context().setOffline(false);
    await expect(page.getByText('You are offline.')).toHaveCount(0);
    await expect(note.getByRole('alert')).toBeVisible({ timeout: 15_000 });
    mendPast();
    await note.getByRole('button', { name: 'Try again' }).click();
    await expect(part(page, 'Last week')).toBeVisible();
    await expect(note).toHaveCount(0);
    // The button went with the focus on it.
    await expect(grid(page).locator(':focus')).toHaveCount(1);
    await show(page, `day/${dateOf(lastWeek)}`);
    await expect(part(page, 'Last week')).toBeVisible();
  });

  await test.step('what vanished at Zoho stays until a complete listing says so', async () => {
    await goTo(page, 'Meetings');
    await page.getByRole('tab', { name: 'Upcoming' }).click();
    await search(page).fill('Vanishing');
    await expect(rows(page)).toHaveCount(1);
    control.data.remove(vanishing.key);
    for (const effect of [{ kind: 'answer', status: 200, body: { session: [] } } as const, unreadable]) {
      const before = flights(desk);
      // The second page is short, then cannot be read at all.
      const mend = faults.add({ ...listing('upcoming', 16), times: Infinity, effect });
      await byHand(page);
      await until('the listing', () => flights(desk) > before);
      await expect(bar(page)).toContainText(effect === unreadable ? 'Zoho sent an answer that Parley cannot read' : 'Updated just now');
      await expect(rows(page)).toHaveCount(1);
      mend();
    }
    await byHand(page);
    await expect(page.getByText('Nothing found')).toBeVisible();
    await search(page).fill('');
    await expect(bar(page)).toContainText('Updated just now');
  });

  control.data.clear();
  control.data.add({ topic: 'Alone', start: now + 3 * hour, duration: hour });
  await byHand(page);
  await expect(rows(page)).toHaveCount(1);
  await goTo(page, 'Agenda');

  await test.step('a failure keeps what is there, with time, reason and the next try', async () => {
    await show(page, `day/${dateOf(now + 3 * hour)}`);
    await expect(part(page, 'Alone')).toBeVisible();
    faults.add({ ...listing('upcoming'), times: Infinity, effect: unreadable });
    const before = flights(desk);
    await byHand(page);
    await expect(bar(page).getByRole('alert')).toContainText(/^As of \d+:\d\d.* · Zoho sent an answer that Parley cannot read · next try in \d+ seconds/);
    await expect(part(page, 'Alone')).toBeVisible();
    expect(flights(desk)).toBe(before + 1);
  });

  for (const [name, happen] of [
    ['the computer wakes', () => app.happen('resume')],
    ['its screen is unlocked', () => app.happen('unlock-screen')],
    ['the network is back', () => online(page)],
  ] as const)
    await test.step(`asks once when ${name}`, async () => {
      const before = flights(desk);
      await happen();
      await until('the listing', () => flights(desk) > before);
      await expect(bar(page).getByRole('alert')).toContainText(/next try/);
      expect(flights(desk)).toBe(before + 1);
    });

  await test.step('everything at once is one flight, too', async () => {
    faults.clear();
    faults.add({ ...listing('upcoming'), times: Infinity, effect: { kind: 'delay', ms: 1_500 } });
    const before = flights(desk);
    await Promise.all([app.happen('resume'), app.happen('unlock-screen'), app.happen('browser-window-focus'), online(page)]);
    await until('the listing', () => flights(desk) > before);
    await Promise.all([app.happen('resume'), online(page)]);
    await byHand(page);
    await expect(bar(page)).toContainText('Updated just now', { timeout: 15_000 });
    expect(flights(desk)).toBe(before + 1);
  });

  await test.step('what is fresh is not asked for at the start; with time, the window’s focus asks once', async () => {
    faults.clear();
    await app.stop();
    age(desk, 50 * second);
    control.data.add({ topic: 'Meanwhile', start: now + 5 * hour, duration: hour });
    const before = flights(desk);
    const again = await desk.start();
    await goTo(again.page, 'Meetings');
    await expect(rows(again.page).filter({ hasText: 'Alone' })).toBeVisible();
    // Where this machine is slow, the start itself finds it old, and the focus has to wait for its minute.
    await expect
      .poll(async () => {
        await again.happen('browser-window-focus');
        return flights(desk);
      }, { timeout: 75_000, intervals: [500] })
      .toBeGreaterThan(before);
    await expect(rows(again.page).filter({ hasText: 'Meanwhile' })).toBeVisible();
    await again.happen('browser-window-focus');
    await expect(bar(again.page)).toContainText('Updated just now');
    expect(flights(desk)).toBe(before + 1);
  });
});
