/**
 * Lines of quick create and what each must mean, in full: what a row does not name must stay empty. Written from the
 * words, not from what the reader does with them. `ask` names the questions that an ambiguous line must raise, with the
 * answers to choose from.
 */
import type { Recurrence, Weekday } from '../../../contract/calendar.ts';
import type { LineContext } from '../../../renderer/features/quick/reading.ts';

export interface Meaning {
  readonly kind?: 'webinar';
  readonly topic?: string;
  readonly date?: string;
  readonly time?: string;
  /** Minutes. */
  readonly length?: number;
  readonly zone?: string;
  readonly people?: readonly string[];
  readonly repeat?: Recurrence;
  /** `field code` to the answers on offer, each as `answerText` writes it. */
  readonly ask?: Readonly<Record<string, readonly string[]>>;
}
export type Row = readonly [line: string, meaning: Meaning];

const never = { type: 'never' } as const;
export const until = (date: string) => ({ type: 'until', date }) as const;
export const times = (count: number) => ({ type: 'count', count }) as const;
type End = Recurrence['end'];
const weekly = (on: string, interval = 1, end: End = never): Recurrence => ({
  interval, every: { unit: 'week', on: on.split(' ') as Weekday[] }, end,
});
const daily = (end: End = never, interval = 1): Recurrence => ({ interval, every: { unit: 'day' }, end });
const byDate = (interval = 1, end: End = never): Recurrence => ({ interval, every: { unit: 'month', by: 'date' }, end });
const byWeekday = (isLast = false, end: End = never): Recurrence => ({
  interval: 1, every: { unit: 'month', by: 'weekday', isLast }, end,
});

const at = (now: string, timeZone: string, more: Partial<LineContext> = {}): LineContext => ({
  now: Date.parse(now), timeZone, dateOrder: 'dmy', ...more,
});
/** Monday 23 November 2026, nine in the morning. */
const paris = at('2026-11-23T09:00+01:00', 'Europe/Paris');
/** The same Monday, three in the afternoon. */
const afternoon = at('2026-11-23T15:00+01:00', 'Europe/Paris');
/** The same Monday, half past ten at night. */
const night = at('2026-11-23T22:30+01:00', 'Europe/Paris');
/** Monday at nine in New York, where the month comes first. */
const newYork = at('2026-11-23T09:00-05:00', 'America/New_York', { dateOrder: 'mdy' });
/** Tuesday 24 November, eight in the morning in Tokyo: in America it is still Monday. */
const tokyo = at('2026-11-24T08:00+09:00', 'Asia/Tokyo');
/** The Friday before clocks go forward (Sunday 28 March 2027, 02:00 to 03:00). */
const spring = at('2027-03-26T10:00+01:00', 'Europe/Paris');
/** The Friday before clocks go back (Sunday 31 October 2027, 03:00 to 02:00). */
const autumn = at('2027-10-29T10:00+02:00', 'Europe/Paris');
const known = at('2026-11-23T09:00+01:00', 'Europe/Paris', {
  knownPeople: ['ana.ruiz@example.test', 'bo@example.test', 'bo.li@example.test'],
});

const today = '2026-11-23';
const tue = '2026-11-24';
const wed = '2026-11-25';
const thu = '2026-11-26';
const fri = '2026-11-27';
const ana = 'ana@example.test';
const bo = 'bo@example.test';

