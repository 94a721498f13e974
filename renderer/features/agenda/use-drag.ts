import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { AgendaAxis } from '../../../contract/rules/agenda-axis.ts';
import { type Span, heldLength, quarter, shiftWall } from '../../../contract/rules/agenda-move.ts';
import type { Moving } from './moving.ts';

/** A pointer that has not gone further than this pressed, and did not drag; px. */
const slack = 4;
/** Near an edge of what can be scrolled, px. */
const edge = 28;
const day = 86_400_000;

export interface Drag {
  readonly what: Moving;
  readonly to: Span;
}

export interface Spot {
  readonly date: string;
  /** Height on the axis, minutes. */
  readonly place: number;
}

/** The day and height under a pointer; the nearest ones where it is outside. */
export function spotAt(body: HTMLElement, axis: AgendaAxis, x: number, y: number): Spot | undefined {
  const tracks = [...body.querySelectorAll<HTMLElement>('[data-date]')].map((track) => ({
    date: track.dataset['date'] ?? '',
    box: track.getBoundingClientRect(),
  }));
  const away = ({ box }: { box: DOMRect }) => Math.max(box.left - x, x - box.right, 0);
  const [first, ...rest] = tracks;
  if (!first) return undefined;
  const { date, box } = rest.reduce((best, each) => (away(each) < away(best) ? each : best), first);
  const place = ((y - box.top) / box.height) * axis.length;
  return { date, place: Math.min(axis.length, Math.max(0, place)) };
}

const daysBetween = (a: string, b: string) => Math.round((Date.parse(`${b}T00:00Z`) - Date.parse(`${a}T00:00Z`)) / day);

/** Where a drag leads, in quarters of an hour. */
export function dragged(what: Moving, mode: 'move' | 'resize', from: Spot, to: Spot, axis: AgendaAxis): Span {
  const { startsAt, duration, longest } = what;
  if (mode === 'resize')
    return { startsAt, duration: heldLength(quarter(axis.moment(to.date, to.place), axis.zone) - startsAt, longest) };
  const days = daysBetween(from.date, to.date);
  const minutes = Math.round(to.place - from.place);
  if (days === 0 && Math.abs(minutes) < 8) return { startsAt, duration };
  return { startsAt: quarter(shiftWall(startsAt, days, minutes, axis.zone), axis.zone), duration };
}

interface DragPorts {
  readonly body: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly axis: AgendaAxis;
  onDrop(what: Moving, to: Span): void;
}

/** Moves something with the pointer, or its end; Escape lets go. */
export function useDrag(ports: DragPorts) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef(ports);
  useEffect(() => {
    latest.current = ports;
  });
  const end = useRef<(() => void) | null>(null);
  useEffect(() => () => end.current?.(), []);
  /** The press that ends a drag is no press of the button. */
  const dropped = useRef(false);

  const begin = (event: ReactPointerEvent, what: Moving, mode: 'move' | 'resize') => {
    const { body, axis } = latest.current;
    // A finger scrolls.
    if (event.button !== 0 || event.pointerType === 'touch' || !body.current || end.current) return;
    const from = spotAt(body.current, axis, event.clientX, event.clientY);
    if (!from) return;
    const origin = { x: event.clientX, y: event.clientY };
    let to: Span | null = null;
    const stop = (keep: boolean) => {
      end.current?.();
      end.current = null;
      setDrag(null);
      if (to === null) return;
      dropped.current = true;
      setTimeout(() => (dropped.current = false), 0);
      if (keep && (to.startsAt !== what.startsAt || to.duration !== what.duration)) latest.current.onDrop(what, to);
    };
    const onMove = (move: PointerEvent) => {
      const element = body.current;
      if (to === null && Math.hypot(move.clientX - origin.x, move.clientY - origin.y) < slack) return;
      const spot = element && spotAt(element, latest.current.axis, move.clientX, move.clientY);
      if (!spot) return;
      scrollNear(latest.current.scroller.current, move.clientY);
      to = dragged(what, mode, from, spot, latest.current.axis);
      setDrag({ what, to });
    };
    const onUp = () => stop(true);
    const onCancel = () => stop(false);
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopPropagation();
      stop(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('blur', onCancel);
    window.addEventListener('keydown', onKey, true);
    end.current = () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('blur', onCancel);
      window.removeEventListener('keydown', onKey, true);
    };
  };

  return { drag, begin, wasDragged: () => dropped.current };
}

function scrollNear(scroller: HTMLElement | null, y: number): void {
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  if (y > box.bottom - edge) scroller.scrollBy(0, edge / 2);
  else if (y < box.top + 2 * edge) scroller.scrollBy(0, -edge / 2);
}
