import { Repeat } from 'lucide-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Account, SessionRow } from '../../../contract/domain.ts';
import type { TimeText } from '../../ui/time.ts';
import { relativeText } from '../../ui/time.ts';
import { phaseOf } from './phase.ts';
import { durationText, pendingText, presenterText, rowName, topicOf } from './row-text.ts';
import './sessions.css';

interface RowProps {
  row: SessionRow;
  account: Account;
  now: number;
  time: TimeText;
  /** Position among the rows, from 0. */
  index: number;
  /** How many rows there are, where not all of them are in the page. */
  count?: number;
  /** The one row that Tab reaches. */
  isActive: boolean;
  isOpen: boolean;
  /** The first that has not begun. */
  isNext: boolean;
  /** Says meeting or webinar, where both stand in one list. */
  showKind?: boolean;
  startsDay?: boolean;
  /** Where it stands, px, in a list that holds only those in view. */
  top?: number;
  /** Where rows can be selected: this one is, another one is, none is. */
  selection?: 'selected' | 'on' | 'off';
  onSelect?(index: number, extend: boolean): void;
  onOpen(index: number, event: MouseEvent): void;
  onFocus(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

function markOf(row: SessionRow, now: number, isNext: boolean): string | undefined {
  if (row.pending !== null) return pendingText[row.pending];
  const phase = phaseOf(row, now);
  if (phase === 'now') return 'Now';
  if (phase === 'soon' && row.startsAt !== null) return relativeText(row.startsAt, row.duration, now);
  return isNext ? 'Next' : undefined;
}

export function SessionRowItem(props: RowProps) {
  const { row, account, now, time, index, count, isActive, isOpen, isNext, showKind, startsDay, top } = props;
  const { selection, onSelect } = props;
  const name = rowName(row, time, now);
  const phase = phaseOf(row, now);
  const mark = markOf(row, now, isNext);
  const presenter = presenterText(row, account);
  const length = durationText(row);
  const id = `row-${row.kind}-${row.key}`;
  const meta = [
    { id: 'kind', text: showKind && (row.kind === 'webinar' ? 'Webinar' : 'Meeting') },
    { id: 'length', text: length },
    { id: 'presenter', text: presenter && <bdi>{presenter}</bdi> },
    { id: 'repeats', text: row.recurring && <Repeats /> },
  ].filter(({ text }) => text);
  return (
    <li
      className={`row row-${phase} ${startsDay ? 'row-starts-day' : ''} ${row.pending === null ? '' : `row-pending row-pending-${row.pending}`}`}
      data-selecting={selection === 'selected' || selection === 'on' ? '' : undefined}
      data-selected={selection === 'selected' ? '' : undefined}
      aria-label={name}
      aria-setsize={count}
      aria-posinset={count === undefined ? undefined : index + 1}
      style={top === undefined ? undefined : { top }}
    >
      <span className={`row-time numbers ${time.twelveHours ? 'row-time-wide' : ''}`} aria-hidden="true">
        {row.startsAt === null ? (
          '—'
        ) : (
          <>
            <span>{time.time(row.startsAt)}</span>
            {row.duration !== null && row.duration > 0 && (
              <span className="row-end">{time.time(row.startsAt + row.duration)}</span>
            )}
          </>
        )}
      </span>
      <span className="row-bar" aria-hidden="true" />
      {selection && onSelect && row.pending !== 'creating' && (
        <span className="row-select">
          <input
            type="checkbox"
            aria-label={`Select ${name}`}
            checked={selection === 'selected'}
            tabIndex={isActive ? 0 : -1}
            onChange={(event) => onSelect(index, (event.nativeEvent as PointerEvent).shiftKey)}
            onFocus={() => props.onFocus(index)}
            onKeyDown={props.onKeyDown}
          />
        </span>
      )}
      <span className="row-text">
        {/* The button's ::after covers the whole row, so all of it can be pressed. */}
        <button
          type="button"
          className="row-button"
          data-row={index}
          aria-label={name}
          aria-describedby={id}
          aria-current={isOpen ? 'true' : undefined}
          tabIndex={isActive ? 0 : -1}
          onClick={(event) => props.onOpen(index, event)}
          onFocus={() => props.onFocus(index)}
          onKeyDown={props.onKeyDown}
        >
          <span className="row-topic" dir="auto">
            {topicOf(row)}
          </span>
        </button>
        <span className="row-meta" id={id}>
          {mark && <span className="sr-only">{mark}. </span>}
          {meta.map(({ id: part, text }) => (
            <span key={part} className="row-part">
              {text}
            </span>
          ))}
        </span>
      </span>
      {mark && (
        <span className="row-mark" aria-hidden="true">
          {mark}
        </span>
      )}
    </li>
  );
}

const Repeats = () => (
  <>
    <Repeat size={12} aria-hidden /> Repeats
  </>
);