const inParis: readonly Row[] = [
  // The line of the placeholder, and the parts in another order.
  ['Design review tomorrow 3pm 45m with ana@example.test, bo@example.test in Paris',
    { topic: 'Design review', date: tue, time: '15:00', length: 45, zone: 'Europe/Paris', people: [ana, bo] }],
  ['tomorrow 3pm Design review with ana@example.test', { topic: 'Design review', date: tue, time: '15:00', people: [ana] }],
  ['3pm tomorrow: Design review', { topic: 'Design review', date: tue, time: '15:00' }],
  ['45m Tuesday 15:00 in Paris, Design review', { topic: 'Design review', date: tue, time: '15:00', length: 45, zone: 'Europe/Paris' }],
  ['Design review, tomorrow, 3pm, 45m', { topic: 'Design review', date: tue, time: '15:00', length: 45 }],
  ['Design review - tomorrow - 15:00', { topic: 'Design review', date: tue, time: '15:00' }],
  ['Design review (tomorrow 3pm)', { topic: 'Design review', date: tue, time: '15:00' }],
  ['DESIGN REVIEW TOMORROW 3PM', { topic: 'DESIGN REVIEW', date: tue, time: '15:00' }],
  ['design review', { topic: 'design review' }],
  ['', {}],
  ['   ', {}],
  ['tomorrow', { date: tue }],
  ['15:30', { date: today, time: '15:30' }],

  // Days.
  ['Retro today 16:00', { topic: 'Retro', date: today, time: '16:00' }],
  ['Retro tomorrow', { topic: 'Retro', date: tue }],
  ['Retro day after tomorrow 10:00', { topic: 'Retro', date: wed, time: '10:00' }],
  ['Retro the day after tomorrow at 10:00', { topic: 'Retro', date: wed, time: '10:00' }],
  ['Retro Friday 10:00', { topic: 'Retro', date: fri, time: '10:00' }],
  ['Retro on Friday at 10:00', { topic: 'Retro', date: fri, time: '10:00' }],
  ['Retro fri 10am', { topic: 'Retro', date: fri, time: '10:00' }],
  ['Retro this Friday 10am', { topic: 'Retro', date: fri, time: '10:00' }],
  ['Retro next Friday 10am', { topic: 'Retro', date: '2026-12-04', time: '10:00' }],
  ['Retro coming Friday 10am', { topic: 'Retro', date: fri, time: '10:00' }],
  ['Retro Monday 10am', { topic: 'Retro', date: today, time: '10:00' }],
  ['Retro next Monday 10am', { topic: 'Retro', date: '2026-11-30', time: '10:00' }],
  ['Retro next week 10am', { topic: 'Retro', date: '2026-11-30', time: '10:00' }],
  ['Retro Tuesday next week 10am', { topic: 'Retro', date: '2026-12-01', time: '10:00' }],
  ['Retro next week Tuesday 10am', { topic: 'Retro', date: '2026-12-01', time: '10:00' }],
  ['Retro in 3 days at 10:00', { topic: 'Retro', date: thu, time: '10:00' }],
  ['Retro in two weeks at 10:00', { topic: 'Retro', date: '2026-12-07', time: '10:00' }],
  ['Retro in a week 10:00', { topic: 'Retro', date: '2026-11-30', time: '10:00' }],
  ['Retro 2026-12-19 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro 2026-12-19T15:00', { topic: 'Retro', date: '2026-12-19', time: '15:00' }],
  ['2027-06-19T15:00 Retro 1h', { topic: 'Retro', date: '2027-06-19', time: '15:00', length: 60 }],
  ['Retro 19 December 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro 19th of December at 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro December 19 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro Dec 19th, 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro Dec 19, 2027 at 10:00', { topic: 'Retro', date: '2027-12-19', time: '10:00' }],
  ['Retro Sat 19 December 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro 3 March 10:00', { topic: 'Retro', date: '2027-03-03', time: '10:00' }],
  ['Retro 19/12 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro 03/12 10:00', { topic: 'Retro', date: '2026-12-03', time: '10:00' }],
  ['Retro 03/12/2026 10:00', { topic: 'Retro', date: '2026-12-03', time: '10:00' }],
  ['Retro 19.12.2026 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro on the 30th at 10:00', { topic: 'Retro', date: '2026-11-30', time: '10:00' }],
  ['Retro on the 5th at 10:00', { topic: 'Retro', date: '2026-12-05', time: '10:00' }],
  ['Retro 29 Feb 10:00', { topic: 'Retro', date: '2028-02-29', time: '10:00' }],

  ['Retro at 4pm on the 3rd of December', { topic: 'Retro', date: '2026-12-03', time: '16:00' }],
  ['Retro Friday week 10:00', { topic: 'Retro', date: '2026-12-04', time: '10:00' }],
  ['Retro 2 days from now at 3pm', { topic: 'Retro', date: wed, time: '15:00' }],
  ['Retro 1.12. 10:00', { topic: 'Retro', date: '2026-12-01', time: '10:00' }],

  // Times of day.
  ['Call 3pm', { topic: 'Call', date: today, time: '15:00' }],
  ['Call 3 pm', { topic: 'Call', date: today, time: '15:00' }],
  ['Call 3 p.m.', { topic: 'Call', date: today, time: '15:00' }],
  ['Call 3:30pm', { topic: 'Call', date: today, time: '15:30' }],
  ['Call at 15', { topic: 'Call', date: today, time: '15:00' }],
  ['Call at 3', { topic: 'Call', date: today, time: '15:00' }],
  ['Call at 3 tomorrow', { topic: 'Call', date: tue, time: '15:00' }],
  ['Call tomorrow at 8', { topic: 'Call', date: tue, time: '08:00' }],
  ['Call tomorrow at 7', { topic: 'Call', date: tue, time: '07:00' }],
  ['Call tomorrow at 6', { topic: 'Call', date: tue, time: '18:00' }],
  ['Call tomorrow at 12', { topic: 'Call', date: tue, time: '12:00' }],
  ['Call at 8', { topic: 'Call', date: tue, time: '08:00' }],
  ['Call at 3:30', { topic: 'Call', date: today, time: '15:30' }],
  ['Call tomorrow 03:30', { topic: 'Call', date: tue, time: '03:30' }],
  ['Call @ 3', { topic: 'Call', date: today, time: '15:00' }],
  ['Call @3pm', { topic: 'Call', date: today, time: '15:00' }],
  ["Call at 3 o'clock", { topic: 'Call', date: today, time: '15:00' }],
  ['Call at 15h30', { topic: 'Call', date: today, time: '15:30' }],
  ['Call at 15.30', { topic: 'Call', date: today, time: '15:30' }],
  ['Call 8am', { topic: 'Call', date: tue, time: '08:00' }],
  ['Call 8pm', { topic: 'Call', date: today, time: '20:00' }],
  ['Call 12am Friday', { topic: 'Call', date: fri, time: '00:00' }],
  ['Call 12pm Friday', { topic: 'Call', date: fri, time: '12:00' }],
  ['Lunch at noon', { topic: 'Lunch', date: today, time: '12:00' }],
  ['Lunch tomorrow noon', { topic: 'Lunch', date: tue, time: '12:00' }],
  ['Lunch Friday midday', { topic: 'Lunch', date: fri, time: '12:00' }],
  ['Deploy at midnight', { topic: 'Deploy', date: tue, time: '00:00' }],
  ['Deploy tonight at midnight', { topic: 'Deploy', date: tue, time: '00:00' }],
  ['Drinks tonight at 8', { topic: 'Drinks', date: today, time: '20:00' }],
  ['Drinks tonight 8:30', { topic: 'Drinks', date: today, time: '20:30' }],
  ['Drinks tomorrow evening at 7', { topic: 'Drinks', date: tue, time: '19:00' }],
  ['Call tomorrow morning at 6', { topic: 'Call', date: tue, time: '06:00' }],
  ['Call at 6 in the morning tomorrow', { topic: 'Call', date: tue, time: '06:00' }],
  ['Call Friday afternoon at 4', { topic: 'Call', date: fri, time: '16:00' }],
  ['Call this afternoon at 4', { topic: 'Call', date: today, time: '16:00' }],
  ['Call at half past 3', { topic: 'Call', date: today, time: '15:30' }],
  ['Call tomorrow quarter to four', { topic: 'Call', date: tue, time: '15:45' }],
  ['Call in 2 hours', { topic: 'Call', date: today, time: '11:00' }],
  ['Call in 90 minutes', { topic: 'Call', date: today, time: '10:30' }],
  ['Call in half an hour for 15m', { topic: 'Call', date: today, time: '09:30', length: 15 }],
  ['Call in an hour with ana@example.test', { topic: 'Call', date: today, time: '10:00', people: [ana] }],
  ['Call 2 hours from now', { topic: 'Call', date: today, time: '11:00' }],

  // Ranges and lengths.
  ['Sync 3-4pm', { topic: 'Sync', date: today, time: '15:00', length: 60 }],
  ['Sync 3pm-4pm', { topic: 'Sync', date: today, time: '15:00', length: 60 }],
  ['Sync 3pm to 4:30pm', { topic: 'Sync', date: today, time: '15:00', length: 90 }],
  ['Sync 15:00–16:00', { topic: 'Sync', date: today, time: '15:00', length: 60 }],
  ['Sync tomorrow 15:00 - 16:15', { topic: 'Sync', date: tue, time: '15:00', length: 75 }],
  ['Sync from 3 to 4', { topic: 'Sync', date: today, time: '15:00', length: 60 }],
  ['Sync from 9:30 until 10:15', { topic: 'Sync', date: today, time: '09:30', length: 45 }],
  ['Sync tomorrow between 2 and 3pm', { topic: 'Sync', date: tue, time: '14:00', length: 60 }],
  ['Sync 11-1pm', { topic: 'Sync', date: today, time: '11:00', length: 120 }],
  ['Sync tomorrow 10-11am', { topic: 'Sync', date: tue, time: '10:00', length: 60 }],
  ['Party tomorrow 22:00-01:00', { topic: 'Party', date: tue, time: '22:00', length: 180 }],
  ['Sync tomorrow 3pm for 45m', { topic: 'Sync', date: tue, time: '15:00', length: 45 }],
  ['Sync tomorrow 3pm for 1h30', { topic: 'Sync', date: tue, time: '15:00', length: 90 }],
  ['Sync tomorrow 3pm 1h 30m', { topic: 'Sync', date: tue, time: '15:00', length: 90 }],
  ['Sync tomorrow 3pm for 1.5h', { topic: 'Sync', date: tue, time: '15:00', length: 90 }],
  ['Sync tomorrow 3pm for 1½ hours', { topic: 'Sync', date: tue, time: '15:00', length: 90 }],
  ['Sync tomorrow 3pm for half an hour', { topic: 'Sync', date: tue, time: '15:00', length: 30 }],
  ['Sync tomorrow 3pm for an hour', { topic: 'Sync', date: tue, time: '15:00', length: 60 }],
  ['Sync tomorrow 3pm, an hour and a half', { topic: 'Sync', date: tue, time: '15:00', length: 90 }],
  ['Sync tomorrow 3pm 90 minutes', { topic: 'Sync', date: tue, time: '15:00', length: 90 }],
  ['Sync for 2 hours tomorrow 3pm', { topic: 'Sync', date: tue, time: '15:00', length: 120 }],
  ['Sync 20 min', { topic: 'Sync', length: 20 }],
  ['Sync tomorrow 3pm 1 hour 15 minutes', { topic: 'Sync', date: tue, time: '15:00', length: 75 }],
  ['Sync tomorrow 15:00 2h', { topic: 'Sync', date: tue, time: '15:00', length: 120 }],

  // Zones.
  ['Call tomorrow 3pm in Tokyo', { topic: 'Call', date: tue, time: '15:00', zone: 'Asia/Tokyo' }],
  ['Call tomorrow 3pm in the UK', { topic: 'Call', date: tue, time: '15:00', zone: 'Europe/London' }],
  ['Call tomorrow 3pm in New York with ana@example.test', { topic: 'Call', date: tue, time: '15:00', zone: 'America/New_York', people: [ana] }],
  ['Call tomorrow 3pm Paris time', { topic: 'Call', date: tue, time: '15:00', zone: 'Europe/Paris' }],
  ['Call tomorrow 3pm London time', { topic: 'Call', date: tue, time: '15:00', zone: 'Europe/London' }],
  ['Call tomorrow 3pm Los Angeles time', { topic: 'Call', date: tue, time: '15:00', zone: 'America/Los_Angeles' }],
  ['Call tomorrow 3pm Eastern Time', { topic: 'Call', date: tue, time: '15:00', zone: 'America/New_York' }],
  ['Call tomorrow 3pm CET', { topic: 'Call', date: tue, time: '15:00', zone: 'Europe/Paris' }],
  ['Call tomorrow 3pm cet', { topic: 'Call', date: tue, time: '15:00', zone: 'Europe/Paris' }],
  ['Call tomorrow 3pm ET', { topic: 'Call', date: tue, time: '15:00', zone: 'America/New_York' }],
  ['Call tomorrow 3pm (ET)', { topic: 'Call', date: tue, time: '15:00', zone: 'America/New_York' }],
  ['Call tomorrow 15:00 UTC', { topic: 'Call', date: tue, time: '15:00', zone: 'UTC' }],
  ['Call tomorrow 15:00 GMT', { topic: 'Call', date: tue, time: '15:00', zone: 'UTC' }],
  ['Call tomorrow 3pm JST', { topic: 'Call', date: tue, time: '15:00', zone: 'Asia/Tokyo' }],
  ['Call tomorrow 3pm America/New_York', { topic: 'Call', date: tue, time: '15:00', zone: 'America/New_York' }],
  ['Call tomorrow 3pm Asia/Calcutta', { topic: 'Call', date: tue, time: '15:00', zone: 'Asia/Calcutta' }],
  ['Call tomorrow 15:00-16:00 ET', { topic: 'Call', date: tue, time: '15:00', length: 60, zone: 'America/New_York' }],
  ['2026-12-19T15:00Z Call', { topic: 'Call', date: '2026-12-19', time: '15:00', zone: 'UTC' }],
  ['Call in 2 hours in Tokyo', { topic: 'Call', date: today, time: '19:00', zone: 'Asia/Tokyo' }],

  // People.
  ['Lunch with ana@example.test', { topic: 'Lunch', people: [ana] }],
  ['Lunch with ana@example.test and bo@example.test tomorrow 12:00', { topic: 'Lunch', date: tue, time: '12:00', people: [ana, bo] }],
  ['Lunch tomorrow 12:00 invite ana@example.test bo@example.test', { topic: 'Lunch', date: tue, time: '12:00', people: [ana, bo] }],
  ['Lunch tomorrow 12:00, ana@example.test; bo@example.test', { topic: 'Lunch', date: tue, time: '12:00', people: [ana, bo] }],
  ['ana@example.test Lunch tomorrow 12:00', { topic: 'Lunch', date: tue, time: '12:00', people: [ana] }],
  ['Lunch with Ana Ruiz <ana@example.test> tomorrow 12:00', { topic: 'Lunch', date: tue, time: '12:00', people: [ana] }],
  ['Lunch with ana@example.test & ANA@example.test', { topic: 'Lunch', people: [ana] }],
  ['Lunch with Ana tomorrow 12:00', { topic: 'Lunch with Ana', date: tue, time: '12:00' }],
  ['Lunch with 3pm@example.test tomorrow', { topic: 'Lunch', date: tue, people: ['3pm@example.test'] }],
  ['Lunch with józef@exämple.test', { topic: 'Lunch', people: ['józef@exämple.test'] }],
  ['Lunch with ana@example.test.', { topic: 'Lunch', people: [ana] }],
  ['Lunch with ana@', { topic: 'Lunch with ana@', ask: { 'participants malformed': [] } }],

  // Repeats.
  ['Standup every Monday 10:00', { topic: 'Standup', date: today, time: '10:00', repeat: weekly('MO') }],
  ['Standup every Monday 8:00', { topic: 'Standup', date: '2026-11-30', time: '08:00', repeat: weekly('MO') }],
  ['Standup every Tuesday and Thursday at 10', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU TH') }],
  ['Standup every Mon, Wed and Fri 10:00', { topic: 'Standup', date: today, time: '10:00', repeat: weekly('MO WE FR') }],
  ['Standup every weekday 9:15', { topic: 'Standup', date: today, time: '09:15', repeat: weekly('MO TU WE TH FR') }],
  ['Standup every day 9:15', { topic: 'Standup', date: today, time: '09:15', repeat: daily() }],
  ['Standup daily 9:15', { topic: 'Standup', date: today, time: '09:15', repeat: daily() }],
  ['Standup 9:15 daily until 19 Jun', { topic: 'Standup', date: today, time: '09:15', repeat: daily(until('2027-06-19')) }],
  ['Standup daily until Friday 9:15', { topic: 'Standup', date: today, time: '09:15', repeat: daily(until(fri)) }],
  ['Standup tomorrow 10:00 weekly', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU') }],
  ['Standup weekly on Wednesday 10:00', { topic: 'Standup', date: wed, time: '10:00', repeat: weekly('WE') }],
  ['Standup Mondays at 10', { topic: 'Standup', date: today, time: '10:00', repeat: weekly('MO') }],
  ['Standup Tuesdays and Thursdays 10:00', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU TH') }],
  ['Standup every 2 weeks on Tuesday 10:00', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU', 2) }],
  ['Standup tomorrow 10:00 every 2 weeks', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU', 2) }],
  ['Standup every other Tuesday 10:00', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU', 2) }],
  ['Standup tomorrow 10:00 fortnightly', { topic: 'Standup', date: tue, time: '10:00', repeat: weekly('TU', 2) }],
  ['Standup every 3 days 10:00', { topic: 'Standup', date: today, time: '10:00', repeat: daily(never, 3) }],
  ['Board monthly on the 3rd Thursday 14:00', { topic: 'Board', date: '2026-12-17', time: '14:00', repeat: byWeekday() }],
  ['Board every first Monday of the month 14:00', { topic: 'Board', date: '2026-12-07', time: '14:00', repeat: byWeekday() }],
  ['Board last Friday of every month 14:00', { topic: 'Board', date: fri, time: '14:00', repeat: byWeekday(true) }],
  ['Board monthly on the 15th 14:00', { topic: 'Board', date: '2026-12-15', time: '14:00', repeat: byDate() }],
  ['Board every month on the 30th 14:00', { topic: 'Board', date: '2026-11-30', time: '14:00', repeat: byDate() }],
  ['Board 3 December 14:00 monthly', { topic: 'Board', date: '2026-12-03', time: '14:00', repeat: byDate() }],
  ['Board 3 December 14:00 every 3 months', { topic: 'Board', date: '2026-12-03', time: '14:00', repeat: byDate(3) }],
  ['Board 3 December 14:00 every quarter', { topic: 'Board', date: '2026-12-03', time: '14:00', repeat: byDate(3) }],
  ['Board 3 December 14:00 every year', { topic: 'Board', date: '2026-12-03', time: '14:00', repeat: byDate(12) }],
  ['Standup every weekday except Friday 9:15',
    { topic: 'Standup', date: today, time: '09:15', repeat: weekly('MO TU WE TH') }],
  ['Backup check every 2 hours tomorrow 10:00', { topic: 'Backup check every 2 hours', date: tue, time: '10:00' }],
  ['Course every Tuesday 18:00 10 times', { topic: 'Course', date: tue, time: '18:00', repeat: weekly('TU', 1, times(10)) }],
  ['Course every Tuesday 18:00 for 6 weeks', { topic: 'Course', date: tue, time: '18:00', repeat: weekly('TU', 1, until('2027-01-04')) }],
  ['Course every Tuesday 18:00 for 90m', { topic: 'Course', date: tue, time: '18:00', length: 90, repeat: weekly('TU') }],
  ['Course every Monday 18:00 starting 1 December', { topic: 'Course', date: '2026-12-07', time: '18:00', repeat: weekly('MO') }],
  ['Course weekly 18:00 from 1 Dec until 31 Mar', { topic: 'Course', date: '2026-12-01', time: '18:00', repeat: weekly('TU', 1, until('2027-03-31')) }],

  // Kind and quotes.
  ['Webinar Onboarding tomorrow 3pm', { kind: 'webinar', topic: 'Onboarding', date: tue, time: '15:00' }],
  ['webinar: Onboarding tomorrow 3pm 1h', { kind: 'webinar', topic: 'Onboarding', date: tue, time: '15:00', length: 60 }],
  ['Prepare webinar tomorrow 3pm', { topic: 'Prepare webinar', date: tue, time: '15:00' }],
  ['"Friday retro" Monday 10:00', { topic: 'Friday retro', date: today, time: '10:00' }],
  ['“3pm club” tomorrow 16:00', { topic: '3pm club', date: tue, time: '16:00' }],
  ['Talk about "Tomorrow at 9" Friday 10:00', { topic: 'Talk about "Tomorrow at 9"', date: fri, time: '10:00' }],
  ['"weekly with ana@example.test in Paris"', { topic: 'weekly with ana@example.test in Paris' }],

  // Numbers, days and places that belong to the topic.
  ['Q3 review tomorrow 10:00', { topic: 'Q3 review', date: tue, time: '10:00' }],
  ['1:1 with Ana tomorrow 10:00', { topic: '1:1 with Ana', date: tue, time: '10:00' }],
  ['1:1 ana@example.test Friday 10:00', { topic: '1:1', date: fri, time: '10:00', people: [ana] }],
  ['Sprint 14 planning tomorrow 10:00', { topic: 'Sprint 14 planning', date: tue, time: '10:00' }],
  ['Room 5 tomorrow 10:00', { topic: 'Room 5', date: tue, time: '10:00' }],
  ['Review in Room 5 tomorrow 10:00', { topic: 'Review in Room 5', date: tue, time: '10:00' }],
  ['iPhone 15 launch Friday 10:00', { topic: 'iPhone 15 launch', date: fri, time: '10:00' }],
  ['May planning tomorrow 10:00', { topic: 'May planning', date: tue, time: '10:00' }],
  ['March budget Friday 10:00', { topic: 'March budget', date: fri, time: '10:00' }],
  ['2027 roadmap tomorrow 10:00', { topic: '2027 roadmap', date: tue, time: '10:00' }],
  ['24/7 support handover tomorrow 10:00', { topic: '24/7 support handover', date: tue, time: '10:00' }],
  ['Release 2.10 tomorrow 10:00', { topic: 'Release 2.10', date: tue, time: '10:00' }],
  ['v15.30 go/no-go tomorrow 10:00', { topic: 'v15.30 go/no-go', date: tue, time: '10:00' }],
  ['Top 10 customers tomorrow 10:00', { topic: 'Top 10 customers', date: tue, time: '10:00' }],
  ['OKR 3-4 check tomorrow 10:00', { topic: 'OKR 3-4 check', date: tue, time: '10:00' }],
  ['Ticket #1500 tomorrow 10:00', { topic: 'Ticket #1500', date: tue, time: '10:00' }],
  ['3', { topic: '3' }],
  ['Meeting 3', { topic: 'Meeting 3' }],
  ['Black Friday prep tomorrow 10:00', { topic: 'Black Friday prep', date: tue, time: '10:00' }],
  ["Friday's demo review Wednesday 10:00", { topic: "Friday's demo review", date: wed, time: '10:00' }],
  ['Review of Friday demo, Wednesday 10:00', { topic: 'Review of Friday demo', date: wed, time: '10:00' }],
  ['SAT prep tomorrow 10:00', { topic: 'SAT prep', date: tue, time: '10:00' }],
  ['SAT prep 10:00', { topic: 'SAT prep', date: today, time: '10:00' }],
  ['Paris office opening tomorrow 10:00', { topic: 'Paris office opening', date: tue, time: '10:00' }],
  ['Move in Paris office tomorrow 10:00', { topic: 'Move in Paris office', date: tue, time: '10:00' }],
  ['Show time tomorrow 10:00', { topic: 'Show time', date: tue, time: '10:00' }],
  ['Get teams in sync tomorrow 10:00', { topic: 'Get teams in sync', date: tue, time: '10:00' }],
  ['CAT scan results tomorrow 10:00', { topic: 'CAT scan results', date: tue, time: '10:00' }],
  ['Budget for 45 people tomorrow 10:00', { topic: 'Budget for 45 people', date: tue, time: '10:00' }],
  ['Plan for 3 days offsite tomorrow 10:00', { topic: 'Plan for 3 days offsite', date: tue, time: '10:00' }],
  ['Sale until Friday, review tomorrow 10:00', { topic: 'Sale until Friday, review', date: tue, time: '10:00' }],
  ['Every voice counts tomorrow 10:00', { topic: 'Every voice counts', date: tue, time: '10:00' }],
  ['Annual review tomorrow 10:00', { topic: 'Annual review', date: tue, time: '10:00' }],
  ['R&D @ home tomorrow 10:00', { topic: 'R&D @ home', date: tue, time: '10:00' }],
  ['Next month forecast tomorrow 10:00', { topic: 'Next month forecast', date: tue, time: '10:00' }],
  ['$5m deal tomorrow 10:00', { topic: '$5m deal', date: tue, time: '10:00' }],
  ['Call Bob at +33 6 12 34 56 78 tomorrow 10:00', { topic: 'Call Bob at +33 6 12 34 56 78', date: tue, time: '10:00' }],
  ['Meeting at 10 Downing Street tomorrow 3pm', { topic: 'Meeting at 10 Downing Street', date: tue, time: '15:00' }],
  ['ISO 27001 audit 14 Dec 9am', { topic: 'ISO 27001 audit', date: '2026-12-14', time: '09:00' }],
  ['Log in tomorrow 10:00', { topic: 'Log in', date: tue, time: '10:00' }],
  ['FY26/27 budget tomorrow 10:00', { topic: 'FY26/27 budget', date: tue, time: '10:00' }],
  ['Now or never tomorrow 10:00', { topic: 'Now or never', date: tue, time: '10:00' }],

  // Ambiguous: a question each, and no answer before it is given.
  ['24h hackathon prep tomorrow 10:00',
    { topic: '24h hackathon prep', date: tue, time: '10:00', ask: { 'duration in-topic': ['1440m', 'no'] } }],
  ['30 min catch-up tomorrow 10:00', { topic: '30 min catch-up', date: tue, time: '10:00', ask: { 'duration in-topic': ['30m', 'no'] } }],
  ['Weekly sync tomorrow 10:00', { topic: 'Weekly sync', date: tue, time: '10:00', ask: { 'repeat in-topic': ['every week on TU', 'no'] } }],
  ['Daily standup 9:15', { topic: 'Daily standup', date: today, time: '09:15', ask: { 'repeat in-topic': ['every day', 'no'] } }],
  ['Monthly report 3 December 14:00',
    { topic: 'Monthly report', date: '2026-12-03', time: '14:00', ask: { 'repeat in-topic': ['every month by date', 'no'] } }],
  ['Sync tomorrow 10:00 biweekly', { topic: 'Sync', date: tue, time: '10:00', ask: { 'repeat ambiguous': ['every 2 weeks on TU', 'no'] } }],
  ['Board every 3rd Thursday 14:00',
    { topic: 'Board', time: '14:00', ask: { 'repeat ambiguous': ['every 3 weeks on TH', 'every month by weekday'] } }],
  ['Call tomorrow 3pm CST', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone ambiguous': ['America/Chicago', 'America/Havana', 'Asia/Shanghai'] } }],
  ['Call tomorrow 3pm IST', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone ambiguous': ['Asia/Jerusalem', 'Asia/Kolkata', 'Europe/Dublin'] } }],
  ['Call tomorrow 3pm BST', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone ambiguous': ['Asia/Dhaka', 'Europe/London'] } }],
  ['Call tomorrow 3pm EST', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone ambiguous': ['America/New_York', 'America/Panama'] } }],
  ['Call 3pm CST', { topic: 'Call', time: '15:00', ask: { 'timeZone ambiguous': ['America/Chicago', 'America/Havana', 'Asia/Shanghai'] } }],
  ['Call tomorrow 3pm in Cordoba', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone ambiguous': ['America/Argentina/Cordoba', 'Europe/Madrid'] } }],
  ['Call tomorrow 3pm UTC+1', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone offset': ['Europe/Paris', 'Africa/Lagos'] } }],
  ['Call tomorrow 3pm UTC+9', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone offset': ['Asia/Tokyo'] } }],
  ['Call tomorrow 3pm in Paris, 4pm in London',
    { topic: 'Call', date: tue, ask: { 'time several': ['15:00', '16:00'], 'timeZone several': ['Europe/Paris', 'Europe/London'] } }],
  ['Call Tuesday or Wednesday 10:00', { topic: 'Call', time: '10:00', ask: { 'date several': [tue, wed] } }],
  ['Call tomorrow 10:00 or 11:00', { topic: 'Call', date: tue, ask: { 'time several': ['10:00', '11:00'] } }],
  ['Sync tomorrow 3-4pm 30m', { topic: 'Sync', date: tue, time: '15:00', ask: { 'duration several': ['60m', '30m'] } }],
  ['Sync tomorrow 3pm 30m or 45m', { topic: 'Sync', date: tue, time: '15:00', ask: { 'duration several': ['30m', '45m'] } }],
  ['Coffee tomorrow morning', { topic: 'Coffee', date: tue, ask: { 'time part-of-day': ['09:00', '10:00', '11:00'] } }],
  ['Coffee this afternoon', { topic: 'Coffee', date: today, ask: { 'time part-of-day': ['13:00', '14:00', '15:00'] } }],
  ['Drinks tonight', { topic: 'Drinks', date: today, ask: { 'time part-of-day': ['18:00', '19:00', '20:00'] } }],
  ['Deploy Friday midnight',
    { topic: 'Deploy', time: '00:00', ask: { 'date midnight': [`${fri} 00:00`, '2026-11-28 00:00'] } }],
  ['Standup Monday 10', { topic: 'Standup', date: today, ask: { 'time bare-number': ['10:00', 'no'] } }],
  ['Dinner at 5 Guys Friday', { topic: 'Dinner at 5 Guys', date: fri, ask: { 'time bare-number': ['17:00', 'no'] } }],
  ['Standup Tuesday 10-11', { topic: 'Standup', date: tue, ask: { 'time bare-number': ['10:00 60m', 'no'] } }],
  ['Workshop tomorrow 9 - 17', { topic: 'Workshop', date: tue, ask: { 'time bare-number': ['09:00 480m', 'no'] } }],
  ['Call tomorrow 15h30', { topic: 'Call', date: tue, ask: { 'time bare-number': ['15:30', '930m'] } }],
  ['Standup Mon-Fri 9:15',
    { topic: 'Standup', date: today, time: '09:15', ask: { 'repeat ambiguous': ['every week on MO TU WE TH FR', 'no'] } }],
  ['Call tomorrow 15:00+02:00', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone offset': ['Europe/Athens', 'Africa/Johannesburg'] } }],
  ['Call 10am PST / 7pm CET', { topic: 'Call',
    ask: { 'time several': ['10:00', '19:00'], 'timeZone several': ['America/Los_Angeles', 'Asia/Manila', 'Europe/Paris'] } }],
  ['Review Tue 25 November 10:00', { topic: 'Review', time: '10:00', ask: { 'date weekday': [wed, tue] } }],
  ['Review 31 June 10:00', { topic: 'Review', time: '10:00', ask: { 'date no-such-date': [] } }],
  ['Review 3-4 December 10:00', { topic: 'Review', time: '10:00', ask: { 'date several': ['2026-12-03', '2026-12-04'] } }],
  ['Review yesterday 10:00', { topic: 'Review', date: '2026-11-22', time: '10:00', ask: { 'date past': [] } }],
  ['Review 2020-01-01 10:00', { topic: 'Review', date: '2020-01-01', time: '10:00', ask: { 'date past': [] } }],
  ['Watch tomorrow 10:00 for 25h', { topic: 'Watch', date: tue, time: '10:00', ask: { 'duration too-long': [] } }],
];

const later: readonly Row[] = [
  ['Call today 9am', { topic: 'Call', date: today, time: '09:00', ask: { 'date past': [`${tue} 09:00`] } }],
  ['Call Monday 9am', { topic: 'Call', date: today, time: '09:00', ask: { 'date past': ['2026-11-30 09:00'] } }],
  ['Call 23 November 9am', { topic: 'Call', date: today, time: '09:00', ask: { 'date past': ['2027-11-23 09:00'] } }],
  ['Call this morning at 10', { topic: 'Call', date: today, time: '10:00', ask: { 'date past': [`${tue} 10:00`] } }],
  ['Call 9am', { topic: 'Call', date: tue, time: '09:00' }],
  ['Call at 3', { topic: 'Call', date: today, time: '15:00' }],
  ['Call at 2', { topic: 'Call', date: tue, time: '14:00' }],
  ['Call at 4', { topic: 'Call', date: today, time: '16:00' }],
  ['Call noon', { topic: 'Call', date: tue, time: '12:00' }],
  ['Call 15:00', { topic: 'Call', date: today, time: '15:00' }],
  ['Standup daily 9:15', { topic: 'Standup', date: tue, time: '09:15', repeat: daily() }],
  ['Standup every Monday 10:00', { topic: 'Standup', date: '2026-11-30', time: '10:00', repeat: weekly('MO') }],
  ['Call today 3:30', { topic: 'Call', date: today, time: '15:30' }],
];

const late: readonly Row[] = [
  ['Call at 3', { topic: 'Call', date: tue, time: '15:00' }],
  ['Call in 2 hours', { topic: 'Call', date: tue, time: '00:30' }],
  ['Call 11pm', { topic: 'Call', date: today, time: '23:00' }],
  ['Call today 3pm', { topic: 'Call', date: today, time: '15:00', ask: { 'date past': [`${tue} 15:00`] } }],
  ['Deploy tonight at midnight', { topic: 'Deploy', date: tue, time: '00:00' }],
];

const american: readonly Row[] = [
  ['Retro 12/03 10:00', { topic: 'Retro', date: '2026-12-03', time: '10:00' }],
  ['Retro 12/19/2026 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro 19/12 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Retro 19.12.2026 10:00', { topic: 'Retro', date: '2026-12-19', time: '10:00' }],
  ['Call tomorrow 3pm EST', { topic: 'Call', date: tue, time: '15:00', ask: { 'timeZone ambiguous': ['America/New_York', 'America/Panama'] } }],
  ['Call tomorrow 3pm CET', { topic: 'Call', date: tue, time: '15:00', zone: 'Europe/Berlin' }],
  ['Call tomorrow 3pm PT', { topic: 'Call', date: tue, time: '15:00', zone: 'America/Los_Angeles' }],
  // At nine in New York it is 15:00 in Paris: this minute has not passed yet.
  ['Call 3pm in Paris', { topic: 'Call', date: today, time: '15:00', zone: 'Europe/Paris' }],
  ['Call 2pm in Paris', { topic: 'Call', date: tue, time: '14:00', zone: 'Europe/Paris' }],
];

const farEast: readonly Row[] = [
  // In Los Angeles it is Monday 15:00: whose tomorrow?
  ['Call tomorrow 5pm in Los Angeles',
    { topic: 'Call', time: '17:00', zone: 'America/Los_Angeles', ask: { 'date other-day': [tue, wed] } }],
  ['Call Friday 5pm in Los Angeles', { topic: 'Call', date: fri, time: '17:00', zone: 'America/Los_Angeles' }],
  ['Call tomorrow 5pm', { topic: 'Call', date: wed, time: '17:00' }],
  ['Call 5pm in Los Angeles', { topic: 'Call', date: today, time: '17:00', zone: 'America/Los_Angeles' }],
];

const clocks = {
  spring: [
    ['Call Sunday 2:30 am', { topic: 'Call', date: '2027-03-28', time: '02:30',
      ask: { 'time gap': ['2027-03-28 01:30', '2027-03-28 03:30'] } }],
    ['Call 28 March 02:30', { topic: 'Call', date: '2027-03-28', time: '02:30',
      ask: { 'time gap': ['2027-03-28 01:30', '2027-03-28 03:30'] } }],
    ['Call Sunday 3:30 am', { topic: 'Call', date: '2027-03-28', time: '03:30' }],
    ['Call Sunday 02:30 in Tokyo', { topic: 'Call', date: '2027-03-28', time: '02:30', zone: 'Asia/Tokyo' }],
  ],
  autumn: [
    ['Call Sunday 2:30am', { topic: 'Call', date: '2027-10-31', time: '02:30',
      ask: { 'time overlap': ['2027-10-31 01:30', '2027-10-31 03:30'] } }],
    ['Call 31/10 02:30 1h', { topic: 'Call', date: '2027-10-31', time: '02:30', length: 60,
      ask: { 'time overlap': ['2027-10-31 01:30', '2027-10-31 03:30'] } }],
    ['Call Sunday 3am', { topic: 'Call', date: '2027-10-31', time: '03:00' }],
  ],
} as const satisfies Record<string, readonly Row[]>;

const withKnown: readonly Row[] = [
  ['Lunch with Ana tomorrow 12:00', { topic: 'Lunch with Ana', date: tue, time: '12:00',
    ask: { 'participants known': ['ana.ruiz@example.test', 'no'] } }],
  ['Lunch with Bo tomorrow 12:00', { topic: 'Lunch with Bo', date: tue, time: '12:00',
    ask: { 'participants known': ['bo@example.test', 'bo.li@example.test', 'no'] } }],
  ['Lunch with Eva tomorrow 12:00', { topic: 'Lunch with Eva', date: tue, time: '12:00' }],
];

export const tables: readonly { readonly name: string; readonly context: LineContext; readonly rows: readonly Row[] }[] = [
  { name: 'Monday 09:00 in Paris', context: paris, rows: inParis },
  { name: 'Monday 15:00 in Paris', context: afternoon, rows: later },
  { name: 'Monday 22:30 in Paris', context: night, rows: late },
  { name: 'Monday 09:00 in New York, month first', context: newYork, rows: american },
  { name: 'Tuesday 08:00 in Tokyo', context: tokyo, rows: farEast },
  { name: 'the Friday before clocks go forward', context: spring, rows: clocks.spring },
  { name: 'the Friday before clocks go back', context: autumn, rows: clocks.autumn },
  { name: 'with addresses used before', context: known, rows: withKnown },
];
