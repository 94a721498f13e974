import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../contract/api.ts';
import type { Kind } from '../../contract/domain.ts';
import type { AppError, Result } from '../../contract/result.ts';
import { ask, call, errorOf } from './parley.ts';

/** What was asked for on demand: nothing yet, an answer, or why there is none. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: AppError | null;
  readonly loading: boolean;
  again(): void;
}

const asked = <T>(query: UseQueryResult<T>): Asked<T> => ({
  data: query.data,
  error: query.isError && !query.isFetching ? errorOf(query.error) : null,
  loading: query.isFetching,
  again: () => void query.refetch(),
});

/** Also asking is something that Zoho received. */
function useAsking<T>(queryKey: readonly string[], kind: Kind, key: string, read: () => Promise<T>): Asked<T> {
  const client = useQueryClient();
  return asked(
    useQuery({
      queryKey,
      queryFn: () => read().finally(() => void client.invalidateQueries({ queryKey: ['requests', kind, key] })),
    }),
  );
}

export const useRegistrants = (key: string): Asked<Output<'listRegistrants'>> =>
  useAsking(['registrants', key], 'webinar', key, () => call('listRegistrants', { key }));

export const useAttendees = (kind: Kind, key: string): Asked<Output<'listAttendees'>> =>
  useAsking(['attendees', kind, key], kind, key, () => call('listAttendees', { kind, key }));

/** Of something that is over. Not asked again by itself: what is new is there when it is unfolded again. */
export const useRecordings = (kind: Kind, key: string): Asked<Output<'listRecordings'>> =>
  useAsking(['recordings', kind, key], kind, key, () => call('listRecordings', { kind, key }));

/** Main pushes when a session changes (pushes.ts), which is when something was sent. */
export const useRequests = (kind: Kind, key: string): Asked<Output<'getRequests'>> =>
  asked(
    useQuery({ queryKey: ['requests', kind, key], queryFn: () => call('getRequests', { kind, key }), staleTime: 0 }),
  );

/** Registers people; the list of registrants is read again afterwards where it is shown. */
export function useRegister() {
  const client = useQueryClient();
  return async (input: Input<'registerPeople'>): Promise<Result<Output<'registerPeople'>>> => {
    const report = await ask('registerPeople', input);
    void client.invalidateQueries({ queryKey: ['registrants', input.key] });
    // How many have registered is told with the details.
    void client.invalidateQueries({ queryKey: ['session-refresh', 'webinar', input.key] });
    void client.invalidateQueries({ queryKey: ['requests', 'webinar', input.key] });
    return report;
  };
}
