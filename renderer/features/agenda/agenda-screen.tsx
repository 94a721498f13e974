import { useEffect, useRef } from 'react';
import type { Account, Connection, Kind, SessionRow } from '../../../contract/domain.ts';
import { useRefresh } from '../../bridge/refresh.ts';
import { joinStatus, neverRead } from '../../bridge/list-status.ts';
import { useUpcoming } from '../../bridge/sessions.ts';
import { refreshCalendars } from '../../bridge/calendar.ts';
import { useOnline } from '../../ui/online.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { CalendarsButton } from '../calendar/calendars-button.tsx';
import { NewButton } from '../editor/new-button.tsx';
import { Freshness } from '../sessions/freshness.tsx';
import { joinTarget, nextUp, onNow } from '../sessions/phase.ts';
import { isTold, switchedOff } from '../sessions/told.ts';
import { addDays, shownDays } from '../../../contract/rules/shown-days.ts';
import type { Route } from '../shell/route.ts';
import { AgendaHead } from './agenda-head.tsx';
import { agendaRows } from './agenda-model.ts';
import { CalendarLayout } from './calendar-layout.tsx';
import { ListLayout } from './list-layout.tsx';
import { NowStrip } from './now-strip.tsx';
import { wishForNow } from './now-wish.ts';
import { spanTitle, stepOf } from './place.ts';
import type { ShownEvent } from './shown-event.ts';
import { SaveAgenda } from '../take-along/save-agenda.tsx';
import { useLooked } from './use-place.ts';
import './agenda.css';

interface AgendaScreenProps {
  account: Account;
  connection: Connection;
  route: Route;
}

/** Today at a glance: what is on, what is next, and the days around it as a day, a week or a list. */
export function AgendaScreen({ account, connection, route }: AgendaScreenProps) {
  const { open, event = null } = route;
  const now = useNow();
  const online = useOnline();
  const here = useTimeText();
  const looked = useLooked(route, now);
  const { layout, day, firstDay } = looked;
  const withMeetings = !switchedOff(account.features, 'meetings');
  const withWebinars = !switchedOff(account.features, 'webinars');
  const meetings = useUpcoming('meeting', withMeetings);
  const webinars = useUpcoming('webinar', withWebinars);
  const kinds: Kind[] = [...(withMeetings ? ['meeting' as const] : []), ...(withWebinars ? ['webinar' as const] : [])];
  const days = shownDays(layout ?? 'day', day, firstDay);
  // What is over is listed by Zoho apart from what is ahead.
  const withPast = layout !== 'list' && (days[0] ?? day) < looked.today;
  const withEvents = !switchedOff(account.features, 'calendar');
  const { refreshing, refresh: refreshSessions } = useRefresh(kinds, 'upcoming', ...(withPast ? ['past' as const] : []));
  const refresh = () => {
    refreshSessions();
    if (withEvents) void refreshCalendars();
  };

  const pages = [...(withMeetings ? [meetings] : []), ...(withWebinars ? [webinars] : [])];
  const status = joinStatus(pages.map((page) => page?.status ?? neverRead));
  const rows = agendaRows(pages.map((page) => page?.items ?? []), now);
  const time = layout === 'list' ? here : looked.time;
  const cards = { running: onNow(rows, now), next: nextUp(rows, now), target: joinTarget(rows, now), time, now };
  const told = isTold(status.error, connection.health, online);
  const nothingKept = rows.length === 0 && status.asOf === null && status.phase === 'failed';

  /** What has the list or the grid gets the focus back when the details close. */
  const focusBack = useRef<{ focusActive(): void } | null>(null);
  const closing = useRef(false);
  const close = () => {
    closing.current = true;
    looked.open(null);
  };
  const openKey = open?.key ?? event?.uid ?? null;
  useEffect(() => {
    if (openKey === null && closing.current) focusBack.current?.focusActive();
    closing.current = false;
  }, [openKey]);

  // On another day than today, that day is meant.
  const eventStart = layout === 'day' && day !== looked.today ? { date: day, timeZone: looked.zone } : undefined;

  const shared = {
    ref: focusBack, account, connection, kinds, open, event, withEvents, status, cards, isTold: told,
    onRefresh: refresh,
    onOpen: (row: SessionRow) => looked.open({ kind: row.kind, key: row.key }),
    onOpenEvent: (shown: ShownEvent) => looked.openEvent(shown.row),
    onClose: close,
  };
  return (
    <div className="agenda" data-open={open || event ? '' : undefined}>
      <AgendaHead
        layout={layout ?? 'day'}
        title={layout === 'list' ? time.longDay(now) : spanTitle(days)}
        settings={looked.settings}
        here={looked.here}
        zone={looked.zone}
        lost={looked.lost}
        calendars={<CalendarsButton account={account} connection={connection} />}
        action={
          <>
            <SaveAgenda first={days[0] ?? day} last={days.at(-1) ?? day} zone={looked.zone} today={looked.today} />
            {kinds[0] && <NewButton kind={kinds[0]} eventStart={eventStart} />}
          </>
        }
        onLayout={(wanted) => looked.show({ layout: wanted })}
        onPrevious={() => looked.show({ day: addDays(day, -stepOf(layout ?? 'day')) })}
        onToday={() => {
          looked.show({ day: null });
          wishForNow();
        }}
        onNext={() => looked.show({ day: addDays(day, stepOf(layout ?? 'day')) })}
      />
      {layout === 'list' && <ListLayout {...shared} rows={rows} />}
      {layout !== 'list' && <NowStrip status={status} {...cards} />}
      {(layout === 'day' || layout === 'week') && (
        <CalendarLayout {...shared} looked={looked} days={days} />
      )}
      {layout === undefined && <div className="agenda-body" />}
      <Freshness status={status} refreshing={refreshing} isTold={told || nothingKept} onRefresh={refresh} />
    </div>
  );
}
