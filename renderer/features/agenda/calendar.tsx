import { type CSSProperties, type KeyboardEvent, type MouseEvent, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Account, Kind, SessionRow } from '../../../contract/domain.ts';
import type { AgendaAxis } from '../../../contract/rules/agenda-axis.ts';
import { type Span, heldLength, shiftWall, step } from '../../../contract/rules/agenda-move.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { type TimeText, cityOf, createTimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { useSteady } from '../../ui/use-steady.ts';
import { useEditor } from '../editor/editor-context.ts';
import { DayColumn } from './day-column.tsx';
import { type Active, keyMove, nearest } from './grid-keys.ts';
import { gridDays, idOf, isMovable, isMovableEvent, laneStops, stopsOf, zoneShift } from './grid-model.ts';
import { HourRail } from './hour-rail.tsx';
import { laneOf } from './lane.ts';
import { type Moving, movingEvent, movingSession } from './moving.ts';
import type { ShownEvent } from './shown-event.ts';
import { spotAt, useDrag } from './use-drag.ts';
import { useNowWish } from './now-wish.ts';
import type { Moves } from './use-moves.ts';
import './grid.css';

/** Columns in a day at most: beyond, what overlaps is counted. */
const most = { day: 6, week: 3 };

export interface CalendarHandle {
  /** Moves the focus to where the keys were last. */
  focusActive(): void;
}

interface CalendarProps {
  axis: AgendaAxis;
  /** The day that is looked at, `YYYY-MM-DD`, and the one that is today. */
  day: string;
  today: string;
  rows: readonly SessionRow[];
  events: readonly ShownEvent[];
  /** The rows are those of these days. */
  known: boolean;
  kinds: readonly Kind[];
  account: Account;
  time: TimeText;
  secondZone: string | null;
  now: number;
  title: string;
  open: string | null;
  next: string | null;
  moves: Moves;
  onOpen(row: SessionRow): void;
  onOpenEvent(event: ShownEvent): void;
  onDay(day: string): void;
  onHead(day: string): void;
  ref: Ref<CalendarHandle>;
}

