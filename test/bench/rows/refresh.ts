import type { Row } from '../bench.ts';
import { cpuOf } from '../machine.ts';
import { spread } from '../stats.ts';
import { ask, synced, world } from '../world.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const figures = { upcoming: 50, past: 9_950 };

/** Most of 10,000 are over: what is ahead is one page, and only that is asked for again. */
export const refresh: Row = {
  name: 'refresh',
  inSmoke: true,
  async run(bench) {
    const place = await world(bench, bench.smoke ? { upcoming: 50, past: 450 } : figures);
    const { page, process: main, stop } = await place.start();
    await synced(page, 'upcoming', figures.upcoming);
    await sleep(1_500);
    const { log } = place.zoho.control;
    const pid = main.pid ?? 0;
    const cpu: number[] = [];
    const counts: number[] = [];
    for (let round = 0; round < (bench.smoke ? 1 : bench.rounds); round++) {
      const [before, spent] = [log.all().length, cpuOf(pid)];
      await ask(page, 'refreshSessions', { kind: 'meeting', listType: 'upcoming' });
      await synced(page, 'upcoming', figures.upcoming);
      await sleep(500);
      const after = cpuOf(pid);
      counts.push(log.all().length - before);
      if (spent !== null && after !== null) cpu.push(after - spent);
    }
    await stop();
    const most = Math.max(...counts);
    const line = { row: 'refresh', b: null } as const;
    return [
      { ...line, what: 'refresh of Meetings, nothing changed: requests', a: null, figure: most, unit: 'count', bound: 1, steady: true },
      ...(cpu.length === 0
        ? []
        : [{ ...line, what: `the same: main's CPU, 10,000 cached`, a: spread(cpu), figure: spread(cpu).median, unit: 'ms', bound: 30, steady: false } as const]),
    ];
  },
};
