import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent, type MouseEvent, type Ref, memo, useEffect, useImperativeHandle, useLayoutEffect,
  useMemo, useRef, useState,
} from 'react';
import type { Account, Kind, SessionRow } from '../../../contract/domain.ts';
import type { SessionWindow } from '../../bridge/sessions.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { daySpans } from './day-spans.ts';
import { nextUp } from './phase.ts';
import { rovingTarget } from './roving.ts';
import { kindWords } from './row-text.ts';
import { SessionRowItem } from './session-row.tsx';
import { slotsOf } from './slots.ts';
import { type RowSelection, useSelectAllKey } from './use-selection.ts';

/** Every row has this height in px, so positions are exact before rows are read. */
const rowHeight = 54;
/** What is needed is told in steps of so many rows: not with every row that comes into view. */
const rangeStep = 20;
/** A scroll makes some rows new and leaves the others as they are. */
const MemoRow = memo(SessionRowItem);
/** Where each list was scrolled to, for coming back. */
const offsets = new Map<string, number>();

const isOnItsWay = (row: SessionRow | undefined) => row?.pending === 'creating' || row?.pending === 'saving';

export interface SessionListHandle {
  /** Moves the focus to the row it was last on. */
  focusActive(): void;
}

interface SessionListProps {
  kind: Kind;
  account: Account;
  rows: SessionWindow;
  selection: RowSelection;
  /** The Delete key: what is selected, else the row with the focus. */
  onDelete(keys: readonly string[]): void;
  openKey: string | null;
  onOpen(key: string): void;
  /** Which rows are needed. */
  onRange(first: number, last: number): void;
  ref: Ref<SessionListHandle>;
}

