import type { Locator, Page } from '@playwright/test';

/** The meeting that the tour makes. */
export const tourTopic = 'Roadmap workshop';

type View = 'Agenda' | 'Meetings' | 'Webinars' | 'Settings';

export async function goTo(page: Page, view: View): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: view }).click();
  await page.getByRole('heading', { level: 1, name: view }).waitFor();
}

/** The rows of the list "Meetings" or "Webinars". */
export const rows = (page: Page, list: 'Meetings' | 'Webinars') =>
  page.getByRole('list', { name: list, exact: true }).getByRole('listitem').getByRole('button');
export const details = (page: Page) => page.getByRole('region', { name: 'Details' });
export const layout = (page: Page, name: 'Day' | 'Week' | 'List') => page.getByRole('radio', { name });
export const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

export async function seen(locator: Locator): Promise<void> {
  await locator.first().waitFor();
}

/** No message lies over what is to be seen. */
export const quiet = (page: Page) => page.locator('.toast').first().waitFor({ state: 'detached' });
