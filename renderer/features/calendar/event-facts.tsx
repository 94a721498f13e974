import { type ReactNode, useState } from 'react';
import type { Calendar, CalendarEvent, EventRow } from '../../../contract/calendar.ts';
import { blockText, lineText } from '../../../contract/rules/shown-text.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, LinkFact, LongText } from '../sessions/detail-facts.tsx';
import { reminderText, statusText } from './event-text.ts';
import { repeatText } from './repeat-text.ts';

interface EventFactsProps {
  row: EventRow;
  event: CalendarEvent | undefined;
  calendar: Calendar | undefined;
  /** The agenda's. */
  zone: string;
  refreshing: boolean;
}

export function EventFacts({ row, event, calendar, zone, refreshing }: EventFactsProps) {
  const isRead = event !== undefined && event.detailsAsOf !== null;
  const unknown = <span className="muted">{isRead ? 'Not told by Zoho' : refreshing ? '…' : 'Not read yet'}</span>;
  const repeats = event ? repeatText(event, zone) : row.recurring ? 'Part of a series' : null;
  const place = blockText(event?.location ?? row.location ?? '');
  return (
    <>
      <LongText title="Description" text={blockText(event?.description ?? '')} />
      <dl className="facts">
        <Fact name="Calendar">
          <bdi>{lineText(calendar?.name ?? '', 100) || 'Not known'}</bdi>
        </Fact>
        {repeats && <Fact name="Repeats">{repeats}</Fact>}
        {place !== '' && (
          <Fact name="Location">
            <span dir="auto" className="wrap selectable details-lines">
              {place}
            </span>
          </Fact>
        )}
        {row.timeZone && !row.allDay && (
          <Fact name="Time zone">
            <bdi className="selectable">{lineText(row.timeZone, 100).replaceAll('_', ' ')}</bdi>
          </Fact>
        )}
        <Fact name="Organiser">{event?.organiser ? <bdi className="wrap selectable">{lineText(event.organiser, 260)}</bdi> : unknown}</Fact>
        <Fact name="Attendees">
          <Attendees attendees={event?.attendees ?? null} unknown={unknown} />
        </Fact>
        {event?.reminders && event.reminders.length > 0 && (
          <Fact name="Reminder">{[...new Set(event.reminders)].map(reminderText).join(', ')}</Fact>
        )}
        {event?.joinLink && <LinkFact name="Join link" link={event.joinLink} />}
      </dl>
    </>
  );
}

/** Long lists open on demand. */
const shownAtFirst = 8;

function Attendees({ attendees, unknown }: { attendees: CalendarEvent['attendees']; unknown: ReactNode }) {
  const [all, setAll] = useState(false);
  if (attendees === null) return unknown;
  if (attendees.length === 0) return <span className="muted">Nobody is invited</span>;
  const people = [...new Map(attendees.map((each) => [lineText(each.email, 260), statusText(each.status)]))];
  const shown = all ? people : people.slice(0, shownAtFirst);
  return (
    <>
      <ul className="people" aria-label="Attendees">
        {shown.map(([email, status]) => (
          <li key={email} className="wrap selectable">
            <bdi>{email}</bdi>
            {status && <span className="muted"> · {status}</span>}
          </li>
        ))}
      </ul>
      {people.length > shown.length && (
        <Button variant="quiet" className="people-more" onPress={() => setAll(true)}>
          Show all {people.length}
        </Button>
      )}
    </>
  );
}
