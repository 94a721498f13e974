import { parseDuration } from '../../../contract/rules/duration.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { startOf, wallTimeAt } from '../../../contract/rules/start.ts';
import { type DateOrder, parseDate, parseTime } from '../../../contract/rules/when.ts';
import { offsetText, resolveZone, sameZone } from '../../../contract/rules/zones.ts';
import { dateFormat } from '../../ui/formats.ts';
import { cityOf, createTimeText, relativeText } from '../../ui/time.ts';
import type { Form } from './form-basics.ts';

export interface Understood {
  /** "Fri, 19 June 2026" */
  readonly date?: string;
  /** "in 2 days", or with another zone "for you 13:00" */
  readonly time?: string;
  /** "1 h 30 min, ends 20:30" */
  readonly duration?: string;
  /** "UTC+02:00, your time zone", or "UTC+02:00 · in Paris 19:00, for you 13:00" */
  readonly timeZone?: string;
}

interface Reader {
  /** Epoch ms. */
  readonly now: number;
  readonly order: DateOrder;
  /** The reader's own IANA zone. */
  readonly zone: string;
  /** BCP 47 tag, or undefined for the system's. */
  readonly locale?: string;
  /** How long it may last, ms. */
  readonly longest?: number | undefined;
}

type WhenTexts = Pick<Form, 'date' | 'time' | 'duration' | 'timeZone'>;

/** What the texts about time were taken for, each as far as it can be told. */
export function understood(form: WhenTexts, { now, order, zone: here, locale, longest }: Reader): Understood {
  const zone = resolveZone(form.timeZone);
  const date = parseDate(form.date, { today: wallTimeAt(now, zone.ok ? zone.zone : here).date, order });
  const time = parseTime(form.time);
  const length = parseDuration(form.duration, longest);
  const found: { -readonly [N in keyof Understood]: Understood[N] } = {};
  if (date.ok) found.date = dateText(date.date, locale);
  if (length.ok) found.duration = lengthText(length.duration);
  if (!zone.ok) return found;
  const isHere = sameZone(zone.zone, here);
  const start = date.ok && time.ok ? startOf(date.date, time.time, zone.zone) : null;
  const offset = offsetText(zone.zone, start?.kind === 'plain' ? start.startsAt : now);
  found.timeZone = isHere ? `${offset}, your time zone` : offset;
  if (start?.kind !== 'plain') return found;
  const there = createTimeText(locale, zone.zone);
  if (isHere) found.time = relativeText(start.startsAt, null, now);
  else {
    const mine = createTimeText(locale, here);
    const sameDay = mine.dayNumber(start.startsAt) === there.dayNumber(start.startsAt);
    const forYou = `for you ${sameDay ? mine.time(start.startsAt) : mine.dayTime(start.startsAt, start.startsAt)}`;
    found.time = forYou;
    found.timeZone = `${offset} · in ${cityOf(zone.zone)} ${there.time(start.startsAt)}, ${forYou}`;
  }
  if (length.ok) {
    const end = start.startsAt + length.duration;
    const sameDay = there.dayNumber(end) === there.dayNumber(start.startsAt);
    found.duration = `${lengthText(length.duration)}, ends ${sameDay ? there.time(end) : weekdayTime(end, zone.zone, locale)}`;
  }
  return found;
}

const dateText = (date: string, locale?: string) =>
  dateFormat(locale, {
    weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
  }).format(Date.parse(`${date}T12:00Z`));

const weekdayTime = (at: number, zone: string, locale?: string) =>
  dateFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
