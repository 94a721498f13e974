/** The sandbox's Zoho Calendar, held to zoho-api.md 3. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { calendarScopes, connectCalendar, eventOf, eventsOf } from '../unit/sandbox/calendar-client.ts';
import type { CalendarClient } from '../unit/sandbox/calendar-client.ts';
import { asRecord, asRecords, authorizationUrl, request } from '../unit/sandbox/client.ts';

// A Friday noon in Paris, in summer time.
const now = Date.UTC(2026, 5, 19, 10);
const hour = 3_600_000;
const june = { start: '20260601', end: '20260630' };
const call = {
  title: 'Call with Bo',
  dateandtime: { start: '20260619T170000Z', end: '20260619T180000Z', timezone: 'Europe/Paris' },
};

let sandbox: Sandbox;
let client: CalendarClient;
let uid: string;
/** `/{uid}/events` of the default calendar. */
let events: string;
beforeEach(async () => {
  sandbox = await startSandbox({ data: 'empty', timeZone: 'Europe/Paris' });
  sandbox.control.clock.freeze(now);
  client = await connectCalendar(sandbox);
  uid = sandbox.control.calendars.own().uid;
  events = `/${encodeURIComponent(uid)}/events`;
});
afterEach(() => sandbox.close());

const create = (change = {}) => client.call('POST', events, { eventdata: { ...call, ...change } });
const at = (euid: unknown) => `${events}/${encodeURIComponent(String(euid))}`;
const update = (euid: unknown, eventdata: object) => client.call('PUT', at(euid), { eventdata });
const titles = (found: readonly Record<string, unknown>[]) => found.map(({ title }) => title);

describe('calendars', () => {
  it('are listed, and one of them is the default', async () => {
    const { calendars } = sandbox.control;
    const team = calendars.addCalendar({
      name: 'Team',
      owner: 'bo@example.test',
      readers: ['ana.ruiz@example.test'],
      color: '#118844',
    });
    calendars.addCalendar({ name: 'Not for Ana', owner: 'bo@example.test' });
    const listed = asRecords((await client.call('GET', '')).json()['calendars']);
    expect(listed.map(({ name, isdefault, privilege }) => [name, isdefault, privilege])).toEqual([
      ['My calendar', true, 'owner'],
      ['Team', false, 'view'],
    ]);
    expect(uid).toMatch(/==$/);
    const one = asRecords((await client.call('GET', `/${encodeURIComponent(team.uid)}`)).json()['calendars']);
    expect(one).toMatchObject([{ uid: team.uid, color: '#118844', timezone: 'Europe/Paris' }]);
    const primary = asRecords((await client.call('GET', '/primary')).json()['calendars']);
    expect(primary).toMatchObject([{ uid, isdefault: true }]);
  });

  it('can go, and then are not found', async () => {
    const { calendars } = sandbox.control;
    const extra = calendars.addCalendar({ name: 'Choir' });
    calendars.add({ calendar: extra.uid, start: now });
    expect(calendars.removeCalendar(extra.uid)).toBe(true);
    for (const path of [`/${encodeURIComponent(extra.uid)}`, `/${encodeURIComponent(extra.uid)}/events`]) {
      const answer = await client.call('GET', path, { range: june });
      expect(answer.status).toBe(404);
      expect(asRecords(answer.json()['error'])[0]).toMatchObject({ message: 'NOT_FOUND' });
    }
    expect(calendars.events()).toEqual([]);
    sandbox.control.modes.calendarGone = 400;
    expect((await client.call('GET', '/nothing')).status).toBe(400);
  });
});

