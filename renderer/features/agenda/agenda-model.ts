import type { SessionRow } from '../../../contract/domain.ts';
import type { DayLabel, TimeText } from '../../ui/time.ts';
import { bySoonest, phaseOf } from '../sessions/phase.ts';
import type { ShownEvent } from './shown-event.ts';

/** A session or an event, with its place in the whole agenda, from 0. */
export type AgendaItem =
  | { readonly row: SessionRow; readonly event?: undefined; readonly index: number }
  | { readonly event: ShownEvent; readonly row?: undefined; readonly index: number };

export interface AgendaDay {
  readonly id: string;
  readonly label: DayLabel;
  readonly isToday: boolean;
  readonly items: readonly AgendaItem[];
}

/** What is on or ahead, of all kinds together, soonest first; what is over is left out. */
export const agendaRows = (lists: readonly (readonly SessionRow[])[], now: number): SessionRow[] =>
  lists
    .flat()
    .filter((row) => phaseOf(row, now) !== 'over')
    .sort(bySoonest);

/** The agenda by days. What began before today and still runs stands under today; of a day, what lasts all day first. */
export function agendaDays(rows: readonly SessionRow[], time: TimeText, now: number, events: readonly ShownEvent[] = []): AgendaDay[] {
  const today = time.dayNumber(now);
  const entries: Entry[] = [];
  for (const row of rows)
    entries.push({ row, at: row.startsAt, day: row.startsAt === null ? null : Math.max(time.dayNumber(row.startsAt), today), isAllDay: false });
  for (const event of events) {
    const { startsAt, endsAt, allDay } = event.row;
    const last = allDay ? numberOf(allDay.to) : null;
    if (last === null ? Math.max(endsAt, startsAt + 1) <= now : last < today) continue;
    const first = allDay ? numberOf(allDay.from) : time.dayNumber(startsAt);
    entries.push({ event, at: startsAt, day: Math.max(first, today), isAllDay: allDay !== null });
  }
  entries.sort((a, b) =>
    compare(a.day ?? Infinity, b.day ?? Infinity) || Number(b.isAllDay) - Number(a.isAllDay) || compare(a.at ?? Infinity, b.at ?? Infinity));
  const days = new Map<string, AgendaDay & { items: AgendaItem[] }>();
  for (const [index, { row, event, at, day }] of entries.entries()) {
    const id = String(day ?? 'none');
    const label = at === null || day === null ? { name: 'No time', date: '' } : time.dayLabel(day === today ? now : at, now);
    const found = days.get(id) ?? { id, label, isToday: day === today, items: [] };
    if (row) found.items.push({ row, index });
    else if (event) found.items.push({ event, index });
    days.set(id, found);
  }
  return [...days.values()];
}

interface Entry {
  readonly row?: SessionRow;
  readonly event?: ShownEvent;
  readonly at: number | null;
  readonly day: number | null;
  readonly isAllDay: boolean;
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const numberOf = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000;
