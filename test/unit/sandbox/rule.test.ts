import { describe, expect, it } from 'vitest';
import { afterOccurrences, readRule, startsOf, withEnd } from '../../../electron/sandbox/calendar/rule.ts';
import { writeLocal } from '../../../electron/sandbox/calendar/times.ts';

// RFC 5545 3.8.5.3 starts on Tuesday, 2 September 1997, at 9:00 in New York.
const series = { start: Date.UTC(1997, 8, 2, 13), timeZone: 'America/New_York', isAllDay: false };
const dates = (rule: string, from = series, before = Date.UTC(1999, 0)) =>
  [...startsOf(rule, from, before)].map((start) => writeLocal(start, from.timeZone));
const days = (rule: string, from = series, before?: number) =>
  dates(rule, from, before).map((text) => `${text.slice(4, 6)}-${text.slice(6, 8)}`);

describe('the examples of RFC 5545', () => {
  it.each<[string, string[]]>([
    ['FREQ=DAILY;COUNT=4', ['09-02', '09-03', '09-04', '09-05']],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', ['09-02', '09-12', '09-22', '10-02', '10-12']],
    ['FREQ=WEEKLY;UNTIL=19970924T000000Z', ['09-02', '09-09', '09-16', '09-23']],
    ['FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH', ['09-02', '09-04', '09-09', '09-11']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=6;WKST=SU;BYDAY=TU,TH', ['09-02', '09-04', '09-16', '09-18', '09-30', '10-02']],
    ['FREQ=MONTHLY;COUNT=3;BYMONTHDAY=2,15', ['09-02', '09-15', '10-02']],
    ['FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1', ['09-30', '10-01', '10-31', '11-01']],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=7', ['09-02', '09-09', '09-16', '09-23', '09-30', '11-04', '11-11']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2', ['02-13', '03-13']],
    ['FREQ=YEARLY;UNTIL=19980902', ['09-02', '09-02']],
  ])('%s', (rule, expected) => expect(days(rule)).toEqual(expected));

  it('weekdays by their number in the month', () => {
    const friday = { ...series, start: Date.UTC(1997, 8, 5, 13) };
    expect(days('FREQ=MONTHLY;COUNT=4;BYDAY=1FR', friday)).toEqual(['09-05', '10-03', '11-07', '12-05']);
    const monday = { ...series, start: Date.UTC(1997, 8, 22, 13) };
    expect(days('FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', monday)).toEqual(['09-22', '10-20', '11-17']);
  });

  it('weeks that begin on Sunday or on Monday', () => {
    const tuesday = { ...series, start: Date.UTC(1997, 7, 5, 13) };
    const rule = 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU';
    expect(days(`${rule};WKST=MO`, tuesday)).toEqual(['08-05', '08-10', '08-19', '08-24']);
    expect(days(`${rule};WKST=SU`, tuesday)).toEqual(['08-05', '08-17', '08-19', '08-31']);
  });
});

describe('series', () => {
  it('keep the wall-clock time over both changes of the clocks', () => {
    const paris = { start: Date.UTC(2026, 2, 28, 1, 30), timeZone: 'Europe/Paris', isAllDay: false };
    // 02:30 does not exist on the 29th: it is moved on by the length of the gap.
    expect(dates('FREQ=DAILY;COUNT=3', paris, Date.UTC(2027, 0))).toEqual([
      '20260328T023000+0100',
      '20260329T033000+0200',
      '20260330T023000+0200',
    ]);
    expect(dates('FREQ=MONTHLY;COUNT=2', { ...paris, start: Date.UTC(2026, 9, 24, 7) }, Date.UTC(2027, 0))).toEqual([
      '20261024T090000+0200',
      '20261124T090000+0100',
    ]);
  });

  it('leave out months without that day, and end where they are looked at', () => {
    const january = { ...series, start: Date.UTC(1998, 0, 31, 14) };
    expect(days('FREQ=MONTHLY', january, Date.UTC(1998, 8))).toEqual(['01-31', '03-31', '05-31', '07-31', '08-31']);
    const february = { ...series, start: Date.UTC(1998, 1, 28, 14) };
    expect(days('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', february)).toEqual([]);
    expect(days('FREQ=DAILY;BYMONTHDAY=31;COUNT=2', january)).toEqual(['01-31', '03-31']);
  });

  it('of whole days end with the day of UNTIL', () => {
    const allDay = { start: Date.UTC(2026, 5, 1), timeZone: 'UTC', isAllDay: true };
    expect(days('FREQ=DAILY;UNTIL=20260603', allDay, Date.UTC(2027, 0))).toEqual(['06-01', '06-02', '06-03']);
  });

  it('are cut in two', () => {
    expect(withEnd('FREQ=DAILY;COUNT=9;INTERVAL=2', 'UNTIL=20260603')).toBe('FREQ=DAILY;INTERVAL=2;UNTIL=20260603');
    expect(afterOccurrences('FREQ=DAILY;COUNT=9', 4)).toBe('FREQ=DAILY;COUNT=5');
    expect(afterOccurrences('FREQ=DAILY', 4)).toBe('FREQ=DAILY');
  });
});

it.each([
  '',
  'FREQ=HOURLY',
  'RRULE:FREQ=DAILY',
  'FREQ=DAILY;FREQ=WEEKLY',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;INTERVAL=-1',
  'FREQ=DAILY;COUNT=2;UNTIL=20260603',
  'FREQ=DAILY;UNTIL=tomorrow',
  'FREQ=WEEKLY;BYDAY=1MO',
  'FREQ=MONTHLY;BYDAY=XX',
  'FREQ=MONTHLY;BYMONTHDAY=32',
  'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1',
])('%j is no rule here', (text) => expect(readRule(text)).toBeUndefined());
