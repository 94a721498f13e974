import { CalendarCheck } from 'lucide-react';
import type { SessionRow } from '../../../contract/domain.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Details } from '../sessions/details.tsx';
import { ListFailure, ListSkeleton, NotPermitted } from '../sessions/list-states.tsx';
import { switchedOff } from '../sessions/told.ts';
import { AgendaList } from './agenda-list.tsx';
import { agendaDays } from './agenda-model.ts';
import type { LayoutProps } from './layout-props.ts';
import { NowCards } from './now-strip.tsx';

/** What is on and ahead, one below the other. */
export function ListLayout(props: LayoutProps & { rows: readonly SessionRow[] }) {
  const { rows, account, connection, kinds, open, status, cards, isTold, onRefresh, onOpen, onClose, ref } = props;
  const { time, now, next } = cards;
  const content = () => {
    const off = kinds.length === 0 && switchedOff(account.features, 'meetings');
    if (off) return <NotPermitted feature={off} pending={connection.pending} />;
    if (rows.length > 0) {
      return (
        <AgendaList
          ref={ref}
          days={agendaDays(rows, time, now)}
          count={rows.length}
          account={account}
          time={time}
          now={now}
          next={next}
          open={open}
          onOpen={onOpen}
        />
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
    <div className="split agenda-body" data-open={open ? '' : undefined}>
      <div className="split-list">
        <div className="agenda-scroll scroll">{content()}</div>
      </div>
      <div className="split-details">
        {open ? (
          <Details
            key={`${open.kind} ${open.key}`}
            kind={open.kind}
            sessionKey={open.key}
            account={account}
            onClose={onClose}
          />
        ) : (
          <div className="now scroll">
            <NowCards {...cards} />
          </div>
        )}
      </div>
    </div>
  );
}
