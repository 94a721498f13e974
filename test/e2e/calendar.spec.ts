import type { Page } from '@playwright/test';
import { dateOf, day, grid, part, set, show, wednesday } from './agenda-page.ts';
import type { RunningApp } from './app.ts';
import { audit } from './audit.ts';
import { connect, expect, test, type Desk } from './fixtures.ts';
import { details } from './form.ts';

const hour = 3_600_000;

const lane = (page: Page) => grid(page).locator('.column-lane');
const calendarsButton = (page: Page) => page.getByRole('button', { name: /^Calendars/ });
const panel = (page: Page) => page.getByRole('dialog', { name: /^Calendars/ });
const edge = (page: Page, title: string) =>
  part(page, title).evaluate((element) => getComputedStyle(element.closest('li') ?? element).getPropertyValue('--calendar').trim());

/** Connects, and switches calendars on from the agenda. */
async function grant(app: RunningApp, desk: Desk): Promise<void> {
  const { page } = app;
  await connect(app, desk.zoho.client);
  await page.setViewportSize({ width: 1180, height: 780 });
  await set(page, { agendaTimeZone: 'UTC' });
  await calendarsButton(page).click();
  await page.getByRole('button', { name: 'Show your calendar here' }).click();
  const consent = await app.consent();
  await consent.getByRole('button', { name: 'Accept' }).click();
  await expect(panel(page).getByRole('switch').first()).toBeVisible();
  await page.keyboard.press('Escape');
}

