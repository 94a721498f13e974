import { CornerDownRight, CornerRightUp, Lock, Repeat } from 'lucide-react';
import { type CSSProperties, type PointerEvent, useId } from 'react';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { titleOf } from '../calendar/event-text.ts';
import { phaseOf } from '../sessions/phase.ts';
import { PartEdge, boxStyle, linesIn, narrow, oneLine } from './grid-item.tsx';
import type { EventPart } from './grid-model.ts';
import { eventName, eventNotes, pendingText } from './grid-text.ts';
import type { LaneItem } from './lane.ts';
import type { ShownEvent } from './shown-event.ts';
import './events.css';

interface EventItemProps {
  date: string;
  time: TimeText;
  isActive: boolean;
  isOpen: boolean;
  onOpen(event: ShownEvent): void;
  onFocus(date: string, id: string): void;
}

interface HoursProps extends EventItemProps {
  placed: Placed<EventPart>;
  now: number;
  isMovable: boolean;
  isDragged: boolean;
  onGrab(event: PointerEvent, mode: 'move' | 'resize'): void;
}

/** An event of a calendar among the hours: quieter than a meeting, at an edge in its calendar's colour. */
export function EventItem(props: HoursProps) {
  const { placed, date, time, now, isActive, isOpen, isMovable, isDragged } = props;
  const { item, top, bottom, column, columns, span } = placed;
  const { event } = item;
  const { startsAt, endsAt, recurring, isPrivate } = event.row;
  const notes = useId();
  const duration = endsAt - startsAt;
  const pending = pendingText(event.row);
  const height = bottom - top;
  const lines = linesIn(height, 15);
  const rangeText = time.range(startsAt, duration);
  return (
    <li
      className={`part part-event part-${phaseOf({ startsAt, duration }, now)}`}
      style={{
        ...boxStyle(top, bottom, column, columns, span), '--calendar': event.colour,
        '--lines': lines > 3 ? lines - 1 : lines, '--lines-narrow': linesIn(height, 13.75),
      } as CSSProperties}
      data-narrow={columns / span >= narrow ? '' : undefined}
      data-pending={pending && ''}
      data-open={isOpen ? '' : undefined}
      data-dragged={isDragged ? '' : undefined}
      data-before={item.before ? '' : undefined}
      data-after={item.after ? '' : undefined}
      data-low={height < oneLine ? '' : undefined}
    >
      <button
        type="button"
        className="part-button"
        data-stop={item.id}
        aria-label={eventName(event, time)}
        aria-describedby={notes}
        title={`${titleOf(event.row)}\n${rangeText}`}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={() => props.onOpen(event)}
        onFocus={() => props.onFocus(date, item.id)}
        onPointerDown={(press) => {
          if (isMovable) props.onGrab(press, 'move');
        }}
      >
        <span className="part-topic">
          <span>
            {item.before && <CornerRightUp size={11} aria-hidden className="part-sign" />}
            <bdi>{titleOf(event.row)}</bdi>
          </span>
        </span>
        {/* Drawn, not text: the name tells it already, and in full. */}
        <span className="part-meta numbers" data-text={height < oneLine ? time.time(startsAt) : rangeText} data-start={time.time(startsAt)}>
          {isPrivate && <Lock size={10} aria-hidden />}
          {recurring && <Repeat size={10} aria-hidden />}
          {item.after && <CornerDownRight size={11} aria-hidden />}
        </span>
        {pending && <span className="part-pending" data-text={pending} />}
      </button>
      <span id={notes} hidden>
        {eventNotes(event, [item.before && 'Began the day before', item.after && 'Goes on the next day'])}
      </span>
      {isMovable && !item.after && <PartEdge onGrab={props.onGrab} />}
    </li>
  );
}

/** An all-day event above the hours, as long as its days. */
export function LaneEvent(props: EventItemProps & { item: LaneItem }) {
  const { item, date, time, isActive, isOpen } = props;
  const { event, row, span, before, after } = item;
  const notes = useId();
  const pending = pendingText(event.row);
  return (
    <li
      className="lane-item"
      style={{ '--calendar': event.colour, '--row': row, '--span': span } as CSSProperties}
      data-pending={pending && ''}
      data-open={isOpen ? '' : undefined}
      data-before={before ? '' : undefined}
      data-after={after ? '' : undefined}
    >
      <button
        type="button"
        className="lane-button"
        data-stop={event.id}
        aria-label={eventName(event, time)}
        aria-describedby={notes}
        title={titleOf(event.row)}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={() => props.onOpen(event)}
        onFocus={() => props.onFocus(date, event.id)}
      >
        {event.row.isPrivate && <Lock size={10} aria-hidden />}
        <bdi>{titleOf(event.row)}</bdi>
      </button>
      <span id={notes} hidden>
        {eventNotes(event, [before && 'Began before', after && 'Goes on'])}
      </span>
    </li>
  );
}
