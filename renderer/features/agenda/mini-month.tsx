import type { Kind } from '../../../contract/domain.ts';
import { dayIn } from '../../../contract/rules/agenda-axis.ts';
import { endOf } from '../../../contract/rules/session-lists.ts';
import { useAgendaRows } from '../../bridge/agenda.ts';
import { Month, useMonthPlace } from '../../ui/month.tsx';

interface MiniMonthProps {
  /** `YYYY-MM-DD` */
  day: string;
  today: string;
  /** The days that the grid shows. */
  shown: readonly string[];
  zone: string;
  firstDay: number;
  kinds: readonly Kind[];
  onDay(day: string): void;
}

/** A month beside the grid, in which days with something on are marked. */
export function MiniMonth({ day, today, shown, zone, firstDay, kinds, onDay }: MiniMonthProps) {
  const place = useMonthPlace(day, firstDay);
  const bounds = place.weeks.flat().map((date) => dayIn(zone, date));
  const range = { from: bounds[0]?.start ?? 0, to: bounds.at(-1)?.end ?? 1 };
  const { rows } = useAgendaRows(range, kinds);
  const isBusy = ({ start, end }: { start: number; end: number }) =>
    rows.some((row) => row.startsAt !== null && row.startsAt < end && ((endOf(row) ?? 0) > start || row.startsAt >= start));
  const busy = new Set(bounds.filter(isBusy).map(({ date }) => date));
  return (
    <section className="mini" aria-label="Month">
      <Month place={place} chosen={day} today={today} shown={shown} busy={busy} onChoose={onDay} />
    </section>
  );
}
