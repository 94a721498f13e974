/** What stands in the form of an event, and what Zoho is asked for. */
import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent, EventRef, EventWrite, Extent, Recurrence } from '../../../contract/calendar.ts';
import type { AppError } from '../../../contract/result.ts';
import { durationInput } from '../../../contract/rules/duration.ts';
import { writeOfEvent } from '../../../contract/rules/event-form.ts';
import { repeatFormOf, type RepeatAnswer } from '../../../contract/rules/repeat-form.ts';
import type { FieldProblem, SessionValues } from '../../../contract/rules/session-form.ts';
import type { Form } from '../editor/form-basics.ts';
import { newForm } from '../editor/form.ts';
import type { EventTexts } from './event-drafts.ts';
import type { NewEventStart } from './event-form-context.ts';

const day = 24 * 3_600_000;
const hour = 3_600_000;
export const longestLocation = 255;
const mostDays = 31;

/** A form on the screen, or one that waits to come back to it. */
export interface OpenEvent extends EventTexts {
  /** Tells one opening of a form from the next. */
  readonly serial: number;
  /** What Zoho has, when it is being edited. */
  readonly original: CalendarEvent | null;
  readonly untouched: EventTexts;
  readonly draftId: string;
  /** It began with a draft. */
  readonly keptFromBefore: boolean;
  /** Zoho could not be asked: as of when it is what Zoho had, epoch ms. */
  readonly readAt: number | null;
  readonly refusal: AppError | null;
}

interface NewEvent {
  /** Epoch ms. */
  readonly now: number;
  readonly zone: string;
  /** ms */
  readonly length: number;
  readonly calendar: string;
  readonly start: NewEventStart | null;
}

export const newEvent = ({ now, zone, length, calendar, start }: NewEvent): EventTexts => ({
  form: { ...newForm(now, start?.timeZone ?? zone, length), ...start },
  extras: { calendar, isAllDay: false, days: '1 day', location: '', reminder: '', isPrivate: false, notify: false },
});

/** @param zone IANA, where the event tells none that is known */
export function textsOfEvent(event: CalendarEvent, zone: string): EventTexts {
  const write = writeOfEvent(event, zone);
  const { isAllDay, date, duration, reminder } = write;
  return {
    form: {
      topic: write.title, agenda: write.description, date,
      // What it begins with when it is no longer for the whole day.
      time: isAllDay ? '09:00' : write.time,
      duration: durationInput(isAllDay ? hour : duration),
      timeZone: write.timeZone, participants: write.attendees, participantText: '',
      repeat: repeatFormOf(write.repeat, date),
    },
    extras: {
      calendar: write.calendar, isAllDay, days: daysText(isAllDay ? Math.round(duration / day) : 1),
      location: write.location, reminder: reminder === null ? '' : String(reminder), isPrivate: write.isPrivate,
      notify: false,
    },
  };
}

export const daysText = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

type Days = { readonly ok: true; readonly days: number } | { readonly ok: false; readonly problem: FieldProblem };

/** "3", "3 days", "1 week" */
export function readDays(text: string): Days {
  const [, count, unit = ''] = /^\s*(\d{1,3})\s*(d|days?|w|weeks?)?\s*$/i.exec(text) ?? [];
  const days = Number(count ?? 0) * (/^w/i.test(unit) ? 7 : 1);
  if (days >= 1 && days <= mostDays) return { ok: true, days };
  const message = days > mostDays ? `Enter ${mostDays} days at most.` : 'Enter how many days, for example 1 day or 3 days.';
  return { ok: false, problem: { code: 'days', message } };
}

/** The last of so many days. @param date `YYYY-MM-DD` of the first */
export const lastOf = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days: days - 1 }).toString();

/** Whether it is one of a series, so that there is a choice of which of them to change. */
export const isOfSeries = (event: CalendarEvent | null): boolean => event !== null && event.recurring && event.occurrence !== null;

export const refOf = ({ calendar, uid, occurrence }: CalendarEvent): EventRef => ({ calendar, uid, occurrence });

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether the repeat is to be another one: then it cannot be about one occurrence alone. */
export const changesRepeat = ({ original, untouched }: Pick<OpenEvent, 'original' | 'untouched'>, form: Form): boolean =>
  original !== null && !isSame(form.repeat, untouched.form.repeat);

/**
 * What is repeated. One occurrence keeps what its series has; a series that is moved follows its new date where the
 * choice does.
 */
export function repeatFor(open: OpenEvent, form: Form, answer: RepeatAnswer, extent: Extent): RepeatAnswer {
  const { original, untouched } = open;
  if (!original || changesRepeat(open, form)) return answer;
  const isMoved = form.date !== untouched.form.date;
  const kept = original.rule === null ? null : (original.repeat ?? 'keep');
  return extent === 'this' || !isMoved ? { ok: true, repeat: kept } : answer;
}

interface Meant {
  readonly texts: EventTexts;
  readonly values: SessionValues;
  readonly days: number;
  readonly repeat: Recurrence | 'keep' | null;
}

/** What was not touched is sent as Zoho has it, to the second and the last space. @param zone IANA, of this computer */
export function writeOfTexts({ original, untouched }: OpenEvent, { texts, values, days, repeat }: Meant, zone: string): EventWrite {
  const { form, extras } = texts;
  const base = original && writeOfEvent(original, zone);
  const isAsBefore = (field: 'topic' | 'agenda' | 'duration') => form[field] === untouched.form[field];
  const isSameKind = extras.isAllDay === untouched.extras.isAllDay;
  return {
    calendar: extras.calendar,
    title: base && isAsBefore('topic') ? base.title : values.topic,
    isAllDay: extras.isAllDay,
    date: values.date,
    time: extras.isAllDay ? '00:00' : values.time,
    duration: extras.isAllDay ? days * day : base && isSameKind && isAsBefore('duration') ? base.duration : values.duration,
    timeZone: values.timeZone,
    location: extras.location.trim(),
    description: base && isAsBefore('agenda') ? base.description : values.agenda,
    isPrivate: extras.isPrivate,
    attendees: values.participants,
    // The others that it may have stay, too.
    reminder: extras.reminder === '' || (base && extras.reminder === untouched.extras.reminder) ? null : Number(extras.reminder),
    repeat,
    withMeeting: false,
    notify: extras.notify,
  };
}
