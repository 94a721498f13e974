import type { Page } from '@playwright/test';
import type { ParleyApi } from '../../contract/api.ts';
import { until, type RunningApp } from './app.ts';
import { connect, disconnect, expect, goTo, test, type Desk } from './fixtures.ts';
import { atMeetings, details, field, hour, openNew, rows, sent, status, stored, submit, type } from './form.ts';

const api = /\/api\/v2\//;
/** Every request about meetings dies on the way, until the answered function is called. */
const cut = ({ zoho }: Desk) => zoho.control.faults.add({ path: api, times: Infinity, effect: { kind: 'reset' } });

const changesButton = (page: Page) => page.getByRole('button', { name: /^\d+ changes? / });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Changes' });
const items = (page: Page) => panel(page).getByRole('list', { name: 'Changes' }).getByRole('listitem');
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const openChanges = async (page: Page) => {
  await changesButton(page).click();
  await expect(panel(page)).toBeVisible();
};
/** As Send all now, which is not there when the change has gone by itself meanwhile. */
const sendNow = (page: Page) =>
  page.evaluate(() => (window as unknown as { parley: ParleyApi }).parley.retryChange({ id: null }));
const writes = ({ zoho }: Desk) => ['POST', 'PUT', 'DELETE'].flatMap((method) => zoho.control.log.find({ method, path: api }));

const weekly = ({ zoho: { control } }: Desk) => {
  const [made] = control.data.replace('meeting', [
    { topic: 'Weekly', start: control.clock.now() + 30 * hour, duration: hour, agenda: 'Plan', timeZone: 'Europe/Paris', participants: ['bo@example.test'] },
  ]);
  if (!made) throw new Error('nothing was made');
  return made;
};

/** Connected, and the details of the one meeting read. */
async function atWeekly(desk: Desk): Promise<RunningApp> {
  const app = await atMeetings(desk);
  await rows(app.page).first().getByRole('button').first().click();
  await expect(details(app.page)).toContainText('Plan');
  await expect(details(app.page)).toContainText('Read from Zoho');
  return app;
}

const edit = async (page: Page, typed: Parameters<typeof type>[1]) => {
  await details(page).getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog', { name: 'Edit meeting' }).getByRole('textbox', { name: 'Topic' })).toBeVisible({ timeout: 15_000 });
  await type(page, typed);
  await submit(page, 'Save changes');
};

const create = async (page: Page, topic: string) => {
  await openNew(page);
  await type(page, { topic, date: 'tomorrow', time: '03:00' });
  await submit(page);
};

