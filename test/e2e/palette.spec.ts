import type { Page } from '@playwright/test';
import { findings, themes } from './audit.ts';
import { connect, expect, goTo, test } from './fixtures.ts';

const hour = 3_600_000;
const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' });
const box = (page: Page) => page.getByRole('combobox', { name: 'Search actions and meetings' });
const marked = (page: Page) => palette(page).getByRole('option', { selected: true });
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const details = (page: Page) => page.getByRole('region', { name: 'Details' });

/** Turns the theme through the palette itself. */
async function turn(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.keyboard.press('Control+k');
  await box(page).fill(`appearance ${theme}`);
  await page.keyboard.press('Enter');
  await page.waitForFunction((wanted) => matchMedia('(prefers-color-scheme: dark)').matches === (wanted === 'dark'), theme);
  await expect(palette(page)).toBeHidden();
}

test('the palette finds actions and meetings; the sheet shows every key', async ({ desk }) => {
  const { control, client } = desk.zoho;
  const now = control.clock.now();
  control.data.clear();
  for (const [topic, from] of [['Weekly review', 30], ['Réunion d’équipe', 5], ['Budget', 2], ['Vertrag: Größe', 50]] as const)
    control.data.add({ topic, start: now + from * hour });
  control.data.add({ kind: 'webinar', topic: 'Weekly reviewers’ webinar', start: now + 40 * hour });
  control.data.add({ topic: 'Stand-up that runs', start: now - hour / 4, duration: hour });
  const app = await desk.start();
  await connect(app, client);
  const { page } = app;

  await test.step('opens by its key, gives the focus back on Escape', async () => {
    await goTo(page, 'Meetings');
    await expect(page.getByRole('list', { name: 'Meetings' }).getByRole('listitem')).toHaveCount(5);
    const search = page.getByRole('searchbox', { name: 'Search' });
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await expect(palette(page).getByRole('group', { name: 'On now and next' }).getByRole('option').first()).toContainText('Stand-up that runs');
    await expect(palette(page).getByRole('option', { name: 'Go to Webinars' })).toContainText('Ctrl');
    await page.keyboard.press('Escape');
    await expect(palette(page)).toBeHidden();
    await expect(search).toBeFocused();
  });

  await test.step('goes round with the arrow keys', async () => {
    await page.keyboard.press('Control+k');
    await expect(marked(page)).toContainText('Stand-up that runs');
    const last = palette(page).getByRole('option').last();
    await page.keyboard.press('ArrowUp');
    await expect(last).toHaveAttribute('aria-selected', 'true');
    await expect(last).toBeInViewport();
    await page.keyboard.press('ArrowDown');
    await expect(marked(page)).toContainText('Stand-up that runs');
  });

  await test.step('finds a meeting by a few letters of it, and opens it', async () => {
    await box(page).fill('wkrev');
    await expect(palette(page).getByRole('option')).toHaveCount(2);
    await box(page).fill('groesse');
    await expect(palette(page).getByText('Nothing is called “groesse”')).toBeVisible();
    await box(page).fill('reunion eq');
    await expect(marked(page)).toContainText('Réunion d’équipe');
    await page.keyboard.press('Enter');
    await expect(details(page).getByRole('heading', { level: 2 })).toHaveText('Réunion d’équipe');
    await expect(details(page).getByRole('heading', { level: 2 })).toBeFocused();
  });

  await test.step('takes the best even when Enter comes before the answer', async () => {
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await page.keyboard.insertText('budg');
    await page.keyboard.press('Enter');
    await expect(details(page).getByRole('heading', { level: 2 })).toHaveText('Budget');
  });

  await test.step('runs what can be done with the open meeting', async () => {
    await page.keyboard.press('Control+k');
    await box(page).fill('copy inv');
    await expect(marked(page)).toContainText('Budget');
    await page.keyboard.press('Enter');
    const { text } = await app.desktopEntry('clipboard');
    expect(text).toContain('Budget');
    await page.keyboard.press('e');
    const form = page.getByRole('dialog', { name: 'Edit meeting' });
    await expect(form.getByRole('textbox', { name: 'Topic' })).toHaveValue('Budget');
    // A form comes first: neither the key nor the menu opens anything over it.
    await page.keyboard.press('Control+k');
    await expect(page.getByText('Close what is open first')).toBeVisible();
    await app.clickMenu('Delete Session');
    await expect(palette(page)).toBeHidden();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await expect(details(page).getByRole('heading', { level: 2 })).toHaveText('Budget');
  });

  await test.step('joins with Ctrl+Enter', async () => {
    await page.keyboard.press('Control+k');
    await box(page).fill('stand up runs');
    await expect(marked(page)).toContainText('On now');
    await page.keyboard.press('Control+Enter');
    const { url = '' } = await app.desktopEntry('openExternal');
    expect(new URL(url).hostname).toMatch(/\.zoho\.com$/);
  });

  await test.step('goes and does from anywhere', async () => {
    await page.keyboard.press('Control+3');
    await expect(page.getByRole('heading', { level: 1, name: 'Webinars' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await box(page).fill('show week');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: 'Week' })).toBeChecked();
    await page.keyboard.press('Control+k');
    await box(page).fill('self check');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Self-check' })).toBeVisible();
  });

  await test.step('the menu asks the page', async () => {
    await app.clickMenu('Copy Invitation');
    await expect(page.getByText('Open a meeting or webinar first')).toBeVisible();
    await app.clickMenu('Command Palette…');
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await app.clickMenu('New Webinar');
    await expect(page.getByRole('dialog', { name: 'New webinar' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
    await page.getByRole('menuitem', { name: 'Command palette' }).click();
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Account: ana.ruiz@example.test' })).toBeFocused();
  });

  await test.step('? shows the keys, and which of them are switched off', async () => {
    await goTo(page, 'Settings');
    await page.keyboard.press('?');
    await expect(sheet(page).getByRole('heading', { level: 3 })).toHaveCount(6);
    await expect(sheet(page).getByText('switched off')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(sheet(page)).toBeHidden();
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click({ force: true });
    await goTo(page, 'Meetings');
    await page.keyboard.press('?');
    await page.keyboard.press('n');
    await app.clickMenu('Keyboard Shortcuts');
    await expect(sheet(page).getByText('Shortcuts of one key are switched off')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await expect(sheet(page).getByText('(switched off)')).toHaveCount(9);
    await page.keyboard.press('Escape');
  });

  await test.step('axe finds nothing, in both themes', async () => {
    for (const theme of themes) {
      await turn(page, theme);
      await page.keyboard.press('Control+k');
      await expect(marked(page)).toHaveCount(1);
      expect(await findings(page), `palette, ${theme}`).toEqual([]);
      await box(page).fill('re');
      await expect(palette(page).getByRole('group', { name: 'Meetings and webinars' })).toBeVisible();
      expect(await findings(page), `palette with findings, ${theme}`).toEqual([]);
      await box(page).fill('qqq');
      await expect(palette(page).getByText('Nothing is called')).toBeVisible();
      expect(await findings(page), `palette without findings, ${theme}`).toEqual([]);
      await page.keyboard.press('Escape');
      await app.clickMenu('Keyboard Shortcuts');
      await expect(sheet(page)).toBeVisible();
      expect(await findings(page), `sheet, ${theme}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
});
