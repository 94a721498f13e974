/** The agenda as specs see it: where things are, and what it shows. */
import type { Page } from '@playwright/test';
import type { Settings } from '../../contract/domain.ts';
import { hour } from './form.ts';

export const day = 24 * hour;

export const grid = (page: Page) => page.locator('section.grid');
export const part = (page: Page, topic: string) => grid(page).getByRole('button', { name: new RegExp(`^${topic},`) });
/** @param date `YYYY-MM-DD` */
export const column = (page: Page, date: string) => grid(page).locator(`[data-date="${date}"]`);
export const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
export const show = (page: Page, place: string) => page.evaluate((hash) => void (location.hash = hash), `#/agenda/${place}`);
export const set = (page: Page, settings: Partial<Settings>) => page.evaluate((some) => window.parley.updateSettings(some), settings);

/** 00:00 UTC of a Wednesday that lies ahead with its whole week. */
export function wednesday(now: number): number {
  const today = Math.floor(now / day) * day;
  return today + (((3 - new Date(today).getUTCDay() + 7) % 7) + 7) * day;
}
