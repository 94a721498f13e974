import type { CSSProperties } from 'react';
import type { TimeText } from '../../ui/time.ts';
import { LaneEvent } from './event-item.tsx';
import { FoldButton, type OpenPart } from './fold-button.tsx';
import type { Active } from './grid-keys.ts';
import { moreId } from './grid-model.ts';
import type { LaneDay } from './lane.ts';
import { dayName } from './place.ts';

interface AllDayProps extends OpenPart {
  lane: LaneDay;
  /** How many columns follow: what begins here lies over them. */
  following: number;
  time: TimeText;
  active: Active;
  open: string | null;
  onFocus(date: string, id: string): void;
}

/** One day's part of the lane of all-day events. */
export function AllDay({ lane, following, time, active, open, onOpen, onOpenEvent, onFocus }: AllDayProps) {
  const { date, items, hidden } = lane;
  const isActive = (id: string) => active.date === date && active.id === id;
  return (
    <ul className="column-lane" aria-label={`All day, ${dayName(date)}`} style={{ '--over': following } as CSSProperties}>
      {items.toSorted((a, b) => a.row - b.row).map((item) => (
        <LaneEvent
          key={item.event.id}
          item={item}
          date={date}
          time={time}
          isActive={isActive(item.event.id)}
          isOpen={item.event.id === open}
          onOpen={onOpenEvent}
          onFocus={onFocus}
        />
      ))}
      {hidden.length > 0 && (
        <li className="lane-more">
          <FoldButton
            id={moreId(date)}
            className="lane-button"
            label={`+${hidden.length} more all day, ${dayName(date)}`}
            items={hidden.map((event) => ({ id: event.id, event }))}
            time={time}
            isActive={isActive(moreId(date))}
            onOpen={onOpen}
            onOpenEvent={onOpenEvent}
            onFocus={() => onFocus(date, moreId(date))}
          >
            +{hidden.length} more
          </FoldButton>
        </li>
      )}
    </ul>
  );
}
