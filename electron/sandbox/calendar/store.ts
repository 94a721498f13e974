import type { SandboxClock } from '../clock.ts';
import type { Seeded } from '../seeded.ts';
import { startsOf } from './rule.ts';
import { dayMs, instantOfWall, readDate, readUtc, writeDate, writeUtc } from './times.ts';

/** A calendar as the sandbox keeps it. Fields may be changed in place. */
export interface StoredCalendar {
  /** Opaque; some end in `==`. */
  readonly uid: string;
  readonly id: string;
  zsoid: string;
  /** E-mail address. */
  owner: string;
  name: string;
  isDefault: boolean;
  timeZone: string;
  /** `#rrggbb` */
  color: string;
  category: string;
  /** Who sees it but may not change it. */
  readers: string[];
  inFreeBusy: boolean;
  description: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Extra or overriding fields of every answer about it. A value of undefined takes a field away. */
  wire: Record<string, unknown>;
}

export interface Reminder {
  readonly action: string;
  /** With the sign it was sent with. */
  readonly minutes: number;
}

/** An event, a series, or an occurrence of one that differs. */
export interface StoredEvent {
  uid: string;
  id: string;
  /** Its calendar's uid. */
  calendar: string;
  etag: string;
  /** May be empty. */
  title: string;
  /** Epoch ms; of an all-day event: midnight of its first date in UTC. */
  start: number;
  /** Milliseconds; of an all-day event: whole days. */
  duration: number;
  timeZone: string;
  isAllDay: boolean;
  isPrivate: boolean;
  location: string;
  description: string;
  url: string;
  /** RRULE, null for an event that does not repeat. */
  rule: string | null;
  /** Which occurrence it is, null for the whole. */
  recurrenceId: string | null;
  /** Occurrences of a series that differ, by their recurrenceId; null for one that is gone. */
  exceptions: Map<string, StoredEvent | null>;
  attendees: { readonly email: string; readonly status: string }[];
  reminders: Reminder[] | null;
  organizer: string;
  /** Epoch ms. */
  createdAt: number;
  modifiedAt: number;
  /** Key of its meeting. */
  sessionKey: string | null;
  /** Where it comes from: made in Zoho Meeting, it is only the copy of a meeting. */
  madeIn: 'calendar' | 'meeting';
  wire: Record<string, unknown>;
}

export type NewEvent = Pick<StoredEvent, 'calendar' | 'start'> & Partial<Omit<StoredEvent, 'etag' | 'exceptions'>>;
export type NewCalendar = Pick<StoredCalendar, 'zsoid' | 'owner' | 'name'> & Partial<StoredCalendar>;

/** Something that was mailed, or would have been. */
export interface Notice {
  readonly event: string;
  readonly change: 'create' | 'update' | 'delete';
  /** `notify_attendee` as sent; null when it was not. */
  readonly notify: number | null;
}

/** From and to in epoch ms, of an event or occurrence. All-day ones lie between the midnights of `zone`. */
export function extentOf(event: StoredEvent, zone: string): { readonly from: number; readonly to: number } {
  const { start, duration, isAllDay } = event;
  if (!isAllDay) return { from: start, to: start + duration };
  return { from: instantOfWall(start, zone), to: instantOfWall(start + duration, zone) };
}

export function touches(event: StoredEvent, from: number, to: number, zone: string): boolean {
  const extent = extentOf(event, zone);
  // An event without length touches the range in which it starts.
  return extent.from < to && (extent.to > from || extent.from >= from);
}

/** What `recurrenceid` says of an occurrence: when it was to start by the rule. */
export const recurrenceIdOf = (start: number, isAllDay: boolean): string =>
  isAllDay ? writeDate(start) : writeUtc(start);

export const startOfRecurrenceId = (text: string, isAllDay: boolean): number | undefined =>
  isAllDay ? readDate(text) : readUtc(text);

/** The occurrence of a series, changed or not; undefined when it is none or is gone. */
export function occurrence(event: StoredEvent, recurrenceId: string): StoredEvent | undefined {
  const other = event.exceptions.get(recurrenceId);
  if (other !== undefined) return other ?? undefined;
  const wanted = startOfRecurrenceId(recurrenceId, event.isAllDay);
  if (event.rule === null || wanted === undefined) return undefined;
  for (const start of startsOf(event.rule, event, wanted + 1)) {
    if (start === wanted) return { ...event, start, recurrenceId };
  }
  return undefined;
}

