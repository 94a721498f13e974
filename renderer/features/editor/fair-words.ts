import { parseDuration } from '../../../contract/rules/duration.ts';
import type { FairTime } from '../../../contract/rules/fair-time.ts';
import { startOf, wallTimeAt } from '../../../contract/rules/start.ts';
import { dateOrderOf, parseDate, parseTime } from '../../../contract/rules/when.ts';
import { resolveZone } from '../../../contract/rules/zones.ts';
import { createTimeText } from '../../ui/time.ts';
import type { Form } from './form-basics.ts';
import { dateFormat } from '../../ui/formats.ts';
import { ownZone } from '../../ui/own-zone.ts';

export interface ChosenTime {
  /** Epoch ms. */
  readonly startsAt: number;
  /** ms */
  readonly duration: number;
  /** `YYYY-MM-DD` in the session's zone. */
  readonly date: string;
}

/** The day as typed, `YYYY-MM-DD`, or null while it is none. @param now epoch ms */
export function dateOf(form: Pick<Form, 'date' | 'timeZone'>, now: number): string | null {
  const zone = resolveZone(form.timeZone);
  const here = ownZone();
  const date = parseDate(form.date, { today: wallTimeAt(now, zone.ok ? zone.zone : here).date, order: dateOrderOf() });
  return date.ok ? date.date : null;
}

/** The time as typed, or null while it names no one moment. @param now epoch ms @param here the reader's zone */
export function chosenTime(form: Pick<Form, 'date' | 'time' | 'duration' | 'timeZone'>, now: number, here: string): ChosenTime | null {
  const zone = resolveZone(form.timeZone);
  const date = parseDate(form.date, { today: wallTimeAt(now, zone.ok ? zone.zone : here).date, order: dateOrderOf() });
  const time = parseTime(form.time);
  const length = parseDuration(form.duration);
  if (!zone.ok || !date.ok || !time.ok || !length.ok) return null;
  const start = startOf(date.date, time.time, zone.zone);
  return start.kind === 'plain' ? { startsAt: start.startsAt, duration: length.duration, date: date.date } : null;
}

/** "7:00 PM, outside working hours", with the day where it is another than the session's. */
export function fairText(time: FairTime, chosen: ChosenTime, locale?: string): string {
  if (time.zone === null || time.start === null) return 'Time zone not known';
  const words = createTimeText(locale, time.zone);
  const { startsAt, duration } = chosen;
  const day = time.start.date === chosen.date ? '' : `${weekday(time.start.date, locale)} `;
  if (time.fairness === 'edge') return `${day}${words.range(startsAt, duration)}, partly outside working hours`;
  return `${day}${words.time(startsAt)}, ${time.fairness === 'within' ? 'within' : 'outside'} working hours`;
}

const weekday = (date: string, locale?: string) =>
  dateFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(`${date}T12:00Z`));
