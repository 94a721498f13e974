import { Lock, Repeat } from 'lucide-react';
import { type CSSProperties, memo, type PointerEvent, useId } from 'react';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { titleOf } from '../calendar/event-text.ts';
import type { Phase } from '../sessions/phase.ts';
import type { EventPart } from './grid-model.ts';
import { eventName, eventNotes, pendingText } from './grid-text.ts';
import type { LaneItem } from './lane.ts';
import { type Moving, movingEvent } from './moving.ts';
import { PartBox, type PartProps } from './part-box.tsx';
import type { ShownEvent } from './shown-event.ts';
import './events.css';

interface EventProps {
  time: TimeText;
  onOpen(event: ShownEvent): void;
}

interface HoursProps extends EventProps, PartProps {
  placed: Placed<EventPart>;
  phase: Phase;
  onGrab(event: PointerEvent, what: Moving, mode: 'move' | 'resize'): void;
}

/** An event of a calendar among the hours: quieter than a meeting, at an edge in its calendar's colour. */
export const EventItem = memo(function EventItem({ time, phase, onOpen, onGrab, ...part }: HoursProps) {
  const { event, before, after } = part.placed.item;
  const { startsAt, endsAt, recurring, isPrivate } = event.row;
  const duration = endsAt - startsAt;
  return (
    <PartBox
      {...part}
      className={`part-event part-${phase}`}
      colour={event.colour}
      name={eventName(event, time)}
      topic={titleOf(event.row)}
      start={time.time(startsAt)}
      range={time.range(startsAt, duration)}
      notes={eventNotes(event, [before && 'Began the day before', after && 'Goes on the next day'])}
      pending={pendingText(event.row)}
      signs={
        <>
          {isPrivate && <Lock size={10} aria-hidden />}
          {recurring && <Repeat size={10} aria-hidden />}
        </>
      }
      onOpen={() => onOpen(event)}
      onGrab={(press, mode) => onGrab(press, movingEvent(event), mode)}
    />
  );
});

type LaneProps = EventProps & Pick<PartProps, 'date' | 'isActive' | 'isOpen' | 'onFocus'> & { item: LaneItem };

/** An all-day event above the hours, as long as its days. */
export function LaneEvent(props: LaneProps) {
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