/** An event, or the occurrences of a series, that touch the range, in order. */
export function instances(event: StoredEvent, from: number, to: number, zone: string): StoredEvent[] {
  if (event.rule === null) return touches(event, from, to, zone) ? [event] : [];
  const found: StoredEvent[] = [];
  // Two days more, since dates of all-day events stand for other instants in other zones.
  for (const start of startsOf(event.rule, event, to + 2 * dayMs)) {
    const recurrenceId = recurrenceIdOf(start, event.isAllDay);
    const each = { ...event, start, recurrenceId };
    if (!event.exceptions.has(recurrenceId) && touches(each, from, to, zone)) found.push(each);
  }
  for (const each of event.exceptions.values()) if (each && touches(each, from, to, zone)) found.push(each);
  return found.toSorted((a, b) => a.start - b.start);
}

/** Everyone's calendars and events. */
export function createCalendarStore(clock: SandboxClock, seeded: Seeded) {
  const calendars = new Map<string, StoredCalendar>();
  const events = new Map<string, StoredEvent>();
  let notices: Notice[] = [];
  let serial = 0;
  const newId = () => String(4_000_000_000_000 + (serial += 1));
  const newEtag = () => String(1_700_000_000_000 + (serial += 1));
  const newUid = () => `${seeded.text(32, 'abcdef0123456789')}@zoho.test`;

  const store = {
    newEtag,
    newUid,
    newId,

    addCalendar(given: NewCalendar): StoredCalendar {
      const calendar: StoredCalendar = {
        uid: given.uid ?? `${seeded.text(30)}==`,
        id: given.id ?? newId(),
        zsoid: given.zsoid,
        owner: given.owner,
        name: given.name,
        isDefault: given.isDefault ?? false,
        timeZone: given.timeZone ?? 'Europe/Madrid',
        color: given.color ?? '#3b6fd4',
        category: given.category ?? 'own',
        readers: [...(given.readers ?? [])],
        inFreeBusy: given.inFreeBusy ?? true,
        description: given.description ?? '',
        createdAt: given.createdAt ?? clock.now(),
        wire: { ...given.wire },
      };
      calendars.set(calendar.uid, calendar);
      return calendar;
    },
    calendar: (uid: string): StoredCalendar | undefined => calendars.get(uid),
    calendars: (): StoredCalendar[] => [...calendars.values()],
    /** Takes its events with it. */
    removeCalendar(uid: string): boolean {
      for (const each of events.values()) if (each.calendar === uid) events.delete(each.uid);
      return calendars.delete(uid);
    },
    /** The one in which somebody's events are made; there is always one. */
    defaultOf({ email, zsoid, timeZone }: { email: string; zsoid: string; timeZone: string }): StoredCalendar {
      const found = [...calendars.values()].find((each) => each.owner === email && each.isDefault);
      return found ?? store.addCalendar({ zsoid, owner: email, name: 'My calendar', isDefault: true, timeZone });
    },

    add(given: NewEvent): StoredEvent {
      const calendar = calendars.get(given.calendar);
      if (!calendar) throw new RangeError('The sandbox knows no such calendar');
      const event: StoredEvent = {
        uid: newUid(),
        id: newId(),
        etag: newEtag(),
        title: '',
        duration: given.isAllDay === true ? dayMs : 3_600_000,
        timeZone: calendar.timeZone,
        isAllDay: false,
        isPrivate: false,
        location: '',
        description: '',
        url: '',
        rule: null,
        recurrenceId: null,
        exceptions: new Map(),
        attendees: [],
        reminders: null,
        organizer: calendar.owner,
        createdAt: clock.now(),
        modifiedAt: clock.now(),
        sessionKey: null,
        madeIn: 'calendar',
        wire: {},
        ...given,
      };
      events.set(event.uid, event);
      return event;
    },
    event: (uid: string): StoredEvent | undefined => events.get(uid),
    events: (calendar?: string): StoredEvent[] =>
      [...events.values()].filter((each) => calendar === undefined || each.calendar === calendar),
    remove: (uid: string): boolean => events.delete(uid),
    /** After every change: a new etag, and the time. */
    changed(event: StoredEvent): void {
      event.etag = newEtag();
      event.modifiedAt = clock.now();
    },

    note: (notice: Notice) => void notices.push(notice),
    notices: (): readonly Notice[] => notices,
    clear(): void {
      calendars.clear();
      events.clear();
      notices = [];
    },
  };
  return store;
}

export type CalendarStore = ReturnType<typeof createCalendarStore>;
