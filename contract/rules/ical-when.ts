/** When an event of a file is: its start, length and repeat, on a clock that Parley knows. */
import { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../calendar.ts';
import type { Clock } from './ical-clock.ts';
import type { IcalProperty } from './ical-lines.ts';
import type { IcalProblem } from './ical-problems.ts';
import { readLength, readTime } from './ical-values.ts';
import type { IcalTime } from './ical-values.ts';
import { lineText } from './shown-text.ts';
import { readRule } from './recurrence-rule.ts';
import { conformRule, fromRule } from './recurrence.ts';

export interface IcalWhen {
  /** First and last day, both included; null with a time of day. */
  readonly allDay: { readonly from: string; readonly to: string } | null;
  /** Epoch ms; null all day. */
  readonly startsAt: number | null;
  /** IANA zone on whose clock it starts; null all day. */
  readonly timeZone: string | null;
  /** Milliseconds; 0 when the file tells no end. */
  readonly duration: number;
  /** RRULE, checked; null when there is none or when it cannot be read. */
  readonly rule: string | null;
  /** The rule as the form can show it; null when there is none, or when it is of another kind. */
  readonly recurrence: Recurrence | null;
}

export interface Clocks {
  /** What a TZID means; null when nobody knows. */
  of(id: string): Clock | null;
  /** The reader's zone: for times that name none, and where the file's own offsets are all there is. */
  readonly here: string;
}

interface Moment {
  readonly at: number;
  readonly zone: string;
}

const day = 86_400_000;
const find = (properties: readonly IcalProperty[], name: string) => properties.find((each) => each.name === name);

/** Null when DTSTART is missing (`no-start`) or none (`bad-start`). Problems are added to `problems`. */
export function whenOf(
  properties: readonly IcalProperty[],
  clocks: Clocks,
  problems: IcalProblem[],
): IcalWhen | 'no-start' | 'bad-start' {
  const written = find(properties, 'DTSTART');
  if (!written) return 'no-start';
  const start = readTime(written.value);
  if (!start) return 'bad-start';
  if (start.isDate) return allDayFrom(start, properties, problems);
  const moment = momentOf(start, written, clocks, problems);
  const wall = zoned(moment.at, moment.zone).toPlainDateTime();
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    allDay: null,
    startsAt: moment.at,
    timeZone: moment.zone,
    duration: durationFrom(moment, properties, clocks, problems),
    ...ruleFrom(properties, { date: wall.toPlainDate().toString(), time }, moment.zone, problems),
  };
}

const zoned = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

function momentOf({ wall, offset }: IcalTime, from: IcalProperty, clocks: Clocks, problems: IcalProblem[]): Moment {
  const id = from.parameters.get('TZID') ?? '';
  const clock = id === '' ? null : clocks.of(id);
  const own = clock?.type === 'named' ? clock.zone : null;
  if (offset !== null) {
    const at = wall.toZonedDateTime('UTC').epochMilliseconds - offset * 1_000;
    return { at, zone: own ?? 'UTC' };
  }
  const reckoned = clock?.type === 'own' ? clock.momentOf(wall) : null;
  if (reckoned !== null) {
    problems.push({ code: 'zone-own', what: lineText(id, 80) });
    return { at: reckoned, zone: clocks.here };
  }
  if (own === null) problems.push(id === '' ? { code: 'floating' } : { code: 'zone-unknown', what: lineText(id, 80) });
  const zone = own ?? clocks.here;
  const at = wall.toZonedDateTime(zone);
  if (!at.toPlainDateTime().equals(wall)) problems.push({ code: 'no-such-time' });
  return { at: at.epochMilliseconds, zone };
}

/** Longer than this is a slip of the pen: ten years. */
const longest = 3_660 * day;

function durationFrom(start: Moment, all: readonly IcalProperty[], clocks: Clocks, problems: IcalProblem[]): number {
  const end = find(all, 'DTEND');
  const length = find(all, 'DURATION');
  const until = end ? endOf(end, start, clocks) : length ? afterLength(start, length.value) : start.at;
  const duration = until === null ? -1 : until - start.at;
  if (duration >= 0 && duration <= longest) return duration;
  problems.push({ code: 'bad-end' });
  return 0;
}

function endOf(written: IcalProperty, start: Moment, clocks: Clocks): number | null {
  const end = readTime(written.value);
  // What is wrong with its zone has been said of the start.
  return end && momentOf(end, written, clocks, []).at;
}

function afterLength(start: Moment, text: string): number | null {
  const length = readLength(text);
  return length && zoned(start.at, start.zone).add({ days: length.days }).epochMilliseconds + length.rest;
}

function allDayFrom(start: IcalTime, all: readonly IcalProperty[], problems: IcalProblem[]): IcalWhen {
  const from = start.wall.toPlainDate();
  const end = find(all, 'DTEND');
  const length = find(all, 'DURATION');
  const until = end ? readTime(end.value)?.wall.toPlainDate() : undefined;
  const days = end ? (until ? from.until(until).days : -1) : length ? (readLength(length.value)?.days ?? -1) : 1;
  const isGood = days >= 0 && days * day <= longest;
  if (!isGood) problems.push({ code: 'bad-end' });
  // An end on the first day is a common slip for "that day".
  const count = isGood ? Math.max(days, 1) : 1;
  const date = from.toString();
  return {
    allDay: { from: date, to: from.add({ days: count - 1 }).toString() },
    startsAt: null,
    timeZone: null,
    duration: count * day,
    ...ruleFrom(all, { date, time: null }, 'UTC', problems),
  };
}

function ruleFrom(
  all: readonly IcalProperty[],
  start: { readonly date: string; readonly time: string | null },
  zone: string,
  problems: IcalProblem[],
): Pick<IcalWhen, 'rule' | 'recurrence'> {
  const rules = all.filter(({ name, value }) => name === 'RRULE' && value.trim() !== '');
  const [first] = rules;
  if (!first) return { rule: null, recurrence: null };
  if (rules.length > 1) problems.push({ code: 'several-rules' });
  const rule = readRule(first.value) && conformRule(first.value, start, zone);
  const recurrence = rule === null ? null : fromRule(rule, start, zone);
  if (rule === null) problems.push({ code: 'rule-unreadable' });
  else if (!recurrence) problems.push({ code: 'rule-other' });
  return { rule, recurrence };
}
