import { useMemo } from 'react';
import { agendaAxis } from '../../../contract/rules/agenda-axis.ts';
import { useAgendaRows } from '../../bridge/agenda.ts';
import { useReadAhead } from '../../bridge/read-ahead.ts';
import { addDays, rangeOf, shownDays } from '../../../contract/rules/shown-days.ts';
import { ListFailure, NotPermitted } from '../sessions/list-states.tsx';
import { switchedOff } from '../sessions/told.ts';
import { Calendar } from './calendar.tsx';
import { idOf } from './grid-model.ts';
import type { LayoutProps } from './layout-props.ts';
import { MiniMonth } from './mini-month.tsx';
import { OpenDetails } from './open-details.tsx';
import { PastNote } from './past-note.tsx';
import { spanTitle, stepOf } from './place.ts';
import type { Looked } from './use-place.ts';
import { openId, useAgendaEvents, withAllDay } from './use-agenda-events.ts';
import { useMoves } from './use-moves.ts';

interface CalendarLayoutProps extends LayoutProps {
  looked: Looked;
  /** The days shown, `YYYY-MM-DD`. */
  days: readonly string[];
}

/** The day or the week as a grid of hours, and the month or the details beside it. */
export function CalendarLayout(props: CalendarLayoutProps) {
  const { looked, account, connection, kinds, open, event, withEvents, status, cards, isTold, onRefresh, onOpen, onClose, ref } = props;
  const { day, today, zone, secondZone, time, firstDay, layout } = looked;
  const shown = props.days.join(' ');
  const days = useMemo(() => shown.split(' '), [shown]);
  const axis = useMemo(() => agendaAxis(days, zone), [days, zone]);
  const range = rangeOf(days, zone);
  const read = useAgendaRows(range, kinds);
  const { events: knownEvents, alsoIn } = useAgendaEvents(range, withEvents, zone);
  const step = stepOf(layout ?? 'day');
  const next = [step, -step].map((by) => days.map((each) => addDays(each, by)));
  const ahead = [...next, ...(layout === 'week' ? [] : [shownDays('week', day, firstDay)])].map((each) => rangeOf(each, zone));
  useReadAhead(ahead, withEvents ? ahead.map((each) => withAllDay(each, zone)) : []);
  const moves = useMoves(time);
  const rows = useMemo(
    () => moves.rows(read.rows.filter(({ kind }) => kinds.includes(kind))),
    [moves, read.rows, kinds],
  );
  const events = useMemo(() => moves.events(knownEvents), [moves, knownEvents]);

  // That both fail for the same reason is said once, in the status bar, unless the days shown were never read.
  const isPast = (days[0] ?? day) < today;
  const past = isPast && read.past && (read.past.asOf === null || status.phase !== 'failed') ? read.past : null;

  const failure = status.asOf === null && status.phase === 'failed' && rows.length === 0 && events.length === 0 ? status.error : null;

  const content = () => {
    const off = kinds.length === 0 && switchedOff(account.features, 'meetings');
    if (off) return <NotPermitted feature={off} pending={connection.pending} />;
    if (failure) return <ListFailure error={failure} isTold={isTold} onRetry={onRefresh} />;
    return (
      <Calendar
        ref={ref}
        axis={axis}
        day={day}
        today={today}
        rows={rows}
        events={events}
        known={read.known}
        kinds={kinds}
        account={account}
        time={time}
        secondZone={secondZone}
        now={cards.now}
        title={spanTitle(days)}
        open={open ? idOf(open) : openId(event)}
        next={cards.next ? idOf(cards.next) : null}
        moves={moves}
        onOpen={onOpen}
        onOpenEvent={props.onOpenEvent}
        onDay={(date) => looked.show({ day: date })}
        onHead={(date) => looked.show({ day: date, layout: layout === 'week' ? 'day' : 'week' })}
      />
    );
  };
  return (
    <div className="cal agenda-body" data-open={open || event ? '' : undefined}>
      <div className="cal-main">
        {content()}
        {past && !failure && (
          <PastNote status={past} now={cards.now} isTold={isTold} onRetry={onRefresh} onGone={() => ref.current?.focusActive()} />
        )}
      </div>
      <div className="cal-side">
        {open || event ? (
          <OpenDetails open={open} event={event} account={account} time={time} alsoIn={open ? alsoIn(open) : []} onClose={onClose} />
        ) : (
          <MiniMonth
            day={day}
            today={today}
            shown={days}
            zone={zone}
            firstDay={firstDay}
            withEvents={withEvents}
            onDay={(date) => looked.show({ day: date })}
          />
        )}
      </div>
    </div>
  );
}
