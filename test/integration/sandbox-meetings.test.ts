/** The sandbox's Meeting API, held to zoho-api.md 2.1 to 2.3 and 2.6. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { api, asRecords, connect, onWire, sending } from '../unit/sandbox/client.ts';
import { type Connected, inParis, noonInParis as now } from './sandbox-scene.ts';

const hour = 3_600_000;

let sandbox: Sandbox;
let access: string;
let org: string;
let call: Connected['call'];
beforeEach(async () => {
  ({ sandbox, access, org, call } = await inParis());
});
afterEach(() => sandbox.close());

const list = (query: string) => call(`/sessions.json?${query}`);
const weekly = {
  topic: 'Weekly sync',
  agenda: 'Plan',
  startTime: 'Jun 19, 2026 07:00 PM',
  duration: hour,
  timezone: 'Europe/Paris',
  participants: [{ email: 'bo@example.test' }],
};
const create = (change = {}) => call('/sessions.json', sending('POST', { ...weekly, ...change }));

describe('user.json', () => {
  it('tells who the person is', async () => {
    sandbox.control.users.add({
      email: 'ana.ruiz@example.test',
      webinarPlan: 'free',
      details: { orgName: undefined, isAdmin: false },
    });
    const { userDetails } = (await api(sandbox, access, '/user.json')).json();
    expect(userDetails).toMatchObject({
      zsoid: Number(org.slice(1)),
      primaryEmail: 'ana.ruiz@example.test',
      fullName: 'Ana Ruiz',
      meetingRedirectionServer: 'meeting.zoho.com',
      isMeetingPaidUser: true,
      isWebinarPaidUser: false,
      isWebinarFreeUser: true,
      isAdmin: false,
    });
    expect(userDetails).not.toHaveProperty('orgName');
  });

  it('answers 400 without its scope', async () => {
    const { access: narrow } = await connect(sandbox, { scope: 'ZohoMeeting.meeting.READ' });
    const answer = await api(sandbox, narrow, '/user.json');
    expect([answer.status, answer.json()]).toEqual([400, { error: { message: 'INVALID_OAUTHSCOPE' } }]);
  });
});

describe('refusals', () => {
  it('of a token: dead, missing or of another data centre', async () => {
    const invalid = [400, { error: { code: 2000, message: 'INVALID_OAUTHTOKEN' } }];
    const other = await api(sandbox, access, '/user.json', {}, 'meeting.zoho.eu');
    expect([other.status, other.json()]).toEqual(invalid);
    const missing = await fetch(onWire(sandbox, 'https://meeting.zoho.com/api/v2/user.json'));
    expect([missing.status, await missing.json()]).toEqual(invalid);
    sandbox.control.invalidateAccessTokens();
    const dead = await list('listtype=all&index=1&count=20');
    expect([dead.status, dead.json()]).toEqual(invalid);
  });

  it('of a scope, each operation by itself', async () => {
    const { access: reader } = await connect(sandbox, { scope: 'ZohoMeeting.meeting.READ' });
    const ask = (method: string, path: string) => api(sandbox, reader, `${org}${path}`, { method });
    expect((await ask('GET', '/sessions.json?listtype=all')).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/sessions.json'],
      ['PUT', '/sessions/1.json'],
      ['DELETE', '/sessions/1.json'],
      ['GET', '/webinar.json?listtype=all'],
    ] as const) {
      expect((await ask(method, path)).status, `${method} ${path}`).toBe(401);
    }
    sandbox.control.modes.scopeError = 'OAUTH_SCOPE_MISMATCH';
    expect((await ask('POST', '/sessions.json')).json()).toEqual({ error: { message: 'OAUTH_SCOPE_MISMATCH' } });
  });

  it('of an organisation, a key, a path and a method', async () => {
    const foreign = await api(sandbox, access, '/1/sessions.json?listtype=all');
    expect([foreign.status, foreign.json()]).toEqual([
      401,
      {
        error: {
          errorCode: 3001,
          message: 'You do not have permission to access this organization account.',
          key: 'UNAUTHORIZED_USER',
        },
      },
    ]);
    const unknown = await call('/sessions/1169128500.json');
    expect([unknown.status, unknown.json()]).toEqual([
      400,
      { error: { errorCode: 4000, message: 'The meeting key is invalid.', key: 'INVALID_MEETING_KEY' } },
    ]);
    expect((await call('/nothing.json')).text).toContain('<h1>404');
    expect((await call('/sessions.json', { method: 'PATCH' })).status).toBe(405);
    expect((await list('index=1&count=20')).json()).toEqual({ error: { message: 'JSON_PARSE_ERROR' } });
  });

  it('keep one organisation’s meetings from another', async () => {
    const { key } = sandbox.control.data.add({ topic: 'Ours', start: now });
    sandbox.control.users.add({ email: 'other@example.test' });
    sandbox.control.users.signIn('other@example.test');
    const { access: foreign } = await connect(sandbox);
    const zsoid = sandbox.control.users.get('other@example.test')?.zsoid;
    expect((await api(sandbox, foreign, `/${zsoid}/sessions/${key}.json`)).status).toBe(400);
    expect((await api(sandbox, foreign, `/${zsoid}/sessions.json?listtype=all`)).json()).toMatchObject({ count: 0 });
  });

  it('of the organisation’s users', async () => {
    const { access: admin } = await connect(sandbox, { scope: 'ZohoMeeting.user.READ' });
    const users = await api(sandbox, admin, `${org}/user?index=0&count=20`);
    expect(users.json()).toMatchObject({ totalCount: 1, resourceType: `/meeting/api/v2${org}/user` });
    const id = asRecords(users.json()['representation'])[0]?.['userId'];
    const one = (await api(sandbox, admin, `${org}/user/${String(id)}`)).json();
    expect(one['representation']).toMatchObject({ emailId: 'ana.ruiz@example.test' });
    const foreign = await api(sandbox, admin, '/1/user');
    expect([foreign.status, foreign.json()['error']]).toEqual([
      403,
      { code: 1025, message: "Org doesn't matches with request uri" },
    ]);
    sandbox.control.users.add({ email: 'ana.ruiz@example.test', isAdmin: false });
    const refused = await api(sandbox, admin, `${org}/user`);
    expect([refused.status, refused.json()['error']]).toEqual([403, { code: 1009, message: 'Invalid org admin' }]);
  });
});

describe('listing', () => {
  it('sorts into past, today and upcoming; what is under way is upcoming', async () => {
    const { data } = sandbox.control;
    data.add({ topic: 'yesterday', start: now - 24 * hour });
    data.add({ topic: 'this morning', start: now - 3 * hour });
    data.add({ topic: 'under way', start: now - hour / 2 });
    data.add({ topic: 'tonight', start: now + 5 * hour });
    data.add({ topic: 'tomorrow', start: now + 24 * hour });
    const topics = async (type: string) =>
      asRecords((await list(`listtype=${type}&index=1&count=20`)).json()['session']).map(({ topic }) => topic);
    expect(await topics('past')).toEqual(['yesterday', 'this morning']);
    expect(await topics('today')).toEqual(['this morning', 'under way', 'tonight']);
    expect(await topics('upcoming')).toEqual(['under way', 'tonight', 'tomorrow']);
    expect(await topics('all')).toHaveLength(5);
    sandbox.control.modes.order = 'reverse';
    expect(await topics('upcoming')).toEqual(['tomorrow', 'tonight', 'under way']);
  });

  it('has the documented fields, without those that need a GET', async () => {
    await create();
    const [item = {}] = asRecords((await list('listtype=all&index=1&count=20')).json()['session']);
    expect(item).toMatchObject({
      meetingKey: expect.stringMatching(/^\d{10}$/),
      topic: 'Weekly sync',
      presenterEmail: 'ana.ruiz@example.test',
      startTime: 'Jun 19, 2026 07:00 PM CEST',
      endTime: 'Jun 19, 2026 08:00 PM CEST',
      duration: hour,
      timezone: 'Europe/Paris',
      joinLink: expect.stringMatching(/^https:\/\/meet\.zoho\.com\/\w{10}$/),
      sysId: expect.stringMatching(/^\d{18}$/),
      startTimeMillisec: Date.UTC(2026, 5, 19, 17),
    });
    for (const field of ['agenda', 'participants', 'startLink']) expect(item).not.toHaveProperty(field);
  });

  it('leaves out what it is told to', async () => {
    const { modes, data } = sandbox.control;
    expect((await list('listtype=all')).json()).toEqual({ count: 0, isMettingSessionAvailable: false });
    modes.emptyList = 'array';
    expect((await list('listtype=all')).json()).toEqual({ session: [], count: 0 });
    data.generate(3);
    Object.assign(modes, { count: 'absent', millis: 'absent', zoneSuffix: false });
    const bare = (await list('listtype=all&index=1&count=2')).json();
    expect(Object.keys(bare)).toEqual(['session']);
    expect(asRecords(bare['session'])[0]).not.toHaveProperty('startTimeMillisec');
    expect(asRecords(bare['session'])[0]?.['startTime']).toMatch(/[AP]M$/);
    modes.count = 'page';
    modes.millis = 'strings';
    const page = (await list('listtype=all&index=1&count=2')).json();
    expect(page['count']).toBe(2);
    expect(asRecords(page['session'])[0]?.['startTimeMillisec']).toMatch(/^\d{13}$/);
  });

  it.each(['record', 'page'] as const)('pages 2,500 meetings by %s under a cap of 20, each once', async (paging) => {
    Object.assign(sandbox.control.modes, { paging, pageCap: 20 });
    sandbox.control.data.generate(2500);
    const keys = new Set<unknown>();
    let pages = 0;
    for (let index = 1; keys.size < 2500 && pages < 130; index += paging === 'page' ? 1 : 20) {
      const { session, count } = (await list(`listtype=upcoming&index=${index}&count=100`)).json();
      expect(count).toBe(2500);
      expect(asRecords(session)).toHaveLength(20);
      for (const { meetingKey } of asRecords(session)) keys.add(meetingKey);
      pages += 1;
    }
    expect([keys.size, pages]).toEqual([2500, 125]);
  });

  it('writes ids above 2^53 as bare integers, and understands them', async () => {
    sandbox.control.modes.ids = 'big';
    sandbox.control.data.generate(1);
    const [, zsoid = ''] = /"zsoid":(\d+)/.exec((await api(sandbox, access, '/user.json')).text) ?? [];
    const { text } = await api(sandbox, access, `/${zsoid}/sessions.json?listtype=all`);
    const [, key = ''] = /"meetingKey":(\d+)/.exec(text) ?? [];
    expect(Number.isSafeInteger(Number(key))).toBe(false);
    expect((await api(sandbox, access, `/${zsoid}/sessions/${key}.json`)).text).toContain(`"meetingKey":${key}`);
    expect((await api(sandbox, access, `/${zsoid}/sessions/${Number(key) + 256}.json`)).status).toBe(400);
  });
});
