import type { Spread } from './stats.ts';

export type Unit = 'ms' | 'x' | 'bytes' | 'count' | 'MB' | '%' | 'points' | 'power';

/** One line of the result. */
export interface Line {
  /** Of the row it belongs to: what `--only` takes. */
  readonly row: string;
  readonly what: string;
  /** What was measured, and what beside it; null where the figure is a plain count. */
  readonly a: Spread | null;
  readonly b: Spread | null;
  /** The figure that is held to the bound: a difference, a ratio or a count. */
  readonly figure: number;
  readonly unit: Unit;
  /** At most this; null for what is told and not held to anything. */
  readonly bound: number | null;
  /** The same on every machine and in every run: `npm test` fails when it misses. */
  readonly steady: boolean;
  /** Of a steady figure that misses its bound: where it is today, which `npm test` lets it not rise above. */
  readonly noWorseThan?: number;
}

export type Verdict = 'held' | 'missed' | '';

/** A figure that is none (nothing was measured) has missed. */
export const verdict = ({ figure, bound }: Pick<Line, 'figure' | 'bound'>): Verdict => {
  if (bound === null) return '';
  return figure <= bound ? 'held' : 'missed';
};

/** Whether a steady figure is above what `npm test` lets it be. */
export const isTooMuch = (line: Line): boolean =>
  line.steady && verdict(line) === 'missed' && !(line.figure <= (line.noWorseThan ?? Number.NEGATIVE_INFINITY));

const number = (value: number, unit: Unit): string => {
  if (unit === 'bytes') return `${(value / 1_000).toFixed(1)} kB`;
  if (unit === 'count') return String(value);
  if (unit === 'power') return value.toFixed(2);
  if (unit === 'x') return `${value.toFixed(2)}x`;
  return `${value.toFixed(1)} ${unit}`;
};

/** What A and B are in: a ratio is one of times. */
const inner = (unit: Unit): Unit => (unit === 'x' ? 'ms' : unit === 'points' ? '%' : unit);

const spreadText = (spread: Spread | null, unit: Unit): string =>
  spread === null
    ? ''
    : `${number(spread.median, inner(unit))} (${number(spread.min, inner(unit))} to ${number(spread.max, inner(unit))})`;

const heads = ['what', 'A: median (min to max)', 'B: median (min to max)', 'figure', 'to reach', ''];

/** The lines as a Markdown table that is straight in a terminal too. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    spreadText(line.a, line.unit),
    spreadText(line.b, line.unit),
    number(line.figure, line.unit),
    line.bound === null ? '' : `at most ${number(line.bound, line.unit)}`,
    verdict(line),
  ]);
  const widths = heads.map((head, column) => Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)));
  const written = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [written(heads), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(written)].join('\n');
}
