import type { Locator, Page } from '@playwright/test';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './app.ts';
import { audit } from './audit.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';
import { details, field, hour, rows, sent, status, stored } from './form.ts';

/** Connected, with a home of its own, so that Downloads is this test's. */
async function start(desk: Desk): Promise<{ app: RunningApp; page: Page; downloads: string }> {
  const home = join(desk.userData, '..');
  const app = await desk.start({ HOME: home });
  await connect(app, desk.zoho.client);
  return { app, page: app.page, downloads: join(home, 'Downloads') };
}

async function grant(app: RunningApp, button: Locator): Promise<void> {
  await button.click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await expect(button).toHaveCount(0);
}

const command = async (page: Page, name: string) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search actions and meetings' }).fill(name);
  await page.keyboard.press('Enter');
};
const open = (page: Page, topic: string) => rows(page).filter({ hasText: topic }).getByRole('button').click();
const unfolded = (text: string) => text.replaceAll('\r\n ', '');

test('what is on goes into another calendar: one, several, a range', async ({ desk }) => {
  const { data, calendars, clock } = desk.zoho.control;
  const now = Math.floor(clock.now() / hour) * hour;
  data.clear();
  calendars.clear();
  data.add({ topic: 'Design/review: <b>now</b>', start: now + 3 * hour, duration: hour, participants: ['bo@example.test'] });
  data.add({ topic: 'Budget', start: now + 5 * hour, duration: hour });
  data.add({ topic: 'Next month', start: now + 40 * 24 * hour, duration: hour });
  const { page, downloads } = await start(desk);
  const file = (name: string) => unfolded(readFileSync(join(downloads, name), 'utf8'));
  await goTo(page, 'Meetings');

  await test.step('one, from its details', async () => {
    await open(page, 'Design');
    await expect(details(page).getByRole('button', { name: 'Start' })).toBeEnabled();
    await details(page).getByRole('button', { name: 'Add to another calendar' }).click();
    await expect(status(page)).toContainText('Saved as “Design-review-b-now-b.ics” in Downloads');
    const text = file('Design-review-b-now-b.ics');
    expect(text).toContain('SUMMARY:Design/review: <b>now</b>\r\n');
    expect(text).toMatch(/ATTENDEE:mailto:bo@example\.test/);
    const [meeting] = stored(desk, 'Design/review: <b>now</b>');
    expect(text).toContain(`UID:meeting-${meeting?.key}@parley.invalid`);
    expect(text).not.toMatch(/meeting-start|startLink/i);
    expect(JSON.stringify(desk.zoho.control.log.all())).not.toContain('.ics');
    await audit(page, 'details');
  });

  await test.step('several, from the selection', async () => {
    await page.keyboard.press('Escape');
    await rows(page).first().getByRole('button').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Save as calendar file' }).click();
    await expect(status(page)).toContainText('Saved 3 as “parley-agenda.ics” in Downloads');
    expect(file('parley-agenda.ics').match(/BEGIN:VEVENT/g)).toHaveLength(3);
    await audit(page, 'selection');
  });

  await test.step('what the agenda shows, or any range', async () => {
    await goTo(page, 'Agenda');
    await page.getByRole('button', { name: 'Save as calendar file' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as calendar file' });
    await expect(field(page, 'From')).toHaveValue(/^\d{4}-\d\d-\d\d$/);
    await audit(page, 'range');
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    await field(page, 'From').fill(day(now));
    await field(page, 'To').fill(day(now - 24 * hour));
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByText('This lies before the first day.')).toBeVisible();
    await field(page, 'To').fill(day(now + 3 * 24 * hour));
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(status(page)).toContainText('Saved 2 as “parley-agenda (2).ics” in Downloads');
    expect(file('parley-agenda (2).ics')).not.toContain('Next month');
  });

  expect(readdirSync(downloads)).toHaveLength(3);
});

const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendarFile = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Other//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

test('a calendar file becomes drafts, and what is ticked becomes meetings or events', async ({ desk }) => {
  const { data, calendars, clock } = desk.zoho.control;
  const now = Math.floor(clock.now() / hour) * hour;
  data.clear();
  calendars.clear();
  data.add({ topic: 'Already here', start: now + 26 * hour, duration: hour });
  const { app, page } = await start(desk);
  await goTo(page, 'Meetings');
  await expect(rows(page)).toHaveCount(1);
  const dialog = page.getByRole('dialog', { name: 'Import calendar file' });
  const drafts = dialog.getByRole('list', { name: 'Drafts' }).locator(':scope > li');
  const choose = async (name: string, text: string | Buffer) => {
    await dialog.getByLabel('Calendar file').setInputFiles({ name, mimeType: 'text/calendar', buffer: Buffer.from(text) });
  };
  const creates = () => desk.zoho.control.log.find({ method: 'POST', path: /sessions|events/ });
  const before = creates().length;
  const own = calendarFile(
    event('UID:1', 'SUMMARY:Offsite', `DTSTART:${stamp(now + 30 * hour)}`, `DTEND:${stamp(now + 32 * hour)}`, 'ATTENDEE;CN=Bo:mailto:bo@example.test'),
    event('UID:2', 'SUMMARY:Already here', `DTSTART:${stamp(now + 26 * hour)}`, 'DURATION:PT1H'),
    event('UID:3', 'SUMMARY:Long gone', 'DTSTART:20200101T090000Z', 'DURATION:PT1H'),
    event('UID:4', 'SUMMARY:Holiday', `DTSTART;VALUE=DATE:${stamp(now + 72 * hour).slice(0, 8)}`),
    event('UID:5', 'SUMMARY:Odd zone', 'DTSTART;TZID=Nowhere/Land:20300110T090000', 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=4'),
    event('UID:6', 'SUMMARY:No start'),
  );

  await test.step('says its limits, and takes nothing for a calendar that is none', async () => {
    await page.getByRole('button', { name: 'Import' }).click();
    await expect(dialog.getByText(/Up to 2,000 events and 20 million characters are read/)).toBeVisible();
    await choose('song.ics', Buffer.from([0x49, 0x44, 0x33, 0, 255, 254, 0, 1]));
    await expect(dialog.getByRole('alert')).toContainText('This is no calendar file');
    await audit(page, 'choose');
    await choose('tasks.ics', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n');
    await expect(dialog.getByRole('alert')).toContainText('There is no event in this file. It holds a task or note');
  });

  await test.step('lists what it found, in words, and ticks what can be taken as it is', async () => {
    await choose('mine.ics', own);
    await expect(drafts).toHaveCount(5);
    await expect(dialog.getByRole('checkbox', { name: /^Offsite/ })).toBeChecked();
    await expect(dialog.getByRole('checkbox', { name: /^Already here/ })).not.toBeChecked();
    await expect(drafts.filter({ hasText: 'Already here' })).toContainText('Already there: the same title, start and length.');
    await expect(dialog.getByRole('checkbox', { name: /^Long gone/ })).toBeDisabled();
    await expect(drafts.filter({ hasText: 'Long gone' })).toContainText('It began before now');
    await expect(dialog.getByRole('checkbox', { name: /^Holiday/ })).toBeDisabled();
    await expect(drafts.filter({ hasText: 'Odd zone' })).toContainText('Its time zone, Nowhere/Land, is not known');
    await expect(drafts.filter({ hasText: 'Odd zone' })).toContainText('as a meeting it is added once');
    await expect(drafts.filter({ hasText: 'Offsite' })).toContainText('1 person named, not invited.');
    await dialog.getByRole('button', { name: 'Left out' }).click();
    await expect(dialog.getByText('Line 35: It has no start.')).toBeVisible();
    await audit(page, 'review');
    expect(creates()).toHaveLength(before);
  });

  await test.step('opens one in the form instead, and comes back to the list', async () => {
    await dialog.getByRole('button', { name: 'Open in the form: Offsite' }).click();
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await expect(field(page, 'Topic')).toHaveValue('Offsite');
    await expect(field(page, 'Duration')).toHaveValue(/2h/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await command(page, 'Import calendar');
    await expect(drafts).toHaveCount(5);
  });

  await test.step('creates what is ticked, once, and tells how it went', async () => {
    await dialog.getByRole('button', { name: 'Create 2 meetings' }).click();
    await expect(dialog.getByRole('status')).toContainText('2 created');
    await expect(drafts.filter({ hasText: 'Offsite' })).toContainText('Created');
    await expect(dialog.getByRole('checkbox', { name: /^Offsite/ })).toBeDisabled();
    await audit(page, 'created');
    expect(creates()).toHaveLength(before + 2);
    expect(sent(desk, 'POST').at(-2)).toMatchObject({ topic: 'Offsite' });
    expect(JSON.stringify(sent(desk, 'POST'))).not.toContain('bo@example.test');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(rows(page)).toHaveCount(3);
  });

  await test.step('with calendars switched on, as events; a file dropped onto the window is read at once', async () => {
    await goTo(page, 'Settings');
    await grant(app, page.getByRole('button', { name: 'Switch on calendar' }));
    await page.evaluate((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.ics', { type: 'text/calendar' }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, own);
    await expect(drafts).toHaveCount(5);
    await expect(drafts.filter({ hasText: 'Offsite' })).toContainText('Already there');
    await dialog.getByText('Calendar events').click();
    await expect(dialog.getByRole('checkbox', { name: /^Holiday/ })).toBeChecked();
    await expect(dialog.getByRole('checkbox', { name: /^Odd zone/ })).not.toBeChecked();
    await audit(page, 'events');
    await dialog.getByRole('button', { name: 'Tick none' }).click();
    await dialog.getByText('Holiday').click();
    await dialog.getByRole('button', { name: 'Create 1 event' }).click();
    await expect(dialog.getByRole('status')).toContainText('1 created');
    expect(calendars.events().map(({ title }) => title)).toContain('Holiday');
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('a huge file is read to its limit while the window goes on working', async () => {
    await page.evaluate((from) => {
      const stampOf = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
      const many = Array.from({ length: 2_500 }, (_, at) =>
        `BEGIN:VEVENT\r\nUID:m${at}\r\nSUMMARY:Many ${at}\r\nDTSTART:${stampOf(from + at * 3_600_000)}\r\nDURATION:PT30M\r\nEND:VEVENT\r\n`);
      const huge = ['BEGIN:VCALENDAR\r\n', ...many, 'BEGIN:VEVENT\r\nDESCRIPTION:', 'x'.repeat(20_500_000)];
      const tell = window as unknown as { longest: number };
      tell.longest = 0;
      let last = performance.now();
      const tick = () => {
        tell.longest = Math.max(tell.longest, performance.now() - last);
        last = performance.now();
        setTimeout(tick, 10);
      };
      const transfer = new DataTransfer();
      transfer.items.add(new File(huge, 'huge.ics', { type: 'text/calendar' }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      last = performance.now();
      tick();
    }, now + 100 * hour);
    await expect(dialog.getByText(/is longer than 20 million characters/)).toBeVisible({ timeout: 60_000 });
    await expect(dialog.getByText(/More than 2,000 events/)).toBeVisible();
    await expect(drafts).toHaveCount(100);
    const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
    expect(longest).toBeLessThan(3_000);
    test.info().annotations.push({ type: 'longest pause', description: `${Math.round(longest)} ms` });
  });

  await test.step('Stop ends it after what is on its way', async () => {
    const sentBefore = creates().length;
    await dialog.getByText('Meetings', { exact: true }).click();
    await dialog.getByRole('button', { name: /^Create [\d,]+ meetings/ }).click();
    await expect.poll(() => creates().length).toBeGreaterThan(sentBefore);
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await expect(dialog.getByRole('status')).toContainText(/^\d+ created$/);
    const after = creates().length;
    expect(after).toBeLessThan(sentBefore + 200);
    await expect(dialog.getByRole('button', { name: /^Create [\d,]+ meetings/ })).toBeEnabled();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
});

test('recordings and attendees of what is over', async ({ desk }) => {
  const { data, clock } = desk.zoho.control;
  const now = Math.floor(clock.now() / hour) * hour;
  data.clear();
  data.add({
    topic: 'It is over', start: now - 48 * hour, duration: hour, recordings: [{ size: 12_300_000, hasTranscript: false }],
    attendance: [
      { email: 'ana.ruiz@example.test', name: 'Ana', role: 'presenter', joinTime: now - 48 * hour, leaveTime: now - 47.5 * hour },
      { email: 'ana.ruiz@example.test', name: 'Ana', role: 'presenter', joinTime: now - 47.4 * hour, leaveTime: now - 47 * hour },
    ],
  });
  const { app, page, downloads } = await start(desk);
  await goTo(page, 'Meetings');
  await page.getByRole('tab', { name: 'Past' }).click();
  await open(page, 'It is over');

  await test.step('every stay, with role, in and out; saved as CSV', async () => {
    await details(page).getByRole('button', { name: 'Attendees', exact: true }).click();
    await expect(details(page).getByRole('list', { name: 'Attendees' }).getByRole('listitem')).toHaveCount(2);
    await details(page).getByRole('button', { name: 'Save attendees as CSV' }).click();
    await expect(status(page)).toContainText('Attendees - It is over.csv');
    const [head, first, second] = readFileSync(join(downloads, 'Attendees - It is over.csv'), 'utf8').split('\r\n');
    expect(head).toBe('\uFEFFName,Email,Role,Joined (UTC),Left (UTC),Minutes');
    const utc = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
    expect(first).toBe(`,ana.ruiz@example.test,presenter,${utc(now - 48 * hour)},${utc(now - 47.5 * hour)},30`);
    expect(second).toContain(',24');
  });

  await test.step('recordings are a grant of their own; refused, they stay off', async () => {
    const switchOn = details(page).getByRole('button', { name: 'Switch on recordings' });
    await expect(switchOn).toBeVisible();
    await audit(page, 'recordings-off');
    expect(desk.zoho.control.log.find({ path: /recordings/ })).toEqual([]);
    await switchOn.click();
    await (await app.consent()).getByRole('button', { name: 'Reject' }).click();
    await expect(switchOn).toBeVisible();
    await grant(app, switchOn);
  });

  await test.step('they are listed, and open in the browser by links that the page never sees', async () => {
    await details(page).getByRole('button', { name: 'Recordings', exact: true }).click();
    const list = details(page).getByRole('list', { name: 'Recordings' });
    await expect(list.getByRole('listitem')).toContainText('12 MB');
    await audit(page, 'recordings');
    for (const what of ['Play', 'Download']) {
      await list.getByRole('button', { name: what }).click();
      const { url = '' } = await app.desktopEntry('openExternal', (entry) => entry.url?.includes(`recording/${what.toLowerCase()}`) ?? false);
      expect(new URL(url).hostname).toMatch(/\.zoho\./);
      expect(await page.content()).not.toContain(url);
    }
  });
  expect(existsSync(join(downloads, 'Attendees - It is over (2).csv'))).toBe(false);
});
