import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenFaults } from '../../electron/sandbox/index.ts';
import { until } from './app.ts';
import { connect, connectButton, disconnect, expect, navigation, test, tokenCalls } from './fixtures.ts';

test.describe('a session', () => {
  test('is kept across a restart without asking Zoho for a token', async ({ desk }) => {
    const first = await desk.start();
    await connect(first, desk.zoho.client);
    await first.stop();
    desk.zoho.control.log.clear();
    const second = await desk.start();
    await expect(navigation(second.page)).toBeVisible();
    await second.page.getByRole('link', { name: 'Meetings' }).click();
    await expect(second.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();
    expect(desk.zoho.control.log.find({ path: '/oauth/v2/token' })).toEqual([]);
    const vault = readFileSync(join(desk.userData, 'vault.json'), 'utf8');
    for (const secret of desk.zoho.control.tokens.issued()) expect(vault).not.toContain(secret);
  });

  test('is refreshed once when Zoho refuses the token', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    desk.zoho.control.invalidateAccessTokens();
    await app.page.getByRole('link', { name: 'Meetings' }).click();
    await app.page.getByRole('tab', { name: 'Past' }).click();
    // The agenda may have read it already: then rows are there before the answer is.
    await app.page.getByRole('button', { name: 'Refresh' }).click();
    await expect(app.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();
    await expect.poll(() => tokenCalls(desk, 'refresh_token').length).toBeGreaterThan(0);
    expect(tokenCalls(desk, 'refresh_token')).toHaveLength(1);
    expect(tokenCalls(desk, 'refresh_token')[0]?.form.redirect_uri).toEqual(['parley://oauth/callback']);
  });

  test('that is dead asks to reconnect, keeps the rest, and the replaced grant is revoked', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await app.page.getByRole('link', { name: 'Meetings' }).click();
    const rows = app.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem');
    await expect(rows.first()).toBeVisible();
    desk.zoho.control.killRefreshToken();
    await app.page.getByRole('button', { name: 'Refresh' }).click();
    const reconnect = app.page.getByRole('button', { name: 'Reconnect' });
    await expect(reconnect.first()).toBeVisible();
    await expect(rows.first()).toBeVisible();
    const before = desk.zoho.control.log.count({ path: '/oauth/v2/token/revoke' });
    await reconnect.first().click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await expect(reconnect).toHaveCount(0);
    await until('the old token to be revoked', () => desk.zoho.control.log.count({ path: '/oauth/v2/token/revoke' }) > before);
    expect(desk.zoho.control.tokens.liveRefreshTokens()).toHaveLength(1);
  });

  test('that Zoho throttles says until when, and stays connected', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    desk.zoho.control.invalidateAccessTokens();
    desk.zoho.control.faults.add({ path: '/oauth/v2/token', times: 9, effect: tokenFaults.throttled });
    await app.page.getByRole('link', { name: 'Meetings' }).click();
    await app.page.getByRole('button', { name: 'Refresh' }).click();
    await app.page.getByRole('tab', { name: 'Past' }).click();
    await expect(app.page.getByText(/no new access|no more access/i).first()).toBeVisible();
    await expect(navigation(app.page)).toBeVisible();
    expect(tokenCalls(desk, 'refresh_token')).toHaveLength(1);
  });

  test('stays in memory where the system has no real encryption, which is said once', async ({ desk }) => {
    const basic = { PARLEY_HOST_KEYSTORE: 'basic' };
    const first = await desk.start(basic);
    await connect(first, desk.zoho.client);
    await expect(first.page.getByText(/memory/i).first()).toBeVisible();
    await first.stop();
    const second = await desk.start(basic);
    await expect(connectButton(second)).toBeVisible();
    expect(readFileSync(join(desk.userData, 'vault.json'), 'utf8')).not.toContain('ciphertext');
  });

  test('waits for a vault that the system does not open, and comes back with it', async ({ desk }) => {
    const first = await desk.start();
    await connect(first, desk.zoho.client);
    await first.stop();
    const locked = await desk.start({ PARLEY_HOST_KEYSTORE: 'locked' });
    await expect(locked.page.getByText('The key vault is locked.')).toBeVisible();
    await expect(connectButton(locked)).toBeVisible();
    await locked.stop();
    const again = await desk.start();
    await expect(navigation(again.page)).toBeVisible();
  });

  test('is revoked and forgotten on Disconnect', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    await disconnect(app);
    expect(desk.zoho.control.tokens.liveRefreshTokens()).toEqual([]);
    await app.stop();
    const again = await desk.start();
    await expect(connectButton(again)).toBeVisible();
    await expect(again.page.getByRole('textbox', { name: 'Client ID' })).toHaveValue(desk.zoho.client.clientId);
  });

  test('is forgotten also when Zoho cannot be told, and that is said', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    desk.zoho.control.faults.add({ path: '/oauth/v2/token/revoke', times: 9, effect: { kind: 'reset' } });
    await disconnect(app);
    await expect(app.page.getByText(/could not be told|could not be reached|was not told/i).first()).toBeVisible();
  });
});
