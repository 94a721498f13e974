import type { Page } from '@playwright/test';
import { until, type RunningApp } from './app.ts';
import { connect, expect, goTo, test, type Desk } from './fixtures.ts';

const hour = 3_600_000;
const rows = (page: Page, name: 'Meetings' | 'Webinars' = 'Meetings') => page.getByRole('list', { name }).getByRole('listitem');
const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const field = (page: Page, name: string) => page.getByRole('dialog').getByRole('textbox', { name, exact: true });
const status = (page: Page) => page.getByRole('status');

async function atMeetings(desk: Desk): Promise<RunningApp> {
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  await goTo(app.page, 'Meetings');
  return app;
}

interface Typed {
  readonly topic?: string;
  readonly date?: string;
  readonly time?: string;
  readonly duration?: string;
  readonly zone?: string;
  readonly participants?: string;
}

async function type(page: Page, typed: Typed): Promise<void> {
  if (typed.topic !== undefined) await field(page, 'Topic').fill(typed.topic);
  if (typed.date !== undefined) await field(page, 'Date').fill(typed.date);
  if (typed.time !== undefined) await field(page, 'Start time').fill(typed.time);
  if (typed.duration !== undefined) await field(page, 'Duration').fill(typed.duration);
  if (typed.zone !== undefined) await page.getByRole('combobox', { name: 'Time zone' }).fill(typed.zone);
  if (typed.participants !== undefined) {
    await field(page, 'Participants').fill(typed.participants);
    await field(page, 'Participants').press('Enter');
  }
}

const openNew = async (page: Page) => {
  await page.getByRole('button', { name: 'New meeting' }).click();
  await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
};
const submit = (page: Page, name = 'Create meeting') => page.getByRole('button', { name }).click();
const stored = ({ zoho }: Desk, topic: string) => zoho.control.data.all('meeting').filter((each) => each.topic === topic);
const sent = ({ zoho }: Desk, method: 'POST' | 'PUT') =>
  zoho.control.log.find({ method, path: /sessions/ }).map(({ body }) => (JSON.parse(body) as { session: Record<string, unknown> }).session);

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
        const alert = page.getByRole('dialog', { name: 'New meeting' }).getByRole('alert');
        await expect(alert).toContainText('did not say whether this was created', { timeout: 40_000 });
        await expect(field(page, 'Topic')).toHaveValue('Only once');
        await page.getByRole('button', { name: 'Send again' }).click();
        await expect(status(page)).toContainText('Created “Only once”', { timeout: 40_000 });
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

test.describe('what cannot be sent', () => {
  test('is said at its field, and the focus goes to the first', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await openNew(page);
    const attempts: [string, Typed, RegExp][] = [
      ['Topic', { topic: '' }, /what the meeting is about/],
      ['Topic', { topic: 'x'.repeat(300) }, /300/],
      ['Date', { topic: 'Fine', date: 'someday' }, /.+/],
      ['Date', { date: '2020-01-01', time: '10:00' }, /past/i],
      ['Start time', { date: '2027-06-18', time: 'late' }, /.+/],
      ['Duration', { time: '10:00', duration: '0' }, /.+/],
      ['Duration', { duration: '25h' }, /24/],
    ];
    for (const [name, typed, words] of attempts) {
      await test.step(`${name}: ${JSON.stringify(typed).slice(0, 60)}`, async () => {
        await type(page, typed);
        await submit(page);
        const at = field(page, name);
        await expect(at).toHaveAttribute('aria-invalid', 'true');
        await expect(at).toBeFocused();
        await expect(at).toHaveAccessibleDescription(words);
      });
    }
    await type(page, { duration: '30m', zone: 'Atlantis/Capital' });
    await submit(page);
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveAttribute('aria-invalid', 'true');
    await type(page, { zone: 'Asia/Calcutta', participants: 'not an address at all@' });
    await submit(page);
    await expect(field(page, 'Participants')).toHaveAttribute('aria-invalid', 'true');
    expect(sent(desk, 'POST')).toEqual([]);
  });

  test('101 participants are refused with their number', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await openNew(page);
    await type(page, { topic: 'Crowd', date: 'tomorrow', time: '03:00', participants: Array.from({ length: 101 }, (_, index) => `p${index}@example.test`).join(', ') });
    await submit(page);
    await expect(field(page, 'Participants')).toHaveAccessibleDescription(/101/);
    expect(sent(desk, 'POST')).toEqual([]);
  });

  for (const [what, typed, offer] of [
    ['that does not exist, as clocks go forward', { date: '2027-03-28', time: '02:30', zone: 'Europe/Paris' }, /03:30|3:30/],
    ['that happens twice, as clocks go back', { date: '2027-10-31', time: '02:30', zone: 'Europe/Paris' }, /03:30|3:30/],
  ] as const) {
    test(`a time ${what}, is explained and a neighbour offered`, async ({ desk }) => {
      const { page } = await atMeetings(desk);
      await openNew(page);
      await type(page, { topic: 'Odd hour', ...typed });
      await submit(page);
      await expect(field(page, 'Start time')).toHaveAttribute('aria-invalid', 'true');
      await page.getByRole('dialog').getByRole('button', { name: offer }).click();
      await expect(field(page, 'Start time')).toHaveValue(offer);
      await submit(page);
      await expect(status(page)).toContainText('Created “Odd hour”');
      expect(sent(desk, 'POST')[0]?.startTime).toMatch(/03:30 AM$/);
    });
  }
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

