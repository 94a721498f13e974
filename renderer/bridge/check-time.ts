import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Input } from '../../contract/api.ts';
import type { ClashReport } from '../../contract/calendar.ts';
import { call } from './parley.ts';

export type TimeToCheck = Input<'checkTime'>;

/** Kept no longer than a form is looked at. */
const gcTime = 60_000;

/** What is on at a time; null asks nothing. What was answered last stands until the next answer comes. */
function useReport(input: TimeToCheck | null) {
  const query = useQuery({
    queryKey: ['check-time', input],
    queryFn: () => (input ? call('checkTime', input) : null),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime,
  });
  const report: ClashReport | null = (input && query.data) ?? null;
  return { report, isOld: query.isPlaceholderData, hasFailed: query.isError };
}

export interface CheckedTime {
  /** What is known on this computer: there at once. */
  readonly own: ClashReport | null;
  /** With the times of other people, for which Zoho is asked; the same where nobody is asked about. */
  readonly whole: ClashReport | null;
  /** The answer is about the time before this one. */
  readonly isOld: boolean;
  readonly isAsking: boolean;
  readonly hasFailed: boolean;
}

/** @param asksPeople whether Zoho tells when others are busy */
export function useCheckedTime(time: TimeToCheck | null, asksPeople: boolean): CheckedTime {
  const own = useReport(time && { ...time, participants: [] });
  const isAlone = !asksPeople || time?.participants.length === 0;
  const whole = useReport(isAlone ? null : time);
  return {
    own: own.report,
    whole: isAlone ? own.report : whole.report,
    isOld: own.isOld,
    isAsking: !isAlone && !whole.hasFailed && (whole.isOld || whole.report === null),
    hasFailed: own.hasFailed || whole.hasFailed,
  };
}
