import { readFileSync } from 'node:fs';
import type { Row } from '../bench.ts';
import { fill, ownerIn } from '../filled.ts';
import { interleaved } from '../stats.ts';
import { goTo, synced, world } from '../world.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Memory that a process has at hand, MB; NaN where there is no /proc. Source: proc(5), VmRSS of status. */
function rssOf(pid: number): number {
  try {
    return (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024) / 1e6;
  } catch {
    return Number.NaN;
  }
}

export const memory: Row = {
  name: 'memory',
  inSmoke: false,
  async run(bench) {
    const place = await world(bench, { upcoming: 20 });
    const measure = async (past: number) => {
      const { page, process: main, stop } = await place.start({}, (folder) => {
        if (past > 0) fill(folder, ownerIn(folder), past, 0);
      });
      await synced(page, 'upcoming', 20);
      await goTo(page, 'Meetings');
      if (past > 0) await synced(page, 'past', past);
      await sleep(2_000);
      const rss = rssOf(main.pid ?? 0);
      await stop();
      return rss;
    };
    const pair = await interleaved(bench.rounds, () => measure(10_000), () => measure(0));
    return [
      { row: 'memory', what: 'memory of main with 10,000 cached; B: 20', ...pair, figure: pair.a.median - pair.b.median, unit: 'MB', bound: 40, steady: false },
    ];
  },
};
