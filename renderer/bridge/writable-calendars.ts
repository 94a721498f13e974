import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Calendar } from '../../contract/calendar.ts';
import { call } from './parley.ts';

/** Those that events can be written to, the default one first; main pushes when calendars change. */
export const writableCalendarsQuery = queryOptions({
  queryKey: ['calendars', 'writable'],
  queryFn: async () => {
    const { calendars } = await call('listCalendars');
    return calendars.filter(({ canWrite }) => canWrite).toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

const none: readonly Calendar[] = [];

export const useWritableCalendars = (): readonly Calendar[] => useQuery(writableCalendarsQuery).data ?? none;
