import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { Connection } from '../../contract/domain.ts';
import { call } from './parley.ts';

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: () => call('getConnection'),
  staleTime: Infinity,
  gcTime: Infinity,
});

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => call('getSettings'),
  staleTime: Infinity,
  gcTime: Infinity,
});

const appInfoQuery = queryOptions({
  queryKey: ['app-info'],
  queryFn: () => call('getAppInfo'),
  staleTime: Infinity,
  gcTime: Infinity,
});

export const useConnection = () => useQuery(connectionQuery);
export const useSettings = () => useQuery(settingsQuery);
export const useAppInfo = () => useQuery(appInfoQuery);

const ofOneAccount = [
  'sessions', 'agenda', 'session', 'session-refresh', 'deletions', 'outbox', 'registrants', 'attendees', 'requests',
  'calendars', 'events', 'event', 'event-refresh', 'event-changes', 'check-time', 'templates', 'recordings',
];

/** Takes over what main says of the connection. Rows of one account are never shown to the next. */
export function keepConnection(client: QueryClient, connection: Connection): void {
  const before = client.getQueryData(connectionQuery.queryKey);
  client.setQueryData(connectionQuery.queryKey, connection);
  if (!before || before.account?.zuid === connection.account?.zuid) return;
  for (const key of ofOneAccount) void client.resetQueries({ queryKey: [key] });
}
