/** The built app behind a proxy that spoils Zoho's answers: it says so, keeps what it had, and goes on. */
import { existsSync, readFileSync } from 'node:fs';
import { createSeeded } from '../../electron/sandbox/seeded.ts';
import { connect, expect, goTo, test } from '../e2e/fixtures.ts';
import { details, openNew, rows, status, stored, submit, type } from '../e2e/form.ts';
import { reliabilitySuite } from '../run/figures.ts';
import type { Mutation } from './wire/answer.ts';
import { heavyJson } from './wire/heavy.ts';
import { heavyMutations, httpMutations } from './wire/http-mutations.ts';
import { jsonMutations } from './wire/json-mutations.ts';
import { startWireProxy } from './wire/proxy.ts';
import { textMutations } from './wire/text-mutations.ts';

const suite = reliabilitySuite('Wire faults on the app');
test.describe.configure({ mode: 'default' });
test.afterAll(() => suite.end());

const known = [...heavyMutations, ...heavyJson, ...textMutations, ...httpMutations, ...jsonMutations];
function mutation(name: string): Mutation {
  const found = known.find((each) => each.name === name);
  if (!found) throw new RangeError(`no mutation is called ${name}`);
  return found;
}

const unreadable = /answer that Parley cannot read/;
const faults = [
  ['gzip: a bomb of 1 GB', unreadable],
  ['50 MB of blanks', unreadable],
  ['endless rows', unreadable],
  ['10 MB of {}', unreadable],
  ['cut before the last byte', unreadable],
  ['gzip: not compressed', unreadable],
  ['UTF-8 that calls itself utf-16', unreadable],
  ['a page', /network answered in Zoho’s place/],
  ['half of the body, then reset', /could not be reached/],
  ['br: a bomb of 64 MB', unreadable],
  ['10 MB of [', unreadable],
  ['endless blanks', unreadable],
  ['TLS, then close', /could not be reached/],
  ['garbage behind', unreadable],
  ['no answer, then reset', /could not be reached/],
] as const;

/** Bytes of memory that a process has had at most. */
function most(pid: number | undefined): number {
  const file = `/proc/${pid}/status`;
  return existsSync(file) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) * 1024 : 0;
}
/** What a collector that takes its time may leave lying: the answers themselves are bounded far below (Wire fuzz). */
const mostGrowth = 250e6;

test('lists, details and creates say what came, keep what was there, and go on', async ({ desk }) => {
  test.setTimeout(suite.full ? 240_000 : 90_000);
  const proxy = await startWireProxy(desk.zoho.origin);
  const random = createSeeded(suite.seed);
  const spoil = (name: string, method: string, path: RegExp, times = Infinity) => {
    const { make } = mutation(name);
    proxy.strike({ on: (asked) => asked.method === method && path.test(asked.path), times, make: (genuine) => make(genuine, random) });
  };
  const app = await desk.start({ PARLEY_ZOHO_ORIGIN: proxy.origin });
  const { page } = app;
  await connect(app, desk.zoho.client);
  await goTo(page, 'Meetings');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByText('Updated just now').first()).toBeVisible();
  const there = await rows(page).count();
  const ground = most(app.process.pid);
  const refresh = page.getByRole('button', { name: /^(?:Refresh|Try again)$/ }).first();

  for (const [name, words] of faults.slice(0, suite.runs(7, faults.length))) {
    suite.count();
    spoil(name, 'GET', /\/sessions\.json/);
    await refresh.click();
    await expect(page.getByRole('alert').filter({ hasText: words }).first(), name).toBeVisible({ timeout: 20_000 });
    expect(await rows(page).count(), name).toBe(there);
    proxy.heal();
    await refresh.click();
    await expect(page.getByRole('alert'), name).toHaveCount(0);
  }

  // Times that no calendar has must not take the list, the agenda or the details down.
  suite.count();
  spoil('lengths and times are absurd', 'GET', /\/sessions/);
  await refresh.click();
  await expect(page.getByText('Updated just now').first()).toBeVisible();
  await rows(page).first().getByRole('button').click();
  await expect(details(page).getByRole('heading').first()).toBeVisible();
  await goTo(page, 'Agenda');
  await goTo(page, 'Meetings');
  proxy.heal();
  await refresh.click();
  await expect(rows(page)).toHaveCount(there);

  for (const name of ['gzip: a bomb of 1 GB', 'a page', 'the answer is {}']) {
    suite.count();
    const row = rows(page).nth(2 + (name.length % 2));
    spoil(name, 'GET', /\/sessions\/\w+\.json/);
    await row.getByRole('button').click();
    const refreshDetails = details(page).getByRole('alert');
    await expect(refreshDetails.first(), name).toBeVisible();
    proxy.heal();
    await page.keyboard.press('Escape');
    await rows(page).first().getByRole('button').click();
    await expect(details(page).getByRole('alert'), name).toHaveCount(0);
  }

  // The answer to a create is lost: it is looked for, and not sent again.
  for (const [at, name] of ['gzip: a bomb of 1 GB', 'a page', 'half of the body, then reset'].entries()) {
    suite.count();
    const topic = `Made once ${at}`;
    spoil(name, 'POST', /\/sessions\.json/);
    await openNew(page);
    await type(page, { topic, date: 'tomorrow', time: `0${at + 2}:00` });
    await submit(page);
    await expect(page.getByRole('dialog'), name).toHaveCount(0, { timeout: 20_000 });
    await expect(status(page)).toContainText(topic);
    if (stored(desk, topic).length !== 1) suite.violation(`${name}: ${stored(desk, topic).length} were made`);
    proxy.heal();
  }

  const growth = most(app.process.pid) - ground;
  suite.measure('peak memory of main above its start', `${Math.round(growth / 1e6)} MB`);
  if (growth > mostGrowth) suite.violation(`main took ${Math.round(growth / 1e6)} MB more`);
  expect(app.process.exitCode).toBeNull();
  await proxy.close();
});
