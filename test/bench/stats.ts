/** Figures out of runs. Times drift on a shared machine, so two things are always measured in turns. */

export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** The value below which a share (0 to 1) of the values lies, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** With an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  p95: percentile(values, 0.95),
  min: percentile(values, 0),
  max: percentile(values, 1),
  runs: values.length,
});

export interface Pair {
  readonly a: Spread;
  readonly b: Spread;
}

/**
 * Measures A and B in turns, after a warm-up of each that is thrown away. Who goes first changes from round to round,
 * so that neither always meets what the other leaves behind.
 */
export async function interleaved(rounds: number, a: () => Promise<number>, b: () => Promise<number>): Promise<Pair> {
  const figures = { a: [] as number[], b: [] as number[] };
  await a();
  await b();
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const))
      figures[which].push(await (which === 'a' ? a : b)());
  }
  return { a: spread(figures.a), b: spread(figures.b) };
}

/** The slope of a straight line through the logarithms: time grows as size to this power. */
export function exponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, each) => sum + each[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, each) => sum + (each[0] - x) * (each[1] - y), 0);
  return over / logs.reduce((sum, each) => sum + (each[0] - x) ** 2, 0);
}
