import { CornerDownRight, CornerRightUp, Presentation, Repeat } from 'lucide-react';
import type { CSSProperties, PointerEvent } from 'react';
import type { SessionRow } from '../../../contract/domain.ts';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { phaseOf } from '../sessions/phase.ts';
import { topicOf } from '../sessions/row-text.ts';
import type { SessionPart } from './grid-model.ts';
import { partName, pendingText } from './grid-text.ts';

/** Where something stands in its day. Heights in minutes of the axis. */
export const boxStyle = (top: number, bottom: number, column = 0, columns = 1, span = 1) => ({
  top: `calc(${top} * var(--minute))`,
  height: `calc(${bottom - top} * var(--minute))`,
  left: `${(100 * column) / columns}%`,
  width: `${(100 * span) / columns}%`,
});

interface GridItemProps {
  placed: Placed<SessionPart>;
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
  onGrab(event: PointerEvent, mode: 'move' | 'resize'): void;
}

/** Lower than this there is one line of text, in minutes. */
export const oneLine = 40;
/** Of these many columns one is so narrow that the keys show it in the width of its day. */
export const narrow = 3;

/** How many lines of text find room, of some height; px at the usual size of text. As grid.css has them. */
export const linesIn = (height: number, line: number) => Math.max(1, Math.floor(((height * 52) / 60 - 5) / line));

/** Drawn over the end of what can be made longer and shorter. */
export const PartEdge = ({ onGrab }: Pick<GridItemProps, 'onGrab'>) => (
  <span className="part-edge" aria-hidden="true" onPointerDown={(event) => onGrab(event, 'resize')} />
);

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
    phase === 'now' && 'Running',
    isNext && 'Next',
    row.recurring && 'Repeats',
    pending,
  ].filter(Boolean);
  const height = bottom - top;
  const lines = linesIn(height, 15);
  const startText = row.startsAt === null ? '' : time.time(row.startsAt);
  const rangeText = row.startsAt === null ? '' : time.range(row.startsAt, row.duration);
  return (
    <li
      className={`part part-${row.kind} part-${phase}`}
      style={{
        ...boxStyle(top, bottom, column, columns, span),
        '--lines': lines > 3 ? lines - 1 : lines, '--lines-narrow': linesIn(height, 13.75),
      } as CSSProperties}
      data-narrow={columns / span >= narrow ? '' : undefined}
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
        title={`${topicOf(row)}\n${rangeText}`}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={() => props.onOpen(row)}
        onFocus={() => props.onFocus(date, item.id)}
        onPointerDown={(event) => {
          if (isMovable) props.onGrab(event, 'move');
        }}
      >
        <span className="part-topic">
          {/* One child: a clamped box would set each on a line of its own. */}
          <span>
            {item.before && <CornerRightUp size={11} aria-hidden className="part-sign" />}
            <bdi>{topicOf(row)}</bdi>
          </span>
        </span>
        {/* Drawn, not text: the name tells it already, and in full. */}
        <span
          className="part-meta numbers"
          data-text={height < oneLine ? startText : rangeText}
          data-start={startText}
        >
          {row.kind === 'webinar' && <Presentation size={11} aria-hidden />}
          {row.recurring && <Repeat size={10} aria-hidden />}
          {item.after && <CornerDownRight size={11} aria-hidden />}
        </span>
        {pending && <span className="part-pending" data-text={pending} />}
      </button>
      <span id={id} hidden>
        {said.join('. ')}
      </span>
      {isMovable && !item.after && <PartEdge onGrab={props.onGrab} />}
    </li>
  );
}