/** Days side by side with their hours. One Tab stop: arrows move between sessions and days. */
export function Calendar(props: CalendarProps) {
  const { axis, day, today, known, kinds, account, time, secondZone, now, title, open, next, moves, onDay, ref } = props;
  const messages = useMessages();
  const editor = useEditor();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Active & { top: number }>({ date: day, id: null, top: 0 });
  /** Where the focus goes once it is there. */
  const wanted = useRef<{ date: string; top: number } | { id: string } | null>(null);
  const focused = useRef<Element | null>(null);
  const other = useMemo(() => (secondZone === null ? null : createTimeText(undefined, secondZone)), [secondZone]);

  const isWeek = axis.days.length > 1;
  const { rows, events } = props;
  const days = useMemo(() => gridDays(rows, axis, isWeek ? most.week : most.day, events), [rows, events, axis, isWeek]);
  const lane = useMemo(() => laneOf(events, axis.days.map(({ date }) => date)), [events, axis]);
  const stops = days.map((each, at) => {
    const allDay = lane.days[at];
    return { date: each.date, stops: [...(allDay ? laneStops(allDay) : []), ...stopsOf(each)] };
  });
  const active = activeOf();

  function activeOf(): Active {
    const here = stops.find(({ date }) => date === place.date);
    if (here?.stops.some(({ id }) => id === place.id)) return place;
    const moved = place.id !== null && stops.find((each) => each.stops.some(({ id }) => id === place.id));
    if (moved) return { date: moved.date, id: place.id };
    if (here && place.id === null && focused.current?.isConnected) return place;
    const shown = here ?? stops.find(({ date }) => date === day) ?? stops[0];
    const top = shown?.date === today ? axis.place(today, now) : place.top;
    return shown ? nearest(shown, top) : { date: day, id: null };
  }

  const elementOf = ({ date, id }: Active) => {
    const column = body.current?.querySelector(`[data-date="${date}"]`)?.parentElement;
    if (id === null) return column?.querySelector<HTMLElement>('[data-head]');
    return [...(column?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])].find((each) => each.dataset['stop'] === id);
  };
  useImperativeHandle(ref, () => ({ focusActive: () => elementOf(active)?.focus() }));

  const showsToday = axis.days.some(({ date }) => date === today);
  const scrollToNow = () => {
    const element = scroller.current;
    if (!element) return;
    const first = showsToday ? axis.place(today, now) - 90 : 7.5 * 60;
    element.scrollTop = (Math.max(0, first) / axis.length) * (body.current?.querySelector('[data-date]')?.clientHeight ?? 0);
  };
  const wantsNow = useRef(false);
  useNowWish(() => {
    wantsNow.current = !showsToday;
    if (showsToday) scrollToNow();
  });
  useLayoutEffect(() => {
    if (wantsNow.current && showsToday) scrollToNow();
    wantsNow.current &&= !showsToday;
  });
  // Where it opens, and on another clock: otherwise the place is the person's.
  // oxlint-disable-next-line react/exhaustive-deps
  useLayoutEffect(scrollToNow, [axis.zone]);

  useLayoutEffect(() => {
    const to = wanted.current;
    if (to) {
      const found = 'id' in to
        ? stops.flatMap(({ date, stops: inDay }) => (inDay.some(({ id }) => id === to.id) ? [{ date, id: to.id }] : []))[0]
        : known && stops.filter(({ date }) => date === to.date).map((each) => nearest(each, to.top))[0];
      if (!found) return;
      wanted.current = null;
      elementOf(found)?.focus();
    } else if (focused.current?.isConnected === false && document.activeElement === document.body) elementOf(active)?.focus();
  });
  // A day that was not shown yet has its heads at once: the focus is never lost to the page.
  useEffect(() => {
    const to = wanted.current;
    if (to && 'date' in to && !known) elementOf({ date: to.date, id: null })?.focus();
  });

  const onFocus = (date: string, id: string | null) => {
    const top = stops.find((each) => each.date === date)?.stops.find((each) => each.id === id)?.top ?? place.top;
    setPlace({ date, id, top });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // What a list of more sessions does is its own affair.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    if (event.ctrlKey || event.metaKey || (event.shiftKey && !event.altKey)) return;
    if (event.altKey) return onAltKey(event);
    const move = keyMove(event.key, active, stops);
    if (!move) return;
    event.preventDefault();
    if ('to' in move) return elementOf(move.to)?.focus();
    wanted.current = { date: move.day, top: place.top };
    onDay(move.day);
  };

  const onAltKey = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const row = rows.find((each) => idOf(each) === active.id);
    const found = events.find(({ id }) => id === active.id);
    const what = row ? movingSession(row) : found && movingEvent(found);
    if (!what) return;
    const to = altMove(event.key, event.shiftKey, what, axis.zone);
    if (!to) return;
    const mayMove = what.row ? isMovable(what.row, account) : isMovableEvent(what.event);
    if (!mayMove) return messages.announce(`${what.title} cannot be moved here. Open it to see what can be done.`);
    wanted.current = { id: what.id };
    moves.nudge(what, to);
    const date = wallTimeAt(to.startsAt, axis.zone).date;
    if (!axis.days.some((each) => each.date === date)) onDay(date);
  };

  const { drag, begin, wasDragged } = useDrag({ body, scroller, axis, onDrop: moves.move });

  const onEmpty = (event: MouseEvent) => {
    const [kind] = kinds;
    if (event.target !== event.currentTarget || !kind || !body.current || wasDragged()) return;
    const spot = spotAt(body.current, axis, event.clientX, event.clientY);
    if (!spot) return;
    const wall = wallTimeAt(axis.moment(spot.date, Math.floor(spot.place / 30) * 30), axis.zone);
    editor.create(kind, { ...wall, timeZone: axis.zone });
  };

  // A key, or a pointer that drags, changes one or two of perhaps a hundred parts: the others are not drawn anew.
  const actions = useSteady({
    onHead: props.onHead,
    onFocus,
    onOpen(row: SessionRow) {
      if (!wasDragged()) props.onOpen(row);
    },
    onOpenEvent(event: ShownEvent) {
      if (!wasDragged()) props.onOpenEvent(event);
    },
    onGrab: begin,
    onEmpty,
  });

  const nowPlace = showsToday ? { place: axis.place(today, now), at: now } : null;
  const note = (date: string) => {
    const shift = secondZone === null ? 0 : zoneShift(axis, secondZone, date, day);
    if (shift === 0 || secondZone === null) return null;
    const length = Math.abs(shift) % 60 === 0 ? `${Math.abs(shift) / 60} h` : `${Math.abs(shift)} min`;
    return `${cityOf(secondZone)} ${length} ${shift > 0 ? 'later' : 'earlier'}`;
  };
  return (
    // Keys reach it from the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="grid"
      aria-label={title}
      style={{ '--lane': lane.rows === 0 ? '0rem' : `${lane.rows * 1.5 + 0.25}rem` } as CSSProperties}
      data-dragging={drag ? '' : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        focused.current = event.target;
      }}
      onBlur={(event) => {
        if (event.relatedTarget) focused.current = null;
      }}
    >
      <p className="sr-only">
        Arrow keys go between meetings, events and days, Page Up and Page Down by weeks. Alt with the arrow keys moves what is
        your own, Alt and Shift with up and down changes how long it lasts.
      </p>
      <div ref={scroller} className="grid-scroll scroll">
        <div
          ref={body}
          className="grid-body"
          style={{
            '--rails': other ? 2 : 1, '--rail': time.twelveHours ? '3.875rem' : '3.25rem', '--days': axis.days.length, '--length': axis.length,
            '--note': days.some(({ date }) => note(date) !== null) ? '1rem' : '0rem',
          } as CSSProperties}
        >
          {other && secondZone && <HourRail axis={axis} day={day} time={other} namesLane={false} name={cityOf(secondZone)} now={nowPlace} />}
          <HourRail axis={axis} day={null} time={time} namesLane={lane.rows > 0} name={other && cityOf(axis.zone)} now={nowPlace} />
          {days.map((each, at) => (
            <DayColumn
              {...actions}
              key={each.date}
              day={each}
              lane={lane.rows === 0 ? null : (lane.days[at] ?? null)}
              following={days.length - 1 - at}
              axis={axis}
              account={account}
              time={time}
              now={now}
              isToday={each.date === today}
              isOnly={!isWeek}
              active={active}
              open={open}
              next={next}
              drag={drag}
              note={note(each.date)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

/** What Alt and an arrow key ask for: by quarters of an hour and by days, with Shift the length. */
function altMove(key: string, shift: boolean, { startsAt, duration, longest }: Moving, zone: string): Span | undefined {
  const quarters = key === 'ArrowDown' ? step : key === 'ArrowUp' ? -step : 0;
  if (shift) return quarters === 0 ? undefined : { startsAt, duration: heldLength(duration + quarters, longest) };
  if (quarters !== 0) return { startsAt: startsAt + quarters, duration };
  return { startsAt: shiftWall(startsAt, key === 'ArrowRight' ? 1 : -1, 0, zone), duration };
}
