import type { Page } from '@playwright/test';
import { matcher } from '../../../contract/rules/session-lists.ts';
import type { Row } from '../bench.ts';
import { fill, ownerIn, session } from '../filled.ts';
import { interleaved, type Spread } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

const texts = ['design 12', 'budget', 'standup 3', 'person 42', 'sales call'];

interface Key {
  readonly text: string;
  /** How many it finds. */
  readonly total: number;
}

/** What is typed, key by key, as long as each key changes how many are found. */
function keysFor(count: number): Key[] {
  const rows = Array.from({ length: count }, (_, n) => session(n, count, 0, 0));
  return texts.flatMap((text) => {
    const typed = Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)).map((part) => {
      const fits = matcher(part);
      return { text: part, total: rows.filter(fits).length };
    });
    return typed.filter(({ total }, at) => total > 0 && total !== (typed[at - 1]?.total ?? count));
  });
}

/** From a key to the frame after the one with its result, ms. */
const press = (page: Page, { text, total }: Key): Promise<number> =>
  page.evaluate(
    ([value, wanted]) =>
      new Promise<number>((resolve, reject) => {
        const field = document.querySelector<HTMLInputElement>('.list-tools input');
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
        if (!field || !setter) return reject(new Error('no search field'));
        const shown = () => Number(/([\d.,\s]+) meetings?$/.exec(document.querySelector('.freshness p')?.textContent ?? '')?.[1]?.replace(/\D/g, ''));
        const start = performance.now();
        setter.call(field, value);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const look = () => {
          if (performance.now() - start > 10_000) return reject(new Error(`${value}: waited for ${wanted}, there are ${shown()}`));
          const isThere = shown() === wanted && document.querySelector('ul[aria-label=Meetings] li.row:not(.row-waiting)') !== null;
          return isThere ? requestAnimationFrame(() => resolve(performance.now() - start)) : requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [text, total] as const,
  );

/** The same question to main alone, IPC included, ms. */
const askMain = (page: Page, search: string): Promise<number> =>
  page.evaluate(async (value) => {
    const { parley } = window as unknown as { parley: { listSessions(input: unknown): Promise<unknown> } };
    const start = performance.now();
    await parley.listSessions({ kind: 'meeting', listType: 'past', search: value, offset: 0, limit: 100 });
    return performance.now() - start;
  }, search);

export const search: Row = {
  name: 'search',
  inSmoke: false,
  async run(bench) {
    const place = await world(bench, { upcoming: 20 });
    const open = async (count: number) => {
      const { page, stop } = await place.start({}, (folder) => fill(folder, ownerIn(folder), count, 0));
      await synced(page, 'upcoming', 20);
      await goTo(page, 'Meetings');
      await page.getByRole('tab', { name: 'Past' }).click();
      await synced(page, 'past', count);
      const keys = keysFor(count);
      let [next, nextAsked] = [0, 0];
      return {
        stop,
        key: () => press(page, keys[next++ % keys.length] ?? { text: '', total: count }),
        ask: () => askMain(page, keys[nextAsked++ % keys.length]?.text ?? ''),
      };
    };
    const [many, few] = [await open(50_000), await open(500)];
    const rounds = bench.rounds * 5;
    const keys = await interleaved(rounds, many.key, few.key);
    const asked = await interleaved(rounds, many.ask, few.ask);
    await many.stop();
    await few.stop();
    const line = { row: 'search', b: null, steady: false } as const;
    const p95 = (a: Spread) => ({ ...a, median: a.p95 });
    return [
      { ...line, what: 'search, key to result painted (p95), 50,000 cached', a: p95(keys.a), figure: keys.a.p95, unit: 'ms', bound: 50 },
      { ...line, what: 'the same; B: 500 cached', a: keys.a, b: keys.b, figure: keys.a.median / keys.b.median, unit: 'x', bound: 2 },
      { ...line, what: 'of it main and IPC; B: 500 cached', a: asked.a, b: asked.b, figure: asked.a.median / asked.b.median, unit: 'x', bound: null },
    ];
  },
};
