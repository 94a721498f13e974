import type { Page } from '@playwright/test';
import type { Row } from '../bench.ts';
import { interleaved } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

/** From the press on Meetings to the frame after the one that shows rows, ms. */
async function open(page: Page): Promise<number> {
  await goTo(page, 'Settings');
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        location.hash = '#/meetings';
        const look = () => {
          if (document.querySelector('ul[aria-label=Meetings] li.row:not(.row-waiting)') === null || !location.hash.startsWith('#/meetings'))
            return requestAnimationFrame(look);
          return requestAnimationFrame(() => resolve(performance.now() - start));
        };
        requestAnimationFrame(look);
      }),
  );
}

const rowCount = (page: Page) => page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').count();

export const lists: Row = {
  name: 'lists',
  inSmoke: true,
  async run(bench) {
    const line = { row: 'lists', a: null, b: null } as const;
    if (bench.smoke) {
      const many = await (await world(bench, { upcoming: 500 })).start();
      await synced(many.page, 'upcoming', 500);
      await open(many.page);
      const figure = await rowCount(many.page);
      await many.stop();
      return [{ ...line, what: 'Meetings with 500: rows in the DOM', figure, unit: 'count', bound: 40, steady: true }];
    }
    const many = await (await world(bench, { upcoming: 10_000 })).start();
    const few = await (await world(bench, { upcoming: 20 })).start();
    await synced(many.page, 'upcoming', 10_000);
    await synced(few.page, 'upcoming', 20);
    const pair = await interleaved(bench.rounds, () => open(many.page), () => open(few.page));
    const figure = await rowCount(many.page);
    await many.stop();
    await few.stop();
    return [
      { ...line, what: 'open Meetings, first rows painted: 10,000; B: 20', ...pair, figure: pair.a.median / pair.b.median, unit: 'x', bound: 1.3, steady: false },
      { ...line, what: 'Meetings with 10,000: rows in the DOM', figure, unit: 'count', bound: 40, steady: true },
    ];
  },
};
