/** Events of Zoho Calendar: listings, and one by its uid (zoho-api.md 3.2). */
import type { EventRef } from '../../contract/calendar.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import { eventsUrl, queryOf } from './calendar-send.ts';
import type { EventRange, ZohoEvent } from './calendar-types.ts';
import { piecesOf, type Piece } from './event-ranges.ts';
import type { ZohoHttp } from './http.ts';
import { expanded, occurrenceAt, occurrenceMoment } from './occurrences.ts';
import { mostInPage } from './paging.ts';
import { signalOf } from './paths.ts';
import { readList } from './wire/calendar.ts';
import { allDayEndOf, isGone, readEvent } from './wire/event.ts';
import type { AllDayEnd } from './wire/event-body.ts';
import { dayMs, readEventTime } from './wire/event-time.ts';
import { isFields, type Fields } from './wire/values.ts';

/** An event, and as Zoho gave it. */
export interface ReadEvent {
  readonly event: ZohoEvent;
  readonly wire: Fields;
}

export interface FoundEvent extends ReadEvent {
  /** The series that it is an occurrence of; the event itself otherwise. Null when only the occurrence was told. */
  readonly series: ReadEvent | null;
}

export interface EventReader {
  events(
    calendar: string,
    range: EventRange,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly events: readonly ZohoEvent[]; readonly complete: boolean }>>;
  /** With everything. `near`: epoch ms of a time at which it takes place. */
  find(ref: EventRef, near: number, signal?: AbortSignal): Promise<Result<FoundEvent>>;
  /** When an event was last seen to take place, epoch ms. */
  lastSeen(ref: EventRef): number | null;
  /** Takes in what an answer tells of one event. */
  note(calendar: string, event: ZohoEvent, wire: unknown): void;
  /** What this server means by the end of whole days; as in RFC 5545 until it is known. */
  allDayEnd(): AllDayEnd;
}

export interface ReaderPorts {
  http: ZohoHttp;
  target(): ApiTarget | null;
  log: Log;
  timeZone(): string;
}

/** What one reading may hold, so that no server can fill the memory. */
const mostEvents = 30_000;
const mostCharacters = 24 * 1024 * 1024;
const mostSeen = 5_000;
/** Where an event is looked for around the time at which it should be, ms. */
const around = { near: dayMs, wide: 13 * dayMs } as const;

/** Descriptions come with it. */
const full = { headers: { Accept: 'application/json+large' } } as const;

interface Listed {
  readonly read: readonly ReadEvent[];
  readonly isWhole: boolean;
  readonly size: number;
}

