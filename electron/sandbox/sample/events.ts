import type { Mirror } from '../calendar/mirror.ts';
import type { CalendarStore, NewEvent } from '../calendar/store.ts';
import { dayMs } from '../calendar/times.ts';
import type { Person } from '../meeting/store.ts';
import { startOf, workingDay } from './sample.ts';
import type { SampleContext } from './sample.ts';
import type { SampleRow } from './rows.ts';

type CalendarName = 'own' | 'team' | 'birthdays' | 'choir';

interface EventRow extends Omit<NewEvent, 'calendar' | 'start'> {
  readonly in?: CalendarName;
  /** As in the rows of meetings, or a day alone for all-day events; 0 is today. */
  readonly at: SampleRow['at'] | { readonly day: number };
  readonly minutes?: number;
  /** Of an all-day event. */
  readonly days?: number;
  /** E-mail addresses. */
  readonly people?: readonly string[];
  readonly withMeeting?: boolean;
}

const rows: readonly EventRow[] = [
  // Around now: both clash with a meeting of the sample.
  { title: 'Dentist', at: -10, minutes: 45, isPrivate: true, location: 'High Street 12' },
  {
    title: 'Train to the airport',
    at: 240,
    minutes: 60,
    location: 'Platform 4',
    reminders: [{ action: 'popup', minutes: -30 }],
  },
  {
    title: 'Write the quarterly report',
    at: [-1, '09:00'],
    minutes: 120,
    description: 'Figures are in the shared folder.',
  },
  { title: '', at: [2, '12:00'], minutes: 60 },
  { title: 'Focus time', at: [1, '09:00'], minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=12' },
  {
    title: 'Architecture circle',
    at: [3, '16:30'],
    minutes: 45,
    rule: 'FREQ=WEEKLY;COUNT=8',
    people: ['bo.lindqvist@example.test', 'kavya.iyer@example.test'],
    description: 'One topic each week; whoever brings it leads.',
    withMeeting: true,
  },
  {
    title: 'Lunch with Inès',
    at: [3, '12:30'],
    minutes: 60,
    people: ['ines.moreau@example.test'],
    location: 'Café Central',
  },
  {
    title: 'Pricing: prepare the answers',
    at: [2, '10:15'],
    minutes: 30,
    reminders: [{ action: 'popup', minutes: 15 }],
  },
  { title: 'Public holiday in Kerala', at: { day: 4 }, days: 1, isAllDay: true },
  { title: 'Trade fair', at: { day: 6 }, days: 3, isAllDay: true, location: 'Hall 7, stand B12' },
  { title: 'Pay the rent', at: { day: -6 }, days: 1, isAllDay: true, rule: 'FREQ=MONTHLY;BYMONTHDAY=1' },
  { title: 'Call the bank 📞', at: [5, '09:45'], minutes: 15 },
  { title: 'Flight to Lisbon', at: [9, '17:30'], minutes: 150, location: 'Terminal 2' },
  // The team's calendar holds a meeting of the sample too, without its link.
  { in: 'team', title: 'Planning, sprint 43', at: [10, '10:00'], minutes: 90 },
  { in: 'team', title: 'Release freeze', at: { day: 2 }, days: 2, isAllDay: true },
  { in: 'team', title: 'Support rota: Chidi', at: [1, '08:00'], minutes: 480, rule: 'FREQ=DAILY;COUNT=5' },
  { in: 'team', title: 'Office tidy-up', at: [4, '16:00'], minutes: 60 },
  { in: 'birthdays', title: 'Grace Kim', at: { day: 3 }, days: 1, isAllDay: true, rule: 'FREQ=YEARLY' },
  { in: 'birthdays', title: 'Hiro Tanaka', at: { day: 8 }, days: 1, isAllDay: true, rule: 'FREQ=YEARLY' },
  { in: 'choir', title: 'Rehearsal', at: [-8, '19:30'], minutes: 120, rule: 'FREQ=WEEKLY', location: 'St Mary’s hall' },
  { in: 'choir', title: 'Concert', at: [7, '20:00'], minutes: 150, location: 'Town hall' },
];

/** When colleagues are busy; nobody sees with what. */
const busy: Readonly<Record<string, readonly EventRow[]>> = {
  'bo.lindqvist@example.test': [
    { at: [1, '10:00'], minutes: 120 },
    { at: [2, '13:00'], minutes: 60 },
    { at: [3, '09:00'], minutes: 240 },
  ],
  'grace.kim@example.test': [
    { at: [1, '11:30'], minutes: 90 },
    { at: [2, '09:00'], minutes: 60, rule: 'FREQ=DAILY;COUNT=10' },
  ],
  'kavya.iyer@example.test': [{ at: { day: 2 }, days: 1, isAllDay: true }],
};

export interface EventContext extends SampleContext {
  readonly calendars: CalendarStore;
  readonly mirror: Mirror;
}

/** A fortnight of events around the present, beside the sample's meetings. */
export function addSampleEvents(context: EventContext): void {
  const { calendars, mirror, now, presenter, zsoid, timeZone } = context;
  const { email } = presenter;
  const shared = { zsoid, timeZone, readers: [email] };
  const uidOf: Readonly<Record<CalendarName, string>> = {
    own: calendars.defaultOf({ email, zsoid, timeZone }).uid,
    team: calendars.addCalendar({
      ...shared,
      owner: 'team@example.test',
      name: 'Team',
      color: '#2e7d32',
      category: 'group',
    }).uid,
    birthdays: calendars.addCalendar({
      ...shared,
      owner: 'birthdays@example.test',
      name: 'Birthdays',
      color: '#c2185b',
      category: 'birthdays',
      inFreeBusy: false,
    }).uid,
    choir: calendars.addCalendar({ ...shared, readers: [], owner: email, name: 'Choir', color: '#8e5a00' }).uid,
  };

  const add = (row: EventRow, calendar: string, organiser: Person | null): void => {
    const { in: _in, at, minutes = 60, days = 1, people = [], withMeeting = false, ...content } = row;
    const isAllDay = typeof at === 'object' && 'day' in at;
    const event = calendars.add({
      ...content,
      calendar,
      timeZone,
      start: isAllDay ? workingDay(now, timeZone, at.day) : startOf(at, context),
      duration: isAllDay ? days * dayMs : minutes * 60_000,
      attendees: people.map((each) => ({ email: each, status: 'NEEDS-ACTION' })),
      ...(organiser ? { organizer: organiser.email } : {}),
    });
    if (withMeeting && organiser) mirror.attach(event, organiser, zsoid);
  };

  for (const row of rows) {
    const name = row.in ?? 'own';
    add(row, uidOf[name], name === 'own' || name === 'choir' ? presenter : null);
  }
  for (const [owner, times] of Object.entries(busy)) {
    const { uid } = calendars.addCalendar({ zsoid, timeZone, owner, name: 'Calendar', isDefault: true });
    for (const row of times) add({ title: 'Busy', ...row }, uid, null);
  }
}
