import type { AgendaAxis } from '../../../contract/rules/agenda-axis.ts';
import { type TimeText, createTimeText } from '../../ui/time.ts';
import { momentAt } from './grid-model.ts';
import { hourText } from './grid-text.ts';

interface HourRailProps {
  axis: AgendaAxis;
  /** The day whose hours of another zone stand beside the grid: they may differ from day to day. Null: the grid's own. */
  day: string | null;
  time: TimeText;
  /** Says which lane is that of all-day events. */
  namesLane: boolean;
  /** Which zone it is, where there are two. */
  name: string | null;
  /** Where now is on the axis, with its time; null when today is not shown. */
  now: { readonly place: number; readonly at: number } | null;
}

const utc = createTimeText(undefined, 'UTC');

/** The hours of one zone, at the heights of the grid. What is read out tells its own time. */
export function HourRail({ axis, day, time, namesLane, name, now }: HourRailProps) {
  const hours = axis.hours.flatMap(({ at, hour }) => {
    if (at === 0 || (now && Math.abs(at - now.place) <= 13)) return [];
    // On the grid's own clock an hour is what it is, also where the day asked for lacks it.
    if (day === null) return [{ at, text: hourText(hour * 3_600_000, utc) }];
    const moment = momentAt(axis, day, at);
    return moment === null ? [] : [{ at, text: hourText(moment, time) }];
  });
  return (
    <div className="rail numbers" aria-hidden="true" data-zone={name ?? undefined}>
      <span className="rail-zone" title={time.zone}>
        <span>{name}</span>
        {namesLane && <span className="rail-lane">all day</span>}
      </span>
      <div className="rail-hours">
        {hours.map(({ at, text }) => (
          <span key={at} className="rail-hour" style={{ top: `calc(${at} * var(--minute))` }}>
            {text}
          </span>
        ))}
        {now && (
          <span className="rail-hour rail-now" style={{ top: `calc(${now.place} * var(--minute))` }}>
            {time.time(now.at)}
          </span>
        )}
      </div>
    </div>
  );
}
