import { useMemo } from 'react';
import type { Calendar } from '../../contract/calendar.ts';
import { useCalendars } from './calendar.ts';

/** Those that events can be written to, the default one first. */
export function useWritableCalendars(): readonly Calendar[] {
  const { calendars } = useCalendars();
  return useMemo(
    () => calendars.filter(({ canWrite }) => canWrite).toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)),
    [calendars],
  );
}
