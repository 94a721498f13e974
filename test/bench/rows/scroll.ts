import type { Page } from '@playwright/test';
import type { Row } from '../bench.ts';
import { startBlank } from '../blank.ts';
import { interleaved, percentile, spread } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

/** As fast as a hard flick of a wheel, px/s: more than a hundred rows. */
const speed = 6_000;
/** ms */
const bound = { p95: 1, long: 33 };

interface Scrolled {
  /** Between one frame and the next, ms. */
  readonly frames: readonly number[];
  /** Of rows in the page at once. */
  readonly mostRows: number;
  /** Frames in which a row was not read yet. */
  readonly waiting: number;
}

/** Goes on from where it stands for `duration` ms, by the clock: what takes longer does not scroll slower. */
const scrollOn = (page: Page, duration: number): Promise<Scrolled> =>
  page.evaluate(
    ([pxPerMs, length]) =>
      new Promise<Scrolled>((resolve) => {
        const scroller = document.querySelector('.list.scroll') ?? document.querySelector('.scroll');
        if (!scroller) throw new Error('There is nothing to scroll.');
        const rows = document.querySelectorAll.bind(document, 'li.row');
        const from = scroller.scrollTop;
        const frames: number[] = [];
        let [start, before, mostRows, waiting] = [0, 0, 0, 0];
        const next = (now: number) => {
          if (before === 0) start = now;
          else frames.push(now - before);
          before = now;
          mostRows = Math.max(mostRows, rows().length);
          if (document.querySelector('li.row-waiting')) waiting += 1;
          if (now - start > length) return resolve({ frames, mostRows, waiting });
          scroller.scrollTop = from + (now - start) * pxPerMs;
          return requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    [speed / 1_000, duration] as const,
  );

export const scroll: Row = {
  name: 'scroll',
  inSmoke: true,
  async run(bench) {
    const count = bench.smoke ? 500 : 10_000;
    const { page, stop } = await (await world(bench, { upcoming: count })).start();
    await synced(page, 'upcoming', count);
    await goTo(page, 'Meetings');
    await page.locator('li.row:not(.row-waiting)').first().waitFor();
    const line = { row: 'scroll', a: null, b: null } as const;
    const most = (figure: number) =>
      ({ ...line, what: `scrolling through ${count.toLocaleString('en')}: rows in the DOM, at most`, figure, unit: 'count', bound: 40, steady: true }) as const;
    if (bench.smoke) {
      const { mostRows } = await scrollOn(page, 800);
      await stop();
      return [most(mostRows)];
    }
    const blank = await startBlank(bench);
    const runs = { a: [] as Scrolled[], b: [] as Scrolled[] };
    const one = async (which: 'a' | 'b') => {
      const shown = which === 'a' ? page : blank;
      await shown.bringToFront();
      const scrolled = await scrollOn(shown, 3_500);
      runs[which].push(scrolled);
      return percentile(scrolled.frames, 0.95);
    };
    const pair = await interleaved(bench.rounds, () => one('a'), () => one('b'));
    await stop();
    // The warm-up is thrown away here too.
    const long = ([, ...kept]: readonly Scrolled[]) =>
      spread(kept.map(({ frames }) => (100 * frames.filter((each) => each > bound.long).length) / frames.length));
    const share = (of: (run: Scrolled) => number) => {
      const kept = runs.a.slice(1);
      return (100 * kept.reduce((sum, run) => sum + of(run), 0)) / kept.reduce((sum, { frames }) => sum + frames.length, 0);
    };
    return [
      { ...line, what: 'scroll through 10,000: frame time, p95; B: a blank page', ...pair, figure: pair.a.median - pair.b.median, unit: 'ms', bound: bound.p95, steady: false },
      { ...line, what: 'the same: frames over 33 ms; B: a blank page', a: long(runs.a), b: long(runs.b), figure: share(({ frames }) => frames.filter((each) => each > bound.long).length), unit: '%', bound: 1, steady: false },
      { ...line, what: 'the same: frames in which a row was not read yet', figure: share(({ waiting }) => waiting), unit: '%', bound: null, steady: false },
      most(Math.max(...runs.a.map(({ mostRows }) => mostRows))),
    ];
  },
};
