import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../contract/api.ts';
import type { Calendar, CalendarEvent, EventChange, EventRef, EventRow, Extent } from '../../contract/calendar.ts';
import type { ListStatus } from '../../contract/domain.ts';
import type { AppError, Result } from '../../contract/result.ts';
import type { AgendaRange } from './agenda.ts';
import { ask, call, errorOf } from './parley.ts';

/** Details read longer ago than this are read again when they are opened, in ms. */
const detailsAge = 60_000;

export const calendarsQuery = queryOptions({ queryKey: ['calendars'], queryFn: () => call('listCalendars') });

/** Every change of an event that Zoho has not confirmed; main pushes its changes. */
export const eventChangesQuery = queryOptions({
  queryKey: ['event-changes'],
  queryFn: () => call('getEventChanges'),
  staleTime: Infinity,
  gcTime: Infinity,
});

const noCalendars: Output<'listCalendars'> = { calendars: [], status: null };
const noEvents: Output<'listEvents'> = { events: [], merged: [], status: null };
const noChanges: readonly EventChange[] = [];

/** Those that are known, and how fresh; `status` is null while calendars are not granted. */
export const useCalendars = (): { readonly calendars: readonly Calendar[]; readonly status: ListStatus | null } =>
  useQuery(calendarsQuery).data ?? noCalendars;

export interface AgendaEvents {
  readonly events: readonly EventRow[];
  /** Sessions that stand in a calendar, too. */
  readonly merged: Output<'listEvents'>['merged'];
  readonly status: ListStatus | null;
}

export const eventsIn = ({ from, to }: AgendaRange) =>
  queryOptions({ queryKey: ['events', from, to], queryFn: () => call('listEvents', { from, to }) });

/** The events of the calendars that show, in a span of time. */
export const useEvents = (range: AgendaRange, enabled: boolean): AgendaEvents =>
  useQuery({ ...eventsIn(range), placeholderData: keepPreviousData, enabled }).data ?? noEvents;

export const useEventChanges = (): readonly EventChange[] => useQuery(eventChangesQuery).data ?? noChanges;

export interface EventDetails {
  /** From the agenda, at once. */
  readonly row: EventRow | undefined;
  /** Everything main knows. */
  readonly event: CalendarEvent | undefined;
  /** Zoho is being asked. */
  readonly refreshing: boolean;
  /** Nothing could be shown. */
  readonly error: AppError | null;
  /** What is shown could not be brought up to date. */
  readonly refreshError: AppError | null;
  refresh(): void;
}

export function useEvent({ calendar, uid, occurrence }: EventRef): EventDetails {
  const client = useQueryClient();
  const ref = { calendar, uid, occurrence };
  const key = [calendar, uid, occurrence];
  const kept = useQuery({ queryKey: ['event', ...key], queryFn: () => call('getEvent', { ...ref, refresh: false }) });
  // The first asking reads it by itself.
  const isKnown = kept.data !== undefined && kept.data.detailsAsOf !== null;
  const fresh = useQuery({
    enabled: isKnown,
    queryKey: ['event-refresh', ...key],
    queryFn: async () => {
      const event = await call('getEvent', { ...ref, refresh: true });
      client.setQueryData(['event', ...key], event);
      return event.detailsAsOf;
    },
    staleTime: detailsAge,
    gcTime: detailsAge,
    refetchOnWindowFocus: false,
  });
  const event = kept.isError ? undefined : kept.data;
  return {
    row: event ?? (kept.isError ? undefined : rowInCache(client.getQueriesData<Output<'listEvents'>>({ queryKey: ['events'] }), ref)),
    event,
    refreshing: fresh.isFetching || kept.isPending,
    error: !event && kept.isError && !kept.isFetching && !fresh.isFetching ? errorOf(kept.error) : null,
    refreshError: event && fresh.isError && !fresh.isFetching ? errorOf(fresh.error) : null,
    refresh: () => void Promise.all([kept.refetch(), fresh.refetch()]),
  };
}

function rowInCache(lists: [unknown, Output<'listEvents'> | undefined][], { calendar, uid, occurrence }: EventRef): EventRow | undefined {
  const isIt = (row: EventRow) => row.calendar === calendar && row.uid === uid && row.occurrence === occurrence;
  return lists.map(([, list]) => list?.events.find(isIt)).find((row) => row !== undefined);
}

/** Whether a calendar shows and in which colour; null: Zoho's. */
export const chooseCalendar = (choice: Input<'chooseCalendar'>): Promise<Result<undefined>> => ask('chooseCalendar', choice);

/** Asks Zoho now. How it went is told by the status. */
export const refreshCalendars = (): Promise<Result<undefined>> => ask('refreshCalendars');

export const joinEvent = ({ calendar, uid, occurrence }: EventRef): Promise<Result<undefined>> =>
  ask('joinEvent', { calendar, uid, occurrence });

/** Gone from the agenda at once, sent after it could be undone. Answers the error, or null. */
export function useDeleteEvent() {
  const client = useQueryClient();
  return async ({ calendar, uid, occurrence }: EventRef, extent: Extent, notify: boolean): Promise<AppError | null> => {
    const result = await ask('deleteEvent', { ref: { calendar, uid, occurrence }, extent, notify });
    if (!result.ok) return result.error;
    const change = result.value;
    client.setQueryData(eventChangesQuery.queryKey, (before) =>
      before?.some(({ id }) => id === change.id) ? before : [...(before ?? []), change],
    );
    return null;
  };
}
