import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { cityOf, createTimeText, otherZoneText, relativeText } from '../../../renderer/ui/time.ts';
import { day, hour, minute, monday } from './rows.ts';

const london = createTimeText('en-GB', 'Europe/London');
const newYork = createTimeText('en-US', 'America/New_York');
/** ICU puts narrow spaces where people type plain ones. */
const plain = (text: string) => text.replace(/[\u202f\u2009]/g, ' ');

describe('times', () => {
  it('follow locale and zone', () => {
    expect(london.time(monday)).toBe('10:00');
    expect(plain(newYork.time(monday))).toBe('5:00 AM');
    expect(london.twelveHours).toBe(false);
    expect(newYork.twelveHours).toBe(true);
  });

  it('give a range, the start alone without a length, and the day when it ends on another', () => {
    expect(plain(london.range(monday, 90 * minute))).toBe('10:00–11:30');
    expect(london.range(monday, null)).toBe('10:00');
    expect(london.range(monday, 0)).toBe('10:00');
    expect(london.range(monday + 13 * hour, 2 * hour)).toBe('23:00 – Tue 16 Jun, 01:00');
  });

  it('say the year only where it is another', () => {
    expect(london.dayTime(monday, monday)).toBe('Mon 15 Jun, 10:00');
    expect(london.dayTime(monday, monday + 300 * day)).toMatch(/^Mon,? 15 Jun 2026, 10:00$/);
  });

  it('name the near days', () => {
    expect(london.dayLabel(monday, monday)).toEqual({ name: 'Today', date: '15 Jun' });
    expect(london.dayLabel(monday + day, monday).name).toBe('Tomorrow');
    expect(london.dayLabel(monday - day, monday).name).toBe('Yesterday');
    expect(london.dayLabel(monday + 2 * day, monday)).toEqual({ name: 'Wed', date: '17 Jun' });
    expect(london.dayLabel(monday + 300 * day, monday).date).toBe('11 Apr 27');
  });

  it('count today by the calendar of the zone, not by 24 hours', () => {
    const lateEvening = Date.UTC(2026, 5, 15, 23, 30);
    expect(london.dayLabel(lateEvening, monday).name).toBe('Tomorrow');
    expect(newYork.dayLabel(lateEvening, monday).name).toBe('Today');
  });

  it('tell freshness with the day once it is not today', () => {
    expect(london.asOf(monday, monday + hour)).toBe('10:00');
    expect(london.asOf(monday - day, monday)).toBe('Sun 14 Jun, 10:00');
  });
});

describe('a zone in short', () => {
  it.each([['America/New_York', 'New York'], ['America/Argentina/Buenos_Aires', 'Buenos Aires'], ['UTC', 'UTC'], ['Etc/GMT-5', 'UTC+5'], ['Etc/GMT+12', 'UTC−12'], ['Etc/UTC', 'UTC']])('%s is %s', (zone, name) => {
    expect(cityOf(zone)).toBe(name);
  });
});

describe('day numbers', () => {
  const zones = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Apia', 'Australia/Lord_Howe'];

  it('are those of the calendar, in every zone and across clock changes', () => {
    const epoch = Temporal.PlainDate.from('1970-01-01');
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: -20_000 * 24, max: 40_000 * 24 }), (zone, at) => {
        const date = Temporal.Instant.fromEpochMilliseconds(at * hour).toZonedDateTimeISO(zone).toPlainDate();
        expect(createTimeText('en', zone).dayNumber(at * hour)).toBe(epoch.until(date).days);
      }),
      { numRuns: 300 },
    );
  });

  it('leave out the day that an island left out when it crossed the date line', () => {
    const apia = createTimeText('en', 'Pacific/Apia');
    const before = Date.UTC(2011, 11, 30, 9, 59);
    expect(apia.dayNumber(before + 2 * minute)).toBe(apia.dayNumber(before) + 2);
  });
});

describe('relative to now', () => {
  it.each([
    [12 * minute, 30 * minute, 'in 12 min'],
    [30_000, 30 * minute, 'starting now'],
    [89 * minute, 30 * minute, 'in 1 h 29 min'],
    [7 * hour + 20 * minute, 30 * minute, 'in 7 h'],
    [25 * hour, 30 * minute, 'in 1 day'],
    [50 * hour, 30 * minute, 'in 2 days'],
    [0, 30 * minute, 'now, ends in 30 min'],
    [-10 * minute, 30 * minute, 'now, ends in 20 min'],
    [-30 * minute, 30 * minute, 'ended 1 min ago'],
    [-3 * hour, hour, 'ended 2 h ago'],
    [-5 * day, hour, 'ended 5 days ago'],
    [-10 * minute, null, 'started 10 min ago'],
    [0, null, 'starting now'],
  ])('a start %s ms away, lasting %s ms: "%s"', (away, duration, text) => {
    expect(relativeText(monday + away, duration, monday)).toBe(text);
  });
});

describe('the time in the zone of the organiser', () => {
  it('is told when the wall clock differs there', () => {
    expect(otherZoneText(monday, 'Asia/Kolkata', london, 'en-GB')).toBe('14:30 in Asia/Kolkata');
    expect(otherZoneText(monday, 'America/Los_Angeles', london, 'en-GB')).toBe('02:00 in America/Los Angeles');
  });

  it('brings the day when it is another there', () => {
    const evening = monday + 12 * hour;
    expect(otherZoneText(evening, 'Asia/Kolkata', london, 'en-GB')).toBe('Tue 16 Jun, 02:30 in Asia/Kolkata');
  });

  it('takes old names, and leaves out what is no zone or the same time', () => {
    expect(otherZoneText(monday, 'Asia/Calcutta', london, 'en-GB')).toBe('14:30 in Asia/Calcutta');
    expect(otherZoneText(monday, 'Europe/Lisbon', london, 'en-GB')).toBeUndefined();
    expect(otherZoneText(monday, 'Mars/Olympus', london, 'en-GB')).toBeUndefined();
    expect(otherZoneText(monday, null, london, 'en-GB')).toBeUndefined();
  });
});
