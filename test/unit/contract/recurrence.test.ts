import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { recurrenceSchema } from '../../../contract/calendar.ts';
import type { Recurrence } from '../../../contract/calendar.ts';
import { conformRule, firstOn, fromRule, movedRepeat, toRule } from '../../../contract/rules/recurrence.ts';
import { readRule } from '../../../contract/rules/recurrence-rule.ts';
import { recurrenceText } from '../../../contract/rules/recurrence-text.ts';
import { occurrences } from '../../../contract/rules/series-times.ts';
import { seriesDays, weekdayNames } from './recurrence-twin.ts';

const never = { type: 'never' } as const;
const weekly = (on: readonly (typeof weekdayNames)[number][], interval = 1, end: Recurrence['end'] = never): Recurrence => ({
  interval,
  every: { unit: 'week', on: [...on] },
  end,
});
const start = { date: '2026-06-19', time: '19:00' };
const paris = 'Europe/Paris';

describe('a repeat as RRULE', () => {
  it.each<[Recurrence, string]>([
    [{ interval: 1, every: { unit: 'day' }, end: never }, 'FREQ=DAILY'],
    [weekly(['FR', 'MO'], 2), 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR'],
    [{ interval: 1, every: { unit: 'month', by: 'date' }, end: { type: 'count', count: 5 } }, 'FREQ=MONTHLY;COUNT=5;BYMONTHDAY=19'],
    [{ interval: 3, every: { unit: 'month', by: 'weekday', isLast: false }, end: never }, 'FREQ=MONTHLY;INTERVAL=3;BYDAY=3FR'],
    [{ interval: 1, every: { unit: 'month', by: 'weekday', isLast: true }, end: never }, 'FREQ=MONTHLY;BYDAY=-1FR'],
    // The end of the day in Paris, in summer and in winter.
    [weekly(['FR'], 1, { type: 'until', date: '2027-06-18' }), 'FREQ=WEEKLY;UNTIL=20270618T215959Z;BYDAY=FR'],
    [weekly(['FR'], 1, { type: 'until', date: '2026-12-18' }), 'FREQ=WEEKLY;UNTIL=20261218T225959Z;BYDAY=FR'],
  ])('%j is %s', (recurrence, rule) => expect(toRule(recurrence, start, paris)).toBe(rule));

  it('ends an all-day series with a date', () => {
    const recurrence = weekly(['FR'], 1, { type: 'until', date: '2027-06-18' });
    expect(toRule(recurrence, { date: '2026-06-19', time: null }, paris)).toBe('FREQ=WEEKLY;UNTIL=20270618;BYDAY=FR');
  });
});

describe('an RRULE in the form', () => {
  it.each<[string, Recurrence | null]>([
    ['FREQ=WEEKLY', weekly(['FR'])],
    ['RRULE:freq=weekly;byday=fr;wkst=su', weekly(['FR'])],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', weekly(['MO', 'TU', 'WE', 'TH', 'FR'])],
    ['FREQ=MONTHLY', { interval: 1, every: { unit: 'month', by: 'date' }, end: never }],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=3', { interval: 1, every: { unit: 'month', by: 'weekday', isLast: false }, end: never }],
    // Until before that day's start: the day before is the last one.
    ['FREQ=DAILY;UNTIL=20270619T165959Z', { interval: 1, every: { unit: 'day' }, end: { type: 'until', date: '2027-06-18' } }],
    ['FREQ=DAILY;UNTIL=20270619T170000Z', { interval: 1, every: { unit: 'day' }, end: { type: 'until', date: '2027-06-19' } }],
    ['FREQ=DAILY;UNTIL=20270619', { interval: 1, every: { unit: 'day' }, end: { type: 'until', date: '2027-06-19' } }],
    // What the form cannot show exactly.
    ['FREQ=YEARLY', null],
    ['FREQ=WEEKLY;BYDAY=MO', null],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU', null],
    ['FREQ=DAILY;INTERVAL=2;BYDAY=FR', null],
    ['FREQ=MONTHLY;BYMONTHDAY=19,20', null],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', null],
    ['FREQ=MONTHLY;BYDAY=2FR', null],
    ['FREQ=MONTHLY;BYDAY=-1FR', null],
    ['FREQ=WEEKLY;BYHOUR=9', null],
    ['FREQ=DAILY;COUNT=1000', null],
    ['FREQ=DAILY;INTERVAL=100', null],
    ['FREQ=DAILY;UNTIL=20260618', null],
    ['nonsense', null],
  ])('%s', (rule, recurrence) => expect(fromRule(rule, start, paris)).toEqual(recurrence));

  it.each([
    '', 'FREQ=', 'FREQ=SOMETIMES', 'INTERVAL=2', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=-1', 'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;COUNT=2;UNTIL=20270101', 'FREQ=DAILY;UNTIL=20270230', 'FREQ=DAILY;FREQ=WEEKLY', 'FREQ=DAILY;BYMONTH=13',
    'FREQ=DAILY;BYDAY=XX', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=WEEKLY;BYMONTHDAY=1', 'FREQ=MONTHLY;BYWEEKNO=1', 'FREQ=DAILY;BYYEARDAY=1',
    'FREQ=DAILY;BYSETPOS=1', 'FREQ=DAILY;BYHOUR=24', 'FREQ=DAILY;RSCALE=HEBREW', 'FREQ=DAILY;__proto__=1', 'FREQ=DAILY;constructor=1',
    `FREQ=DAILY;BYMONTH=${'1,'.repeat(1_000)}1`, 'FREQ=DAILY;INTERVAL=99999999999999999999', 'FREQ=DAILY\r\nDTSTART:20260101',
  ])('%.60j is no rule', (text) => {
    expect(readRule(text)).toBeNull();
    expect(occurrences(text, start, paris, { from: 0, to: 8e14, most: 5 })).toHaveLength(1);
  });

  it.each([
    ['FREQ=DAILY;UNTIL=20270619', 'FREQ=DAILY;UNTIL=20270619T215959Z'],
    ['FREQ=DAILY;UNTIL=20271219T190000', 'FREQ=DAILY;UNTIL=20271219T180000Z'],
    ['FREQ=DAILY;UNTIL=20271219T190000Z', 'FREQ=DAILY;UNTIL=20271219T190000Z'],
  ])('%s beside a start with a zone', (rule, text) => expect(conformRule(rule, start, paris)).toBe(text));
});

const everyArb = fc.oneof(
  fc.constant({ unit: 'day' } as const),
  fc.record({ unit: fc.constant('week' as const), on: fc.uniqueArray(fc.constantFrom(...weekdayNames), { minLength: 1 }) }),
  fc.constant({ unit: 'month', by: 'date' } as const),
  fc.record({ unit: fc.constant('month' as const), by: fc.constant('weekday' as const), isLast: fc.boolean() }),
);
const dateArb = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 864e5, max: Date.UTC(2031, 0, 1) / 864e5 })
  .map((days) => new Date(days * 864e5).toISOString().slice(0, 10));
