import type { ShownEvent } from './shown-event.ts';

/** More than these below each other fold into a count. */
const mostRows = 3;

/** An all-day event in the lane above the hours. */
export interface LaneItem {
  readonly event: ShownEvent;
  /** From 0, from above. */
  readonly row: number;
  /** Columns that it takes. */
  readonly span: number;
  /** It began before the first day shown, or goes on after the last one. */
  readonly before: boolean;
  readonly after: boolean;
}

export interface LaneDay {
  readonly date: string;
  /** Those that begin here: the others stand in the column where they begin. */
  readonly items: readonly LaneItem[];
  /** Those of this day that find no room. */
  readonly hidden: readonly ShownEvent[];
  /** How many are on. */
  readonly count: number;
}

export interface Lane {
  readonly days: readonly LaneDay[];
  /** Rows that are drawn, that of the counts among them. */
  readonly rows: number;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Puts the all-day events into rows so that none covers another. @param dates one after the other, `YYYY-MM-DD` */
export function laneOf(events: readonly ShownEvent[], dates: readonly string[]): Lane {
  const first = dates[0] ?? '';
  const last = dates.at(-1) ?? '';
  const items: LaneItem[][] = dates.map(() => []);
  const hidden: ShownEvent[][] = dates.map(() => []);
  const count = dates.map(() => 0);
  /** The index of the first free day in each row. */
  const free: number[] = [];
  const inSight = events
    .flatMap((event) => {
      const { allDay } = event.row;
      return allDay && allDay.from <= last && allDay.to >= first ? [{ event, ...allDay }] : [];
    })
    .sort((a, b) => compare(a.from, b.from) || compare(b.to, a.to) || compare(a.event.row.title, b.event.row.title) || compare(a.event.id, b.event.id));
  for (const { event, from, to } of inSight) {
    const start = Math.max(0, dates.indexOf(from));
    const end = to >= last ? dates.length : dates.indexOf(to) + 1;
    const found = free.findIndex((at) => at <= start);
    const row = found < 0 ? free.length : found;
    free[row] = end;
    for (let at = start; at < end; at += 1) {
      count[at] = (count[at] ?? 0) + 1;
      if (row >= mostRows) hidden[at]?.push(event);
    }
    if (row < mostRows) items[start]?.push({ event, row, span: end - start, before: from < first, after: to > last });
  }
  return {
    days: dates.map((date, at) => ({ date, items: items[at] ?? [], hidden: hidden[at] ?? [], count: count[at] ?? 0 })),
    rows: Math.min(free.length, mostRows + 1),
  };
}
