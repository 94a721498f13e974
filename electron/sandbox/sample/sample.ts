import type { Attendance, NewSession, Person, Registrant, SessionKind, Store } from '../meeting/store.ts';
import { createSeeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { instantOf, wallTimeAt } from '../zone-time.ts';
import { colleagues, meetingRows, webinarRows } from './rows.ts';
import type { SampleRow } from './rows.ts';

export interface SampleContext {
  /** Epoch ms: the data lies around it. */
  readonly now: number;
  readonly seed: number;
  readonly store: Store;
  readonly zsoid: string;
  /** Whose data it is. */
  readonly presenter: Person;
  /** Where the working days are counted. */
  readonly timeZone: string;
}

const minute = 60_000;
const dayMs = 86_400_000;

/** The date `count` working days from the day of `now`, as the instant of its midnight in UTC. */
export function workingDay(now: number, zone: string, count: number): number {
  const { year, month, day } = wallTimeAt(now, zone);
  let date = Date.UTC(year, month - 1, day);
  for (let left = Math.abs(count); left > 0; ) {
    date += Math.sign(count) * dayMs;
    const weekday = new Date(date).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return date;
}

export function startOf(at: SampleRow['at'], { now, timeZone }: Pick<SampleContext, 'now' | 'timeZone'>): number {
  if (typeof at === 'number') return Math.floor(now / (5 * minute)) * 5 * minute + at * minute;
  const [days, time] = at;
  const date = new Date(workingDay(now, timeZone, days));
  const [hour = 0, minutes = 0] = time.split(':').map(Number);
  return instantOf(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour,
      minute: minutes,
      second: 0,
    },
    timeZone,
  );
}

/** People come up to four minutes late and leave up to six minutes early. */
function attended(people: readonly Person[], start: number, duration: number, seeded: Seeded): Attendance[] {
  return people.map(({ email, name }, index) => ({
    email,
    name,
    role: index === 0 ? 'presenter' : 'participant',
    joinTime: start + seeded.integer(4 * 60) * 1000,
    leaveTime: start + duration - seeded.integer(6 * 60) * 1000,
  }));
}

/** A few weeks of meetings and webinars around the present; the same for the same seed and time. */
export function addSample(context: SampleContext): void {
  const { now, seed, store, zsoid, presenter: self, timeZone } = context;
  const seeded = createSeeded(seed);

  const personOf = (email: string): Person => ({
    zuid: String(71_006_000 + Object.keys(colleagues).indexOf(email)),
    email,
    name: colleagues[email] ?? email,
  });

  const audience = (length: number): Person[] =>
    Array.from({ length }, (_, index) => ({
      zuid: '0',
      email: `guest${index + 1}@example.test`,
      name: `${seeded.pick(['Alex', 'Robin', 'Sam', 'Noor', 'Kim', 'Maxime'])} ${seeded.text(1, 'ABCDEFGHKLMNPRSTW')}.`,
    }));

  const registered = (people: readonly Person[], start: number): Registrant[] =>
    people.map(({ email, name }) => ({
      email,
      userName: name,
      registerId: store.newSysId(),
      registerKey: seeded.text(20),
      status: seeded.integer(12) === 0 ? 3 : 1,
      registeredAt: Math.min(start, now) - (1 + seeded.integer(7 * 24)) * 60 * minute,
    }));

  const add = (kind: SessionKind, row: SampleRow) => {
    const start = startOf(row.at, context);
    const duration = row.minutes * minute;
    const isPast = start + duration <= now;
    const presenter = row.presenter === undefined ? self : personOf(row.presenter);
    const people = row.people ?? [];
    const common: NewSession = {
      kind,
      topic: row.topic,
      start,
      duration,
      zsoid,
      presenter,
      timeZone: row.zone ?? timeZone,
      agenda: row.agenda ?? '',
      recurring: row.recurring ?? false,
    };
    if (kind === 'meeting') {
      const present = [presenter, ...people.filter((email) => email !== presenter.email).map(personOf)];
      const attendance = isPast ? attended(present, start, duration, seeded) : [];
      const recordings = isPast && row.recorded ? [{ size: duration * 14, hasTranscript: true }] : [];
      store.add({ ...common, participants: people, attendance, recordings });
      return;
    }
    const guests = audience(12 + seeded.integer(40));
    const attendance = isPast ? attended([presenter, ...guests.slice(0, 8)], start, duration, seeded) : [];
    store.add({ ...common, attendance, registrants: registered(guests, start) });
  };

  for (const row of meetingRows) add('meeting', row);
  for (const row of webinarRows) add('webinar', row);
}
