/** Creating, editing and deleting events of Zoho Calendar (zoho-api.md 3.3 and 3.4). */
import type { EventRef, EventWrite, Extent, Recurrence } from '../../contract/calendar.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { movedRepeat } from '../../contract/rules/recurrence.ts';
import { readRule } from '../../contract/rules/recurrence-rule.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import type { EventReader, FoundEvent } from './calendar-reading.ts';
import { eventsUrl, sendChange, type CalendarWrite } from './calendar-send.ts';
import type { CalendarApi, ZohoEvent } from './calendar-types.ts';
import type { HttpAnswer, ZohoHttp } from './http.ts';
import { occurrenceMoment, startsOf } from './occurrences.ts';
import { notSent } from './outcome.ts';
import { readList } from './wire/calendar.ts';
import { readEvent } from './wire/event.ts';
import { createEventBody, daysOfWrite, editEventBody, ruleOfWrite, startOfWrite } from './wire/event-body.ts';
import { addDays, daysBetween, knownZone, wallOf } from './wire/event-time.ts';
import { fieldsOf, isFields, type Fields } from './wire/values.ts';

export interface ChangesPorts {
  http: ZohoHttp;
  target(): ApiTarget | null;
  log: Log;
  timeZone(): string;
  reader: EventReader;
}

const unsent = (code: 'not-connected' | 'not-found' | 'changed-meanwhile' | 'bad-answer', message: string) =>
  notSent(fail<never>(code, message));
const unusable = (field: string) =>
  notSent(fail<never>('invalid-input', 'not in a form that Zoho takes', { details: { field } }));

/** How many occurrences are counted to tell how many are left of a series. */
const mostCounted = 1_001;

type Changes = Pick<CalendarApi, 'create' | 'update' | 'remove'>;

/**
 * `details.outcome` of a failure tells whether Zoho may have done it all the same (outcome.ts). An update reads the
 * event first and sends all of it, since Zoho may replace the whole event by what it is sent; a copy with another etag
 * is `changed-meanwhile` before anything is sent.
 */
