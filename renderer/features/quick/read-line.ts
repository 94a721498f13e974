import { findDays, keepNames, takeDay, type Day } from './day-part.ts';
import { findAll, type Found } from './found.ts';
import { findBare, findHours, type Hour, lengthFromNow, type Part, takeHour, takePart } from './hour-part.ts';
import { parseDuration } from '../../../contract/rules/duration.ts';
import { spanOf } from './clock.ts';
import { takeLength } from './length-part.ts';
import { createLine, type Line } from './line.ts';
import { takePeople } from './people-part.ts';
import type { Ask, LineContext, Question, Reading } from './reading.ts';
import { hasAdverb, takeAdverb, takeException, takeExtent, takeRepeat } from './repeat-part.ts';
import { settle } from './settle.ts';
import { atOffset, takeOffsets, takeZones } from './zone-part.ts';

/** In UTF-16 units; a longer text is no line, and only its beginning is read. */
export const longestLine = 2_000;

/**
 * Reads one line such as "Design review tomorrow 3pm 45m with ana@example.test in Paris". What is not read as anything
 * else is the topic; what stands in quotation marks always is. Never throws, whatever is typed.
 *
 * - A day means what it means in the form's own field (contract/rules/when.ts), on the calendar of the zone that is told.
 * - A time without a day is the next such time. An hour of one digit without "am" or "pm" is the one inside 07:00 to
 *   19:00: "at 3" is 15:00. `03:30` and `15:30` are as they stand; a number alone ("3") is no time.
 * - What has several senses is a question, and its field stays empty until it is answered. A start that has passed, or
 *   that clocks skip or show twice (zoho-api.md section 7 rule 7), is given as told, with a question beside it.
 */
