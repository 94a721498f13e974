import type { Page } from '@playwright/test';
import { dateOf, set, show } from './agenda-page.ts';
import { until } from './app.ts';
import { audit } from './audit.ts';
import { connectedWith, editEvent, openNewEvent } from './event-desk.ts';
import { expect, test } from './fixtures.ts';
import { details, field, hour, status } from './form.ts';
import { changesButton } from './offline.ts';

const panel = (page: Page) => page.getByRole('dialog', { name: 'Changes' });
const items = (page: Page) => panel(page).getByRole('list', { name: 'Changes' }).getByRole('listitem');
const press = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const openChanges = async (page: Page) => {
  await changesButton(page).click();
  await expect(panel(page)).toBeVisible();
};
const leave = async (page: Page) => {
  await expect(panel(page)).toContainText('Nothing waits', { timeout: 20_000 });
  await page.keyboard.press('Escape');
};

test('events: an answer that was lost, an event that is gone, a refusal, and a crash while typing', async ({ desk }) => {
  test.setTimeout(240_000);
  const { control } = desk.zoho;
  const { calendars, faults } = control;
  calendars.clear();
  const app = await connectedWith(desk, ['calendar']);
  const { page } = app;
  await set(page, { agendaTimeZone: 'UTC' });
  const at = (title: string) => calendars.events().filter((each) => each.title === title);
  const posts = () => control.log.count({ method: 'POST', path: /\/events$/ });
  const create = async (title: string, date: string) => {
    await openNewEvent(page);
    await field(page, 'Title').fill(title);
    await field(page, 'Date').fill(date);
    await field(page, 'Start time').fill('10:00');
    await press(page, 'Create event');
  };
  const known = (title: string) =>
    until(`${title} here`, async () => {
      const answer = await page.evaluate((span) => window.parley.listEvents(span), { from: Date.UTC(2027, 5, 1), to: Date.UTC(2027, 6, 1) });
      return answer.ok ? answer.value.events.find((each) => each.title === title) : undefined;
    }, 30_000);

  await test.step('a create whose answer was lost is found again', async () => {
    faults.add({ method: 'POST', path: /\/events$/, effect: { kind: 'reset', afterCommit: true } });
    await create('Lost and found', '2027-06-15');
    await expect(status(page)).toContainText('Created “Lost and found”: the answer was lost, and it was found again', { timeout: 40_000 });
    expect(at('Lost and found')).toHaveLength(1);
    expect(posts()).toBe(1);
    await expect(changesButton(page)).toHaveCount(0);
  });

  await test.step('one that is not found asks, opens, and is made again only when told to', async () => {
    faults.add({ method: 'POST', path: /\/events$/, effect: { kind: 'reset' } });
    await create('Maybe there', '2027-06-16');
    const toast = page.getByRole('status').filter({ hasText: 'Zoho’s answer to creating “Maybe there” was lost.' });
    await expect(toast).toBeVisible({ timeout: 40_000 });
    await page.getByRole('button', { name: 'Open Changes' }).first().click();
    await expect(items(page)).toContainText('Create “Maybe there”');
    await expect(items(page)).toContainText('Parley looked, and found none like it.');
    await audit(page, 'event lost');
    await press(page, 'Open');
    await expect(details(page).getByRole('heading', { name: 'Maybe there' })).toBeVisible();
    expect(page.url()).toContain('/2027-06-16/event/');
    await expect(page.locator('section.grid').getByRole('button', { name: /^Maybe there,/ })).toBeVisible();
    await audit(page, 'event lost, open');
    await details(page).getByRole('button', { name: 'Open Changes' }).click();
    await press(page, 'Create it…');
    await expect(panel(page)).toContainText('Should Zoho have created it after all, the event stands there twice.');
    await press(page, 'Not now');
    expect(posts()).toBe(2);
    await press(page, 'Create it…');
    await press(page, 'Create it');
    await leave(page);
    expect(at('Maybe there')).toHaveLength(1);
  });

  await test.step('one that was deleted at Zoho while it was edited can be made anew', async () => {
    const theirs = calendars.add({ title: 'Here today', start: Date.UTC(2027, 5, 17, 9), duration: hour, location: 'Room 2' });
    await page.evaluate(() => window.parley.refreshCalendars());
    await editEvent(page, await known('Here today'));
    await field(page, 'Title').fill('Gone tomorrow');
    calendars.remove(theirs.uid);
    await press(page, 'Save changes');
    await expect(page.getByRole('status').filter({ hasText: '“Gone tomorrow” is not at Zoho any more.' })).toBeVisible({ timeout: 20_000 });
    await openChanges(page);
    await expect(items(page)).toContainText('The event that you changed was deleted at Zoho. It can be created anew with what you entered.');
    await expect(items(page).getByRole('button', { name: 'Open', exact: true })).toHaveCount(0);
    await audit(page, 'event gone');
    await press(page, 'Create it anew');
    await leave(page);
    expect(at('Gone tomorrow')).toMatchObject([{ location: 'Room 2', start: Date.UTC(2027, 5, 17, 9) }]);
  });

  await test.step('one that Zoho refused after it had waited says why, and is put right', async () => {
    await editEvent(page, await known('Maybe there'));
    await field(page, 'Title').fill('Refused later');
    const mend = faults.add({ path: /\/api\/v1\//, times: Infinity, effect: { kind: 'reset' } });
    await press(page, 'Save changes');
    await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
    faults.add({ method: 'PUT', path: /\/events/, effect: { kind: 'answer', status: 403, body: { error: [{ message: 'NOT_ALLOWED' }] } } });
    mend();
    await openChanges(page);
    await press(page, 'Send now');
    await expect(items(page)).toContainText('Zoho does not permit this', { timeout: 20_000 });
    await expect(items(page)).toContainText('whoever owns the calendar can give you the right');
    await audit(page, 'event refused');
    await press(page, 'Edit');
    await expect(field(page, 'Title')).toHaveValue('Refused later');
    await field(page, 'Title').fill('Put right');
    await press(page, 'Save changes');
    await until('it at Zoho', () => at('Put right').length === 1, 30_000);
    await expect(changesButton(page)).toHaveCount(0, { timeout: 15_000 });
    expect(at('Refused later')).toHaveLength(0);
  });

  await test.step('what was typed outlives Escape and a crash, and goes when it was saved', async () => {
    const draft = (id: string) => page.evaluate((asked) => window.parley.getDraft({ id: asked }), id);
    const kept = (id: string, topic: string) =>
      until(`a draft of ${topic}`, async () => {
        const answer = await draft(id);
        return answer.ok && answer.value?.form.topic === topic;
      });
    await openNewEvent(page);
    expect(await draft('new-event')).toEqual({ ok: true, value: null });
    await field(page, 'Title').fill('Half a thought');
    await page.getByRole('switch', { name: 'All day' }).check();
    await page.keyboard.press('Escape');
    await expect(status(page)).toContainText('Kept as a draft');
    const row = await known('Lost and found');
    await editEvent(page, row);
    await field(page, 'Location').fill('Room 7');
    await field(page, 'Title').fill('Lost and found, mine');
    await kept(`edit-event-${row.calendar} ${row.uid} `, 'Lost and found, mine');
    app.process.kill('SIGKILL');
    await until('the end', () => app.process.signalCode !== null);
    const again = await desk.start();
    await editEvent(again.page, row);
    await expect(field(again.page, 'Title')).toHaveValue('Lost and found, mine');
    await expect(field(again.page, 'Location')).toHaveValue('Room 7');
    await expect(again.page.getByText('Kept from before')).toBeVisible();
    await audit(again.page, 'event draft');
    await again.page.getByRole('button', { name: 'Start afresh' }).click();
    await expect(field(again.page, 'Location')).toHaveValue('');
    await again.page.getByRole('button', { name: 'Bring it back' }).click();
    await press(again.page, 'Save changes');
    await expect(status(again.page)).toContainText('Saved “Lost and found, mine”', { timeout: 20_000 });
    await editEvent(again.page, { ...row, title: 'Lost and found, mine' });
    await expect(again.page.getByText('Kept from before')).toHaveCount(0);
    await press(again.page, 'Cancel');

    await show(again.page, `day/${dateOf(row.startsAt)}`);
    await openNewEvent(again.page);
    await expect(field(again.page, 'Title')).toHaveValue('Half a thought');
    await expect(again.page.getByRole('switch', { name: 'All day' })).toBeChecked();
    await press(again.page, 'Cancel');
    await expect(status(again.page)).toContainText('“Half a thought” was dropped');
    await openNewEvent(again.page);
    await expect(field(again.page, 'Title')).toHaveValue('');
  });
});
