import type { Page } from '@playwright/test';
import type { Row } from '../bench.ts';
import { spread } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

interface Shown {
  /** Frames drawn from the press to the one that has the row in it. */
  readonly frames: number;
  /** The same, ms. */
  readonly time: number;
  /** Until Zoho's answer is in the row, ms. */
  readonly settled: number;
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
        const look = () => {
          const row = rowOf();
          const time = performance.now() - start;
          if (row) seen ??= { frames: frames + 1, time };
          if (seen && row && !row.matches('.row-pending')) return resolve({ ...seen, settled: time });
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

export const creates: Row = {
  name: 'create',
  inSmoke: false,
  async run(bench) {
    const place = await world(bench, { upcoming: 500 });
    const { page, stop } = await place.start();
    await synced(page, 'upcoming', 500);
    await goTo(page, 'Meetings');
    const { log } = place.zoho.control;
    const found: Shown[] = [];
    const trips: number[] = [];
    const posts: number[] = [];
    for (let round = 0; round < bench.rounds + 2; round++) {
      const before = log.all().length;
      const shown = await create(page, `Created ${round}`);
      const asked = log.all().slice(before);
      if (round === 0) bench.note(`a create asks for: ${asked.map(({ method, path, query }) => `${method} ${path} ${query['listtype'] ?? ''}`).join(' · ')}`);
      // The first ones read the form's own scripts.
      if (round < 2) continue;
      found.push(shown);
      trips.push(asked.length);
      posts.push(asked.filter(({ method }) => method === 'POST').length);
    }
    await stop();
    const of = (what: keyof Shown) => spread(found.map((each) => each[what]));
    const line = { row: 'create', b: null, steady: false } as const;
    return [
      { ...line, what: 'create: frames to the row in the list', a: null, figure: of('frames').median, unit: 'count', bound: 1 },
      { ...line, what: 'the same: time', a: of('time'), figure: of('time').median, unit: 'ms', bound: null },
      { ...line, what: 'create: requests until it is settled', a: null, figure: spread(trips).median, unit: 'count', bound: 1 },
      { ...line, what: 'the same: those that create', a: null, figure: Math.max(...posts), unit: 'count', bound: 1 },
      { ...line, what: 'the same: time', a: of('settled'), figure: of('settled').median, unit: 'ms', bound: null },
    ];
  },
};
