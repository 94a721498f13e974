/** Times of day in a line. */
import { parseDuration } from '../../../contract/rules/duration.ts';
import { type Clock, type DayPart, dayPart, readClock } from './clock.ts';
import type { Found } from './found.ts';
import type { Line } from './line.ts';

export interface Hour {
  readonly from: number;
  readonly to: number;
  readonly start: Clock;
  readonly end: Clock | null;
  /** A number alone behind "at" or a day: a time only if nothing else follows. */
  readonly isBare: boolean;
  readonly isMidnight: boolean;
}

const clock = String.raw`\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]\.?m\b\.?)?`;
const between = new RegExp(String.raw`\bbetween (${clock}) and (${clock})(?![\w:])`, 'gi');
const withSign = new RegExp(String.raw`(?<!\S)(?:@ ?|at )(${clock}h?(?: ?o'?clock)?)(?![\w:/%])`, 'gi');
const named = /(?<![\p{L}\p{N}'-])(?:at |@ ?)?(?:12 )?(noon|midday|midnight)(?![\p{L}\p{N}'-])/giu;
const range = / *(?:-|~|\bto\b|\buntil\b|\btill\b|\bthrough\b) */i;

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const spoken = new RegExp(
  String.raw`(?<![\p{L}\p{N}'-])(?:at )?(half|quarter) (past|to) (\d{1,2}|${numbers.join('|')})(?![\p{L}\p{N}:'-])`,
  'giu',
);

function spokenClock(share: string, side: string, number: string): Clock | null {
  const hour = Number(number) || numbers.indexOf(number.toLowerCase()) + 1;
  if (hour < 1 || hour > 23 || (/half/i.test(share) && /to/i.test(side))) return null;
  const minute = /half/i.test(share) ? 30 : /to/i.test(side) ? 45 : 15;
  const at = minute === 45 ? (hour === 1 ? 12 : hour - 1) : hour;
  return { hour: at, minute, isOpen: at < 13, part: null };
}

const closed = (hour: number): Clock => ({ hour, minute: 0, isOpen: false, part: null });

/** Times, in the order of the line. */
export function findHours(line: Line, found: readonly Found[]): Hour[] {
  const hours: Hour[] = [];
  const put = (from: number, words: string, start: Clock | null, end: Clock | null, isMidnight = false) => {
    const to = from + words.length;
    if (!start || !line.isFree(from, to) || hours.some((other) => from < other.to && other.from < to)) return;
    hours.push({ from, to, start, end, isBare: end === null && /^(?:at|@)? ?\d{1,2}$/i.test(words), isMidnight });
  };
  for (const { 0: words, 1: first = '', 2: second = '', index } of line.rest().matchAll(between))
    put(index, words, readClock(first), readClock(second));
  for (const { from, words, type } of found) {
    if (type !== 'clock') continue;
    const [first = '', second, more] = words.split(range);
    if (more !== undefined || !isTold(words, line.clean.slice(Math.max(0, from - 2), from))) continue;
    put(from, words, readClock(first), second === undefined ? null : readClock(second));
  }
  for (const { 0: words, 1: time = '', index } of line.rest().matchAll(withSign)) put(index, words.trimEnd(), readClock(time), null);
  for (const { 0: words, 1: share = '', 2: side = '', 3: number = '', index } of line.rest().matchAll(spoken))
    put(index, words, spokenClock(share, side, number), null);
  for (const { 0: words, 1: name = '', index } of line.rest().matchAll(named)) {
    const isMidnight = /midnight/i.test(name);
    put(index, words, closed(isMidnight ? 0 : 12), null, isMidnight);
  }
  return hours.toSorted((a, b) => a.from - b.from);
}

/** Whether digits are meant as a time at all: "3" is none, nor are "3-4" and "2.10". */
const isTold = (words: string, before: string): boolean =>
  /^(?:at|from)\b/i.test(words) || /\d:\d{2}|\d ?[ap]\.?m\b|o'?clock|morning|afternoon|night/i.test(words) || /@ ?$/.test(before);

/** Takes a time with the sign or the word before it. */
export function takeHour(line: Line, { from, to }: Hour): void {
  line.take(from, to, 'time', /(?:\b(?:at|from|@)|@) *$/i.exec(line.before(from))?.[0].length ?? 0);
}

export interface Part {
  readonly part: DayPart;
  /** "This afternoon" is today's. */
  readonly isToday: boolean;
}

/** Takes the part of the day that a day or a time is told with. */
export function takePart(line: Line): Part | null {
  const text = line.rest();
  const match = [...text.matchAll(/(?<![\w'-])(this |in the |at )?(morning|afternoon|evening|night)(?![\w'-])/gi)].find(
    ({ 1: lead = '', 2: name = '', index }) =>
      (lead.toLowerCase() === 'this ' && !/night/i.test(name)) || /\ue000 *$/.test(text.slice(0, index)),
  );
  if (!match) return null;
  const [words, lead = '', name = ''] = match;
  line.take(match.index, match.index + words.length, 'time');
  return { part: dayPart(name), isToday: lead.toLowerCase() === 'this ' };
}

/** Numbers behind a day that was taken: "Monday 10", "Monday 10-11". And "15h30", which may be a time as well as a length. */
export function findBare(line: Line): Hour | null {
  const match =
    /(?<=\ue000 )(\d{1,2})(?:(?: ?- ?| to )(\d{1,2}))?(?![\w:./%-])/.exec(line.rest()) ??
    /(?<![\w.,:/-]|for )((?:1[3-9]|2[0-3])h(?:[0-5]\d)?)(?![\w-])/i.exec(line.rest());
  const [words, first = '', last] = match ?? [''];
  const start = match && line.endsHere(match.index + words.length) ? readClock(first) : null;
  const end = last === undefined ? null : readClock(last);
  if (!match || !start || (last !== undefined && !end)) return null;
  return { from: match.index, to: match.index + words.length, start, end, isBare: true, isMidnight: false };
}

/** How long from now, ms: "in 90 minutes". */
export function lengthFromNow(words: string): number | null {
  const answer = parseDuration(words.replace(/^in +/i, '').replace(/ +from now$/i, ''));
  return answer.ok ? answer.duration : null;
}