/** All rows of a listing, however many: only those in view are in the page. */
export function SessionList(props: SessionListProps) {
  const { kind, account, rows, selection, onDelete, openKey, onOpen, onRange, ref } = props;
  const { total } = rows;
  const time = useTimeText();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef<number | null>(null);
  /** The focus is in the list, or was in a row that has gone since. */
  const focusInside = useRef(false);
  const place = `${kind} ${rows.shown.listType} ${rows.shown.search}`;

  // The row that Tab reaches is remembered by its key: rows move when the list is read again.
  const firstActive = () => {
    const index = openKey === null ? 0 : Math.max(0, rows.indexOf(openKey));
    return { index, key: rows.row(index)?.key };
  };
  const [active, setActive] = useState(firstActive);
  const [listed, setListed] = useState(() => ({ place, slots: slotsOf(rows) }));
  if (listed.place !== place) {
    setListed({ place, slots: slotsOf(rows) });
    setActive(rows.shown.search === '' ? firstActive() : { index: 0, key: rows.row(0)?.key });
  }
  const moved = active.key !== undefined && rows.row(active.index)?.key !== active.key ? rows.indexOf(active.key) : -1;
  const activeIndex = Math.max(0, Math.min(total - 1, moved >= 0 ? moved : active.index));

  // Its functions cannot be memoised by a compiler; none is used here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    paddingEnd: 16,
    initialOffset: offsets.get(place) ?? 0,
    rangeExtractor: (range) => {
      // At its top, where each key of a search makes other rows, fewer that are not seen wait below.
      const indexes = defaultRangeExtractor({ ...range, overscan: range.startIndex === 0 ? 2 : range.overscan });
      if (activeIndex < (indexes[0] ?? 0)) return [activeIndex, ...indexes];
      if (activeIndex > (indexes.at(-1) ?? 0) && activeIndex < total) return [...indexes, activeIndex];
      return indexes;
    },
  });
  const items = virtualizer.getVirtualItems();
  const first = Math.max(0, (Math.floor((virtualizer.range?.startIndex ?? 0) / rangeStep) - 1) * rangeStep);
  const last = (Math.ceil((virtualizer.range?.endIndex ?? 0) / rangeStep) + 1) * rangeStep;
  useEffect(() => onRange(first, last), [first, last, onRange]);
  // What the virtualizer knows of the scroll is read: asking the page for it would have all of it laid out first.
  const isSearch = rows.shown.search !== '';
  const shownAt = useRef(place);
  useLayoutEffect(() => {
    // Another text has found other rows: the first of them are before the person. Without a text all is as it was left.
    const top = isSearch ? 0 : (offsets.get(place) ?? 0);
    if (shownAt.current !== place && virtualizer.scrollOffset !== top) scroller.current?.scrollTo({ top });
    shownAt.current = place;
    return () => void offsets.set(place, virtualizer.scrollOffset ?? 0);
  }, [place, isSearch, virtualizer]);

  const moveTo = (index: number) => {
    focusWanted.current = index;
    setActive({ index, key: rows.row(index)?.key });
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  useEffect(() => {
    if (focusWanted.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${focusWanted.current}"]`);
    if (!row) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  });
  const isGone = active.key !== undefined && moved < 0 && rows.row(active.index)?.key !== active.key;
  useEffect(() => {
    // A deleted row takes the focus with it: the one in its place gets it.
    if (isGone && total > 0 && focusInside.current && document.activeElement === document.body) moveTo(activeIndex);
  });
  useImperativeHandle(ref, () => ({ focusActive: () => moveTo(activeIndex) }));

  const selectByKey = (event: KeyboardEvent): boolean => {
    const command = event.ctrlKey || event.metaKey;
    const anySelected = selection.keys.size > 0;
    if (command && event.key.toLowerCase() === 'a') selection.all();
    else if (command && event.key === ' ') selection.toggle(activeIndex);
    else if (event.key === 'Escape' && anySelected) selection.clear();
    else if (event.key === 'Delete' && !command) {
      const key = rows.row(activeIndex)?.key;
      if (anySelected) onDelete([...selection.keys]);
      else if (key !== undefined && !isOnItsWay(rows.row(activeIndex))) onDelete([key]);
    } else return false;
    return true;
  };
  useSelectAllKey(selection.all);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    if (selectByKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1;
    const target = rovingTarget(event.key, activeIndex, total, page);
    if (target === undefined) return;
    event.preventDefault();
    if (event.shiftKey && target !== activeIndex) selection.extendTo(target, activeIndex);
    moveTo(target);
  };

  const spans = daySpans(
    items.map(({ index }) => ({ index, startsAt: rows.row(index)?.startsAt })),
    time,
    now,
  );
  const head = useMemo(() => {
    const found = [];
    for (let index = 0; index < Math.min(total, 100); index += 1) {
      const row = rows.row(index);
      if (row) found.push(row);
    }
    return found;
  }, [rows, total]);
  const nextKey = nextUp(head, now)?.key;
  const onRow = {
    open: (index: number, event: MouseEvent) => {
      const row = rows.row(index);
      if (!row) return;
      setActive({ index, key: row.key });
      if (event.shiftKey) selection.extendTo(index, activeIndex);
      else if (event.ctrlKey || event.metaKey) selection.toggle(index);
      else onOpen(row.key);
    },
    select: (index: number, extend: boolean) => {
      if (extend) selection.extendTo(index, activeIndex);
      else selection.toggle(index);
    },
    focus: (index: number) => setActive({ index, key: rows.row(index)?.key }),
    keyDown: onKeyDown,
  };
  const latest = useRef(onRow);
  useLayoutEffect(() => {
    latest.current = onRow;
  });
  const [act] = useState(() => ({
    open: (index: number, event: MouseEvent) => latest.current.open(index, event),
    select: (index: number, extend: boolean) => latest.current.select(index, extend),
    focus: (index: number) => latest.current.focus(index),
    keyDown: (event: KeyboardEvent) => latest.current.keyDown(event),
  }));

  return (
    <div
      className="list scroll"
      ref={scroller}
      onFocus={() => {
        focusInside.current = true;
      }}
      onBlur={(event) => {
        if (event.relatedTarget) focusInside.current = false;
      }}
    >
      <div className="list-canvas" style={{ height: virtualizer.getTotalSize() }}>
        <div aria-hidden="true">
          {spans.map((span, at) => (
            <div
              key={isSearch ? at : span.day}
              className={`day ${span.isToday ? 'day-today' : ''}`}
              style={{ top: span.first * rowHeight, height: (span.last - span.first + 1) * rowHeight }}
            >
              <div className="day-label">
                <span className="day-name">{span.label.name}</span>
                <span className="day-date">{span.label.date}</span>
              </div>
            </div>
          ))}
        </div>
        <ul aria-label={kindWords[kind].Title}>
          {items.map(({ index, start }) => {
            const row = rows.row(index);
            if (!row)
              return <li key={`waiting-${index}`} className="row row-waiting" aria-hidden="true" style={{ top: start }} />;
            return (
              <MemoRow
                key={listed.slots.get(row.key) ?? row.key}
                row={row}
                account={account}
                now={now}
                time={time}
                index={index}
                count={total}
                isActive={index === activeIndex}
                isOpen={row.key === openKey}
                isNext={row.key === nextKey}
                startsDay={spans.some((span) => span.first === index && span.begins)}
                top={start}
                selection={selection.keys.has(row.key) ? 'selected' : selection.keys.size > 0 ? 'on' : 'off'}
                onSelect={act.select}
                onOpen={act.open}
                onFocus={act.focus}
                onKeyDown={act.keyDown}
              />
            );
          })}
        </ul>
      </div>
    </div>
  );
}
