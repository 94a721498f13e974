/** The outcome of a suite or of one check, as the last line of `npm test` sums it up. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Full names of what was skipped. */
  readonly skippedNames: readonly string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };

/** One check that either holds or not. */
export const single = (holds: boolean): Tally => ({ ...nothing, passed: Number(holds), failed: Number(!holds) });

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      skippedNames: [...all.skippedNames, ...one.skippedNames],
    }),
    nothing,
  );

/** The last line of `npm test`. */
export const lastLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * A suite whose runner failed although no test did, or that ran no test at all, has failed once.
 * @param exitCode of the runner; null when it could not be run
 */
export function judge(tally: Tally, exitCode: number | null): Tally {
  const ran = tally.passed + tally.failed;
  return tally.failed === 0 && (exitCode !== 0 || ran === 0) ? { ...tally, failed: 1 } : tally;
}
