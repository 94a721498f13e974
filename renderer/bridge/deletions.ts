import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Deletion, Kind } from '../../contract/domain.ts';
import type { AppError } from '../../contract/result.ts';
import { ask, call } from './parley.ts';

/** Every deletion that is held, running, or waits to be read; main pushes its changes. */
export const deletionsQuery = queryOptions({
  queryKey: ['deletions'],
  queryFn: () => call('getDeletions'),
  staleTime: Infinity,
  gcTime: Infinity,
});

const none: readonly Deletion[] = [];

export const useDeletions = (): readonly Deletion[] => useQuery(deletionsQuery).data ?? none;

/** What one call to main takes at most (contract/api.ts). */
export const mostAtOnce = 1_000;

/** Deletes sessions: gone from the lists at once, sent after they could be undone. Answers the error, or null. */
export function useDelete() {
  const client = useQueryClient();
  return async (kind: Kind, keys: readonly string[]): Promise<AppError | null> => {
    for (let from = 0; from < keys.length; from += mostAtOnce) {
      const result = await ask('deleteSessions', { kind, keys: keys.slice(from, from + mostAtOnce) });
      if (!result.ok) return result.error;
      const deletion = result.value;
      client.setQueryData(deletionsQuery.queryKey, (before) =>
        before?.some(({ id }) => id === deletion.id) ? before : [...(before ?? []), deletion],
      );
    }
    return null;
  };
}
