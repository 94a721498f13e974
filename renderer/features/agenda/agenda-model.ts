import type { SessionRow } from '../../../contract/domain.ts';
import type { DayLabel, TimeText } from '../../ui/time.ts';
import { bySoonest, phaseOf } from '../sessions/phase.ts';

export interface AgendaDay {
  readonly id: string;
  readonly label: DayLabel;
  readonly isToday: boolean;
  /** With each row's place in the whole agenda, from 0. */
  readonly rows: readonly { readonly row: SessionRow; readonly index: number }[];
}

/** What is on or ahead, of all kinds together, soonest first; what is over is left out. */
export const agendaRows = (lists: readonly (readonly SessionRow[])[], now: number): SessionRow[] =>
  lists
    .flat()
    .filter((row) => phaseOf(row, now) !== 'over')
    .sort(bySoonest);

/** The agenda by days. A session that began before today and still runs stands under today. */
export function agendaDays(rows: readonly SessionRow[], time: TimeText, now: number): AgendaDay[] {
  const today = time.dayNumber(now);
  const days = new Map<string, AgendaDay & { rows: { row: SessionRow; index: number }[] }>();
  for (const [index, row] of rows.entries()) {
    const at = row.startsAt;
    const number = at === null ? null : Math.max(time.dayNumber(at), today);
    const id = String(number ?? 'none');
    const label =
      at === null ? { name: 'No time', date: '' } : time.dayLabel(number === today ? now : at, now);
    const found = days.get(id) ?? { id, label, isToday: number === today, rows: [] };
    found.rows.push({ row, index });
    days.set(id, found);
  }
  return [...days.values()];
}
