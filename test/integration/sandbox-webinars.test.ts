/** The sandbox's webinars and its sample data, held to zoho-api.md 2.4. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { api, asRecord, asRecords, connect, sending } from '../unit/sandbox/client.ts';
import { type Connected, connected } from './sandbox-scene.ts';

const now = Date.UTC(2026, 10, 20, 14, 3);

let sandbox: Sandbox;
let access: string;
let org: string;
let call: Connected['call'];
beforeEach(async () => {
  ({ sandbox, access, org, call } = await connected({ clock: () => now, timeZone: 'Europe/Madrid' }));
});
afterEach(() => sandbox.close());

const posting = (value: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(value) });

describe('webinars', () => {
  it('are listed under either set of names', async () => {
    const first = async () => {
      const answer = await call('/webinar.json?listtype=past&index=1&count=20');
      return asRecords(answer.json()['session'])[0] ?? {};
    };
    expect(await first()).toMatchObject({
      topic: 'Better meetings in half the time',
      attendeeCount: 9,
      registrationUserCount: expect.any(Number),
      startLink: expect.stringMatching(/^\/meeting-start\?key=\d+$/),
      registrationLink: expect.stringMatching(/^https:\/\/meeting\.zoho\.com\/meeting\/register\?sessionId=\d+$/),
    });
    Object.assign(sandbox.control.modes, { webinarFields: 'observed', instanceIds: 'array' });
    expect(await first()).toMatchObject({
      attendeesCount: 9,
      registrationCount: expect.any(Number),
      instanceId: [expect.stringMatching(/^\d{18}$/)],
      isSessionStarted: false,
    });
  });

  it('are created, read, edited and deleted', async () => {
    const created = await call('/webinar.json', sending('POST', { topic: 'New', startTime: 'Dec 1, 2026 5:00 PM' }));
    expect(created.status).toBe(201);
    const session = asRecord(created.json()['session']);
    expect(session).not.toHaveProperty('joinLink');
    const path = `/webinar/${String(session['meetingKey'])}.json`;
    expect(asRecord((await call(path)).json()['session'])).toMatchObject({
      topic: 'New',
      isSessionStarted: false,
      isPastSession: false,
      registrationCount: 0,
    });
    const edited = await call(path, sending('PUT', { topic: 'Newer' }));
    expect(asRecord(edited.json()['session'])).toMatchObject({ topic: 'Newer', sessionType: 'webinar' });
    expect((await call(path, { method: 'DELETE' })).status).toBe(204);
    expect((await call(path)).json()).toMatchObject({ error: { errorCode: 4000 } });
  });

  it('are no meetings', async () => {
    const [webinar] = sandbox.control.data.all('webinar');
    expect((await call(`/sessions/${webinar?.key}.json`)).status).toBe(400);
    expect((await call(`/webinar/${webinar?.key}.json`)).status).toBe(200);
  });

  it('take registrants, once each', async () => {
    const { key } = sandbox.control.data.add({ kind: 'webinar', topic: 'Open', start: now + 86_400_000 });
    const registrant = [{ email: 'a@example.test', firstName: 'A', lastName: 'B' }, { email: 'no address' }];
    const answer = (await call(`/register/${key}.json?sendMail=false`, posting({ registrant }))).json();
    expect(answer).toMatchObject({ successCount: 1, failedCount: 1, totalCount: 2, registeredCount: 1 });
    expect(asRecords(answer['registrant'])[0]?.['joinLink']).toMatch(/registerKey=\w{20}&sessionId=\d+$/);
    await call(`/register/${key}.json`, posting({ registrant: registrant.slice(0, 1) }));
    const listed = (await call(`/registration/${key}?status=1&index=1&count=20`)).json();
    expect(asRecords(listed['registrants'])).toEqual([
      expect.objectContaining({ email: 'a@example.test', userName: 'A B', approvalStatus: 'approved' }),
    ]);
    expect(listed['meta']).toMatchObject({ totalCount: 1, approvedCount: 1 });
    expect((await call(`/register/${key}.json`, posting({ registrants: [] }))).status).toBe(400);
    const extra = await call(`/register/${key}.json`, posting({ registrant: [{ email: 'a@b.test', phone: '1' }] }));
    expect(extra.json()).toEqual({ error: { message: 'EXTRA_KEY_FOUND_IN_JSON' } });
  });

  it('list who attended', async () => {
    const [past] = sandbox.control.data.all('webinar');
    const answer = (await call(`/attendee/${past?.key}.json?index=1&count=100`)).json();
    expect(asRecords(answer['attendeeData'])).toHaveLength(9);
  });

  it('of the Webinar product need its own host and scopes', async () => {
    const { access: other } = await connect(sandbox, { scope: 'ZohoWebinar.webinar.ALL,ZohoWebinar.user.READ' });
    const at = (token: string, host: string, path: string) => api(sandbox, token, path, {}, host);
    expect((await at(other, 'webinar.zoho.com', `${org}/webinar.json?listtype=all`)).status).toBe(200);
    expect((await at(other, 'webinar.zoho.com', '/user.json')).status).toBe(200);
    expect((await at(other, 'meeting.zoho.com', `${org}/webinar.json?listtype=all`)).status).toBe(401);
    expect((await at(access, 'webinar.zoho.com', `${org}/webinar.json?listtype=all`)).status).toBe(401);
    expect((await at(other, 'webinar.zoho.com', `${org}/sessions.json?listtype=all`)).status).toBe(404);
  });
});

describe('the sample data', () => {
  const rows = ({ control }: Sandbox) =>
    control.data.all().map(({ kind, topic, start, key }) => ({ kind, topic, start, key }));

  it('spans weeks around now, with one under way and one about to begin', () => {
    const { data } = sandbox.control;
    const meetings = data.all('meeting');
    expect(meetings.length).toBeGreaterThanOrEqual(38);
    expect(data.all('webinar')).toHaveLength(8);
    const running = meetings.filter((each) => each.start <= now && now < each.start + each.duration);
    expect(running.map(({ topic }) => topic)).toEqual(['Delivery review with Northwind']);
    const soon = meetings.filter((each) => each.start > now && each.start <= now + 600_000);
    expect(soon).toHaveLength(1);
    expect(meetings.filter((each) => each.start < now - 86_400_000).length).toBeGreaterThan(10);
    expect(meetings.filter((each) => each.start > now + 86_400_000).length).toBeGreaterThan(10);
    expect(new Set(meetings.map(({ timeZone }) => timeZone)).size).toBeGreaterThan(6);
  });

  it('holds what a page must be able to show', () => {
    const topics = sandbox.control.data.all().map(({ topic }) => topic);
    expect(topics.some((topic) => topic.length > 200)).toBe(true);
    expect(topics.some((topic) => /\p{Script=Arabic}/u.test(topic))).toBe(true);
    expect(topics.some((topic) => /\p{Extended_Pictographic}/u.test(topic))).toBe(true);
    expect(topics.some((topic) => topic.includes('<script>'))).toBe(true);
  });

  it('uses addresses that cannot be mailed only', () => {
    const emails = sandbox.control.data
      .all()
      .flatMap((each) => [each.presenter, ...each.participants, ...each.attendance, ...each.registrants])
      .map(({ email }) => email);
    expect(emails.filter((email) => !email.endsWith('@example.test'))).toEqual([]);
  });

  it('is the same for the same seed and time, and another for another seed', async () => {
    const twin = await startSandbox({ clock: () => now, timeZone: 'Europe/Madrid' });
    const other = await startSandbox({ clock: () => now, timeZone: 'Europe/Madrid', seed: 2 });
    try {
      expect(rows(twin)).toEqual(rows(sandbox));
      expect(rows(other)).not.toEqual(rows(sandbox));
      expect(twin.client.clientSecret).not.toBe(sandbox.client.clientSecret);
    } finally {
      await Promise.all([twin.close(), other.close()]);
    }
  });

  it('is replaced, cleared and put back', () => {
    const { data } = sandbox.control;
    const before = data.all('webinar').length;
    data.replace('meeting', [{ topic: 'Only', start: now }]);
    expect(data.all('meeting').map(({ topic }) => topic)).toEqual(['Only']);
    expect(data.all('webinar')).toHaveLength(before);
    data.clear();
    expect(data.all()).toEqual([]);
    data.sample();
    expect(data.all('webinar')).toHaveLength(before);
  });
});