describe('a listing of events', () => {
  it('needs a range of at most 31 days, as dates or instants', async () => {
    sandbox.control.calendars.add({ title: 'Lunch', start: Date.UTC(2026, 5, 30, 21, 30) });
    expect(titles(await client.events(events, { range: june }))).toEqual(['Lunch']);
    const status = async (range?: object) => (await client.call('GET', events, range ? { range } : {})).status;
    expect(await status()).toBe(400);
    expect(await status({ start: '20260601' })).toBe(400);
    expect(await status({ start: '20260601', end: '20260701' })).toBe(200);
    expect(await status({ start: '20260601', end: '20260702' })).toBe(400);
    expect(await status({ start: '20260601T000000Z', end: '20260702T000000Z' })).toBe(200);
    expect(await status({ start: '20260601T000000Z', end: '20260702T000001Z' })).toBe(400);
    expect(await status({ start: '20260631', end: '20260702' })).toBe(400);
    expect(await client.events(events, { range: { start: '20260620T000000Z', end: '20260630T213000Z' } })).toEqual([]);
    sandbox.control.modes.rangeEnd = 'excluded';
    expect(await client.events(events, { range: june })).toEqual([]);
    expect(await status({ start: '20260601', end: '20260702' })).toBe(200);
  });

  it('gives descriptions to those who ask for them', async () => {
    sandbox.control.calendars.add({ start: now, description: 'Bring cake' });
    expect((await client.events(events, { range: june }))[0]).not.toHaveProperty('description');
    const large = await client.events(events, { range: june }, { accept: 'application/json+large' });
    expect(large[0]).toMatchObject({ description: 'Bring cake' });
  });

  it('writes times as the modes say', async () => {
    const { calendars, modes } = sandbox.control;
    calendars.add({ start: now, duration: hour });
    const first = async () => asRecord((await client.events(events, { range: june }))[0]);
    expect(await first()).toMatchObject({
      dateandtime: { start: '20260619T120000+0200', end: '20260619T130000+0200', timezone: 'Europe/Paris' },
      duration: hour,
      isallday: false,
      title: '',
    });
    Object.assign(modes, { eventTimes: 'older', eventOffsets: 'utc', eventDuration: 'string', missingTitle: 'absent' });
    const other = await first();
    expect(other).toMatchObject({ start: '20260619T100000Z', end: '20260619T110000Z', duration: String(hour) });
    expect(other).not.toHaveProperty('dateandtime');
    expect(other).not.toHaveProperty('title');
  });

  it('tells all-day events by their dates', async () => {
    const day = Date.UTC(2026, 5, 20);
    sandbox.control.calendars.add({ title: 'Fair', start: day, duration: 48 * hour, isAllDay: true });
    const shown = async () => asRecord((await client.events(events, { range: june }))[0])['dateandtime'];
    expect(await shown()).toMatchObject({ start: '20260620', end: '20260622' });
    sandbox.control.modes.allDayEnd = 'last';
    expect(await shown()).toMatchObject({ start: '20260620', end: '20260621' });
    // Its days are those of the calendar's zone.
    const touches = async (start: string, end: string) =>
      (await client.events(events, { range: { start, end } })).length;
    expect(await touches('20260619T200000Z', '20260619T220000Z')).toBe(0);
    expect(await touches('20260619T200000Z', '20260619T220001Z')).toBe(1);
  });
});

