import type { Page } from '@playwright/test';
import { until } from './app.ts';
import { expect, goTo, test, type Desk } from './fixtures.ts';
import { atMeetings, details, field, hour, openNew, rows, sent, status, stored, submit, type } from './form.ts';

test.describe('creating', () => {
  test('takes what people type and sends Zoho’s own format', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await openNew(page);
    await type(page, { topic: 'Design review', date: '2027-06-18', time: '7pm', duration: '1h 30', zone: 'Europe/Paris', participants: 'bo@example.test, Cy <cy@example.test>' });
    await submit(page);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(status(page)).toContainText('Created “Design review”');
    await page.getByRole('searchbox', { name: 'Search' }).fill('design');
    await expect(rows(page).filter({ hasText: 'Design review' })).toHaveCount(1);
    const [session] = sent(desk, 'POST');
    expect(session).toMatchObject({
      topic: 'Design review',
      startTime: 'Jun 18, 2027 07:00 PM',
      duration: 5_400_000,
      timezone: 'Europe/Paris',
      participants: [{ email: 'bo@example.test' }, { email: 'cy@example.test' }],
    });
    expect(String(session?.presenter)).toBe(desk.zoho.control.users.get('ana.ruiz@example.test')?.zuid);
    expect(Object.keys(session ?? {}).every((key) => ['topic', 'agenda', 'startTime', 'duration', 'timezone', 'presenter', 'participants'].includes(key))).toBe(true);
    expect(stored(desk, 'Design review')[0]?.start).toBe(Date.UTC(2027, 5, 18, 17));
  });

  test('shows the meeting before Zoho has answered', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await expect(rows(page).first()).toBeVisible();
    desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'delay', ms: 2_500 } });
    await openNew(page);
    await type(page, { topic: 'At once', date: 'tomorrow', time: '03:00' });
    await submit(page);
    await expect(rows(page).filter({ hasText: 'At once' })).toBeVisible({ timeout: 1_500 });
    expect(stored(desk, 'At once')).toHaveLength(0);
    await expect(status(page)).toContainText('Created “At once”');
    expect(stored(desk, 'At once')).toHaveLength(1);
    await expect(rows(page).filter({ hasText: 'At once' })).toHaveCount(1);
  });

  test('a refusal takes the row back and gives the form back as it was', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'answer', status: 400, body: { error: { code: 4001, message: 'JSON_PARSE_ERROR' } } } });
    await openNew(page);
    await type(page, { topic: 'Refused once', date: 'tomorrow', time: '03:00', duration: '50m', participants: 'bo@example.test' });
    await submit(page);
    const dialog = page.getByRole('dialog', { name: 'New meeting' });
    await expect(dialog.getByRole('alert')).toContainText('was not created');
    await expect(field(page, 'Topic')).toHaveValue('Refused once');
    await expect(dialog.getByText('bo@example.test').first()).toBeVisible();
    expect(stored(desk, 'Refused once')).toHaveLength(0);
    await submit(page);
    await expect(status(page)).toContainText('Created “Refused once”');
    expect(stored(desk, 'Refused once')).toHaveLength(1);
  });

  for (const [when, effect] of [
    ['after the write, by a dead connection', { kind: 'reset', afterCommit: true }],
    ['before the write, by a dead connection', { kind: 'reset' }],
    ['by a server error', { kind: 'answer', status: 502 }],
  ] as const) {
    test(`an answer lost ${when} never makes two`, async ({ desk }) => {
      test.slow();
      const { page } = await atMeetings(desk);
      desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect });
      await openNew(page);
      await type(page, { topic: 'Only once', date: 'tomorrow', time: '03:00' });
      await submit(page);
      if ('afterCommit' in effect) {
        await expect(status(page)).toContainText('Created “Only once”', { timeout: 40_000 });
      } else {
        await expect(status(page)).toContainText('Zoho’s answer to creating “Only once” was lost.', { timeout: 40_000 });
        await page.getByRole('button', { name: 'Open Changes' }).first().click();
        await page.getByRole('button', { name: 'Create it…' }).click();
        await page.getByRole('button', { name: 'Create it', exact: true }).click();
        await expect(status(page)).toContainText('All changes were sent', { timeout: 40_000 });
        await page.keyboard.press('Escape');
      }
      expect(stored(desk, 'Only once')).toHaveLength(1);
      await expect(rows(page).filter({ hasText: 'Only once' })).toHaveCount(1);
    });
  }

  test('works for webinars', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await goTo(page, 'Webinars');
    await page.getByRole('button', { name: 'New webinar' }).click();
    await type(page, { topic: 'Town hall', date: 'tomorrow', time: '10:00', duration: '45m' });
    await submit(page, 'Create webinar');
    await expect(status(page)).toContainText('Created “Town hall”');
    expect(desk.zoho.control.data.all('webinar').filter((each) => each.topic === 'Town hall')).toHaveLength(1);
    await expect(rows(page, 'Webinars').filter({ hasText: 'Town hall' })).toHaveCount(1);
  });
});

