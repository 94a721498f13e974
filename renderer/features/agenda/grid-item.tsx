import { CornerDownRight, CornerRightUp, Presentation, Repeat } from 'lucide-react';
import type { PointerEvent } from 'react';
import type { SessionRow } from '../../../contract/domain.ts';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { phaseOf } from '../sessions/phase.ts';
import { topicOf } from '../sessions/row-text.ts';
import type { Part } from './grid-model.ts';
import { partName, pendingText } from './grid-text.ts';

/** Where something stands in its day. Heights in minutes of the axis. */
export const boxStyle = (top: number, bottom: number, column = 0, columns = 1, span = 1) => ({
  top: `calc(${top} * var(--minute))`,
  height: `calc(${bottom - top} * var(--minute))`,
  left: `${(100 * column) / columns}%`,
  width: `${(100 * span) / columns}%`,
});

interface GridItemProps {
  placed: Placed<Part>;
  date: string;
  time: TimeText;
  now: number;
  isActive: boolean;
  isOpen: boolean;
  isNext: boolean;
  isMovable: boolean;
  /** It is being dragged: what follows the pointer stands for it. */
  isDragged: boolean;
  onOpen(row: SessionRow): void;
  onFocus(date: string, id: string): void;
  onGrab(event: PointerEvent, row: SessionRow, mode: 'move' | 'resize'): void;
}

/** Lower than this there is one line of text, in minutes. */
const oneLine = 40;

export function GridItem(props: GridItemProps) {
  const { placed, date, time, now, isActive, isOpen, isNext, isMovable, isDragged } = props;
  const { item, top, bottom, column, columns, span } = placed;
  const { row } = item;
  const phase = phaseOf(row, now);
  const pending = pendingText(row);
  const id = `part-${date}-${row.kind}-${row.key}`;
  const said = [
    row.kind === 'webinar' ? 'Webinar' : 'Meeting',
    item.before && 'Began the day before',
    item.after && 'Goes on the next day',
    phase === 'now' && 'On now',
    isNext && 'Next',
    row.recurring && 'Repeats',
    pending,
  ].filter(Boolean);
  const height = bottom - top;
  const startText = row.startsAt === null ? '' : time.time(row.startsAt);
  return (
    <li
      className={`part part-${row.kind} part-${phase}`}
      style={boxStyle(top, bottom, column, columns, span)}
      data-pending={pending && ''}
      data-next={isNext ? '' : undefined}
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
        aria-label={partName(row, time)}
        aria-describedby={id}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={() => props.onOpen(row)}
        onFocus={() => props.onFocus(date, item.id)}
        onPointerDown={(event) => {
          if (isMovable) props.onGrab(event, row, 'move');
        }}
      >
        <span className="part-topic">
          {/* One child: a clamped box would set each on a line of its own. */}
          <span>
            {item.before && <CornerRightUp size={11} aria-hidden className="part-sign" />}
            {row.kind === 'webinar' && <Presentation size={11} aria-hidden className="part-sign" />}
            <bdi>{topicOf(row)}</bdi>
          </span>
        </span>
        <span className="part-meta numbers">
          {height < oneLine ? startText : row.startsAt !== null && time.range(row.startsAt, row.duration)}
          {row.recurring && <Repeat size={10} aria-hidden />}
          {item.after && <CornerDownRight size={11} aria-hidden />}
        </span>
        {pending && <span className="part-pending">{pending}</span>}
      </button>
      <span id={id} hidden>
        {said.join('. ')}
      </span>
      {isMovable && !item.after && (
        <span
          className="part-edge"
          aria-hidden="true"
          onPointerDown={(event) => props.onGrab(event, row, 'resize')}
        />
      )}
    </li>
  );
}
