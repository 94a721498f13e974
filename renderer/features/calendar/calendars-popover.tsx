import type { Calendar } from '../../../contract/calendar.ts';
import type { Connection, Feature, ListStatus } from '../../../contract/domain.ts';
import { ButtonPopover } from '../../ui/button-popover.tsx';
import type { Opened } from '../../ui/open-button.ts';
import { CalendarsOff } from './calendars-off.tsx';
import { CalendarsPanel } from './calendars-panel.tsx';

interface CalendarsPopoverProps {
  opened: Opened;
  /** What is missing for calendars, while it is. */
  off: Feature | undefined;
  connection: Connection;
  calendars: readonly Calendar[];
  status: ListStatus | null;
  onAsk(): void;
}

/** What CalendarsButton opens. */
export default function CalendarsPopover({ opened, off, connection, calendars, status, onAsk }: CalendarsPopoverProps) {
  return (
    <ButtonPopover opened={opened} className="calendars-popover">
      {off ? (
        <CalendarsOff feature={off} connection={connection} onAsk={onAsk} />
      ) : (
        <CalendarsPanel calendars={calendars} status={status} health={connection.health} />
      )}
    </ButtonPopover>
  );
}
