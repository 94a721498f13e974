import { describe, expect, it } from 'vitest';
import type { Availability, Clash, ClashReport } from '../../../contract/calendar.ts';
import { clashLines, clashNews, clashSummary, peopleLines, slotText } from '../../../renderer/features/editor/clash-words.ts';
import { hour, minute, monday } from './rows.ts';

const day = 24 * hour;
const clash = (title: string, startsAt: number, length: number, more: Partial<Clash> = {}): Clash => ({
  source: 'meeting', title, startsAt, endsAt: startsAt + length, isAllDay: false, session: { kind: 'meeting', key: title || '0' }, event: null,
  ...more,
});
const event = (title: string, startsAt: number, length: number, isAllDay = false): Clash =>
  clash(title, startsAt, length, { source: 'event', session: null, isAllDay, event: { calendar: 'c', uid: title, occurrence: null } });
const report = (clashes: Clash[], more: Partial<ClashReport> = {}): ClashReport => ({
  clashes, slots: [], people: [], withCalendars: true, calendarsRead: true, ...more,
});
const lines = (clashes: Clash[], zone = 'UTC') =>
  clashLines(report(clashes), monday, zone, 'en-GB').lines.map(({ title, time }) => `${title} ${time}`);

describe('what clashes', () => {
  it('has its time in the zone of the form, with the day where it is another', () => {
    const some = [clash('Team', monday, hour), event('Dentist', monday - hour, 90 * minute), clash('Unknown end', monday, 0)];
    expect(lines(some)).toEqual(['Team 09:00–10:00', 'Dentist 08:00–09:30', 'Unknown end 09:00']);
    expect(lines(some, 'Asia/Tokyo')).toEqual(['Team 18:00–19:00', 'Dentist 17:00–18:30', 'Unknown end 18:00']);
    expect(lines([clash('Yesterday', monday - 20 * hour, hour)])).toEqual(['Yesterday Sun 14 Jun, 13:00 – 14:00']);
    expect(lines([clash('Over night', monday - 12 * hour, 13 * hour)])).toEqual(['Over night Sun 14 Jun, 21:00 – Mon 15 Jun, 10:00']);
    expect(lines([clash('Until midnight', monday, 15 * hour)])).toEqual(['Until midnight 09:00 – Tue 16 Jun, 00:00']);
  });
  it('is named apart where it lasts all day, and has a name where it has none', () => {
    const told = clashLines(report([event('Fair', monday, day, true), event('', monday, hour), event('', monday, day, true)]), monday, 'UTC');
    expect(told.allDay).toEqual(['Fair', 'Untitled event']);
    expect(told.lines.map(({ title }) => title)).toEqual(['Untitled event']);
  });
  it('is four lines at most, each with a key of its own', () => {
    const told = clashLines(report(Array.from({ length: 9 }, (_, at) => clash(`m${at}`, monday, hour))), monday, 'UTC');
    expect([told.lines.length, told.more]).toEqual([4, 5]);
    expect(new Set(told.lines.map(({ id }) => id)).size).toBe(4);
  });
  it('is summed up without speaking for a calendar that was not looked into', () => {
    expect(clashSummary(report([clash('a', monday, hour), event('b', monday, hour)]))).toBe('2 at that time');
    expect(clashSummary(report([event('Fair', monday, day, true)]))).toBe('Nothing else is on then');
    expect(clashSummary(report([], { withCalendars: false, calendarsRead: false }))).toBe('No other meeting or webinar then');
    expect(clashSummary(report([], { calendarsRead: false }))).toBe('No other meeting or webinar then');
  });
  it('is read out briefly', () => {
    const busy: Availability[] = [{ email: 'bo@example.test', state: 'busy' }];
    expect(clashNews(report([clash('Team', monday, hour)]))).toBe('Clashes with Team');
    expect(clashNews(report([clash('Team', monday, hour), event('b', monday, hour)], { people: busy }))).toBe('Clashes with Team and 1 more; 1 busy');
    expect(clashNews(report([]))).toBe('Nothing else is on then');
  });
});

it('a free time has its day where it is another than that of the form', () => {
  expect(slotText(monday + 2 * hour, monday, 'UTC', 'en-GB')).toBe('11:00');
  expect(slotText(monday + day, monday, 'UTC', 'en-GB')).toBe('Tue 16 Jun, 09:00');
  // Monday 20:00 UTC is Tuesday in Tokyo.
  expect(slotText(monday + 11 * hour, monday, 'Asia/Tokyo', 'en-GB')).toBe('Tue 16 Jun, 05:00');
});

it('of many people the busy ones come first, the rest is counted', () => {
  const people = Array.from({ length: 20 }, (_, at): Availability => ({
    email: `p${at}@example.test`, state: at === 19 ? 'busy' : at < 12 ? 'free' : 'not-known',
  }));
  const { lines: shown, more } = peopleLines(people);
  expect(shown.map(({ state }) => state)).toEqual(['busy', ...Array.from({ length: 5 }, () => 'not-known')]);
  expect(more).toBe('2 more not known, 12 more free');
  expect(peopleLines(people.slice(0, 6))).toMatchObject({ lines: { length: 6 }, more: null });
});
