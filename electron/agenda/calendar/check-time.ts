/** What is on at a time, who else is free, and when everybody is. */
import type { Input } from '../../../contract/api.ts';
import type { Availability, Clash, ClashReport, EventRef, EventRow } from '../../../contract/calendar.ts';
import type { Kind } from '../../../contract/domain.ts';
import { clashesWith, overlaps, type Span } from '../../../contract/rules/clashes.ts';
import { freeSlots, slotHorizonDays } from '../../../contract/rules/free-slots.ts';
import { isZone } from '../../../contract/rules/zones.ts';
import type { Clock } from '../../ports.ts';
import type { CalendarApi } from '../../zoho/calendar-types.ts';
import { createBusyTimes } from './busy-times.ts';

const day = 24 * 3_600_000;
/** People asked about at most, so that a long list does not become a long wait. */
const mostPeople = 20;
const mostSlots = 3;

export interface TimedSession {
  readonly kind: Kind;
  readonly key: string;
  readonly topic: string;
  readonly startsAt: number | null;
  readonly duration: number | null;
}

/** Of the calendars that show, and without what is a copy of a session. */
export interface KnownEvents {
  readonly events: readonly EventRow[];
  /** All of them have been read for the time asked about. */
  readonly areRead: boolean;
}

export interface CheckPorts {
  api: Pick<CalendarApi, 'busy'>;
  clock: Clock;
  /** Meetings and webinars that touch the span, epoch ms. */
  sessions(from: number, to: number): readonly TimedSession[];
  /** The session under its key, or under the temporary one that it had; null when it is not known. */
  session(kind: Kind, key: string): TimedSession | null;
  /**
   * Events that touch the span (epoch ms); null while calendars are not granted.
   * @param except the session whose copies are left out, too
   */
  events(from: number, to: number, except: TimedSession | null): KnownEvents | null;
  event(ref: EventRef): Span | null;
  /** Whether Zoho may be asked about other people. */
  mayAsk(): boolean;
}

export function createCheckTime(ports: CheckPorts) {
  const { clock, mayAsk } = ports;
  const busyTimes = createBusyTimes(ports);

  /** Null: not known. What is being edited keeps nobody from its own time: those invited to it are busy with it. */
  async function busyOf(email: string, from: number, own: readonly Span[]): Promise<readonly Span[] | null> {
    const times = await busyTimes.of(email, from);
    return times && times.filter((time) => !own.some((each) => each.startsAt === time.startsAt && each.endsAt === time.endsAt));
  }

  return {
    forget: busyTimes.forget,

    async check(input: Input<'checkTime'>): Promise<ClashReport> {
      const { startsAt, duration, exceptEvent, participants } = input;
      const wanted: Span = { startsAt, endsAt: startsAt + duration };
      const earliest = Math.max(startsAt, clock.now());
      const horizon = Math.max(earliest + (slotHorizonDays + 1) * day, wanted.endsAt);
      const except = input.exceptSession && ports.session(input.exceptSession.kind, input.exceptSession.key);
      const exceptKey = except?.key ?? input.exceptSession?.key;
      const known = ports.events(startsAt, horizon, except);
      const others: Clash[] = [
        ...ports.sessions(startsAt, horizon)
          .filter(({ kind, key }) => kind !== input.exceptSession?.kind || key !== exceptKey)
          .flatMap(clashOfSession),
        ...(known?.events ?? []).filter((event) => !exceptEvent || !isOf(exceptEvent, event)).map(clashOfEvent),
      ];
      const event = exceptEvent && ports.event(exceptEvent);
      const own = [...(except ? clashOfSession(except) : []), ...(event ? [event] : [])];
      // The whole day, so that moving the start about does not ask anew each time.
      const from = Math.floor(startsAt / day) * day;
      const isAsked = mayAsk();
      const busy = await Promise.all(
        participants.map(async (email, at) => ({
          email, times: isAsked && at < mostPeople ? await busyOf(email, from, own) : null,
        })),
      );
      const people = busy.map(({ email, times }): Availability => {
        if (times === null || wanted.endsAt > busyTimes.knownTo(from)) return { email, state: 'not-known' };
        return { email, state: times.some((time) => overlaps(wanted, time)) ? 'busy' : 'free' };
      });
      const taken = [...others.filter(({ isAllDay }) => !isAllDay), ...busy.flatMap(({ times }) => times ?? [])];
      // No slot is offered for a time that was not asked about.
      if (busy.some(({ times }) => times !== null)) taken.push({ startsAt: busyTimes.knownTo(from), endsAt: Infinity });
      return {
        clashes: clashesWith(wanted, others),
        slots: isZone(input.timeZone)
          ? freeSlots(taken, { duration, from: earliest, timeZone: input.timeZone, most: mostSlots })
          : [],
        people,
        withCalendars: known !== null,
        calendarsRead: known?.areRead ?? false,
      };
    },
  };
}

/** A series as a whole stands for each of its occurrences. */
const isOf = (ref: EventRef, { calendar, uid, occurrence }: EventRow): boolean =>
  calendar === ref.calendar && uid === ref.uid && (ref.occurrence === null || occurrence === ref.occurrence);

const clashOfSession = ({ kind, key, topic, startsAt, duration }: TimedSession): Clash[] =>
  startsAt === null ? [] : [{
    source: kind, title: topic, startsAt, endsAt: startsAt + (duration ?? 0), isAllDay: false, session: { kind, key }, event: null,
  }];

const clashOfEvent = ({ calendar, uid, occurrence, title, startsAt, endsAt, allDay }: EventRow): Clash => ({
  source: 'event', title, startsAt, endsAt, isAllDay: allDay !== null, session: null, event: { calendar, uid, occurrence },
});
