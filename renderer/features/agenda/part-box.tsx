import { CornerDownRight, CornerRightUp } from 'lucide-react';
import { type CSSProperties, type PointerEvent, type ReactNode, useId } from 'react';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { Part } from './grid-model.ts';

/** Where something stands in its day. Heights in minutes of the axis. */
export const boxStyle = (top: number, bottom: number, column = 0, columns = 1, span = 1) => ({
  top: `calc(${top} * var(--minute))`,
  height: `calc(${bottom - top} * var(--minute))`,
  left: `${(100 * column) / columns}%`,
  width: `${(100 * span) / columns}%`,
});

/** Lower than this there is one line of text, in minutes. */
const oneLine = 40;
/** Of these many columns one is so narrow that the keys show it in the width of its day. */
const narrow = 3;

/** How many lines of text find room, of some height; px at the usual size of text. As grid.css has them. */
const linesIn = (height: number, line: number) => Math.max(1, Math.floor(((height * 52) / 60 - 5) / line));

/** What whoever shows a session or an event among the hours says of it. */
export interface PartProps {
  date: string;
  isActive: boolean;
  isOpen: boolean;
  isMovable: boolean;
  /** It is being dragged: what follows the pointer stands for it. */
  isDragged: boolean;
  onFocus(date: string, id: string): void;
}

interface PartBoxProps extends PartProps {
  placed: Placed<Part>;
  className: string;
  /** Of its calendar. */
  colour?: string;
  /** The accessible name; it tells topic and time in full. */
  name: string;
  topic: string;
  /** When it begins, and from when to when; empty where that is not known. */
  start: string;
  range: string;
  /** What there is to say besides; read out. */
  notes: string;
  pending: string | undefined;
  isNext?: boolean;
  /** Small signs beside the time. */
  signs: ReactNode;
  onOpen(): void;
  onGrab(event: PointerEvent, mode: 'move' | 'resize'): void;
}

/** A session or an event among the hours, or the part of it that lies in one day. */
export function PartBox(props: PartBoxProps) {
  const { placed, date, topic, start, range, pending, isActive, isOpen, isMovable, onGrab } = props;
  const { item, top, bottom, column, columns, span } = placed;
  const notes = useId();
  const height = bottom - top;
  const lines = linesIn(height, 15);
  const isLow = height < oneLine;
  return (
    <li
      className={`part ${props.className}`}
      style={{
        ...boxStyle(top, bottom, column, columns, span), '--calendar': props.colour,
        '--lines': lines > 3 ? lines - 1 : lines, '--lines-narrow': linesIn(height, 13.75),
      } as CSSProperties}
      data-narrow={columns / span >= narrow ? '' : undefined}
      data-pending={pending && ''}
      data-next={props.isNext ? '' : undefined}
      data-open={isOpen ? '' : undefined}
      data-dragged={props.isDragged ? '' : undefined}
      data-before={item.before ? '' : undefined}
      data-after={item.after ? '' : undefined}
      data-low={isLow ? '' : undefined}
    >
      <button
        type="button"
        className="part-button"
        data-stop={item.id}
        aria-label={props.name}
        aria-describedby={notes}
        title={`${topic}\n${range}`}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={props.onOpen}
        onFocus={() => props.onFocus(date, item.id)}
        onPointerDown={(event) => {
          if (isMovable) onGrab(event, 'move');
        }}
      >
        {/* In its own direction: what is cut off of a topic is its end. */}
        <span className="part-topic" dir="auto">
          {/* One child: a clamped box would set each on a line of its own. */}
          <span>
            {item.before && <CornerRightUp size={11} aria-hidden className="part-sign" />}
            {topic}
          </span>
        </span>
        {/* Drawn, not text: the name tells it already, and in full. */}
        <span className="part-meta numbers" data-text={isLow ? start : range} data-start={start}>
          {props.signs}
          {item.after && <CornerDownRight size={11} aria-hidden />}
        </span>
        {pending && <span className="part-pending" data-text={pending} />}
      </button>
      <span id={notes} hidden>
        {props.notes}
      </span>
      {/* Over the end of what can be made longer and shorter. */}
      {isMovable && !item.after && (
        <span className="part-edge" aria-hidden="true" onPointerDown={(event) => onGrab(event, 'resize')} />
      )}
    </li>
  );
}
