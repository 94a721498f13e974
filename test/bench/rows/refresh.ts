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
    // The world of the other rows: how many pages a listing has makes no difference to how many listings there are.
    const size = bench.smoke ? { upcoming: 500 } : figures;
    const place = await world(bench, size);
    const { page, process: main, stop } = await place.start();
    await synced(page, 'upcoming', size.upcoming);
    await sleep(1_500);
    const { log } = place.zoho.control;
    const pid = main.pid ?? 0;
    const cpu: number[] = [];
    const counts: number[] = [];
    const upcoming: number[] = [];
    for (let round = 0; round < (bench.smoke ? 1 : bench.rounds); round++) {
      const [before, spent] = [log.all().length, cpuOf(pid)];
      await ask(page, 'refreshSessions', { kind: 'meeting', listType: 'upcoming' });
      await synced(page, 'upcoming', size.upcoming);
      await sleep(500);
      const after = cpuOf(pid);
      const asked = log.all().slice(before);
      counts.push(asked.length);
      upcoming.push(asked.filter(({ query }) => query['listtype']?.[0] === 'upcoming' && query['index']?.[0] === '1').length);
      if (round === 0) bench.note(`a refresh asks for: ${asked.map(({ method, path, query }) => `${method} ${path} ${query['listtype'] ?? ''} ${query['index'] ?? ''}`).join(' · ')}`);
      if (spent !== null && after !== null) cpu.push(after - spent);
    }
    await stop();
    const line = { row: 'refresh', b: null } as const;
    return [
      { ...line, what: 'refresh of Meetings, nothing changed: upcoming listings', a: null, figure: Math.max(...upcoming), unit: 'count', bound: 1, steady: true },
      // With what runs now (another listing of Zoho's), and two looks behind the end of each: no server says where that is.
      { ...line, what: 'the same: requests in all', a: null, figure: Math.max(...counts), unit: 'count', bound: null, steady: false },
      ...(cpu.length === 0
        ? []
        : [{ ...line, what: `the same: main's CPU, 10,000 cached`, a: spread(cpu), figure: spread(cpu).median, unit: 'ms', bound: 30, steady: false } as const]),
    ];
  },
};
