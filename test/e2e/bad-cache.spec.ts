import type { Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ParleyApi } from '../../contract/api.ts';
import { launchCommand } from '../../build/launch.ts';
import { until } from './app.ts';
import { fillable, setDisk } from './computer.ts';
import { expect, goTo, test, type Desk } from './fixtures.ts';
import { atMeetings, field, openNew, rows, sent, status, stored, submit, type } from './form.ts';

const api = /\/api\/v2\//;
const files = ['agenda.db', 'outbox.db'] as const;
/** Every request about meetings dies on the way, until the answered function is called. */
const cut = ({ zoho }: Desk) => zoho.control.faults.add({ path: api, times: Infinity, effect: { kind: 'reset' } });
const changesButton = (page: Page) => page.getByRole('button', { name: /^\d+ changes? / });
const sendNow = (page: Page) =>
  page.evaluate(() => (window as unknown as { parley: ParleyApi }).parley.retryChange({ id: null }));
const posts = (desk: Desk, topic: string) => sent(desk, 'POST').filter((session) => session['topic'] === topic);
const create = async (page: Page, topic: string) => {
  await openNew(page);
  await type(page, { topic, date: 'tomorrow', time: '03:00' });
  await submit(page);
};
/** What must be told once. */
const notice = (page: Page, title: string) => page.getByText(title, { exact: true });
const newer = 'The kept agenda was written by a newer Parley.';
const setAside = 'What Parley had kept of your agenda could not be read.';
const notKept = 'Parley cannot write to this computer’s disk.';

test('files of a newer Parley, damaged ones, and what is no file: nothing is lost, nothing is sent twice', async ({ desk }) => {
  test.setTimeout(180_000);
  const at = (name: string) => join(desk.userData, name);
  const withVersion = (version: (own: number) => number) => {
    for (const name of files) {
      const db = new DatabaseSync(at(name));
      const own = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
      db.exec(`PRAGMA user_version = ${version(own)}`);
      db.close();
    }
  };
  const overwrite = (name: string, from: number, length: number) => {
    const file = openSync(at(name), 'r+');
    writeSync(file, Buffer.alloc(length, 0x5a), 0, length, from);
    closeSync(file);
  };
  const aside = (name: string) => readdirSync(desk.userData).filter((file) => file.startsWith(`${name}.damaged-`));
  desk.zoho.control.data.replace('meeting', Array.from({ length: 60 }, (_, n) => (
    { topic: `Known ${n}`, start: desk.zoho.control.clock.now() + (n + 1) * 3_600_000, agenda: 'Words. '.repeat(40) }
  )));

  await test.step('a change waits when Parley is ended', async () => {
    const app = await atMeetings(desk);
    await expect(rows(app.page).first()).toBeVisible();
    cut(desk);
    await create(app.page, 'Waits through all of it');
    await expect(changesButton(app.page)).toBeVisible({ timeout: 20_000 });
    await app.stop();
    desk.zoho.control.faults.clear();
  });

  await test.step('a newer version wrote them: left byte for byte, said, and everything else works', async () => {
    withVersion((own) => own + 90);
    const before = files.map((name) => readFileSync(at(name)));
    const app = await desk.start();
    await expect(notice(app.page, newer)).toBeVisible();
    await expect(app.page.getByText('with any changes in it that wait to be sent', { exact: false })).toBeVisible();
    await goTo(app.page, 'Meetings');
    await expect(rows(app.page).filter({ hasText: 'Known 0' })).toBeVisible();
    await create(app.page, 'Made meanwhile');
    await expect.poll(() => stored(desk, 'Made meanwhile').length).toBe(1);
    await expect(changesButton(app.page)).toHaveCount(0);
    expect(posts(desk, 'Waits through all of it')).toHaveLength(0);
    await app.stop();
    for (const [index, name] of files.entries()) expect(readFileSync(at(name)).equals(before[index] ?? Buffer.alloc(0)), name).toBe(true);
    expect(readdirSync(desk.userData).filter((file) => file.includes('.damaged-'))).toEqual([]);
    withVersion((own) => own - 90);
  });

  await test.step('damage in the middle and in the header: set aside, read again, and the change is sent once', async () => {
    overwrite('agenda.db', 4_096 * 3, 4_096);
    overwrite('outbox.db', 0, 100);
    const app = await desk.start();
    await expect(notice(app.page, setAside)).toBeVisible();
    expect(aside('agenda.db').length).toBeGreaterThan(0);
    expect(aside('outbox.db').length).toBeGreaterThan(0);
    await goTo(app.page, 'Meetings');
    await expect(rows(app.page).filter({ hasText: 'Known 0' })).toBeVisible();
    await until('the change at Zoho', () => stored(desk, 'Waits through all of it').length > 0, 20_000);
    await expect(changesButton(app.page)).toHaveCount(0, { timeout: 15_000 });
    expect(posts(desk, 'Waits through all of it')).toHaveLength(1);
    await app.stop();
  });

  await test.step('an empty file and a folder: set aside too, and kept again from then on', async () => {
    const before = aside('agenda.db').length;
    truncateSync(at('agenda.db'), 0);
    rmSync(at('outbox.db'));
    mkdirSync(at('outbox.db'));
    writeFileSync(join(at('outbox.db'), 'somebody’s'), 'work');
    writeFileSync(at('drafts.json'), '{"half":');
    const app = await desk.start();
    await expect(notice(app.page, setAside)).toBeVisible();
    await expect(notice(app.page, 'What you had typed and not sent could not be read.')).toBeVisible();
    expect(readdirSync(desk.userData).filter((file) => file.startsWith('drafts.json.corrupt-'))).toHaveLength(1);
    expect(aside('agenda.db').length).toBeGreaterThan(before);
    expect(aside('outbox.db').some((name) => readdirSync(desk.userData, { recursive: true }).map(String).includes(join(name, 'somebody’s')))).toBe(true);
    await goTo(app.page, 'Meetings');
    await expect(rows(app.page).filter({ hasText: 'Known 0' })).toBeVisible();
    cut(desk);
    await create(app.page, 'Kept anew');
    await expect(changesButton(app.page)).toBeVisible({ timeout: 20_000 });
    await app.stop();
    const db = new DatabaseSync(at('outbox.db'), { readOnly: true });
    expect(String(db.prepare('SELECT body FROM outbox').get()?.['body'])).toContain('Kept anew');
    db.close();
    expect(posts(desk, 'Waits through all of it')).toHaveLength(1);
  });
});