test.describe('while Zoho cannot be reached', () => {
  test('a new meeting is kept, shown as waiting, and sent once when Zoho is back', async ({ desk }) => {
    test.slow();
    const { page } = await atMeetings(desk);
    await expect(rows(page).first()).toBeVisible();
    const mend = cut(desk);
    await create(page, 'Kept for later');
    await expect(status(page)).toContainText('Kept “Kept for later”. It will be sent when Zoho can be reached.', { timeout: 20_000 });
    await expect(rows(page).filter({ hasText: 'Kept for later' })).toContainText('Waiting to be sent');
    await expect(changesButton(page)).toHaveAccessibleName('1 change waiting');
    await rows(page).filter({ hasText: 'Kept for later' }).getByRole('button').first().click();
    await expect(details(page).getByRole('button', { name: 'Join' })).toBeDisabled();
    await expect(details(page).getByRole('button', { name: 'Start' })).toHaveCount(0);
    await details(page).getByRole('button', { name: 'Open Changes' }).click();
    await expect(items(page)).toHaveCount(1);
    await expect(items(page)).toContainText('Create “Kept for later”');
    await expect(items(page)).toContainText('Waiting for Zoho to be reachable');
    await expect(items(page)).toContainText(/next try in/);
    expect(stored(desk, 'Kept for later')).toHaveLength(0);
    mend();
    await press(page, 'Send now');
    await expect(status(page)).toContainText('All changes were sent', { timeout: 20_000 });
    await expect(panel(page)).toContainText('Nothing waits');
    await press(page, 'Close');
    await expect(changesButton(page)).toHaveCount(0);
    expect(stored(desk, 'Kept for later')).toHaveLength(1);
    await expect(rows(page).filter({ hasText: 'Kept for later' })).toHaveCount(1);
  });

  test('a waiting create can be edited and deleted, and Zoho hears of neither', async ({ desk }) => {
    test.slow();
    const { page } = await atMeetings(desk);
    await expect(rows(page).first()).toBeVisible();
    const mend = cut(desk);
    await create(page, 'First words');
    await expect(rows(page).filter({ hasText: 'First words' })).toContainText('Waiting to be sent', { timeout: 20_000 });
    await rows(page).filter({ hasText: 'First words' }).getByRole('button').first().click();
    await edit(page, { topic: 'Second words' });
    await expect(rows(page).filter({ hasText: 'Second words' })).toHaveCount(1);
    await expect(changesButton(page)).toHaveAccessibleName(/^1 change /);
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page).filter({ hasText: 'words' })).toHaveCount(0);
    await expect(changesButton(page)).toHaveCount(0, { timeout: 15_000 });
    mend();
    expect(writes(desk).filter(({ method }) => method !== 'GET')).toHaveLength(0);
    await expect(page.getByText('All changes were sent')).toHaveCount(0);
  });

  test('an edit of what was read before is kept, and survives a restart', async ({ desk }) => {
    test.slow();
    const { key } = weekly(desk);
    const app = await atWeekly(desk);
    const mend = cut(desk);
    await edit(app.page, { topic: 'Weekly, off-line' });
    await expect(rows(app.page).first()).toContainText('Weekly, off-line');
    await expect(changesButton(app.page)).toBeVisible({ timeout: 20_000 });
    await app.stop();
    const again = await desk.start();
    await goTo(again.page, 'Meetings');
    await expect(changesButton(again.page)).toBeVisible({ timeout: 20_000 });
    await expect(rows(again.page).first()).toContainText('Weekly, off-line');
    await openChanges(again.page);
    await expect(items(again.page)).toContainText('Change “Weekly, off-line”');
    mend();
    await sendNow(again.page);
    await until('the change at Zoho', () => desk.zoho.control.data.get(key)?.topic === 'Weekly, off-line');
    expect(sent(desk, 'PUT')).toHaveLength(1);
    expect(desk.zoho.control.data.get(key)).toMatchObject({ agenda: 'Plan' });
  });

  test('dropping a change asks first, and brings back what Zoho has', async ({ desk }) => {
    test.slow();
    weekly(desk);
    const { page } = await atWeekly(desk);
    const mend = cut(desk);
    await edit(page, { topic: 'Not to be' });
    await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
    await openChanges(page);
    await press(page, 'Drop…');
    await expect(panel(page).getByRole('group', { name: 'Drop this change?' })).toContainText('What Zoho has stays, and your change is lost.');
    await press(page, 'Keep');
    await expect(items(page)).toHaveCount(1);
    await expect(panel(page).getByRole('button', { name: 'Send all now' })).toBeVisible();
    await press(page, 'Drop…');
    await press(page, 'Drop');
    await expect(panel(page)).toContainText('Nothing waits');
    await page.keyboard.press('Escape');
    await expect(rows(page).first()).toContainText('Weekly');
    await expect(page.getByText('All changes were sent')).toHaveCount(0);
    mend();
    expect(sent(desk, 'PUT')).toHaveLength(0);
  });

  test('Open leads from a change to its meeting', async ({ desk }) => {
    test.slow();
    weekly(desk);
    const { page } = await atWeekly(desk);
    const mend = cut(desk);
    await edit(page, { topic: 'To be opened' });
    await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
    await goTo(page, 'Agenda');
    await openChanges(page);
    await press(page, 'Open');
    await expect(panel(page)).toHaveCount(0);
    await expect(details(page)).toContainText('To be opened');
    await expect(details(page)).toContainText('Waiting to be sent');
    mend();
  });

  test('Disconnect says what would be lost, and leaves it to the person', async ({ desk }) => {
    test.slow();
    const app = await atMeetings(desk);
    const { page } = app;
    await expect(rows(page).first()).toBeVisible();
    cut(desk);
    await create(page, 'Nearly lost');
    await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
    const ask = async () => {
      await page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
      await page.getByRole('menuitem', { name: 'Disconnect' }).click();
      await expect(page.getByRole('alertdialog', { name: 'One change has not been sent' })).toBeVisible();
    };
    await ask();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(changesButton(page)).toBeVisible();
    await ask();
    await page.getByRole('button', { name: 'Disconnect anyway' }).click();
    await expect(page.getByRole('button', { name: 'Connect Zoho' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('All changes were sent')).toHaveCount(0);
    desk.zoho.control.faults.clear();
    await connect(app, desk.zoho.client);
    await goTo(page, 'Meetings');
    await expect(rows(page).first()).toBeVisible();
    await expect(changesButton(page)).toHaveCount(0);
    expect(stored(desk, 'Nearly lost')).toHaveLength(0);
  });
});

test('Disconnect asks nothing when nothing waits', async ({ desk }) => {
  const app = await atMeetings(desk);
  await disconnect(app);
});

