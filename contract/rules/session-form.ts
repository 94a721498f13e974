/** The form for a meeting, a webinar or an event: from the texts as typed to what Zoho is asked for, or to what is wrong. */
import { parseDuration } from './duration.ts';
import type { Refusal } from './field-text.ts';
import { checkParticipants, mostParticipants } from './participants.ts';
import { startOf, wallTimeAt } from './start.ts';
import type { ClockChange, Start, WallTime } from './start.ts';
import { parseDate, parseTime } from './when.ts';
import type { DateOrder } from './when.ts';
import { isZone, resolveZone } from './zones.ts';

/** The texts as typed, one for each field. */
export interface SessionForm {
  topic: string;
  agenda: string;
  date: string;
  time: string;
  duration: string;
  timeZone: string;
  /** Null: Zoho did not tell them when this session was opened for editing, and they are kept as they are. */
  participants: readonly string[] | null;
}
export type SessionField = keyof SessionForm;
export type FormKind = 'meeting' | 'webinar' | 'event';

/** In the order in which the form shows them. */
export const sessionFields = [
  'topic', 'agenda', 'date', 'time', 'duration', 'timeZone', 'participants',
] as const satisfies readonly SessionField[];

export interface SessionFormContext {
  /** Epoch ms. */
  readonly now: number;
  /** Day before month, or month before day, in a date of numbers alone. */
  readonly order: DateOrder;
  /** An event of a calendar may be without a title, in the past, and longer. */
  readonly kind: FormKind;
  readonly editing: boolean;
  /** When editing: the session as Zoho has it. A start that stays as it is may lie in the past or in an overlap. */
  readonly original?: { readonly startsAt: number | null; readonly timeZone: string | null };
}

export interface FieldProblem {
  readonly code: string;
  /** Shown at the field. */
  readonly message: string;
  /** Starts to choose with one press instead. */
  readonly offers?: readonly WallTime[];
}

export interface SessionValues {
  topic: string;
  agenda: string;
  /** `YYYY-MM-DD` and `HH:MM` on the clock of `timeZone`. */
  date: string;
  time: string;
  /** ms */
  duration: number;
  /** IANA id; an unchanged one keeps Zoho's spelling. */
  timeZone: string;
  /** Epoch ms. */
  startsAt: number;
  participants: string[] | null;
}

export type SessionFormAnswer =
  | { ok: true; value: SessionValues; warnings: (FieldProblem & { field: SessionField })[] }
  | { ok: false; errors: Partial<Record<SessionField, FieldProblem>>; first: SessionField };

/** In characters (Unicode code points). Zoho names no limits; its clients cut at these (zoho-api.md 2.3). */
export const longestTopic = 200;
export const longestAgenda = 2000;
/** zoho-api.md 3.3, and what contract/calendar.ts takes. */
export const longestOfEvent = { topic: 500, agenda: 10_000, duration: 31 * 24 * 3_600_000 };

const shortDuration = 5 * 60_000;
const quarter = 15 * 60_000;

/** A value, or the problem that stands in its way. */
type Read<T> = { value: T } | { problem: FieldProblem };

/**
 * Checks the whole form. Every field has its own problem, and a field that cannot be judged because another one is
 * wrong has none.
 */
export function validateForm(form: SessionForm, context: SessionFormContext): SessionFormAnswer {
  const timeZone = readZone(form.timeZone, context);
  const zone = 'value' in timeZone ? timeZone.value : undefined;
  const read = {
    topic: readTopic(form.topic, context.kind),
    agenda: readAgenda(form.agenda, context.kind),
    // Without a zone the date can still be read; `today` then differs by a day at most.
    date: readDate(form.date, zone ?? 'UTC', context),
    time: readTime(form.time),
    duration: readDuration(form.duration, context.kind),
    timeZone,
    participants: readParticipants(form.participants, context),
  };
  const errors: Partial<Record<SessionField, FieldProblem>> = {};
  for (const field of sessionFields) {
    const answer = read[field];
    if ('problem' in answer) errors[field] = answer.problem;
  }
  const { topic, agenda, date, time, duration, participants } = read;
  if ('value' in date && 'value' in time && zone !== undefined) {
    const start = readStart({ date: date.value, time: time.value }, zone, context);
    if ('problem' in start) errors[start.field] = start.problem;
    else if ('value' in topic && 'value' in agenda && 'value' in duration && 'value' in participants) {
      const warnings = [...participants.warnings, ...durationWarnings(duration.value, context.kind)];
      const value: SessionValues = {
        topic: topic.value, agenda: agenda.value, date: date.value, time: time.value, duration: duration.value,
        timeZone: zone, startsAt: start.value, participants: participants.value,
      };
      return { ok: true, value, warnings };
    }
  }
  return { ok: false, errors, first: sessionFields.find((field) => errors[field]) ?? 'topic' };
}

const problem = (code: string, message: string, offers?: readonly WallTime[]): { problem: FieldProblem } => ({
  problem: { code, message, ...(offers && { offers }) },
});
const refused = ({ code, message }: Refusal) => problem(code, message);

/** How many characters a person would count, near enough: code points. */
const lengthOf = (text: string) => [...text].length;
const hasSomethingToSee = (text: string) => /[^\p{Cc}\p{Cf}\p{Z}\p{M}]/u.test(text);

/** One line without control characters; anything else a person can type is left as it is. */
export const topicText = (text: string): string =>
  text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Lines end with `\n`; other control characters become spaces. */
export const agendaText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ').trim();

