import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { differenceOf, fits, meantStart } from '../../../electron/zoho/meant.ts';
import { evening, hour, listedAs, writing } from './session-writes.ts';

const minute = 60_000;
/** 02:30 on the night the clocks go back in Paris, and forward. */
const overlap = writing({ date: '2026-10-25', time: '02:30' });
const gap = writing({ date: '2026-03-29', time: '02:30' });

describe('the moment that is meant', () => {
  it('is the wall clock in the zone', () => {
    expect(meantStart(writing())).toBe(evening);
    expect(meantStart(writing({ timeZone: 'Asia/Calcutta', time: '22:30' }))).toBe(evening);
    expect(meantStart(writing({ timeZone: 'Mars/Olympus' }))).toBeNull();
    expect(meantStart(writing({ date: '2026-02-30' }))).toBeNull();
  });

  it('is the first of both hours in an overlap', () => {
    expect(meantStart(overlap)).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it('is moved on by the length of a gap', () => {
    expect(meantStart(gap)).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it('has that wall clock, in every zone, whenever it exists', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const minutes = fc.integer({ min: Date.UTC(1973, 0) / minute, max: Date.UTC(2100, 0) / minute });
    const wallOf = (at: number, zone: string) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString();
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (at, timeZone) => {
        const wall = wallOf(at * minute, timeZone);
        const [date = '', time = ''] = wall.split('T');
        const start = meantStart(writing({ date, time: time.slice(0, 5), timeZone }));
        return start !== null && start <= at * minute && wallOf(start, timeZone) === wall;
      }),
      { numRuns: 500 },
    );
  });
});

describe('a difference', () => {
  it.each([
    ['none', evening, hour, null],
    ['none of less than a minute', evening + 59_999, hour - 59_999, null],
    ['none that Zoho tells', null, null, null],
    ['an hour later', evening + hour, hour, { field: 'start', meant: evening, told: evening + hour }],
    ['shorter', evening, 60_000, { field: 'duration', meant: hour, told: 60_000 }],
    ['both: the start first', evening - hour, 1, { field: 'start', meant: evening, told: evening - hour }],
  ] as const)('%s', (_name, startsAt, duration, expected) => {
    expect(differenceOf(writing(), { startsAt, duration })).toEqual(expected);
  });

  it('is told where Zoho took the second hour of an overlap', () => {
    const second = Date.UTC(2026, 9, 25, 1, 30);
    expect(differenceOf(overlap, { startsAt: second, duration: hour })).toMatchObject({ field: 'start', told: second });
  });

  it('cannot be told of a start in an unknown zone', () => {
    const write = writing({ timeZone: 'Mars/Olympus' });
    expect(differenceOf(write, { startsAt: 1, duration: hour })).toBeNull();
    expect(differenceOf(write, { startsAt: 1, duration: 1 })).toMatchObject({ field: 'duration' });
  });
});

describe('what was sent, in a listing', () => {
  it.each([
    ['alike', {}, true],
    ['its spaces and accents written otherwise', { topic: 'Weekly  sync' }, true],
    ['another topic', { topic: 'Weekly Sync' }, false],
    ['another start', { startsAt: evening + minute }, false],
    ['an unknown start', { startsAt: null }, false],
    ['another duration', { duration: hour + minute }, false],
    ['an unknown duration', { duration: null }, false],
    ['another way to spell the zone', { timeZone: 'CET' }, true],
  ])('%s', (_name, more, expected) => {
    expect(fits(writing(), listedAs('1', more))).toBe(expected);
  });

  it('may stand at either reading of a wall clock that exists twice, or not at all', () => {
    const at = (write: typeof overlap, startsAt: number) => fits(write, listedAs('1', { startsAt }));
    expect(at(overlap, Date.UTC(2026, 9, 25, 0, 30))).toBe(true);
    expect(at(overlap, Date.UTC(2026, 9, 25, 1, 30))).toBe(true);
    expect(at(overlap, Date.UTC(2026, 9, 25, 2, 30))).toBe(false);
    expect(at(gap, Date.UTC(2026, 2, 29, 1, 30))).toBe(true);
    expect(at(gap, Date.UTC(2026, 2, 29, 0, 30))).toBe(true);
    expect(at(gap, Date.UTC(2026, 2, 29, 2, 30))).toBe(false);
  });

  it('is nothing in a zone that is unknown here', () => {
    expect(fits(writing({ timeZone: 'Mars/Olympus' }), listedAs('1'))).toBe(false);
  });
});
