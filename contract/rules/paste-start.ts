/** The start of a pasted session, as the form's texts. */
import type { SessionForm } from './session-form.ts';
import { startOf, wallTimeAt } from './start.ts';
import { isZone } from './zones.ts';

/**
 * Date, time and zone for a moment: on the clock of the first zone that shows it once, else in UTC.
 *
 * @param at epoch ms
 * @param zones ids to try, in this order; others than IANA's are passed over
 */
export function formStart(at: number, zones: readonly string[]): Pick<SessionForm, 'date' | 'time' | 'timeZone'> {
  const timeZone =
    zones.find((zone) => {
      if (!isZone(zone)) return false;
      const { date, time } = wallTimeAt(at, zone);
      return startOf(date, time, zone).kind === 'plain';
    }) ?? 'UTC';
  return { ...wallTimeAt(at, timeZone), timeZone };
}
