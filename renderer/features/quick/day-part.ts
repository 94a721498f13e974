/** Days in a line. */
import { Temporal } from 'temporal-polyfill';
import { parseDate, type DateAnswer, type DateOrder } from '../../../contract/rules/when.ts';
import type { Found } from './found.ts';
import type { Line } from './line.ts';

/** Words for one day, or for several of which one is meant. */
export interface Day {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  /** Behind "until". */
  readonly isEnd: boolean;
}

const lead = /(?:\b(?:on|by|from|for|starting|starting on|starting from|beginning|as of|coming)(?: the)?) *$/i;
const end = /\b(?:until|till|through|til) *$/i;
const weekdays = '(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
const isWeekday = new RegExp(`^(?:(?:this|next|coming|on) )?${weekdays}$`, 'i');
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const byName = new RegExp(
  String.raw`(?<![\w#$.:/'-])(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? ${months}\b|${months} \d{1,2}(?:st|nd|rd|th)?(?![\d:]))(?:,? \d{4}\b)?`,
  'gi',
);
const own = new RegExp(
  String.raw`(?<![\w-])(?:(?:the )?day after tomorrow|${weekdays} week)(?![\w'-])|(?<![\w.])\d{1,2}\.\d{1,2}\.(?!\w)`,
  'gi',
);
const byNumber = /(?<![\w-])(?:on )?the \d{1,2}(?:st|nd|rd|th)(?![\w'-])/gi;
const number: Readonly<Record<string, string>> = {
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10',
};

/** Lines like "Black Friday" and "24/7" name no day, and a day that owns something is no day to meet on. */
export function keepNames(line: Line): void {
  const names = new RegExp(
    [
      String.raw`\b(?:black|good|cyber|casual|super|fat|shrove|ash|easter|taco|bloody) ${weekdays}\b`,
      String.raw`\b\w+'s\b|(?<![\d:])\d{1,2}:\d(?!\d)|\b24/7\b|\b[1-9]/2 (?:day|hour)|#\d+`,
      String.raw`\b(?:every|each) (?:\d{1,3} )?(?:hour|minute|min)s?\b|\b(?:SAT|SUN|MON|WED|MAR|MAY)(?= )`,
    ].join('|'),
    'gi',
  );
  const hasSmall = /\p{Ll}/u.test(line.clean);
  for (const { 0: words, index } of line.rest().matchAll(names)) {
    if (/^(?:sat|sun|mon|wed|mar|may)$/i.test(words) && !(hasSmall && words === words.toUpperCase())) continue;
    line.keep(index, index + words.length);
  }
}

/** Where days are told. Nothing is taken yet: which of them is meant depends on what else stands in the line. */
export function findDays(line: Line, found: readonly Found[]): Day[] {
  const days: Day[] = [];
  const put = (from: number, to: number, words: readonly string[]) => {
    if (days.some((other) => from < other.to && other.from < to)) return;
    const answers = words.map((each) => readDay(each, '2026-01-01', 'dmy'));
    if (answers.some((answer) => !answer.ok && answer.code === 'unclear')) return;
    days.push({ from, to, words, isEnd: end.test(line.before(from)) });
  };
  for (const { 0: words, index } of line.rest().matchAll(own)) put(index, index + words.length, [tidyDay(words)]);
  for (const { from, to, words, type, days: ends } of found) {
    if (type !== 'day') continue;
    put(from, to, ends.length > 1 ? ends.map(({ day, month }) => `${day} ${monthName(month)}`) : [tidyDay(words)]);
  }
  for (const { 0: words, index } of line.rest().matchAll(byName)) put(index, index + words.length, [tidyDay(words)]);
  for (const { 0: words, index } of line.rest().matchAll(byNumber))
    if (/^on/i.test(words) || line.endsHere(index + words.length)) put(index, index + words.length, [tidyDay(words)]);
  return joined(line, days.toSorted((a, b) => a.from - b.from));
}

const monthName = (month: number) =>
  new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1));

const tidyDay = (words: string): string =>
  words
    .toLowerCase()
    .replace(/^(?:on|from|by) /, '')
    .replace(/^tmrw?$/, 'tomorrow')
    .replace(/^(\w+)(?: of)? (this|next) week$/, '$2 $1')
    .replace(/^(\w+ \w+) from now$/, 'in $1')
    .replace(/^in (one|two|three|four|five|six|seven|eight|nine|ten) /, (_, word: string) => `in ${number[word] ?? ''} `);

/** "Sat 19 December", "Tuesday next week": one day in two words. */
function joined(line: Line, days: readonly Day[]): Day[] {
  const result: Day[] = [];
  for (const day of days) {
    const before = result.at(-1);
    const pair = before && line.touch(before.to, day.from) ? pairOf(before.words[0] ?? '', day.words[0] ?? '') : null;
    if (before && pair !== null && before.words.length + day.words.length === 2)
      result.splice(-1, 1, { ...before, to: day.to, words: [pair] });
    else result.push(day);
  }
  return result;
}

function pairOf(first: string, second: string): string | null {
  const [name, other] = isWeekday.test(first) ? [first, second] : [second, first];
  if (!isWeekday.test(name) || isWeekday.test(other)) return null;
  if (other === 'next week') return `next ${name}`;
  return /^\d/.test(other) || new RegExp(`^${months}`).test(other) ? `${name} ${other}` : null;
}

/** Takes a day out of the topic, with the word before it. */
export function takeDay(line: Line, { from, to }: Day): void {
  const before = line.before(from);
  line.take(from, to, 'date', (end.exec(before) ?? lead.exec(before))?.[0].length ?? 0);
}

export type DayAnswer = DateAnswer | { readonly ok: false; readonly code: 'weekday'; readonly choices: readonly string[] };

/** What the words mean: contract/rules/when.ts decides. @param today in the zone that holds */
export function readDay(words: string, today: string, order: DateOrder): DayAnswer {
  const ordinal = /^the (\d{1,2})(?:st|nd|rd|th)$/.exec(words);
  if (ordinal) return nextDayOfMonth(Number(ordinal[1]), today);
  const week = new RegExp(`^(${weekdays}) week$`).exec(words);
  if (week) return aWeekLater(parseDate(week[1] ?? '', { today, order }));
  const [, name, rest] = new RegExp(`^(${weekdays}) (.+)$`, 'i').exec(words) ?? [];
  const answer = parseDate(rest ?? words, { today, order });
  if (name === undefined || rest === undefined || !answer.ok) return answer;
  const next = parseDate(name, { today, order });
  if (!next.ok || weekdayOf(next.date) === weekdayOf(answer.date)) return answer;
  return { ok: false, code: 'weekday', choices: [answer.date, next.date] };
}

/** "Friday week" is the one after Friday's. */
const aWeekLater = (answer: DateAnswer): DateAnswer =>
  answer.ok ? { ok: true, date: Temporal.PlainDate.from(answer.date).add({ weeks: 1 }).toString() } : answer;

const weekdayOf = (date: string) => Temporal.PlainDate.from(date).dayOfWeek;

export function nextDayOfMonth(day: number, today: string): DateAnswer {
  const first = Temporal.PlainDate.from(today);
  for (let month = first.with({ day: 1 }), tries = 0; tries < 12; tries++, month = month.add({ months: 1 })) {
    if (day < 1 || day > month.daysInMonth) continue;
    const date = month.with({ day });
    if (Temporal.PlainDate.compare(date, first) >= 0) return { ok: true, date: date.toString() };
  }
  return { ok: false, code: 'no-such-date', message: '' };
}
