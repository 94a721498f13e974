/** What chrono finds in a line: where words for days and times stand. What they mean is decided by Parley's own rules. */
import { Chrono, configuration, type ParsedResult, type Parser } from 'chrono-node/en';
import type { DateOrder } from '../../../contract/rules/when.ts';
import type { Line } from './line.ts';

/** What no line here means. The parsers that find it take their time, too: seconds, for a line of many lengths. */
const unwanted = ['2 hours ago', '2 hours later', 'last 2 hours'];

/** Chrono's parsers without its refiners: those join what stands apart, and guess at zones and years. */
function finder(littleEndian: boolean): Chrono {
  const finds = (parser: Parser) => {
    const alone = new Chrono({ parsers: [parser], refiners: [] });
    return unwanted.some((words) => alone.parse(words).length > 0);
  };
  const { parsers } = configuration.createCasualConfiguration(littleEndian);
  return new Chrono({ parsers: parsers.filter((parser) => !finds(parser)), refiners: [] });
}
const finders: Record<DateOrder, Chrono> = { dmy: finder(true), mdy: finder(false) };

const fromNow = /(?<![\w.,-])(?:\d{1,3}|an?|one|two|three|four|five|six|half an) (minute|hour|day|week|month)s? from now(?![\w-])/gi;

export interface Found {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** `clock`: a time of day or a range; `after`: so long from now; `day`: anything else. */
  readonly type: 'clock' | 'after' | 'day';
  /** Both ends of a range of days. */
  readonly days: readonly { readonly day: number; readonly month: number }[];
}

/** Candidates that stand by themselves, the longer of two in one place, in the order of the line. */
export function findAll(line: Line, order: DateOrder, now: number): Found[] {
  const text = line.rest();
  const found = finders[order].parse(text, new Date(now)).flatMap((result) => {
    const each = foundOf(result, text);
    return each && standsAlone(each, text) ? [each] : [];
  });
  for (const { 0: words, 1: unit = '', index } of text.matchAll(fromNow))
    found.push({ from: index, to: index + words.length, words, days: [], type: /minute|hour/i.test(unit) ? 'after' : 'day' });
  // "From 1 Dec" begins on a day, and not at one.
  const isDoubtful = ({ type, words }: Found) => Number(type === 'clock' && !/\d:\d|\d ?[ap]\.?m/i.test(words));
  const longestFirst = found.toSorted((a, b) => isDoubtful(a) - isDoubtful(b) || b.to - b.from - (a.to - a.from));
  const kept: Found[] = [];
  for (const each of longestFirst) if (!kept.some((other) => each.from < other.to && other.from < each.to)) kept.push(each);
  return kept.toSorted((a, b) => a.from - b.from);
}

function foundOf(result: ParsedResult, text: string): Found | null {
  const tags = result.tags();
  const from = result.index + (/^[\s,(]*/.exec(result.text)?.[0].length ?? 0);
  let words = result.text.replace(/^[\s,(]+|[\s,)]+$/g, '');
  // "19 December 20:00": the year is an hour.
  if (/^ ?(?::\d|[ap]\.?m\b)/i.test(text.slice(from + words.length, from + words.length + 5))) words = words.replace(/[ ,]+\d{1,2}$/, '');
  const span = { from, to: from + words.length, words, days: daysOf(result) };
  if (tags.has('parser/ENTimeExpressionParser')) return { ...span, type: 'clock' };
  if (tags.has('result/relativeDateAndTime')) return /^in /i.test(words) ? { ...span, type: 'after' } : null;
  return { ...span, type: 'day' };
}

const daysOf = ({ start, end }: ParsedResult): Found['days'] =>
  [start, end].flatMap((each) => {
    if (!each?.isCertain('day') || !each.isCertain('month')) return [];
    const [day, month] = [each.get('day'), each.get('month')];
    return day === null || month === null ? [] : [{ day, month }];
  });

/** Not a part of a longer word or number; dots make versions of numbers, not days. */
function standsAlone({ from, to, words, type }: Found, text: string): boolean {
  if (/[\p{L}\p{N}_#$€£.:/'-]$/u.test(text.slice(Math.max(0, from - 2), from))) return false;
  if (/^(?:[\p{L}\p{N}_%/'@]|-\p{L}|[.,:]\d)/u.test(text.slice(to, to + 2))) return false;
  if (type !== 'day') return true;
  if (/^\d{1,2}\.\d{1,2}$/.test(words)) return text.charAt(to) === '.';
  return !/^\d{1,2}-\d{1,2}$/.test(words);
}