test.describe('editing', () => {
  const arrange = ({ zoho: { control } }: Desk) =>
    control.data.replace('meeting', [{ topic: 'Weekly', start: control.clock.now() + 30 * hour, duration: hour, agenda: 'Plan', participants: ['bo@example.test'] }])[0];

  const openDetails = async (page: Page) => {
    await rows(page).first().getByRole('button').first().click();
    await expect(details(page)).toContainText('Plan');
  };

  test('reads, then writes the whole meeting, and shows it', async ({ desk }) => {
    const before = arrange(desk);
    const { page } = await atMeetings(desk);
    await openDetails(page);
    await details(page).getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('dialog', { name: 'Edit meeting' })).toBeVisible();
    await expect(field(page, 'Topic')).toHaveValue('Weekly');
    await field(page, 'Topic').fill('Weekly, longer');
    await field(page, 'Duration').fill('2h');
    await submit(page, 'Save changes');
    await expect(rows(page).filter({ hasText: 'Weekly, longer' })).toHaveCount(1);
    await until('the change at Zoho', () => stored(desk, 'Weekly, longer').length === 1);
    const [put] = sent(desk, 'PUT');
    expect(put).toMatchObject({ topic: 'Weekly, longer', duration: 2 * hour, agenda: 'Plan', participants: [{ email: 'bo@example.test' }] });
    expect(desk.zoho.control.data.get(before?.key ?? '')?.start).toBe(before?.start);
  });

  test('keeps invitees that Zoho did not tell', async ({ desk }) => {
    arrange(desk);
    desk.zoho.control.modes.participantsInGet = false;
    const { page } = await atMeetings(desk);
    await openDetails(page);
    await details(page).getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('dialog').getByText(/kept as they are/)).toBeVisible();
    await field(page, 'Topic').fill('Weekly again');
    await submit(page, 'Save changes');
    await until('the change at Zoho', () => stored(desk, 'Weekly again').length === 1);
    expect(sent(desk, 'PUT')[0]).not.toHaveProperty('participants');
    expect(stored(desk, 'Weekly again')[0]?.participants).toHaveLength(1);
  });

  test('that is refused puts the row back and keeps the form', async ({ desk }) => {
    arrange(desk);
    const { page } = await atMeetings(desk);
    await openDetails(page);
    await details(page).getByRole('button', { name: 'Edit' }).click();
    desk.zoho.control.faults.add({ method: 'PUT', path: /sessions\//, effect: { kind: 'answer', status: 400, body: { error: { code: 4001, message: 'JSON_PARSE_ERROR' } } } });
    await field(page, 'Topic').fill('Not to be');
    await submit(page, 'Save changes');
    await expect(page.getByRole('dialog', { name: 'Edit meeting' }).getByRole('alert')).toContainText('was not changed');
    await expect(field(page, 'Topic')).toHaveValue('Not to be');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(rows(page).filter({ hasText: 'Weekly' })).toHaveCount(1);
  });

  test('a duplicate opens prefilled and makes a second one', async ({ desk }) => {
    arrange(desk);
    const { page } = await atMeetings(desk);
    await openDetails(page);
    await details(page).getByRole('button', { name: 'Duplicate' }).click();
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await expect(field(page, 'Topic')).toHaveValue('Weekly');
    await submit(page);
    await expect(status(page)).toContainText('Created “Weekly”');
    expect(stored(desk, 'Weekly')).toHaveLength(2);
  });
});

