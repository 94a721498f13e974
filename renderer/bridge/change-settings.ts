import { useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../contract/domain.ts';
import type { AppError } from '../../contract/result.ts';
import { settingsQuery } from './account.ts';
import { ask } from './parley.ts';

/** Changes settings: shown at once, taken back when main refuses. Answers the error, or null. */
export function useChangeSettings() {
  const queries = useQueryClient();
  return async (part: Partial<Settings>): Promise<AppError | null> => {
    const before = queries.getQueryData(settingsQuery.queryKey);
    if (before) queries.setQueryData(settingsQuery.queryKey, { ...before, ...part });
    const result = await ask('updateSettings', part);
    queries.setQueryData(settingsQuery.queryKey, result.ok ? result.value : before);
    return result.ok ? null : result.error;
  };
}
