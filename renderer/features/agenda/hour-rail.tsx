import type { AgendaAxis } from '../../../contract/rules/agenda-axis.ts';
import type { TimeText } from '../../ui/time.ts';
import { momentAt } from './grid-model.ts';
import { hourText } from './grid-text.ts';

interface HourRailProps {
  axis: AgendaAxis;
  /** The day whose hours stand beside the grid, where clocks differ from day to day. */
  day: string;
  time: TimeText;
  /** Which zone it is, where there are two. */
  name: string | null;
  /** Where now is on the axis, with its time; null when today is not shown. */
  now: { readonly place: number; readonly at: number } | null;
}

/** The hours of one zone, at the heights of the grid. What is read out tells its own time. */
export function HourRail({ axis, day, time, name, now }: HourRailProps) {
  return (
    <div className="rail numbers" aria-hidden="true">
      <span className="rail-zone" title={time.zone}>
        {name}
      </span>
      <div className="rail-hours">
        {axis.hours
          .filter(({ at }) => at > 0 && (!now || Math.abs(at - now.place) > 13))
          .map(({ at }) => (
            <span key={at} className="rail-hour" style={{ top: `calc(${at} * var(--minute))` }}>
              {hourText(momentAt(axis, day, at), time)}
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