test.describe('deleting', () => {
  const arrange = ({ zoho: { control } }: Desk, count = 3) =>
    control.data.replace('meeting', Array.from({ length: count }, (_, index) => ({ topic: `Number ${index + 1}`, start: control.clock.now() + (index + 1) * hour })));
  const deletes = ({ zoho }: Desk) => zoho.control.log.count({ method: 'DELETE' });

  test('asks nothing, can be undone for 8 s, and is then done', async ({ desk }) => {
    arrange(desk);
    const { page } = await atMeetings(desk);
    await rows(page).first().getByRole('button').first().click();
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect(status(page)).toContainText('Deleted “Number 1”');
    await expect(rows(page)).toHaveCount(2);
    expect(deletes(desk)).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows(page)).toHaveCount(3);
    await rows(page).nth(1).getByRole('button').first().click();
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page)).toHaveCount(2);
    await page.waitForTimeout(6_000);
    expect(deletes(desk)).toBe(0);
    await until('the delete to be sent', () => deletes(desk) === 1, 5_000);
    expect(desk.zoho.control.data.all('meeting').map(({ topic }) => topic).toSorted()).toEqual(['Number 1', 'Number 3']);
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test('several at once tells progress, and what failed and why', async ({ desk }) => {
    test.slow();
    const all = arrange(desk, 30);
    const { page } = await atMeetings(desk);
    await rows(page).first().getByRole('button').first().focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('group', { name: 'Selection' }).getByText('30 selected')).toBeVisible();
    desk.zoho.control.faults.add({ method: 'DELETE', path: new RegExp(all[4]?.key ?? ''), times: 9, effect: { kind: 'answer', status: 403, body: { error: { errorCode: 3001, message: 'No', key: 'UNAUTHORIZED_USER' } } } });
    await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page)).toHaveCount(0);
    await expect(page.getByText(/Deleted 29 of 30/).first()).toBeVisible({ timeout: 40_000 });
    await expect(page.getByRole('alert').filter({ hasText: 'Number 5' })).toBeVisible();
    expect(desk.zoho.control.data.all('meeting').map(({ topic }) => topic)).toEqual(['Number 5']);
    await expect(rows(page)).toHaveCount(1);
  });

  test('several at once can be stopped, and what was not sent is kept', async ({ desk }) => {
    test.slow();
    arrange(desk, 30);
    const { page } = await atMeetings(desk);
    desk.zoho.control.faults.add({ method: 'DELETE', path: /sessions/, times: Infinity, effect: { kind: 'delay', ms: 700 } });
    await rows(page).first().getByRole('button').first().focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText(/Deleted [1-9]\d* of 30/).first()).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/stopped, \d+ kept/).first()).toBeVisible({ timeout: 20_000 });
    const left = () => desk.zoho.control.data.all('meeting').length;
    await expect.poll(async () => Number(await rows(page).first().getAttribute('aria-setsize')) - left()).toBe(0);
    expect(left()).toBeGreaterThan(0);
    expect(left()).toBeLessThan(30);
  });

  test('what could not be sent on quit stays away, and is deleted after the next start', async ({ desk }) => {
    test.slow();
    arrange(desk);
    const app = await atMeetings(desk);
    await rows(app.page).first().getByRole('button').first().click();
    const heal = desk.zoho.control.faults.add({ method: 'DELETE', path: /sessions/, times: Infinity, effect: { kind: 'reset' } });
    await details(app.page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(app.page)).toHaveCount(2);
    await app.stop();
    expect(desk.zoho.control.data.all('meeting')).toHaveLength(3);
    const again = await desk.start();
    await goTo(again.page, 'Meetings');
    await expect(rows(again.page)).toHaveCount(2);
    heal();
    await until('the deletion at Zoho', () => desk.zoho.control.data.all('meeting').length === 2, 30_000);
    await expect(rows(again.page)).toHaveCount(2);
  });

  test('on quit, what is held is sent', async ({ desk }) => {
    arrange(desk);
    const app = await atMeetings(desk);
    await rows(app.page).first().getByRole('button').first().click();
    await details(app.page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(app.page)).toHaveCount(2);
    await app.stop();
    expect(desk.zoho.control.data.all('meeting')).toHaveLength(2);
  });
});
