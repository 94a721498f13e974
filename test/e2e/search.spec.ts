import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchCommand } from '../../build/launch.ts';
import { connect, expect, goTo, test } from './fixtures.ts';

const hour = 3_600_000;

test('a search asks for one text at a time, and leaves the list where it was', async ({ desk }, info) => {
  const { control } = desk.zoho;
  const topics = Array.from({ length: 300 }, (_, n) => ({ topic: `Talk ${n}`, start: control.clock.now() + (n + 1) * hour }));
  control.data.replace('meeting', topics);
  const transcript = join(info.outputPath(), 'ipc.ndjson');
  const app = await desk.start({ PARLEY_HOST_TRANSCRIPT: transcript });
  await connect(app, desk.zoho.client);
  const { page } = app;
  await goTo(page, 'Meetings');
  const count = (words: string) => expect(page.locator('.freshness').getByText(words)).toBeVisible();
  await count('300 meetings');
  const list = page.locator('.list');
  const top = () => list.evaluate((element) => element.scrollTop);
  const row = (n: number) => page.getByRole('button', { name: new RegExp(`^Talk ${n},`) });
  await list.evaluate((element) => element.scrollTo({ top: 5_400 }));
  await expect(row(102)).toBeVisible();

  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.focus();
  await search.evaluate((field: HTMLInputElement) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
    for (const text of ['t', 'ta', 'tal', 'talk', 'talk ', 'talk 2', 'talk 29']) {
      set?.call(field, text);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await count('13 meetings');
  await expect(row(29)).toBeVisible();
  expect(await top()).toBe(0);
  if (launchCommand().host === 'stand-in') {
    // Further pages of the same text are questions of their own.
    const asked = readFileSync(transcript, 'utf8').split('\n').filter((line) => /"in".*listSessions.*"offset\\?",0/.test(line));
    const texts = asked.flatMap((line) => /"search\\",\\"(t[^"\\]*)/.exec(line)?.[1] ?? []);
    expect(texts).toEqual(['t', 'talk 29']);
  }

  await page.keyboard.press('Escape');
  await count('300 meetings');
  await expect(search).toHaveValue('');
  await expect(search).toBeFocused();
  await expect(row(102)).toBeVisible();
  expect(await top()).toBe(5_400);

  await search.pressSequentially('talk 77');
  await count('3 meetings');
  await goTo(page, 'Settings');
  await goTo(page, 'Meetings');
  await expect(search).toHaveValue('talk 77');
  await count('3 meetings');

  // What another text finds is drawn into the rows that are there, and they are those of that text.
  const rows = page.getByRole('list', { name: 'Meetings' }).locator('li');
  await rows.first().evaluate((element) => element.setAttribute('data-marked', ''));
  await search.fill('talk 2');
  await count('138 meetings');
  await expect(rows.first()).toHaveAttribute('data-marked');
  await expect(rows.first()).toHaveAttribute('aria-label', /^Talk 2,/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(row(2)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(12)).toBeFocused();
  await page.getByRole('button', { name: 'Clear' }).click();
  await count('300 meetings');
  await row(0).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.locator('.selection-bar').getByText('300 selected')).toBeVisible();
  await page.keyboard.press('End');
  await expect(row(299)).toBeFocused();
  await expect(page.getByRole('checkbox', { name: /^Select Talk 299,/ })).toBeChecked();
});
