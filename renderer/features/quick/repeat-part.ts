/** Repeats in a line: "every Monday", "daily until 19 Jun", "monthly on the 3rd Thursday". */
import type { Recurrence, Weekday } from '../../../contract/calendar.ts';
import type { Line } from './line.ts';
import { weekdays } from './weekdays.ts';

/** The days on which something repeats; null: those of its first date. */
export type Rhythm =
  | { readonly unit: 'day'; readonly interval: number }
  | { readonly unit: 'week'; readonly interval: number; readonly on: readonly Weekday[] | null }
  | { readonly unit: 'month'; readonly interval: number; readonly day: number | null }
  /** `nth`: 1 to 5, or -1 for the last. */
  | { readonly unit: 'month'; readonly interval: number; readonly nth: number; readonly weekday: Weekday };

export interface Told {
  readonly about: string;
  /** The first is what was said; more where it has two senses. None of them is taken when `isNo` is a choice, too. */
  readonly rhythms: readonly Rhythm[];
  readonly reason: 'ambiguous' | 'in-topic' | null;
  /** "No" is an answer. */
  readonly canDecline: boolean;
}

const name = '(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
const list = `${name}(?:(?:, ?(?:and )?| and | ?& ?|/)${name})*`;
const plural = '(?:mon|tues|wednes|thurs|fri|satur|sun)days';
const plurals = `${plural}(?:(?:, ?(?:and )?| and | ?& ?)${plural})*`;
const ordinal = '(?:1st|first|2nd|second|3rd|third|4th|fourth|5th|fifth|last)';
const wordy = '(?:two|three|four|five|six)';
const edge = String.raw`(?![\w'-])`;
const before = String.raw`(?<![\w'-])`;
const tail = String.raw`(?: on (?:the )?(${ordinal}) (${name})| on the (\d{1,2})(?:st|nd|rd|th)?| on (${list}))`;

const pattern = {
  nth: new RegExp(`${before}(?:(every|each|the) )?(${ordinal}) (${name})( of (?:every|each) month| of the month|)${edge}`, 'i'),
  days: new RegExp(`${before}(?:every|each) (other )?(${list})${edge}`, 'i'),
  units: new RegExp(
    `${before}(?:every|each) (?:(other|second|2nd|third|3rd|${wordy}|\\d{1,2}) )?` +
      `(days?|weeks?|months?|quarters?|years?|weekdays?|work(?:ing )?days?|business days?)${tail}?${edge}`,
    'i',
  ),
  adverbOn: new RegExp(`${before}(weekly|monthly|fortnightly|bi-?weekly|quarterly)${tail}${edge}`, 'i'),
  span: new RegExp(`${before}(${name})(?: ?- ?| to | through )(${name})${edge}`, 'i'),
  except: new RegExp(`${before},? ?(?:except|excluding|but not)(?: on| for)? (${list})${edge}`, 'i'),
  plural: new RegExp(`${before}(?:on )?(${plurals})${edge}`, 'i'),
  adverb: new RegExp(`${before}(daily|weekly|monthly|fortnightly|bi-?weekly|quarterly|yearly|annually|weekdays)${edge}`, 'i'),
};

const numbers: Readonly<Record<string, number>> = {
  other: 2, second: 2, '2nd': 2, third: 3, '3rd': 3, two: 2, three: 3, four: 4, five: 5, six: 6,
};
const places: Readonly<Record<string, number>> = {
  '1st': 1, first: 1, '2nd': 2, second: 2, '3rd': 3, third: 3, '4th': 4, fourth: 4, '5th': 5, fifth: 5, last: -1,
};
const working: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];

const dayOf = (word: string) => weekdays.find((each) => word.toUpperCase().startsWith(each)) ?? 'MO';
const daysIn = (words: string): Weekday[] => {
  const told = new Set((words.match(new RegExp(name, 'gi')) ?? []).map(dayOf));
  return weekdays.filter((each) => told.has(each));
};
const countOf = (word: string | undefined) => (word === undefined ? 1 : (numbers[word.toLowerCase()] ?? Number(word)));

