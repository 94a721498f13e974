import { useEffect, useState } from 'react';
import type { SessionRow } from '../../../contract/domain.ts';
import { ask } from '../../bridge/parley.ts';

/** Rows asked for: more would only be scrolled past. */
const most = { next: 4, found: 20 };

export interface Found {
  /** What these were found for: lags behind what is typed by the blink that main takes. */
  readonly search: string;
  readonly sessions: readonly SessionRow[];
  /** Main could not look. */
  readonly failed: boolean;
}

/** The sessions that fit a text; null until the first answer. An answer to what is no longer typed is dropped. */
export function useFound(search: string): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let isWanted = true;
    const limit = search.trim() === '' ? most.next : most.found;
    void ask('findSessions', { search, limit }).then((answer) => {
      if (isWanted) setFound({ search, sessions: answer.ok ? answer.value : [], failed: !answer.ok });
    });
    return () => {
      isWanted = false;
    };
  }, [search]);
  return found;
}
