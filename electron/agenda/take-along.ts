/** Meetings, webinars and events as a file that other calendars take. */
import type { Input, Output } from '../../contract/api.ts';
import type { CalendarEvent } from '../../contract/calendar.ts';
import type { Session } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { icalUid, writeIcal, type IcalEvent } from '../../contract/rules/ical-write.ts';
import type { OwnCalendarDesk } from './calendar/desk.ts';
import { isTemporaryUid } from './calendar/event-change.ts';
import type { TakeAlong } from './calendar/types.ts';
import { isTemporary } from './pending.ts';
import type { SessionStore } from './store.ts';

/** How long a session without a known length is written, ms. */
const usualLength = 3_600_000;

export interface TakeAlongPorts {
  sessions: Pick<SessionStore, 'get' | 'within'>;
  calendar: Pick<OwnCalendarDesk, 'known' | 'find'>;
  /** Saves a text where the person finds it; answers the name taken. */
  saveFile(name: string, text: string): Promise<Result<string>>;
  clock: { now(): number };
}

/** Sessions whose details Zoho is asked for, for one file; the others are written as far as they are known. */
const mostAsked = 20;
/** All the time that a date can tell, ms. */
const ever = 8.64e15;

export function createTakeAlong({ sessions, calendar, saveFile, clock }: TakeAlongPorts): TakeAlong {
  async function chosen(input: Extract<Input<'saveCalendarFile'>, { what: 'chosen' }>): Promise<Result<IcalEvent[]>> {
    const known = new Map(sessions.within(-ever, ever).map((session) => [`${session.kind} ${session.key}`, session]));
    const found: IcalEvent[] = [];
    let asked = 0;
    for (const { kind, key } of input.sessions) {
      const here = known.get(`${kind} ${key}`);
      const isWhole = here !== undefined && here.detailsAsOf !== null;
      if (isWhole || asked >= mostAsked) {
        if (here) found.push(...fromSession(here, clock.now()));
        continue;
      }
      asked += 1;
      // oxlint-disable-next-line no-await-in-loop -- one by one, as Zoho counts requests
      const session = await sessions.get(kind, key, false);
      if (!session.ok && input.sessions.length === 1) return session;
      if (session.ok) found.push(...fromSession(session.value, clock.now()));
    }
    for (const ref of input.events) {
      const event = calendar.find(ref);
      if (event) found.push(...fromEvent(event, clock.now()));
    }
    return ok(found);
  }

  return {
    async saveCalendarFile(input): Promise<Result<Output<'saveCalendarFile'>>> {
      const now = clock.now();
      const events =
        input.what === 'chosen'
          ? await chosen(input)
          : ok([
              ...sessions.within(input.from, input.to).flatMap((session) => fromSession(session, now)),
              ...calendar.known(input.from, input.to).flatMap((event) => fromEvent(event, now)),
            ]);
      if (!events.ok) return events;
      const [first, ...others] = events.value;
      if (!first) return fail('not-found', 'nothing with a time to write');
      const saved = await saveFile(others.length === 0 ? fileName(first.title) : 'parley-agenda.ics', writeIcal(events.value));
      return saved.ok ? ok({ fileName: saved.value, count: events.value.length }) : saved;
    },
  };
}

/**
 * Letters and digits of any script, so that no name means anything to a file system. 50 of at most four bytes: with the
 * number that a taken name gets they fit into 255.
 */
function fileName(title: string): string {
  const plain = [...title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+/, '')].slice(0, 50).join('').replace(/-+$/, '');
  // Windows takes these for devices, whatever comes behind the dot.
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(plain);
  return plain === '' || isDevice ? `meeting${isDevice ? `-${plain}` : ''}.ics` : `${plain}.ics`;
}

function fromSession(session: Session, stamp: number): IcalEvent[] {
  const { kind, key, topic, startsAt, duration, timeZone, agenda, joinLink, registrationLink, participants } = session;
  // Zoho gives it another key when it has it: a second import would double it.
  if (startsAt === null || isTemporary(key)) return [];
  const link = joinLink ?? registrationLink;
  const register = joinLink === null && registrationLink !== null ? `Register: ${registrationLink}` : null;
  return [
    {
      uid: icalUid(kind, key), stamp, title: topic, startsAt, endsAt: startsAt + (duration ?? usualLength), allDay: null,
      timeZone, url: link, location: null, rule: null,
      description: [agenda, register].filter(Boolean).join('\n\n') || null,
      organiser: session.presenterEmail === null ? null : { email: session.presenterEmail, name: session.presenterName },
      attendees: participants?.map(({ email }) => ({ email, name: null })) ?? [],
    },
  ];
}

function fromEvent(event: CalendarEvent, stamp: number): IcalEvent[] {
  if (isTemporaryUid(event.uid)) return [];
  const { title, startsAt, endsAt, allDay, timeZone, location, description, joinLink, organiser, attendees, rule } = event;
  return [{
    uid: icalUid('event', [event.uid, event.occurrence].filter(Boolean).join('-')), stamp, title, startsAt, endsAt, allDay,
    timeZone, url: joinLink, location, description,
    // An occurrence is written by itself: the others of its series may not have been asked for.
    rule: event.occurrence === null ? rule : null,
    organiser: organiser?.includes('@') ? { email: organiser, name: null } : null,
    attendees: attendees?.map(({ email }) => ({ email, name: null })) ?? [],
  }];
}