const recurrenceArb: fc.Arbitrary<Recurrence> = fc.record({
  interval: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 14 })),
  every: everyArb,
  end: fc.oneof(
    fc.constant(never),
    fc.record({ type: fc.constant('count' as const), count: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ type: fc.constant('until' as const), date: dateArb }),
  ),
});
const seriesArb = fc
  .record({ recurrence: recurrenceArb, date: dateArb, time: fc.constantFrom('00:00', '09:00', '19:30', '23:59', null) })
  .filter(({ recurrence, date }) => firstOn(recurrence, date))
  .filter(({ recurrence: { end }, date }) => end.type !== 'until' || end.date >= date);
/** Their clocks change at other times of the day than these series start, so that no start falls into a gap. */
const zoneArb = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Africa/Casablanca');

/** What clocks in `zone` show, through Intl alone. */
const shownIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);

describe('a series', () => {
  it('is what a walk from day to day comes to', () => {
    fc.assert(
      fc.property(seriesArb, zoneArb, fc.integer({ min: 0, max: 900 }), ({ recurrence, date, time }, zone, skipped) => {
        expect(recurrenceSchema.safeParse(recurrence).success).toBe(true);
        const wanted = seriesDays(recurrence, date).slice(skipped % 40, (skipped % 40) + 20);
        const [begin] = wanted;
        if (begin === undefined) return;
        const rule = toRule(recurrence, { date, time }, zone);
        const from = Date.parse(`${begin}T00:00:00Z`) - 15 * 3_600_000;
        const found = occurrences(rule, { date, time }, zone, { from, to: 8e14, most: 25 });
        const days = found.map((at) => shownIn(zone, at)).filter((at) => at >= begin).slice(0, wanted.length);
        expect(days).toEqual(wanted.map((day) => `${day} ${time ?? '00:00'}`));
      }),
      { numRuns: 150 },
    );
  });

  it('moved by days is every of its days moved, where weeks do not matter and all months have the day', () => {
    const isMovable = ({ every, interval }: Recurrence) => every.unit === 'day' || (every.unit === 'week' && (interval === 1 || every.on.length === 1));
    fc.assert(
      fc.property(seriesArb.filter(({ recurrence, date }) => isMovable(recurrence) && firstOn(recurrence, date)), fc.integer({ min: -20, max: 20 }), ({ recurrence, date }, days) => {
        const later = (day: string) => Temporal.PlainDate.from(day).add({ days }).toString();
        const moved = movedRepeat(recurrence, days, later(date));
        expect(seriesDays(moved, later(date)).slice(0, 20)).toEqual(seriesDays(recurrence, date).slice(0, 20).map(later));
      }),
      { numRuns: 200 },
    );
    const lastFriday: Recurrence = { interval: 1, every: { unit: 'month', by: 'weekday', isLast: true }, end: never };
    expect(movedRepeat(lastFriday, -7, '2026-06-19').every).toEqual({ unit: 'month', by: 'weekday', isLast: false });
    expect(movedRepeat(lastFriday, 4, '2026-06-30').every).toEqual({ unit: 'month', by: 'weekday', isLast: true });
  });

  it('comes back from its rule', () => {
    fc.assert(
      fc.property(seriesArb, zoneArb, ({ recurrence, date, time }, zone) => {
        const rule = toRule(recurrence, { date, time }, zone);
        const again = fromRule(rule, { date, time }, zone);
        expect(readRule(rule)?.text).toBe(rule);
        if (recurrence.every.unit !== 'week') expect(again).toEqual(recurrence);
        else expect(again && toRule(again, { date, time }, zone)).toBe(rule);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out what clocks and months leave out', () => {
    const march = { from: Date.UTC(2026, 2, 28), to: Date.UTC(2026, 2, 31), most: 9 };
    const daily = occurrences('FREQ=DAILY', { date: '2026-03-28', time: '02:30' }, paris, march);
    expect(daily.map((at) => shownIn(paris, at))).toEqual(['2026-03-28 02:30', '2026-03-30 02:30']);
    const monthly = occurrences('FREQ=MONTHLY', { date: '2026-01-31', time: '09:00' }, paris, { from: 0, to: 8e14, most: 4 });
    expect(monthly.map((at) => shownIn(paris, at).slice(0, 10))).toEqual(['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']);
  });

  it('keeps its wall clock in Ramadan', () => {
    const spring = { from: Date.UTC(2026, 0), to: Date.UTC(2026, 3), most: 99 };
    const found = occurrences('FREQ=WEEKLY', { date: '2026-01-07', time: '13:00' }, 'Africa/Casablanca', spring);
    expect(new Set(found.map((at) => shownIn('Africa/Casablanca', at).slice(11)))).toEqual(new Set(['13:00']));
    expect(new Set(found.map((at) => new Date(at).getUTCHours()))).toEqual(new Set([12, 13]));
  });

  it('does not count a time that clocks leave out', () => {
    const found = occurrences('FREQ=DAILY;COUNT=3', { date: '2026-03-28', time: '02:30' }, paris, { from: 0, to: 8e14, most: 9 });
    expect(found.map((at) => shownIn(paris, at).slice(0, 10))).toEqual(['2026-03-28', '2026-03-30', '2026-03-31']);
  });

  it('has the day on which no midnight is', () => {
    const inBeirut = occurrences('FREQ=DAILY', { date: '2026-03-28', time: null }, 'Asia/Beirut', { from: 0, to: 8e14, most: 3 });
    expect(inBeirut.map((at) => shownIn('Asia/Beirut', at))).toEqual(['2026-03-28 00:00', '2026-03-29 01:00', '2026-03-30 00:00']);
  });

  it('counts a start that the rule does not meet as the first', () => {
    const found = occurrences('FREQ=WEEKLY;BYDAY=MO;COUNT=3', start, 'UTC', { from: 0, to: 8e14, most: 9 });
    expect(found.map((at) => shownIn('UTC', at).slice(0, 10))).toEqual(['2026-06-19', '2026-06-22', '2026-06-29']);
  });

  it.each([
    'FREQ=SECONDLY', 'FREQ=SECONDLY;COUNT=1000000', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=366', 'FREQ=YEARLY;INTERVAL=10000', 'FREQ=DAILY;COUNT=1000000', 'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
    `FREQ=DAILY;BYHOUR=${[...Array.from({ length: 24 }).keys()].join()};BYMINUTE=${[...Array.from({ length: 60 }).keys()].join()}`,
  ])('%s is bounded', (rule) => {
    const began = performance.now();
    const found = occurrences(rule, start, paris, { from: Date.UTC(2049, 0), to: 8e15, most: 1_000 });
    expect(found.length).toBeLessThanOrEqual(1_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('a repeat in words', () => {
  it.each<[Recurrence, string | undefined, string]>([
    [{ interval: 1, every: { unit: 'day' }, end: never }, undefined, 'Every day'],
    [weekly(['TH', 'MO'], 2, { type: 'until', date: '2027-06-19' }), undefined, 'Every 2 weeks on Monday and Thursday, until 19 Jun 2027'],
    [weekly(['MO', 'TU', 'WE', 'TH', 'FR'], 1, { type: 'count', count: 10 }), undefined, 'Every week on weekdays, 10 times'],
    [weekly(['TU'], 1, { type: 'count', count: 1 }), undefined, 'Every week on Tuesday, once'],
    [{ interval: 1, every: { unit: 'month', by: 'date' }, end: never }, undefined, 'Every month on the same date'],
    [{ interval: 3, every: { unit: 'month', by: 'date' }, end: never }, '2026-06-19', 'Every 3 months on day 19'],
    [{ interval: 1, every: { unit: 'month', by: 'weekday', isLast: false }, end: never }, '2026-06-19', 'Every month on the third Friday'],
    [{ interval: 1, every: { unit: 'month', by: 'weekday', isLast: true }, end: never }, '2026-06-26', 'Every month on the last Friday'],
  ])('%j from %s', (recurrence, date, text) => expect(recurrenceText(recurrence, date)).toBe(text));
});
