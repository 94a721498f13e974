import { useMemo } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';
import type { Route } from '../shell/route.ts';
import type { AgendaRange } from '../../bridge/agenda.ts';
import { useCalendars, useEventChanges, useEvents } from '../../bridge/calendar.ts';
import { eventId, shownEvents, type ShownEvent } from './shown-event.ts';
import { ownZone } from '../../ui/own-zone.ts';

const day = 86_400_000;

export interface AgendaEventsShown {
  readonly events: readonly ShownEvent[];
  /** Calendars in which a session stands, too. */
  alsoIn(session: NonNullable<Route['open']>): readonly string[];
}

/** In which events are asked for: all-day events lie between this computer's midnights. @param zone in which days are drawn */
export function withAllDay({ from, to }: AgendaRange, zone: string): AgendaRange {
  const around = zone === ownZone() ? 0 : day;
  return { from: from - around, to: to + around };
}

/** Events of calendars in a span of time, as they are drawn. @param zone in which days are drawn */
export function useAgendaEvents(range: AgendaRange, isOn: boolean, zone: string): AgendaEventsShown {
  const { events: rows, merged } = useEvents(withAllDay(range, zone), isOn);
  const { calendars } = useCalendars();
  const changes = useEventChanges();
  const events = useMemo(() => (isOn ? shownEvents(rows, calendars, changes) : []), [rows, calendars, changes, isOn]);
  return {
    events,
    alsoIn: ({ kind, key }) => [
      ...new Set(
        merged
          .filter((each) => each.kind === kind && each.key === key)
          .map(({ event }) => calendars.find(({ uid }) => uid === event.calendar)?.name ?? '')
          .filter((name) => name !== ''),
      ),
    ],
  };
}

export const openId = (event: EventRef | null): string | null => event && eventId(event);