/** The months, weeks and days that a unit stands for. */
function rhythmOf(unit: string, count: number): Rhythm | null {
  const interval = count * (/^quarter/i.test(unit) ? 3 : /^(?:year|annual)/i.test(unit) ? 12 : /^(?:fortnight|bi)/i.test(unit) ? 2 : 1);
  if (interval < 1 || interval > 99) return null;
  if (/^(?:weekday|work|business)/i.test(unit)) return count === 1 ? { unit: 'week', interval, on: working } : null;
  if (/^da/i.test(unit)) return { unit: 'day', interval };
  if (/^(?:week|fortnight|bi)/i.test(unit)) return { unit: 'week', interval, on: null };
  return { unit: 'month', interval, day: null };
}

/** With what stands behind: "on Monday", "on the 15th", "on the last Friday". Null where the two do not go together. */
function withTail(rhythm: Rhythm | null, [nth, weekday, day, days]: readonly (string | undefined)[]): Rhythm | null {
  if (!rhythm || (nth ?? day ?? days) === undefined) return rhythm;
  if (rhythm.unit === 'week') return days === undefined ? null : { ...rhythm, on: daysIn(days) };
  if (rhythm.unit !== 'month') return null;
  const { unit, interval } = rhythm;
  if (nth !== undefined && weekday !== undefined)
    return { unit, interval, nth: places[nth.toLowerCase()] ?? 1, weekday: dayOf(weekday) };
  return day === undefined || Number(day) < 1 || Number(day) > 31 ? null : { unit, interval, day: Number(day) };
}

const plain = (about: string, rhythm: Rhythm): Told => ({ about, rhythms: [rhythm], reason: null, canDecline: false });

/** Takes what can be nothing but a repeat: before days are read, because they are in it. */
export function takeRepeat(line: Line): Told | null {
  const take = (match: RegExpExecArray, told: Told): Told => {
    line.take(match.index, match.index + match[0].length, 'repeat');
    return told;
  };
  const nth = pattern.nth.exec(line.rest());
  if (nth) {
    const [about, every, place = '', weekday = '', month = ''] = nth;
    const isEvery = /^(?:every|each)$/i.test(every ?? '');
    const monthly: Rhythm = { unit: 'month', interval: 1, nth: places[place.toLowerCase()] ?? 1, weekday: dayOf(weekday) };
    const isMonthly = /(?:every|each)/i.test(month) || (isEvery && (month !== '' || /^(?:1st|first|last)$/i.test(place)));
    if (isMonthly) return take(nth, plain(about, monthly));
    const weeks: Rhythm = { unit: 'week', interval: monthly.nth, on: [monthly.weekday] };
    if (isEvery) return take(nth, { about, rhythms: [weeks, monthly], reason: 'ambiguous', canDecline: false });
  }
  const days = pattern.days.exec(line.rest());
  if (days) return take(days, plain(days[0], { unit: 'week', interval: days[1] === undefined ? 1 : 2, on: daysIn(days[2] ?? '') }));
  const units = pattern.units.exec(line.rest());
  const inUnits = units && withTail(rhythmOf(units[2] ?? '', countOf(units[1])), units.slice(3));
  if (units && inUnits) return take(units, plain(units[0], inUnits));
  const adverb = pattern.adverbOn.exec(line.rest());
  const onDays = adverb && withTail(rhythmOf(rootOf(adverb[1] ?? ''), 1), adverb.slice(2));
  if (adverb && onDays) return take(adverb, plain(adverb[0], onDays));
  const span = pattern.span.exec(line.rest());
  const on = span ? through(dayOf(span[1] ?? ''), dayOf(span[2] ?? '')) : [];
  if (!span || on.length < 2) return null;
  return take(span, { about: span[0], rhythms: [{ unit: 'week', interval: 1, on }], reason: 'ambiguous', canDecline: true });
}

