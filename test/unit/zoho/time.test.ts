import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatWallClock, momentOf, parseWallClock, type ZohoMoment } from '../../../electron/zoho/time.ts';

const moment = (fields: Partial<ZohoMoment>) =>
  momentOf({ millis: null, text: null, timeZone: null, offset: null, ...fields });
const wall = (text: string) => parseWallClock(text)?.at.toString();
const zones = Intl.supportedValuesOf('timeZone');

describe('reading a wall clock', () => {
  it.each([
    ['Jun 19, 2026 07:00 PM CEST', '2026-06-19T19:00:00'],
    ['Jun 19, 2026 07:00 PM', '2026-06-19T19:00:00'],
    ['Jan 4, 2024 7:00 PM', '2024-01-04T19:00:00'],
    ['jan 4, 2024 7:05 am ist', '2024-01-04T07:05:00'],
    ['  Jan  04 ,2024  07:05\u202Fpm ', '2024-01-04T19:05:00'],
    ['Jun 19, 2026 12:00 AM', '2026-06-19T00:00:00'],
    ['Jun 19, 2026 12:30 PM', '2026-06-19T12:30:00'],
    ['Jun 19, 2026 00:30 AM', '2026-06-19T00:30:00'],
    ['Jun 19, 2026 00:30 PM', '2026-06-19T12:30:00'],
    ['Jun 19, 2026 19:00 PM', '2026-06-19T19:00:00'],
    ['Jun 19, 2026 19:00', '2026-06-19T19:00:00'],
    ['Jun 19, 2026 07:00:30 PM', '2026-06-19T19:00:30'],
    ['June 19, 2026 7:00 p.m. CEST', '2026-06-19T19:00:00'],
    ['Feb 29, 2028 07:00 AM GMT+05:30', '2028-02-29T07:00:00'],
  ])('%s', (text, expected) => {
    expect(wall(text)).toBe(expected);
  });

  it.each([
    '', 'tomorrow', '2026-06-19 19:00', '19 Jun 2026 07:00 PM', 'Foo 19, 2026 07:00 PM', 'Feb 30, 2026 07:00 PM',
    'Feb 29, 2026 07:00 AM', 'Jun 19, 2026 19:00 AM', 'Jun 19, 2026 25:00', 'Jun 19, 2026 07:60 PM',
    'Jun 0, 2026 07:00 PM',
  ])('is none: %j', (text) => {
    expect(wall(text)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void moment({ text, timeZone: text })));
  });
});

