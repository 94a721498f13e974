import type { Calendar, EventChange, EventRef, EventRow } from '../../../contract/calendar.ts';

/** An event as the agenda draws it. */
export interface ShownEvent {
  readonly id: string;
  readonly row: EventRow;
  /** Of its calendar, `#rrggbb`. */
  readonly colour: string;
  /** The name of its calendar. */
  readonly calendar: string;
  /** Its create waits: Zoho does not have it. */
  readonly isUnsent: boolean;
}

/** Where neither the person nor Zoho has chosen one. */
const plainColour = '#6b7280';

export const eventId = ({ calendar, uid, occurrence }: EventRef): string => `event ${JSON.stringify([calendar, uid, occurrence])}`;

/** With their calendars' names and colours. @param changes what Zoho has not confirmed */
export function shownEvents(
  rows: readonly EventRow[],
  calendars: readonly Calendar[],
  changes: readonly Pick<EventChange, 'change' | 'ref'>[] = [],
): ShownEvent[] {
  const unsent = new Set(changes.filter(({ change }) => change === 'create').map(({ ref }) => ref.uid));
  const known = new Map(calendars.map((calendar) => [calendar.uid, calendar]));
  return rows.map((row) => {
    const calendar = known.get(row.calendar);
    return {
      id: eventId(row), row, colour: calendar?.colour ?? plainColour, calendar: calendar?.name ?? '', isUnsent: unsent.has(row.uid),
    };
  });
}