export function createEventChanges({ http, target, log, timeZone, reader }: ChangesPorts): Changes {
  /** The event of an answer, its gaps filled with what was sent; null when it names none. */
  function answered(calendar: string, body: Fields, answer: HttpAnswer, uid: string | null): ZohoEvent | null {
    const told = readList(answer.body, 'events')?.items.find(isFields) ?? fieldsOf(answer.body) ?? {};
    const there = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== undefined));
    const wire = { ...body, ...there, ...(uid === null ? {} : { uid }) };
    const event = readEvent(wire, { calendar, localZone: timeZone() });
    if (event) reader.note(calendar, event, told);
    return event;
  }

  const send = (change: CalendarWrite): Promise<Result<HttpAnswer>> => sendChange(http, change);

  /** The time of day and the shape are the person's: the series keeps its first day, moved as the occurrence was. */
  function ofSeries(write: EventWrite, ref: EventRef, series: ZohoEvent): EventWrite | null {
    const zone = timeZone();
    const moment = occurrenceMoment({ ...series, occurrence: ref.occurrence }, zone);
    if (moment === null) return null;
    const place = series.allDay ? zone : knownZone(write.timeZone, zone);
    const first = series.allDay?.from ?? wallOf(series.startsAt, place).date;
    const moved = daysBetween(wallOf(moment, place).date, write.date);
    return { ...write, date: addDays(first, moved) };
  }

  /** The rule that the sent part of a series is to have; null for none. */
  async function ruleFor(
    write: EventWrite,
    extent: Extent,
    ref: EventRef,
    series: ZohoEvent | null,
  ): Promise<string | null> {
    const { repeat } = write;
    if (extent === 'this') return null;
    const isAsBefore = repeat === 'keep' || (series?.repeat && same(series.repeat, repeat));
    if (!isAsBefore) return ruleOfWrite(write);
    const rule = series?.rule ?? null;
    if (rule === null || !series) return rule;
    const moved = repeat === null || repeat === 'keep' ? rule : movedRule(rule, write, repeat, firstOf(series, extent, ref, write));
    return extent === 'all' ? moved : restOf(moved, series, ref);
  }

  /** Where the sent part of a series began until now, on the clock of the zone that it is to have; null when it is not known. */
  function firstOf(series: ZohoEvent, extent: Extent, ref: EventRef, write: EventWrite): { date: string; time: string } | null {
    const zone = timeZone();
    if (series.allDay && extent === 'all') return { date: series.allDay.from, time: write.time };
    const moment = extent === 'all' ? series.startsAt : occurrenceMoment({ ...series, occurrence: ref.occurrence }, zone);
    return moment === null ? null : wallOf(moment, series.allDay ? zone : knownZone(write.timeZone, zone));
  }

  /** Monthly ones name their day, weekly ones their weekdays, and an end its last day: they move with the series. */
  function movedRule(rule: string, write: EventWrite, repeat: Recurrence, from: { date: string; time: string } | null): string {
    if (!from || (from.date === write.date && (write.isAllDay || from.time === write.time))) return rule;
    return ruleOfWrite({ ...write, repeat: movedRepeat(repeat, daysBetween(from.date, write.date), write.date) }) ?? rule;
  }

  /** A count is of the whole series: what follows has what is left of it. */
  async function restOf(text: string, series: ZohoEvent, ref: EventRef): Promise<string> {
    const rule = readRule(text);
    const moment = occurrenceMoment({ ...series, occurrence: ref.occurrence }, timeZone());
    if (!rule?.count || moment === null) return text;
    const before = await startsOf(series, { from: series.startsAt, to: moment }, timeZone(), mostCounted);
    const left = Math.max(1, rule.count - before.filter((start) => start < moment).length);
    return rule.text.replace(/COUNT=\d+/, `COUNT=${left}`);
  }

  /**
   * The first event of whole days tells what this server means by their end: one that became a day longer or shorter by
   * that is put right at once. Nobody is mailed for it.
   */
  async function withItsDays(url: string, write: EventWrite, event: ZohoEvent): Promise<ZohoEvent> {
    const { allDay, etag } = event;
    const isRight = !write.isAllDay || allDay?.to === addDays(write.date, daysOfWrite(write) - 1);
    const { conference: _conference, ...body } = createEventBody({ ...write, notify: false }, reader.allDayEnd()) ?? {};
    if (isRight || etag === null || !('dateandtime' in body)) return event;
    const place = `${url}/${encodeURIComponent(event.uid)}`;
    const answer = await send({ method: 'PUT', url: place, eventdata: { ...body, etag } });
    if (!answer.ok) log.warn('whole days are not as long as they were meant', { code: answer.error.code });
    return (answer.ok && answered(write.calendar, body, answer.value, event.uid)) || event;
  }

  async function current(ref: EventRef, near: number): Promise<Result<FoundEvent>> {
    const found = await reader.find(ref, reader.lastSeen(ref) ?? near);
    return found.ok ? found : notSent(found);
  }

  return {
    async create(write) {
      const at = target();
      if (!at) return unsent('not-connected', 'no account');
      const url = eventsUrl(at, write.calendar);
      if (url === null) return unsent('not-found', 'not a calendar');
      const eventdata = createEventBody(write, reader.allDayEnd());
      if (!eventdata) return unusable('timeZone');
      const answer = await send({ method: 'POST', url, eventdata });
      if (!answer.ok) return answer;
      const event = answered(write.calendar, eventdata, answer.value, null);
      if (!event) {
        const details = { status: answer.value.status, outcome: 'unknown' };
        return fail('bad-answer', 'the answer to a create names no event', { details });
      }
      return ok(await withItsDays(url, write, event));
    },

    async update(ref, write, etag, extent) {
      const at = target();
      if (!at) return unsent('not-connected', 'no account');
      const url = eventsUrl(at, ref.calendar, ref.uid);
      const start = startOfWrite(write);
      if (url === null) return unsent('not-found', 'not an event');
      if (start === null) return unusable('timeZone');
      // Moving to another calendar is another call, which is not documented.
      if (write.calendar !== ref.calendar) return unusable('calendar');
      const now = await current(ref, start);
      if (!now.ok) return now;
      const { event } = now.value;
      const series = now.value.series?.event ?? null;
      // Occurrences are told with the etag of their series, or with none, or with one of their own.
      const isTold = ref.occurrence === null && event.etag !== null;
      if (isTold && event.etag !== etag) return unsent('changed-meanwhile', 'the event has another etag');

      const isPart = ref.occurrence !== null && extent !== 'all';
      const isWhole = ref.occurrence !== null && extent === 'all';
      if (isWhole && !series) return unsent('bad-answer', 'Zoho does not tell the series');
      const meant = isWhole && series ? ofSeries(write, ref, series) : write;
      if (!meant) return unusable('date');
      const { wire } = (isWhole ? now.value.series : null) ?? now.value;
      const body = editEventBody(meant, wire, reader.allDayEnd(), {
        rule: await ruleFor(meant, isPart ? extent : 'all', ref, series),
        hasMeeting: event.joinLink !== null || event.meetingKey !== null,
      });
      if (!body) return unusable('timeZone');
      const eventdata = {
        ...body,
        etag,
        ...(isPart
          ? { recurrenceid: ref.occurrence, recurrence_edittype: extent === 'this' ? 'only' : 'following' }
          : {}),
      };
      const answer = await send({ method: 'PUT', url, eventdata });
      if (!answer.ok) return answer;
      const told =
        answered(ref.calendar, body, answer.value, null) ?? answered(ref.calendar, body, answer.value, ref.uid);
      if (told) return ok({ ...told, description: told.description ?? write.description });
      log.warn('the answer to an edit is not of the documented shape');
      return ok({ ...event, etag: null, title: write.title, location: write.location, description: write.description });
    },

    async remove(ref, etag, extent, notify) {
      const at = target();
      if (!at) return unsent('not-connected', 'no account');
      const url = eventsUrl(at, ref.calendar, ref.uid);
      if (url === null) return unsent('not-found', 'not an event');
      const isPart = ref.occurrence !== null && extent !== 'all';
      const eventdata = {
        uid: ref.uid,
        etag,
        ...(isPart
          ? { recurrenceid: ref.occurrence, recurrence_edittype: extent === 'this' ? 'only' : 'following' }
          : {}),
        notify_attendee: notify ? 1 : 0,
      };
      const answer = await send({ method: 'DELETE', url, eventdata, etag });
      return answer.ok ? ok(undefined) : answer;
    },
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
