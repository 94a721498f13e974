/** From an event of a file to what could be made of it. Pure: nothing is asked and nothing is sent. */
import type { EventWrite } from '../../../contract/calendar.ts';
import type { SessionWrite } from '../../../contract/domain.ts';
import { durationInput } from '../../../contract/rules/duration.ts';
import type { IcalDraft } from '../../../contract/rules/ical-draft.ts';
import { type SessionForm, validateForm } from '../../../contract/rules/session-form.ts';
import { cut } from '../../../contract/rules/shown-text.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';

/** What is made of the drafts that are ticked. */
export type ImportKind = 'meeting' | 'webinar' | 'event';

export interface Situation {
  /** Epoch ms. */
  readonly now: number;
  /** IANA: this computer's zone. */
  readonly here: string;
  /** Whether the people named in the file are invited. */
  readonly withPeople: boolean;
}

export type Made<T> = { readonly write: T } | { readonly problem: string };

const minute = 60_000;
const day = 24 * 60 * minute;
/** What a draft without an end lasts, ms. */
const usualLength = 30 * minute;
const longestEvent = 31 * day;
/** Of an event (zoho-api.md 3.3), in characters. */
const longest = { title: 500, location: 255, description: 10_000, people: 100 };

/** To the minute, as forms can say it. */
export const lengthOf = ({ duration }: Pick<IcalDraft, 'duration'>): number =>
  duration <= 0 ? usualLength : Math.max(minute, Math.round(duration / minute) * minute);

/** What a form begins with. */
export function formTexts(draft: IcalDraft, withPeople: boolean): Partial<SessionForm> {
  const { title, startsAt, timeZone, attendees } = draft;
  const wall = startsAt === null || timeZone === null ? null : wallTimeAt(startsAt, timeZone);
  return {
    topic: title,
    agenda: wholeText(draft, draft.location),
    ...(wall && timeZone !== null && { date: wall.date, time: wall.time, timeZone, duration: durationInput(lengthOf(draft)) }),
    ...(draft.allDay && { date: draft.allDay.from }),
    participants: withPeople ? attendees.map(({ email }) => email) : [],
  };
}

/** A link may be the only way into what is imported: it goes along. */
function wholeText({ description, url }: IcalDraft, location: string): string {
  const where = location === '' || description.includes(location) ? '' : `Where: ${location}`;
  const link = url === '' || description.includes(url) || location.includes(url) ? '' : url;
  return [description, where, link].filter((each) => each !== '').join('\n\n');
}

/** As a meeting or a webinar: once, ahead, and with a time of day. */
export function sessionOf(draft: IcalDraft, kind: 'meeting' | 'webinar', { now, withPeople }: Situation): Made<SessionWrite> {
  if (draft.startsAt === null) return { problem: `It lasts whole days: it can be an event, and no ${kind}.` };
  if (draft.startsAt + minute <= now) return { problem: `It began before now: it can be an event, and no ${kind}.` };
  const texts = { topic: '', agenda: '', date: '', time: '', duration: '', timeZone: '', participants: [], ...formTexts(draft, withPeople) };
  // The reader knows the zone already: looking it up by name again would be the slow part.
  const original = { startsAt: null, timeZone: draft.timeZone };
  const answer = validateForm(texts, { now, order: 'dmy', kind, editing: false, original });
  if (!answer.ok) return { problem: answer.errors[answer.first]?.message ?? 'The form does not take it.' };
  const { startsAt: _, ...write } = answer.value;
  return { write };
}

