import { dateOf, day, grid, part, set, show, wednesday } from './agenda-page.ts';
import { connect, expect, goTo, test } from './fixtures.ts';
import { details, hour, openNew, rows, stored, submit, type } from './form.ts';
import { age, bar, changesButton, listed, online, open, search, second } from './offline.ts';

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
    await page.getByRole('radio', { name: 'Dark' }).click({ force: true });
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
