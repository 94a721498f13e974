import type { RefObject } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';
import type { Account, Connection, Kind, ListStatus, SessionRow } from '../../../contract/domain.ts';
import type { TimeText } from '../../ui/time.ts';
import type { Route } from '../shell/route.ts';
import type { NowAndNext } from './now-strip.tsx';
import type { ShownEvent } from './shown-event.ts';

/** What every way to look at the agenda needs. */
export interface LayoutProps {
  account: Account;
  connection: Connection;
  /** Those that may be read. */
  kinds: readonly Kind[];
  open: Route['open'];
  /** The event whose details are open instead. */
  event: EventRef | null;
  /** Calendars are granted. */
  withEvents: boolean;
  status: ListStatus;
  cards: NowAndNext & { readonly time: TimeText; readonly now: number };
  /** A banner already tells why nothing could be read. */
  isTold: boolean;
  onRefresh(): void;
  onOpen(row: SessionRow): void;
  onOpenEvent(event: ShownEvent): void;
  onClose(): void;
  ref: RefObject<{ focusActive(): void } | null>;
}
