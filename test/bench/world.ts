/** A Zoho with so many meetings, and the profile of a person whose Parley has read them all. */
import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ParleyApi } from '../../contract/api.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { startApp, type RunningApp } from '../e2e/app.ts';
import type { Bench } from './bench.ts';

const minute = 60_000;
const hour = 60 * minute;

export interface World {
  readonly zoho: Sandbox;
  /** A copy of the profile: the folder for Parley's data. */
  copy(): string;
  /** Parley on a copy of the profile. Stopped at the end, or before. */
  start(env?: Readonly<Record<string, string>>, change?: (userData: string) => void): Promise<RunningApp>;
}

export interface Sizes {
  readonly upcoming: number;
  readonly past?: number;
}

type Page = RunningApp['page'];

/** Asks main as the page does. */
export const ask = <K extends keyof ParleyApi>(page: Page, call: K, input?: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, value]) =>
      (window as unknown as { parley: Record<string, (input?: unknown) => Promise<unknown>> }).parley[name as string]?.(value),
    [call, input] as const,
  );

/**
 * Until a listing of meetings is read to its end. Asking costs main time that grows with what it holds, so it is asked
 * rarely where there is much.
 */
export async function synced(page: Page, listType: 'upcoming' | 'past', count: number): Promise<void> {
  const input = { kind: 'meeting', listType, search: '', offset: 0, limit: 1 };
  const end = Date.now() + 2 * minute;
  for (;;) {
    const { value } = (await ask(page, 'listSessions', input)) as {
      value?: { total: number; status: { phase: string; asOf: number | null } };
    };
    if (value?.total === count && value.status.asOf !== null && value.status.phase === 'ready') return;
    if (Date.now() > end) throw new Error(`Waited in vain for ${count} ${listType} meetings; there are ${value?.total}.`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(40, count / 50)));
  }
}

async function connect({ page, consent }: RunningApp, client: Sandbox['client']): Promise<void> {
  await page.getByRole('textbox', { name: 'Client ID' }).fill(client.clientId);
  await page.getByLabel('Client secret', { exact: true }).fill(client.clientSecret);
  await page.getByRole('button', { name: 'Connect Zoho' }).click();
  await (await consent()).getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor({ timeout: minute });
}

const worlds = new Map<string, Promise<World>>();

/** One for each size; made when it is first asked for. Upcoming meetings are a quarter of an hour apart. */
export function world(bench: Bench, sizes: Sizes): Promise<World> {
  const name = `${sizes.upcoming}-${sizes.past ?? 0}`;
  const known = worlds.get(name) ?? make(bench, name, sizes);
  worlds.set(name, known);
  return known;
}

async function make(bench: Bench, name: string, { upcoming, past = 0 }: Sizes): Promise<World> {
  const zoho = await startSandbox({ data: 'empty', timeZone: 'UTC' });
  bench.afterwards(() => zoho.close());
  const { data, clock } = zoho.control;
  const now = Math.ceil(clock.now() / minute) * minute;
  data.generate(upcoming, { from: now + hour, duration: hour / 2 });
  data.generate(past, { from: now - (past + 4) * (hour / 4), duration: hour / 2 });
  const userData = mkdtempSync(join(bench.folder, `profile-${name}-`));
  const env = { PARLEY_ZOHO_ORIGIN: zoho.origin };
  const first = await startApp(userData, env);
  try {
    await connect(first, zoho.client);
    await synced(first.page, 'upcoming', upcoming);
    if (past > 0) await synced(first.page, 'past', past);
  } finally {
    await first.stop();
  }
  const copy = () => {
    const folder = join(mkdtempSync(join(bench.folder, `copy-${name}-`)), 'user-data');
    cpSync(userData, folder, { recursive: true });
    return folder;
  };
  return {
    zoho,
    copy,
    async start(more = {}, change = () => undefined) {
      const folder = copy();
      change(folder);
      const app = await startApp(folder, { ...env, ...more });
      bench.afterwards(() => app.stop());
      return app;
    },
  };
}

/** Shows a view and waits for its heading. */
export async function goTo(page: Page, view: 'Agenda' | 'Meetings' | 'Webinars' | 'Settings'): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#/${view.toLowerCase()}`);
  await page.getByRole('heading', { level: 1, name: view }).waitFor();
}
