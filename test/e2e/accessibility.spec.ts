import type { Page } from '@playwright/test';
import type { ParleyApi } from '../../contract/api.ts';
import { featureScopes } from '../../contract/rules/scopes.ts';
import { tokenFaults } from '../../electron/sandbox/index.ts';
import { until } from './app.ts';
import { audit as auditState, findings, themes } from './audit.ts';
import { askConsent, connect, expect, goTo, navigation, test } from './fixtures.ts';

const hour = 3_600_000;
const audited: string[] = [];

async function audit(page: Page, state: string): Promise<void> {
  await auditState(page, state);
  audited.push(...themes.map((theme) => `${state} (${theme})`));
}

test.describe('axe finds nothing', () => {
  test.afterAll(() => console.log(`States audited: ${audited.join('; ')}`));

  test('before there is a connection', async ({ desk }) => {
    const app = await desk.start();
    const { page } = app;
    await audit(page, 'first run');
    await page.getByRole('button', { name: 'Connect Zoho' }).click();
    await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused();
    await audit(page, 'first run, field errors');
    await page.getByRole('button', { name: 'How to register a client' }).click();
    await audit(page, 'first run, guide open');
    const consent = await askConsent(app, desk.zoho.client);
    await audit(page, 'connecting');
    expect(await findings(consent), 'the sandbox’s consent page').toEqual([]);
    await consent.getByRole('button', { name: 'Reject' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await audit(page, 'declined');
  });

  for (const view of ['Meetings', 'Webinars'] as const) {
    test(`with ${view} populated`, async ({ desk }) => {
      const app = await desk.start();
      await connect(app, desk.zoho.client);
      const { page } = app;
      await goTo(page, view);
      const first = page.getByRole('list', { name: view }).getByRole('listitem').first();
      await expect(first).toBeVisible();
      await audit(page, `${view}, populated`);
      await first.getByRole('button').click();
      await expect(page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Copy invitation' })).toBeVisible();
      await audit(page, `${view}, details open`);
      await page.getByRole('tab', { name: 'Past' }).click();
      await audit(page, `${view}, past`);
      await page.getByRole('searchbox', { name: 'Search' }).fill('nothing like it');
      await expect(page.getByText('Nothing found')).toBeVisible();
      await audit(page, `${view}, nothing found`);
    });
  }

  test('with changes that wait and ask', async ({ desk }) => {
    test.slow();
    const { control } = desk.zoho;
    const [theirs] = control.data.replace('meeting', [{ topic: 'Weekly', start: control.clock.now() + 30 * hour, agenda: 'Plan' }]);
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    await goTo(page, 'Meetings');
    await page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first().getByRole('button').first().click();
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Topic' }).fill('Mine');
    Object.assign(theirs ?? {}, { topic: 'Theirs', agenda: 'A line of it\n'.repeat(40) });
    await page.getByRole('button', { name: 'Save changes' }).click();
    const changes = page.getByRole('button', { name: '1 change needs you' });
    await expect(changes).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('was changed at Zoho meanwhile')).toBeVisible();
    await audit(page, 'a change asks');
    await goTo(page, 'Agenda');
    await page.getByRole('radio', { name: 'Week' }).click({ force: true });
    await expect(page.getByRole('button', { name: /^Mine,/ }).first()).toHaveAccessibleDescription(/Needs your answer/);
    await audit(page, 'agenda, a change asks');
    await changes.click();
    const panel = page.getByRole('dialog', { name: 'Changes' });
    await audit(page, 'changes');
    await panel.getByRole('button', { name: 'Drop…' }).click();
    await audit(page, 'changes, dropping one');
    await panel.getByRole('button', { name: 'Keep' }).click();
    await panel.getByRole('button', { name: 'Compare versions…' }).click();
    await expect(page.getByRole('dialog', { name: 'Compare versions' })).toBeVisible();
    await audit(page, 'comparing versions');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
    await page.getByRole('menuitem', { name: 'Disconnect' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await audit(page, 'disconnecting with changes');
  });

  test('with the people of a webinar', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    const details = page.getByRole('region', { name: 'Details' });
    desk.zoho.control.modes.refusedRegistrants = ['gus@example.test'];
    await goTo(page, 'Webinars');
    await page.getByRole('list', { name: 'Webinars' }).getByRole('listitem').first().getByRole('button').click();
    await details.getByRole('button', { name: 'Registrants', exact: true }).click();
    await expect(details.getByRole('list', { name: 'Registrants' })).toBeVisible();
    await details.getByRole('button', { name: 'What Zoho received' }).click();
    await expect(details.getByRole('list', { name: 'Requests, latest first' })).toBeVisible();
    await audit(page, 'registrants and requests unfolded');
    await details.getByRole('searchbox', { name: 'Search registrants' }).fill('nothing like it');
    await details.getByRole('button', { name: 'Register people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Register people' });
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(dialog.getByText('Enter at least one e-mail address.')).toBeVisible();
    await audit(page, 'register people, field error');
    await dialog.getByRole('textbox', { name: 'People' }).fill('flo@example.test, gus@example.test');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(dialog.getByRole('list', { name: 'Outcome' })).toBeVisible();
    await audit(page, 'register people, outcome');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('tab', { name: 'Past' }).click();
    await page.getByRole('list', { name: 'Webinars' }).getByRole('listitem').first().getByRole('button').click();
    const remove = desk.zoho.control.faults.add({ path: /attendee/, effect: { kind: 'answer', status: 400, body: { error: { errorCode: 9999, message: 'No' } } } });
    await details.getByRole('button', { name: 'Attendees', exact: true }).click();
    await expect(details.getByRole('alert')).toBeVisible();
    await audit(page, 'attendees, error');
    remove();
    await details.getByRole('button', { name: 'Try again' }).click();
    await expect(details.getByRole('list', { name: 'Attendees' })).toBeVisible();
    await audit(page, 'attendees');
  });

  test('with the agenda and the settings populated', async ({ desk }) => {
    test.slow();
    const { control } = desk.zoho;
    for (let index = 0; index < 5; index += 1) control.data.add({ topic: `At once ${index}`, start: control.clock.now() + hour, duration: hour });
    control.data.add({ topic: 'A day and a night', start: control.clock.now() - 2 * hour, duration: 24 * hour });
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await audit(page, 'agenda, day');
    await page.getByRole('radio', { name: 'Week' }).click({ force: true });
    await expect(page.locator('[data-date]')).toHaveCount(7);
    await audit(page, 'agenda, week');
    await page.evaluate(() => (window as unknown as { parley: ParleyApi }).parley.updateSettings({ secondTimeZone: 'Asia/Kolkata' }));
    await expect(page.locator('.rail')).toHaveCount(2);
    await page.getByRole('button', { name: /more, from/ }).first().click();
    await expect(page.getByRole('dialog', { name: /more, from/ })).toBeVisible();
    await audit(page, 'agenda, a crowd listed beside two zones');
    await page.keyboard.press('Escape');
    await page.locator('.part-now .part-button').first().click();
    await expect(page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Copy invitation' })).toBeVisible();
    await audit(page, 'agenda, week with details');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 860, height: 600 });
    await page.context().setOffline(true);
    await expect(page.getByText('You are offline.')).toBeVisible();
    await audit(page, 'agenda, narrow and off-line');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: /^Time zones/ }).click();
    await expect(page.getByRole('combobox', { name: 'Agenda in' })).toBeVisible();
    await audit(page, 'agenda, time zones open');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'List' }).click({ force: true });
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await audit(page, 'agenda, list');
    await page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
    await audit(page, 'account menu open');
    await page.keyboard.press('Escape');
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Run self-check' }).click();
    await expect(page.getByRole('list', { name: 'Self-check' })).toBeVisible();
    await audit(page, 'settings, self-check done');
  });

  test('with nothing there', async ({ desk }) => {
    desk.zoho.control.data.clear();
    const app = await desk.start({ PARLEY_HOST_KEYSTORE: 'basic' });
    await connect(app, desk.zoho.client);
    await expect(app.page.getByText('Nothing ahead')).toBeVisible();
    await audit(app.page, 'agenda, empty, memory-only notice');
    await goTo(app.page, 'Meetings');
    await audit(app.page, 'Meetings, empty');
    await goTo(app.page, 'Webinars');
    await audit(app.page, 'Webinars, empty');
  });

  test('with trouble', async ({ desk }) => {
    const { control } = desk.zoho;
    control.data.replace('meeting', [{ topic: 'One', start: control.clock.now() + hour }]);
    control.modes.grantOnly = ['ZohoMeeting.manageOrg.READ', ...featureScopes.meetings];
    const remove = control.faults.add({ path: /sessions\.json/, times: Infinity, effect: { kind: 'answer', status: 400, body: { error: { errorCode: 9999, message: 'No' } } } });
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    await goTo(page, 'Meetings');
    await expect(page.getByRole('alert').first()).toBeVisible();
    await audit(page, 'Meetings, error without anything kept');
    remove();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByRole('list', { name: 'Meetings' }).getByRole('listitem')).toHaveCount(1);
    await goTo(page, 'Webinars');
    await audit(page, 'Webinars, not permitted');
    await goTo(page, 'Meetings');
    await page.context().setOffline(true);
    await expect(page.getByText('You are offline.')).toBeVisible();
    await audit(page, 'off-line');
    await page.context().setOffline(false);
    control.invalidateAccessTokens();
    const throttle = control.faults.add({ path: '/oauth/v2/token', times: Infinity, effect: tokenFaults.throttled });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText('Zoho asks for a pause.').first()).toBeVisible();
    await audit(page, 'throttled, stale');
    throttle();
  });

  test('with a dead session', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    await goTo(page, 'Meetings');
    await expect(page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();
    desk.zoho.control.killRefreshToken();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('button', { name: 'Reconnect' }).first()).toBeVisible();
    await audit(page, 'reconnect needed');
    await page.getByRole('button', { name: 'Reconnect' }).first().click();
    await app.consent();
    await audit(page, 'reconnecting');
  });

  test('in the form', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    await goTo(page, 'Meetings');
    await page.getByRole('button', { name: 'New meeting' }).click();
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await audit(page, 'new meeting');
    await page.getByRole('button', { name: 'Choose date' }).click();
    await expect(page.getByRole('dialog', { name: 'Choose date' })).toBeVisible();
    await audit(page, 'new meeting, choosing the date');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Participants' }).fill('bo@example.test, nobody@, ');
    await page.getByRole('textbox', { name: 'Date', exact: true }).fill('2020-01-01');
    await page.getByRole('button', { name: 'Create meeting' }).click();
    await expect(page.getByRole('textbox', { name: 'Topic' })).toBeFocused();
    await audit(page, 'new meeting, field errors');
  });

  test('while several are chosen and deleted', async ({ desk }) => {
    const { control } = desk.zoho;
    control.faults.add({ method: 'DELETE', path: /sessions/, times: Infinity, effect: { kind: 'answer', status: 403, body: { error: { errorCode: 3001, message: 'No', key: 'UNAUTHORIZED_USER' } } } });
    control.data.replace('meeting', [1, 2, 3].map((each) => ({ topic: `Number ${each}`, start: control.clock.now() + each * hour })));
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const { page } = app;
    await goTo(page, 'Meetings');
    await page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first().getByRole('button').focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('group', { name: 'Selection' })).toBeVisible();
    await audit(page, 'Meetings, three selected');
    await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(await findings(page), 'deleted, to be undone').toEqual([]);
    await expect(page.getByRole('alert').filter({ hasText: 'Number 1' })).toBeVisible({ timeout: 15_000 });
    await audit(page, 'Meetings, report of a failed deletion');
  });

  test('in the sandbox', async ({ desk }) => {
    const app = await desk.start();
    await app.page.getByRole('button', { name: 'Try the sandbox' }).click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await expect(navigation(app.page)).toBeVisible();
    await audit(app.page, 'sandbox banner');
    await goTo(app.page, 'Settings');
    await audit(app.page, 'sandbox, settings');
  });
});

