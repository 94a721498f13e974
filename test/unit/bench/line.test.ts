import { describe, expect, it } from 'vitest';
import { isTooMuch, table, verdict, type Line } from '../../bench/line.ts';
import { spread } from '../../bench/stats.ts';

const line = (more: Partial<Line>): Line => ({
  row: 'row', what: 'what', a: null, b: null, figure: 1, unit: 'count', bound: 1, steady: true, ...more,
});

describe('a figure of the bench', () => {
  it.each([
    [1, 1, 'held'],
    [1.01, 1, 'missed'],
    [Number.NaN, 1, 'missed'],
    [5, null, ''],
    [0, 0, 'held'],
  ] as const)('%s, at most %s: %s', (figure, bound, said) => expect(verdict({ figure, bound })).toBe(said));

  it('fails a test run when it is steady and above its bound, and above where it is today', () => {
    expect(isTooMuch(line({ figure: 2 }))).toBe(true);
    expect(isTooMuch(line({ figure: 2, steady: false }))).toBe(false);
    expect(isTooMuch(line({ figure: 1 }))).toBe(false);
    expect(isTooMuch(line({ figure: 2, noWorseThan: 2 }))).toBe(false);
    expect(isTooMuch(line({ figure: 3, noWorseThan: 2 }))).toBe(true);
    expect(isTooMuch(line({ figure: Number.NaN, noWorseThan: 2 }))).toBe(true);
  });

  it('is told with its bound, missed or not, in a straight table', () => {
    const text = table([
      line({ what: 'size', figure: 462_867, unit: 'bytes', bound: 450_000 }),
      line({ what: 'open', a: spread([13, 12, 14]), b: spread([10, 9, 12]), figure: 1.3, unit: 'x', bound: 1.3 }),
      line({ what: 'told', figure: 7, bound: null }),
    ]);
    const rows = text.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
    expect(rows.slice(2).map((cells) => cells.slice(1, -1))).toEqual([
      ['size', '', '', '462.9 kB', 'at most 450.0 kB', 'missed'],
      ['open', '13.0 ms (12.0 ms to 14.0 ms)', '10.0 ms (9.0 ms to 12.0 ms)', '1.30x', 'at most 1.30x', 'held'],
      ['told', '', '', '7', '', ''],
    ]);
    expect(new Set(text.split('\n').map(({ length }) => length)).size).toBe(1);
  });
});
