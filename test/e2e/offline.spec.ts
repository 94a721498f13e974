import type { Page } from '@playwright/test';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { ParleyApi } from '../../contract/api.ts';
import type { Settings } from '../../contract/domain.ts';
import { until } from './app.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';
import { details, hour, openNew, rows, stored, submit, type } from './form.ts';

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

/** Holds answers until it is opened. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
}

/** 00:00 UTC of a Wednesday that lies ahead with its whole week. */
function wednesday(now: number): number {
  const today = Math.floor(now / day) * day;
  return today + (((3 - new Date(today).getUTCDay() + 7) % 7) + 7) * day;
}

const open = async (page: Page, topic: string) => {
  await rows(page).filter({ hasText: topic }).getByRole('button').first().click();
  await expect(details(page).getByRole('heading', { name: topic, level: 2 })).toBeVisible();
};

const changesButton = (page: Page) => page.getByRole('button', { name: /^\d+ changes? / });

/** The changes of the day, in the order they were made. */
async function listed(page: Page): Promise<void> {
  await changesButton(page).click();
  const panel = page.getByRole('dialog', { name: 'Changes' });
  const items = panel.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await expect(items).toContainText([
    'Create “Made here”', 'Change “Team, off-line”', 'Change “Later”', 'Delete “Doomed”', 'Create “Plan again”',
  ]);
  await expect(items.filter({ hasText: 'Waiting' })).toHaveCount(5, { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
}

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

test('a whole day without a network, over a restart; then everything is at Zoho exactly once', async ({ desk }) => {
  test.setTimeout(180_000);
  const { control } = desk.zoho;
  const now = control.clock.now();
  const wed = wednesday(now);
  const at = (topic: string, start: number, more: object = {}) =>
    control.data.add({ topic, start, duration: hour, agenda: `About ${topic}`, ...more });
  control.data.clear();
  at('Follows', now + 2 * hour);
  at('Team', wed + 10 * hour, { participants: ['bo@example.test'] });
  at('Later', wed + 15 * hour);
  at('Plan', wed + day + 9 * hour);
  const doomed = at('Doomed', wed + day + 11 * hour);
  at('Spared', wed + day + 14 * hour);
  at('Unopened', wed + 2 * day + 9 * hour);
  at('Seminar', wed + 2 * day + 12 * hour, { kind: 'webinar' });
  at('Last week', now - 7 * day);

  await test.step('connected, and some of it opened', async () => {
    const app = await desk.start();
    const { page } = app;
    await connect(app, desk.zoho.client);
    await goTo(page, 'Meetings');
    for (const topic of ['Team', 'Later', 'Plan']) {
      await open(page, topic);
      await expect(details(page)).toContainText('Read from Zoho');
    }
    await page.getByRole('tab', { name: 'Past' }).click();
    await expect(rows(page)).toHaveCount(1);
    await set(page, { agendaTimeZone: 'UTC', agendaLayout: 'week' });
    await app.stop();
    age(desk, 10 * 60 * second);
  });

  const mend = control.faults.add({ times: Infinity, effect: { kind: 'reset' } });
  control.log.clear();
  const answered = () => control.log.all().filter(({ method, path, status: code }) => method !== 'GET' && path.includes('/api/') && code !== null);

  const first = await desk.start();
  await test.step('started without a network: what was known is there, how old it is, why, and the next try', async () => {
    const { page } = first;
    await page.setViewportSize({ width: 1120, height: 760 });
    await expect(grid(page).locator('[data-date]')).toHaveCount(7);
    await expect(page.locator('.now-strip')).toContainText('Follows');
    await expect(bar(page).getByRole('alert')).toContainText(/^As of \d+:\d\d.* · Zoho could not be reached · next try in \d+ seconds/, { timeout: 20_000 });
    await show(page, `week/${dateOf(wed)}`);
    for (const topic of ['Team', 'Later', 'Plan', 'Doomed', 'Spared', 'Unopened', 'Seminar'])
      await expect(part(page, topic)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Month' }).getByRole('button', { name: /something on/ }).first()).toBeVisible();
    await show(page, `day/${dateOf(wed)}`);
    await expect(part(page, 'Later')).toBeVisible();
    await expect(part(page, 'Plan')).toHaveCount(0);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await expect(part(page, 'Plan')).toBeVisible();
    await show(page, `week/${dateOf(now - 7 * day)}`);
    await expect(part(page, 'Last week')).toBeVisible();
    await expect(page.locator('.past-note')).toHaveCount(0);
    await page.getByRole('button', { name: /^Time zones/ }).click();
    await page.getByRole('combobox', { name: 'Beside it' }).fill('Kathmandu');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(grid(page).locator('.rail')).toHaveCount(2);
    await show(page, 'list');
    await expect(page.getByRole('listitem').filter({ hasText: 'Unopened' })).toBeVisible();
    await show(page, `week/${dateOf(wed)}`);
  });

  await test.step('lists, search, details, palette and settings', async () => {
    const { page } = first;
    await goTo(page, 'Webinars');
    await expect(rows(page, 'Webinars')).toContainText('Seminar');
    await goTo(page, 'Meetings');
    await expect(rows(page)).toHaveCount(7);
    await search(page).fill('spared');
    await expect(rows(page)).toHaveCount(1);
    await search(page).fill('');
    await open(page, 'Team');
    await expect(details(page)).toContainText('About Team');
    await expect(details(page)).toContainText('bo@example.test');
    await expect(details(page).getByRole('alert')).toContainText(/^As of .*Zoho could not be reached/, { timeout: 20_000 });
    await open(page, 'Unopened');
    await expect(details(page).getByRole('alert')).toContainText('Details not read yet · Zoho could not be reached', { timeout: 20_000 });
    await expect(details(page).getByRole('definition').filter({ hasText: 'Not read yet' })).toBeVisible();
    await expect(details(page)).not.toContainText('About');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search actions and meetings' }).fill('semnr');
    await expect(page.getByRole('option', { selected: true })).toContainText('Seminar');
    await page.keyboard.press('Enter');
    await expect(details(page).getByRole('heading', { name: 'Seminar' })).toBeVisible();
    await goTo(page, 'Settings');
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');
  });

  await test.step('a day’s work: each change is shown as waiting where it was made', async () => {
    const { page } = first;
    const waits = (topic: string) => expect(rows(page).filter({ hasText: topic })).toContainText('Waiting to be sent', { timeout: 20_000 });
    await goTo(page, 'Meetings');
    await openNew(page);
    await type(page, { topic: 'Made here', date: dateOf(wed), time: '18:00', zone: 'UTC' });
    await submit(page);
    await waits('Made here');
    await open(page, 'Team');
    await details(page).getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('dialog', { name: 'Edit meeting' })).toBeVisible({ timeout: 20_000 });
    await type(page, { topic: 'Team, off-line' });
    await submit(page, 'Save changes');
    await waits('Team, off-line');

    await goTo(page, 'Agenda');
    await show(page, `week/${dateOf(wed)}`);
    await part(page, 'Later').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowRight');
    await expect(part(page, 'Later')).toHaveAccessibleDescription(/Waiting to be sent/, { timeout: 20_000 });
    await expect(part(page, 'Later')).toHaveAccessibleName(/3:15 PM to 4:15 PM/);

    await goTo(page, 'Meetings');
    await open(page, 'Spared');
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page).filter({ hasText: 'Spared' })).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(rows(page).filter({ hasText: 'Spared' })).toHaveCount(1);
    await open(page, 'Doomed');
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page).filter({ hasText: 'Doomed' })).toHaveCount(0);
    await open(page, 'Plan');
    await details(page).getByRole('button', { name: 'Duplicate' }).click();
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 20_000 });
    await type(page, { topic: 'Plan again', date: dateOf(wed + 3 * day), time: '09:00', zone: 'UTC' });
    await submit(page);
    await waits('Plan again');
    await listed(page);
    await first.stop();
  });

  const again = await desk.start();
  const { page } = again;
  await test.step('started again, still without a network: all of it is there', async () => {
    await listed(page);
    await goTo(page, 'Meetings');
    for (const topic of ['Made here', 'Team, off-line', 'Later', 'Plan again'])
      await expect(rows(page).filter({ hasText: topic })).toContainText('Waiting to be sent');
    await expect(rows(page).filter({ hasText: 'Doomed' })).toHaveCount(0);
    await expect(rows(page).filter({ hasText: 'Spared' })).toHaveCount(1);
    expect(answered()).toEqual([]);
  });

  await test.step('the network is back: everything is sent once, and shown as sent', async () => {
    mend();
    await online(page);
    await expect(changesButton(page)).toHaveCount(0, { timeout: 30_000 });
    await expect(rows(page).filter({ hasText: 'Waiting' })).toHaveCount(0);
    await expect(bar(page)).toContainText('Updated just now');
    await expect(rows(page)).toHaveCount(8);
    const sentBy = (method: string) => answered().filter((each) => each.method === method).length;
    expect({ post: sentBy('POST'), put: sentBy('PUT'), delete: sentBy('DELETE') }).toEqual({ post: 2, put: 2, delete: 1 });
    for (const [topic, start] of [
      ['Made here', wed + 18 * hour],
      ['Team, off-line', wed + 10 * hour],
      ['Later', wed + day + 15.25 * hour],
      ['Plan again', wed + 3 * day + 9 * hour],
      ['Spared', wed + day + 14 * hour],
    ] as const) {
      expect(stored(desk, topic)).toHaveLength(1);
      expect(stored(desk, topic)[0]).toMatchObject({ start });
    }
    expect(stored(desk, 'Team, off-line')[0]).toMatchObject({ agenda: 'About Team' });
    expect(stored(desk, 'Plan again')[0]).toMatchObject({ agenda: 'About Plan' });
    expect(stored(desk, 'Later')[0]).toMatchObject({ agenda: 'About Later', duration: hour });
    expect(control.data.get(doomed.key)).toBeUndefined();
    await goTo(page, 'Agenda');
    await show(page, `week/${dateOf(wed)}`);
    await expect(part(page, 'Later')).not.toHaveAccessibleDescription(/Waiting/);
    await expect(part(page, 'Made here')).toBeVisible();
    await expect(bar(page)).toContainText('Updated just now');
  });
});