/** As an event of a calendar. */
export function eventOf(draft: IcalDraft, calendar: string, { here, withPeople }: Situation): Made<EventWrite> {
  const { allDay, startsAt, timeZone, attendees } = draft;
  const days = allDay ? Math.round((Date.parse(allDay.to) - Date.parse(allDay.from)) / day) + 1 : 0;
  const duration = allDay ? days * day : lengthOf(draft);
  if (duration > longestEvent) return { problem: 'It lasts longer than 31 days.' };
  if (!allDay && (startsAt === null || timeZone === null)) return { problem: 'It has no start.' };
  const wall = allDay || startsAt === null || timeZone === null ? { date: allDay?.from ?? '', time: '00:00' } : wallTimeAt(startsAt, timeZone);
  const people = withPeople ? attendees.slice(0, longest.people).map(({ email }) => email) : [];
  return {
    write: {
      calendar,
      title: shortened(draft.title, longest.title),
      isAllDay: allDay !== null,
      ...wall,
      duration,
      timeZone: timeZone ?? here,
      location: shortened(draft.location, longest.location),
      description: shortened(wholeText(draft, ''), longest.description),
      isPrivate: false,
      attendees: people,
      reminder: null,
      repeat: draft.recurrence,
      withMeeting: false,
      notify: people.length > 0,
    },
  };
}

/** In UTF-16 units, and never half a character. */
function shortened(text: string, limit: number): string {
  let most = limit;
  while (cut(text, most).length > limit) most -= 1 + Math.floor((cut(text, most).length - limit) / 2);
  return cut(text, most);
}

/** Something that is known, at Zoho or in a calendar. */
export interface Known {
  readonly title: string;
  readonly startsAt: number | null;
  /** ms */
  readonly duration: number | null;
  readonly allDay: { readonly from: string; readonly to: string } | null;
}

const plain = (title: string): string => title.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
const nameOf = (title: string, start: number | string, length: number | string): string =>
  JSON.stringify([plain(title), start, length]);

/** The names of what is there, to be looked up by {@link isThere}. */
export function namesOf(known: readonly Known[]): ReadonlySet<string> {
  return new Set(
    known.flatMap(({ title, startsAt, duration, allDay }) => {
      if (allDay) return [nameOf(title, allDay.from, allDay.to)];
      return startsAt === null || duration === null ? [] : [nameOf(title, Math.floor(startsAt / minute), duration)];
    }),
  );
}

/** The same title, start and length are there already. */
export function isThere(draft: IcalDraft, names: ReadonlySet<string>): boolean {
  const { title, allDay, startsAt } = draft;
  if (allDay) return names.has(nameOf(title, allDay.from, allDay.to));
  return startsAt !== null && names.has(nameOf(title, Math.floor(startsAt / minute), lengthOf(draft)));
}

const cautions: readonly string[] = ['cancelled', 'bad-end', 'no-end-mark'];

/** Ticked to begin with: it can be made, it lies ahead, it is not there yet, and nothing of it has to be looked at first. */
export function isWanted(draft: IcalDraft, made: Made<unknown>, isTwin: boolean, now: number): boolean {
  const start = draft.startsAt ?? (draft.allDay ? Date.parse(draft.allDay.to) + day : now);
  const goesOn = draft.recurrence !== null;
  return !('problem' in made) && !isTwin && (start >= now || goesOn) && !draft.problems.some(({ code }) => cautions.includes(code));
}

const spanDays = 60 * day;
/** Spans asked about what is there already: two years, when they follow each other. */
const mostSpans = 12;

/** Spans of time that hold the drafts, soonest first; `rest`: some drafts lie in none. Epoch ms. */
export function spansOf(drafts: readonly IcalDraft[], now: number): { spans: { from: number; to: number }[]; rest: boolean } {
  const starts = drafts
    .map(({ startsAt, allDay }) => startsAt ?? (allDay ? Date.parse(allDay.from) : now))
    .toSorted((a, b) => Number(a < now) - Number(b < now) || (a < now ? b - a : a - b));
  const spans: { from: number; to: number }[] = [];
  for (const start of starts) {
    if (spans.some(({ from, to }) => start - day >= from && start + day <= to)) continue;
    if (spans.length === mostSpans) return { spans, rest: true };
    const from = start < now ? start - spanDays + day : start - day;
    spans.push({ from, to: from + spanDays });
  }
  return { spans, rest: false };
}
