/** What a reliability suite counts, how it is told, and where it is kept for `npm test` and `npm run test:full`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { seed } from './seed.ts';

const figuresSchema = z.object({
  suite: z.string(),
  part: z.enum(['quick', 'full']),
  seed: z.number(),
  cases: z.number(),
  violations: z.number(),
  /** Milliseconds. */
  took: z.number(),
  /** What else was measured, with its unit: `'peak heap': '31 MB'`. */
  measured: z.record(z.string(), z.string()),
});
export type Figures = z.infer<typeof figuresSchema>;

export const figuresFolder = fileURLToPath(new URL('../../out/test/figures', import.meta.url));

/** `npm test` runs the quick part; `npm run test:full` sets this for the full one. */
const full = process.env['PARLEY_FULL'] === '1';

export interface ReliabilitySuite {
  readonly seed: number;
  readonly full: boolean;
  /** How many runs this part takes. */
  runs(quick: number, full: number): number;
  /** Counts cases that were tried. */
  count(cases?: number): void;
  /** Notes that something happened which must not. The suite goes on, and fails at its end. */
  violation(what: string): void;
  /** Notes a figure besides the counts, with its unit. */
  measure(name: string, value: string): void;
  /** Prints the figures and keeps them. Throws when there was a violation, or no case at all. For `afterAll`. */
  end(): void;
}

/** @param name as it stands in docs/RELIABILITY.md; one suite a test file */
export function reliabilitySuite(name: string): ReliabilitySuite {
  const began = performance.now();
  const violations: string[] = [];
  const measured: Record<string, string> = {};
  let cases = 0;
  return {
    seed,
    full,
    runs: (quick, all) => (full ? all : quick),
    count: (more = 1) => void (cases += more),
    violation: (what) => void violations.push(what),
    measure: (what, value) => void (measured[what] = value),
    end() {
      const figures: Figures = {
        suite: name,
        part: full ? 'full' : 'quick',
        seed,
        cases,
        violations: violations.length,
        took: Math.round(performance.now() - began),
        measured,
      };
      mkdirSync(figuresFolder, { recursive: true });
      writeFileSync(join(figuresFolder, `${name.replace(/\W+/g, '-').toLowerCase()}.json`), JSON.stringify(figures));
      console.log(figuresLine(figures));
      if (violations.length > 0) throw new Error(`${name} (seed ${seed}):\n${violations.slice(0, 20).join('\n')}`);
      if (cases === 0) throw new Error(`${name} tried nothing`);
    },
  };
}

/** One line: seed, cases, violations, and what else was measured. */
export const figuresLine = ({ suite, part, seed: from, cases, violations, measured }: Figures): string =>
  [
    `${suite} (${part}): seed ${from}`,
    `${cases.toLocaleString('en')} cases`,
    `${violations} violations`,
    ...Object.entries(measured).map(([what, value]) => `${what} ${value}`),
  ].join(' · ');

/** What the suites of the last run have kept, by name. */
export function readFigures(folder: string = figuresFolder): Figures[] {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
  return files
    .map((file) => figuresSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .sort((a, b) => a.suite.localeCompare(b.suite));
}