test('what was refused while it waited is told once, and can be put right', async ({ desk }) => {
  test.slow();
  const { page } = await atMeetings(desk);
  await expect(rows(page).first()).toBeVisible();
  const mend = cut(desk);
  await create(page, 'Refused later');
  await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
  await openChanges(page);
  desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'answer', status: 400, body: { error: { code: 4001, message: 'JSON_PARSE_ERROR' } } } });
  mend();
  await sendNow(page);
  await expect(items(page)).toContainText('Zoho refused these values', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(changesButton(page)).toHaveAccessibleName('1 change needs you');
  // It was seen in the panel.
  await expect(page.getByRole('alert').filter({ hasText: 'was not created' })).toHaveCount(0);
  await openChanges(page);
  await press(page, 'Edit');
  await expect(field(page, 'Topic')).toHaveValue('Refused later');
  await type(page, { topic: 'Put right' });
  await submit(page, 'Save changes');
  await until('it at Zoho', () => stored(desk, 'Put right').length === 1);
  await expect(changesButton(page)).toHaveCount(0, { timeout: 15_000 });
  await expect(rows(page).filter({ hasText: 'Put right' })).toHaveCount(1);
});

test('a refusal of what had waited is told by an alert that leads to it', async ({ desk }) => {
  test.slow();
  const { page } = await atMeetings(desk);
  await expect(rows(page).first()).toBeVisible();
  const mend = cut(desk);
  await create(page, 'Refused unseen');
  await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
  desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'answer', status: 400, body: { error: { code: 4001, message: 'JSON_PARSE_ERROR' } } } });
  mend();
  // The network comes back.
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  const alert = page.getByRole('alert').filter({ hasText: '“Refused unseen” was not created. Zoho refused these values.' });
  await expect(alert).toBeVisible({ timeout: 20_000 });
  await alert.getByRole('button', { name: 'Open Changes' }).click();
  await expect(items(page)).toContainText('Zoho said “JSON_PARSE_ERROR”');
  await page.keyboard.press('Escape');
  await expect(alert).toHaveCount(0);
});

test.describe('a create whose answer was lost', () => {
  const lose = (desk: Desk) => desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'reset' } });

  test('asks, and is created again only when told to', async ({ desk }) => {
    test.slow();
    const { page } = await atMeetings(desk);
    await expect(rows(page).first()).toBeVisible();
    lose(desk);
    await create(page, 'Maybe there');
    const toast = page.getByRole('status').filter({ hasText: 'Zoho’s answer to creating “Maybe there” was lost.' });
    await expect(toast).toBeVisible({ timeout: 40_000 });
    await expect(rows(page).filter({ hasText: 'Maybe there' })).toContainText('Needs your decision');
    await expect(changesButton(page)).toHaveAccessibleName('1 change needs you');
    await page.getByRole('button', { name: 'Open Changes' }).first().click();
    await expect(items(page)).toContainText('found none like it');
    await press(page, 'Look again');
    await expect(items(page)).toContainText('Looking for it at Zoho');
    await expect(items(page)).toContainText('found none like it', { timeout: 40_000 });
    await press(page, 'Create it…');
    await expect(panel(page)).toContainText('stands there twice');
    await press(page, 'Not now');
    expect(writes(desk)).toHaveLength(1);
    await press(page, 'Create it…');
    await press(page, 'Create it');
    await until('it at Zoho', () => stored(desk, 'Maybe there').length === 1, 30_000);
    await expect(panel(page)).toContainText('Nothing waits', { timeout: 20_000 });
    await page.keyboard.press('Escape');
    await expect(rows(page).filter({ hasText: 'Maybe there' })).toHaveCount(1);
    await expect(page.getByText('was lost')).toHaveCount(0);
  });

  test('that was not wanted is dropped', async ({ desk }) => {
    test.slow();
    const { page } = await atMeetings(desk);
    await expect(rows(page).first()).toBeVisible();
    lose(desk);
    await create(page, 'Not wanted');
    await expect(changesButton(page)).toHaveAccessibleName('1 change needs you', { timeout: 40_000 });
    await openChanges(page);
    await press(page, 'Drop…');
    await expect(panel(page)).toContainText('If Zoho has created the meeting, it is in your list and stays there.');
    await press(page, 'Drop');
    await expect(panel(page)).toContainText('Nothing waits');
    await page.keyboard.press('Escape');
    await expect(rows(page).filter({ hasText: 'Not wanted' })).toHaveCount(0);
    expect(stored(desk, 'Not wanted')).toHaveLength(0);
  });
});

