import type { SessionRow } from '../../../contract/domain.ts';
import { type TimeText, otherZoneText, relativeText } from '../../ui/time.ts';
import { phaseOf } from './phase.ts';
import { durationText, timeNotKnown } from './row-text.ts';

/** When it is: here, there, and seen from now. */
export function DetailTime({ row, time, now }: { row: SessionRow; time: TimeText; now: number }) {
  if (row.startsAt === null) return <p className="details-when">{timeNotKnown}</p>;
  const phase = phaseOf(row, now);
  const elsewhere = otherZoneText(row.startsAt, row.timeZone, time);
  const length = durationText(row);
  return (
    <div className="details-when">
      <p className="numbers">
        {time.longDay(row.startsAt)}
        <span className="details-clock">
          {time.range(row.startsAt, row.duration)}
          {length && <span className="muted details-length"> · {length}</span>}
        </span>
      </p>
      <p className="details-relative">
        <span className={`chip chip-${phase}`}>{capital(relativeText(row.startsAt, row.duration, now))}</span>
        {elsewhere && <span className="muted numbers">{elsewhere}</span>}
      </p>
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
