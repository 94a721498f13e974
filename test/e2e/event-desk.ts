/** What specs about events share. */
import type { Page } from '@playwright/test';
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

export const eventForm = (page: Page, name: 'New event' | 'Edit event' = 'New event') => page.getByRole('dialog', { name });

/** Through the menu beside New meeting. */
export async function openNewEvent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More to create' }).click();
  await page.getByRole('menuitem', { name: 'New event' }).click();
  await expect(eventForm(page).getByRole('textbox', { name: 'Title' })).toBeFocused();
}
