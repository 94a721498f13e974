/**
 * Dates and times as people type them. English words; which of day and month comes first is the locale's matter.
 * Dates are `YYYY-MM-DD` and times `HH:MM`, both on the clock of the session's zone.
 */
import { Temporal } from 'temporal-polyfill';
import { quoted, refuse, tidy, two } from './field-text.ts';
import type { Refusal } from './field-text.ts';

/** Day before month, or month before day, in dates of numbers alone. */
export type DateOrder = 'dmy' | 'mdy';
export type DateAnswer = { ok: true; date: string } | Refusal;
export type TimeAnswer = { ok: true; time: string } | Refusal;

export interface DateHints {
  /** `YYYY-MM-DD` in the session's zone. */
  readonly today: string;
  readonly order: DateOrder;
}

const monthNames = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December',
];
const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The place of the name that `word` begins, by three letters or more; 1 for the first, 0 for none. */
const placeIn = (names: readonly string[], word: string): number =>
  word.length < 3 ? 0 : names.findIndex((name) => name.toLowerCase().startsWith(word)) + 1;
const monthOf = (word: string) => placeIn(monthNames, word);
const weekdayOf = (word: string) => (word === 'weds' ? 3 : placeIn(dayNames, word));

const orders = new Map<string | undefined, DateOrder>();

/** The order in which a locale writes day and month. @param locale BCP 47 tag, or undefined for the system's */
export function dateOrderOf(locale?: string): DateOrder {
  const known = orders.get(locale);
  if (known) return known;
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts(0);
  const order = parts.find((part) => part.type === 'day' || part.type === 'month')?.type === 'month' ? 'mdy' : 'dmy';
  orders.set(locale, order);
  return order;
}

const unclear = (text: string): Refusal =>
  refuse('unclear', `${quoted(text)} is not a date Parley can read. Try 2026-06-19, 19 Jun or tomorrow.`);

/**
 * Reads a date. Without a year it is the next such date, today included. `fri` is the next Friday, today included;
 * `next fri` the Friday of next week (weeks begin on Monday). Dots put the day first whatever the order; with `/` and
 * `-` the other order is taken when only that one makes a date.
 *
 * Codes: `empty`, `unclear`, `no-such-date`, `year`, `weekday`.
 * @throws RangeError when `today` is not a date
 */
export function parseDate(text: string, { today, order }: DateHints): DateAnswer {
  const day = Temporal.PlainDate.from(today);
  const words = tidy(text);
  if (words === '') return refuse('empty', 'Enter a date, for example 2026-06-19 or 19 Jun.');
  const moved = relativeDate(words, day);
  if (moved) return { ok: true, date: moved.toString() };
  return numericDate(words, day, order) ?? namedDate(words, day) ?? unclear(text);
}

const simple: Readonly<Record<string, number>> = {
  today: 0, tonight: 0, tomorrow: 1, 'day after tomorrow': 2, 'the day after tomorrow': 2, yesterday: -1,
  'next week': 7, 'in a week': 7, 'a week today': 7,
};

function relativeDate(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (Object.hasOwn(simple, words)) return today.add({ days: simple[words] ?? 0 });
  const [, count = '', unit = ''] = /^(?:in )?(an?|\d{1,3}) ?(d|days?|w|weeks?|months?)$/.exec(words) ?? [];
  if (unit !== '') {
    const number = count.startsWith('a') ? 1 : Number(count);
    const unitName = unit.startsWith('d') ? 'days' : unit.startsWith('w') ? 'weeks' : 'months';
    return today.add({ [unitName]: number });
  }
  const [, which = '', name = ''] = /^(?:on )?(?:(this|next|coming) )?([a-z]+)\.?$/.exec(words) ?? [];
  const weekday = weekdayOf(name);
  if (weekday === 0) return undefined;
  if (which === 'next') return today.add({ days: 7 - today.dayOfWeek + weekday });
  return today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
}

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2}) ?([-/. ]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2})?)?$/;

function numericDate(words: string, today: Temporal.PlainDate, order: DateOrder): DateAnswer | undefined {
  const text = words.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const iso = yearFirst.exec(text);
  if (iso) return dateFrom(today, Number(iso[4]), Number(iso[3]), iso[1]);
  const short = yearLast.exec(text);
  if (!short) return undefined;
  const [, first, separator, second, year] = short;
  const dayFirst = separator === '.' || order === 'dmy';
  const [day, month] = dayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return month > 12 && day <= 12 ? dateFrom(today, month, day, year) : dateFrom(today, day, month, year);
}

const filler = new Set(['of', 'the', 'on', 'st', 'nd', 'rd', 'th']);