// Elsewhere no ordinary program can have writes refused without a disk to fill.
if (process.platform === 'linux') {
  test('one instance at a time, and a disk that takes nothing: work goes on, and what cannot be kept is not taken on', async ({ desk }) => {
    test.setTimeout(180_000);
    const app = await atMeetings(desk, fillable);
    const { page } = app;
    await expect(rows(page).first()).toBeVisible();

    await test.step('a second instance hands over and ends; what waits is sent once', async () => {
      const mend = cut(desk);
      await create(page, 'Made before the second');
      await expect(changesButton(page)).toBeVisible({ timeout: 20_000 });
      mend();
      const { command, args } = launchCommand();
      const env = { ...process.env, PARLEY_HEADLESS: '1', PARLEY_USER_DATA: desk.userData, PARLEY_ZOHO_ORIGIN: desk.zoho.origin };
      const seconds = [1, 2].map(() => spawn(command, args, { env, stdio: 'ignore' }));
      try {
        await sendNow(page);
        await until('both to have ended', () => seconds.every(({ exitCode }) => exitCode !== null), 40_000);
        expect(seconds.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      } finally {
        for (const second of seconds) second.kill('SIGKILL');
      }
      await until('it at Zoho', () => stored(desk, 'Made before the second').length > 0, 20_000);
      await expect(changesButton(page)).toHaveCount(0, { timeout: 15_000 });
      expect(posts(desk, 'Made before the second')).toHaveLength(1);
      expect(app.process.exitCode).toBeNull();
    });

    await test.step('no space: a change on-line is sent once, and it is said', async () => {
      setDisk(app, 'full');
      await create(page, 'Made without space');
      await expect(notice(page, notKept)).toBeVisible();
      await expect.poll(() => stored(desk, 'Made without space').length).toBe(1);
      await expect(rows(page).filter({ hasText: 'Made without space' })).toBeVisible();
      await expect(changesButton(page)).toHaveCount(0);
      expect(posts(desk, 'Made without space')).toHaveLength(1);
    });

    const mend = cut(desk);
    await test.step('no space and no Zoho: it is not taken on, and the form has it still', async () => {
      await create(page, 'Nowhere to go');
      const form = page.getByRole('dialog', { name: 'New meeting' });
      await expect(form.getByRole('alert')).toContainText('could not be kept', { timeout: 30_000 });
      await expect(field(page, 'Topic')).toHaveValue('Nowhere to go');
      await expect(changesButton(page)).toHaveCount(0);
      expect(stored(desk, 'Nowhere to go')).toHaveLength(0);
    });

    await test.step('space again: the same form is kept, and what was not is there at the next start', async () => {
      setDisk(app, 'room');
      await submit(page);
      await expect(status(page)).toContainText('Kept “Nowhere to go”', { timeout: 20_000 });
      await app.stop();
      mend();
      const again = await desk.start();
      await expect(notice(again.page, notKept)).toHaveCount(0);
      await goTo(again.page, 'Meetings');
      await expect(rows(again.page).filter({ hasText: 'Made without space' })).toHaveCount(1);
      await until('it at Zoho', () => stored(desk, 'Nowhere to go').length > 0, 20_000);
      await expect(changesButton(again.page)).toHaveCount(0, { timeout: 15_000 });
      for (const topic of ['Made before the second', 'Made without space', 'Nowhere to go'])
        expect(posts(desk, topic).length, topic).toBe(1);
    });
  });
}
