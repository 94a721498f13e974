import type { Page } from '@playwright/test';
import { audit } from './audit.ts';
import { connect, expect, goTo, test } from './fixtures.ts';
import { field, sent, status } from './form.ts';

const box = (page: Page) => field(page, 'Quick create');
const asked = (page: Page, name: string | RegExp) => page.getByRole('group', { name });
const marks = (page: Page) => page.locator('.quick-mark').allTextContents();

test('one line fills the form, asks what it leaves open, and sends nothing by itself', async ({ desk }) => {
  desk.zoho.control.data.clear();
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  await goTo(page, 'Meetings');

  await test.step('opens by its key with the focus in the line, which is no text in a search box', async () => {
    await page.keyboard.press('q');
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await expect(box(page)).toBeFocused();
  });

  await test.step('fills the fields as it is typed', async () => {
    await box(page).fill('Design review 19 June 2027 3pm 45m with ana@example.test, bo@example.test in Tokyo');
    await expect(field(page, 'Topic')).toHaveValue('Design review');
    await expect(field(page, 'Date')).toHaveValue('2027-06-19');
    await expect(field(page, 'Start time')).toHaveValue('15:00');
    await expect(field(page, 'Duration')).toHaveValue('45m');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo');
    await expect(page.getByRole('list', { name: 'Addresses' }).getByRole('listitem')).toHaveCount(2);
    expect(await marks(page)).toEqual(['19 June 2027', '3pm', '45m', 'ana@example.test', 'bo@example.test', 'Tokyo']);
    await expect(box(page)).toHaveAccessibleDescription(/15:00–15:45 · Tokyo · 2 people/);
    await expect(status(page)).toContainText('15:00–15:45 · Tokyo · 2 people');
    await audit(page, 'quick-read');
  });

  await test.step('what it no longer says goes back; what was changed by hand stays', async () => {
    const usual = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
    await field(page, 'Topic').fill('My own words');
    await box(page).fill('Design review 19 June 2027 4pm with ana@example.test');
    await expect(field(page, 'Start time')).toHaveValue('16:00');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue(usual);
    await expect(page.getByRole('list', { name: 'Addresses' }).getByRole('listitem')).toHaveCount(1);
    await expect(field(page, 'Topic')).toHaveValue('My own words');
    await page.getByRole('button', { name: 'Take from the line' }).click();
    await expect(field(page, 'Topic')).toHaveValue('Design review');
  });

  await test.step('asks about letters of several zones; Enter goes to the question, and then to the button', async () => {
    await box(page).fill('Design review 19 June 2027 4pm CST 30m');
    const question = asked(page, /“CST” is used in several time zones/);
    await expect(question.getByRole('button')).toHaveText(['Chicago, UTC-05:00', 'Havana, UTC-04:00', 'Shanghai, UTC+08:00']);
    await audit(page, 'quick-asked');
    await box(page).press('Enter');
    await expect(question.getByRole('button').first()).toBeFocused();
    await question.getByRole('button', { name: /Shanghai/ }).press('Enter');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Shanghai');
    await expect(question).toBeHidden();
    await expect(box(page)).toBeFocused();
    expect(sent(desk, 'POST')).toEqual([]);
    await box(page).press('Enter');
    await expect(page.getByRole('button', { name: 'Create meeting' })).toBeFocused();
    expect(sent(desk, 'POST')).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(status(page)).toContainText('Created “Design review”');
    expect(sent(desk, 'POST')).toHaveLength(1);
    expect(sent(desk, 'POST')[0]).toMatchObject({ topic: 'Design review', startTime: 'Jun 19, 2027 04:00 PM', timezone: 'Asia/Shanghai' });
  });

  await test.step('from the palette, for a webinar, which the line itself may ask for', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search actions and meetings' }).fill('quick');
    await page.keyboard.press('Enter');
    await expect(box(page)).toBeFocused();
    await box(page).fill('Webinar Onboarding 19 June 2027 10:00 1h');
    await field(page, 'Agenda').fill('Who we are');
    await page.getByRole('button', { name: 'Make it a webinar' }).click();
    await expect(page.getByRole('dialog', { name: 'New webinar' })).toBeVisible();
    await expect(field(page, 'Topic')).toHaveValue('Onboarding');
    await expect(field(page, 'Agenda')).toHaveValue('Who we are');
    await expect(box(page)).toHaveValue('Webinar Onboarding 19 June 2027 10:00 1h');
    await box(page).fill('Webinar Onboarding 19 June 2027 11:00 1h');
    await expect(field(page, 'Start time')).toHaveValue('11:00');
  });

  await test.step('Escape keeps what the line filled, as a draft', async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('q');
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await box(page).fill('Long line about nothing in particular, with so many words that the box has to be scrolled to the end of it all, tomorrow 15:00');
    const [text, under] = await Promise.all([
      box(page).evaluate((element) => element.scrollLeft),
      page.locator('.quick-marks').evaluate((element) => element.scrollLeft),
    ]);
    expect(under).toBe(text);
    await box(page).fill('Gap 28 March 2027 02:30 in Paris');
    await expect(asked(page, /Clocks skip this time/).getByRole('button')).toHaveText([/01:30/, /03:30/]);
    await asked(page, /Clocks skip this time/).getByRole('button', { name: /03:30/ }).click();
    await expect(field(page, 'Start time')).toHaveValue('03:30');
  });
});
