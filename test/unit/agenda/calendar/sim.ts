/** A calendar at Zoho, for tests: what it holds, what was asked of it, and what goes wrong. */
import { eventChangeSchema, type EventRef, type EventWrite } from '../../../../contract/calendar.ts';
import { fail, ok, type AppError, type Result } from '../../../../contract/result.ts';
import { eventTimes } from '../../../../contract/rules/event-form.ts';
import { createCalendarDesk, type CalendarDeskPorts } from '../../../../electron/agenda/calendar/desk.ts';
import { openAgendaDatabase } from '../../../../electron/agenda/database/agenda-database.ts';
import { createMemoryRows, type OutboxRows } from '../../../../electron/agenda/outbox/rows.ts';
import type { EventRows } from '../../../../electron/agenda/database/event-rows.ts';
import type { CalendarApi, ZohoCalendar, ZohoEvent } from '../../../../electron/zoho/calendar-types.ts';
import type { ZohoSession } from '../../../../electron/zoho/types.ts';
import type { Account, Settings } from '../../../../contract/domain.ts';
import { manualClock, noon, settled } from '../fakes.ts';

export const home = 'home==';
export const zone = 'Europe/Paris';
export const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const calendar = (uid = home, more: Partial<ZohoCalendar> = {}): ZohoCalendar => ({
  uid, name: uid, colour: '#1a7f5c', isDefault: uid === home, canWrite: true, timeZone: zone, ...more,
});

export const write = (more: Partial<EventWrite> = {}): EventWrite => ({
  calendar: home, title: 'Lunch', isAllDay: false, date: '2026-06-20', time: '12:00', duration: 3_600_000, timeZone: zone,
  location: '', description: '', isPrivate: false, attendees: null, reminder: null, repeat: null, withMeeting: false,
  notify: false, ...more,
});

/** Before Zoho has done it, or after. */
export interface Fault {
  readonly error: Result<never>;
  readonly isDone: boolean;
}
const failure = (code: AppError['code'], outcome: string, retryAfter?: number): Result<never> =>
  fail(code, 'no', { details: { outcome }, retryAfter });
export const unreachable = (): Fault => ({ error: failure('offline', 'not-sent'), isDone: false });
export const lost = (isDone: boolean): Fault => ({ error: failure('timeout', 'unknown'), isDone });

type Method = 'calendars' | 'events' | 'event' | 'create' | 'update' | 'remove' | 'busy';

export function simCalendar() {
  let next = 0;
  const held = new Map<string, ZohoEvent>();
  const sim = {
    calendars: [calendar()] as ZohoCalendar[],
    held,
    sent: [] as string[],
    fault: (_method: Method, _subject: string): Fault | undefined => undefined,
    complete: true,
    add(of: EventWrite, more: Partial<ZohoEvent> = {}): ZohoEvent {
      const event = eventFrom(of, `e${++next}==`, more);
      held.set(event.uid, event);
      return event;
    },
    change(uid: string, more: Partial<ZohoEvent>): void {
      const event = held.get(uid);
      if (event) held.set(uid, { ...event, ...more, etag: `t${++next}` });
    },
    titles: () => [...held.values()].map(({ title }) => title).toSorted(),
  };
  const eventFrom = (of: EventWrite, uid: string, more: Partial<ZohoEvent> = {}): ZohoEvent => ({
    calendar: of.calendar, uid, occurrence: null, title: of.title, ...eventTimes(of, zone), timeZone: of.timeZone,
    recurring: of.repeat !== null, isPrivate: of.isPrivate, location: of.location, canJoin: false, canEdit: true,
    pending: null, description: of.description, joinLink: null, organiser: null,
    attendees: of.attendees?.map((email) => ({ email, status: null })) ?? [], reminders: [], rule: null, repeat: null,
    detailsAsOf: null, etag: `t${++next}`, meetingKey: null, ...more,
  });
  async function attempt<T>(method: Method, subject: string, work: () => Result<T>): Promise<Result<T>> {
    sim.sent.push(`${method} ${subject}`);
    await settled();
    const fault = sim.fault(method, subject);
    if (fault && !fault.isDone) return fault.error;
    const result = work();
    return fault ? fault.error : result;
  }
  const isThere = (uid: string) => sim.calendars.some((each) => each.uid === uid);
  const gone = <T>(): Result<T> => fail('not-found', 'no');
  const api: CalendarApi = {
    calendars: () => attempt('calendars', '', () => ok([...sim.calendars])),
    events: (of, { from, to }) =>
      attempt('events', of, () => {
        if (!isThere(of)) return gone();
        const events = [...held.values()].filter((each) => each.calendar === of && each.startsAt < to && each.endsAt > from);
        return ok({ events: events.map((each) => ({ ...each, etag: null, location: null, description: null, attendees: null, reminders: null, detailsAsOf: null })), complete: sim.complete });
      }),
    event: ({ uid }: EventRef) =>
      attempt('event', uid, () => {
        const event = held.get(uid);
        return event ? ok({ ...event }) : gone();
      }),
    create: (of) => attempt('create', of.title, () => ok({ ...sim.add(of) })),
    update: ({ uid }, of, etag) =>
      attempt('update', of.title, () => {
        const event = held.get(uid);
        if (!event) return gone();
        if (event.etag !== etag) return fail('changed-meanwhile', 'stale');
        const after = eventFrom(of, uid, of.attendees === null ? { attendees: event.attendees } : {});
        held.set(uid, after);
        return ok({ ...after });
      }),
    remove: ({ uid }, etag) =>
      attempt('remove', uid, () => {
        const event = held.get(uid);
        if (!event) return gone();
        if (event.etag !== etag) return fail('changed-meanwhile', 'stale');
        held.delete(uid);
        return ok(undefined);
      }),
    busy: (email) => attempt('busy', email, () => ok(null)),
  };
  return { ...sim, sim, api };
}

