import type { Locator } from '@playwright/test';
import { column, dateOf, day, grid, part, set, show, wednesday } from './agenda-page.ts';
import { audit } from './audit.ts';
import { connectedWith } from './event-desk.ts';
import { expect, test } from './fixtures.ts';
import { details, hour, status } from './form.ts';

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not shown');
  return { ...box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, bottom: box.y + box.height };
};

test('events where they stand: moved by keys and pointer, and undone', async ({ desk }) => {
  test.slow();
  const { control } = desk.zoho;
  const { calendars } = control;
  const wed = wednesday(control.clock.now());
  control.data.clear();
  calendars.clear();
  control.modes.meetingsInCalendar = false;
  const team = calendars.addCalendar({ name: 'Team', color: '#d2691e', owner: 'bo@example.test', readers: ['ana.ruiz@example.test'] });
  const dentist = calendars.add({
    title: 'Dentist', start: wed + 10 * hour, duration: hour, timeZone: 'Asia/Kolkata', location: 'Room 2', description: 'Bring it',
    attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }], reminders: [{ action: 'popup', minutes: -30 }, { action: 'email', minutes: -60 }],
  });
  const series = calendars.add({ title: 'Focus', start: wed - day + 8 * hour, duration: hour, rule: 'FREQ=DAILY;COUNT=4', timeZone: 'UTC' });
  calendars.add({ title: 'Holiday', start: wed, isAllDay: true });
  calendars.add({ title: 'Theirs', start: wed + 14 * hour, duration: hour, calendar: team.uid });
  const app = await connectedWith(desk, ['calendar']);
  const { page } = app;
  await set(page, { agendaTimeZone: 'UTC' });
  await show(page, `week/${dateOf(wed)}`);
  await expect(part(page, 'Theirs')).toBeVisible();
  const now = () => calendars.event(dentist.uid);
  /** Main reads all calendars anew. */
  const readings = () => control.log.count({ method: 'GET', path: /\/calendars$/ });
  const puts = () => control.log.count({ method: 'PUT', path: /\/events/ });

  await test.step('several presses are one change, with everything else kept, and nobody told', async () => {
    const before = readings();
    await part(page, 'Dentist').focus();
    for (const keys of ['Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowRight', 'Alt+Shift+ArrowDown']) await page.keyboard.press(keys);
    await expect(part(page, 'Dentist')).toBeFocused();
    await expect(column(page, dateOf(wed + day)).getByRole('button', { name: /^Dentist,.*10:30 AM to 11:45 AM/ })).toBeVisible();
    await expect(status(page)).toContainText('“Dentist” moved to Thursday 10:30 AM');
    await expect.poll(() => now()?.start).toBe(wed + day + 10.5 * hour);
    expect(now()).toMatchObject({
      duration: 1.25 * hour, location: 'Room 2', description: 'Bring it', timeZone: 'Asia/Kolkata',
      attendees: [{ email: 'bo@example.test' }], reminders: [{ minutes: -30 }, { minutes: -60 }],
    });
    expect(calendars.notices().at(-1)).toMatchObject({ change: 'update', notify: 0 });
    expect(puts()).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => now()?.start).toBe(wed + 10 * hour);
    expect(now()?.duration).toBe(hour);
    await expect(column(page, dateOf(wed)).getByRole('button', { name: /^Dentist,.*10:00 AM to 11:00 AM/ })).toBeVisible();
    // Zoho's answer tells all of a single event. Until another reading it would stand where it was.
    expect(readings()).toBe(before);
  });

  await test.step('by pointer: another day, another end, Escape', async () => {
    const before = puts();
    const hourHigh = (await boxOf(column(page, dateOf(wed)))).height / 24;
    const to = (await boxOf(column(page, dateOf(wed + day)))).middle;
    await part(page, 'Dentist').evaluate((each) => each.scrollIntoView({ block: 'center' }));
    const from = (await boxOf(part(page, 'Dentist'))).middle;
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, from.y + hourHigh, { steps: 4 });
    await expect(grid(page).locator('.part-ghost')).toContainText('Dentist');
    await expect(grid(page).locator('.part-ghost')).toContainText('11:00');
    if (process.env['PARLEY_PICTURES']) await page.screenshot({ path: `${process.env['PARLEY_PICTURES']}/event-dragged.png` });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(grid(page).locator('.part-ghost')).toHaveCount(0);
    expect(puts()).toBe(before);

    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, from.y + 1.25 * hourHigh, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => now()?.start).toBe(wed + day + 11.25 * hour);
    await expect(details(page)).toHaveCount(0);
    await status(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => now()?.start).toBe(wed + 10 * hour);

    await expect(column(page, dateOf(wed)).getByRole('button', { name: /^Dentist,/ })).toBeVisible();
    await part(page, 'Dentist').evaluate((each) => each.scrollIntoView({ block: 'center' }));
    const { middle, bottom } = await boxOf(part(page, 'Dentist'));
    await page.mouse.move(middle.x, bottom - 3);
    await page.mouse.down();
    await page.mouse.move(middle.x, bottom + hourHigh / 2, { steps: 4 });
    await page.mouse.up();
    await expect(status(page)).toContainText('“Dentist” now ends Wednesday 11:30 AM');
    await expect.poll(() => now()?.duration).toBe(1.5 * hour);
    expect(now()?.start).toBe(wed + 10 * hour);
  });

  await test.step('of a series this one alone, and back', async () => {
    const starts = async () => {
      const answer = await page.evaluate((span) => window.parley.listEvents(span), { from: wed - day, to: wed + 4 * day });
      return answer.ok ? answer.value.events.filter(({ title }) => title === 'Focus').map(({ startsAt }) => (startsAt - wed) / hour) : [];
    };
    const before = puts();
    const second = column(page, dateOf(wed)).getByRole('button', { name: /^Focus,/ });
    await second.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(status(page)).toContainText('“Focus” moved to Wednesday 8:15 AM, this one of its series alone');
    await audit(page, 'event moved');
    await expect.poll(starts, { timeout: 20_000 }).toEqual([-16, 8.25, 32, 56]);
    await expect(column(page, dateOf(wed)).getByRole('button', { name: /^Focus,.*8:15 AM to 9:15 AM/ })).toBeVisible();
    await expect(part(page, 'Focus')).toHaveCount(4);
    expect(calendars.event(series.uid)).toMatchObject({ rule: 'FREQ=DAILY;COUNT=4', start: wed - day + 8 * hour });
    await page.keyboard.press('Control+z');
    await expect.poll(starts, { timeout: 20_000 }).toEqual([-16, 8, 32, 56]);
    await expect.poll(puts).toBe(before + 2);
  });

  await test.step('what lasts all day, and what others own, stays', async () => {
    const before = puts();
    await part(page, 'Holiday').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(status(page)).toContainText('Holiday cannot be moved here');
    await part(page, 'Theirs').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(status(page)).toContainText('Theirs cannot be moved here');
    expect(puts()).toBe(before);
  });

  await test.step('a refusal puts it back and says why', async () => {
    control.faults.add({ method: 'PUT', path: /\/events/, effect: { kind: 'answer', status: 400, body: { error: [{ message: 'INVALID_DATA' }] } } });
    await part(page, 'Dentist').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.getByRole('alert').filter({ hasText: '“Dentist” was not moved. Zoho refused these values.' })).toBeVisible();
    await expect(grid(page).getByRole('button', { name: /^Dentist,.*10:00 AM to 11:30 AM/ })).toBeVisible();
  });

  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const found = palette.getByRole('group', { name: 'Events' }).getByRole('option');
  await test.step('the palette finds them by title, one of a series, and none of a calendar that is hidden', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Search actions/ }).fill('foc');
    await expect(found).toHaveCount(1);
    await expect(found).toContainText('My calendar');
    await audit(page, 'palette with events');
    await page.getByRole('combobox', { name: /^Search actions/ }).fill('theirs');
    await expect(palette.getByRole('option', { name: /^Theirs ?, event in Team/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.evaluate((uid) => window.parley.chooseCalendar({ uid, isShown: false, colour: null }), team.uid);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Search actions/ }).fill('theirs');
    await expect(palette.getByText('Nothing is called “theirs”')).toBeVisible();
    await page.getByRole('combobox', { name: /^Search actions/ }).fill('dentist');
    await expect(found).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(details(page).getByRole('heading', { name: 'Dentist' })).toBeVisible();
    expect(page.url()).toContain(`${dateOf(wed)}/event/`);
  });

  await test.step('a new event begins on the day that is looked at, in the zone of the agenda', async () => {
    await set(page, { agendaTimeZone: 'Asia/Tokyo' });
    await show(page, `day/${dateOf(wed + 2 * day)}`);
    await page.getByRole('button', { name: 'More to create' }).click();
    await page.getByRole('menuitem', { name: 'New event' }).click();
    await expect(page.getByRole('textbox', { name: 'Date' })).toHaveValue(dateOf(wed + 2 * day));
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo');
  });
});
