import type { Page } from '@playwright/test';
import type { EventRow } from '../../contract/calendar.ts';
import { until } from './app.ts';
import { audit as looksRight } from './audit.ts';
import { accept, connectedWith, editEvent, openNewEvent } from './event-desk.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';
import { hour, status, stored } from './form.ts';

const events = ({ zoho }: Desk, title: string) => zoho.control.calendars.events().filter((each) => each.title === title);
const field = (page: Page, name: string) => page.getByRole('dialog').getByRole('textbox', { name, exact: true });
const choose = (page: Page, name: string, label: string) =>
  page.getByRole('dialog').getByRole('combobox', { name, exact: true }).selectOption({ label });
const press = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

test('a meeting that repeats: what is missing is said, granted without losing a word, and made once with its rule', async ({ desk }) => {
  test.setTimeout(180_000);
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  await goTo(page, 'Meetings');
  await page.getByRole('button', { name: 'New meeting' }).click();
  await field(page, 'Topic').fill('Standup, weekly');
  // A Tuesday.
  await field(page, 'Date').fill('2027-06-15');
  await field(page, 'Start time').fill('09:00');
  await field(page, 'Agenda').fill('Plan');
  await field(page, 'Participants').fill('bo@example.test,');
  await choose(page, 'Repeat', 'Every week on Tuesday');
  const dialog = page.getByRole('dialog', { name: 'New meeting' });
  await expect(dialog).toContainText('still needs the right to read calendars, read and change events and put meetings into events');
  await looksRight(page, 'repeat-not-granted');

  await press(page, 'Create meeting');
  await expect(dialog.getByRole('combobox', { name: 'Repeat' })).toHaveAccessibleDescription(/Switch on repeats first/);
  expect(stored(desk, 'Standup, weekly')).toHaveLength(0);

  await press(page, 'Switch on repeats');
  await accept(app);
  await accept(app);
  await expect(dialog.getByRole('button', { name: 'Switch on repeats' })).toHaveCount(0);
  await expect(field(page, 'Topic')).toHaveValue('Standup, weekly');
  await choose(page, 'Ends', 'After a number of times');
  await field(page, 'Times').fill('4');
  await expect(dialog).toContainText('Every week on Tuesday, 4 times.');
  await looksRight(page, 'repeat');

  // A day on which it does not repeat is offered to be moved.
  await choose(page, 'Repeat', 'Custom…');
  await dialog.getByRole('checkbox', { name: 'Thursday' }).check();
  await dialog.getByRole('checkbox', { name: 'Tuesday' }).uncheck();
  await expect(dialog).toContainText('The first date is not a day on which it repeats.');
  await looksRight(page, 'repeat-custom');
  await dialog.getByRole('button', { name: /^Use Thu/ }).click();
  await expect(field(page, 'Date')).toHaveValue('2027-06-17');
  await press(page, 'Create meeting');
  await expect(status(page)).toContainText('Created “Standup, weekly”', { timeout: 20_000 });
  const made = events(desk, 'Standup, weekly');
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({ rule: expect.stringMatching(/^FREQ=WEEKLY;(?=.*COUNT=4)(?=.*BYDAY=TH)/), description: 'Plan', start: expect.any(Number) });
  expect(made[0]?.attendees.map(({ email }) => email)).toEqual(['bo@example.test']);
  expect(stored(desk, 'Standup, weekly').length).toBeGreaterThan(0);
  const span = { from: Date.UTC(2027, 5, 16), to: Date.UTC(2027, 6, 16) };
  const known = await until('the series in the agenda', async () => {
    const [list, agenda] = [
      await page.evaluate((asked) => window.parley.listEvents(asked), span),
      await page.evaluate((asked) => window.parley.listAgenda(asked), span),
    ];
    if (!list.ok || !agenda.ok) return undefined;
    const titles = [...list.value.events.map(({ title }) => title), ...agenda.value.items.map(({ topic }) => topic)];
    return titles.filter((title) => title === 'Standup, weekly').length === 4;
  }, 30_000);
  expect(known).toBe(true);

  await test.step('a line of quick create fills it', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New meeting' }).click();
    await field(page, 'Quick create').fill('Retro every 2 weeks on Friday at 4pm until 17 Dec 2027');
    await expect(dialog.getByRole('combobox', { name: 'Repeat' })).toHaveValue('custom');
    await expect(dialog.getByRole('textbox', { name: 'Every' })).toHaveValue('2');
    await expect(dialog.getByRole('checkbox', { name: 'Friday' })).toBeChecked();
    await expect(dialog).not.toContainText('this form does not repeat');
    await press(page, 'Cancel');
  });
});

