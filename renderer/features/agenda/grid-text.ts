import type { SessionRow } from '../../../contract/domain.ts';
import type { TimeText } from '../../ui/time.ts';
import { topicOf } from '../sessions/row-text.ts';

const pendingWords: Record<NonNullable<SessionRow['pending']>, string> = {
  creating: 'Saving…',
  saving: 'Saving…',
  waiting: 'Waiting to be sent',
  asking: 'Needs your answer',
};

export const pendingText = ({ pending }: Pick<SessionRow, 'pending'>): string | undefined =>
  pending === null ? undefined : pendingWords[pending];

/** "Friday 19 June, 15:00 to 16:00", with the day of the end where it is another. */
export function whenText(row: Pick<SessionRow, 'startsAt' | 'duration'>, time: TimeText, locale?: string): string {
  const { startsAt, duration } = row;
  if (startsAt === null) return 'time not known';
  const day = (at: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: time.zone }).format(at);
  const start = `${day(startsAt)}, ${time.time(startsAt)}`;
  if (!duration) return start;
  const end = startsAt + duration;
  const sameDay = time.dayNumber(startsAt) === time.dayNumber(end);
  return `${start} to ${sameDay ? '' : `${day(end)}, `}${time.time(end)}`;
}

/** The accessible name of a session in the grid: "Team, Friday 19 June, 15:00 to 16:00". */
export const partName = (row: SessionRow, time: TimeText, locale?: string): string =>
  `${topicOf(row)}, ${whenText(row, time, locale)}`;

/** "Friday 15:15" */
export function shortWhen(at: number, time: TimeText, locale?: string): string {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: time.zone }).format(at);
  return `${day} ${time.time(at)}`;
}

/** An hour at the side of the grid: "09:00", or "9 AM" where the clock has twelve hours. */
export function hourText(at: number, time: TimeText, locale?: string): string {
  const text = time.time(at);
  if (!time.twelveHours || !/:00/.test(text)) return text;
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: time.zone }).format(at);
}
