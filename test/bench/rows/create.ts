import type { Page } from '@playwright/test';
import type { Sandbox } from '../../../electron/sandbox/index.ts';
import type { Bench, Row } from '../bench.ts';
import { spread } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

interface Shown {
  /** Frames drawn from the press to the one that has the row in it. */
  readonly frames: number;
  /** The same, ms. */
  readonly time: number;
  /** Until Zoho's answer is in the row, ms. */
  readonly settled: number;
  /** When it was pressed, and settled, epoch ms. */
  readonly pressedAt: number;
  readonly settledAt: number;
}

/** Fills the form, presses Create in the page itself, and looks for the row in each frame. */
async function create(page: Page, topic: string): Promise<Shown> {
  await page.getByRole('button', { name: 'New meeting' }).click();
  const form = page.getByRole('dialog', { name: 'New meeting' });
  await form.getByRole('textbox', { name: 'Topic' }).fill(topic);
  const button = form.getByRole('button', { name: 'Create meeting' });
  await button.focus();
  const shown = await button.evaluate(
    (pressed: HTMLElement, wanted) =>
      new Promise<Shown>((resolve) => {
        let frames = 0;
        let seen: Pick<Shown, 'frames' | 'time'> | null = null;
        const rowOf = () => [...document.querySelectorAll('ul[aria-label=Meetings] li.row')].find((row) => row.textContent.includes(wanted));
        const start = performance.now();
        const pressedAt = Date.now();
        const look = () => {
          const row = rowOf();
          const time = performance.now() - start;
          if (row) seen ??= { frames: frames + 1, time };
          if (seen && row && !row.matches('.row-pending')) return resolve({ ...seen, settled: time, pressedAt, settledAt: Date.now() });
          frames += 1;
          requestAnimationFrame(look);
        };
        pressed.click();
        requestAnimationFrame(look);
      }),
    topic,
  );
  await form.waitFor({ state: 'detached' });
  return shown;
}

/** Each of Zoho's answers takes this long where trips are counted, ms: far more than anything else does. */
const trip = 400;

/** Until nothing was asked of Zoho for as long as Parley waits, and some more, before it reads the listing again. */
async function quiet({ log }: Sandbox['control']): Promise<void> {
  let [count, since] = [log.all().length, Date.now()];
  while (Date.now() - since < 2_600) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (log.all().length !== count) [count, since] = [log.all().length, Date.now()];
  }
}

/** How many of them had to wait for one before: what waits begins no sooner than `trip` after it. @param times epoch ms */
function waves(times: readonly number[]): number {
  let [count, begun] = [0, -Infinity];
  for (const at of times.toSorted((a, b) => a - b)) if (at - begun >= trip) [count, begun] = [count + 1, at];
  return count;
}

interface Round extends Shown {
  /** What Zoho was asked before the create was sent, with it, and then until it was settled. */
  readonly before: number;
  readonly posts: number;
  readonly after: number;
  /** From the press to what Zoho was asked first, ms. */
  readonly first: number;
  /** One after another, where each answer takes {@link trip}. */
  readonly trips: number;
}

/** As many as before, whichever round it is. */
const clear = ({ data }: Sandbox['control']) => {
  for (const { key, topic } of data.all('meeting')) if (topic.startsWith('Created ')) data.remove(key);
};

async function round(page: Page, control: Sandbox['control'], topic: string): Promise<Round> {
  await quiet(control);
  clear(control);
  const known = control.log.all().length;
  const shown = await create(page, topic);
  const asked = control.log.all().slice(known);
  const isPost = ({ method }: { method: string }) => method === 'POST';
  const before = asked.findIndex(isPost);
  const after = asked.slice(before).filter((each) => !isPost(each) && each.at <= shown.settledAt).length;
  const trips = waves(asked.map(({ at }) => at).filter((at) => at <= shown.settledAt));
  return { ...shown, trips, before, posts: asked.filter(isPost).length, after, first: (asked[0]?.at ?? NaN) - shown.pressedAt };
}

/** @param count of rounds, beside those that count trips */
async function measured(bench: Bench, upcoming: number, count: number) {
  const place = await world(bench, { upcoming });
  const { page, stop } = await place.start();
  await synced(page, 'upcoming', upcoming);
  await goTo(page, 'Meetings');
  const { control } = place.zoho;
  const rounds: Round[] = [];
  // The first ones read the form's own scripts.
  for (let at = 0; at < 2; at++) await round(page, control, `Created first ${at}`);
  for (let at = 0; at < count; at++) rounds.push(await round(page, control, `Created ${at}`));
  const slow = control.faults.add({ times: Infinity, effect: { kind: 'delay', ms: trip } });
  const trips: number[] = [];
  for (let at = 0; at < 3; at++) trips.push((await round(page, control, `Created slowly ${at}`)).trips);
  slow();
  await stop();
  clear(control);
  return { of: (what: keyof Round) => spread(rounds.map((each) => each[what])), trips: spread(trips).median };
}

export const creates: Row = {
  name: 'create',
  inSmoke: false,
  async run(bench) {
    const many = await measured(bench, 500, bench.rounds);
    const few = await measured(bench, 42, 0);
    const line = { row: 'create', a: null, b: null, unit: 'count', bound: null, steady: false } as const;
    const count = (what: keyof Round) => many.of(what).median;
    const time = (what: keyof Round) => ({ a: many.of(what), figure: count(what), unit: 'ms' }) as const;
    return [
      { ...line, what: 'create: frames to the row in the list, 500 upcoming (the most of all rounds)', figure: many.of('frames').max, bound: 1 },
      { ...line, what: 'the same: time', ...time('time') },
      { ...line, what: 'create: from the press to the first request', ...time('first') },
      { ...line, what: 'create: requests before it is sent (what is there already)', figure: count('before') },
      { ...line, what: 'the same: those that create', figure: many.of('posts').max, bound: 1 },
      { ...line, what: 'the same: requests after it, until it is settled', figure: many.of('after').max, bound: 0 },
      { ...line, what: 'create: round trips from the press until it is settled', figure: many.trips, bound: 1 },
      { ...line, what: 'the same, 42 upcoming', figure: few.trips, bound: 1 },
      { ...line, what: 'create: time until it is settled, 500 upcoming', ...time('settled') },
    ];
  },
};