test.describe('nothing typed is lost', () => {
  test('after a crash the form comes back', async ({ desk }) => {
    const app = await atMeetings(desk);
    await openNew(app.page);
    await type(app.page, { topic: 'Half a thought', date: '2027-06-18' });
    await app.page.waitForTimeout(1_200);
    app.process.kill('SIGKILL');
    await until('the end', () => app.process.signalCode !== null);
    const again = await desk.start();
    await goTo(again.page, 'Meetings');
    await openNew(again.page);
    await expect(field(again.page, 'Topic')).toHaveValue('Half a thought');
    await expect(again.page.getByText('Kept from before')).toBeVisible();
    await again.page.getByRole('button', { name: 'Start afresh' }).click();
    await expect(field(again.page, 'Topic')).toHaveValue('');
  });

  test('when the session ends while typing, reconnecting goes on where it was', async ({ desk }) => {
    const app = await atMeetings(desk);
    await openNew(app.page);
    await type(app.page, { topic: 'Patience', date: 'tomorrow', time: '03:00' });
    desk.zoho.control.killRefreshToken();
    await submit(app.page);
    const dialog = app.page.getByRole('dialog', { name: 'New meeting' });
    await expect(dialog.getByRole('alert')).toContainText(/no longer accepts/);
    await expect(field(app.page, 'Topic')).toHaveValue('Patience');
    await dialog.getByRole('button', { name: 'Reconnect' }).click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await until('the consent window to close', () => app.others().length === 0);
    await submit(app.page);
    await expect(status(app.page)).toContainText('Created “Patience”');
    expect(stored(desk, 'Patience')).toHaveLength(1);
  });
});

test.describe('pasting into the window', () => {
  const paste = (page: Page, text: string) =>
    page.evaluate((value) => {
      const data = new DataTransfer();
      data.setData('text/plain', value);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);

  test('an .ics text opens the form prefilled', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await paste(page, ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'SUMMARY:Budget\\, round two', 'DTSTART;TZID=Europe/Paris:20270618T190000', 'DURATION:PT45M', 'ATTENDEE:mailto:bo@example.test', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'));
    await expect(page.getByRole('dialog', { name: 'New meeting' })).toBeVisible();
    await expect(field(page, 'Topic')).toHaveValue('Budget, round two');
    await expect(field(page, 'Date')).toHaveValue('2027-06-18');
    await expect(field(page, 'Start time')).toHaveValue('19:00');
    await expect(field(page, 'Duration')).toHaveValue('45m');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Paris');
    await expect(page.getByRole('dialog').getByText('bo@example.test').first()).toBeVisible();
  });

  test('the link of a known meeting opens it', async ({ desk }) => {
    const { control } = desk.zoho;
    const [session] = control.data.replace('meeting', [{ topic: 'Found by link', start: control.clock.now() + hour }]);
    const { page } = await atMeetings(desk);
    await expect(rows(page)).toHaveCount(1);
    await paste(page, `https://meeting.zoho.com/join?key=${session?.key}`);
    await expect(details(page)).toContainText('Found by link');
  });

  test('anything else does nothing', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    await paste(page, 'Lunch?');
    await page.waitForTimeout(500);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test.describe('when the way to Zoho is not what it should be', () => {
  for (const [what, effect, words] of [
    ['a guest network answers', { kind: 'captive-portal' }, /network answered/],
    ['there is no network', { kind: 'reset' }, /could not be reached|did not say/],
  ] as const) {
    test(`and ${what}, nothing typed is lost and nothing is made twice`, async ({ desk }) => {
      test.slow();
      const { page } = await atMeetings(desk);
      await expect(rows(page).first()).toBeVisible();
      const remove = desk.zoho.control.faults.add({ path: /sessions/, times: Infinity, effect });
      await openNew(page);
      await type(page, { topic: 'Through the storm', date: 'tomorrow', time: '03:00' });
      await submit(page);
      const alert = page.getByRole('dialog', { name: 'New meeting' }).getByRole('alert');
      await expect(alert).toContainText(words, { timeout: 45_000 });
      await expect(field(page, 'Topic')).toHaveValue('Through the storm');
      remove();
      await submit(page);
      await expect(status(page)).toContainText('Created “Through the storm”', { timeout: 45_000 });
      expect(stored(desk, 'Through the storm')).toHaveLength(1);
    });
  }

  test('a clock that is wrong by hours does not move a meeting', async ({ desk }) => {
    desk.zoho.control.modes.dateSkew = 5 * hour;
    const { page } = await atMeetings(desk);
    await openNew(page);
    await type(page, { topic: 'Right time', date: '2027-06-18', time: '19:00', zone: 'Asia/Calcutta' });
    await submit(page);
    await expect(status(page)).toContainText('Created “Right time”');
    expect(stored(desk, 'Right time')[0]?.start).toBe(Date.UTC(2027, 5, 18, 13, 30));
  });

  test('another time kept by Zoho is said', async ({ desk }) => {
    const { page } = await atMeetings(desk);
    const start = Date.UTC(2027, 5, 18, 18);
    desk.zoho.control.faults.add({
      method: 'POST',
      path: /sessions\.json/,
      effect: { kind: 'answer', status: 201, body: { session: { meetingKey: '9990001112', topic: 'Shifted', startTimeMillisec: start, duration: 1_800_000, timezone: 'UTC' } } },
    });
    await openNew(page);
    await type(page, { topic: 'Shifted', date: '2027-06-18', time: '17:00', duration: '30m', zone: 'UTC' });
    await submit(page);
    await expect(page.getByRole('alert').filter({ hasText: /Zoho kept .*6:00 PM.*you asked for .*5:00 PM/ })).toBeVisible();
  });
});
