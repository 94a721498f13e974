import { queryOptions, useQuery } from '@tanstack/react-query';
import type { OutboxItem } from '../../contract/domain.ts';
import { call } from './parley.ts';

/** Every change that Zoho has not confirmed, in the order they were made; main pushes its changes. */
export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: () => call('getOutbox'),
  staleTime: Infinity,
  gcTime: Infinity,
});

const none: readonly OutboxItem[] = [];

export const useOutbox = (): readonly OutboxItem[] => useQuery(outboxQuery).data ?? none;
