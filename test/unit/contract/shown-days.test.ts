import { describe, expect, it } from 'vitest';
import { firstRange, rangeOf, shownDays } from '../../../contract/rules/shown-days.ts';

const hour = 3_600_000;

describe('the span of the days shown', () => {
  it('goes from the first midnight to the last, by the clock of the zone', () => {
    const friday = { from: Date.UTC(2026, 5, 18, 22), to: Date.UTC(2026, 5, 19, 22) };
    expect(rangeOf(['2026-06-19'], 'Europe/Paris')).toEqual(friday);
    expect(rangeOf(shownDays('week', '2026-06-19', 1), 'Europe/Paris')).toEqual({
      from: Date.UTC(2026, 5, 14, 22), to: Date.UTC(2026, 5, 21, 22),
    });
  });

  it('is an hour shorter or longer where clocks change', () => {
    const length = ({ from, to }: { from: number; to: number }) => (to - from) / hour;
    expect(length(rangeOf(['2026-03-29'], 'Europe/Paris'))).toBe(23);
    expect(length(rangeOf(['2026-10-25'], 'Europe/Paris'))).toBe(25);
    expect(length(rangeOf(shownDays('week', '2026-03-29', 1), 'Europe/Paris'))).toBe(7 * 24 - 1);
  });

  it('begins with today as the zone has it, or with its week as the locale has that', () => {
    const late = Date.UTC(2026, 5, 19, 23);
    expect(firstRange('day', 'UTC', 1, late)).toEqual(rangeOf(['2026-06-19'], 'UTC'));
    expect(firstRange('day', 'Europe/Paris', 1, late)).toEqual(rangeOf(['2026-06-20'], 'Europe/Paris'));
    expect(firstRange('week', 'UTC', 1, late).from).toBe(Date.UTC(2026, 5, 15));
    expect(firstRange('week', 'UTC', 7, late).from).toBe(Date.UTC(2026, 5, 14));
  });
});
