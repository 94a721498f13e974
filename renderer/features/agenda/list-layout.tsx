import { CalendarCheck } from 'lucide-react';
import type { SessionRow } from '../../../contract/domain.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFailure, ListSkeleton, NotPermitted } from '../sessions/list-states.tsx';
import { switchedOff } from '../sessions/told.ts';
import { AgendaList } from './agenda-list.tsx';
import { agendaDays } from './agenda-model.ts';
import type { LayoutProps } from './layout-props.ts';
import { NowCards } from './now-strip.tsx';
import { OpenDetails } from './open-details.tsx';
import { openId, useAgendaEvents } from './use-agenda-events.ts';

const day = 86_400_000;
/** Events repeat without end: so far ahead they are listed. */
const listedDays = 31;

/** What is on and ahead, one below the other. */
export function ListLayout(props: LayoutProps & { rows: readonly SessionRow[] }) {
  const { rows, account, connection, kinds, open, event, withEvents, status, cards, isTold, onRefresh, onOpen, onClose, ref } = props;
  const { time, now, next } = cards;
  const from = new Date(now).setHours(0, 0, 0, 0);
  const until = from + listedDays * day;
  const { events, alsoIn } = useAgendaEvents({ from, to: until }, withEvents, time.zone);
  const days = agendaDays(rows, time, now, events);
  const count = days.reduce((sum, { items }) => sum + items.length, 0);
  const content = () => {
    const off = kinds.length === 0 && switchedOff(account.features, 'meetings');
    if (off) return <NotPermitted feature={off} pending={connection.pending} />;
    if (count > 0) {
      return (
        <>
        <AgendaList
          ref={ref}
          days={days}
          count={count}
          account={account}
          time={time}
          now={now}
          next={next}
          open={open}
          event={openId(event)}
          onOpen={onOpen}
          onOpenEvent={props.onOpenEvent}
        />
        {events.length > 0 && <p className="agenda-until">Events of calendars until {time.longDay(until - 1)}.</p>}
        </>
      );
    }
    if (status.asOf === null && status.phase === 'failed' && status.error)
      return <ListFailure error={status.error} isTold={isTold} onRetry={onRefresh} />;
    if (status.asOf === null) return <ListSkeleton status={status} />;
    return (
      <EmptyState icon={<CalendarCheck size={20} />} title="Nothing ahead">
        Meetings and webinars scheduled in Zoho show up here by themselves.
      </EmptyState>
    );
  };
  return (
    <div className="split agenda-body" data-open={open || event ? '' : undefined}>
      <div className="split-list">
        <div className="agenda-scroll scroll">{content()}</div>
      </div>
      <div className="split-details">
        {open || event ? (
          <OpenDetails open={open} event={event} account={account} time={time} alsoIn={open ? alsoIn(open) : []} onClose={onClose} />
        ) : (
          <div className="now scroll">
            <NowCards {...cards} />
          </div>
        )}
      </div>
    </div>
  );
}
