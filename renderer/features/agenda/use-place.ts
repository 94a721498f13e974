import { useMemo } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';
import type { Settings } from '../../../contract/domain.ts';
import { isKnownZone } from '../../../contract/rules/known-zone.ts';
import { useSettings } from '../../bridge/account.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { type TimeText, createTimeText } from '../../ui/time.ts';
import { firstDayOf } from '../../../contract/rules/shown-days.ts';
import type { AgendaLayout, AgendaPlace, Route } from '../shell/route.ts';
import { go } from '../shell/use-route.ts';
import { agendaZoneOf } from './agenda-zone.ts';
import { ownLocale, ownZone } from '../../ui/own-zone.ts';

export interface Looked {
  readonly settings: Settings | undefined;
  /** Undefined until settings have told it. */
  readonly layout: AgendaLayout | undefined;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly today: string;
  /** This computer's zone, the one the agenda is drawn in, and the one beside it. */
  readonly here: string;
  readonly zone: string;
  readonly secondZone: string | null;
  /** Zones in the settings that the engine does not know. */
  readonly lost: readonly string[];
  /** Words for times in the agenda's zone. */
  readonly time: TimeText;
  /** 1 for Monday to 7 for Sunday. */
  readonly firstDay: number;
  show(place: Partial<AgendaPlace>): void;
  /** Opens the details of a session, or with null closes them. */
  open(session: Route['open']): void;
  openEvent(event: EventRef): void;
}

/** What of the agenda is looked at: the address says it, else the settings and today. */
export function useLooked({ place, open, event }: Pick<Route, 'place' | 'open' | 'event'>, now: number): Looked {
  const query = useSettings();
  const changeSettings = useChangeSettings();
  const settings = query.data;
  const here = ownZone();
  const wanted = settings?.agendaTimeZone ?? null;
  const zone = agendaZoneOf(settings);
  const second = settings?.secondTimeZone ?? null;
  const secondZone = second !== null && isKnownZone(second) ? second : null;
  const time = useMemo(() => createTimeText(undefined, zone), [zone]);
  const today = new Date(time.dayNumber(now) * 86_400_000).toISOString().slice(0, 10);
  const layout = place?.layout ?? settings?.agendaLayout ?? (query.isError ? 'day' : undefined);
  const day = place?.day ?? today;
  return {
    settings, layout, day, today, here, zone, secondZone, time,
    lost: [...new Set([wanted, second])].filter((each): each is string => each !== null && !isKnownZone(each)),
    firstDay: firstDayOf(ownLocale()),
    show(part) {
      const next = { layout: layout ?? 'day', day: place?.day ?? null, ...part };
      go({ view: 'agenda', open, ...(event && { event }), place: { ...next, day: next.day === today ? null : next.day } });
      if (part.layout && part.layout !== settings?.agendaLayout) void changeSettings({ agendaLayout: part.layout });
    },
    open: (session) => go({ view: 'agenda', open: session, ...(place && { place }) }),
    openEvent: ({ calendar, uid, occurrence }) =>
      go({ view: 'agenda', open: null, event: { calendar, uid, occurrence }, ...(place && { place }) }),
  };
}
