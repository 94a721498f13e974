import { CalendarDays, ChevronRight, Presentation, Video } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { commands } from '../../../contract/rules/commands.ts';
import { ariaKeysOf } from '../../../contract/rules/shortcuts.ts';
import { Keys } from '../../ui/keys.tsx';
import { isMac, useKeyCaps } from '../../ui/shortcuts.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import type { OfferedCommand } from '../../ui/commands.ts';
import type { Calendar, EventRow } from '../../../contract/calendar.ts';
import type { SessionRow } from '../../../contract/domain.ts';
import { lineText } from '../../../contract/rules/shown-text.ts';
import { daysText, titleOf } from '../calendar/event-text.ts';
import { phaseOf } from '../sessions/phase.ts';
import { eventId } from '../agenda/shown-event.ts';
import { timeNotKnown, topicOf } from '../sessions/row-text.ts';
import type { Group, Item } from './find-items.ts';
import type { Found } from './use-found.ts';

interface PaletteListProps {
  id: string;
  groups: readonly Group[];
  /** Whose names are told with events. */
  calendars: readonly Calendar[];
  active: number;
  /** What was looked for, to be told when nothing was found. */
  nothing: Found | null;
  onActive(index: number): void;
  onChoose(item: Item, toJoin: boolean): void;
}

export function PaletteList({ id, groups, calendars, active, nothing, onActive, onChoose }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected=true]');
    // The first brings the name of its group into view too.
    if (active === 0) list.current?.scrollTo({ top: 0 });
    else option?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <div className="palette-body">
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Actions and meetings"
        className="palette-list scroll"
        hidden={groups.length === 0}
      >
        {groups.map((group, at) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-group-${at}`}>
            <p id={`${id}-group-${at}`} role="presentation" className="palette-group">
              {group.name}
            </p>
            {group.items.map((item, index) => {
              const here = group.first + index;
              return (
                <Option
                  key={keyOf(item)}
                  id={`${id}-${here}`}
                  item={item}
                  calendars={calendars}
                  isActive={here === active}
                  onActive={() => onActive(here)}
                  onChoose={(event) => onChoose(item, event.ctrlKey || event.metaKey)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {nothing && groups.length === 0 && (
        <div className="palette-none">
          <p className="wrap">
            <strong>Nothing is called “{nothing.search}”</strong>
          </p>
          <p className="muted">
            Looked at: what can be done here, topic, presenter and key of every meeting and webinar read from Zoho so far, and
            titles of events a year back and ahead, in the calendars that show.
          </p>
        </div>
      )}
      {nothing?.failed && <p className="palette-none muted">Not everything could be looked at just now.</p>}
    </div>
  );
}

const keyOf = (item: Item): string => {
  if (item.type === 'command') return `${item.command.id} ${item.command.about ?? ''}`;
  return item.type === 'event' ? eventId(item.row) : `${item.row.kind} ${item.row.key}`;
};

interface OptionProps {
  id: string;
  item: Item;
  calendars: readonly Calendar[];
  isActive: boolean;
  onActive(): void;
  onChoose(event: MouseEvent): void;
}

function Option({ id, item, calendars, isActive, onActive, onChoose }: OptionProps) {
  const shortcut = item.type === 'command' ? (item.command.shortcut ?? undefined) : undefined;
  const caps = useKeyCaps(shortcut);
  return (
    // The keys are those of the text box.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-keyshortcuts={shortcut && caps ? ariaKeysOf(shortcut, isMac) : undefined}
      className="palette-option"
      onPointerMove={() => !isActive && onActive()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {item.type === 'command' && <CommandWords command={item.command} />}
      {item.type === 'session' && <SessionWords row={item.row} />}
      {item.type === 'event' && <EventWords row={item.row} calendar={calendars.find(({ uid }) => uid === item.row.calendar)} />}
      <Keys id={shortcut} />
    </div>
  );
}

const CommandWords = ({ command: { id, about } }: { command: OfferedCommand }) => (
  <>
    <ChevronRight size={15} aria-hidden />
    <span className="palette-name">
      {commands[id].name}
      {about !== null && (
        <bdi className="palette-about">
          <span className="sr-only">: </span>
          {about}
        </bdi>
      )}
    </span>
  </>
);

function SessionWords({ row }: { row: SessionRow }) {
  const time = useTimeText();
  const now = useNow();
  const Icon = row.kind === 'meeting' ? Video : Presentation;
  const when = row.startsAt === null ? timeNotKnown : time.dayTime(row.startsAt, now);
  const phase = phaseOf(row, now);
  return (
    <>
      <Icon size={15} aria-hidden />
      <span className="palette-name" dir="auto">
        {topicOf(row)}
      </span>
      <span className={`palette-when numbers ${phase === 'over' ? 'palette-over' : ''}`}>
        <span className="sr-only">, </span>
        {phase === 'now' ? <strong>On now</strong> : when}
        <span className="sr-only">, {row.kind}</span>
      </span>
    </>
  );
}

function EventWords({ row, calendar }: { row: EventRow; calendar: Calendar | undefined }) {
  const time = useTimeText();
  const now = useNow();
  const { startsAt, endsAt, allDay } = row;
  const phase = phaseOf({ startsAt, duration: endsAt - startsAt }, now);
  return (
    <>
      <CalendarDays size={15} aria-hidden />
      <span className="palette-name">
        <bdi>{titleOf(row)}</bdi>
        {calendar && (
          <bdi className="palette-about">
            <span className="sr-only">, event in </span>
            {lineText(calendar.name, 60)}
          </bdi>
        )}
      </span>
      <span className={`palette-when numbers ${phase === 'over' ? 'palette-over' : ''}`}>
        <span className="sr-only">, </span>
        {allDay ? daysText(allDay) : phase === 'now' ? <strong>On now</strong> : time.dayTime(startsAt, now)}
      </span>
    </>
  );
}
