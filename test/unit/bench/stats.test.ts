import { describe, expect, it } from 'vitest';
import { exponent, interleaved, median, percentile, spread } from '../../bench/stats.ts';

describe('the figures of runs', () => {
  it('have a median, also with an even number and with none', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7]);
    expect(median([])).toBeNaN();
  });

  it('have percentiles by nearest rank, of values in any order, which stay as they are', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect([percentile(values, 0), percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)]).toEqual([1, 10, 19, 20]);
    expect(values[0]).toBe(20);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('are spread from the least to the most', () => {
    expect(spread([10, 30, 20])).toEqual({ median: 20, p95: 30, min: 10, max: 30, runs: 3 });
  });

  it('grow as a power of the size', () => {
    expect(exponent([[10, 5], [100, 5], [1_000, 5]])).toBeCloseTo(0);
    expect(exponent([[10, 1], [100, 10], [1_000, 100]])).toBeCloseTo(1);
    expect(exponent([[1, 3], [4, 6], [16, 12]])).toBeCloseTo(0.5);
  });
});

describe('A and B', () => {
  it('are measured in turns after a warm-up, each first in every other round', async () => {
    const order: string[] = [];
    let time = 0;
    const run = (name: string, by: number) => async () => {
      order.push(name);
      time += by;
      return time;
    };
    const { a, b } = await interleaved(3, run('a', 1), run('b', 10));
    expect(order.join('')).toBe('ababbaab');
    // The warm-up (1 and 11) is not among them.
    expect([a.min, a.runs, b.min, b.runs]).toEqual([12, 3, 22, 3]);
  });
});
