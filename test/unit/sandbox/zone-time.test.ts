import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  instantOf,
  isZone,
  offsetAt,
  readZohoTime,
  wallTimeAt,
  writeZohoTime,
  zoneAbbreviation,
} from '../../../electron/sandbox/zone-time.ts';

const zones = [
  'Europe/Madrid',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const wall = fc.record({
  year: fc.integer({ min: 2015, max: 2040 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.constant(0),
});

describe('zone time', () => {
  it('finds the instant Temporal finds, in gaps and overlaps too', () => {
    fc.assert(
      fc.property(zone, wall, fc.constantFrom('earlier', 'later'), (timeZone, time, choose) => {
        const plain = Temporal.PlainDateTime.from(time);
        const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
        const isGap = !earlier.toPlainDateTime().equals(plain);
        const expected = plain.toZonedDateTime(timeZone, { disambiguation: isGap ? 'compatible' : choose });
        expect(instantOf(time, timeZone, choose)).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a gap moves on', '2026-03-29T02:30', 'earlier', '2026-03-29T01:30:00Z'],
    ['the earlier of two', '2026-10-25T02:30', 'earlier', '2026-10-25T00:30:00Z'],
    ['the later of two', '2026-10-25T02:30', 'later', '2026-10-25T01:30:00Z'],
  ] as const)('%s in Madrid', (_name, text, choose, expected) => {
    const { year, month, day, hour, minute } = Temporal.PlainDateTime.from(text);
    const time = { year, month, day, hour, minute, second: 0 };
    expect(new Date(instantOf(time, 'Europe/Madrid', choose)).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(zone, wall, (timeZone, time) => {
        const instant = instantOf(time, timeZone);
        expect(readZohoTime(writeZohoTime(instant, timeZone))).toEqual(wallTimeAt(instant, timeZone));
      }),
    );
  });

  it('writes noon and midnight as Zoho does', () => {
    expect(writeZohoTime(Date.UTC(2026, 5, 19, 12), 'UTC')).toBe('Jun 19, 2026 12:00 PM');
    expect(writeZohoTime(Date.UTC(2026, 0, 1), 'UTC')).toBe('Jan 01, 2026 12:00 AM');
  });

  it('reads unpadded times and refuses what is none', () => {
    expect(readZohoTime('Jan 4, 2024 7:05 pm')).toMatchObject({ month: 1, day: 4, hour: 19, minute: 5 });
    for (const bad of [
      '2026-06-19T19:00',
      'Jun 31, 2026 07:00 PM',
      'Jun 19, 2026 13:00 PM',
      'Jun 19, 2026 07:60 PM',
      'Foo 19, 2026 07:00 PM',
      'Jun 19, 2026 07:00 PM CEST',
    ]) {
      expect(readZohoTime(bad), bad).toBeUndefined();
    }
  });

  it('knows offsets, abbreviations and zones', () => {
    const summer = Date.UTC(2026, 5, 19, 17);
    expect(offsetAt(summer, 'Europe/Paris')).toBe(7_200_000);
    expect(offsetAt(summer + 1, 'America/St_Johns')).toBe(-9_000_000);
    expect(zoneAbbreviation(summer, 'Europe/Paris')).toBe('CEST');
    expect(zoneAbbreviation(summer, 'America/New_York')).toBe('EDT');
    expect(zoneAbbreviation(summer, 'Asia/Kolkata')).toBe('IST');
    expect(zoneAbbreviation(summer, 'Asia/Kathmandu')).toBe('GMT+5:45');
    expect([isZone('Asia/Calcutta'), isZone('Mars/Olympus'), isZone('+02:00')]).toEqual([true, false, false]);
  });
});
