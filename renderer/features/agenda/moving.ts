import type { SessionRow } from '../../../contract/domain.ts';
import type { Span } from '../../../contract/rules/agenda-move.ts';
import { titleOf } from '../calendar/event-text.ts';
import { topicOf } from '../sessions/row-text.ts';
import { idOf } from './grid-model.ts';
import type { ShownEvent } from './shown-event.ts';

const day = 24 * 3_600_000;

/** What is moved where it stands in the agenda: a session, or an event of a calendar, and when it is now. */
export type Moving = Span & {
  readonly id: string;
  readonly title: string;
  /** ms */
  readonly longest: number;
} & (
  | { readonly row: SessionRow; readonly event?: undefined }
  | { readonly event: ShownEvent; readonly row?: undefined }
);

export const movingSession = (row: SessionRow): Moving => ({
  id: idOf(row), title: topicOf(row), startsAt: row.startsAt ?? 0, duration: row.duration ?? 0, longest: day, row,
});

export const movingEvent = (event: ShownEvent): Moving => {
  const { startsAt, endsAt } = event.row;
  return { id: event.id, title: titleOf(event.row), startsAt, duration: endsAt - startsAt, longest: 31 * day, event };
};
