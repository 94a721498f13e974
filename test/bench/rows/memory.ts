import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Row } from '../bench.ts';
import { interleaved, spread } from '../stats.ts';
import { goTo, synced, world, type World } from '../world.ts';

const megabyte = 1_000_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const many = 10_000;
const few = 20;

/** What a process has in memory, MB; null where there is no /proc. Source: proc(5), VmRSS of status, in KiB. */
function residentOf(pid: number): number | null {
  try {
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? null : (Number(kib) * 1_024) / megabyte;
  } catch {
    return null;
  }
}

/** What is kept was read so long ago that it is read anew at the start, in each round alike. */
function grownOld(userData: string): void {
  const db = new DatabaseSync(join(userData, 'agenda.db'));
  db.exec('UPDATE listings SET as_of = as_of - 3600000');
  db.close();
}

export const memory: Row = {
  name: 'memory',
  inSmoke: false,
  async run(bench) {
    const places = { many: await world(bench, { upcoming: many }), few: await world(bench, { upcoming: few }) };
    const main: Record<'many' | 'few', number[]> = { many: [], few: [] };
    /** The page's heap after a collection, when Meetings has been shown and scrolled through. */
    const heap = async (place: World, count: number, which: 'many' | 'few') => {
      const { page, process, stop } = await place.start({}, grownOld);
      await synced(page, 'upcoming', count);
      await goTo(page, 'Meetings');
      const list = page.getByRole('list', { name: 'Meetings' });
      await list.getByRole('listitem').first().waitFor();
      for (const key of ['End', 'Home']) {
        await list.getByRole('listitem').first().getByRole('button').first().focus();
        await page.keyboard.press(key);
        await sleep(500);
      }
      await sleep(2_000);
      const resident = residentOf(process.pid ?? 0);
      if (resident !== null) main[which].push(resident);
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      await stop();
      return usedSize / megabyte;
    };
    const pair = await interleaved(bench.rounds, () => heap(places.many, many, 'many'), () => heap(places.few, few, 'few'));
    const line = { row: 'memory', unit: 'MB', steady: false } as const;
    // Without the warm-up.
    const [a, b] = [spread(main.many.slice(1)), spread(main.few.slice(1))];
    return [
      { ...line, what: 'heap of the page, 10,000 upcoming; B: 20', ...pair, figure: pair.a.median - pair.b.median, bound: 25 },
      ...(main.many.length > 0 ? [{ ...line, what: 'main in memory (RSS), 10,000 upcoming; B: 20', a, b, figure: a.median - b.median, bound: 40 }] : []),
    ];
  },
};
