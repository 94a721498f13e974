import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Account, Kind, SessionRow } from '../../../contract/domain.ts';
import type { TimeText } from '../../ui/time.ts';
import { rovingTarget } from '../sessions/roving.ts';
import { SessionRowItem } from '../sessions/session-row.tsx';
import type { AgendaDay } from './agenda-model.ts';
import { EventRowItem } from './event-row.tsx';
import type { ShownEvent } from './shown-event.ts';

export interface AgendaListHandle {
  focusActive(): void;
}

interface AgendaListProps {
  days: readonly AgendaDay[];
  count: number;
  account: Account;
  time: TimeText;
  now: number;
  next: SessionRow | undefined;
  open: { readonly kind: Kind; readonly key: string } | null;
  /** The event that is open. */
  event: string | null;
  onOpen(row: SessionRow): void;
  onOpenEvent(event: ShownEvent): void;
  ref: Ref<AgendaListHandle>;
}

/** The agenda by days; one Tab stop, arrows move through all days. */
export function AgendaList({ days, count, account, time, now, next, open, event: openEvent, onOpen, onOpenEvent, ref }: AgendaListProps) {
  const root = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const activeIndex = Math.min(active, count - 1);
  const focusRow = (index: number) => root.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus();
  /** What had the focus last, while that is in the list. */
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    // A deleted row takes the focus with it: the one in its place gets it.
    if (focused.current?.isConnected === false && document.activeElement === document.body) focusRow(activeIndex);
  });
  useImperativeHandle(ref, () => ({ focusActive: () => focusRow(activeIndex) }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = rovingTarget(event.key, activeIndex, count, 8);
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
    focusRow(target);
  };

  return (
    <div
      ref={root}
      className="agenda-days"
      onFocus={(event) => {
        focused.current = event.target;
      }}
      onBlur={(event) => {
        if (event.relatedTarget) focused.current = null;
      }}
    >
      {days.map((day) => (
        <section key={day.id} className={`agenda-day ${day.isToday ? 'day-today' : ''}`}>
          <h2 className="day-label" id={`day-${day.id}`}>
            <span className="day-name">{day.label.name}</span>
            {day.label.date && <span className="sr-only">, </span>}
            <span className="day-date">{day.label.date}</span>
          </h2>
          <ul aria-labelledby={`day-${day.id}`} className="agenda-rows">
            {day.items.map(({ row, event, index }) => {
              const shared = { time, now, index, isActive: index === activeIndex, onFocus: setActive, onKeyDown };
              return row ? (
                <SessionRowItem
                  key={`${row.kind} ${row.key}`}
                  {...shared}
                  row={row}
                  account={account}
                  isOpen={row.key === open?.key && row.kind === open.kind}
                  isNext={row === next}
                  showKind
                  onOpen={() => {
                    setActive(index);
                    onOpen(row);
                  }}
                />
              ) : (
                <EventRowItem
                  key={event.id}
                  {...shared}
                  event={event}
                  isOpen={event.id === openEvent}
                  onOpen={() => {
                    setActive(index);
                    onOpenEvent(event);
                  }}
                />
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