test('events stand beside meetings: on top, in their colours, once, and go with their calendar', async ({ desk }) => {
  test.slow();
  const { control } = desk.zoho;
  const wed = wednesday(control.clock.now());
  control.data.clear();
  control.calendars.clear();
  control.modes.meetingsInCalendar = false;
  const meeting = control.data.add({ topic: 'Planning', start: wed + 10 * hour, duration: hour });
  const own = control.calendars.own();
  const team = control.calendars.addCalendar({ name: 'Team', color: '#ffff00' });
  control.calendars.add({ title: 'Dentist', start: wed + 10.5 * hour, duration: hour, isPrivate: true, timeZone: 'Asia/Kolkata' });
  control.calendars.add({ start: wed + 14 * hour, duration: hour });
  control.calendars.add({ title: 'Trade fair', start: wed - day, duration: 3 * day, isAllDay: true, calendar: team.uid });
  for (const title of ['Birthday', 'Holiday', 'Rent', 'Freeze']) control.calendars.add({ title, start: wed, isAllDay: true });
  control.calendars.add({ title: 'Focus', start: wed + 8 * hour, duration: hour, rule: 'FREQ=DAILY;COUNT=3', calendar: team.uid, timeZone: 'UTC' });
  control.calendars.add({ title: 'Planning', start: wed + 10 * hour, duration: hour, calendar: team.uid });
  expect(own.uid, 'uids end as Zoho’s do').toMatch(/==$/);
  const app = await desk.start();
  const { page } = app;

  await test.step('switched on where it is missing', async () => {
    await grant(app, desk);
    await show(page, `week/${dateOf(wed)}`);
    await expect(part(page, 'Dentist')).toBeVisible();
    await expect(part(page, 'Dentist')).toHaveAccessibleDescription(/Event in My calendar\. Private/);
    await expect(part(page, '\\(No title\\)')).toBeVisible();
    await expect(part(page, 'Focus')).toHaveCount(3);
  });

  await test.step('Zoho is never asked for more than 31 days', async () => {
    const asked = control.log.find({ method: 'GET', path: /\/events$/ }).map(({ query }) => JSON.parse(query.range?.[0] ?? '{}') as { start: string; end: string });
    expect(asked.length).toBeGreaterThan(1);
    const at = (text: string) => Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
    for (const { start, end } of asked) expect(at(end) - at(start)).toBeLessThanOrEqual(31 * day);
  });

  await test.step('all day: on top, over its days, three and the rest counted', async () => {
    // The grid opens at the time of day.
    await grid(page).locator('.grid-scroll').evaluate((element) => element.scrollTo({ top: 0 }));
    const fair = await part(page, 'Trade fair').boundingBox();
    const column = await lane(page).first().boundingBox();
    const hours = await part(page, 'Focus').first().boundingBox();
    expect((fair?.width ?? 0) / (column?.width ?? 1)).toBeGreaterThan(2.8);
    expect((fair?.y ?? 0) + (fair?.height ?? 0)).toBeLessThan(hours?.y ?? 0);
    const more = grid(page).getByRole('button', { name: /^\+2 more all day/ });
    await more.click();
    await page.locator('.crowd-row').first().click();
    await expect(details(page).getByText('All day')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(details(page)).toHaveCount(0);
  });

  await test.step('the arrow keys go to events as to meetings', async () => {
    await part(page, 'Dentist').focus();
    await page.keyboard.press('ArrowDown');
    await expect(part(page, '\\(No title\\)')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(lane(page).locator(':focus')).toHaveAccessibleName(/all day/);
    await page.keyboard.press('ArrowDown');
    await expect(lane(page).locator(':focus')).toHaveCount(1);
  });

  await test.step('side by side with a meeting; the same one once', async () => {
    await expect(part(page, 'Planning')).toHaveCount(1);
    const [one, other] = [await part(page, 'Planning').boundingBox(), await part(page, 'Dentist').boundingBox()];
    expect((one?.x ?? 0) + (one?.width ?? 0)).toBeLessThanOrEqual((other?.x ?? 0) + 1);
    await part(page, 'Planning').click();
    await expect(details(page).getByText('Also in calendar')).toBeVisible();
    await expect(details(page).getByText(/Team/)).toBeVisible();
    await expect(details(page).getByText(meeting.key.slice(-4), { exact: false }).first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('in every layout and theme nothing is in the way of anybody', async () => {
    await audit(page, 'calendar week');
    await show(page, `day/${dateOf(wed)}`);
    await expect(part(page, 'Dentist')).toBeVisible();
    await audit(page, 'calendar day');
    await part(page, 'Dentist').click();
    await expect(details(page).getByText(/in Asia\/Kolkata/)).toBeVisible();
    await audit(page, 'calendar event open');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'List' }).click({ force: true });
    await expect(page.locator('.row-event').filter({ hasText: 'Trade fair' })).toBeVisible();
    await audit(page, 'calendar list');
    await show(page, `week/${dateOf(wed)}`);
  });

  await test.step('which calendars show, and in which colour', async () => {
    expect(await edge(page, 'Trade fair')).toBe('#ffff00');
    await calendarsButton(page).click();
    await panel(page).getByRole('button', { name: 'Colour of Team' }).click();
    await panel(page).getByRole('radio', { name: 'Violet' }).click({ force: true });
    await expect.poll(() => edge(page, 'Trade fair')).toBe('#7a4fd0');
    await audit(page, 'calendar panel');
    await panel(page).getByRole('radio', { name: 'As in Zoho' }).click({ force: true });
    await expect.poll(() => edge(page, 'Trade fair')).toBe('#ffff00');
    await panel(page).getByRole('switch', { name: 'Team' }).click();
    await expect(part(page, 'Trade fair')).toHaveCount(0);
    await expect(part(page, 'Dentist')).toBeVisible();
    await panel(page).getByRole('switch', { name: 'Team' }).click();
    await expect(part(page, 'Trade fair')).toBeVisible();
  });

  await test.step('a calendar that was removed meanwhile goes without a word', async () => {
    await page.keyboard.press('Escape');
    await part(page, 'Focus').first().click();
    await expect(details(page).getByRole('heading', { name: 'Focus' })).toBeVisible();
    control.calendars.removeCalendar(team.uid);
    await calendarsButton(page).click();
    await panel(page).getByRole('button', { name: 'Refresh calendars' }).click();
    await expect(panel(page).getByRole('switch', { name: 'Team' })).toHaveCount(0);
    await expect(part(page, 'Trade fair')).toHaveCount(0);
    await expect(details(page)).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(part(page, 'Dentist')).toBeVisible();
  });
});

test('an event is read, joined and deleted; without Zoho it comes from the cache', async ({ desk }) => {
  test.slow();
  const { control } = desk.zoho;
  const wed = wednesday(control.clock.now());
  control.data.clear();
  control.calendars.clear();
  const link = 'https://meet.zoho.com/abc-defg-hij';
  control.calendars.add({
    title: 'Design review', start: wed + 10 * hour, duration: hour, timeZone: 'UTC', location: 'Room 5', description: `Join at ${link}\n<b>not bold</b>`,
    rule: 'FREQ=DAILY;COUNT=4', attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }], reminders: [{ action: 'popup', minutes: -15 }],
    wire: { conferenceLink: link },
  });
  const single = control.calendars.add({ title: 'Dentist', start: wed + 13 * hour, duration: hour, timeZone: 'UTC' });
  let app = await desk.start();
  let { page } = app;
  await grant(app, desk);
  await show(page, `week/${dateOf(wed)}`);
  await expect(part(page, 'Design review')).toHaveCount(4);

  await test.step('details', async () => {
    await part(page, 'Design review').nth(1).click();
    const shown = details(page);
    await expect(shown.getByText('<b>not bold</b>')).toBeVisible();
    await expect(shown.getByText(/^Every day/)).toBeVisible();
    await expect(shown.getByText('Room 5')).toBeVisible();
    await expect(shown.getByText('bo@example.test · accepted')).toBeVisible();
    await expect(shown.getByText('15 min before')).toBeVisible();
    await expect(shown.getByText('My calendar')).toBeVisible();
    await audit(page, 'calendar details');
  });

  await test.step('Join opens its link', async () => {
    await details(page).getByRole('button', { name: 'Join' }).click();
    expect((await app.desktopEntry('openExternal')).url).toBe(link);
  });

  await test.step('one occurrence is deleted, undone, and deleted for good', async () => {
    const remove = async () => {
      await details(page).getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('menuitem', { name: 'Only this one' }).click();
      await expect(part(page, 'Design review')).toHaveCount(3);
      await expect(details(page)).toHaveCount(0);
    };
    await remove();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(part(page, 'Design review')).toHaveCount(4);
    expect(control.log.count({ method: 'DELETE', path: /\/events\// })).toBe(0);
    await part(page, 'Design review').nth(1).click();
    await remove();
    await expect.poll(() => control.log.count({ method: 'DELETE', path: /\/events\// }), { timeout: 20_000 }).toBe(1);
    const [call] = control.log.find({ method: 'DELETE', path: /\/events\// });
    expect(JSON.stringify([call?.query, call?.headers, call?.body]), 'with the etag that was read').toContain('etag');
    await expect(part(page, 'Design review')).toHaveCount(3);
    expect(control.calendars.event(single.uid)?.title).toBe('Dentist');
  });

  await test.step('from the cache, and it says how old', async () => {
    await app.stop();
    control.faults.add({ path: /^\/api\/v1\/calendars/, times: Infinity, effect: { kind: 'answer', status: 503 } });
    app = await desk.start();
    ({ page } = app);
    await page.setViewportSize({ width: 1180, height: 780 });
    await show(page, `week/${dateOf(wed)}`);
    await expect(part(page, 'Design review')).toHaveCount(3);
    await expect(calendarsButton(page)).toHaveAccessibleName(/not up to date/);
    await calendarsButton(page).click();
    await expect(panel(page).getByRole('alert')).toContainText(/As of .+ · /);
    await expect(panel(page).getByRole('button', { name: 'Try again' })).toBeVisible();
    await audit(page, 'calendar stale');
  });
});
