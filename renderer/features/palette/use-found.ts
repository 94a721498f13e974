import { useEffect, useState } from 'react';
import type { EventRow } from '../../../contract/calendar.ts';
import type { SessionRow } from '../../../contract/domain.ts';
import { ask } from '../../bridge/parley.ts';

/** Rows asked for: more would only be scrolled past. */
const most = { next: 4, found: 20, events: 10 };

export interface Found {
  /** What these were found for: lags behind what is typed by the blink that main takes. */
  readonly search: string;
  readonly sessions: readonly SessionRow[];
  /** Of calendars that show. */
  readonly events: readonly EventRow[];
  /** Main could not look. */
  readonly failed: boolean;
}

/** The sessions and events that fit a text; null until the first answer. An answer to what is no longer typed is dropped. */
export function useFound(search: string): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let isWanted = true;
    const limit = search.trim() === '' ? most.next : most.found;
    void Promise.all([ask('findSessions', { search, limit }), ask('findEvents', { search, limit: most.events })]).then(
      ([sessions, events]) => {
        if (!isWanted) return;
        setFound({
          search, sessions: sessions.ok ? sessions.value : [], events: events.ok ? events.value : [],
          failed: !sessions.ok || !events.ok,
        });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [search]);
  return found;
}
