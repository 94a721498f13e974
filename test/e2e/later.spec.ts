import { connect, expect, goTo, navigation, test } from './fixtures.ts';

test('what the first paint does not need is read right after it; a part that cannot be read says so', async ({ desk }) => {
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  const cdp = await page.context().newCDPSession(page);
  const requested: string[] = [];
  cdp.on('Network.requestWillBeSent', ({ request }) => requested.push(request.url));
  await cdp.send('Network.enable');
  const read = (part: string) => requested.some((url) => url.includes(`/assets/${part}-`));

  await test.step('nothing is pressed, and it is there', async () => {
    await page.reload();
    for (const part of ['sessions-screen', 'editor-dialog', 'palette-dialog', 'account-items', 'event-details'])
      await expect.poll(() => read(part), part).toBe(true);
    expect(read('import-dialog')).toBe(false);
  });

  await test.step('a screen that cannot be read is no blank window', async () => {
    await cdp.send('Network.setBlockedURLs', { urls: ['*/assets/settings-screen-*'] });
    await page.reload();
    await navigation(page).getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('alert')).toContainText('Parley could not draw this screen');
    await cdp.send('Network.setBlockedURLs', { urls: [] });
    await page.getByRole('button', { name: 'Open it again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
  });

  await test.step('the heading of a screen has the focus when it has come', async () => {
    await goTo(page, 'Meetings');
    await expect(page.getByRole('heading', { level: 1, name: 'Meetings' })).toBeFocused();
  });
});
