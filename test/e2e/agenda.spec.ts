import type { Locator, Page } from '@playwright/test';
import type { ParleyApi } from '../../contract/api.ts';
import { column, dateOf, day, grid, part, set, show, wednesday } from './agenda-page.ts';
import type { RunningApp } from './app.ts';
import { connect, expect, test, type Desk } from './fixtures.ts';
import { details, field, sent, status, stored } from './form.ts';

const hour = 3_600_000;

const kept = (page: Page) =>
  page.evaluate(async () => {
    const settings = await (window as unknown as { parley: ParleyApi }).parley.getSettings();
    return settings.ok ? settings.value : null;
  });
const boxOf = async (locator: Locator) => (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
const layout = (page: Page, name: 'Day' | 'Week' | 'List') => page.getByRole('radio', { name });
const hours = (page: Page, zone?: string) =>
  grid(page).locator(zone === undefined ? '.rail' : `.rail[data-zone="${zone}"]`).last().locator('.rail-hour').allInnerTexts();

/** A zone in which it is about noon, so that an hour from now is still today. */
function noonZone(now: number): string {
  const ahead = 12 - new Date(now).getUTCHours();
  // In these names west is plus.
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function begin(desk: Desk): Promise<RunningApp> {
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  await app.page.setViewportSize({ width: 1120, height: 760 });
  await set(app.page, { agendaTimeZone: 'UTC' });
  return app;
}

test('the day and the week show what is on, side by side, over midnight, and what comes next', async ({ desk }) => {
  const { control } = desk.zoho;
  const now = control.clock.now();
  const wed = wednesday(now);
  control.data.clear();
  control.data.add({ topic: 'Runs', start: now - hour / 4, duration: hour });
  control.data.add({ topic: 'Follows', start: now + hour, duration: hour });
  for (const topic of ['One', 'Two', 'Three']) control.data.add({ topic, start: wed + 10 * hour, duration: hour });
  control.data.add({ topic: 'Night', start: wed + 23 * hour, duration: 3 * hour });
  control.data.add({ topic: 'Round the clock', start: wed + 2 * day, duration: day });
  control.data.add({ topic: 'Moment', start: wed + 8 * hour, duration: 0 });
  control.data.add({ topic: 'Seminar', start: wed + 14 * hour, duration: hour, kind: 'webinar' });
  const { page } = await begin(desk);

  await test.step('today first, what is on told from what is next', async () => {
    await set(page, { agendaTimeZone: noonZone(now) });
    await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
    await expect(layout(page, 'Day')).toBeChecked();
    await expect(page.getByText('On now', { exact: true })).toBeVisible();
    await expect(part(page, 'Runs').first()).toHaveAccessibleDescription(/Running/);
    await expect(part(page, 'Follows').first()).toHaveAccessibleDescription(/Next/);
    await expect(grid(page).locator('.now-line')).toHaveCount(1);
    await set(page, { agendaTimeZone: 'UTC' });
  });

  await test.step('the week, whose layout is kept', async () => {
    await layout(page, 'Week').click({ force: true });
    await show(page, `week/${dateOf(wed)}`);
    await expect(grid(page).locator('[data-date]')).toHaveCount(7);
    await expect.poll(async () => (await kept(page))?.agendaLayout).toBe('week');
    await expect(part(page, 'One')).toBeVisible();
  });

  await test.step('the month beside it marks the days that have something on', async () => {
    const week = page.getByRole('region', { name: 'Month' }).locator('td[data-shown]').getByRole('button');
    await expect(week).toHaveCount(7);
    const marked = week.and(page.getByRole('button', { name: /, something on$/ }));
    // The night goes on into Thursday; what ends at midnight is not of the next day.
    await expect(marked).toHaveText([0, 1, 2].map((later) => String(new Date(wed + later * day).getUTCDate())));
  });

  await test.step('three at once stand side by side', async () => {
    const boxes = await Promise.all(['One', 'Two', 'Three'].map((topic) => boxOf(part(page, topic))));
    const [first, second, third] = boxes.toSorted((a, b) => a.x - b.x);
    expect(new Set(boxes.map(({ y }) => Math.round(y))).size).toBe(1);
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual((second?.x ?? 0) + 0.5);
    expect((second?.x ?? 0) + (second?.width ?? 0)).toBeLessThanOrEqual((third?.x ?? 0) + 0.5);
    await expect(part(page, 'One')).toHaveAttribute('title', /^One\n10:00/);
    await part(page, 'Moment').focus();
    await page.keyboard.press('ArrowDown');
    await expect(grid(page).locator('.part-button:focus')).toHaveAccessibleName(/^(?:One|Two|Three),/);
    expect((await boxOf(grid(page).locator('.part-button:focus'))).width, 'as wide as its day where the keys are').toBeGreaterThan(2.5 * (first?.width ?? 0));
  });

  await test.step('a night has a part in each of its days, a whole day fits, a moment can be pressed', async () => {
    await expect(part(page, 'Night')).toHaveCount(2);
    await expect(column(page, dateOf(wed)).getByRole('button', { name: /^Night,/ })).toHaveAccessibleDescription(/Goes on the next day/);
    await expect(column(page, dateOf(wed + day)).getByRole('button', { name: /^Night,/ })).toHaveAccessibleDescription(/Began the day before/);
    const whole = await boxOf(part(page, 'Round the clock'));
    const track = await boxOf(column(page, dateOf(wed + 2 * day)));
    expect(whole.height).toBeGreaterThan(track.height - 2);
    expect(whole.height).toBeLessThanOrEqual(track.height);
    expect((await boxOf(part(page, 'Moment'))).height).toBeGreaterThanOrEqual(23);
    await expect(part(page, 'Seminar')).toHaveAccessibleDescription(/^Webinar/);
  });

  await test.step('the month marks days and leads to them', async () => {
    const month = page.getByRole('region', { name: 'Month' });
    await show(page, `day/${dateOf(wed)}`);
    await expect(month.getByRole('button', { name: /something on/ }).first()).toBeVisible();
    await month.getByRole('grid').locator('[tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`day/${dateOf(wed + 7 * day)}$`));
    await page.getByRole('button', { name: 'Previous', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`day/${dateOf(wed + 6 * day)}$`));
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Today' }).click();
    await expect(grid(page).locator('.now-line')).toHaveCount(1);
  });

  await test.step('Today brings now into view, also where today is shown', async () => {
    const away = new Date(now).getUTCHours() < 12 ? 9_999 : 0;
    await grid(page).locator('.grid-scroll').evaluate((each, top) => void (each.scrollTop = top), away);
    await expect(grid(page).locator('.now-line')).not.toBeInViewport();
    // Also from the choice of layouts, which is an input and takes no text.
    await layout(page, 'Day').focus();
    await page.keyboard.press('t');
    await expect(grid(page).locator('.now-line')).toBeInViewport();
  });

  await test.step('the list is still there', async () => {
    await layout(page, 'List').click({ force: true });
    await expect(page.getByRole('listitem').filter({ hasText: 'Follows' })).toBeVisible();
  });
});

test.describe('moving', () => {
  /** A meeting on that Wednesday, on the clock of a zone of its own. */
  async function arrange(desk: Desk) {
    const { control } = desk.zoho;
    const wed = wednesday(control.clock.now());
    control.data.clear();
    const at = (topic: string, start: number, more: object = {}) =>
      control.data.add({ topic, start: wed + start, duration: hour, agenda: 'Plan', timeZone: 'Asia/Kolkata', participants: ['bo@example.test'], ...more });
    at('Team', 10 * hour);
    at('Later', 15 * hour);
    at('Morning', day + 10 * hour);
    at('Series', day + 12 * hour, { recurring: true });
    const app = await begin(desk);
    await show(app.page, `week/${dateOf(wed)}`);
    await expect(part(app.page, 'Team')).toBeVisible();
    return { ...app, wed };
  }

  test('by keys: between days and meetings, quarters and days, and undone', async ({ desk }) => {
    const { page, wed } = await arrange(desk);
    const start = () => stored(desk, 'Team')[0]?.start;

    await test.step('one Tab stop; arrows go through meetings and days', async () => {
      await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
      await part(page, 'Team').focus();
      await page.keyboard.press('ArrowDown');
      await expect(part(page, 'Later')).toBeFocused();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await expect(part(page, 'Morning')).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await expect(grid(page).locator(`[data-head="${dateOf(wed + 2 * day)}"]`)).toBeFocused();
      await page.keyboard.press('PageDown');
      await expect(grid(page).locator(`[data-head="${dateOf(wed + 9 * day)}"]`)).toBeFocused();
      await page.keyboard.press('PageUp');
      await expect(grid(page).locator(`[data-head="${dateOf(wed + 2 * day)}"]`)).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowLeft');
      await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
    });

    await test.step('several presses are one change, with everything else kept', async () => {
      await part(page, 'Team').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Alt+ArrowRight');
      await page.keyboard.press('Alt+Shift+ArrowDown');
      await expect(part(page, 'Team')).toBeFocused();
      await expect(column(page, dateOf(wed + day)).getByRole('button', { name: /^Team,.*10:30 AM to 11:45 AM/ })).toBeVisible();
      await expect(status(page)).toContainText('“Team” moved to Thursday 10:30 AM');
      await expect.poll(start).toBe(wed + day + 10.5 * hour);
      const [put, ...more] = sent(desk, 'PUT');
      expect(more).toEqual([]);
      expect(put).toMatchObject({ topic: 'Team', agenda: 'Plan', timezone: 'Asia/Kolkata', duration: 1.25 * hour, participants: [{ email: 'bo@example.test' }] });
    });

    await test.step('Ctrl+Z puts it back', async () => {
      await page.keyboard.press('Control+z');
      await expect.poll(start).toBe(wed + 10 * hour);
      expect(stored(desk, 'Team')[0]?.duration).toBe(hour);
      await expect(column(page, dateOf(wed)).getByRole('button', { name: /^Team,/ })).toBeVisible();
    });

    await test.step('what repeats stays', async () => {
      await part(page, 'Series').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await expect(status(page)).toContainText('Series cannot be moved here');
      expect(sent(desk, 'PUT')).toHaveLength(2);
    });

    await test.step('a refusal puts it back and says why', async () => {
      desk.zoho.control.faults.add({ method: 'PUT', path: /sessions/, effect: { kind: 'answer', status: 400, body: { error: { errorCode: 9999, message: 'No' } } } });
      await part(page, 'Later').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await expect(page.getByRole('alert').filter({ hasText: '“Later” was not moved.' })).toBeVisible();
      // At once: it would go by itself.
      expect(await status(page).innerText()).not.toContain('“Later” moved');
      await expect(grid(page).getByRole('button', { name: /^Later,.*3:00 PM to 4:00 PM/ })).toBeVisible();
    });

    await test.step('Enter opens it beside the grid, Escape comes back', async () => {
      await part(page, 'Later').focus();
      await page.keyboard.press('Enter');
      await expect(details(page).getByRole('heading', { name: 'Later' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(part(page, 'Later')).toBeFocused();
    });
  });

  test('by pointer: another day, another end, Escape, and an empty place', async ({ desk }) => {
    const { page, wed } = await arrange(desk);
    const hourHigh = (await boxOf(column(page, dateOf(wed)))).height / 24;
    const middle = async (locator: Locator) => {
      const box = await boxOf(locator);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, bottom: box.y + box.height };
    };
    const team = () => stored(desk, 'Team')[0];

    // At the edge of the grid a drag scrolls it, whatever the time of day has put there.
    await part(page, 'Team').evaluate((each) => each.scrollIntoView({ block: 'center' }));
    const from = await middle(part(page, 'Team'));
    const next = await middle(part(page, 'Morning'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(next.x, from.y + hourHigh, { steps: 4 });
    await expect(grid(page).locator('.part-ghost')).toContainText('11:00');
    await page.keyboard.press('Escape');
    await expect(grid(page).locator('.part-ghost')).toHaveCount(0);
    await page.mouse.up();
    expect(sent(desk, 'PUT')).toEqual([]);

    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(next.x, from.y + 1.25 * hourHigh, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => team()?.start).toBe(wed + day + 11.25 * hour);
    await expect(details(page)).toHaveCount(0);
    await status(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => team()?.start).toBe(wed + 10 * hour);

    await expect(column(page, dateOf(wed)).getByRole('button', { name: /^Team,/ })).toBeVisible();
    await part(page, 'Team').evaluate((each) => each.scrollIntoView({ block: 'center' }));
    const edge = await middle(part(page, 'Team'));
    await page.mouse.move(edge.x, edge.bottom - 3);
    await page.mouse.down();
    await page.mouse.move(edge.x, edge.bottom + hourHigh / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => team()?.duration).toBe(1.5 * hour);
    expect(team()?.start).toBe(wed + 10 * hour);

    const track = await boxOf(column(page, dateOf(wed + 3 * day)));
    await page.mouse.click(track.x + track.width / 2, track.y + 12.6 * hourHigh);
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await expect(field(page, 'Date')).toHaveValue(dateOf(wed + 3 * day));
    await expect(field(page, 'Start time')).toHaveValue('12:30');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('UTC');
  });
});

/** Zone, the Sunday on which its clocks change, and how far it is from UTC before and after, minutes. */
const changes = [
  ['Europe/Paris', '2027-03-28', 60, 120],
  ['Europe/Paris', '2027-10-31', 120, 60],
  ['America/New_York', '2027-03-14', -300, -240],
  ['America/New_York', '2027-11-07', -240, -300],
  ['Australia/Lord_Howe', '2027-10-03', 630, 660],
  ['Australia/Lord_Howe', '2027-04-04', 660, 630],
] as const;

test('zones: the hours of two, weeks in which clocks change, and zones that are none', async ({ desk }) => {
  const { control } = desk.zoho;
  control.data.clear();
  const at = (text: string) => Date.parse(text);
  control.data.add({ topic: 'Berlin nine', start: at('2027-03-28T07:00Z'), duration: hour });
  control.data.add({ topic: 'Berlin nine before', start: at('2027-03-27T08:00Z'), duration: hour });
  control.data.add({ topic: 'Across the gap', start: at('2027-03-28T00:30Z'), duration: hour });
  control.data.add({ topic: 'Second one', start: at('2027-11-07T06:00Z'), duration: hour });
  control.data.add({ topic: 'First one', start: at('2027-11-07T05:00Z'), duration: hour });
  for (const [, date, before, after] of changes) {
    const wall = (topic: string, clock: string, days: number, offset: number) =>
      control.data.add({ topic, start: at(`${date}T${clock}Z`) + days * day - offset * 60_000, duration: hour });
    wall('Early', '00:30', 0, before);
    wall('Early', '00:30', 1, after);
    wall('Nine', '09:00', 0, after);
    wall('Nine', '09:00', 1, after);
  }
  const { page } = await begin(desk);
  await set(page, { agendaTimeZone: 'Europe/Berlin', secondTimeZone: 'Asia/Kolkata' });

  await test.step('Berlin, an hour less: the day has 23, the week a hole, and nine is nine', async () => {
    await show(page, 'day/2027-03-28');
    await expect(part(page, 'Berlin nine')).toBeVisible();
    expect((await hours(page)).slice(0, 4)).toEqual(['1 AM', '3 AM', '4 AM', '5 AM']);
    expect((await hours(page, 'Kolkata')).slice(0, 4)).toEqual(['5:30 AM', '6:30 AM', '7:30 AM', '8:30 AM']);
    await expect(part(page, 'Across the gap')).toHaveAccessibleName(/1:30 AM to 3:30 AM$/);
    await show(page, 'week/2027-03-27');
    await expect(part(page, 'Berlin nine before')).toBeVisible();
    await show(page, 'week/2027-03-28');
    await expect(grid(page).locator('.column-hole')).toHaveCount(1);
    await expect(part(page, 'Berlin nine')).toHaveAccessibleName(/9:00 AM to 10:00 AM$/);
  });

  await test.step('New York, an hour twice', async () => {
    await set(page, { agendaTimeZone: 'America/New_York', secondTimeZone: 'Europe/Berlin' });
    await show(page, 'day/2027-11-07');
    await expect(part(page, 'Second one')).toBeVisible();
    expect((await hours(page)).slice(0, 4)).toEqual(['1 AM', '1 AM', '2 AM', '3 AM']);
    const [first, second] = [await boxOf(part(page, 'First one')), await boxOf(part(page, 'Second one'))];
    expect(second.y - first.y).toBeCloseTo((await boxOf(column(page, '2027-11-07'))).height / 25, 0);
  });

  await test.step('Lord Howe, half an hour, and a second zone that changes on another day', async () => {
    await set(page, { agendaTimeZone: 'Australia/Lord_Howe', secondTimeZone: 'Europe/Berlin' });
    await show(page, 'day/2027-10-03');
    await expect.poll(async () => (await hours(page)).slice(0, 3)).toEqual(['1 AM', '3 AM', '4 AM']);
    const track = await boxOf(column(page, '2027-10-03'));
    await show(page, 'day/2027-10-05');
    await expect(column(page, '2027-10-05')).toBeVisible();
    expect((await boxOf(column(page, '2027-10-05'))).height / track.height).toBeCloseTo(24 / 23.5, 2);
    await set(page, { agendaTimeZone: 'Asia/Kolkata', secondTimeZone: 'Africa/Cairo' });
    await show(page, 'week/2027-04-28');
    await expect(grid(page).locator('[data-head="2027-04-30"]')).toHaveAccessibleName(/Cairo 1 h later/);
    await expect(grid(page).locator('[data-head="2027-04-29"]')).not.toHaveAccessibleName(/Cairo/);
  });

  for (const [zone, date, before, after] of changes)
    await test.step(`the week of ${date} in ${zone}: one clock time is at one height, what a day lacks is a hole`, async () => {
      await set(page, { agendaTimeZone: zone, secondTimeZone: null });
      await show(page, `week/${date}`);
      const there = (topic: string, on: string) => column(page, on).getByRole('button', { name: new RegExp(`^${topic},`) });
      const monday = dateOf(at(date) + day);
      await expect(there('Nine', date)).toHaveAccessibleName(/9:00 AM to 10:00 AM$/);
      await expect(there('Early', monday)).toHaveAccessibleName(/12:30 AM to 1:30 AM$/);
      const longer = Math.max(0, before - after);
      const track = await boxOf(column(page, date));
      const minute = track.height / (24 * 60 + longer);
      for (const on of [date, monday]) {
        expect(((await boxOf(there('Early', on))).y - track.y) / minute).toBeCloseTo(30, 0);
        expect(((await boxOf(there('Nine', on))).y - track.y) / minute).toBeCloseTo(9 * 60 + longer, 0);
      }
      const holes = grid(page).locator('.column-hole');
      await expect(holes).toHaveCount(after > before ? 1 : 6);
      await expect(column(page, date).locator('.column-hole')).toHaveCount(after > before ? 1 : 0);
      expect((await boxOf(holes.first())).height / minute).toBeCloseTo(Math.abs(after - before), 0);
    });

  await test.step('both are chosen there', async () => {
    await page.getByRole('button', { name: /^Time zones/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Time zones' });
    await dialog.getByRole('combobox', { name: 'Agenda in' }).fill('Kathmandu');
    await page.keyboard.press('Tab');
    await dialog.getByRole('combobox', { name: 'Beside it' }).fill('');
    await page.keyboard.press('Escape');
    await expect.poll(async () => kept(page)).toMatchObject({ agendaTimeZone: 'Asia/Kathmandu', secondTimeZone: null });
    await expect(grid(page).locator('.rail')).toHaveCount(1);
  });

  await test.step('a zone that is no more gives way to this computer’s, and says so', async () => {
    await set(page, { agendaTimeZone: 'Mars/Base' });
    await expect(page.getByText('The time zone “Mars/Base” is not known here.', { exact: false })).toBeVisible();
    await expect(grid(page)).toBeVisible();
  });
});

test('400 in a week, and none', async ({ desk }) => {
  test.setTimeout(120_000);
  const { control } = desk.zoho;
  const wed = wednesday(control.clock.now());
  control.data.clear();
  for (let index = 0; index < 400; index += 1)
    control.data.add({ topic: `Crowded ${index}`, start: wed - 2 * day + (index % 5) * day + (8 + ((index * 7) % 40) / 4) * hour, duration: ((index % 4) + 1) * (hour / 4) });
  const { page } = await begin(desk);
  await show(page, `week/${dateOf(wed)}`);
  const more = grid(page).getByRole('button', { name: /^\+\d+ more, from/ });
  await expect(more.first()).toBeVisible();
  const shown = await grid(page).getByRole('button', { name: /^Crowded/ }).count();
  const counted = (await more.allInnerTexts()).reduce((sum, text) => sum + Number(text.slice(1)), 0);
  expect(shown + counted).toBe(400);

  await test.step('nothing covers anything else, and the keyboard reaches all of it', async () => {
    const covered = await grid(page).locator('[data-date]').evaluateAll((columns) =>
      columns.flatMap((each) => {
        const boxes = [...each.querySelectorAll('.part-button')].map((button) => button.getBoundingClientRect());
        return boxes.filter((a, at) =>
          boxes.slice(at + 1).some((b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1));
      }).length,
    );
    expect(covered).toBe(0);
    const stops = await grid(page).locator('[data-stop]').count();
    await grid(page).locator('[data-stop]').first().focus();
    await page.keyboard.press('Home');
    await page.evaluate(() => {
      const reached = new Set([document.activeElement]);
      Object.assign(globalThis, { reached });
      document.addEventListener('focusin', ({ target }) => void (target instanceof Element && reached.add(target)));
    });
    for (let steps = 1; steps < stops; steps += 1) await page.keyboard.press('ArrowDown');
    const reached = () => page.evaluate(() => [...(globalThis as unknown as { reached: Set<Element> }).reached].filter((each) => each.matches('[data-stop]')).length);
    await expect.poll(reached).toBe(stops);
    // What is counted is listed, and each of the list can be reached too.
    const counts = (await more.allInnerTexts()).map((text) => Number(text.slice(1)));
    const crowd = more.nth(counts.indexOf(Math.min(...counts)));
    await crowd.focus();
    await page.keyboard.press('Enter');
    const inside = page.getByRole('dialog', { name: /more, from/ }).getByRole('button', { name: /^Crowded/ });
    const all = await inside.evaluateAll((buttons) => buttons.map((each) => each.getAttribute('aria-label')));
    expect(all.length).toBe(Number((await crowd.innerText()).slice(1)));
    const walked = new Set<string | null>();
    for (let steps = 0; steps <= all.length; steps += 1) {
      walked.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null));
      await page.keyboard.press('Tab');
    }
    expect(all.filter((each) => !walked.has(each))).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(crowd).toBeFocused();
  });

  // Weeks ahead and back are there in the next frames: nobody waits for Zoho.
  const began = Date.now();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await expect(more.first()).toBeVisible();
  test.info().annotations.push({ type: 'weeks', description: `${Date.now() - began} ms for a week ahead and back` });

  await more.first().click();
  const list = page.getByRole('dialog', { name: /more, from/ });
  await list.getByRole('button', { name: /^Crowded/ }).first().click();
  await expect(details(page)).toBeVisible();
  await page.keyboard.press('Escape');

  await show(page, 'week/2030-01-02');
  await expect(grid(page).locator('[data-date]')).toHaveCount(7);
  await expect(grid(page).locator('.part')).toHaveCount(0);
  await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
});
