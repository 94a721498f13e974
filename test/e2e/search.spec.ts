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
  await page.getByRole('button', { name: 'Clear' }).click();
  await count('300 meetings');
});