test('events: whole days and times, reminders, a series in its three extents, a conflict, and a day off-line', async ({ desk }) => {
  test.setTimeout(180_000);
  const { calendars } = desk.zoho.control;
  const app = await connectedWith(desk, ['calendar']);
  const { page } = app;
  await page.evaluate(() => window.parley.updateSettings({ agendaTimeZone: 'UTC' }));

  await test.step('a new event', async () => {
    await openNewEvent(page);
    await field(page, 'Title').fill('Design review');
    await field(page, 'Date').fill('2027-06-15');
    await field(page, 'Start time').fill('half past');
    await press(page, 'Create event');
    await expect(field(page, 'Start time')).toBeFocused();
    await expect(field(page, 'Start time')).toHaveAccessibleDescription(/not a time/);
    await field(page, 'Start time').fill('15:00');
    await field(page, 'Duration').fill('45m');
    await field(page, 'Location').fill('Room 2');
    await field(page, 'Participants').fill('bo@example.test,');
    await choose(page, 'Reminder', '15 minutes before');
    await page.getByRole('switch', { name: 'Private' }).check();
    await field(page, 'Description').fill('Bring drafts');
    await looksRight(page, 'event');
    await press(page, 'Create event');
    await expect(status(page)).toContainText('Created “Design review”', { timeout: 20_000 });
    expect(events(desk, 'Design review')).toMatchObject([
      { duration: 45 * 60_000, location: 'Room 2', isPrivate: true, description: 'Bring drafts', reminders: [{ minutes: -15 }] },
    ]);
    expect(calendars.notices().at(-1)).toMatchObject({ change: 'create', notify: 0 });
  });

  await test.step('a whole day, and the days of it', async () => {
    await openNewEvent(page);
    await field(page, 'Title').fill('Fair');
    await page.getByRole('switch', { name: 'All day' }).check();
    await field(page, 'Date').fill('2027-06-21');
    await field(page, 'Duration').fill('3');
    await expect(page.getByRole('dialog')).toContainText('Until Wed');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveCount(0);
    await looksRight(page, 'event-all-day');
    await press(page, 'Create event');
    await expect(status(page)).toContainText('Created “Fair”', { timeout: 20_000 });
    expect(events(desk, 'Fair')).toMatchObject([{ isAllDay: true, start: Date.UTC(2027, 5, 21), duration: 72 * hour }]);
  });

  const june = { from: Date.UTC(2027, 5, 1), to: Date.UTC(2027, 6, 31) };
  const listed = async (title: string): Promise<EventRow[]> => {
    const answer = await page.evaluate((span) => window.parley.listEvents(span), june);
    return answer.ok ? answer.value.events.filter((each) => each.title === title) : [];
  };
  const rowsOf = (title: string, count: number) =>
    until(`${count} of ${title}`, async () => {
      const found = await listed(title);
      return found.length === count ? found : undefined;
    }, 30_000);

  await test.step('an edit keeps what it does not touch: people that Zoho does not tell, and reminders of either sign', async () => {
    const hidden = calendars.add({
      title: 'Hidden', start: Date.UTC(2027, 5, 23, 9), duration: hour, attendees: [{ email: 'cy@example.test', status: 'ACCEPTED' }],
      reminders: [{ action: 'popup', minutes: 30 }, { action: 'email', minutes: 60 }], description: 'Kept ', wire: { attendees: undefined },
    });
    await page.evaluate(() => window.parley.refreshCalendars());
    const [row] = await rowsOf('Hidden', 1);
    await editEvent(page, row);
    await expect(page.getByRole('dialog')).toContainText('Zoho did not tell the invitees; they are kept as they are.');
    await expect(page.getByRole('combobox', { name: 'Reminder' })).toHaveValue('30');
    await field(page, 'Title').fill('Hidden no more');
    await press(page, 'Save changes');
    await expect(status(page)).toContainText('Saved “Hidden no more”', { timeout: 20_000 });
    expect(calendars.event(hidden.uid)).toMatchObject({
      title: 'Hidden no more', description: expect.stringContaining('Kept'),
      reminders: [{ minutes: 30 }, { minutes: 60 }], attendees: [{ email: 'cy@example.test' }],
    });
  });

  await test.step('of a series: this one, those that follow, all', async () => {
    await openNewEvent(page);
    await field(page, 'Title').fill('Class');
    await field(page, 'Date').fill('2027-06-16');
    await field(page, 'Start time').fill('10:00');
    await choose(page, 'Repeat', 'Every week on Wednesday');
    await choose(page, 'Ends', 'After a number of times');
    await field(page, 'Times').fill('6');
    await press(page, 'Create event');
    await expect(status(page)).toContainText('Created “Class”', { timeout: 20_000 });
    const series = await rowsOf('Class', 6);

    await editEvent(page, series[1]);
    const extents = page.getByRole('radiogroup', { name: 'Change' });
    await expect(extents.getByRole('radio', { name: 'This one' })).toBeChecked();
    await looksRight(page, 'event-series');
    await field(page, 'Title').fill('Class, once elsewhere');
    await press(page, 'Save changes');
    await rowsOf('Class, once elsewhere', 1);
    await rowsOf('Class', 5);

    const rest = await rowsOf('Class', 5);
    await editEvent(page, rest[3]);
    await extents.getByRole('radio', { name: 'This and following' }).check();
    await field(page, 'Title').fill('Class, second half');
    await press(page, 'Save changes');
    await rowsOf('Class, second half', 2);

    const first = await rowsOf('Class', 3);
    await editEvent(page, first[0]);
    await extents.getByRole('radio', { name: 'All of them' }).check();
    await field(page, 'Location').fill('Hall');
    await press(page, 'Save changes');
    await until('the place of all', async () => (await listed('Class')).every(({ location }) => location === 'Hall'), 30_000);
    // Another repeat cannot be for one alone.
    await editEvent(page, (await rowsOf('Class', 3))[1]);
    await choose(page, 'Repeat', 'Every day');
    await expect(extents.getByRole('radio', { name: 'This one' })).toHaveCount(0);
    await press(page, 'Cancel');
  });

  await test.step('what somebody else changed meanwhile is put before the person, and merged', async () => {
    const [made] = events(desk, 'Design review');
    const [row] = await rowsOf('Design review', 1);
    await editEvent(page, row);
    await field(page, 'Title').fill('Design review, mine');
    await field(page, 'Location').fill('Room 3');
    calendars.change(made?.uid ?? '', { location: 'Room 9', description: 'Theirs' });
    await press(page, 'Save changes');
    await page.getByRole('button', { name: 'Open Changes' }).first().click();
    const item = page.getByRole('dialog', { name: 'Changes' }).getByRole('listitem');
    await expect(item).toContainText('Change “Design review, mine”');
    await expect(item).toContainText('event, since');
    await page.getByRole('button', { name: 'Compare versions…' }).click();
    const compare = page.getByRole('dialog', { name: 'Compare versions' });
    await expect(compare.getByRole('radio', { name: /^Title Yours/ })).toBeChecked();
    await expect(compare.getByRole('radio', { name: /^Description At Zoho/ })).toBeChecked();
    await expect(compare.getByRole('row', { name: /^Location/ })).toContainText('changed by both');
    await compare.getByRole('radio', { name: /^Location.*At Zoho/ }).check();
    await looksRight(page, 'event-compare');
    await compare.getByRole('button', { name: 'Save this' }).click();
    await until('the merged event', () => calendars.event(made?.uid ?? '')?.title === 'Design review, mine');
    expect(calendars.event(made?.uid ?? '')).toMatchObject({
      location: 'Room 9', description: 'Theirs', reminders: [{ minutes: -15 }], attendees: [{ email: 'bo@example.test' }],
    });
    await expect(page.getByRole('dialog', { name: 'Changes' })).toContainText('Nothing waits', { timeout: 20_000 });
    await page.keyboard.press('Escape');
  });

  await test.step('off-line it waits, is counted, and arrives once', async () => {
    const mend = desk.zoho.control.faults.add({ path: /\/api\/v1\//, times: Infinity, effect: { kind: 'reset' } });
    await openNewEvent(page);
    await field(page, 'Title').fill('Kept for later');
    await field(page, 'Date').fill('2027-06-25');
    await press(page, 'Create event');
    await expect(status(page)).toContainText('Kept “Kept for later”. It will be sent when Zoho can be reached.', { timeout: 20_000 });
    const button = page.getByRole('button', { name: /^\d+ changes? / });
    await expect(button).toHaveAccessibleName('1 change waiting');
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'Disconnect' }).click();
    await expect(page.getByRole('alertdialog', { name: 'One change has not been sent' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(events(desk, 'Kept for later')).toHaveLength(0);
    mend();
    await button.click();
    await page.getByRole('button', { name: 'Send all now' }).click();
    await expect(status(page)).toContainText('All changes were sent', { timeout: 20_000 });
    expect(events(desk, 'Kept for later')).toHaveLength(1);
    await rowsOf('Kept for later', 1);
  });
});
