/** Zoho Calendar: calendars, events, free and busy times (zoho-api.md section 3). */
import type { EventRef, EventWrite } from '../../contract/calendar.ts';
import { fail, ok } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import { createEventChanges } from './calendar-changes.ts';
import { createEventReader } from './calendar-reading.ts';
import { calendarsUrl, queryOf } from './calendar-send.ts';
import type { BusyTime, CalendarApi, EventRange, ZohoCalendar } from './calendar-types.ts';
import { piecesOf } from './event-ranges.ts';
import type { ZohoHttp } from './http.ts';
import { signalOf } from './paths.ts';
import { readBusy, readCalendar, readList } from './wire/calendar.ts';

export interface CalendarPorts {
  http: ZohoHttp;
  /** Null while disconnected. */
  target(): ApiTarget | null;
  log: Log;
  /** IANA zone of this computer. */
  timeZone(): string;
}

const mostCalendars = 1_000;

/** What a person's times may be refused with, whoever asks: then they are not known. */
const untold: ReadonlySet<string> = new Set([
  'not-permitted', 'not-found', 'not-admin', 'wrong-organisation', 'wrong-host', 'rejected', 'bad-answer',
]);

export function createCalendarApi(ports: CalendarPorts): CalendarApi {
  const { http, target, log } = ports;
  const reader = createEventReader(ports);
  const changes = createEventChanges({ ...ports, reader });
  const notConnected = () => fail<never>('not-connected', 'no account');

  return {
    async calendars(signal) {
      const at = target();
      if (!at) return notConnected();
      const answer = await http.request({ method: 'GET', url: calendarsUrl(at), ...signalOf(signal) });
      if (!answer.ok) return answer;
      const list = readList(answer.value.body, 'calendars');
      if (list === null) return fail('bad-answer', 'the calendars are not of the documented shape');
      if (list.items.length > mostCalendars) return fail('bad-answer', 'too many calendars');
      const read = list.items.map(readCalendar).filter((each) => each !== null);
      if (read.length < list.items.length) log.warn('calendars without a usable uid were skipped');
      const byUid = new Map<string, ZohoCalendar>();
      for (const each of read) if (!byUid.has(each.uid)) byUid.set(each.uid, each);
      return ok([...byUid.values()]);
    },

    events: (calendar, range, signal) => reader.events(calendar, range, signal),

    async event(ref: EventRef, near, signal) {
      const found = await reader.find(ref, near, signal);
      return found.ok ? ok(found.value.event) : found;
    },

    create: (write: EventWrite) => changes.create(write),
    update: (ref, write, etag, extent) => changes.update(ref, write, etag, extent),
    remove: (ref, etag, extent, notify) => changes.remove(ref, etag, extent, notify),

    async busy(email, range, signal) {
      const at = target();
      if (!at) return notConnected();
      const pieces = piecesOf(range);
      if (pieces === null) return fail('invalid-input', 'this is no range');
      const times = new Map<string, BusyTime>();
      for (const { start, end } of pieces) {
        const query = { uemail: email.trim(), sdate: `${start}T000000`, edate: `${end}T000000`, ftype: 'eventbased' };
        const url = `${calendarsUrl(at)}/freebusy?${queryOf(query)}`;
        const answer = await http.request({ method: 'GET', url, ...signalOf(signal) });
        if (!answer.ok) return untold.has(answer.error.code) ? ok(null) : answer;
        const read = readBusy(answer.value.body);
        if (read === null) return ok(null);
        for (const each of read) if (touches(each, range)) times.set(`${each.startsAt} ${each.endsAt}`, each);
        if (times.size > mostBusyTimes) return ok(null);
      }
      return ok([...times.values()]);
    },
  };
}

const mostBusyTimes = 10_000;

const touches = ({ startsAt, endsAt }: BusyTime, { from, to }: EventRange): boolean => startsAt < to && endsAt > from;
