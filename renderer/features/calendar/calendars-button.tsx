import { CalendarDays, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Account, Connection } from '../../../contract/domain.ts';
import { useCalendars } from '../../bridge/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { later } from '../../ui/later.tsx';
import { usePopoverButton } from '../../ui/open-button.ts';
import { switchedOff } from '../sessions/told.ts';
import './calendar.css';

const CalendarsPopover = later(() => import('./calendars-popover.tsx').then((module) => module.default));

interface CalendarsButtonProps {
  account: Account;
  connection: Connection;
}

/** What of Zoho Calendar shows in the agenda, in which colours, and how fresh it is. */
export function CalendarsButton({ account, connection }: CalendarsButtonProps) {
  const off = switchedOff(account.features, 'calendar');
  const { calendars, status } = useCalendars();
  // While Zoho is asked, what stands above the views must be within reach: it tells how that goes, and ends it.
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  if (isAsked && !off) {
    setAsked(false);
    setOpen(true);
  }
  const { button, opened } = usePopoverButton(isOpen, setOpen);
  const isStale = !off && status?.phase === 'failed';
  return (
    <>
      <Button
        {...button}
        variant="quiet"
        className="calendars-button"
        icon={isStale ? <TriangleAlert size={14} aria-hidden className="calendars-stale" /> : <CalendarDays size={14} aria-hidden />}
      >
        Calendars
        {isStale && <span className="sr-only">, not up to date</span>}
      </Button>
      {opened && (
        <CalendarsPopover
          opened={opened}
          off={off}
          connection={connection}
          calendars={calendars}
          status={status}
          onAsk={() => {
            setOpen(false);
            setAsked(true);
          }}
        />
      )}
    </>
  );
}