test.describe('what was changed at Zoho meanwhile', () => {
  const compare = (page: Page) => page.getByRole('dialog', { name: 'Compare versions' });

  /** Topic and duration changed here, topic and agenda changed there. */
  async function atConflict(desk: Desk): Promise<{ page: Page; key: string }> {
    const theirs = weekly(desk);
    const { page } = await atWeekly(desk);
    await details(page).getByRole('button', { name: 'Edit' }).click();
    await expect(field(page, 'Topic')).toBeVisible();
    await type(page, { topic: 'Mine', duration: '2h' });
    Object.assign(theirs, { topic: 'Theirs <b>bold</b>', agenda: 'Another plan' });
    await submit(page, 'Save changes');
    await expect(page.getByRole('status').filter({ hasText: '“Mine” was changed at Zoho meanwhile.' })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Open Changes' }).first().click();
    await press(page, 'Compare versions…');
    await expect(compare(page)).toBeVisible();
    return { page, key: theirs.key };
  }

  test('is compared field by field, and both can be had', async ({ desk }) => {
    test.slow();
    const { page, key } = await atConflict(desk);
    const row = (name: string) => compare(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await expect(row('Topic')).toContainText('changed by both');
    await expect(row('Topic').getByRole('radio', { name: /Yours/ })).toBeChecked();
    await expect(row('Topic')).toContainText('Theirs <b>bold</b>');
    await expect(row('Agenda').getByRole('radio', { name: /At Zoho/ })).toBeChecked();
    await expect(row('Duration').getByRole('radio', { name: /Yours/ })).toBeChecked();
    await expect(row('Participants').getByRole('radio')).toHaveCount(0);
    const result = compare(page).getByRole('region', { name: 'Result' });
    await expect(result).toContainText('Mine');
    await expect(result).toContainText('2 h');
    await expect(result).toContainText('Another plan');
    await row('Topic').getByRole('radio', { name: /At Zoho/ }).check();
    await compare(page).getByRole('button', { name: 'Save this' }).click();
    await until('both at Zoho', () => desk.zoho.control.data.get(key)?.duration === 2 * hour);
    expect(desk.zoho.control.data.get(key)).toMatchObject({ topic: 'Theirs <b>bold</b>', agenda: 'Another plan' });
    expect(desk.zoho.control.data.get(key)?.participants).toHaveLength(1);
    await expect(panel(page)).toContainText('Nothing waits', { timeout: 15_000 });
  });

  test('is noticed also when Parley has read it while the form was open', async ({ desk }) => {
    test.slow();
    const theirs = weekly(desk);
    const { page } = await atWeekly(desk);
    await details(page).getByRole('button', { name: 'Edit' }).click();
    await expect(field(page, 'Topic')).toBeVisible();
    await type(page, { topic: 'Mine' });
    theirs.topic = 'Theirs';
    await page.evaluate((key) => (window as unknown as { parley: ParleyApi }).parley.getSession({ kind: 'meeting', key, refresh: true }), theirs.key);
    await submit(page, 'Save changes');
    await expect(changesButton(page)).toHaveAccessibleName('1 change needs you', { timeout: 20_000 });
    expect(sent(desk, 'PUT')).toHaveLength(0);
    expect(theirs.topic).toBe('Theirs');
  });

  test('can be kept all mine', async ({ desk }) => {
    test.slow();
    const { page, key } = await atConflict(desk);
    await compare(page).getByRole('button', { name: 'Keep all mine' }).click();
    await compare(page).getByRole('button', { name: 'Save this' }).click();
    await until('mine at Zoho', () => desk.zoho.control.data.get(key)?.topic === 'Mine');
    expect(desk.zoho.control.data.get(key)).toMatchObject({ agenda: 'Plan', duration: 2 * hour });
  });

  test('can be taken all from Zoho, and nothing is sent', async ({ desk }) => {
    test.slow();
    const { page, key } = await atConflict(desk);
    const before = structuredClone(desk.zoho.control.data.get(key));
    await compare(page).getByRole('button', { name: 'Take all from Zoho' }).click();
    await expect(compare(page)).toContainText('Nothing is sent');
    await compare(page).getByRole('button', { name: 'Save this' }).click();
    await expect(panel(page)).toContainText('Nothing waits');
    await page.keyboard.press('Escape');
    await expect(rows(page).first()).toContainText('Theirs <b>bold</b>');
    expect(sent(desk, 'PUT')).toHaveLength(0);
    expect(desk.zoho.control.data.get(key)).toEqual(before);
  });

  test('and is not there any more can be created anew', async ({ desk }) => {
    test.slow();
    const { key } = weekly(desk);
    const { page } = await atWeekly(desk);
    const mend = cut(desk);
    await edit(page, { topic: 'Weekly, revived' });
    await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
    desk.zoho.control.data.remove(key);
    await openChanges(page);
    mend();
    await sendNow(page);
    await expect(items(page)).toContainText('It is not at Zoho any more', { timeout: 20_000 });
    await press(page, 'Create it anew');
    await until('it at Zoho', () => stored(desk, 'Weekly, revived').length === 1, 20_000);
    await expect(panel(page)).toContainText('Nothing waits', { timeout: 20_000 });
  });
});