describe('which moment it is', () => {
  const text = 'Jun 19, 2026 07:00 PM';
  const evening = Date.UTC(2026, 5, 19, 19);
  const hour = 3_600_000;

  it('believes the number before the text', () => {
    expect(moment({ millis: evening, text: 'Jan 1, 2020 01:00 AM', timeZone: 'UTC' })).toBe(evening);
    for (const millis of [0, -1, 9e15, Number.NaN]) expect(moment({ millis, text, timeZone: 'UTC' })).toBe(evening);
  });

  it('reads the text in its zone, whatever abbreviation follows', () => {
    expect(moment({ text: `${text} CEST`, timeZone: 'Europe/Paris' })).toBe(evening - 2 * hour);
    expect(moment({ text: `${text} CST`, timeZone: 'Europe/Paris' })).toBe(evening - 2 * hour);
    expect(moment({ text, timeZone: 'Europe/Paris', offset: -5 * hour })).toBe(evening - 2 * hour);
  });

  it('knows old names of zones, and offsets as names', () => {
    for (const timeZone of ['Asia/Calcutta', 'Asia/Kolkata', 'asia/kolkata', 'GMT+05:30', '+05:30', '(GMT+5:30)'])
      expect(moment({ text, timeZone })).toBe(evening - 5.5 * hour);
    expect(moment({ text, timeZone: 'Europe/Kyiv' })).toBe(moment({ text, timeZone: 'Europe/Kiev' }));
    expect(moment({ text, timeZone: 'US/Pacific' })).toBe(evening + 7 * hour);
    for (const timeZone of ['UTC', 'GMT', 'Z', 'Etc/UTC']) expect(moment({ text, timeZone })).toBe(evening);
    expect(moment({ text, timeZone: 'GMT-03:30' })).toBe(evening + 3.5 * hour);
  });

  it('uses the offset when the zone is unknown', () => {
    expect(moment({ text, timeZone: 'Mars/Olympus', offset: 2 * hour })).toBe(evening - 2 * hour);
    expect(moment({ text, offset: 0 })).toBe(evening);
    expect(moment({ text: `${text} GMT+02:00` })).toBe(evening - 2 * hour);
    expect(moment({ text: `${text} UTC` })).toBe(evening);
  });

  it('is unknown rather than wrong', () => {
    expect(moment({ text: `${text} IST` })).toBeNull();
    expect(moment({ text, timeZone: 'IST' })).toBeNull();
    expect(moment({ text, timeZone: 'Mars/Olympus' })).toBeNull();
    // Seconds, or an offset no place has: not the documented unit.
    for (const offset of [7200, 30 * hour, 61_000.5]) expect(moment({ text, offset })).toBeNull();
    expect(moment({ text: `${text} GMT+99:00` })).toBeNull();
    expect(moment({ text, timeZone: 'GMT+99:00' })).toBeNull();
    expect(moment({ timeZone: 'Europe/Paris' })).toBeNull();
  });

  it('takes ISO 8601 with its offset', () => {
    expect(moment({ text: '2026-06-19T19:00:00+02:00' })).toBe(evening - 2 * hour);
    expect(moment({ text: '2026-06-19T19:00:00', timeZone: 'Europe/Paris' })).toBeNull();
  });

  it('tells the two hours of an overlap apart by the offset, and takes the first without', () => {
    const overlap = { text: 'Oct 25, 2026 02:30 AM', timeZone: 'Europe/Paris' };
    expect(moment({ ...overlap, offset: 2 * hour })).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(moment({ ...overlap, offset: hour })).toBe(Date.UTC(2026, 9, 25, 1, 30));
    expect(moment(overlap)).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it('moves a time that does not exist on by the length of the gap', () => {
    const gap = { text: 'Mar 29, 2026 02:30 AM', timeZone: 'Europe/Paris' };
    expect(moment(gap)).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });
});

describe('writing a wall clock', () => {
  it.each([
    ['2026-06-19T19:00', 'Jun 19, 2026 07:00 PM'],
    ['2026-01-04T00:05', 'Jan 04, 2026 12:05 AM'],
    ['2026-12-31T12:00', 'Dec 31, 2026 12:00 PM'],
  ])('%s', (at, text) => {
    expect(formatWallClock(Temporal.PlainDateTime.from(at))).toBe(text);
  });

  // From 1973 on no zone has an offset with seconds.
  const minutes = fc.integer({ min: Date.UTC(1973, 0) / 60_000, max: Date.UTC(2100, 0) / 60_000 });

  it('gives the moment back, in every zone of the world', () => {
    for (const timeZone of zones) {
      fc.assert(
        fc.property(minutes, (minute) => {
          const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(timeZone);
          const text = `${formatWallClock(at.toPlainDateTime())} XYZ`;
          return moment({ text, timeZone, offset: at.offsetNanoseconds / 1e6 }) === minute * 60_000;
        }),
        { numRuns: 8 },
      );
    }
  });

  it('gives the wall clock back even without an offset, in every zone', () => {
    const zone = fc.constantFrom(...zones);
    fc.assert(
      fc.property(minutes, zone, (minute, timeZone) => {
        const text = formatWallClock(
          Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(timeZone).toPlainDateTime(),
        );
        const read = moment({ text, timeZone });
        if (read === null) return false;
        const again = Temporal.Instant.fromEpochMilliseconds(read).toZonedDateTimeISO(timeZone);
        return formatWallClock(again.toPlainDateTime()) === text;
      }),
      { numRuns: 500 },
    );
  });

  it('gives every wall clock back', () => {
    fc.assert(
      fc.property(minutes, (minute) => {
        const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO('UTC').toPlainDateTime();
        return parseWallClock(formatWallClock(at))?.at.equals(at) === true;
      }),
    );
  });
});
