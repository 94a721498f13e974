import type { EventRef } from '../../../contract/calendar.ts';
import type { Account } from '../../../contract/domain.ts';
import { later } from '../../ui/later.tsx';
import type { TimeText } from '../../ui/time.ts';
import type { Route } from '../shell/route.ts';
import { eventId } from './shown-event.ts';

const Details = later(() => import('../sessions/details.tsx').then((module) => module.Details));
const EventDetails = later(() => import('../calendar/event-details.tsx').then((module) => module.EventDetails));

interface OpenDetailsProps {
  open: Route['open'];
  event: EventRef | null;
  account: Account;
  /** In the agenda's zone. */
  time: TimeText;
  /** Calendars in which the session stands, too. */
  alsoIn: readonly string[];
  onClose(): void;
}

/** The details of the session, or of the event, that is open. */
export function OpenDetails({ open, event, account, time, alsoIn, onClose }: OpenDetailsProps) {
  if (open)
    return (
      <Details
        key={`${open.kind} ${open.key}`}
        kind={open.kind}
        sessionKey={open.key}
        account={account}
        alsoIn={alsoIn}
        onClose={onClose}
      />
    );
  return event && <EventDetails key={eventId(event)} eventRef={event} time={time} onClose={onClose} />;
}