export function createEventReader({ http, target, log, timeZone }: ReaderPorts): EventReader {
  const seen = new Map<string, number>();
  const ends = new Map<string, AllDayEnd>();
  const nameOf = ({ calendar, uid, occurrence }: EventRef) => JSON.stringify([calendar, uid, occurrence]);

  function note(calendar: string, event: ZohoEvent, wire: unknown): void {
    const host = target()?.calendarHost;
    const end = allDayEndOf(wire);
    if (host !== undefined && end !== null) ends.set(host, end);
    const name = nameOf({ calendar, uid: event.uid, occurrence: event.occurrence });
    seen.delete(name);
    seen.set(name, event.startsAt);
    if (seen.size > mostSeen) for (const oldest of [...seen.keys()].slice(0, mostSeen / 10)) seen.delete(oldest);
  }

  function readItems(calendar: string, items: readonly unknown[]): { read: ReadEvent[]; unreadable: number } {
    const present = items.filter((item) => !isGone(item));
    const read: ReadEvent[] = [];
    for (const wire of present) {
      const event = readEvent(wire, { calendar, localZone: timeZone() });
      if (!event || !isFields(wire)) continue;
      read.push({ event, wire });
      note(calendar, event, wire);
    }
    return { read, unreadable: present.length - read.length };
  }

  async function list(
    url: string,
    calendar: string,
    piece: Piece,
    byInstance: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Result<Listed>> {
    const query = queryOf({ range: JSON.stringify(piece), ...(byInstance ? { byinstance: 'true' } : {}) });
    const large = byInstance ? {} : full;
    const answer = await http.request({ method: 'GET', url: `${url}?${query}`, ...large, ...signalOf(signal) });
    if (!answer.ok) return answer;
    // Nothing at all proves nothing.
    if (answer.value.status === 204) return ok({ read: [], isWhole: false, size: 0 });
    const told = readList(answer.value.body, 'events');
    if (told === null) return fail('bad-answer', 'the events are not of the documented shape');
    if (told.items.length > mostInPage) return fail('bad-answer', 'the listing of events is too long');
    const { read, unreadable } = readItems(calendar, told.items);
    if (unreadable > 0) log.warn('events whose uid or time cannot be read were skipped', { unreadable });
    return ok({ read, isWhole: unreadable === 0, size: answer.value.size });
  }

  /** The event itself, or its occurrence: as it stands there, or made from the series. */
  function pick(ref: EventRef, items: readonly ReadEvent[]): FoundEvent | null {
    const mine = items.filter(({ event }) => event.uid === ref.uid);
    const series = mine.find(({ event }) => event.occurrence === null);
    if (ref.occurrence === null) return series ? { ...series, series } : null;
    const zone = timeZone();
    const wanted = readEventTime(ref.occurrence, 'UTC')?.at;
    const itself = mine.find(
      ({ event }) =>
        event.occurrence === ref.occurrence ||
        (wanted !== undefined && event.occurrence !== null && occurrenceMoment(event, zone) === wanted),
    );
    if (itself) return { ...itself, event: { ...itself.event, occurrence: ref.occurrence }, series: series ?? null };
    if (!series) return null;
    const moment = occurrenceMoment({ ...series.event, occurrence: ref.occurrence }, zone);
    if (moment === null) return null;
    const event = { ...occurrenceAt(series.event, moment, zone), occurrence: ref.occurrence };
    return { event, wire: series.wire, series };
  }

  return {
    note,
    lastSeen: (ref) => seen.get(nameOf(ref)) ?? null,
    allDayEnd: () => ends.get(target()?.calendarHost ?? '') ?? 'after',

    async events(calendar, range, signal) {
      const at = target();
      if (!at) return fail('not-connected', 'no account');
      const url = eventsUrl(at, calendar);
      if (url === null) return fail('not-found', 'not a calendar');
      const pieces = piecesOf(range);
      if (pieces === null) return fail('invalid-input', 'this is no range');
      const all: ZohoEvent[] = [];
      let characters = 0;
      let complete = true;
      for (const piece of pieces) {
        const told = await list(url, calendar, piece, true, signal);
        if (!told.ok) return told;
        for (const { event } of told.value.read) all.push(event);
        complete &&= told.value.isWhole;
        characters += told.value.size;
        if (all.length > mostEvents || characters > mostCharacters)
          return fail('bad-answer', 'the listing of events is too long');
      }
      const { events, isCut } = await expanded(all, range, timeZone());
      return ok({ events, complete: complete && !isCut });
    },

    async find(ref, near, signal) {
      const at = target();
      if (!at) return fail('not-connected', 'no account');
      const listing = eventsUrl(at, ref.calendar);
      const itself = eventsUrl(at, ref.calendar, ref.uid);
      if (listing === null || itself === null) return fail('not-found', 'not an event');

      const look = async (reach: number): Promise<Result<FoundEvent | null>> => {
        const [piece, ...more] = piecesOf({ from: near - reach, to: near + reach }) ?? [];
        if (!piece || more.length > 0) return ok(null);
        const told = await list(listing, ref.calendar, piece, false, signal);
        return told.ok ? ok(pick(ref, told.value.read)) : told;
      };

      const close = await look(around.near);
      if (!close.ok || close.value) return close.ok && close.value ? ok(close.value) : refused(close);
      // Not documented, but in use by every client that knows no time.
      const answer = await http.request({ method: 'GET', url: itself, ...full, ...signalOf(signal) });
      if (answer.ok) {
        const told = readList(answer.value.body, 'events')?.items;
        const found = told && pick(ref, readItems(ref.calendar, told).read);
        if (found) return ok(found);
        if (told && told.length > 0 && told.every(isGone)) return fail('not-found', 'the event is deleted');
      } else if (!isUnknownCall(answer.error.code)) {
        return answer;
      }
      const wide = await look(around.wide);
      if (!wide.ok) return wide;
      return wide.value ? ok(wide.value) : fail('not-found', 'the event is not in its calendar any more');
    },
  };
}

const refused = <T>(result: Result<T>): Result<never> =>
  result.ok ? fail('internal', 'nothing was refused') : result;

/** The calendar may be read, so what is refused is the call or the event. */
const isUnknownCall = (code: string): boolean =>
  code === 'wrong-host' || code === 'not-found' || code === 'rejected' || code === 'bad-answer';
