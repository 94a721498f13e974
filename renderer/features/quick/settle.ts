/** From the words for days and times to one start, or to the questions that stand in its way. */
import { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../../../contract/calendar.ts';
import { startOf, wallTimeAt } from '../../../contract/rules/start.ts';
import { sameZone } from '../../../contract/rules/zones.ts';
import type { DayPart } from './clock.ts';
import { readDay } from './day-part.ts';
import { firstDate, weekdayOf } from './first-date.ts';
import type { Part } from './hour-part.ts';
import type { Answer, Ask, LineContext } from './reading.ts';
import { type Extent, recurrenceOf, type Rhythm, type Told } from './repeat-part.ts';

export interface Words {
  /** Each with one reading, or with the ends of a range. */
  readonly days: readonly (readonly string[])[];
  /** As they stand in the line. */
  readonly dayText: string;
  readonly until: string | null;
  /** `HH:MM` */
  readonly times: readonly string[];
  /** A time that needed no reading. */
  readonly told: string | null;
  readonly isMidnight: boolean;
  /** ms from now */
  readonly after: number | null;
  readonly part: Part | null;
  readonly isOpenZone: boolean;
  readonly repeat: Told | null;
  readonly extent: Extent | null;
}

interface When {
  readonly date: string | null;
  readonly time: string | null;
  readonly repeat: Recurrence | null;
}

/** Hours that a part of the day may mean. */
const usual: Record<DayPart, readonly string[]> = {
  morning: ['09:00', '10:00', '11:00'],
  afternoon: ['13:00', '14:00', '15:00'],
  evening: ['18:00', '19:00', '20:00'],
};

const later = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();

/** @param zone the one that is told, or null */
export function settle(words: Words, zone: string | null, context: LineContext, ask: Ask): When {
  const { now } = context;
  const clock = zone ?? context.timeZone;
  const here = wallTimeAt(now, clock);
  if (words.after !== null) {
    const start = wallTimeAt(now + words.after, clock);
    return checked({ ...start, repeat: null }, null, words, clock, context, ask);
  }
  const day = settleDay(words, zone, here.date, context, ask);
  const time = settleTime(words, day.date, here, ask);
  const start = words.isMidnight && time.time === '00:00' ? atMidnight(words, day, here.date, ask) : { ...day, ...time };
  const isOpen = start.isOpen || day.isOpen || words.isOpenZone;
  if (words.repeat) return withRepeat(words, words.repeat, { ...start, isOpen }, here, clock, context, ask);
  const next = start.date ?? (start.time === null || isOpen ? null : here.time <= start.time ? here.date : later(here.date, 1));
  return checked({ date: next, time: start.time, repeat: null }, day.words, words, clock, context, ask);
}

interface Settled {
  readonly date: string | null;
  readonly words: string | null;
  /** A question stands in its way. */
  readonly isOpen: boolean;
}

function settleDay({ days, dayText, part }: Words, zone: string | null, today: string, context: LineContext, ask: Ask): Settled {
  const { now, timeZone, dateOrder } = context;
  const all = days.flat();
  const told = all.length === 0 && part?.isToday ? 'today' : all[0];
  if (told === undefined) return { date: null, words: null, isOpen: false };
  const read = (text: string, on = today) => readDay(text, on, dateOrder);
  const choose = (reason: Parameters<Ask>[1], dates: readonly string[]): Settled => {
    const date = ask('date', reason, dayText, [...new Set(dates)].map((each) => ({ date: each })))?.date ?? null;
    return { date, words: null, isOpen: date === null };
  };
  if (all.length > 1) {
    const dates = all.slice(0, 8).flatMap((text) => {
      const answer = read(text);
      return answer.ok ? [answer.date] : [];
    });
    if (new Set(dates).size !== 1) return choose('several', dates);
  }
  const answer = read(told);
  if (!answer.ok) return 'choices' in answer ? choose('weekday', answer.choices) : choose('no-such-date', []);
  if (zone !== null && !sameZone(zone, timeZone)) {
    const other = read(told, wallTimeAt(now, timeZone).date);
    if (other.ok && other.date !== answer.date) return choose('other-day', [answer.date, other.date]);
  }
  return { date: answer.date, words: told, isOpen: false };
}

function settleTime(words: Words, date: string | null, here: { date: string; time: string }, ask: Ask): { time: string | null; isOpen: boolean } {
  const times = [...new Set(words.told === null ? words.times : [words.told, ...words.times])];
  if (times.length > 1) {
    const time = ask('time', 'several', times.join(' '), times.slice(0, 8).map((each) => ({ time: each })))?.time ?? null;
    return { time, isOpen: time === null };
  }
  const [time = null] = times;
  const part = words.part?.part ?? (words.days[0]?.[0] === 'tonight' ? 'evening' : null);
  if (time !== null || part === null) return { time, isOpen: false };
  const ahead = usual[part].filter((each) => date !== here.date || each >= here.time);
  const chosen = ask('time', 'part-of-day', part, (ahead.length > 0 ? ahead : usual[part]).map((each) => ({ time: each })));
  return { time: chosen?.time ?? null, isOpen: false };
}

/** Midnight of a day is where it begins, and where it ends. Tonight's is the one that comes. */
function atMidnight(words: Words, { date, words: told, isOpen }: Settled, today: string, ask: Ask) {
  const time = '00:00';
  if (date === null) return { date: null, words: told, time, isOpen };
  if (date === today && (told === 'tonight' || told === 'today')) return { date: later(date, 1), words: null, time, isOpen };
  const choices = [date, later(date, 1)].map((each) => ({ date: each, time }));
  const chosen = ask('date', 'midnight', words.dayText, choices);
  return { date: chosen?.date ?? null, words: null, time, isOpen: chosen === null };
}

/** Asks about a start that has passed, or that clocks skip or show twice. */
function checked(when: When, told: string | null, words: Words, zone: string, context: LineContext, ask: Ask): When {
  const { date, time } = when;
  if (date === null) return when;
  const take = (answer: Answer | null): When => ({ ...when, date: answer?.date ?? date, time: answer?.time ?? time });
  const { now } = context;
  if (time === null) {
    const today = wallTimeAt(now, zone).date;
    return date < today ? take(ask('date', 'past', words.dayText, [])) : when;
  }
  const start = startOf(date, time, zone);
  if (start.kind !== 'plain')
    return take(ask('time', start.kind, `${date} ${time}`, [start.neighbours.before, start.neighbours.after]));
  if (start.startsAt + 60_000 > now) return when;
  return take(ask('date', 'past', `${words.dayText} ${time}`, nextSuch(told, { date, time }, zone, context)));
}

/** The same words, read a day later: tomorrow for "today", in a week for "Monday". */
function nextSuch(told: string | null, { date, time }: { date: string; time: string }, zone: string, { now, dateOrder }: LineContext): Answer[] {
  if (told === null || told === 'yesterday') return [];
  const again = readDay(told, later(wallTimeAt(now, zone).date, 1), dateOrder);
  if (!again.ok || again.date === date) return [];
  const start = startOf(again.date, time, zone);
  return start.kind === 'plain' && start.startsAt > now ? [{ date: again.date, time }] : [];
}

interface Start extends Settled {
  readonly time: string | null;
}

function withRepeat(
  words: Words, told: Told, start: Start, here: { date: string; time: string }, zone: string, context: LineContext, ask: Ask,
): When {
  const { time, isOpen } = start;
  const soonest = time !== null && time < here.time ? later(here.date, 1) : here.date;
  const from = start.date === null || start.date === here.date ? soonest : start.date;
  const begin = (rhythm: Rhythm) => {
    const isFree = start.date !== null && firstDate(rhythm, start.date) === start.date;
    return isFree ? (start.date ?? from) : firstDate(rhythm, from);
  };
  const make = (rhythm: Rhythm): { date: string; repeat: Recurrence } => {
    const date = begin(rhythm);
    return { date, repeat: recurrenceOf(rhythm, endOf(words, date, here.date, context, ask), weekdayOf(Temporal.PlainDate.from(date))) };
  };
  const [first, ...more] = told.rhythms;
  if (!first) return { date: start.date, time, repeat: null };
  if (told.reason !== null) {
    const date = start.date ?? (time === null || isOpen ? null : soonest);
    const made = told.rhythms.map(make);
    const choices: Answer[] = more.length > 0 ? made : made.map(({ repeat }) => ({ repeat }));
    const chosen = ask('repeat', told.reason, told.about, told.canDecline ? [...choices, {}] : choices);
    const isUnknown = more.length > 0 && start.date === null;
    return checked(
      { date: chosen?.date ?? (isUnknown ? null : date), time, repeat: chosen?.repeat ?? null }, start.words, words, zone, context, ask,
    );
  }
  const needsDate = first.unit === 'week' ? first.on === null : first.unit === 'month' && 'day' in first && first.day === null;
  if (isOpen && start.date === null && needsDate) return { date: null, time, repeat: null };
  const { date, repeat } = make(first);
  return checked({ date: isOpen && start.date === null ? null : date, time, repeat }, start.words, words, zone, context, ask);
}

/** Until when: the day told, or so long or so often from the first. */
function endOf({ until, extent }: Words, first: string, today: string, { dateOrder }: LineContext, ask: Ask): Recurrence['end'] {
  if (until !== null) {
    const answer = readDay(until, today, dateOrder);
    if (answer.ok && answer.date >= first) return { type: 'until', date: answer.date };
    ask('repeat', answer.ok ? 'ends-early' : 'no-such-date', until, []);
    return { type: 'never' };
  }
  if (extent === null) return { type: 'never' };
  if ('count' in extent) return { type: 'count', count: extent.count };
  const end = Temporal.PlainDate.from(first).add({ [extent.unit]: extent.length }).subtract({ days: 1 });
  return { type: 'until', date: end.toString() };
}