describe('an event', () => {
  it('is made, changed and deleted, with a new etag each time', async () => {
    const made = eventOf(await create({ isprivate: true, location: 'Room 2', notify_attendee: 1 }));
    expect(made).toMatchObject({ title: 'Call with Bo', caluid: uid, isprivate: true, duration: hour });
    const changed = eventOf(await update(made['uid'], { title: 'Call with Cai', etag: made['etag'] }));
    expect(changed).toMatchObject({ uid: made['uid'], title: 'Call with Cai', location: 'Room 2' });
    expect(changed['etag']).not.toBe(made['etag']);
    const gone = await client.call('DELETE', at(made['uid']), {}, { etag: String(changed['etag']) });
    expect(gone.json()).toEqual({ events: [{ uid: made['uid'], caluid: uid, estatus: 'deleted' }] });
    expect(await client.events(events, { range: june })).toEqual([]);
    const again = await client.call('DELETE', at(made['uid']), {}, { etag: String(changed['etag']) });
    expect(again.status).toBe(404);
    expect(sandbox.control.calendars.notices().map(({ change, notify }) => [change, notify])).toEqual([
      ['create', 1],
      ['update', null],
      ['delete', null],
    ]);
  });

  it('is not changed with a stale etag, or without one', async () => {
    const made = eventOf(await create());
    sandbox.control.calendars.change(String(made['uid']), { title: 'By somebody else' });
    const stale = await update(made['uid'], { title: 'Mine', etag: made['etag'] });
    expect(stale.status).toBe(400);
    expect(asRecords(stale.json()['error'])).toEqual([
      { message: 'ETAG_NOT_MATCHED', description: expect.any(String) },
    ]);
    sandbox.control.modes.staleEtag = 412;
    const eventdata = { uid: made['uid'], etag: made['etag'] };
    expect((await client.call('DELETE', at(made['uid']), { eventdata })).status).toBe(412);
    expect((await client.call('DELETE', at(made['uid']))).status).toBe(400);
    expect((await update(made['uid'], { title: 'Mine' })).status).toBe(400);
    expect(titles(await client.events(events, { range: june }))).toEqual(['By somebody else']);
  });

  it('is refused when its values are not', async () => {
    const refused = async (change: object) => {
      const answer = await create(change);
      return [answer.status, asRecord(asRecords(answer.json()['error'])[0])['message']];
    };
    const bad = [400, 'JSON_PARSE_ERROR'];
    expect(await refused({ dateandtime: undefined })).toEqual(bad);
    expect(await refused({ dateandtime: { start: '20260619T190000+0200', end: '20260619T180000Z' } })).toEqual(bad);
    expect(await refused({ dateandtime: { ...call.dateandtime, timezone: 'Mars/Base' } })).toEqual(bad);
    expect(await refused({ dateandtime: { start: '20260619T180000Z', end: '20260619T170000Z' } })).toEqual(bad);
    expect(await refused({ isallday: true })).toEqual(bad);
    expect(await refused({ location: 'x'.repeat(256) })).toEqual(bad);
    expect(await refused({ description: 'x'.repeat(10_001) })).toEqual(bad);
    expect(await refused({ rrule: 'FREQ=SOMETIMES' })).toEqual(bad);
    expect(await refused({ attendees: ['bo@example.test'] })).toEqual(bad);
    expect(await refused({ notify_attendee: 3 })).toEqual(bad);
    expect(await refused({ topic: 'Wrong product' })).toEqual([400, 'EXTRA_KEY_FOUND_IN_JSON']);
    expect((await client.call('POST', events)).status).toBe(400);
    expect(sandbox.control.calendars.events()).toEqual([]);
  });

  it('takes ten thousand characters in the query, and those of a form when told to', async () => {
    const description = 'ü'.repeat(10_000);
    expect((await create({ description })).status).toBe(200);
    const { modes } = sandbox.control;
    modes.longestQuery = 8_000;
    expect((await create({ description })).status).toBe(414);
    const send = () => client.sendForm('POST', events, { eventdata: { ...call, description } });
    expect((await send()).status).toBe(400);
    modes.eventData = 'query-or-form';
    expect(eventOf(await send())).toMatchObject({ description });
  });

  it('may be without a title, all day, and with reminders of either sign', async () => {
    const made = eventOf(
      await create({
        title: '',
        isallday: true,
        dateandtime: { start: '20260622', end: '20260622', timezone: 'Europe/Paris' },
        reminders: [
          { action: 'popup', minutes: -15 },
          { action: 'email', minutes: 30 },
        ],
        attendees: [{ email: 'bo@example.test', status: 'NEEDS-ACTION' }],
      }),
    );
    expect(made).toMatchObject({ title: '', isallday: true, duration: 24 * hour });
    expect(made).toMatchObject({ reminders: [{ minutes: -15 }, { minutes: 30 }] });
    sandbox.control.modes.reminderSign = 'negative';
    expect((await client.events(events, { range: june }))[0]).toMatchObject({
      reminders: [{ minutes: -15 }, { minutes: -30 }],
      attendees: [{ email: 'bo@example.test', status: 'NEEDS-ACTION' }],
    });
  });

  it('loses what an update leaves out when updates replace', async () => {
    const made = eventOf(await create({ location: 'Room 2' }));
    sandbox.control.modes.eventPut = 'replace';
    const { dateandtime } = call;
    expect((await update(made['uid'], { title: 'Only', etag: made['etag'] })).status).toBe(400);
    const changed = eventOf(await update(made['uid'], { title: 'Only', dateandtime, etag: made['etag'] }));
    expect(changed).toMatchObject({ title: 'Only', location: '' });
  });

  it('of somebody else is not changed', async () => {
    const { calendars } = sandbox.control;
    const team = calendars.addCalendar({ name: 'Team', owner: 'bo@example.test', readers: ['ana.ruiz@example.test'] });
    const event = calendars.add({ calendar: team.uid, start: now });
    const path = `/${encodeURIComponent(team.uid)}/events`;
    expect(await client.events(path, { range: june })).toHaveLength(1);
    const eventdata = { ...call, etag: event.etag };
    expect((await client.call('POST', path, { eventdata: call })).status).toBe(403);
    expect((await client.call('PUT', `${path}/${encodeURIComponent(event.uid)}`, { eventdata })).status).toBe(403);
  });
});

