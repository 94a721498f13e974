import type { Page } from '@playwright/test';
import { dateOf, wednesday } from './agenda-page.ts';
import type { RunningApp } from './app.ts';
import { audit } from './audit.ts';
import { connect, disconnect, expect, goTo, test } from './fixtures.ts';
import { details, field, hour, openNew, rows, status, stored, submit, type } from './form.ts';
import { open } from './offline.ts';

const clashes = (page: Page) => page.getByRole('group', { name: 'Clashes' });
const clash = (page: Page, title: string) => clashes(page).getByRole('listitem').filter({ hasText: title });
const slots = (page: Page) => page.getByRole('group', { name: 'Next free times' }).getByRole('button');
const people = (page: Page) => page.getByRole('group', { name: 'Free and busy' });
const person = (page: Page, address: string) => people(page).getByRole('listitem').filter({ hasText: address });
const templates = (page: Page) => page.getByRole('button', { name: 'Templates' });
/** A time of day as this computer writes it, in UTC. */
const clockOf = (page: Page, at: number) =>
  page.evaluate((moment) => {
    const twelve = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 === true;
    return new Intl.DateTimeFormat(undefined, { hour: twelve ? 'numeric' : '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(moment);
  }, at);

async function switchOn(app: RunningApp, name: string): Promise<void> {
  await app.page.getByRole('dialog').getByRole('button', { name: `Switch on ${name}` }).click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await expect(app.page.getByRole('dialog').getByRole('button', { name: `Switch on ${name}` })).toHaveCount(0);
}

test('while typing: what clashes, when everybody is free, and what is not known', async ({ desk }) => {
  test.setTimeout(120_000);
  const { control } = desk.zoho;
  const wed = wednesday(control.clock.now());
  const date = dateOf(wed);
  control.data.clear();
  control.calendars.clear();
  control.data.add({ topic: 'Team', start: wed + 10 * hour, duration: hour });
  control.calendars.add({ title: 'Dentist', start: wed + 10.5 * hour, duration: hour });
  control.calendars.add({ title: 'Trade fair', start: wed, duration: 24 * hour, isAllDay: true });
  control.users.add({ email: 'bo@example.test', zsoid: control.users.signedIn()?.zsoid ?? '' });
  const bos = control.calendars.addCalendar({ name: 'Bo', owner: 'bo@example.test' });
  control.calendars.add({ calendar: bos.uid, title: 'Not for you', start: wed + 9.5 * hour, duration: hour });

  const app = await desk.start();
  const { page } = app;
  await connect(app, desk.zoho.client);
  await goTo(page, 'Meetings');
  await expect(rows(page)).toHaveCount(1);
  const at = (hours: number) => clockOf(page, wed + hours * hour);

  await test.step('without the calendar it says what it compared with', async () => {
    await openNew(page);
    await type(page, { topic: 'Review', date, time: '10:15', duration: '1h', zone: 'UTC' });
    await expect(clash(page, 'Team')).toContainText(/10:00.* – 11:00/);
    await expect(clashes(page)).toContainText('1 at that time');
    await expect(clashes(page)).toContainText('Compared with your meetings and webinars alone.');
    await expect(slots(page)).toHaveText([await at(11), await at(12), await at(13)]);
    await expect(people(page)).toHaveCount(0);
    await field(page, 'Start time').fill('12:00');
    await expect(clashes(page)).toContainText('No other meeting or webinar then');
    await field(page, 'Start time').fill('10:15');
  });

  await test.step('the calendar is switched on from there, and counts at once', async () => {
    await switchOn(app, 'calendar');
    await expect(clash(page, 'Dentist')).toContainText(/10:30.* – 11:30/);
    await expect(clash(page, 'Team')).toBeVisible();
    // The calendar has a copy of Team.
    await expect(clashes(page).getByRole('listitem')).toHaveCount(2);
    await expect(clashes(page)).toContainText('Also that day: Trade fair');
    await expect(clashes(page)).not.toContainText('alone');
    await expect(slots(page)).toHaveText([await at(11.5), await at(12.5), await at(13.5)]);
    await expect(clashes(page).locator('[aria-live=polite]')).toHaveText('Clashes with Team and 1 more');
    await expect(field(page, 'Topic')).toHaveValue('Review');
  });

  await test.step('participants are free, busy or not known', async () => {
    await type(page, { participants: 'bo@example.test, dee@elsewhere.test' });
    await expect(people(page)).toContainText('Whether they are free is not known.');
    await switchOn(app, 'free and busy times');
    await expect(person(page, 'bo@example.test')).toHaveText('bo@example.test is busy');
    await expect(person(page, 'dee@elsewhere.test')).toHaveText('dee@elsewhere.test not known');
    await audit(page, 'clashes');
    control.calendars.add({ calendar: bos.uid, start: wed + 11.5 * hour, duration: hour });
    const asked = control.log.count({ path: /freebusy/ });
    await field(page, 'Start time').fill('10:45');
    await expect(person(page, 'bo@example.test')).toHaveText('bo@example.test is free');
    expect(control.log.count({ path: /freebusy/ })).toBe(asked);
  });

  await test.step('a free time is taken with one press, and can be changed as any other', async () => {
    await slots(page).nth(1).click();
    await expect(field(page, 'Date')).toHaveValue(date);
    await expect(field(page, 'Start time')).toHaveValue('12:30');
    await expect(clashes(page)).toContainText('Nothing else is on then');
    await expect(slots(page).first()).toHaveAttribute('aria-pressed', 'true');
    await field(page, 'Start time').fill('10:30');
    await expect(clash(page, 'Dentist')).toBeVisible();
  });

  await test.step('a clash is no reason to refuse', async () => {
    await submit(page);
    await expect(rows(page)).toHaveCount(2);
    await expect.poll(() => stored(desk, 'Review')).toHaveLength(1);
  });

  await test.step('what is edited does not clash with itself, nor with its copy', async () => {
    await open(page, 'Team');
    await details(page).getByRole('button', { name: 'Edit' }).click();
    await expect(clash(page, 'Dentist')).toBeVisible();
    await expect(clash(page, 'Review')).toBeVisible();
    await expect(clash(page, 'Team')).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('without a network it goes by what is known', async () => {
    const mend = control.faults.add({ times: Infinity, effect: { kind: 'reset' } });
    await openNew(page);
    await type(page, { topic: 'Off-line', date, time: '10:45', duration: '30m', zone: 'UTC', participants: 'cy@example.test' });
    await expect(clash(page, 'Team')).toBeVisible();
    await expect(clash(page, 'Dentist')).toBeVisible();
    await expect(person(page, 'cy@example.test')).toHaveText('cy@example.test not known');
    await expect(slots(page)).toHaveCount(3);
    mend();
  });
});

test('templates: used, made of a meeting and of a form, renamed, deleted, gone with the account', async ({ desk }) => {
  test.setTimeout(120_000);
  const { control } = desk.zoho;
  const wed = wednesday(control.clock.now());
  control.data.clear();
  control.data.add({ topic: 'Onboarding', agenda: 'Who, where, how', start: wed + 9 * hour, duration: 1.5 * hour, participants: ['bo@example.test'] });
  const app = await desk.start();
  const { page } = app;
  await connect(app, desk.zoho.client);
  await goTo(page, 'Meetings');
  const items = page.getByRole('menu', { name: 'Templates' }).getByRole('menuitem');

  await test.step('the first two fill the form', async () => {
    await openNew(page);
    await templates(page).click();
    await expect(items).toHaveText(['1:1', 'Weekly', 'Save as template…']);
    await audit(page, 'templates-menu');
    await items.filter({ hasText: 'Weekly' }).click();
    await expect(field(page, 'Topic')).toHaveValue('Weekly');
    await expect(field(page, 'Duration')).toHaveValue('1h');
  });

  await test.step('a form becomes one', async () => {
    await type(page, { topic: 'Retro', duration: '45m', participants: 'cy@example.test' });
    await templates(page).click();
    await items.filter({ hasText: 'Save as template' }).click();
    await expect(field(page, 'Name')).toHaveValue('Retro');
    await field(page, 'Name').fill('');
    await page.getByRole('button', { name: 'Save template' }).click();
    await expect(field(page, 'Name')).toHaveAccessibleDescription(/Enter a name/);
    await field(page, 'Name').fill('Retrospective');
    await audit(page, 'templates-name');
    await field(page, 'Name').press('Enter');
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await expect(field(page, 'Topic')).toHaveValue('Retro');
    expect(stored(desk, 'Retro')).toEqual([]);
    await page.getByRole('dialog', { name: 'New meeting' }).getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('a meeting becomes one, and the palette makes a new one of it', async () => {
    await open(page, 'Onboarding');
    await audit(page, 'templates-details');
    await details(page).getByRole('button', { name: 'Save as template…' }).click();
    await page.getByRole('button', { name: 'Save template' }).click();
    await expect(status(page)).toContainText('Template “Onboarding” saved');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Search actions and meetings' }).fill('template onb');
    await page.getByRole('option', { name: /^New from template ?: Onboarding$/ }).click();
    await expect(field(page, 'Topic')).toHaveValue('Onboarding');
    await expect(field(page, 'Agenda')).toHaveValue('Who, where, how');
    await expect(field(page, 'Duration')).toHaveValue('1h 30m');
    await expect(page.getByRole('list', { name: 'Addresses' })).toContainText('bo@example.test');
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('renamed and deleted in Settings; a deletion can be undone', async () => {
    await goTo(page, 'Settings');
    const list = page.getByRole('list', { name: 'Templates' }).getByRole('listitem');
    await expect(list).toHaveCount(4);
    await page.getByRole('button', { name: 'Rename Retrospective' }).click();
    await field(page, 'Name').fill('weekly');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(field(page, 'Name')).toHaveAccessibleDescription(/There is a template called “Weekly” already/);
    await field(page, 'Name').fill('Looking back');
    await field(page, 'Name').press('Enter');
    await expect(list.filter({ hasText: 'Looking back' })).toContainText('Meeting · 45 min · 1 person');
    await page.getByRole('button', { name: 'Delete 1:1' }).click();
    await expect(list).toHaveCount(3);
    await expect(page.getByRole('button', { name: 'Delete Weekly' })).toBeFocused();
    await list.first().scrollIntoViewIfNeeded();
    await audit(page, 'templates-settings');
    await page.getByRole('button', { name: 'Delete Onboarding' }).click();
    await expect(list).toHaveCount(2);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(list).toHaveCount(3);
  });

  await test.step('gone after Disconnect', async () => {
    await disconnect(app);
    await connect(app, desk.zoho.client);
    await goTo(page, 'Settings');
    const names = page.getByRole('list', { name: 'Templates' }).getByRole('listitem').locator('.templates-name');
    await expect(names).toHaveText(['1:1', 'Weekly']);
  });
});
