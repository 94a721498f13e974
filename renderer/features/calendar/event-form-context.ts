import { createContext } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';
import type { NewStart } from '../editor/editor-context.ts';

/** When a new one is to be: on a day of the agenda, in its zone; without a time, at the next half hour. */
export type NewEventStart = Pick<NewStart, 'date' | 'timeZone'> & Partial<Pick<NewStart, 'time'>>;

/** Opens the form of events, from wherever events are shown. */
export interface EventFormOpener {
  create(start?: NewEventStart): void;
  edit(ref: EventRef): void;
}

/** Null where there is no form: what would open it is not offered. */
export const EventFormContext = createContext<EventFormOpener | null>(null);
