import { CalendarCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Account, Connection, Kind } from '../../../contract/domain.ts';
import { isolated } from '../../../contract/rules/shown-text.ts';
import { useRefresh } from '../../bridge/refresh.ts';
import { joinStatus, neverRead } from '../../bridge/list-status.ts';
import { useUpcoming } from '../../bridge/sessions.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useOnline } from '../../ui/online.ts';
import { useSingleKey } from '../../ui/shortcuts.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { NewButton } from '../editor/new-button.tsx';
import { Details } from '../sessions/details.tsx';
import { Freshness } from '../sessions/freshness.tsx';
import { ListFailure, ListSkeleton, NotPermitted } from '../sessions/list-states.tsx';
import { joinTarget, nextUp, onNow } from '../sessions/phase.ts';
import { topicOf } from '../sessions/row-text.ts';
import { useSessionActions } from '../sessions/session-actions.ts';
import { isTold, switchedOff } from '../sessions/told.ts';
import { go } from '../shell/use-route.ts';
import { AgendaList, type AgendaListHandle } from './agenda-list.tsx';
import { agendaDays, agendaRows } from './agenda-model.ts';
import { NowCard } from './now-card.tsx';
import './agenda.css';

interface AgendaScreenProps {
  account: Account;
  connection: Connection;
  open: { readonly kind: Kind; readonly key: string } | null;
}

/** Today at a glance: what is on, what is next, and the days after. */
export function AgendaScreen({ account, connection, open }: AgendaScreenProps) {
  const time = useTimeText();
  const now = useNow();
  const online = useOnline();
  const messages = useMessages();
  const list = useRef<AgendaListHandle>(null);
  const { join } = useSessionActions();
  const withMeetings = !switchedOff(account.features, 'meetings');
  const withWebinars = !switchedOff(account.features, 'webinars');
  const meetings = useUpcoming('meeting', withMeetings);
  const webinars = useUpcoming('webinar', withWebinars);
  const kinds: Kind[] = [...(withMeetings ? ['meeting' as const] : []), ...(withWebinars ? ['webinar' as const] : [])];
  const { refreshing, refresh } = useRefresh(kinds, 'upcoming');

  const pages = [...(withMeetings ? [meetings] : []), ...(withWebinars ? [webinars] : [])];
  const status = joinStatus(pages.map((page) => page.data?.status ?? neverRead));
  const rows = agendaRows(pages.map((page) => page.data?.items ?? []), now);
  const days = agendaDays(rows, time, now);
  const running = onNow(rows, now);
  const next = nextUp(rows, now);
  const target = joinTarget(rows, now);
  const told = isTold(status.error, connection.health, online);

  const joinNow = () => {
    if (target) return join(target);
    const ahead = next?.startsAt ? ` yet. Next: ${isolated(topicOf(next))}, ${time.asOf(next.startsAt, now)}` : '';
    return messages.tell(`Nothing to join${ahead}`);
  };
  useSingleKey('j', joinNow);

  const closing = useRef(false);
  const close = () => {
    closing.current = true;
    go({ view: 'agenda', open: null });
  };
  const openKey = open?.key ?? null;
  useEffect(() => {
    if (openKey === null && closing.current) list.current?.focusActive();
    closing.current = false;
  }, [openKey]);
  const content = () => {
    const off = kinds.length === 0 && switchedOff(account.features, 'meetings');
    if (off) return <NotPermitted feature={off} pending={connection.pending} />;
    if (rows.length > 0) {
      return (
        <AgendaList
          ref={list}
          days={days}
          count={rows.length}
          account={account}
          time={time}
          now={now}
          next={next}
          open={open}
          onOpen={(row) => go({ view: 'agenda', open: { kind: row.kind, key: row.key } })}
        />
      );
    }
    if (status.asOf === null && status.phase === 'failed' && status.error)
      return <ListFailure error={status.error} isTold={told} onRetry={refresh} />;
    if (status.asOf === null) return <ListSkeleton status={status} />;
    return (
      <EmptyState icon={<CalendarCheck size={20} />} title="Nothing ahead">
        Meetings and webinars scheduled in Zoho show up here by themselves.
      </EmptyState>
    );
  };
  const nothingKept = rows.length === 0 && status.asOf === null && status.phase === 'failed';
  const leading = running[0] ?? next;

  return (
    <div className="split agenda" data-open={open ? '' : undefined}>
      <div className="split-list">
        <div className="list-head agenda-head">
          <div className="list-title">
            <h1 tabIndex={-1}>Agenda</h1>
            {kinds[0] && <NewButton kind={kinds[0]} />}
          </div>
          <p className="muted">{time.longDay(now)}</p>
        </div>
        <div className="agenda-scroll scroll">{content()}</div>
        <Freshness status={status} refreshing={refreshing} isTold={told || nothingKept} onRefresh={refresh} />
      </div>
      <div className="split-details">
        {open ? (
          <Details
            key={`${open.kind} ${open.key}`}
            kind={open.kind}
            sessionKey={open.key}
            account={account}
            onClose={close}
          />
        ) : (
          <div className="now scroll">
            {running.map((row) => (
              <NowCard
                key={`${row.kind} ${row.key}`}
                row={row}
                time={time}
                now={now}
                heading="On now"
                isTarget={row === target}
                leads={row === leading}
              />
            ))}
            {next && (
              <NowCard
                row={next}
                time={time}
                now={now}
                heading="Next"
                isTarget={next === target}
                leads={next === leading}
              />
            )}
          </div>
        )}
      </div>
    </div>
  );
}
