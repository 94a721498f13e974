import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenFaults } from '../../electron/sandbox/index.ts';
import { connect, expect, goTo, test } from './fixtures.ts';

test.describe('settings', () => {
  test('show the account, its data centre and what Parley may do', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await goTo(app.page, 'Settings');
    const main = app.page.getByRole('main');
    for (const words of ['ana.ruiz@example.test', 'Example Org', 'United States', 'Encrypted on this computer'])
      await expect(main.getByText(words).first()).toBeVisible();
    await expect(main.getByRole('listitem').filter({ hasText: 'Webinars: on' })).toBeVisible();
  });

  test('change the appearance at once and keep it', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await goTo(app.page, 'Settings');
    const dark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches || document.documentElement.dataset.appearance === 'dark');
    await app.page.getByText('Dark', { exact: true }).click();
    await expect.poll(dark).toBe(true);
    await app.page.getByText('Light', { exact: true }).click();
    await expect.poll(dark).toBe(false);
    await app.page.getByText('Dark', { exact: true }).click();
    await expect.poll(dark).toBe(true);
    await app.stop();
    const again = await desk.start();
    await goTo(again.page, 'Settings');
    await expect(again.page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  });

  test('choose the system browser for the next consent', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await goTo(app.page, 'Settings');
    await app.page.getByText('System browser', { exact: true }).click();
    await app.page.getByRole('button', { name: 'Reconnect' }).click();
    const { url = '' } = await app.desktopEntry('openExternal');
    expect(new URL(url).searchParams.get('redirect_uri')).toBe('http://127.0.0.1:8901/callback');
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.page.getByText(/stopped before Zoho answered/)).toBeVisible();
    await expect(app.page.getByRole('button', { name: 'Account: ana.ruiz@example.test' })).toBeVisible();
  });

  test('the self-check says all is well when it is', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await goTo(app.page, 'Settings');
    await app.page.getByRole('button', { name: 'Run self-check' }).click();
    const checks = app.page.getByRole('list', { name: 'Self-check' }).getByRole('listitem');
    await expect(checks).toHaveCount(14);
    const names = [
      'Client', 'Redirect URI', 'Data centre', 'Session', 'Organisation', 'Meetings(?! in)', 'Webinars', 'Calendar',
      'Free and busy times', 'Meetings in events', 'Recordings', 'Zoho', 'Clock', 'Key store',
    ];
    for (const name of names) await expect(checks.filter({ hasText: new RegExp(`^${name}`) })).toHaveCount(1);
    await expect(checks.filter({ hasText: 'Needs a fix' })).toHaveCount(0);
  });

  test('the self-check finds a clock that is off, and a Zoho that does not answer', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await goTo(app.page, 'Settings');
    desk.zoho.control.modes.dateSkew = 3 * 3_600_000;
    await app.page.getByRole('button', { name: 'Run self-check' }).click();
    const check = (name: string) => app.page.getByRole('list', { name: 'Self-check' }).getByRole('listitem').filter({ hasText: new RegExp(`^${name}`) });
    await expect(check('Clock')).toContainText('Needs a fix');
    await expect(check('Clock')).toContainText(/180 min behind/);
    desk.zoho.control.modes.dateSkew = 0;
    desk.zoho.control.faults.add({ path: /user\.json/, times: 9, effect: { kind: 'reset' } });
    await app.page.getByRole('button', { name: 'Run self-check' }).click();
    await expect(check('Zoho')).toContainText('Needs a fix');
    await expect(check('Clock')).toContainText('Good');
  });

  test('the self-check finds a dead session', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    desk.zoho.control.killRefreshToken();
    desk.zoho.control.faults.add({ path: '/oauth/v2/token', times: 9, effect: tokenFaults.invalidCode });
    await goTo(app.page, 'Settings');
    await app.page.getByRole('button', { name: 'Run self-check' }).click();
    await expect(app.page.getByRole('list', { name: 'Self-check' }).getByRole('listitem').filter({ hasText: /^Session/ })).toContainText('Needs a fix');
  });
});

for (const file of ['settings', 'vault'] as const) {
  test(`a damaged ${file} file is set aside, said once, and Parley starts clean`, async ({ desk }) => {
    mkdirSync(desk.userData, { recursive: true });
    writeFileSync(join(desk.userData, `${file}.json`), '{"broken": ');
    const app = await desk.start();
    await expect(app.page.getByRole('button', { name: 'Connect Zoho' })).toBeVisible();
    await expect(app.page.getByText(new RegExp(`${file}\\.json\\.corrupt-`))).toBeVisible();
    const aside = readdirSync(desk.userData).find((name) => name.startsWith(`${file}.json.corrupt-`));
    expect(readFileSync(join(desk.userData, aside ?? ''), 'utf8')).toBe('{"broken": ');
    await app.stop();
    const again = await desk.start();
    await expect(again.page.getByRole('button', { name: 'Connect Zoho' })).toBeVisible();
    await expect(again.page.getByText(/corrupt-/)).toHaveCount(0);
  });
}
