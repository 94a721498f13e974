import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Template } from '../../contract/calendar.ts';
import type { AppError } from '../../contract/result.ts';
import { ask, call } from './parley.ts';

export const templatesQuery = queryOptions({ queryKey: ['templates'], queryFn: () => call('listTemplates'), staleTime: Infinity });

const none: readonly Template[] = [];

/** What forms can begin with, in the order they were added. */
export const useTemplates = (): readonly Template[] => useQuery(templatesQuery).data ?? none;

/** Keeps and drops templates; both answer the error, or null. */
export function useChangeTemplates() {
  const client = useQueryClient();
  const reread = () => client.invalidateQueries({ queryKey: templatesQuery.queryKey });
  return {
    async keep(template: Template): Promise<AppError | null> {
      const result = await ask('keepTemplate', template);
      await reread();
      return result.ok ? null : result.error;
    },
    async drop(id: string): Promise<AppError | null> {
      const result = await ask('dropTemplate', { id });
      await reread();
      return result.ok ? null : result.error;
    },
  };
}
