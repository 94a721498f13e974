import type { Users } from '../accounts/users.ts';
import type { CalendarStore, NewCalendar, NewEvent, Notice, StoredCalendar, StoredEvent } from './store.ts';

/** Calendars and events. Without an owner or calendar they are those of the user who is signed in. */
export interface SandboxCalendars {
  /** The default calendar of the user who is signed in. */
  own(): StoredCalendar;
  all(): StoredCalendar[];
  get(uid: string): StoredCalendar | undefined;
  /** Adds one; only its name is needed. One of another owner is seen by its `readers` only, and not changed by them. */
  addCalendar(calendar: Pick<NewCalendar, 'name'> & Partial<NewCalendar>): StoredCalendar;
  /** Takes a calendar away, with its events. */
  removeCalendar(uid: string): boolean;
  /** Adds an event; only `start` (epoch ms; midnight in UTC when all-day) is needed. */
  add(event: Pick<NewEvent, 'start'> & Partial<NewEvent>): StoredEvent;
  /** Copies of meetings are here once Calendar has been asked for anything. */
  events(calendar?: string): StoredEvent[];
  event(uid: string): StoredEvent | undefined;
  /** Changes an event as somebody else would: it has a new etag then. */
  change(uid: string, change?: Partial<Omit<StoredEvent, 'uid' | 'etag'>>): StoredEvent;
  remove(uid: string): boolean;
  /** Adds `count` events named `Generated event 1` and so on, `every` ms apart, from `from` on. */
  generate(
    count: number,
    options: { from: number; every?: number; duration?: number; calendar?: string },
  ): StoredEvent[];
  /** `notify_attendee` of each change so far. */
  notices(): readonly Notice[];
  /** Takes away every calendar and event; the default calendar comes back, empty, when it is next asked for. */
  clear(): void;
}

export function createCalendarData(parts: {
  readonly users: Users;
  readonly store: CalendarStore;
}): SandboxCalendars {
  const { users, store } = parts;
  const owner = () => {
    const user = users.signedIn();
    if (!user) throw new Error('The sandbox has no user to own a calendar');
    return user;
  };
  const own = () => store.defaultOf(owner());
  const data: SandboxCalendars = {
    own,
    all: store.calendars,
    get: store.calendar,
    addCalendar(given) {
      const { email, zsoid, timeZone } = owner();
      return store.addCalendar({ owner: email, zsoid, timeZone, ...given });
    },
    removeCalendar: store.removeCalendar,
    add: (given) => store.add({ calendar: own().uid, ...given }),
    events: store.events,
    event: store.event,
    change(uid, change = {}) {
      const event = store.event(uid);
      if (!event) throw new RangeError('The sandbox knows no such event');
      Object.assign(event, change);
      store.changed(event);
      return event;
    },
    remove: store.remove,
    generate: (count, { from, every = 3_600_000, duration = 1_800_000, calendar = own().uid }) =>
      Array.from({ length: count }, (_, index) =>
        store.add({ calendar, title: `Generated event ${index + 1}`, start: from + index * every, duration }),
      ),
    notices: store.notices,
    clear: store.clear,
  };
  return data;
}
