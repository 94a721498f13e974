/** A sandbox with somebody's empty calendar, and the client of Zoho Calendar that speaks to it. */
import type { EventWrite, Recurrence } from '../../contract/calendar.ts';
import { ok } from '../../contract/result.ts';
import { systemClock } from '../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { createCalendarApi } from '../../electron/zoho/calendar.ts';
import type { CalendarApi } from '../../electron/zoho/calendar-types.ts';
import { createZohoHttp } from '../../electron/zoho/http.ts';
import { zohoFetch } from '../../electron/zoho/origin.ts';
import { createRecordingsApi, type RecordingsApi } from '../../electron/zoho/recordings.ts';
import { createRequestLog } from '../../electron/zoho/request-log.ts';
import { calendarScopes } from '../unit/sandbox/calendar-client.ts';
import { connect } from '../unit/sandbox/client.ts';
import { fakeLog } from '../unit/zoho/helpers.ts';
import { me } from '../unit/zoho/session-writes.ts';

/** A Friday noon in Paris, in summer time: what the sandbox takes for now. */
export const now = Date.UTC(2026, 5, 19, 10);
export const hour = 3_600_000;
export const zone = 'Europe/Paris';

export interface CalendarWorld {
  readonly sandbox: Sandbox;
  readonly api: CalendarApi;
  readonly recordings: RecordingsApi;
  readonly requests: ReturnType<typeof createRequestLog>;
  readonly log: ReturnType<typeof fakeLog>;
  /** The uid of their calendar. */
  readonly calendar: string;
  /** A client that has learnt nothing yet. */
  fresh(): CalendarApi;
  write(change?: Partial<EventWrite>): EventWrite;
}

export async function startCalendarWorld(): Promise<CalendarWorld> {
  const sandbox = await startSandbox({ data: 'empty', timeZone: zone, clock: () => now });
  const scope = `${calendarScopes},ZohoMeeting.meeting.ALL,ZohoMeeting.recording.READ`;
  const { access } = await connect(sandbox, { scope });
  const requests = createRequestLog();
  const log = fakeLog();
  const http = createZohoHttp({
    fetch: zohoFetch(globalThis.fetch, () => sandbox.origin),
    clock: { now: systemClock.now, sleep: () => Promise.resolve() },
    random: () => 0,
    log,
    tokens: { get: async () => ok(access), renew: async () => ok(access) },
    onRequest: requests.record,
  });
  const target = () => ({ ...me, zsoid: sandbox.control.users.signedIn()?.zsoid ?? '', meetingHost: 'meeting.zoho.com', calendarHost: 'calendar.zoho.com' });
  const ports = { http, target, log, timeZone: () => zone };
  const calendar = sandbox.control.calendars.own().uid;
  return {
    sandbox, requests, log, calendar,
    fresh: () => createCalendarApi(ports),
    api: createCalendarApi(ports),
    recordings: createRecordingsApi(ports),
    write: (change = {}) => ({
      calendar, title: 'Design review', isAllDay: false, date: '2026-06-22', time: '15:00', duration: hour,
      timeZone: zone, location: 'Room 2', description: 'Bring “both” drafts & notes + 100%', isPrivate: false,
      attendees: ['bo@example.test'], reminder: 15, repeat: null, withMeeting: false, notify: false, ...change,
    }),
  };
}

/** Every Monday, as often as told. */
export const weekly = (count = 5): Recurrence => ({
  interval: 1, every: { unit: 'week', on: ['MO'] }, end: { type: 'count', count },
});
