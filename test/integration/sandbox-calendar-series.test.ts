/** Series, meetings in events, and what meetings and recordings leave behind (zoho-api.md 2.3, 2.5 and 3). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { calendarScopes, connectCalendar, eventOf, eventsOf } from '../unit/sandbox/calendar-client.ts';
import type { CalendarClient } from '../unit/sandbox/calendar-client.ts';
import { api, asRecord, asRecords, connect, request } from '../unit/sandbox/client.ts';

// The Friday before clocks go back in Paris.
const now = Date.UTC(2026, 9, 23, 10);
const hour = 3_600_000;
const day = 24 * hour;
const month = { start: '20261019', end: '20261118' };
const weekly = {
  title: 'Weekly',
  dateandtime: { start: '20261019T070000Z', end: '20261019T080000Z', timezone: 'Europe/Paris' },
  rrule: 'FREQ=WEEKLY;COUNT=5',
};

let sandbox: Sandbox;
let client: CalendarClient;
let events: string;
const start = async (data: 'empty' | 'sample') => {
  sandbox = await startSandbox({ data, timeZone: 'Europe/Paris', clock: () => now });
  client = await connectCalendar(sandbox, `${calendarScopes},ZohoMeeting.meeting.ALL,ZohoMeeting.recording.READ`);
  events = `/${encodeURIComponent(sandbox.control.calendars.own().uid)}/events`;
};
beforeEach(() => start('empty'));
afterEach(() => sandbox.close());

const create = async (change = {}) =>
  eventOf(await client.call('POST', events, { eventdata: { ...weekly, ...change } }));
const at = (euid: unknown) => `${events}/${encodeURIComponent(String(euid))}`;
const instances = (range: object = month) => client.events(events, { range, byinstance: 'true' });
const starts = (found: readonly Record<string, unknown>[]) =>
  found.map(({ dateandtime }) => asRecord(dateandtime)['start']);
const third = '20261102T080000Z';

describe('a series', () => {
  it('keeps its wall-clock time when clocks change', async () => {
    await create();
    expect(starts(await instances())).toEqual([
      '20261019T090000+0200',
      '20261026T090000+0100',
      '20261102T090000+0100',
      '20261109T090000+0100',
      '20261116T090000+0100',
    ]);
  });

  it('is one item, or its occurrences with few fields', async () => {
    const made = await create();
    const late = { start: '20261026', end: '20261103' };
    expect(await client.events(events, { range: late })).toMatchObject([
      { uid: made['uid'], rrule: weekly.rrule, dateandtime: { start: '20261019T090000+0200' } },
    ]);
    const found = await instances(late);
    expect(found.map(({ recurrenceid }) => recurrenceid)).toEqual(['20261026T080000Z', third]);
    expect(found[0]).not.toHaveProperty('etag');
    expect(found[0]).not.toHaveProperty('rrule');
    sandbox.control.modes.instanceFields = 'full';
    expect((await instances(late))[0]).toMatchObject({ etag: made['etag'], rrule: weekly.rrule });
    const byInstance = (end: string) =>
      client.call('GET', `${at(made['uid'])}/byinstance`, { range: { start: '20261019', end } });
    const ninety = eventsOf(await byInstance('20270116'));
    expect(ninety).toHaveLength(5);
    expect(ninety[0]).toMatchObject({ etag: made['etag'], recurrenceid: '20261019T070000Z' });
    expect((await byInstance('20270117')).status).toBe(400);
  });

  it('has one occurrence changed, and one deleted', async () => {
    const made = await create();
    const eventdata = { title: 'Moved', etag: made['etag'], recurrenceid: third, recurrence_edittype: 'only' };
    const dateandtime = { start: '20261103T090000Z', end: '20261103T093000Z', timezone: 'Europe/Paris' };
    const moved = eventOf(await client.call('PUT', at(made['uid']), { eventdata: { ...eventdata, dateandtime } }));
    expect(moved).toMatchObject({ uid: made['uid'], recurrenceid: third, title: 'Moved', duration: hour / 2 });
    const dropped = { ...eventdata, title: undefined, etag: moved['etag'], recurrenceid: '20261026T080000Z' };
    expect((await client.call('DELETE', at(made['uid']), { eventdata: dropped })).status).toBe(400);
    const [series] = await client.events(events, { range: month });
    const done = await client.call('DELETE', at(made['uid']), { eventdata: { ...dropped, etag: series?.['etag'] } });
    expect(eventOf(done)).toMatchObject({ estatus: 'deleted' });
    expect((await instances()).map(({ title }) => title)).toEqual(['Weekly', 'Moved', 'Weekly', 'Weekly']);
    expect(await client.events(events, { range: month })).toHaveLength(2);
  });

  it('is changed, or ends, from one occurrence on', async () => {
    const made = await create();
    const eventdata = { title: 'New', etag: made['etag'], recurrenceid: third, recurrence_edittype: 'following' };
    const rest = eventOf(await client.call('PUT', at(made['uid']), { eventdata }));
    expect(rest['uid']).not.toBe(made['uid']);
    expect(rest).toMatchObject({ title: 'New', rrule: 'FREQ=WEEKLY;COUNT=3' });
    expect((await instances()).map(({ title }) => title)).toEqual(['Weekly', 'Weekly', 'New', 'New', 'New']);
    const last = { etag: rest['etag'], recurrenceid: '20261116T080000Z', recurrence_edittype: 'following' };
    await client.call('DELETE', at(rest['uid']), { eventdata: last });
    expect(await instances()).toHaveLength(4);
    const [, tail] = await client.events(events, { range: month });
    const all = { etag: tail?.['etag'], recurrenceid: third, recurrence_edittype: 'following' };
    await client.call('DELETE', at(rest['uid']), { eventdata: all });
    expect((await instances()).map(({ title }) => title)).toEqual(['Weekly', 'Weekly']);
  });

  it('takes what differs along when it is cut', async () => {
    const made = await create();
    const edit = async (title: string, recurrenceid: string, extent: string) => {
      const [series] = await client.events(events, { range: month });
      const eventdata = { title, etag: series?.['etag'], recurrenceid, recurrence_edittype: extent };
      return eventOf(await client.call('PUT', at(made['uid']), { eventdata }));
    };
    await edit('Special', third, 'only');
    const rest = await edit('New', '20261026T080000Z', 'following');
    const found = await instances();
    expect(found.map(({ title }) => title)).toEqual(['Weekly', 'New', 'Special', 'New', 'New']);
    expect(found[2]).toMatchObject({ uid: rest['uid'], recurrenceid: third });
  });

  it('takes occurrences only by their own names', async () => {
    const made = await create();
    const edit = async (change: object) =>
      (await client.call('PUT', at(made['uid']), { eventdata: { title: 'X', etag: made['etag'], ...change } })).status;
    expect(await edit({ recurrenceid: '20261103T080000Z', recurrence_edittype: 'only' })).toBe(400);
    expect(await edit({ recurrence_edittype: 'only' })).toBe(400);
    expect(await edit({ recurrenceid: third, recurrence_edittype: 'all' })).toBe(400);
    expect(await edit({})).toBe(200);
  });
});

describe('a meeting in an event', () => {
  const link = (each: Record<string, unknown> | undefined) => each?.['conferenceLink'];

  it('is made with it, found in it, changed and deleted with it', async () => {
    const made = await create({ conference: 'zmeeting', rrule: undefined, description: 'Plan' });
    const [session] = sandbox.control.data.all('meeting');
    expect(session).toMatchObject({ topic: 'Weekly', agenda: 'Plan', start: Date.UTC(2026, 9, 19, 7), duration: hour });
    expect(link(made)).toBe(`https://meet.zoho.com/${session?.joinCode}`);
    const changed = eventOf(
      await client.call('PUT', at(made['uid']), { eventdata: { title: 'Other', etag: made['etag'] } }),
    );
    expect(session?.topic).toBe('Other');
    expect(await client.events(events, { range: month })).toHaveLength(1);
    await client.call('DELETE', at(made['uid']), {}, { etag: String(changed['etag']) });
    expect(sandbox.control.data.all('meeting')).toEqual([]);
  });

  it('has its link where the mode says', async () => {
    const { modes } = sandbox.control;
    const made = await create({ conference: 'zmeeting', description: 'Plan' });
    Object.assign(modes, { conferenceFields: ['a.b', 'description', 'location'], conferenceLink: 'key' });
    const large = await client.events(events, { range: month }, { accept: 'application/json+large' });
    const url = `https://meeting.zoho.com/join?key=${sandbox.control.data.all('meeting')[0]?.key}`;
    expect(large[0]).toMatchObject({ a: { b: url }, description: `Plan\n${url}`, location: url });
    const [short] = await client.events(events, { range: month });
    expect(short).not.toHaveProperty('description');
    expect(link(made)).toContain('https://meet.zoho.com/');
  });

  it('needs the scope for all of Meeting', async () => {
    const narrow = await connectCalendar(sandbox);
    const refused = await narrow.call('POST', events, { eventdata: { ...weekly, conference: 'zmeeting' } });
    expect(refused.status).toBe(401);
    expect(sandbox.control.calendars.events()).toEqual([]);
    expect(sandbox.control.data.all()).toEqual([]);
    expect((await client.call('POST', events, { eventdata: { ...weekly, conference: 'other' } })).status).toBe(400);
  });
});

describe('a meeting made in Zoho Meeting', () => {
  it('stands in the calendar, follows its changes, and goes with it', async () => {
    const { data, modes } = sandbox.control;
    const participants = ['bo@example.test'];
    const session = data.add({ topic: 'Review', start: now + day, agenda: 'Points', participants });
    const [copy] = await client.events(events, { range: month });
    expect(copy).toMatchObject({ title: 'Review', attendees: [{ email: 'bo@example.test' }], role: 'organizer' });
    expect(copy?.['conferenceLink']).toBe(`https://meet.zoho.com/${session.joinCode}`);
    session.topic = 'Review, later';
    session.start += hour;
    const [moved] = await client.events(events, { range: month });
    expect(moved).toMatchObject({ uid: copy?.['uid'], title: 'Review, later' });
    expect(moved?.['etag']).not.toBe(copy?.['etag']);
    await client.call('PUT', at(moved?.['uid']), { eventdata: { title: 'By calendar', etag: moved?.['etag'] } });
    expect(session.topic).toBe('By calendar');
    modes.meetingsInCalendar = false;
    expect(await client.events(events, { range: month })).toEqual([]);
    modes.meetingsInCalendar = true;
    expect(await client.events(events, { range: month })).toHaveLength(1);
    data.remove(session.key);
    expect(await client.events(events, { range: month })).toEqual([]);
  });
});

describe('recordings', () => {
  const org = () => sandbox.control.users.signedIn()?.zsoid;
  const get = async (path: string, scope = 'ZohoMeeting.recording.READ') => {
    const { access } = await connect(sandbox, { scope });
    const headers = { authorization: `Zoho-oauthtoken ${access}` };
    return request(sandbox, `https://meeting.zoho.com${path}`, { headers });
  };

  it('are listed, latest first, for the organisation and for one meeting', async () => {
    const { data, modes } = sandbox.control;
    const past = data.add({ topic: 'Past', start: now - day, recordings: [{}, { start: now, status: 'PROCESSING' }] });
    data.add({ topic: 'Later', start: now - hour, recordings: [{ size: 7 }] });
    const all = (await get(`/meeting/api/v2/${org()}/recordings.json`)).json();
    expect(asRecords(all['recordings']).map(({ topic, status }) => [topic, status])).toEqual([
      ['Past', 'PROCESSING'],
      ['Later', 'UPLOADED'],
      ['Past', 'UPLOADED'],
    ]);
    expect(all['meta']).toEqual({ moreRecords: false });
    const one = (await get(`/api/v2/${org()}/recordings/${past.key}.json`)).json();
    expect(asRecords(one['recordings'])).toHaveLength(2);
    expect(asRecords(one['recordings'])[1]).toMatchObject({
      meetingKey: past.key,
      duration: hour,
      startTime: 'Oct 22, 2026 12:00 PM CEST',
      playUrl: expect.stringContaining('https://meeting.zoho.com/'),
    });
    expect(asRecords(one['recordings'])[0]).not.toHaveProperty('downloadUrl');
    const page = async (index: number) =>
      (await get(`/meeting/api/v2/${org()}/recordings.json?index=${index}&count=2`)).json();
    expect(asRecords((await page(3))['recordings'])).toHaveLength(1);
    modes.recordingsIgnoreIndex = true;
    expect(await page(3)).toMatchObject({ recordings: [{ topic: 'Past' }, {}], meta: { moreRecords: true } });
  });

  it('need their scope and a meeting', async () => {
    const path = `/meeting/api/v2/${org()}`;
    expect((await get(`${path}/recordings.json`, 'ZohoMeeting.meeting.READ')).status).toBe(401);
    expect((await get(`${path}/recordings/1.json`)).status).toBe(400);
    expect((await get(`${path}/sessions.json?listtype=all`, 'ZohoMeeting.meeting.READ')).status).toBe(404);
  });
});

describe('the sample', () => {
  it('has a fortnight of events, four calendars, busy colleagues, and two recordings', async () => {
    await sandbox.close();
    await start('sample');
    const { calendars, data } = sandbox.control;
    const listed = asRecords((await client.call('GET', '')).json()['calendars']);
    expect(listed.map(({ name, privilege }) => [name, privilege])).toEqual([
      ['My calendar', 'owner'],
      ['Team', 'view'],
      ['Birthdays', 'view'],
      ['Choir', 'owner'],
    ]);
    const fortnight = { start: '20261016', end: '20261106' };
    for (const { uid, name } of listed) {
      const path = `/${encodeURIComponent(String(uid))}/events`;
      const found = await client.events(path, { range: fortnight, byinstance: 'true' });
      expect(found.length, String(name)).toBeGreaterThan(1);
    }
    const own = await instances(fortnight);
    expect(own.some(({ title }) => title === '')).toBe(true);
    expect(own.some(({ isprivate }) => isprivate === true)).toBe(true);
    expect(own.filter(({ title }) => title === 'Team stand-up').length).toBeGreaterThan(3);
    expect(own.filter(({ title }) => title === 'Architecture circle')).toHaveLength(2);
    expect(data.all('meeting').filter(({ topic }) => topic === 'Architecture circle')).toHaveLength(1);
    expect(data.all('meeting').flatMap(({ recordings }) => recordings)).toHaveLength(2);
    const busy = await client.call('GET', '/freebusy', {
      uemail: 'grace.kim@example.test',
      sdate: '20261026T000000',
      edate: '20261028T000000',
      ftype: 'eventbased',
    });
    expect(asRecords(busy.json()['freebusy']).length).toBeGreaterThan(1);
    const count = calendars.events().length;
    data.sample();
    expect((await client.call('GET', '')).status).toBe(200);
    expect(calendars.events()).toHaveLength(count);
  });
});

it('leaves the participant report as it is documented', async () => {
  const { data } = sandbox.control;
  const joinTime = now - day;
  const person = { email: 'ana.ruiz@example.test', name: 'Ana', role: 'presenter' as const };
  const { key } = data.add({
    topic: 'Past',
    start: joinTime,
    timeZone: 'Europe/Paris',
    attendance: [{ ...person, joinTime, leaveTime: joinTime + hour }],
  });
  const { access } = await connect(sandbox);
  const zsoid = sandbox.control.users.signedIn()?.zsoid;
  expect((await api(sandbox, access, `/${zsoid}/participant/${key}.json?index=1&count=20`)).json()).toEqual({
    participantsCount: 1,
    participants: [
      {
        email: person.email,
        role: 'presenter',
        joinTime,
        leaveTime: joinTime + hour,
        duration: hour,
        inAndOutTime: '12:00 PM - 01:00 PM',
        source: 'web',
        participantAvatar: '',
        memberId: '1',
      },
    ],
  });
});

it('makes as many events as told', async () => {
  sandbox.control.calendars.generate(300, { from: now });
  expect(eventsOf(await client.call('GET', events, { range: month }))).toHaveLength(300);
});
