/** What is on at a time, who else is free, and when everybody is. */
import type { Input } from '../../../contract/api.ts';
import type { Availability, Clash, ClashReport, EventRow } from '../../../contract/calendar.ts';
import type { Kind } from '../../../contract/domain.ts';
import { clashesWith, overlaps, type Span } from '../../../contract/rules/clashes.ts';
import { freeSlots, slotHorizonDays } from '../../../contract/rules/free-slots.ts';
import { isZone } from '../../../contract/rules/zones.ts';
import type { Clock } from '../../ports.ts';
import type { BusyTime, CalendarApi } from '../../zoho/calendar-types.ts';

const day = 24 * 3_600_000;
/** How long an answer about a person holds, ms. */
const busyFor = 5 * 60_000;
/** People asked about at most, so that a long list does not become a long wait. */
const mostPeople = 20;
const mostSlots = 3;

export interface CheckPorts {
  api: CalendarApi;
  clock: Clock;
  /** Meetings and webinars that touch the span, epoch ms. */
  sessions(from: number, to: number): readonly {
    readonly kind: Kind; readonly key: string; readonly topic: string; readonly startsAt: number | null; readonly duration: number | null;
  }[];
  /** Events that touch it, of the calendars that show and as no copies of those sessions; null while not granted. */
  events(from: number, to: number): readonly EventRow[] | null;
  /** Whether Zoho may be asked about other people. */
  mayAsk(): boolean;
}

export function createCheckTime({ api, clock, sessions, events, mayAsk }: CheckPorts) {
  const asked = new Map<string, { at: number; from: number; busy: Promise<readonly BusyTime[] | null> }>();

  /** Null: not known. */
  function busyOf(email: string, from: number): Promise<readonly BusyTime[] | null> {
    const address = email.toLowerCase();
    const known = asked.get(address);
    const age = clock.now() - (known?.at ?? -Infinity);
    if (known && age >= 0 && age < busyFor && known.from === from) return known.busy;
    const busy = api.busy(address, { from, to: from + slotHorizonDays * day }).then((answer) => (answer.ok ? answer.value : null));
    asked.set(address, { at: clock.now(), from, busy });
    return busy;
  }

  return {
    forget: () => asked.clear(),

    async check(input: Input<'checkTime'>): Promise<ClashReport> {
      const { startsAt, duration, exceptSession, exceptEvent, participants } = input;
      const wanted: Span = { startsAt, endsAt: startsAt + duration };
      const horizon = startsAt + (slotHorizonDays + 1) * day;
      const shown = events(startsAt, horizon);
      const others: Clash[] = [
        ...sessions(startsAt, horizon)
          .filter(({ kind, key }) => kind !== exceptSession?.kind || key !== exceptSession.key)
          .flatMap(({ kind, key, topic, startsAt: start, duration: length }) =>
            start === null ? [] : [{
              source: kind, title: topic, startsAt: start, endsAt: start + (length ?? 0), isAllDay: false,
              session: { kind, key }, event: null,
            }]),
        ...(shown ?? [])
          .filter(({ calendar, uid, occurrence }) =>
            calendar !== exceptEvent?.calendar || uid !== exceptEvent.uid || (exceptEvent.occurrence !== null && occurrence !== exceptEvent.occurrence))
          .map(({ calendar, uid, occurrence, title, startsAt: start, endsAt, allDay }) => ({
            source: 'event' as const, title, startsAt: start, endsAt, isAllDay: allDay !== null, session: null,
            event: { calendar, uid, occurrence },
          })),
      ];
      // The whole day, so that moving the start about does not ask anew each time.
      const from = Math.floor(startsAt / day) * day;
      const busy = await Promise.all(
        participants.map(async (email, at) => ({
          email, times: mayAsk() && at < mostPeople ? await busyOf(email, from) : null,
        })),
      );
      const people = busy.map(({ email, times }): Availability => {
        if (times === null) return { email, state: 'not-known' };
        return { email, state: times.some((time) => overlaps(wanted, time)) ? 'busy' : 'free' };
      });
      const taken = [...others.filter(({ isAllDay }) => !isAllDay), ...busy.flatMap(({ times }) => times ?? [])];
      const wish = { duration, from: Math.max(startsAt, clock.now()), timeZone: input.timeZone, most: mostSlots };
      return {
        clashes: clashesWith(wanted, others),
        slots: isZone(input.timeZone) ? freeSlots(taken, wish) : [],
        people,
        withCalendars: shown !== null,
      };
    },
  };
}
