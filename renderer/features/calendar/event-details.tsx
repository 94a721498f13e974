import { ArrowLeft, Lock, SearchX, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { CalendarEvent, EventRef, EventRow } from '../../../contract/calendar.ts';
import { useCalendars, useEvent } from '../../bridge/calendar.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useShortcut } from '../../ui/shortcuts.ts';
import { useNow } from '../../ui/ticker.ts';
import { type TimeText, otherZoneText, relativeText } from '../../ui/time.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { phaseOf } from '../sessions/phase.ts';
import { EventActions } from './event-actions.tsx';
import { EventFacts } from './event-facts.tsx';
import { dayCount, longDaysText, titleOf } from './event-text.ts';
import './calendar.css';

interface EventDetailsProps {
  eventRef: EventRef;
  /** In the agenda's zone. */
  time: TimeText;
  onClose(): void;
}

const longTitle = 90;

/** Everything known of one event: from the agenda at once, from Zoho as it comes. */
export function EventDetails({ eventRef, time, onClose }: EventDetailsProps) {
  const { row, event, refreshing, error, refreshError, refresh } = useEvent(eventRef);
  const { calendars } = useCalendars();
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const known = row !== undefined;
  const title = row ? titleOf(row) : '';
  useEffect(() => {
    if (known) heading.current?.focus({ preventScroll: true });
  }, [known]);
  useShortcut('closeDetails', onClose);

  // It was deleted, or its calendar was removed: nothing is left to show.
  const isUnlisted = row !== undefined && calendars.length > 0 && !calendars.some(({ uid }) => uid === row.calendar);
  const isGone = error?.code === 'not-found' || isUnlisted;
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (isGone) close();
  }, [isGone]);

  return (
    <section className="details" aria-label="Details">
      <div className="details-bar">
        <Button variant="quiet" className="details-back" icon={<ArrowLeft size={15} aria-hidden />} onPress={onClose}>
          Back
        </Button>
        <IconButton label="Close details" className="details-close" icon={<X size={16} aria-hidden />} onPress={onClose} />
      </div>
      <div className="details-body scroll">
        {row && (
          <article className="details-page">
            <h2
              ref={heading}
              tabIndex={-1}
              dir="auto"
              className={`details-topic ${title.length > longTitle ? 'details-topic-long' : ''} wrap selectable`}
            >
              {title}
            </h2>
            <When row={row} time={time} now={now} />
            <EventActions row={row} event={event} onDeleted={onClose} />
            <EventFacts
              row={row}
              event={event}
              calendar={calendars.find(({ uid }) => uid === row.calendar)}
              zone={time.zone}
              refreshing={refreshing}
            />
            <Freshness event={event} error={refreshError} time={time} now={now} onRetry={refresh} />
          </article>
        )}
        {!row && error && !isGone && (
          <EmptyState
            role="alert"
            icon={<SearchX size={20} />}
            title={wordsFor(error, 'event').title}
            actions={<Button onPress={refresh}>Try again</Button>}
          >
            {wordsFor(error, 'event').body}
          </EmptyState>
        )}
        {!row && (!error || isGone) && <p className="sr-only">Loading</p>}
      </div>
    </section>
  );
}

function When({ row, time, now }: { row: EventRow; time: TimeText; now: number }) {
  const { allDay, startsAt, endsAt, timeZone, isPrivate } = row;
  const mark = isPrivate && (
    <span className="chip event-private">
      <Lock size={11} aria-hidden /> Private
    </span>
  );
  if (allDay)
    return (
      <div className="details-when">
        <p className="numbers">
          {longDaysText(allDay)}
          <span className="details-clock">
            All day
            {allDay.from !== allDay.to && <span className="muted details-length"> · {dayCount(allDay)}</span>}
          </span>
        </p>
        {mark && <p className="details-relative">{mark}</p>}
      </div>
    );
  const duration = endsAt - startsAt;
  const elsewhere = otherZoneText(startsAt, timeZone, time);
  const relative = relativeText(startsAt, duration, now);
  return (
    <div className="details-when">
      <p className="numbers">
        {time.longDay(startsAt)}
        <span className="details-clock">
          {time.range(startsAt, duration)}
          {duration > 0 && <span className="muted details-length"> · {lengthText(duration)}</span>}
        </span>
      </p>
      <p className="details-relative">
        <span className={`chip chip-${phaseOf({ startsAt, duration }, now)}`}>{relative.charAt(0).toUpperCase() + relative.slice(1)}</span>
        {mark}
        {elsewhere && <span className="muted numbers">{elsewhere}</span>}
      </p>
    </div>
  );
}

interface FreshnessProps {
  event: CalendarEvent | undefined;
  error: ReturnType<typeof useEvent>['refreshError'];
  time: TimeText;
  now: number;
  onRetry(): void;
}

function Freshness({ event, error, time, now, onRetry }: FreshnessProps) {
  const asOf = event?.detailsAsOf ?? null;
  if (!error) return <p className="details-fresh numbers">{asOf === null ? ' ' : `Read from Zoho at ${time.asOf(asOf, now)}`}</p>;
  return (
    <div className="details-stale" role="alert">
      <p>
        {asOf === null ? 'Details not read yet · ' : `As of ${time.asOf(asOf, now)} · `}
        {wordsFor(error, 'event').title.replace(/\.$/, '')}
      </p>
      <Button variant="quiet" onPress={onRetry}>
        Try again
      </Button>
    </div>
  );
}
