import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './app.ts';
import { audit } from './audit.ts';
import { connect, expect, goTo, test } from './fixtures.ts';

const field = (page: Page, name: string) => page.getByRole('dialog').getByRole('textbox', { name, exact: true });
const zoneOf = (page: Page, address: string) => page.getByRole('combobox', { name: `Time zone of ${address}` });
const panel = (page: Page) => page.getByRole('group', { name: 'Fair time' });
const line = (page: Page, address: string) => panel(page).getByRole('listitem').filter({ hasText: address });

async function openNew(page: Page): Promise<void> {
  await goTo(page, 'Meetings');
  await page.getByRole('button', { name: 'New meeting' }).click();
  await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
}

async function invite(page: Page, addresses: string): Promise<void> {
  await field(page, 'Participants').fill(addresses);
  await field(page, 'Participants').press('Enter');
}

test('says whose working hours a time falls outside of, and remembers where people are', async ({ desk }) => {
  const app = await desk.start();
  const { page } = app;
  await connect(app, desk.zoho.client);
  await openNew(page);
  await expect(page.getByRole('button', { name: 'Fair time' })).toHaveCount(0);
  await field(page, 'Date').fill('2027-06-18');
  await field(page, 'Start time').fill('14:00');
  await field(page, 'Duration').fill('1h');
  await page.getByRole('combobox', { name: 'Time zone', exact: true }).fill('Europe/Paris');
  await invite(page, 'Bo@example.test, cy@example.test');
  await page.getByRole('button', { name: 'Fair time' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(3);
  await expect(panel(page).getByRole('listitem').first()).toContainText('ana.ruiz@example.test (you)');
  await expect(line(page, 'Bo@example.test')).toContainText('Time zone not known');

  await zoneOf(page, 'Bo@example.test').fill('tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(line(page, 'Bo@example.test')).toContainText(/9:00 PM, outside working hours|21:00, outside working hours/);
  await zoneOf(page, 'cy@example.test').fill('Madrid');
  await zoneOf(page, 'cy@example.test').press('Tab');
  await expect(zoneOf(page, 'cy@example.test')).toHaveValue('Europe/Madrid');
  await expect(line(page, 'cy@example.test')).toContainText('within working hours');
  await zoneOf(page, 'ana.ruiz@example.test').fill('Europe/Paris');
  await audit(page, 'fair-time-list');
  await zoneOf(page, 'ana.ruiz@example.test').press('Tab');
  await expect(panel(page)).toContainText('Within working hours for 2 of 3');
  await audit(page, 'fair-time');
  const boxes = await Promise.all([panel(page), zoneOf(page, 'cy@example.test')].map((each) => each.boundingBox()));
  const [around, inside] = boxes.map((box) => (box ? box.x + box.width : Number.NaN));
  expect(inside).toBeLessThan(around ?? 0);

  await field(page, 'Start time').fill('9am');
  await expect(panel(page)).toContainText('Within working hours for 3 of 3');
  await field(page, 'Start time').fill('half past never');
  await expect(panel(page)).toContainText('Enter a date, start time and duration');
  await zoneOf(page, 'cy@example.test').fill('nowhere at all');
  await zoneOf(page, 'cy@example.test').press('Tab');
  await expect(line(page, 'cy@example.test')).toContainText('Parley knows no time zone');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await app.stop();

  const again = await desk.start();
  await openNew(again.page);
  await invite(again.page, 'bo@example.test, di@example.test');
  await expect(zoneOf(again.page, 'bo@example.test')).toHaveValue('Asia/Tokyo');
  await expect(zoneOf(again.page, 'di@example.test')).toHaveValue('');
  await zoneOf(again.page, 'bo@example.test').fill('');
  await zoneOf(again.page, 'bo@example.test').press('Tab');
  await expect(line(again.page, 'bo@example.test')).toContainText('Time zone not known');
  const kept = () => JSON.stringify(JSON.parse(readFileSync(join(desk.userData, 'settings.json'), 'utf8')));
  await until('the zone to be forgotten', () => !kept().includes('bo@example.test') && kept().includes('cy@example.test'));
  await again.page.getByRole('button', { name: 'Cancel' }).click();
  await again.page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
  await again.page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await until('disconnecting to forget them all', () => !kept().includes('cy@example.test'));
});

test('a new meeting begins with the duration and time zone from Settings', async ({ desk }) => {
  const app = await desk.start();
  const { page } = app;
  await connect(app, desk.zoho.client);
  await goTo(page, 'Settings');
  const duration = page.getByRole('textbox', { name: 'Default duration' });
  const zone = page.getByRole('combobox', { name: 'Default time zone' });
  await expect(duration).toHaveValue('30m');
  await duration.fill('4 min');
  await duration.press('Enter');
  await expect(page.getByText('Enter 5 minutes at least.')).toBeVisible();
  await duration.fill('50');
  await duration.press('Tab');
  await expect(duration).toHaveValue('50m');
  await zone.fill('Auckland');
  await zone.press('Tab');
  await expect(zone).toHaveValue('Pacific/Auckland');
  await expect(page.getByRole('status')).toContainText('Default time zone saved');
  await audit(page, 'new-meetings');
  await openNew(page);
  await expect(field(page, 'Duration')).toHaveValue('50m');
  await expect(page.getByRole('combobox', { name: 'Time zone', exact: true })).toHaveValue('Pacific/Auckland');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await goTo(page, 'Settings');
  await expect(zone).toHaveValue('Pacific/Auckland');
  await zone.fill('');
  await zone.press('Tab');
  await openNew(page);
  const here = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  await expect(page.getByRole('combobox', { name: 'Time zone', exact: true })).toHaveValue(here);
});