/** `19 June 2026`, `Jun 19`, `Fri 19th of June`, `19-Jun-26`, `Fri 19/6`: the words say which number is which. */
function namedDate(words: string, today: Temporal.PlainDate): DateAnswer | undefined {
  if (!/^[a-z\d ,./'-]+$/.test(words)) return undefined;
  const pieces = (words.match(/\d+|[a-z]+/g) ?? []).filter((piece) => !filler.has(piece));
  const numbers = pieces.filter((piece) => /^\d/.test(piece));
  const names = pieces.filter((piece) => !/^\d/.test(piece));
  const weekday = names.map(weekdayOf).find(Boolean) ?? 0;
  const months = names.map(monthOf).filter(Boolean);
  const month = months[0];
  if (month === undefined || months.length > 1 || names.length > (weekday ? 2 : 1)) return undefined;
  if (numbers.length > 2) return undefined;
  if (numbers[0]?.length === 4) numbers.reverse();
  const [day, year] = numbers;
  if (day === undefined || day.length > 2)
    return refuse('unclear', `Add the day, for example 19 ${monthNames[month - 1]}.`);
  if (year !== undefined && year.length !== 2 && year.length !== 4) return undefined;
  return onWeekday(dateFrom(today, Number(day), month, year), weekday);
}

/** A weekday beside the date must be the right one: otherwise one of the two is a mistake. */
function onWeekday(answer: DateAnswer, weekday: number): DateAnswer {
  if (!answer.ok || weekday === 0) return answer;
  const date = Temporal.PlainDate.from(answer.date);
  if (date.dayOfWeek === weekday) return answer;
  const name = `${date.day} ${monthNames[date.month - 1]} ${date.year}`;
  return refuse('weekday', `${name} is a ${dayNames[date.dayOfWeek - 1]}, not a ${dayNames[weekday - 1]}.`);
}

function dateFrom(today: Temporal.PlainDate, day: number, month: number, yearText: string | undefined): DateAnswer {
  const monthName = monthNames[month - 1];
  if (monthName === undefined) return refuse('no-such-date', `There is no month ${month}.`);
  const find = (year: number) => {
    const last = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
    return day >= 1 && day <= last ? Temporal.PlainDate.from({ year, month, day }) : undefined;
  };
  if (yearText !== undefined) {
    const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
    if (year < 1970 || year > 2199) return refuse('year', 'Enter a year between 1970 and 2199.');
    const date = find(year);
    if (date) return { ok: true, date: date.toString() };
    return refuse('no-such-date', `There is no ${day} ${monthName} in ${year}.`);
  }
  // 29 February may be eight years away (1896 to 1904, 2096 to 2104).
  for (let year = today.year; year <= today.year + 8; year++) {
    const date = find(year);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return { ok: true, date: date.toString() };
  }
  return refuse('no-such-date', `There is no ${day} ${monthName}.`);
}

const clock = /^(\d{1,2}?)(?:(?: ?[:.h] ?| )?(\d{2}))?(?::00)?(?: ?h)?(?: ?([ap])(?: ?\.? ?m)?\.?)?$/;

/**
 * Reads a time of day. A bare number is the full hour of the 24-hour clock: `9` is 09:00, `7` is 07:00.
 *
 * Codes: `empty`, `unclear`, `no-such-time`.
 */
export function parseTime(text: string): TimeAnswer {
  const words = tidy(text).replace(/^(?:at|@) ?/, '').replace(/ ?o'?clock$/, '');
  if (words === '') return refuse('empty', 'Enter a start time, for example 19:00 or 7pm.');
  if (/^(?:12 )?(?:noon|midday)$/.test(words)) return { ok: true, time: '12:00' };
  if (/^(?:12 )?midnight$/.test(words)) return { ok: true, time: '00:00' };
  const found = clock.exec(words);
  if (!found) return refuse('unclear', `${quoted(text)} is not a time Parley can read. Try 19:00, 7pm or 7:30 pm.`);
  const [, hours, minutes = '00', half] = found;
  const hour = hourOf(Number(hours), half);
  if (Number(hours) === 24 && minutes === '00' && half === undefined)
    return refuse('no-such-time', 'A day ends at 23:59. For midnight, enter 00:00 and the day after.');
  if (hour === undefined || Number(minutes) > 59)
    return refuse('no-such-time', `There is no ${words}. Hours run from 0 to 23, minutes from 00 to 59.`);
  return { ok: true, time: `${two(hour)}:${minutes}` };
}

/** `19:00 pm` can only be one hour; `0 pm` and `19 am` are none. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (hour > 23) return undefined;
  if (half === undefined) return hour;
  if (half === 'a') return hour > 12 ? undefined : hour % 12;
  return hour > 12 ? hour : hour === 0 ? undefined : (hour % 12) + 12;
}
