import type { Calendar, EventRef, EventRow } from '../../../contract/calendar.ts';

/** An event as the agenda draws it. */
export interface ShownEvent {
  readonly id: string;
  readonly row: EventRow;
  /** Of its calendar, `#rrggbb`. */
  readonly colour: string;
  /** The name of its calendar. */
  readonly calendar: string;
}

/** Where neither the person nor Zoho has chosen one. */
const plainColour = '#6b7280';

export const eventId = ({ calendar, uid, occurrence }: EventRef): string => `event ${JSON.stringify([calendar, uid, occurrence])}`;

/** With their calendars' names and colours. */
export function shownEvents(rows: readonly EventRow[], calendars: readonly Calendar[]): ShownEvent[] {
  const known = new Map(calendars.map((calendar) => [calendar.uid, calendar]));
  return rows.map((row) => {
    const calendar = known.get(row.calendar);
    return { id: eventId(row), row, colour: calendar?.colour ?? plainColour, calendar: calendar?.name ?? '' };
  });
}