export const calendarAccount = (features: readonly string[] = ['meetings', 'calendar', 'freebusy'], zuid = '1'): Account => ({
  email: 'ana@example.test', name: 'Ana', organisation: 'Example', zsoid: '7', zuid, dataCentre: 'eu', sandbox: false,
  scopes: [], features: features.map((id) => ({ id, state: 'on', missingScopes: [] })) as unknown as Account['features'],
});

export interface Built {
  desk: ReturnType<typeof createCalendarDesk>;
  clock: ReturnType<typeof manualClock>;
  zoho: ReturnType<typeof simCalendar>;
  outboxRows: OutboxRows;
  rows: EventRows;
  touched: number;
  account: typeof calendarAccount;
}

/** Never the same twice, restarts included. */
let ids = 0;

export async function build(
  more: Partial<Pick<Built, 'zoho' | 'clock' | 'outboxRows' | 'rows'>> & Partial<Pick<CalendarDeskPorts, 'sessions' | 'session'>> = {},
): Promise<Built> {
  const clock = more.clock ?? manualClock();
  const zoho = more.zoho ?? simCalendar();
  const outboxRows = more.outboxRows ?? createMemoryRows();
  const rows = more.rows ?? memoryEventRows();
  let choices: Settings['calendarChoices'] = {};
  const built: Built = {
    clock, zoho, outboxRows, rows, touched: 0, account: calendarAccount,
    desk: createCalendarDesk({
      api: zoho.api, rows, outboxRows, clock, log,
      sessions: more.sessions ?? ((): ZohoSession[] => []),
      session: more.session ?? (() => undefined),
      choices: { get: () => choices, set: (next) => void (choices = next) },
      ownerOf: ({ zuid }) => `owner ${zuid}`, isLasting: () => true,
      onMeetingsTouched: () => void built.touched++,
      onNotKept: () => undefined, timeZone: () => zone, newId: () => `id-${++ids}`,
    }),
  };
  built.desk.follow({ account: calendarAccount() });
  await quiet();
  return built;
}

/** As on disk, in a database of its own. */
export const memoryEventRows = (): EventRows => openAgendaDatabase({ folder: '/nowhere/at/all', now: noon, log }).events;

/** Lets every request and answer run that needs no time. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await settled();
}

/** June and July 2026, within which all tests take place. */
export const span = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 7, 1) };
export const shownTitles = ({ desk }: Pick<Built, 'desk'>) => desk.between(span).events.map(({ title }) => title);

/** The next answer of a call is made up when it is asked for, and arrives when it is let go. */
export function heldBack(api: CalendarApi, call: 'events' | 'event'): () => void {
  let letGo = () => undefined as void;
  const original = api[call] as (...asked: unknown[]) => Promise<unknown>;
  const late = async (...asked: unknown[]) => {
    Object.assign(api, { [call]: original });
    const answer = await original(...asked);
    await new Promise<void>((resolve) => (letGo = resolve));
    return answer;
  };
  Object.assign(api, { [call]: late });
  return () => letGo();
}

export const offline = ({ zoho }: Built) => void (zoho.sim.fault = () => unreachable());
export const online = async (built: Built) => {
  built.zoho.sim.fault = () => undefined;
  built.desk.wake('online');
  await quiet();
};
export const writes = ({ zoho }: Built) => zoho.sim.sent.filter((each) => /^(?:create|update|remove)/.test(each));
export const states = ({ desk }: Built) => desk.changes().map((each) => {
  const { change, title, state } = eventChangeSchema.parse(each);
  return `${change} ${title}: ${state}`;
});
export const seeded = async (...titles: string[]) => {
  const zoho = simCalendar();
  for (const title of titles) zoho.sim.add(write({ title }));
  return build({ zoho });
};
export const refOf = (built: Built, title: string) => {
  const row = built.desk.between(span).events.find((each) => each.title === title);
  if (!row) throw new Error(`no ${title}`);
  const { calendar: of, uid, occurrence } = row;
  return { calendar: of, uid, occurrence };
};