export function readLine(text: string, context: LineContext): Reading {
  const line = createLine(text.slice(0, longestLine).toWellFormed());
  const questions: Question[] = [];
  const ask = asking(questions, context);
  for (const { 0: quote, index } of line.clean.matchAll(/"[^"]{1,400}"|“[^”]{1,400}”/g)) line.keep(index, index + quote.length);
  const kind = takeKind(line);
  const participants = takePeople(line, ask, context.knownPeople ?? []);
  keepNames(line);
  const { now, timeZone: here } = context;
  const moment = takeMoment(line);
  const offsets = takeOffsets(line, { now, here });
  if (moment?.offset) offsets.push({ ...atOffset(moment.offset, now, here), from: moment.from, to: moment.to });
  const begun = takeRepeat(line);
  const told = begun && takeException(line, begun);
  const found = findAll(line, context.dateOrder, now);
  const hours = findHours(line, found);
  const days = chooseDays(line, findDays(line, found), hours, told !== null || hasAdverb(line));
  const times = chooseHours(line, hours, ask);
  const after = takeAfter(line, found, moment !== null || days.begin.length + times.length > 0);
  const part = takePart(line);
  const bare = times.length > 0 || after !== null || moment ? null : takeBare(line, ask, part);
  const repeat = told ?? takeAdverb(line);
  const extent = repeat && repeat.reason !== 'in-topic' ? takeExtent(line) : null;
  const hour = times[0] ?? bare;
  const span = hour && times.length < 2 ? spanOf(hour.start, hour.end, part?.part ?? null) : null;
  const duration = takeLength(line, ask, span?.length ?? null);
  const zone = takeZones(line, { now, here, ask }, offsets);
  const when = settle(
    {
      days: moment ? [[moment.date]] : days.begin.map(({ words }) => words),
      dayText: textOf(line, days.begin),
      until: days.end?.words[0] ?? null,
      times: times.map(({ start, end }) => spanOf(start, end, part?.part ?? partOfDays(days.begin)).time),
      told: moment?.time ?? (bare ? (span?.time ?? null) : null),
      isMidnight: hour?.isMidnight ?? false,
      after,
      part: part ?? null,
      isOpenZone: zone.isOpen,
      repeat,
      extent,
    },
    zone.zone,
    context,
    ask,
  );
  return {
    kind, topic: line.topic(), ...when, duration, timeZone: zone.zone, participants, marks: line.marks(), questions,
  };
}

function asking(questions: Question[], { answers = {} }: LineContext): Ask {
  return (field, reason, about, choices) => {
    const id = `${field} ${reason} ${about.toLowerCase()}`;
    const place = Object.hasOwn(answers, id) ? answers[id] : undefined;
    const chosen = place === undefined ? undefined : choices[place];
    if (chosen) return chosen;
    if (!questions.some((each) => each.id === id)) questions.push({ id, field, reason, about, choices });
    return null;
  };
}

function takeKind(line: Line): Reading['kind'] {
  const match = /^\s*webinar(?![\w'-])\s*:?/i.exec(line.rest());
  if (!match) return 'meeting';
  line.take(0, match[0].length, 'kind');
  return 'webinar';
}

interface Moment {
  readonly from: number;
  readonly to: number;
  readonly date: string;
  readonly time: string;
  readonly offset: string | null;
}

const isoMoment =
  /(?<![\w/.-])(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):?([0-5]\d)(?::?\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?(?![\w:])/i;

/** `2026-06-19T15:00`, with or without seconds and an offset. */
function takeMoment(line: Line): Moment | null {
  const iso = isoMoment.exec(line.rest());
  if (!iso) return null;
  const [words, date = '', hour = '', minute = '', zone] = iso;
  const span = { from: iso.index, to: iso.index + words.length };
  line.take(span.from, span.to, 'date');
  const digits = zone?.replace(':', '') ?? '';
  const offset = zone === undefined ? null : /z/i.test(zone) ? '+00:00' : `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`;
  return { ...span, date, time: `${hour}:${minute}`, offset };
}

const nextTo = /^[\s,]*(?:(?:in the )?(?:morning|afternoon|evening|night))?[\s,]*(?:at|@|from)?[\s,]*$/i;
const oneOf = /^[\s,]*(?:or|and|\/|&)?[\s,]*(?:on )?$/i;

interface Days {
  readonly begin: readonly Day[];
  readonly end: Day | null;
}

/**
 * Which days are meant: of several the one beside a time, the others belong to the topic. "Monday or Tuesday" are two
 * of which one is meant. Behind "until" a day ends a repeat; where nothing repeats it is the topic's.
 */
function chooseDays(line: Line, days: readonly Day[], hours: readonly Hour[], repeats: boolean): Days {
  const ends = days.filter(({ isEnd }) => isEnd);
  const [end = null] = repeats ? ends : [];
  for (const day of ends) if (day !== end) line.keep(day.from, day.to);
  const begins = days.filter(({ isEnd }) => !isEnd);
  const begin = begins.length < 2 || areOneOf(line, begins) ? begins : besideTime(line, begins, hours);
  for (const day of begins) if (!begin.includes(day)) line.keep(day.from, day.to);
  for (const day of [...begin, ...(end ? [end] : [])]) takeDay(line, day);
  return { begin, end };
}

const areOneOf = (line: Line, days: readonly Day[]) =>
  days.every((day, index) => index === 0 || oneOf.test(line.clean.slice(days[index - 1]?.to, day.from)));

function besideTime(line: Line, days: readonly Day[], hours: readonly Hour[]): readonly Day[] {
  const gap = (to: number, from: number) => to <= from && nextTo.test(line.clean.slice(to, from));
  const beside = days.filter((day) => hours.some((hour) => gap(day.to, hour.from) || gap(hour.to, day.from)));
  return beside.length === 1 ? beside : days;
}

/** A number behind "at" is a time where no plain word follows ("at 5 Guys"): else it is asked about. */
function chooseHours(line: Line, hours: readonly Hour[], ask: Ask): Hour[] {
  const [plain, doubtful] = [[] as Hour[], [] as Hour[]];
  for (const hour of hours) (hour.isBare && !line.endsHere(hour.to) ? doubtful : plain).push(hour);
  for (const hour of plain) takeHour(line, hour);
  for (const hour of doubtful) {
    const isMeant = plain.length === 0 && askBare(line, hour, ask, null) !== null;
    if (isMeant) plain.push(hour);
    if (isMeant) takeHour(line, hour);
    else line.keep(hour.from, hour.to);
  }
  return plain;
}

function askBare(line: Line, { from, to, start, end }: Hour, ask: Ask, part: Part | null) {
  const { time, length } = spanOf(start, end, part?.part ?? null);
  const about = line.text.slice(from, to);
  const other = parseDuration(about);
  const isLength = /h/i.test(about) && other.ok;
  const answer = length === null ? { time } : { time, duration: length };
  return ask('time', 'bare-number', about, [answer, isLength ? { duration: other.duration } : {}]);
}

function takeBare(line: Line, ask: Ask, part: Part | null): Hour | null {
  const hour = findBare(line);
  if (!hour) return null;
  const answer = askBare(line, hour, ask, part);
  if (answer?.duration !== undefined && answer.time === undefined) return null;
  if (answer && answer.time === undefined) line.keep(hour.from, hour.to);
  else takeHour(line, hour);
  return answer?.time === undefined ? null : hour;
}

/** "In 2 hours", where no day and no other time is told: else it is the topic's ("Rust in 2 hours, Friday 3pm"). */
function takeAfter(line: Line, found: readonly Found[], isTold: boolean): number | null {
  for (const { from, to, words, type } of found) {
    if (type !== 'after' || !line.isFree(from, to)) continue;
    const length = lengthFromNow(words);
    if (length === null || isTold) line.keep(from, to);
    else {
      line.take(from, to, 'time');
      return length;
    }
  }
  return null;
}

const partOfDays = (days: readonly Day[]) => (days.some(({ words }) => words[0] === 'tonight') ? 'evening' : null);

const textOf = (line: Line, days: readonly Day[]) =>
  days.length === 0 ? '' : line.text.slice(days[0]?.from, days.at(-1)?.to);
