import type { ParleyApi } from '../../contract/api.ts';
import { dateOf, day, grid, part, set, show } from './agenda-page.ts';
import { until } from './app.ts';
import { connect, expect, goTo, test } from './fixtures.ts';
import { hour, rows } from './form.ts';
import { age, bar, byHand, flights, gate, online, search, second } from './offline.ts';

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

  // The second page of each is held; the past does not get beyond its second.
  const [ahead, over, all] = [gate(), gate(), gate()];
  faults.add({ ...listing('upcoming'), skip: 1, effect: { kind: 'hold', until: ahead.opened } });
  faults.add({ ...listing('past'), skip: 1, effect: { kind: 'hold', until: over.opened } });
  const mendPast = faults.add({ ...listing('past'), skip: 1, times: Infinity, effect: unreadable });
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  const note = page.locator('.past-note');

  await test.step('the first full sync shows how far it is', async () => {
    await expect(bar(page)).toContainText('Loading 15 of 61');
    expect(await page.getByText('Nothing ahead').count()).toBe(0);
    ahead.open();
  });

  await test.step('days that are over say that they are still being read, then that they could not be', async () => {
    await set(page, { agendaTimeZone: 'UTC' });
    await show(page, `week/${dateOf(lastWeek)}`);
    await expect(note).toHaveText('Loading what is over: 15 of 60');
    const box = await grid(page).boundingBox();
    over.open();
    await expect(note.getByRole('alert')).toContainText(/^What is over is not read yet\. Zoho sent an answer that Parley cannot read · next try in (about )?.*(second|minute|moment)/, { timeout: 15_000 });
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
    await expect(note.getByRole('alert')).toContainText('What is over is not read yet.');
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
    faults.add({ ...listing('upcoming'), times: Infinity, effect: { kind: 'hold', until: all.opened } });
    const before = flights(desk);
    await Promise.all([app.happen('resume'), app.happen('unlock-screen'), app.happen('browser-window-focus'), online(page)]);
    await until('the listing', () => flights(desk) > before);
    await Promise.all([app.happen('resume'), online(page)]);
    await page.evaluate(async () => {
      const { parley } = window as unknown as { parley: ParleyApi };
      void parley.refreshSessions({ kind: 'meeting', listType: 'upcoming' });
      // Answered after all that was asked before it has arrived.
      await parley.getSettings();
    });
    all.open();
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
