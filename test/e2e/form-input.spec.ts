import type { Page } from '@playwright/test';
import { until } from './app.ts';
import { expect, goTo, test } from './fixtures.ts';
import { atMeetings, details, field, hour, openNew, rows, sent, status, stored, submit, type, type Typed } from './form.ts';

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

  test('does not hold back odd but honest input', async ({ desk }) => {
    desk.zoho.control.data.clear('meeting');
    const { page } = await atMeetings(desk);
    const topics = ['<b>Pricing</b> & "discounts"', '🚀 Launch 👩‍🚀', 'פגישת היכרות'];
    for (const topic of topics) {
      await test.step(topic, async () => {
        await openNew(page);
        await type(page, { topic, date: 'tomorrow', time: '03:00', participants: 'józef@exämple.test, bo@example.test; BO@example.test' });
        await submit(page);
        // A topic that runs from right to left stands between marks that keep it from turning the words around it.
        await expect(status(page)).toContainText(/[א-ת]/.test(topic) ? `Created “\u2068${topic}\u2069”` : `Created “${topic}”`);
        await expect(rows(page).filter({ hasText: topic })).toHaveCount(1);
        expect(sent(desk, 'POST').at(-1)).toMatchObject({ topic, participants: [{ email: 'józef@exämple.test' }, { email: 'bo@example.test' }] });
      });
    }
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
    await expect(status(app.page)).toContainText('Kept “Patience”. It will be sent when you have reconnected.', { timeout: 20_000 });
    await app.page.getByRole('button', { name: 'Reconnect' }).click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await until('the consent window to close', () => app.others().length === 0);
    await expect(status(app.page)).toContainText('All changes were sent', { timeout: 20_000 });
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
    ['a guest network answers', { kind: 'captive-portal' }, 'Waiting: this network asks you to sign in first'],
    ['there is no network', { kind: 'reset' }, 'Waiting for Zoho to be reachable'],
  ] as const) {
    test(`and ${what}, nothing typed is lost and nothing is made twice`, async ({ desk }) => {
      test.slow();
      const { page } = await atMeetings(desk);
      await expect(rows(page).first()).toBeVisible();
      const remove = desk.zoho.control.faults.add({ path: /sessions/, times: Infinity, effect });
      await openNew(page);
      await type(page, { topic: 'Through the storm', date: 'tomorrow', time: '03:00' });
      await submit(page);
      await expect(status(page)).toContainText('Kept “Through the storm”', { timeout: 45_000 });
      await page.getByRole('button', { name: '1 change waiting' }).click();
      await expect(page.getByRole('dialog', { name: 'Changes' })).toContainText(words, { timeout: 45_000 });
      remove();
      await page.getByRole('button', { name: 'Send now' }).click();
      await expect(status(page)).toContainText('All changes were sent', { timeout: 45_000 });
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
