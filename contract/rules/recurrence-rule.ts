/** RRULE as a text (RFC 5545 section 3.3.10): read strictly, because it comes from files and servers. */
import type { Weekday } from '../calendar.ts';
import { two } from './field-text.ts';

/** As contract/calendar.ts has them; a value from there would bring zod into the page. */
export const weekdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** `-1FR`: `place` is -1; `FR`: 0. */
export interface RuleDay {
  readonly day: Weekday;
  readonly place: number;
}

/** Lists of numbers: from, to, and whether they count from the end as well. */
const lists = {
  BYSECOND: [0, 60, false],
  BYMINUTE: [0, 59, false],
  BYHOUR: [0, 23, false],
  BYMONTHDAY: [1, 31, true],
  BYYEARDAY: [1, 366, true],
  BYWEEKNO: [1, 53, true],
  BYMONTH: [1, 12, false],
  BYSETPOS: [1, 366, true],
} as const;
type ListName = keyof typeof lists;

export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written: `20270619`, `20270619T215959` or with `Z`. */
  readonly until: string | null;
  readonly days: readonly RuleDay[];
  readonly lists: ReadonlyMap<ListName, readonly number[]>;
  readonly weekStart: Weekday;
  /** In capitals, each part once, in the RFC's order. */
  readonly text: string;
}

/** Longer ones are no rule anybody made. */
export const longestRule = 2_000;
const most = { interval: 10_000, count: 1_000_000, days: 53 } as const;

const isWeekday = (text: string): text is Weekday => weekdays.some((each) => each === text);
const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

/**
 * Reads a rule, with or without `RRULE:`; null when it is not one of RFC 5545: a part that it does not know (those of
 * RFC 7529 too), a part twice, a number out of its range, parts that exclude each other.
 */
export function readRule(text: string): Rule | null {
  if (text.length > longestRule) return null;
  const parts = partsOf(text.trim().toUpperCase().replace(/^RRULE:/, ''));
  const frequency = frequencies.find((each) => each === parts?.get('FREQ'));
  if (!parts || !frequency) return null;
  const interval = wholeNumber(parts.get('INTERVAL') ?? '1');
  const count = parts.has('COUNT') ? wholeNumber(parts.get('COUNT') ?? '') : null;
  const until = parts.get('UNTIL') ?? null;
  const days = daysOf(parts.get('BYDAY'));
  const numbers = numbersOf(parts);
  const weekStart = parts.get('WKST') ?? 'MO';
  if (!(interval >= 1 && interval <= most.interval) || (count !== null && !(count >= 1 && count <= most.count)))
    return null;
  if (!days || !numbers || !isWeekday(weekStart) || (until !== null && (count !== null || !isUntil(until)))) return null;
  if (!fitTogether(frequency, days, numbers)) return null;
  const rule = { frequency, interval, count, until, days, lists: numbers, weekStart };
  return { ...rule, text: ruleText(rule) };
}

const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST', ...Object.keys(lists)];

function partsOf(text: string): Map<string, string> | null {
  const parts = new Map<string, string>();
  // A semicolon at the end is a common slip.
  for (const part of text.replace(/;$/, '').split(';')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim();
    if (!known.includes(name) || parts.has(name)) return null;
    parts.set(name, part.slice(equals + 1).trim());
  }
  return parts;
}

function daysOf(text: string | undefined): RuleDay[] | null {
  if (text === undefined) return [];
  const days: RuleDay[] = [];
  for (const each of text.split(',')) {
    const [, place = '', day = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(each.trim()) ?? [];
    const number = Number(place);
    if (!isWeekday(day) || Math.abs(number) > 53 || (place !== '' && number === 0)) return null;
    days.push({ day, place: number });
  }
  return days.length > 7 * most.days ? null : days;
}

function numbersOf(parts: ReadonlyMap<string, string>): Map<ListName, number[]> | null {
  const found = new Map<ListName, number[]>();
  for (const name of Object.keys(lists) as ListName[]) {
    const text = parts.get(name);
    if (text === undefined) continue;
    const [from, to, fromEnd] = lists[name];
    const values = text.split(',').map((each) => (/^[+-]?\d{1,3}$/.test(each.trim()) ? Number(each) : Number.NaN));
    const fits = (value: number) => (fromEnd ? Math.abs(value) : value) >= from && Math.abs(value) <= to;
    if (!values.every(fits)) return null;
    found.set(name, values);
  }
  return found;
}

const untilForm = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d|60)Z?)?$/;

function isUntil(text: string): boolean {
  const [, year, month = '', day = ''] = untilForm.exec(text) ?? [];
  if (year === undefined) return false;
  const at = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}

/** The table of section 3.3.10 and the sentences around it. */
function fitTogether(frequency: Frequency, days: readonly RuleDay[], numbers: ReadonlyMap<ListName, unknown>): boolean {
  const isOneOf = (...names: Frequency[]) => names.includes(frequency);
  const hasPlaces = days.some(({ place }) => place !== 0);
  if (hasPlaces && (!isOneOf('MONTHLY', 'YEARLY') || numbers.has('BYWEEKNO'))) return false;
  if (numbers.has('BYWEEKNO') && !isOneOf('YEARLY')) return false;
  if (numbers.has('BYYEARDAY') && isOneOf('DAILY', 'WEEKLY', 'MONTHLY')) return false;
  if (numbers.has('BYMONTHDAY') && isOneOf('WEEKLY')) return false;
  return !numbers.has('BYSETPOS') || numbers.size > 1 || days.length > 0;
}

function ruleText(rule: Omit<Rule, 'text'>): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.until !== null) parts.push(`UNTIL=${rule.until}`);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  for (const [name, values] of rule.lists) if (name !== 'BYSETPOS') parts.push(`${name}=${values.join(',')}`);
  if (rule.days.length > 0)
    parts.push(`BYDAY=${rule.days.map(({ day, place }) => `${place === 0 ? '' : place}${day}`).join(',')}`);
  const places = rule.lists.get('BYSETPOS');
  if (places) parts.push(`BYSETPOS=${places.join(',')}`);
  if (rule.weekStart !== 'MO') parts.push(`WKST=${rule.weekStart}`);
  return parts.join(';');
}

/** The rule with another end: `UNTIL` in the form that its start asks for. */
export const withUntil = (rule: Rule, until: string): string => ruleText({ ...rule, until, count: null });

export const withoutEnd = (rule: Rule): string => ruleText({ ...rule, until: null, count: null });

/** `20270619` from `2027-06-19`. */
export const compactDate = (date: string): string => date.replaceAll('-', '');

/** `2027-06-19` from what begins with `20270619`. */
export const dateFrom = (compact: string): string =>
  `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`;

/** `20270619T215959` from the parts of a wall clock. */
export const compactTime = (at: {
  readonly year: number; readonly month: number; readonly day: number;
  readonly hour: number; readonly minute: number; readonly second: number;
}): string =>
  `${String(at.year).padStart(4, '0')}${two(at.month)}${two(at.day)}T${two(at.hour)}${two(at.minute)}${two(at.second)}`;
