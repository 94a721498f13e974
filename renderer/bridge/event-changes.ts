import { queryOptions, useQuery } from '@tanstack/react-query';
import type { EventChange } from '../../contract/calendar.ts';
import { call } from './parley.ts';

/** Every change of an event that Zoho has not confirmed, in the order they were made; main pushes its changes. */
export const eventChangesQuery = queryOptions({
  queryKey: ['event-changes'],
  queryFn: () => call('getEventChanges'),
  staleTime: Infinity,
  gcTime: Infinity,
});

const none: readonly EventChange[] = [];

export const useEventChanges = (): readonly EventChange[] => useQuery(eventChangesQuery).data ?? none;
