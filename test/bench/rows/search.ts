import type { Page } from '@playwright/test';
import type { Row } from '../bench.ts';
import { interleaved } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

/** From a key in the search field to the frame after the one that shows what was found, ms. */
const search = (page: Page, text: string) =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(`${wanted} was not found within 30 s`)), 30_000);
        const field = document.querySelector<HTMLInputElement>('input[type=search]');
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
        const start = performance.now();
        set?.call(field, wanted);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
        const look = () => {
          const rows = [...document.querySelectorAll('ul[aria-label=Meetings] li.row:not(.row-waiting)')];
          if (rows.length === 0 || !rows.every((row) => row.textContent.includes(wanted))) return requestAnimationFrame(look);
          return requestAnimationFrame(() => resolve(performance.now() - start));
        };
        requestAnimationFrame(look);
      }),
    text,
  );

export const searching: Row = {
  name: 'search',
  inSmoke: false,
  async run(bench) {
    const [large, small] = [25_000, 250];
    // Half of them over: Parley reads at most 30,000 rows of one listing.
    const many = await (await world(bench, { upcoming: large, past: large })).start();
    const few = await (await world(bench, { upcoming: small, past: small })).start();
    for (const [{ page }, size] of [[many, large], [few, small]] as const) {
      await synced(page, 'upcoming', size);
      await synced(page, 'past', size);
      await goTo(page, 'Meetings');
      await page.getByRole('tab', { name: 'All' }).click();
    }
    // Never the same text twice: main and page would know the answer.
    const texts = (page: Page, first: number) => {
      let next = first;
      return () => search(page, `Generated ${next++}`);
    };
    const pair = await interleaved(bench.rounds, texts(many.page, 100), texts(few.page, 100));
    await many.stop();
    await few.stop();
    const line = { row: 'search', ...pair, steady: false } as const;
    return [
      { ...line, what: 'search, a key to its result painted: 50,000 (p95)', figure: pair.a.p95, unit: 'ms', bound: 50 },
      { ...line, what: 'the same; B: 500', figure: pair.a.median / pair.b.median, unit: 'x', bound: 2 },
    ];
  },
};
