import { createContext } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';

export interface EventFormOpener { create(start?: { date: string; time: string }): void; edit(ref: EventRef): void }

export const EventFormContext = createContext<EventFormOpener | null>(null);
