import { Lock, Repeat } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useId } from 'react';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { lineText } from '../../../contract/rules/shown-text.ts';
import type { TimeText } from '../../ui/time.ts';
import { dayCount, titleOf } from '../calendar/event-text.ts';
import { phaseOf } from '../sessions/phase.ts';
import { eventName, pendingText } from './grid-text.ts';
import type { ShownEvent } from './shown-event.ts';
import './events.css';

interface EventRowProps {
  event: ShownEvent;
  time: TimeText;
  now: number;
  index: number;
  isActive: boolean;
  isOpen: boolean;
  onOpen(): void;
  onFocus(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** An event of a calendar among the rows of meetings. */
export function EventRowItem({ event, time, now, index, isActive, isOpen, onOpen, onFocus, onKeyDown }: EventRowProps) {
  const { row, calendar, colour } = event;
  const { startsAt, endsAt, allDay } = row;
  const notes = useId();
  const name = eventName(event, time);
  const pending = pendingText(row);
  const length = allDay ? (allDay.from === allDay.to ? null : dayCount(allDay)) : endsAt > startsAt ? lengthText(endsAt - startsAt) : null;
  return (
    <li
      className={`row row-event row-${allDay ? 'later' : phaseOf({ startsAt, duration: endsAt - startsAt }, now)} ${pending ? 'row-pending' : ''}`}
      aria-label={name}
      style={{ '--calendar': colour } as CSSProperties}
    >
      <span className={`row-time numbers ${time.twelveHours ? 'row-time-wide' : ''}`} aria-hidden="true">
        {allDay ? (
          <span>All day</span>
        ) : (
          <>
            <span>{time.time(startsAt)}</span>
            {endsAt > startsAt && <span className="row-end">{time.time(endsAt)}</span>}
          </>
        )}
      </span>
      <span className="row-bar" aria-hidden="true" />
      <span className="row-text">
        <button
          type="button"
          className="row-button"
          data-row={index}
          aria-label={name}
          aria-describedby={notes}
          aria-current={isOpen ? 'true' : undefined}
          tabIndex={isActive ? 0 : -1}
          onClick={onOpen}
          onFocus={() => onFocus(index)}
          onKeyDown={onKeyDown}
        >
          <span className="row-topic" dir="auto">
            {titleOf(row)}
          </span>
        </button>
        <span className="row-meta" id={notes}>
          {pending && <span className="sr-only">{pending}. </span>}
          <span className="row-part">
            <bdi>{lineText(calendar, 100) || 'Event'}</bdi>
          </span>
          {length && <span className="row-part">{length}</span>}
          {row.isPrivate && (
            <span className="row-part">
              <Lock size={11} aria-hidden /> Private
            </span>
          )}
          {row.recurring && (
            <span className="row-part">
              <Repeat size={12} aria-hidden /> Repeats
            </span>
          )}
        </span>
      </span>
      {pending && (
        <span className="row-mark" aria-hidden="true">
          {pending}
        </span>
      )}
    </li>
  );
}