test('the keyboard alone goes from first run to a copied invitation and out again', async ({ desk }) => {
  const app = await desk.start();
  const { page } = app;
  const press = (key: string) => page.keyboard.press(key);
  const focused = () => page.evaluate(() => {
    const at = document.activeElement;
    return { role: at?.getAttribute('role') ?? at?.tagName.toLowerCase() ?? '', name: at?.getAttribute('aria-label') ?? (at as HTMLInputElement | null)?.labels?.[0]?.textContent ?? at?.textContent ?? '', ring: at ? getComputedStyle(at).outlineStyle !== 'none' || at.matches(':focus-visible') : false };
  });
  /** Presses a key until the focus is on something of that name; the ring must show on the way. */
  const reach = async (name: RegExp, key = 'Tab') => {
    for (let step = 0; step < 40; step += 1) {
      const at = await focused();
      if (name.test(at.name)) return expect(at.ring, `focus ring on ${at.name}`).toBe(true);
      await press(key);
    }
    throw new Error(`${key} never reached ${name}; last on ${(await focused()).name}`);
  };

  await expect(page.getByRole('heading', { name: 'Parley' })).toBeVisible();
  await reach(/^Client ID/);
  await page.keyboard.type(desk.zoho.client.clientId);
  await reach(/^Client secret/);
  await page.keyboard.type(desk.zoho.client.clientSecret);
  await press('Enter');
  const consent = await app.consent();
  const accept = consent.getByRole('button', { name: 'Accept' });
  await accept.focus();
  await consent.keyboard.press('Enter').catch(() => undefined);
  await expect(navigation(page)).toBeVisible();
  await reach(/^Meetings$/);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Meetings' })).toBeVisible();
  await press('/');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await press('Escape');
  const rows = page.getByRole('list', { name: 'Meetings' }).getByRole('listitem');
  await expect(rows.first()).toBeVisible();
  const first = await rows.first().getAttribute('aria-label');
  await reach(new RegExp(`^${(first ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  await press('ArrowDown');
  await expect(rows.nth(1).getByRole('button')).toBeFocused();
  await press('End');
  await press('Home');
  await expect(rows.first().getByRole('button')).toBeFocused();
  await press('Enter');
  await expect(page.getByRole('region', { name: 'Details' })).toBeVisible();
  await reach(/^Copy invitation$/);
  await press('Enter');
  expect((await app.desktopEntry('clipboard')).text).toContain('Join: https://');
  await press('Escape');
  await expect(page.getByRole('region', { name: 'Details' })).toHaveCount(0);
  await expect(rows.first().getByRole('button')).toBeFocused();
  await reach(/Account: /, 'Shift+Tab');
  await press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Disconnect' })).toBeVisible();
  await reach(/^Disconnect$/, 'ArrowDown');
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Connect Zoho' })).toBeVisible();
  await until('the token to be revoked', () => desk.zoho.control.tokens.liveRefreshTokens().length === 0);
});
