import { CalendarDays, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { Account, Connection } from '../../../contract/domain.ts';
import { useCalendars } from '../../bridge/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { switchedOff } from '../sessions/told.ts';
import { CalendarsOff } from './calendars-off.tsx';
import { CalendarsPanel } from './calendars-panel.tsx';
import './calendar.css';

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
  const isStale = !off && status?.phase === 'failed';
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        variant="quiet"
        className="calendars-button"
        icon={isStale ? <TriangleAlert size={14} aria-hidden className="calendars-stale" /> : <CalendarDays size={14} aria-hidden />}
      >
        Calendars
        {isStale && <span className="sr-only">, not up to date</span>}
      </Button>
      <Popover className="popover calendars-popover" placement="bottom end" offset={6}>
        {/* The popover itself is the dialog, named by its button. */}
        {off ? (
          <CalendarsOff
            feature={off}
            connection={connection}
            onAsk={() => {
              setOpen(false);
              setAsked(true);
            }}
          />
        ) : (
          <CalendarsPanel calendars={calendars} status={status} health={connection.health} />
        )}
      </Popover>
    </DialogTrigger>
  );
}
