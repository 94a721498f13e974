import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrderOf, parseDate, parseTime } from '../../../contract/rules/when.ts';
import type { DateOrder } from '../../../contract/rules/when.ts';
import { anyText } from './any-text.ts';

/** A Wednesday. */
const today = '2026-06-17';
const dateOf = (text: string, order: DateOrder = 'dmy', on = today) => {
  const answer = parseDate(text, { today: on, order });
  return answer.ok ? answer.date : answer.code;
};
const timeOf = (text: string) => {
  const answer = parseTime(text);
  return answer.ok ? answer.time : answer.code;
};

describe('a date', () => {
  it.each([
    ['2026-06-19', '2026-06-19'], ['20260619', '2026-06-19'], ['2026/6/19', '2026-06-19'], ['2026.06.19', '2026-06-19'],
    ['19 Jun', '2026-06-19'], ['Jun 19', '2026-06-19'], ['19 June 2026', '2026-06-19'], ['June 19th, 2026', '2026-06-19'],
    ['the 19th of June', '2026-06-19'], ['19jun26', '2026-06-19'], ['19-Jun-2026', '2026-06-19'], ['2026 June 19', '2026-06-19'],
    ['19.6.', '2026-06-19'], ['19.06.2026', '2026-06-19'], ['19. 6. 26', '2026-06-19'], ['19 6 2026', '2026-06-19'],
    ['Fri, 19 Jun 2026', '2026-06-19'], ['FRIDAY 19 JUNE', '2026-06-19'], ['Sept 3', '2026-09-03'],
    ['today', today], ['Tonight', today], ['tomorrow', '2026-06-18'], ['day after tomorrow', '2026-06-19'], ['yesterday', '2026-06-16'],
    ['in 3 days', '2026-06-20'], ['in a week', '2026-06-24'], ['3d', '2026-06-20'], ['2 weeks', '2026-07-01'],
    ['in 2 months', '2026-08-17'], ['next week', '2026-06-24'],
    // Wednesday is today; "next" is the week that begins on Monday the 22nd.
    ['wed', today], ['weds', today], ['fri', '2026-06-19'], ['Friday', '2026-06-19'], ['on friday', '2026-06-19'], ['mon', '2026-06-22'],
    ['this thurs', '2026-06-18'], ['coming tue', '2026-06-23'], ['next wed', '2026-06-24'], ['next friday', '2026-06-26'], ['next mon', '2026-06-22'],
    // Without a year: on or after today.
    ['17 Jun', today], ['16 Jun', '2027-06-16'], ['1/1', '2027-01-01'], ['29 Feb', '2028-02-29'],
    // Full-width digits, odd spaces, what mail programs leave behind.
    ['２０２６-０６-１９', '2026-06-19'], ['\u200e19\u00a0Jun\u2009', '2026-06-19'], ['2026–06–19', '2026-06-19'],
  ])('%j is %s', (text, date) => expect(dateOf(text)).toBe(date));

  it.each([
    ['6/7', 'dmy', '2026-07-06'], ['6/7', 'mdy', '2027-06-07'], ['19/6', 'mdy', '2026-06-19'], ['6/19', 'dmy', '2026-06-19'],
    ['6-7-2026', 'mdy', '2026-06-07'], ['6.7.2026', 'mdy', '2026-07-06'],
  ] as const)('%s in the order %s is %s', (text, order, date) => expect(dateOf(text, order)).toBe(date));

  it('knows leap days across a century that has none', () => {
    expect(dateOf('29 Feb', 'dmy', '2096-03-01')).toBe('2104-02-29');
  });

  it.each([
    ['', 'empty'], [' \u00a0 ', 'empty'], ['soon', 'unclear'], ['19', 'unclear'], ['June', 'unclear'], ['June 2026', 'unclear'], ['ju', 'unclear'],
    ['19 Jun 26 7', 'unclear'], ['19 Jun 026', 'unclear'], ['19 Jun Jul', 'unclear'], ['19 Jun?', 'unclear'], ['fri 2', 'unclear'],
    ['31 April', 'no-such-date'], ['2026-02-29', 'no-such-date'], ['30.2.', 'no-such-date'], ['13/13', 'no-such-date'], ['0/5', 'no-such-date'],
    ['2026-06-00', 'no-such-date'], ['2026-00-01', 'no-such-date'],
    ['19 Jun 3026', 'year'], ['1066-10-14', 'year'], ['Mon 19 June 2026', 'weekday'],
  ])('%j is refused: %s', (text, code) => expect(dateOf(text)).toBe(code));

  it('says what is wrong in words', () => {
    const words = (text: string) => parseDate(text, { today, order: 'dmy' });
    expect(words('Mon 19 June')).toMatchObject({ message: '19 June 2026 is a Friday, not a Monday.' });
    expect(words('29 Feb 2026')).toMatchObject({ message: 'There is no 29 February in 2026.' });
    expect(words('31.4.')).toMatchObject({ message: 'There is no 31 April.' });
    expect(words('2026-13-01')).toMatchObject({ message: 'There is no month 13.' });
    expect(words('June')).toMatchObject({ message: 'Add the day, for example 19 June.' });
    expect(words('<b>soon</b>')).toMatchObject({ message: expect.stringContaining('“<b>soon</b>”') });
  });

  const dates = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('reads back every date in each way of writing it, in either order', () => {
    const written: ((date: string, order: DateOrder) => string)[] = [
      (date) => date,
      (date) => date.replaceAll('-', ''),
      (date) => format(date, 'en-GB', { dateStyle: 'long' }),
      (date) => format(date, 'en-US', { dateStyle: 'full' }),
      (date) => format(date, 'en-GB', { dateStyle: 'full' }),
      (date) => format(date, 'en-US', { dateStyle: 'medium' }),
      (date) => format(date, 'de-DE', { dateStyle: 'medium' }),
      (date, order) => format(date, order === 'dmy' ? 'en-GB' : 'en-US', { year: 'numeric', month: 'numeric', day: 'numeric' }),
    ];
    fc.assert(
      fc.property(dates, fc.constantFrom(...written), fc.constantFrom('dmy', 'mdy'), (date, write, order) => {
        expect(dateOf(write(date, order), order)).toBe(date);
      }),
      { numRuns: 500 },
    );
  });

  it('without a year is the first such date on or after today', () => {
    fc.assert(
      fc.property(dates, dates, (date, on) => {
        fc.pre(on < '2180');
        const answer = dateOf(format(date, 'en-GB', { day: 'numeric', month: 'short' }), 'dmy', on);
        expect(answer.slice(5)).toBe(date.slice(5));
        expect(answer >= on).toBe(true);
        if (!date.endsWith('02-29')) expect(Date.parse(answer) - Date.parse(on)).toBeLessThan(366 * 86_400_000);
      }),
    );
  });

  it('never throws, and takes nothing that is no date', () => {
    for (const text of ['x', '1', ' 1', '/']) expect(dateOf(text.repeat(500_000))).toBe('unclear');
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.string({ unit: fc.constantFrom(...'0123456789 ./-junefri') })), (text) => {
        const answer = parseDate(text, { today, order: 'mdy' });
        if (answer.ok) expect(new Date(answer.date).toISOString().slice(0, 10)).toBe(answer.date);
        else expect(answer.message).toMatch(/[.?]$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes the order of day and month from the locale', () => {
    expect(['en-US', 'en-GB', 'de', 'fr', 'ja', 'sv'].map((locale) => dateOrderOf(locale))).toEqual(['mdy', 'dmy', 'dmy', 'dmy', 'mdy', 'dmy']);
  });
});

const format = (date: string, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(date));

describe('a time', () => {
  it.each([
    ['19:00', '19:00'], ['1900', '19:00'], ['7pm', '19:00'], ['7 pm', '19:00'], ['7 P.M.', '19:00'], ['7p', '19:00'], ['7:30pm', '19:30'],
    ['7.30', '07:30'], ['7.30 pm', '19:30'], ['730pm', '19:30'], ['730', '07:30'], ['0730', '07:30'], ['noon', '12:00'], ['Midday', '12:00'],
    ['midnight', '00:00'], ['12 noon', '12:00'], ['19h', '19:00'], ['19h30', '19:30'], ['19 h 30', '19:30'], ['9', '09:00'], ['7', '07:00'],
    ['0', '00:00'], ['23', '23:00'], ['12am', '00:00'], ['12:30 am', '00:30'], ['12pm', '12:00'], ['19:00 pm', '19:00'], ['at 7pm', '19:00'],
    ["7 o'clock", '07:00'], ['7 30', '07:30'], ['19:00:00', '19:00'], ['１９：００', '19:00'], ['7\u202fPM', '19:00'],
  ])('%j is %s', (text, time) => expect(timeOf(text)).toBe(time));

  it.each([
    ['', 'empty'], ['at', 'empty'], ['soon', 'unclear'], ['7:5', 'unclear'], ['19:30:30', 'unclear'], ['12345', 'unclear'], ['-1', 'unclear'],
    ['24:00', 'no-such-time'], ['2400', 'no-such-time'], ['25', 'no-such-time'], ['7:60', 'no-such-time'], ['0pm', 'no-such-time'], ['13am', 'no-such-time'],
    ['25pm', 'no-such-time'],
  ])('%j is refused: %s', (text, code) => expect(timeOf(text)).toBe(code));

  const times = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => new Date(minutes * 60_000));
  it('reads back every time in each way of writing it', () => {
    const clocks = ['en-GB', 'en-US', 'fr-CA', 'fi', 'ja'].map(
      (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }),
    );
    fc.assert(
      fc.property(times, (date) => {
        const time = date.toISOString().slice(11, 16);
        const written = [time, time.replace(':', ''), time.replace(':', 'h'), ...clocks.map((clock) => clock.format(date))];
        for (const text of written) expect([text, timeOf(text)]).toEqual([text, time]);
      }),
    );
  });

  it('never throws', () => {
    for (const text of ['x', '1', ' 1', ':']) expect(timeOf(text.repeat(500_000))).toBe('unclear');
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.string({ unit: fc.constantFrom(...'0123456789 .:hamp') })), (text) => {
        expect(timeOf(text)).toMatch(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|empty|unclear|no-such-time)$/);
      }),
      { numRuns: 1000 },
    );
  });
});
