import { type QueryClient, QueryObserver, type QueryObserverOptions, hashKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type AgendaRange, agendaRange } from './agenda.ts';
import { eventsIn } from './calendar.ts';
import { rest, useIdle } from './use-idle.ts';

interface Kept {
  readonly hash: string;
  /** Asks main, unless what is known is good. */
  read(): void;
  end(): void;
}

/** Holds an answer for as long as it is wanted. No push has it asked for: nobody looks at it. */
function keep<T, K extends readonly unknown[]>(client: QueryClient, options: QueryObserverOptions<T, Error, T, T, K>): Kept {
  return {
    hash: hashKey(options.queryKey),
    read: () => void client.prefetchQuery(options),
    end: new QueryObserver(client, { ...options, enabled: false }).subscribe(() => undefined),
  };
}

/**
 * Reads spans of time that are likely to be looked at next, and again when something in them may have changed, so that
 * they are whole when they are shown. After what is looked at now, and when nothing has changed for a while.
 */
export function useReadAhead(sessions: readonly AgendaRange[], events: readonly AgendaRange[]): void {
  const client = useQueryClient();
  const wanted = JSON.stringify({ sessions, events });
  const isIdle = useIdle();
  useEffect(() => {
    if (!isIdle) return undefined;
    const ahead = JSON.parse(wanted) as Readonly<Record<'sessions' | 'events', readonly AgendaRange[]>>;
    const kept = [
      ...ahead.sessions.map((range) => keep(client, agendaRange(range))),
      ...ahead.events.map((range) => keep(client, eventsIn(range))),
    ];
    const readAll = () => kept.forEach(({ read }) => read());
    readAll();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = client.getQueryCache().subscribe((told) => {
      if (told.type !== 'updated' || told.action.type !== 'invalidate') return;
      if (!kept.some(({ hash }) => hash === told.query.queryHash)) return;
      clearTimeout(timer);
      timer = setTimeout(readAll, rest);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
      for (const { end } of kept) end();
    };
  }, [client, wanted, isIdle]);
}
