import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { agendaAxis, dateIn, dayIn, offsetIn } from '../../../contract/rules/agenda-axis.ts';
import { isKnownZone } from '../../../contract/rules/known-zone.ts';
import { zoneIds } from '../../../contract/rules/zones.ts';

const hour = 3_600_000;
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const week = (first: string) =>
  Array.from({ length: 7 }, (_, days) => Temporal.PlainDate.from(first).add({ days }).toString());
const labels = (dates: readonly string[], zone: string) => agendaAxis(dates, zone).hours.map(({ hour }) => hour);

describe('the hours of one day', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28', 23, [0, 1, 3, 4]],
    ['Europe/Berlin', '2027-10-31', 25, [0, 1, 2, 2, 3]],
    ['America/New_York', '2027-03-14', 23, [0, 1, 3, 4]],
    ['America/New_York', '2027-11-07', 25, [0, 1, 1, 2, 3]],
    ['Asia/Kolkata', '2027-03-28', 24, [0, 1, 2, 3]],
    ['Australia/Lord_Howe', '2027-10-03', 23.5, [0, 1, 3, 4]],
    ['Australia/Lord_Howe', '2027-04-04', 24.5, [0, 1, 2, 3]],
    ['Africa/Cairo', '2027-04-30', 23, [1, 2, 3]],
  ])('%s on %s: %d hours', (zone, date, hours, first) => {
    const axis = agendaAxis([date], zone);
    expect(axis.length).toBe(hours * 60);
    expect(labels([date], zone).slice(0, first.length)).toEqual(first);
    expect(axis.holes(date)).toEqual([]);
    const { start, end } = dayIn(zone, date);
    expect(end - start).toBe(hours * hour);
    for (let moment = start; moment < end; moment += hour / 4) {
      expect(axis.place(date, moment)).toBe((moment - start) / 60_000);
      expect(axis.moment(date, axis.place(date, moment))).toBe(moment);
    }
  });

  it('marks the second showing of an hour', () => {
    expect(agendaAxis(['2027-10-31'], 'Europe/Berlin').hours.filter(({ again }) => again)).toEqual([{ at: 180, hour: 2, again: true }]);
  });

  it('holds what reaches beyond', () => {
    const axis = agendaAxis(['2027-06-01'], 'Asia/Kolkata');
    expect(axis.place('2027-06-01', at('2027-05-31T20:00[Asia/Kolkata]'))).toBe(0);
    expect(axis.place('2027-06-01', at('2027-06-02T20:00[Asia/Kolkata]'), 'end')).toBe(1440);
    expect(axis.place('2027-06-01', at('2027-06-02T00:00[Asia/Kolkata]'), 'end')).toBe(1440);
  });

  it('takes a day that a zone never had', () => {
    const axis = agendaAxis(['2011-12-30'], 'Pacific/Apia');
    expect(axis.length).toBe(0);
    expect(axis.place('2011-12-30', Date.UTC(2011, 11, 30))).toBe(0);
  });
});

describe('the hours of a week', () => {
  it('leave a hole where one day has an hour less', () => {
    const axis = agendaAxis(week('2027-03-22'), 'Europe/Berlin');
    expect(axis.length).toBe(24 * 60);
    expect(axis.holes('2027-03-28')).toEqual([{ from: 120, to: 180 }]);
    expect(axis.holes('2027-03-27')).toEqual([]);
    expect(axis.place('2027-03-28', at('2027-03-28T09:00[Europe/Berlin]'))).toBe(540);
    expect(axis.place('2027-03-28', at('2027-03-28T03:00[Europe/Berlin]'))).toBe(180);
    expect(axis.place('2027-03-28', at('2027-03-28T03:00[Europe/Berlin]'), 'end')).toBe(120);
    expect(axis.moment('2027-03-28', 150)).toBe(at('2027-03-28T03:00[Europe/Berlin]'));
  });

  it('have an hour twice, and holes on the other days', () => {
    const axis = agendaAxis(week('2027-11-01'), 'America/New_York');
    expect(axis.length).toBe(25 * 60);
    expect(axis.hours.slice(0, 5).map(({ hour, again }) => `${hour}${again ? ' again' : ''}`)).toEqual(['0', '1', '1 again', '2', '3']);
    expect(axis.holes('2027-11-07')).toEqual([]);
    expect(axis.holes('2027-11-03')).toEqual([{ from: 120, to: 180 }]);
    const noon = (date: string) => axis.place(date, at(`${date}T12:00[America/New_York]`));
    expect(noon('2027-11-03')).toBe(13 * 60);
    expect(noon('2027-11-07')).toBe(13 * 60);
  });

  it('stand at one height in all days, in every zone and week', () => {
    const zones = zoneIds();
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 365 * 3 }), fc.nat(6), (zone, later, back) => {
        // Most weeks have no change of clocks; the one with the next change is as good as any.
        const from = Temporal.PlainDate.from('2025-01-05').add({ days: later }).toZonedDateTime(zone);
        const change = from.getTimeZoneTransition('next') ?? from;
        const days = week(change.toPlainDate().subtract({ days: back }).toString());
        const axis = agendaAxis(days, zone);
        let before = -Infinity;
        for (const date of days) {
          const { start, end } = dayIn(zone, date);
          let place = -Infinity;
          for (let moment = start; moment < end; moment += hour / 2) {
            const here = axis.place(date, moment);
            expect(here).toBeGreaterThan(place);
            expect(here).toBeLessThan(axis.length);
            expect(axis.moment(date, here)).toBe(moment);
            expect(dateIn(zone, moment)).toBe(date);
            place = here;
          }
          expect(axis.place(date, end, 'end')).toBeLessThanOrEqual(axis.length);
          expect(start).toBeGreaterThanOrEqual(before);
          before = end;
          const lacking = axis.holes(date).reduce((sum, { from, to }) => sum + to - from, 0);
          expect(axis.length - lacking).toBe((end - start) / 60_000);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a zone', () => {
  it.each(['Europe/Berlin', 'Asia/Calcutta', 'UTC', 'US/Eastern'])('%s is known', (name) => expect(isKnownZone(name)).toBe(true));
  it.each(['Mars/Base', 'Europe/Atlantis', '', '+05:30', '__proto__'])('%j is not', (name) => expect(isKnownZone(name)).toBe(false));
  it('has its offset', () => {
    expect(offsetIn('Asia/Kolkata', 0)).toBe(330);
    expect(offsetIn('Australia/Lord_Howe', at('2027-01-01T00:00[UTC]'))).toBe(660);
  });
});
