/** One meeting created, read, edited and deleted in the sandbox: zoho-api.md 2.3. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { asRecord, sending } from '../unit/sandbox/client.ts';
import { type Connected, inParis, noonInParis as now } from './sandbox-scene.ts';

const hour = 3_600_000;

let sandbox: Sandbox;
let call: Connected['call'];
beforeEach(async () => {
  ({ sandbox, call } = await inParis());
});
afterEach(() => sandbox.close());

const sessionOf = (answer: { json(): Record<string, unknown> }) => asRecord(answer.json()['session']);
const weekly = {
  topic: 'Weekly sync',
  agenda: 'Plan',
  startTime: 'Jun 19, 2026 07:00 PM',
  duration: hour,
  timezone: 'Europe/Paris',
  participants: [{ email: 'bo@example.test' }],
};
const create = (change = {}) => call('/sessions.json', sending('POST', { ...weekly, ...change }));

describe('one meeting', () => {
  it('is created, read, edited and deleted', async () => {
    const created = await create();
    expect(created.status).toBe(201);
    const session = sessionOf(created);
    expect(session).toMatchObject({
      startTimeMillisec: Date.UTC(2026, 5, 19, 17),
      offset: '7200000',
      participants: [{ id: expect.any(String), email: 'bo@example.test' }],
    });
    const path = `/sessions/${String(session['meetingKey'])}.json`;
    const read = sessionOf(await call(path));
    expect(read).toMatchObject({ agenda: 'Plan', participants: [{ email: 'bo@example.test' }] });
    expect(read['startLink']).toMatch(/^https:\/\/meeting\.zoho\.com\/meeting-start\?key=\d+$/);

    const edited = await call(path, sending('PUT', { ...weekly, topic: 'Daily', participants: [], duration: 900_000 }));
    expect(edited.status).toBe(200);
    expect(sessionOf(edited)).toMatchObject({ topic: 'Daily', duration: '900000', participants: [] });

    const deleted = await call(path, { method: 'DELETE' });
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await call(path)).status).toBe(400);
    expect((await call(path, { method: 'DELETE' })).status).toBe(400);
  });

  it('keeps on edit what is not named, or empties it', async () => {
    const path = `/sessions/${String(sessionOf(await create())['meetingKey'])}.json`;
    const part = sending('PUT', { topic: 'New', startTime: 'Jun 19, 2026 08:00 PM' });
    expect(sessionOf(await call(path, part))).toMatchObject({ agenda: 'Plan', participants: [{}] });
    sandbox.control.modes.put = 'replace';
    expect(sessionOf(await call(path, part))).toMatchObject({ agenda: '', participants: [] });
  });

  it('comes in an array or without participants when told', async () => {
    const path = `/sessions/${String(sessionOf(await create())['meetingKey'])}.json`;
    sandbox.control.modes.participantsInGet = false;
    expect(sessionOf(await call(path))).not.toHaveProperty('participants');
    sandbox.control.modes.wrapInArray = true;
    const wrapped: unknown = JSON.parse((await call(path)).text);
    expect(wrapped).toEqual([{ session: expect.objectContaining({ topic: 'Weekly sync' }) }]);
  });

  it('is taken from JSONString too, under either content type', async () => {
    const body = `JSONString=${encodeURIComponent(JSON.stringify({ session: weekly }))}`;
    for (const type of ['application/json;charset=UTF-8', 'application/x-www-form-urlencoded']) {
      const answer = await call('/sessions.json', { method: 'POST', headers: { 'content-type': type }, body });
      expect(answer.status, type).toBe(201);
    }
  });

  it('means one of two in an overlap, and a time after a gap', async () => {
    const at = async (startTime: string) => sessionOf(await create({ startTime }))['startTimeMillisec'];
    expect(await at('Oct 25, 2026 02:30 AM')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    sandbox.control.modes.overlap = 'later';
    expect(await at('Oct 25, 2026 02:30 AM')).toBe(Date.UTC(2026, 9, 25, 1, 30));
    expect(await at('Mar 29, 2026 02:30 AM')).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it.each([
    ['no topic', { topic: undefined }, 'JSON_PARSE_ERROR'],
    ['an empty topic', { topic: ' ' }, 'JSON_PARSE_ERROR'],
    ['no start', { startTime: undefined }, 'JSON_PARSE_ERROR'],
    ['an ISO start', { startTime: '2026-06-19T19:00' }, 'JSON_PARSE_ERROR'],
    ['a start with a zone', { startTime: 'Jun 19, 2026 07:00 PM CEST' }, 'JSON_PARSE_ERROR'],
    ['an unknown zone', { timezone: 'Mars/Olympus' }, 'JSON_PARSE_ERROR'],
    ['a negative duration', { duration: -1 }, 'JSON_PARSE_ERROR'],
    ['participants that are no list', { participants: 'bo@example.test' }, 'JSON_PARSE_ERROR'],
    ['a participant without an address', { participants: [{ email: 'bo' }] }, 'JSON_PARSE_ERROR'],
    ['a presenter that is no id', { presenter: 'ana' }, 'JSON_PARSE_ERROR'],
    ['an unknown key', { start_time: 'x' }, 'EXTRA_KEY_FOUND_IN_JSON'],
    ['an unknown key in a participant', { participants: [{ email: 'b@x.test', x: 1 }] }, 'EXTRA_KEY_FOUND_IN_JSON'],
    [
      '101 participants',
      { participants: Array.from({ length: 101 }, (_, n) => ({ email: `p${n}@example.test` })) },
      'ARRAY_SIZE_OUT_OF_RANGE',
    ],
  ])('is refused with %s', async (_name, change, message) => {
    const answer = await create(change);
    expect([answer.status, answer.json()]).toEqual([400, { error: { message } }]);
    expect(sandbox.control.data.all()).toEqual([]);
  });

  it('is refused when the body is no session, and takes unknown keys when told', async () => {
    for (const body of ['', '{', '[]', '{"session":[]}', 'JSONString=']) {
      const answer = await call('/sessions.json', { method: 'POST', body });
      expect(answer.json(), body).toEqual({ error: { message: 'JSON_PARSE_ERROR' } });
    }
    sandbox.control.modes.unknownKeys = 404;
    expect((await create({ extra: 1 })).status).toBe(404);
    sandbox.control.modes.unknownKeys = 'ignore';
    expect((await create({ extra: 1 })).status).toBe(201);
  });

  it('reports who took part', async () => {
    const start = now - 2 * hour;
    const { key } = sandbox.control.data.add({
      topic: 'Over',
      start,
      attendance: [
        { email: 'a@example.test', name: 'A', role: 'presenter', joinTime: start, leaveTime: start + 60_000 },
        { email: 'b@example.test', name: 'B', role: 'participant', joinTime: start, leaveTime: start + hour },
      ],
    });
    const report = (await call(`/participant/${key}.json?index=1&count=1`)).json();
    expect(report['participantsCount']).toBe(2);
    expect(report['participants']).toEqual([
      expect.objectContaining({ role: 'presenter', duration: 60_000, inAndOutTime: '10:00 AM - 10:01 AM' }),
    ]);
  });
});