/** Monday to Friday: within one week. */
const through = (first: Weekday, last: Weekday) => weekdays.slice(weekdays.indexOf(first), weekdays.indexOf(last) + 1);

/** Takes "except Friday" behind a repeat by weekdays or days. */
export function takeException(line: Line, told: Told): Told {
  const match = pattern.except.exec(line.rest());
  if (!match || told.reason === 'in-topic') return told;
  const without = daysIn(match[1] ?? '');
  const rhythms = told.rhythms.map((rhythm): Rhythm => {
    const all = rhythm.unit === 'day' && rhythm.interval === 1 ? weekdays : rhythm.unit === 'week' ? rhythm.on : null;
    const on = all?.filter((each) => !without.includes(each)) ?? [];
    return on.length === 0 ? rhythm : { unit: 'week', interval: rhythm.interval, on };
  });
  line.take(match.index, match.index + match[0].length, 'repeat');
  return { ...told, rhythms };
}

const rootOf = (adverb: string) =>
  ({ daily: 'day', weekly: 'week', monthly: 'month', quarterly: 'quarter', yearly: 'year', annually: 'year', weekdays: 'weekday' })[
    adverb.toLowerCase()
  ] ?? adverb;

export const hasAdverb = (line: Line): boolean => pattern.plural.test(line.rest()) || pattern.adverb.test(line.rest());

/** Takes "weekly" and "Mondays" where they stand by themselves, when times are taken; before plain words they are asked about. */
export function takeAdverb(line: Line): Told | null {
  const days = pattern.plural.exec(line.rest());
  if (days && line.endsHere(days.index + days[0].length)) {
    line.take(days.index, days.index + days[0].length, 'repeat');
    return plain(days[0], { unit: 'week', interval: 1, on: daysIn(days[1] ?? '') });
  }
  const match = pattern.adverb.exec(line.rest());
  if (!match) return null;
  const [about] = match;
  const rhythm = rhythmOf(rootOf(about), 1);
  if (!rhythm) return null;
  const to = match.index + about.length;
  const byItself = line.endsHere(to) || (match.index > 0 && line.startsHere(match.index));
  if (!byItself) return { about, rhythms: [rhythm], reason: 'in-topic', canDecline: true };
  line.take(match.index, to, 'repeat');
  if (/^bi/i.test(about)) return { about, rhythms: [rhythm], reason: 'ambiguous', canDecline: true };
  return plain(about, rhythm);
}

export type Extent = { readonly count: number } | { readonly length: number; readonly unit: 'days' | 'weeks' | 'months' };

/** Takes "10 times" and "for 6 weeks" behind a repeat. */
export function takeExtent(line: Line): Extent | null {
  const match = /(?<![\w'-])(?:for )?(\d{1,3}) times(?![\w'-])|(?<![\w'-])for (\d{1,2}) (day|week|month)s?(?![\w'-])/i.exec(line.rest());
  if (!match) return null;
  const [whole, count, length, unit = ''] = match;
  if (Number(count ?? length) < 1 || !line.endsHere(match.index + whole.length)) return null;
  line.take(match.index, match.index + whole.length, 'repeat');
  if (count !== undefined) return { count: Number(count) };
  const units = { day: 'days', week: 'weeks', month: 'months' } as const;
  return { length: Number(length), unit: units[unit.toLowerCase() as keyof typeof units] };
}

/** As the contract says it. @param first the date it begins with */
export function recurrenceOf(rhythm: Rhythm, end: Recurrence['end'], weekdayOfFirst: Weekday): Recurrence {
  const { interval } = rhythm;
  if (rhythm.unit === 'day') return { interval, every: { unit: 'day' }, end };
  if (rhythm.unit === 'week') return { interval, every: { unit: 'week', on: [...(rhythm.on ?? [weekdayOfFirst])] }, end };
  if ('nth' in rhythm) return { interval, every: { unit: 'month', by: 'weekday', isLast: rhythm.nth < 0 }, end };
  return { interval, every: { unit: 'month', by: 'date' }, end };
}
