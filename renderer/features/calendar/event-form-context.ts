import { createContext } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';

/** Opens the form of events, from wherever events are shown. */
export interface EventFormOpener {
  create(start?: { date: string; time: string }): void;
  edit(ref: EventRef): void;
  repeatSession?: never;
}

/** Null where there is no form: what would open it is not offered. */
export const EventFormContext = createContext<EventFormOpener | null>(null);
