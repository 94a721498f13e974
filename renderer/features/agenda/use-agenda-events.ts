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

/**
 * Events of calendars in a span of time, as they are drawn.
 *
 * @param zone in which days are drawn; all-day events lie between this computer's midnights
 */
export function useAgendaEvents(range: AgendaRange, isOn: boolean, zone: string): AgendaEventsShown {
  const here = ownZone();
  const around = zone === here ? 0 : day;
  const { events: rows, merged } = useEvents({ from: range.from - around, to: range.to + around }, isOn);
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
