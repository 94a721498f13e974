import type { Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningApp } from './app.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';

const hour = 3_600_000;
const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const registrants = (page: Page) => details(page).getByRole('list', { name: 'Registrants' }).getByRole('listitem');

const registrant = (email: string, userName: string, status: 0 | 1 | 2 | 3) => ({
  email, userName, status, registerId: email.length + userName, registerKey: userName, registeredAt: Date.UTC(2026, 5, 1, 9, 30),
});

/** One webinar to come, one that is over; the details of one of them are open. */
async function atWebinar(desk: Desk, topic: 'To come' | 'It is over', env = {}): Promise<RunningApp> {
  const { data, clock } = desk.zoho.control;
  const now = Math.floor(clock.now() / 60_000) * 60_000;
  data.clear();
  data.add({
    kind: 'webinar', topic: 'To come', start: now + 48 * hour,
    registrants: [
      registrant('cy@example.test', 'Cy Lind', 1), registrant('dee@example.test', '=HYPERLINK("x")', 0),
      registrant('eve@example.test', 'Eve "E", Ek', 3),
    ],
  });
  data.add({
    kind: 'webinar', topic: 'It is over', start: now - 48 * hour, duration: hour,
    attendance: [
      { email: 'ana.ruiz@example.test', name: 'Ana Ruiz', role: 'presenter', joinTime: now - 48 * hour, leaveTime: now - 47 * hour },
      { email: 'cy@example.test', name: 'Cy Lind', role: 'participant', joinTime: now - 48 * hour, leaveTime: now - 47 * hour },
    ],
  });
  const app = await desk.start(env);
  await connect(app, desk.zoho.client);
  await goTo(app.page, 'Webinars');
  if (topic === 'It is over') await app.page.getByRole('tab', { name: 'Past' }).click();
  await app.page.getByRole('list', { name: 'Webinars' }).getByRole('listitem').filter({ hasText: topic }).getByRole('button').click();
  await expect(details(app.page).getByRole('heading', { name: topic })).toBeVisible();
  return app;
}

const unfold = (page: Page, name: string) => details(page).getByRole('button', { name, exact: true }).click();
const asked = ({ zoho }: Desk, path: RegExp) => zoho.control.log.all().filter((entry) => path.test(entry.path));