describe('free/busy', () => {
  const ask = async (uemail: string, change = {}) =>
    client.call('GET', '/freebusy', {
      uemail,
      sdate: '20260619T000000',
      edate: '20260620T000000',
      ftype: 'eventbased',
      ...change,
    });

  it('tells of colleagues, whatever the event is about', async () => {
    const { calendars, modes } = sandbox.control;
    const { uid: bos } = calendars.addCalendar({ name: 'Bo', owner: 'bo@example.test', timeZone: 'Europe/Paris' });
    calendars.add({ calendar: bos, start: now, duration: hour, isPrivate: true });
    calendars.add({ start: now + 2 * hour, attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }] });
    calendars.add({ start: now + 3 * hour, attendees: [{ email: 'bo@example.test', status: 'DECLINED' }] });
    calendars.add({ calendar: bos, start: now + 24 * hour });
    expect((await ask('bo@example.test')).json()).toEqual({
      freebusy: [
        { startTime: '20260619T120000+0200', endTime: '20260619T130000+0200', fbtype: 'busy' },
        { startTime: '20260619T140000+0200', endTime: '20260619T150000+0200', fbtype: 'busy' },
      ],
    });
    Object.assign(modes, { busyTimes: 'utc' });
    const first = async () => asRecord(asRecords((await ask('bo@example.test')).json()['freebusy'])[0])['startTime'];
    expect(await first()).toBe('20260619T100000Z');
    Object.assign(modes, { busyTimes: 'plain', busyZone: 'utc' });
    expect(await first()).toBe('20260619T100000');
  });

  it('does not tell of strangers', async () => {
    expect((await ask('x@elsewhere.test')).status).toBe(403);
    sandbox.control.modes.busyOfStrangers = 'empty';
    expect((await ask('x@elsewhere.test')).json()).toEqual({ freebusy: [] });
    expect((await ask('ana.ruiz@example.test', { sdate: '2026-06-19' })).status).toBe(400);
    expect((await ask('ana.ruiz@example.test', { ftype: '' })).status).toBe(400);
  });
});

describe('access', () => {
  it('is refused to dead tokens and missing scopes', async () => {
    const reader = await connectCalendar(sandbox, 'ZohoCalendar.calendar.READ,ZohoCalendar.event.READ');
    expect(await reader.events(events, { range: june })).toEqual([]);
    const refused = await reader.call('POST', events, { eventdata: call });
    expect([refused.status, refused.json()]).toEqual([401, { error: { message: 'INVALID_OAUTHSCOPE' } }]);
    expect((await reader.call('GET', '/freebusy', { uemail: 'ana.ruiz@example.test' })).status).toBe(401);
    sandbox.control.modes.calendarAuthErrors = 'calendar';
    expect(asRecords((await reader.call('POST', events)).json()['error'])[0]).toMatchObject({
      message: 'INVALID_OAUTHSCOPE',
    });
    sandbox.control.modes.calendarAuthErrors = 'meeting';
    sandbox.control.invalidateAccessTokens();
    const dead = await client.call('GET', '');
    expect([dead.status, dead.json()]).toEqual([400, { error: { code: 2000, message: 'INVALID_OAUTHTOKEN' } }]);
  });

  it('is asked for in words, and a scope that does not exist leads to an error page', async () => {
    const url = authorizationUrl(sandbox, { scope: calendarScopes });
    const page = await request(sandbox, url);
    expect(page.text).toContain('See your calendars');
    expect(page.text).toContain('See when you are free or busy');
    sandbox.control.modes.unknownScopes = ['ZohoCalendar.freebusy.READ'];
    const refused = await request(sandbox, url);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'text/html;charset=UTF-8']);
    expect(refused.text).toContain('Scope does not exist: ZohoCalendar.freebusy.READ');
  });

  it('fails as other calls do when it is told to', async () => {
    const { faults, calendars, log } = sandbox.control;
    faults.add({ host: 'calendar.zoho.com', effect: { kind: 'rate-limit', retryAfter: 7 } });
    expect((await create()).headers.get('retry-after')).toBe('7');
    faults.add({ host: 'calendar.zoho.com', method: 'POST', effect: { kind: 'reset' } });
    await expect(create()).rejects.toThrow();
    expect(calendars.events()).toHaveLength(0);
    faults.add({ host: 'calendar.zoho.com', method: 'POST', effect: { kind: 'reset', afterCommit: true } });
    await expect(create()).rejects.toThrow();
    expect(calendars.events()).toHaveLength(1);
    expect(log.last({ host: 'calendar.zoho.com' })).toMatchObject({ method: 'POST', status: null });
    expect(eventsOf(await client.call('GET', events, { range: june }))).toHaveLength(1);
  });
});
