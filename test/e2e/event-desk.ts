/** What specs about events share. */
import type { Page } from '@playwright/test';
import type { EventRow } from '../../contract/calendar.ts';
import type { FeatureId } from '../../contract/rules/scopes.ts';
import { until, type RunningApp } from './app.ts';
import { connect, expect, type Desk } from './fixtures.ts';

/** Accepts the consent window that is open, and waits until it is gone. */
export async function accept(app: RunningApp): Promise<void> {
  const consent = await app.consent();
  await consent.getByRole('button', { name: 'Accept' }).click();
  await until('the end of the consent', () => app.others().every((page) => page !== consent));
}

/** Connected, with these switched on. */
export async function connectedWith(desk: Desk, features: readonly FeatureId[]): Promise<RunningApp> {
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  for (const feature of features) {
    const granted = app.page.evaluate((id) => window.parley.connect({ purpose: 'grant', feature: id }), feature);
    await accept(app);
    expect(await granted).toMatchObject({ ok: true });
  }
  return app;
}

const eventForm = (page: Page, name: 'New event' | 'Edit event' = 'New event') => page.getByRole('dialog', { name });

/** Through the menu beside New meeting. */
export async function openNewEvent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More to create' }).click();
  await page.getByRole('menuitem', { name: 'New event' }).click();
  await expect(eventForm(page).getByRole('textbox', { name: 'Title' })).toBeFocused();
}

const days = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' } as const;

/** As from the agenda: its details, then Edit. */
export async function editEvent(page: Page, row: EventRow | undefined): Promise<void> {
  if (!row) throw new Error('There is no such event');
  const day = new Intl.DateTimeFormat('en-CA', days).format(row.startsAt);
  await page.evaluate((hash) => (location.hash = hash), `#/agenda/day/${day}`);
  await page.locator('section.grid').getByRole('button', { name: new RegExp(`^${row.title},`) }).first().click();
  await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Edit' }).click();
  await expect(eventForm(page, 'Edit event').getByRole('textbox', { name: 'Title' })).toBeVisible({ timeout: 15_000 });
}