function readTopic(text: string, kind: FormKind): Read<string> {
  const value = topicText(text);
  const isEvent = kind === 'event';
  if (!isEvent && !hasSomethingToSee(value)) return problem('empty', `Enter what the ${kind} is about.`);
  const [length, most] = isEvent ? [value.length, longestOfEvent.topic] : [lengthOf(value), longestTopic];
  if (length <= most) return { value };
  return problem('too-long', `The ${isEvent ? 'title' : 'topic'} has ${length} characters; ${most} is the most.`);
}

function readAgenda(text: string, kind: FormKind): Read<string> {
  const value = agendaText(text);
  const isEvent = kind === 'event';
  const [length, most] = isEvent ? [value.length, longestOfEvent.agenda] : [lengthOf(value), longestAgenda];
  if (length <= most) return { value };
  return problem('too-long', `The ${isEvent ? 'description' : 'agenda'} has ${length} characters; ${most} is the most.`);
}

function readZone(text: string, { original }: SessionFormContext): Read<string> {
  if (text === original?.timeZone && isZone(text)) return { value: text };
  const answer = resolveZone(text);
  return answer.ok ? { value: answer.zone } : refused(answer);
}

function readDate(text: string, zone: string, { now, order }: SessionFormContext): Read<string> {
  const answer = parseDate(text, { today: wallTimeAt(now, zone).date, order });
  return answer.ok ? { value: answer.date } : refused(answer);
}

function readTime(text: string): Read<string> {
  const answer = parseTime(text);
  return answer.ok ? { value: answer.time } : refused(answer);
}

function readDuration(text: string, kind: FormKind): Read<number> {
  const answer = kind === 'event' ? parseDuration(text, longestOfEvent.duration) : parseDuration(text);
  return answer.ok ? { value: answer.duration } : refused(answer);
}

function durationWarnings(duration: number, kind: string) {
  const message = `This ${kind} lasts less than 5 minutes. For hours, write 1h.`;
  return duration < shortDuration ? [{ field: 'duration' as const, code: 'short', message }] : [];
}

function readParticipants(list: readonly string[] | null, { editing }: SessionFormContext) {
  if (list === null) return { value: editing ? null : [], warnings: [] };
  const { entries, addresses, tooMany } = checkParticipants(list.filter((text) => text.trim() !== ''));
  const malformed = entries.filter((entry) => entry.status === 'malformed');
  const [first] = malformed;
  if (first) {
    const more = malformed.length === 1 ? '' : ` ${malformed.length - 1} more cannot be used either.`;
    return problem('malformed', `${first.message}${more}`);
  }
  if (tooMany !== null) {
    const over = tooMany - mostParticipants;
    const message = `There are ${tooMany} participants; Zoho takes ${mostParticipants} at most. Take out ${over}.`;
    return problem('too-many', message);
  }
  const repeated = entries.filter((entry) => entry.status === 'duplicate');
  const [repeat] = repeated;
  if (!repeat) return { value: [...addresses], warnings: [] };
  const who = repeated.length === 1 ? `${repeat.address} is` : `${repeated.length} addresses are`;
  const message = `${who} in the list more than once and will be invited once.`;
  return { value: [...addresses], warnings: [{ field: 'participants' as const, code: 'duplicate', message }] };
}

type ReadStart = { value: number } | { problem: FieldProblem; field: 'date' | 'time' };

function readStart(wanted: WallTime, zone: string, { now, kind, original }: SessionFormContext): ReadStart {
  const start = startOf(wanted.date, wanted.time, zone);
  const kept = original?.startsAt ?? null;
  if (kept !== null && isAt(start, kept)) return { value: kept };
  if (start.kind !== 'plain') {
    const what =
      start.kind === 'gap'
        ? `This time does not exist that day in ${zone}: ${clocksGo(start.change)}.`
        : `This time happens twice that day in ${zone}: ${clocksGo(start.change)}. Zoho cannot be told which is meant.`;
    const { before, after } = start.neighbours;
    return { field: 'time', ...problem(start.kind, `${what} Choose a time before or after.`, [before, after]) };
  }
  // A meeting may start now: this minute has not passed yet.
  if (kind === 'event' || start.startsAt + 60_000 > now) return { value: start.startsAt };
  const here = wallTimeAt(now, zone);
  const clock = here.date === wanted.date ? here.time : `${here.time} on ${here.date}`;
  const message = `This start is in the past: in ${zone} it is ${clock}. Choose a later start for the ${kind}.`;
  const field = wanted.date < here.date ? 'date' : 'time';
  return { field, ...problem('past', message, [nextQuarter(now, zone)]) };
}

/** Whether a wall clock shows `at`; in an overlap either moment will do. To the minute, which is all a form can say. */
function isAt(start: Start, at: number): boolean {
  const within = (moment: number) => at >= moment && at < moment + 60_000;
  if (start.kind === 'plain') return within(start.startsAt);
  return start.kind === 'overlap' && (within(start.first) || within(start.second));
}

const clocksGo = ({ from, to, shift }: ClockChange) =>
  `clocks go ${shift > 0 ? 'forward' : 'back'} from ${from.time} to ${to.time}`;

/** The next full quarter of an hour that clocks show once. */
function nextQuarter(now: number, zone: string): WallTime {
  let at = Math.ceil((now + 1) / quarter) * quarter;
  for (let tries = 0; tries < 12; tries++, at += quarter) {
    const wall = wallTimeAt(at, zone);
    if (startOf(wall.date, wall.time, zone).kind === 'plain') return wall;
  }
  return wallTimeAt(at, zone);
}
