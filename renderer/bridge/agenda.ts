import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AgendaDate } from '../../contract/rules/agenda-axis.ts';
import type { Kind, ListStatus, SessionRow } from '../../contract/domain.ts';
import { askedFor, numbered } from './asked.ts';
import { begunIn } from './begun-rows.ts';
import { useBegun } from './begun.ts';
import { amiss } from './list-status.ts';
import { call } from './parley.ts';

/** Epoch ms; `to` is not included. */
export interface AgendaRange {
  readonly from: number;
  readonly to: number;
}

export const agendaRange = ({ from, to }: AgendaRange) =>
  queryOptions({ queryKey: ['agenda', from, to], ...numbered(() => call('listAgenda', { from, to })) });

export interface AgendaRows {
  readonly rows: readonly SessionRow[];
  /** Of what is over and was never read, or could not be read again; null when the span lies ahead or nothing is amiss. */
  readonly past: ListStatus | null;
  /** The rows are those of this range, and not of the one shown before it. */
  readonly known: boolean;
}

const none: readonly SessionRow[] = [];
const noDays: readonly boolean[] = [];

/**
 * Everything in a span of time, from what main knows.
 * @param kinds those that may be read
 */
export function useAgendaRows(range: AgendaRange, kinds: readonly Kind[]): AgendaRows {
  const query = useQuery({ ...agendaRange(range), placeholderData: keepPreviousData });
  const { data, isPlaceholderData } = query;
  const begun = useBegun();
  const { from, to } = range;
  const rows = useMemo(() => {
    const own = data && !isPlaceholderData ? begunIn(begun, askedFor(data), from, to) : none;
    return own.length === 0 ? (data?.items ?? none) : [...(data?.items ?? none), ...own];
  }, [data, isPlaceholderData, begun, from, to]);
  return {
    rows,
    past: amiss(kinds.flatMap((kind) => data?.past?.[kind] ?? [])),
    known: data !== undefined && !isPlaceholderData,
  };
}

/** Which of these days have a session in them. @param isWanted false where it is not to be asked for yet */
export const useBusyDays = (days: readonly Pick<AgendaDate, 'start' | 'end'>[], isWanted: boolean): readonly boolean[] =>
  useQuery({
    queryKey: ['agenda', 'busy', days[0]?.start, days.at(-1)?.end],
    queryFn: () => call('listBusyDays', { from: days[0]?.start ?? 0, lengths: days.map(({ start, end }) => end - start) }),
    placeholderData: keepPreviousData,
    enabled: isWanted,
  }).data ?? noDays;