test.describe('the people of a webinar', () => {
  test('registrants are read when they are unfolded, and searched', async ({ desk }) => {
    const { page } = await atWebinar(desk, 'To come');
    expect(asked(desk, /registration/)).toEqual([]);
    await unfold(page, 'Registrants');
    await expect(registrants(page)).toHaveCount(3);
    await expect(registrants(page).filter({ hasText: 'Cy Lind' })).toContainText('Approved');
    await expect(registrants(page).filter({ hasText: 'dee@' })).toContainText('Waiting for approval');
    await expect(registrants(page).filter({ hasText: 'eve@' })).toContainText('Cancelled');
    await details(page).getByRole('searchbox', { name: 'Search registrants' }).fill('LIND');
    await expect(registrants(page)).toHaveCount(1);
    await expect(registrants(page)).toContainText('cy@example.test');
  });

  test('a refused list says why, and can be asked for again', async ({ desk }) => {
    const { page } = await atWebinar(desk, 'To come');
    desk.zoho.control.faults.add({ path: /registration/, effect: { kind: 'answer', status: 400, body: { error: { errorCode: 9999, message: 'No' } } } });
    await unfold(page, 'Registrants');
    await expect(details(page).getByRole('alert')).toContainText('Zoho refused');
    await details(page).getByRole('button', { name: 'Try again' }).click();
    await expect(registrants(page)).toHaveCount(3);
  });

  test('two are registered at once, and the one that Zoho refuses is told', async ({ desk }) => {
    const { page } = await atWebinar(desk, 'To come');
    desk.zoho.control.modes.refusedRegistrants = ['gus@example.test'];
    await unfold(page, 'Registrants');
    await expect(registrants(page)).toHaveCount(3);
    await details(page).getByRole('button', { name: 'Register people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Register people' });
    await dialog.getByRole('textbox', { name: 'People' }).fill('flo@@example.test');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(dialog.getByText('There is more than one @')).toBeVisible();
    expect(asked(desk, /register\//)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'People' }).fill('Flo Falk <flo@example.test>\ngus@example.test');
    await dialog.getByRole('switch', { name: 'Send Zoho’s invitation mail' }).check();
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(dialog.getByText('1 of 2 people registered')).toBeVisible();
    const outcome = dialog.getByRole('list', { name: 'Outcome' }).getByRole('listitem');
    await expect(outcome.filter({ hasText: 'flo@example.test' })).toContainText('Registered');
    await expect(outcome.filter({ hasText: 'gus@example.test' })).toContainText('Not registered. Zoho refused this address');
    const [request] = asked(desk, /register\//);
    expect(request?.query['sendMail']).toEqual(['true']);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      registrant: [{ email: 'flo@example.test', firstName: 'Flo', lastName: 'Falk' }, { email: 'gus@example.test' }],
    });
    await dialog.getByRole('button', { name: 'Correct and try again' }).click();
    await expect(dialog.getByRole('textbox', { name: 'People' })).toHaveValue('gus@example.test');
    await page.keyboard.press('Escape');
    await expect(registrants(page)).toHaveCount(4);
  });

  test('a refusal keeps what was typed', async ({ desk }) => {
    const { page } = await atWebinar(desk, 'To come');
    desk.zoho.control.faults.add({ method: 'POST', path: /register/, effect: { kind: 'answer', status: 400, body: { error: { errorCode: 9999, message: 'No' } } } });
    await details(page).getByRole('button', { name: 'Register people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Register people' });
    await dialog.getByRole('textbox', { name: 'People' }).fill('flo@example.test');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText('Zoho refused');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await details(page).getByRole('button', { name: 'Register people' }).click();
    await expect(dialog.getByRole('textbox', { name: 'People' })).toHaveValue('flo@example.test');
  });

  test('they are saved as a file that no spreadsheet runs, and none is written over', async ({ desk }) => {
    const home = join(desk.userData, '..');
    const { page } = await atWebinar(desk, 'To come', { HOME: home });
    for (const name of ['Registrants - To come.csv', 'Registrants - To come (2).csv']) {
      await details(page).getByRole('button', { name: 'Save as CSV' }).click();
      await expect(page.getByRole('status')).toContainText(name);
    }
    const downloads = join(home, 'Downloads');
    expect(readdirSync(downloads).toSorted()).toEqual(['Registrants - To come (2).csv', 'Registrants - To come.csv']);
    const text = readFileSync(join(downloads, 'Registrants - To come.csv'), 'utf8');
    expect(text.startsWith('\uFEFFName,Email,Status,Registered (UTC)\r\n')).toBe(true);
    expect(text.split('\r\n').slice(1, -1).toSorted()).toEqual([
      '"\'=HYPERLINK(""x"")",dee@example.test,pending,2026-06-01 09:30',
      '"Eve ""E"", Ek",eve@example.test,cancelled,2026-06-01 09:30',
      'Cy Lind,cy@example.test,approved,2026-06-01 09:30',
    ].toSorted());
  });

  test('the registration link goes to the clipboard', async ({ desk }) => {
    const app = await atWebinar(desk, 'To come');
    await details(app.page).getByRole('button', { name: 'Copy registration link' }).click();
    await expect(app.page.getByRole('status')).toContainText('Registration link copied');
    const { text = '' } = await app.desktopEntry('clipboard');
    await expect(details(app.page).locator('dl')).toContainText(text);
    expect(text).toMatch(/^https:\/\/[a-z.]+zoho\.com\/.*register/i);
  });

  test('attendees of a past one', async ({ desk }) => {
    const { page } = await atWebinar(desk, 'It is over');
    await unfold(page, 'Attendees');
    const people = details(page).getByRole('list', { name: 'Attendees' }).getByRole('listitem');
    await expect(people).toHaveCount(2);
    await expect(people.filter({ hasText: 'Ana Ruiz' })).toContainText('presenter');
    await expect(people.filter({ hasText: 'Cy Lind' })).toContainText('cy@example.test');
  });
});

test('what Zoho received is told, without anything secret', async ({ desk }) => {
  const { control } = desk.zoho;
  control.data.replace('meeting', [{ topic: 'Stand-up', start: control.clock.now() + 24 * hour }]);
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  await goTo(page, 'Meetings');
  await page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').getByRole('button').click();
  await unfold(page, 'What Zoho received');
  const notes = details(page).getByRole('list', { name: 'Requests, latest first' }).getByRole('listitem');
  await expect(notes.filter({ hasText: 'GET /api/v2/{zsoid}/sessions/{key}.json' }).first()).toContainText('HTTP 200');
  await expect(notes.filter({ hasText: 'PUT' })).toHaveCount(0);
  await details(page).getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Topic' }).fill('Stand-up, later');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(notes.filter({ hasText: 'PUT /api/v2/{zsoid}/sessions/{key}.json' })).toContainText('Zoho agreed');
  const text = await details(page).getByRole('region', { name: 'What Zoho received' }).innerText();
  for (const secret of control.tokens.issued()) expect(text).not.toContain(secret);
  const told = await page.evaluate(
    (key) => (window as unknown as { parley: { getRequests(input: unknown): Promise<unknown> } }).parley.getRequests({ kind: 'meeting', key }),
    control.data.all('meeting')[0]?.key ?? '',
  );
  for (const secret of control.tokens.issued()) expect(JSON.stringify(told)).not.toContain(secret);
});
