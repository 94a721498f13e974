import { addDays } from '../../../contract/rules/shown-days.ts';
import type { Stop } from './grid-model.ts';

/** Where the one Tab stop of the grid is: a session, or with null the head of a day. */
export interface Active {
  readonly date: string;
  readonly id: string | null;
}

export interface DayStops {
  readonly date: string;
  readonly stops: readonly Stop[];
}

/** The stop of a day that is nearest to a height, or its head when there is none. */
export function nearest({ date, stops }: DayStops, top: number): Active {
  let found: Stop | undefined;
  for (const stop of stops)
    if (!found || Math.abs(stop.top - top) < Math.abs(found.top - top)) found = stop;
  return { date, id: found?.id ?? null };
}

export type Move = { readonly to: Active } | { readonly day: string };

/** Where a key leads; `day` when that day is not among those shown. Undefined for other keys, and at an end. */
export function keyMove(key: string, active: Active, days: readonly DayStops[]): Move | undefined {
  const here = days.find(({ date }) => date === active.date);
  if (!here) return undefined;
  const at = here.stops.findIndex(({ id }) => id === active.id);
  const top = here.stops[at]?.top ?? 0;
  const toDay = (date: string): Move => {
    const day = days.find((each) => each.date === date);
    return day ? { to: nearest(day, top) } : { day: date };
  };
  const toStop = (date: string, stop: Stop | undefined): Move | undefined => stop && { to: { date, id: stop.id } };
  switch (key) {
    case 'ArrowLeft': return toDay(addDays(active.date, -1));
    case 'ArrowRight': return toDay(addDays(active.date, 1));
    case 'PageUp': return toDay(addDays(active.date, -7));
    case 'PageDown': return toDay(addDays(active.date, 7));
    case 'Home': return toStop(here.date, here.stops[0]);
    case 'End': return toStop(here.date, here.stops.at(-1));
    case 'ArrowDown': {
      const later = days.slice(days.indexOf(here) + 1).find(({ stops }) => stops.length > 0);
      return toStop(here.date, here.stops[at + 1]) ?? (later && toStop(later.date, later.stops[0]));
    }
    case 'ArrowUp': {
      if (at > 0) return toStop(here.date, here.stops[at - 1]);
      const earlier = days.slice(0, days.indexOf(here)).findLast(({ stops }) => stops.length > 0);
      return earlier && toStop(earlier.date, earlier.stops.at(-1));
    }
    default: return undefined;
  }
}
