/** A small Zoho Calendar client for the sandbox's own tests. */
import type { Sandbox } from '../../../electron/sandbox/index.ts';
import { asRecord, asRecords, connect, meetingScopes, request } from './client.ts';
import type { Reply } from './client.ts';

export const calendarScopes = [
  meetingScopes,
  'ZohoCalendar.calendar.READ',
  'ZohoCalendar.event.ALL',
  'ZohoCalendar.freebusy.READ',
].join(',');

type Json = Record<string, unknown>;

export interface CalendarClient {
  /** `path` is below `/api/v1/calendars`; values of `query` that are objects are sent as JSON. */
  call(method: string, path: string, query?: Json, headers?: Record<string, string>): Promise<Reply>;
  /** The same with JSON in the fields of a form. */
  sendForm(method: string, path: string, form: Json): Promise<Reply>;
  events(path: string, query?: Json, headers?: Record<string, string>): Promise<Json[]>;
}

export const eventsOf = (reply: Reply): Json[] => asRecords(reply.json()['events']);
/** The only event of an answer. */
export const eventOf = (reply: Reply): Json => asRecord(eventsOf(reply)[0]);

const fields = (values: Json): URLSearchParams =>
  new URLSearchParams(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

export async function connectCalendar(sandbox: Sandbox, scope = calendarScopes): Promise<CalendarClient> {
  const { access } = await connect(sandbox, { scope });
  const client: CalendarClient = {
    call(method, path, query = {}, headers = {}) {
      return request(sandbox, `https://calendar.zoho.com/api/v1/calendars${path}?${fields(query)}`, {
        method,
        headers: { authorization: `Zoho-oauthtoken ${access}`, ...headers },
      });
    },
    sendForm(method, path, form) {
      return request(sandbox, `https://calendar.zoho.com/api/v1/calendars${path}`, {
        method,
        headers: { authorization: `Zoho-oauthtoken ${access}` },
        body: fields(form),
      });
    },
    async events(path, query, headers) {
      return eventsOf(await client.call('GET', path, query, headers));
    },
  };
  return client;
}
