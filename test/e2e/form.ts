import type { Page } from '@playwright/test';
import type { RunningApp } from './app.ts';
import { connect, expect, goTo, type Desk } from './fixtures.ts';

export const hour = 3_600_000;
export const rows = (page: Page, name: 'Meetings' | 'Webinars' = 'Meetings') => page.getByRole('list', { name }).getByRole('listitem');
export const details = (page: Page) => page.getByRole('region', { name: 'Details' });
export const field = (page: Page, name: string) => page.getByRole('dialog').getByRole('textbox', { name, exact: true });
export const status = (page: Page) => page.getByRole('status');

export async function atMeetings(desk: Desk, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const app = await desk.start(env);
  await connect(app, desk.zoho.client);
  await goTo(app.page, 'Meetings');
  return app;
}

export interface Typed {
  readonly topic?: string;
  readonly date?: string;
  readonly time?: string;
  readonly duration?: string;
  readonly zone?: string;
  readonly participants?: string;
}

export async function type(page: Page, typed: Typed): Promise<void> {
  if (typed.topic !== undefined) await field(page, 'Topic').fill(typed.topic);
  if (typed.date !== undefined) await field(page, 'Date').fill(typed.date);
  if (typed.time !== undefined) await field(page, 'Start time').fill(typed.time);
  if (typed.duration !== undefined) await field(page, 'Duration').fill(typed.duration);
  if (typed.zone !== undefined) await page.getByRole('combobox', { name: 'Time zone' }).fill(typed.zone);
  if (typed.participants !== undefined) {
    await field(page, 'Participants').fill(typed.participants);
    await field(page, 'Participants').press('Enter');
  }
}

export const openNew = async (page: Page) => {
  await page.getByRole('button', { name: 'New meeting' }).click();
  await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
};
export const submit = (page: Page, name = 'Create meeting') => page.getByRole('button', { name }).click();
export const stored = ({ zoho }: Desk, topic: string) => zoho.control.data.all('meeting').filter((each) => each.topic === topic);
export const sent = ({ zoho }: Desk, method: 'POST' | 'PUT') =>
  zoho.control.log.find({ method, path: /sessions/ }).map(({ body }) => (JSON.parse(body) as { session: Record<string, unknown> }).session);
