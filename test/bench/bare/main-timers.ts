/**
 * `node --import`, after the host: writes down each timer of main that fires (when, epoch ms, and where it was set), in
 * the file that PARLEY_BENCH_TIMERS names, whenever it gets SIGUSR2. Timers that the host sets for itself are left out.
 */
import { createHook } from 'node:async_hooks';
import { writeFileSync } from 'node:fs';

const file = process.env['PARLEY_BENCH_TIMERS'] ?? '';
const sites = new Map<number, string>();
const fired: { at: number; site: string }[] = [];

createHook({
  init(id, type) {
    if (type !== 'Timeout' && type !== 'Immediate') return;
    const { stack = '' } = new Error(type);
    if (!stack.includes('/test/host/')) sites.set(id, stack.split('\n').slice(2).filter((line) => !line.includes('node:internal')).slice(0, 3).join(' '));
  },
  before(id) {
    const site = sites.get(id);
    if (site !== undefined) fired.push({ at: Date.now(), site });
  },
  destroy: (id) => void sites.delete(id),
}).enable();

process.on('SIGUSR2', () => writeFileSync(file, JSON.stringify(fired)));
