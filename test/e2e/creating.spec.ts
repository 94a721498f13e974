/** What each frame shows of a meeting that is being created, from the press on. */
import type { Page } from '@playwright/test';
import { until } from './app.ts';
import { expect, test } from './fixtures.ts';
import { atMeetings, field, hour, openNew, rows, status, stored, submit, type } from './form.ts';

/** One frame: what stands there for the meeting, and whether the form is open. */
interface Frame {
  readonly shown: readonly ('pending' | 'settled')[];
  readonly isFormOpen: boolean;
}

/** Presses Create and notes every frame, until the meeting is settled, or its form is back, for half a second. */
const watch = (page: Page, topic: string, selector = 'ul[aria-label=Meetings] li.row'): Promise<Frame[]> =>
  page.getByRole('button', { name: 'Create meeting' }).evaluate(
    (button: HTMLElement, [wanted, where]) =>
      new Promise<Frame[]>((resolve) => {
        const frames: Frame[] = [];
        let last = Infinity;
        const look = () => {
          const found = [...document.querySelectorAll(where)].filter(({ textContent }) => textContent.includes(wanted));
          const isPending = (each: Element) => each.matches('.row-pending, [data-pending]');
          const frame: Frame = {
            shown: found.map((each) => (isPending(each) ? 'pending' : 'settled')),
            isFormOpen: document.querySelector('[role=dialog]') !== null,
          };
          const isOver = frame.isFormOpen || frame.shown.includes('settled');
          const isNew = JSON.stringify(frame) !== JSON.stringify(frames.at(-1));
          frames.push(frame);
          last = isOver ? (isNew ? performance.now() + 500 : last) : Infinity;
          if (performance.now() > last || frames.length > 3_000) resolve(frames);
          else requestAnimationFrame(look);
        };
        button.click();
        requestAnimationFrame(look);
      }),
    [topic, selector] as const,
  );

/** The frames without those that are as the one before. */
const changesOf = (frames: readonly Frame[]): Frame[] =>
  frames.filter((frame, at) => at === 0 || JSON.stringify(frame) !== JSON.stringify(frames[at - 1]));

const pending: Frame = { shown: ['pending'], isFormOpen: false };
const settled: Frame = { shown: ['settled'], isFormOpen: false };
const back: Frame = { shown: [], isFormOpen: true };

/** @param at epoch ms */
const fill = async (page: Page, topic: string, at: number) => {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  await openNew(page);
  await type(page, { topic, date, time: time.slice(0, 5), duration: '10m', zone: 'UTC', participants: 'bo@example.test' });
  await expect(page.getByRole('dialog').getByText('bo@example.test').first()).toBeVisible();
};

test('in Meetings it stands there once in every frame from the next one on, until it is settled', async ({ desk }) => {
  const { control } = desk.zoho;
  const soon = Math.ceil(control.clock.now() / hour) * hour + hour;
  // Between others, and with more of them than are read at once.
  control.data.replace('meeting', []);
  control.data.generate(140, { from: soon, duration: hour / 60 });
  const { page } = await atMeetings(desk);
  await expect(rows(page).first()).toBeVisible();
  const count = async () => Number(await rows(page).first().getAttribute('aria-setsize'));
  const before = await count();
  const held = Promise.withResolvers<void>();
  for (const [topic, ms] of [['Quick', 0], ['Slow', 700]] as const) {
    control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'delay', ms } });
    await fill(page, topic, soon + hour + hour / 12);
    const changes = changesOf(await watch(page, topic));
    // The first frame may take longer than Zoho.
    expect(ms === 0 && changes.length === 1 ? [pending, ...changes] : changes).toEqual([pending, settled]);
    await expect(status(page)).toContainText(`Created “${topic}”`);
    expect(stored(desk, topic)).toHaveLength(1);
  }
  expect(await count()).toBe(before + 2);

  // Nothing is read from Zoho, let alone sent, and it can be opened all the same.
  control.faults.add({ method: 'GET', path: /sessions\.json/, times: Infinity, effect: { kind: 'hold', until: held.promise } });
  await fill(page, 'Held', soon + hour + hour / 12);
  await submit(page);
  await rows(page).filter({ hasText: 'Held' }).getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('bo@example.test');
  control.faults.clear();
  held.resolve();
  await expect(status(page)).toContainText('Created “Held”');
  await expect(rows(page).filter({ hasText: 'Held' })).toHaveCount(1);
});

test('the agenda shows it in the next frame, too, as a grid and as a list', async ({ desk }) => {
  const { control } = desk.zoho;
  const at = Math.ceil(control.clock.now() / hour) * hour + 30 * hour;
  const date = new Date(at).toISOString().slice(0, 10);
  control.data.replace('meeting', [{ topic: 'Before', start: at - 2 * hour, duration: hour }]);
  const { page } = await atMeetings(desk);
  for (const [layout, selector] of [['Week', 'section.grid .part'], ['List', '.agenda-days li.row']] as const) {
    await page.evaluate((hash) => void (location.hash = hash), `#/agenda/${layout.toLowerCase()}/${date}`);
    await expect(page.getByRole('radio', { name: layout })).toBeChecked();
    await page.locator(selector).first().waitFor();
    const topic = `In the ${layout.toLowerCase()}`;
    await fill(page, topic, at);
    control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'delay', ms: 500 } });
    expect(changesOf(await watch(page, topic, selector))).toEqual([pending, settled]);
  }
});

test('a refusal takes it away, and the form is back with all that was typed', async ({ desk }) => {
  const { page } = await atMeetings(desk);
  await expect(rows(page).first()).toBeVisible();
  const effect = { kind: 'answer', status: 400, body: { error: { code: 4001, message: 'JSON_PARSE_ERROR' } } } as const;
  desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect });
  await fill(page, 'Refused', desk.zoho.control.clock.now() + hour);
  const frames = await watch(page, 'Refused');
  expect(frames[0]).toEqual(pending);
  // Main takes its row away with its answer: both may be there in the frames of the way.
  expect(changesOf(frames).filter(({ shown, isFormOpen }) => !isFormOpen && shown.length !== 1)).toEqual([]);
  expect(frames.at(-1)).toEqual(back);
  const dialog = page.getByRole('dialog', { name: 'New meeting' });
  await expect(dialog.getByRole('alert')).toContainText('was not created');
  await expect(field(page, 'Topic')).toHaveValue('Refused');
  await expect(dialog.getByText('bo@example.test').first()).toBeVisible();
  // Kept besides, should Parley end now.
  await until('the draft', async () => (await draftTopic(page)) === 'Refused');
  desk.zoho.control.faults.add({ method: 'POST', path: /sessions\.json/, effect: { kind: 'delay', ms: 500 } });
  const again = await watch(page, 'Refused');
  expect(changesOf(again)).toEqual([pending, settled]);
  expect(stored(desk, 'Refused')).toHaveLength(1);
  await until('no draft', async () => (await draftTopic(page)) === null);
});

const draftTopic = (page: Page): Promise<string | null> =>
  page.evaluate(async () => {
    type Answer = { ok: boolean; value: { form: { topic: string } } | null };
    const { parley } = window as unknown as { parley: { getDraft(input: { id: string }): Promise<Answer> } };
    return (await parley.getDraft({ id: 'new-meeting' })).value?.form.topic ?? null;
  });
