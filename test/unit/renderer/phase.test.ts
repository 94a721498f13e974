import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTarget, nextUp, onNow, phaseOf } from '../../../renderer/features/sessions/phase.ts';
import { hour, minute, monday, row } from './rows.ts';

const at = (away: number, part = {}) => row({ key: String(away), startsAt: monday + away, ...part });

describe('how a session stands to the present', () => {
  it.each([
    [61 * minute, 30 * minute, 'later'],
    [60 * minute, 30 * minute, 'soon'],
    [1, 30 * minute, 'soon'],
    [0, 30 * minute, 'now'],
    [-29 * minute, 30 * minute, 'now'],
    [-30 * minute, 30 * minute, 'over'],
    [-59 * minute, null, 'now'],
    [-60 * minute, null, 'over'],
  ])('%s ms away, lasting %s: %s', (away, duration, phase) => {
    expect(phaseOf(at(away, { duration }), monday)).toBe(phase);
  });

  it('is unknown without a time', () => {
    expect(phaseOf(row({ startsAt: null }), monday)).toBe('unknown');
  });
});

describe('what the key J joins', () => {
  it('is what began last of what is on', () => {
    const rows = [at(-20 * minute), at(-5 * minute), at(10 * minute)];
    expect(onNow(rows, monday).map(({ key }) => key)).toEqual([String(-5 * minute), String(-20 * minute)]);
    expect(joinTarget(rows, monday)?.key).toBe(String(-5 * minute));
  });

  it('is the next within a quarter of an hour when nothing is on', () => {
    expect(joinTarget([at(40 * minute), at(15 * minute)], monday)?.key).toBe(String(15 * minute));
    expect(joinTarget([at(15 * minute + 1)], monday)).toBeUndefined();
    expect(joinTarget([at(-2 * hour)], monday)).toBeUndefined();
  });

  it('passes over what cannot be joined', () => {
    expect(joinTarget([at(-5 * minute, { canJoin: false }), at(10 * minute)], monday)?.key).toBe(String(10 * minute));
  });

  it('is never a session that is over or has no time', () => {
    const anyRow = fc.record({
      startsAt: fc.option(fc.integer({ min: monday - 5 * hour, max: monday + 5 * hour })),
      duration: fc.option(fc.integer({ min: 0, max: 4 * hour })),
      canJoin: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const target = joinTarget(rows, monday);
        return target === undefined || (target.canJoin && ['now', 'soon'].includes(phaseOf(target, monday)));
      }),
    );
  });
});

it('next is the first that has not begun, wherever it stands', () => {
  expect(nextUp([row({ startsAt: null }), at(3 * hour), at(-1), at(2 * hour)], monday)?.key).toBe(String(2 * hour));
  expect(nextUp([at(-1)], monday)).toBeUndefined();
});
