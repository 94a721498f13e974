import type { SessionRow } from '../../../contract/domain.ts';
import { lineText } from '../../../contract/rules/shown-text.ts';
import { dateFormat } from '../../ui/formats.ts';
import type { TimeText } from '../../ui/time.ts';
import { daysText, titleOf } from '../calendar/event-text.ts';
import { topicOf } from '../sessions/row-text.ts';
import type { Part } from './grid-model.ts';
import type { ShownEvent } from './shown-event.ts';

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
    dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: time.zone }).format(at);
  const start = `${day(startsAt)}, ${time.time(startsAt)}`;
  if (!duration) return start;
  const end = startsAt + duration;
  const sameDay = time.dayNumber(startsAt) === time.dayNumber(end);
  return `${start} to ${sameDay ? '' : `${day(end)}, `}${time.time(end)}`;
}

/** The accessible name of a session in the grid: "Team, Friday 19 June, 15:00 to 16:00". */
export const partName = (row: SessionRow, time: TimeText, locale?: string): string =>
  `${topicOf(row)}, ${whenText(row, time, locale)}`;

/** "Dentist, Friday 19 June, 15:00 to 15:30", "Trade fair, all day, Friday 19 June to Sunday 21 June". */
export function eventName({ row }: ShownEvent, time: TimeText, locale?: string): string {
  const { allDay, startsAt, endsAt } = row;
  const when = allDay ? `all day, ${daysText(allDay, locale)}` : whenText({ startsAt, duration: endsAt - startsAt }, time, locale);
  return `${titleOf(row)}, ${when}`;
}

/** What a list of folded ones shows of each. */
export const partTexts = (part: Pick<Part, 'row' | 'event'>, time: TimeText) => {
  if (part.row) return { name: partName(part.row, time), title: topicOf(part.row), start: part.row.startsAt === null ? '' : time.time(part.row.startsAt) };
  const { event } = part;
  return event
    ? { name: eventName(event, time), title: titleOf(event.row), start: event.row.allDay ? '' : time.time(event.row.startsAt) }
    : { name: '', title: '', start: '' };
};

/** What there is to say of an event besides its name: "Event in Team. Private. Repeats". */
export const eventNotes = ({ row, calendar }: ShownEvent, more: readonly (string | false | undefined)[] = []): string =>
  [
    calendar === '' ? 'Event' : `Event in ${lineText(calendar, 100)}`, ...more, row.isPrivate && 'Private', row.recurring && 'Repeats', pendingText(row),
  ].filter(Boolean).join('. ');

/** "Friday 15:15" */
export function shortWhen(at: number, time: TimeText, locale?: string): string {
  const day = dateFormat(locale, { weekday: 'long', timeZone: time.zone }).format(at);
  return `${day} ${time.time(at)}`;
}

/** An hour at the side of the grid: "09:00", or "9 AM" where the clock has twelve hours. */
export function hourText(at: number, time: TimeText, locale?: string): string {
  const text = time.time(at);
  if (!time.twelveHours || !/:00/.test(text)) return text;
  return dateFormat(locale, { hour: 'numeric', timeZone: time.zone }).format(at);
}
