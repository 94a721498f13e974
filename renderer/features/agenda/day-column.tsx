import type { MouseEvent, PointerEvent } from 'react';
import type { Account } from '../../../contract/domain.ts';
import type { AgendaAxis } from '../../../contract/rules/agenda-axis.ts';
import type { TimeText } from '../../ui/time.ts';
import { AllDay } from './all-day.tsx';
import { CrowdButton } from './crowd-button.tsx';
import { phaseOf } from '../sessions/phase.ts';
import { EventItem } from './event-item.tsx';
import type { OpenPart } from './fold-button.tsx';
import type { Active } from './grid-keys.ts';
import { GridItem } from './grid-item.tsx';
import { type GridDay, crowdId, isMovable, isEventPart, isMovableEvent, isSessionPart, movedPart } from './grid-model.ts';
import type { LaneDay } from './lane.ts';
import type { Moving } from './moving.ts';
import { boxStyle } from './part-box.tsx';
import { dayName, weekdayName } from './place.ts';
import type { Drag } from './use-drag.ts';

interface DayColumnProps extends OpenPart {
  day: GridDay;
  /** Its all-day events; null while no day shown has any. */
  lane: LaneDay | null;
  /** How many days stand after it. */
  following: number;
  axis: AgendaAxis;
  account: Account;
  time: TimeText;
  now: number;
  isToday: boolean;
  isOnly: boolean;
  active: Active;
  open: string | null;
  next: string | null;
  drag: Drag | null;
  /** What else the head tells of this day, for example that the other zone's clocks have changed. */
  note: string | null;
  onHead(date: string): void;
  onFocus(date: string, id: string | null): void;
  onGrab(event: PointerEvent, what: Moving, mode: 'move' | 'resize'): void;
  onEmpty(event: MouseEvent): void;
}

/** One day of the grid, from its first to its last hour. */
export function DayColumn(props: DayColumnProps) {
  const { day, axis, account, time, now, isToday, isOnly, active, open, next, drag, note } = props;
  const { date, placed, crowds } = day;
  const count = day.count + (props.lane?.count ?? 0);
  const name = `${isToday ? 'Today, ' : ''}${dayName(date)}`;
  const told = count === 0 ? 'nothing on' : `${count} on`;
  const isActive = (id: string | null) => active.date === date && active.id === id;
  const nowPlace = isToday ? axis.place(date, now) : null;
  const ghost = drag && movedPart(drag.to, date, axis);
  // One order for the eye, the arrow keys and the screen reader: by time.
  const items = [
    ...placed.map((each) => ({ top: each.top, column: each.column, placed: each, crowd: undefined })),
    ...crowds.map((each) => ({ top: each.top, column: each.column, placed: undefined, crowd: each })),
  ].sort((a, b) => a.top - b.top || a.column - b.column);
  return (
    <section className="column" aria-labelledby={`day-${date}`} data-today={isToday ? '' : undefined}>
      <h2 className="column-head" id={`day-${date}`}>
        <button
          type="button"
          className="column-head-button"
          data-head={date}
          aria-label={`${name}, ${told}${note === null ? '' : `, ${note}`}`}
          title={isOnly ? 'Show the week' : 'Show the day'}
          tabIndex={isActive(null) ? 0 : -1}
          onFocus={() => props.onFocus(date, null)}
          onClick={() => props.onHead(date)}
        >
          {/* Drawn, not text: the name tells it in full. */}
          <span className="column-head-name" data-text={weekdayName(date)} />
          <span className="column-head-number numbers" data-text={Number(date.slice(8))} />
          {note !== null && <span className="column-head-note" data-text={note} />}
        </button>
      </h2>
      {props.lane && (
        <AllDay
          lane={props.lane}
          following={props.following}
          time={time}
          active={active}
          open={open}
          onOpen={props.onOpen}
          onOpenEvent={props.onOpenEvent}
          onFocus={props.onFocus}
        />
      )}
      {/* A press on an empty place is for the mouse: the key N opens the same form. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="column-track" data-date={date} aria-labelledby={`day-${date}`} onClick={props.onEmpty}>
        {axis.hours.filter(({ at }) => at > 0).map(({ at }) => (
          <li key={`line ${at}`} className="column-line" role="presentation" aria-hidden="true" style={{ top: `calc(${at} * var(--minute))` }} />
        ))}
        {axis.holes(date).map(({ from, to }) => (
          <li key={`hole ${from}`} className="column-hole" role="presentation" aria-hidden="true" style={boxStyle(from, to)} />
        ))}
        {items.map((each) => {
          if (!each.placed)
            return (
              <CrowdButton
                key={crowdId(each.crowd)}
                crowd={each.crowd}
                date={date}
                time={time}
                isActive={isActive(crowdId(each.crowd))}
                onOpen={props.onOpen}
                onOpenEvent={props.onOpenEvent}
                onFocus={props.onFocus}
              />
            );
          const { placed: part } = each;
          const { id } = part.item;
          const shared = {
            date, time, isActive: isActive(id), isOpen: id === open, isDragged: id === drag?.what.id,
            onFocus: props.onFocus, onGrab: props.onGrab,
          };
          if (isSessionPart(part)) {
            const { row } = part.item;
            return (
              <GridItem
                key={id}
                {...shared}
                placed={part}
                phase={phaseOf(row, now)}
                isNext={id === next}
                isMovable={isMovable(row, account)}
                onOpen={props.onOpen}
              />
            );
          }
          if (!isEventPart(part)) return null;
          const { event } = part.item;
          const { startsAt, endsAt } = event.row;
          return (
            <EventItem
              key={id}
              {...shared}
              placed={part}
              phase={phaseOf({ startsAt, duration: endsAt - startsAt }, now)}
              isMovable={isMovableEvent(event)}
              onOpen={props.onOpenEvent}
            />
          );
        })}
        {drag && ghost && (
          <li className="part part-ghost" role="presentation" aria-hidden="true" style={boxStyle(ghost.top, Math.max(ghost.bottom, ghost.top + 28))}>
            <bdi className="part-topic">{drag.what.title}</bdi>
            <span className="part-meta numbers">{time.range(drag.to.startsAt, drag.to.duration)}</span>
          </li>
        )}
        {nowPlace !== null && (
          <li className="now-line" role="presentation" aria-hidden="true" style={{ top: `calc(${nowPlace} * var(--minute))` }} />
        )}
      </ul>
    </section>
  );
}
