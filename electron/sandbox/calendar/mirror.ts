import type { Users } from '../accounts/users.ts';
import type { Store, StoredSession } from '../meeting/store.ts';
import type { Modes } from '../modes.ts';
import type { CalendarStore, StoredEvent } from './store.ts';

export interface MirrorParts {
  readonly modes: Modes;
  readonly users: Users;
  readonly sessions: Store;
  readonly store: CalendarStore;
}

/** Meetings made in Zoho Meeting stand in the calendar too, and the other way round (zoho-api.md 3.5, KB). */
export function createMirror({ modes, users, sessions, store }: MirrorParts) {
  /** What a meeting looked like when it and its event were the same last. */
  const seen = new Map<string, string>();
  const look = ({ topic, agenda, start, duration, timeZone }: StoredSession) =>
    JSON.stringify([topic, agenda, start, duration, timeZone]);

  function copy(session: StoredSession, event: StoredEvent): void {
    event.title = session.topic;
    event.description = session.agenda;
    if (event.rule === null) {
      const { start, duration, timeZone } = session;
      Object.assign(event, { start, duration, timeZone, isAllDay: false });
    }
    seen.set(session.key, look(session));
  }

  function add(session: StoredSession): void {
    const members = users.all().filter(({ zsoid }) => zsoid === session.zsoid);
    const holder = members.find(({ zuid }) => zuid === session.presenter.zuid) ?? members[0];
    if (!holder) return;
    const event = store.add({
      calendar: store.defaultOf(holder).uid,
      start: session.start,
      organizer: session.presenter.email,
      attendees: session.participants.map(({ email }) => ({ email, status: 'NEEDS-ACTION' })),
      sessionKey: session.key,
      madeIn: 'meeting',
    });
    copy(session, event);
  }

  return {
    /** Brings the calendar to what Zoho Meeting has. Before each call. */
    fromMeetings(): void {
      const held = new Set<string>();
      for (const event of store.events()) {
        if (event.sessionKey === null) continue;
        const session = sessions.get(event.sessionKey);
        if (!session || (event.madeIn === 'meeting' && !modes.meetingsInCalendar)) {
          store.remove(event.uid);
          continue;
        }
        held.add(session.key);
        if (seen.get(session.key) === look(session)) continue;
        copy(session, event);
        store.changed(event);
      }
      if (!modes.meetingsInCalendar) return;
      for (const session of sessions.all('meeting')) if (!held.has(session.key)) add(session);
    },

    /** Makes the meeting of an event. */
    attach(event: StoredEvent, presenter: StoredSession['presenter'], zsoid: string): void {
      const session = sessions.add({
        topic: event.title === '' ? '(No title)' : event.title,
        agenda: event.description,
        start: event.start,
        duration: event.duration,
        timeZone: event.timeZone,
        zsoid,
        presenter,
        participants: event.attendees.map(({ email }) => email),
        recurring: event.rule !== null,
      });
      event.sessionKey = session.key;
      seen.set(session.key, look(session));
    },

    /** After a change in the calendar. */
    toMeeting(event: StoredEvent): void {
      const session = event.sessionKey === null ? undefined : sessions.get(event.sessionKey);
      if (!session) return;
      if (event.title !== '') session.topic = event.title;
      session.agenda = event.description;
      session.start = event.start;
      session.duration = event.duration;
      session.timeZone = event.timeZone;
      seen.set(session.key, look(session));
    },

    /** An event that goes takes its meeting along. */
    detach(event: StoredEvent): void {
      if (event.sessionKey !== null) sessions.remove(event.sessionKey);
    },
  };
}

export type Mirror = ReturnType<typeof createMirror>;
