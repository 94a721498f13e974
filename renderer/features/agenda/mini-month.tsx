import { dayIn } from '../../../contract/rules/agenda-axis.ts';
import { useBusyDays } from '../../bridge/agenda.ts';
import { useEvents } from '../../bridge/calendar.ts';
import { useIdle } from '../../bridge/use-idle.ts';
import { Month, useMonthPlace } from '../../ui/month.tsx';

interface MiniMonthProps {
  /** `YYYY-MM-DD` */
  day: string;
  today: string;
  /** The days that the grid shows. */
  shown: readonly string[];
  zone: string;
  firstDay: number;
  withEvents: boolean;
  onDay(day: string): void;
}

/** A month beside the grid, in which days with something on are marked. */
export function MiniMonth({ day, today, shown, zone, firstDay, withEvents, onDay }: MiniMonthProps) {
  const place = useMonthPlace(day, firstDay);
  const bounds = place.weeks.flat().map((date) => dayIn(zone, date));
  const range = { from: bounds[0]?.start ?? 0, to: bounds.at(-1)?.end ?? 1 };
  // Six weeks: the days beside it are drawn first.
  const isIdle = useIdle();
  const hasSession = useBusyDays(bounds, isIdle);
  const { events } = useEvents(range, withEvents && isIdle);
  const hasEvent = ({ date, start, end }: { date: string; start: number; end: number }) =>
    events.some(({ allDay, startsAt, endsAt }) =>
      allDay ? allDay.from <= date && allDay.to >= date : startsAt < end && (endsAt > start || startsAt >= start));
  const busy = new Set(bounds.filter((each, at) => hasSession[at] || hasEvent(each)).map(({ date }) => date));
  return (
    <section className="mini" aria-label="Month">
      <Month place={place} chosen={day} today={today} shown={shown} busy={busy} onChoose={onDay} />
    </section>
  );
}
