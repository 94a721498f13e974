import { test as base, expect, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { startApp, type RunningApp } from './app.ts';

export { expect };

/** One person's computer with Parley on it, and a Zoho that this test alone talks to. */
export interface Desk {
  readonly zoho: Sandbox;
  readonly userData: string;
  /** Starts Parley (again); the one started before must have been stopped. */
  start(env?: Readonly<Record<string, string>>, args?: readonly string[]): Promise<RunningApp>;
}

interface ClientInput {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri?: string;
}

export const test = base.extend<{ desk: Desk }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
  desk: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
    const userData = join(folder, 'user-data');
    const zoho = await startSandbox();
    const running: RunningApp[] = [];
    await use({
      zoho,
      userData,
      async start(env = {}, args = []) {
        const app = await startApp(userData, { PARLEY_ZOHO_ORIGIN: zoho.origin, ...env }, args);
        running.push(app);
        return app;
      },
    });
    await Promise.all(running.map((app) => app.stop()));
    await zoho.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  },
});

/** Fills "Your Zoho client". */
export async function fillClient(page: Page, client: ClientInput): Promise<void> {
  await page.getByRole('textbox', { name: 'Client ID' }).fill(client.clientId);
  await page.getByLabel('Client secret', { exact: true }).fill(client.clientSecret);
  if (client.redirectUri) await page.getByRole('textbox', { name: 'Redirect URI' }).fill(client.redirectUri);
}

/** Presses Connect Zoho with the sandbox's own client filled in; the consent window is then open. */
export async function askConsent(app: RunningApp, client: ClientInput): Promise<Page> {
  await fillClient(app.page, client);
  await app.page.getByRole('button', { name: 'Connect Zoho' }).click();
  return app.consent();
}

/** The whole way: connect, accept, until the navigation shows. */
export async function connect(app: RunningApp, client: ClientInput): Promise<void> {
  const consent = await askConsent(app, client);
  await consent.getByRole('button', { name: 'Accept' }).click();
  await expect(navigation(app.page)).toBeVisible();
}

export const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' });

export async function goTo(page: Page, view: 'Agenda' | 'Meetings' | 'Webinars' | 'Settings'): Promise<void> {
  await navigation(page).getByRole('link', { name: view }).click();
  await expect(page.getByRole('heading', { level: 1, name: view })).toBeVisible();
}

export const connectButton = (app: RunningApp) => app.page.getByRole('button', { name: 'Connect Zoho' });

/** Requests to the token endpoint by grant type. */
export const tokenCalls = (desk: Desk, grant: string) =>
  desk.zoho.control.log.find({ path: '/oauth/v2/token' }).filter((call) => call.form.grant_type?.[0] === grant);

export async function disconnect({ page }: RunningApp) {
  await page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await expect(page.getByRole('button', { name: 'Connect Zoho' })).toBeVisible();
}
