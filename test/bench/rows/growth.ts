import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from '../bench.ts';
import { fill } from '../filled.ts';
import { exponent, spread } from '../stats.ts';

const run = promisify(execFile);
const sizes = [1_000, 10_000, 100_000] as const;
const ahead = 50;
const owner = 'eu 1 7';

interface Figures {
  readonly launch: number;
  readonly search: number;
  readonly refresh: number;
  /** Rows written by refreshes that brought nothing new. */
  readonly saved: number;
}

const whats = [
  ['launch', 'opening the agenda until its first answers'],
  ['search', 'a key of a search in main (p95)'],
  ['refresh', 'CPU of a refresh when nothing changed'],
] as const;

/** Parley's own part, in a process without a window. What the page adds is measured elsewhere, and has no sizes. */
export const growth: Row = {
  name: 'growth',
  inSmoke: true,
  async run(bench) {
    const now = Date.now();
    const all = bench.smoke ? [1_000] : sizes;
    const folders = new Map(all.map((size) => [size, mkdtempSync(join(bench.folder, `agenda-${size}-`))]));
    for (const [size, folder] of folders) fill(folder, owner, size, ahead, now);
    const measure = async (size: number): Promise<Figures> => {
      const script = join(bench.root, 'test/bench/bare/agenda.ts');
      const { stdout } = await run(process.execPath, [script, folders.get(size) ?? '', owner, String(size), String(ahead), String(now)]);
      return JSON.parse(stdout) as Figures;
    };
    const line = { row: 'growth', a: null, b: null } as const;
    const found = new Map<number, Figures[]>(all.map((size) => [size, []]));
    for (let round = 0; round < (bench.smoke ? 1 : bench.rounds + 1); round++) {
      for (const size of round % 2 === 0 ? all : all.toReversed()) {
        // oxlint-disable-next-line no-await-in-loop -- in turns
        const figures = await measure(size);
        // The first is the warm-up.
        if (round > 0 || bench.smoke) found.get(size)?.push(figures);
      }
    }
    const saved = Math.max(...[...found.values()].flat().map((each) => each.saved));
    const written = { ...line, what: 'refresh when nothing changed: rows written', figure: saved, unit: 'count', bound: 0, steady: true } as const;
    if (bench.smoke) return [written];
    const lines = whats.flatMap(([name, what]) => {
      const spreads = all.map((size) => [size, spread((found.get(size) ?? []).map((each) => each[name]))] as const);
      const medians = spreads.map(([size, { median }]) => [size, median] as const);
      bench.note(`${what}: ${medians.map(([size, median]) => `${size} ${median.toFixed(2)} ms`).join(', ')}`);
      return [
        ...spreads.map(([size, a]) => ({
          ...line, what: `${what}: ${size.toLocaleString('en')}`, a, figure: a.median, unit: 'ms' as const,
          bound: name === 'refresh' && size === 10_000 ? 30 : null, steady: false,
        })),
        { ...line, what: `${what}: growth, exponent`, figure: exponent(medians), unit: 'power' as const, bound: 0.3, steady: false },
      ];
    });
    return [...lines, written];
  },
};
