import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kind, ListType } from '../../contract/domain.ts';
import { ask } from './parley.ts';

/** Asks Zoho now. How it went is told by the listing's own status, which is read again afterwards. */
export function useRefresh(kinds: readonly Kind[], ...listTypes: readonly ListType[]) {
  const client = useQueryClient();
  const [refreshing, setRefreshing] = useState(false);
  const refresh = async () => {
    setRefreshing(true);
    await Promise.all(
      kinds.map(async (kind) => {
        await Promise.all(listTypes.map((listType) => ask('refreshSessions', { kind, listType })));
        await client.invalidateQueries({ queryKey: ['sessions', kind] });
      }),
    );
    setRefreshing(false);
  };
  return { refreshing, refresh: () => void refresh() };
}
