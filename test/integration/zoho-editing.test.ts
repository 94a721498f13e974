/** Creating, editing and deleting, and the people of webinars, against the sandbox. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ok, type Result } from '../../contract/result.ts';
import type { Modes } from '../../electron/sandbox/modes.ts';
import { differenceOf } from '../../electron/zoho/meant.ts';
import { createWebinarPeopleApi } from '../../electron/zoho/webinar-people.ts';
import { hour, start, startWriting, write, type Writing } from './zoho-writing.ts';

let at: Writing;
beforeAll(async () => {
  at = await startWriting();
});
afterEach(() => {
  at.sandbox.control.reset();
  at.sandbox.control.data.clear();
});
afterAll(() => at.sandbox.close());

const data = () => at.sandbox.control.data;
const set = (modes: Partial<Modes>) => Object.assign(at.sandbox.control.modes, modes);
const outcome = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const kinds = ['meeting', 'webinar'] as const;
const spellings: Partial<Modes>[] = [
  {},
  ...(['strings', 'numbers', 'big'] as const).map((ids) => ({ ids })),
  { paging: 'page', pageCap: 20, count: 'absent' },
  { wrapInArray: true, emptyList: 'array', webinarFields: 'observed', instanceIds: 'array' },
  { millis: 'absent', zoneSuffix: false },
  { millis: 'strings', ids: 'numbers', put: 'replace' },
  { participantsInGet: false },
];

describe.each(kinds)('a %s', (kind) => {
  it.each(spellings)('is created, edited and deleted, whatever the spelling: %j', async (modes) => {
    set(modes);
    await at.lookUp();
    const created = valueOf(await at.editing.create(kind, write()));
    expect(data().all()).toMatchObject([
      {
        kind, topic: write().topic, agenda: 'Plan', start, duration: hour, timeZone: 'Europe/Paris',
        participants: [{ email: 'bo@example.test' }, { email: 'mei@example.test' }],
      },
    ]);
    const { topic } = write();
    expect(created).toMatchObject({ kind, topic, startsAt: start, duration: hour, creatorZuid: at.target.zuid });
    expect(differenceOf(write(), created)).toBeNull();

    const change = write({
      topic: 'Other', agenda: '', time: '09:30', duration: hour / 2, timeZone: 'Asia/Calcutta', participants: [],
    });
    const edited = valueOf(await at.editing.update(kind, created.key, change));
    expect(edited).toMatchObject({ key: created.key, topic: 'Other', agenda: '', duration: hour / 2 });
    expect(differenceOf(change, edited)).toBeNull();
    expect(data().all()).toMatchObject([
      { topic: 'Other', agenda: '', start: start - 13 * hour, timeZone: 'Asia/Calcutta', participants: [] },
    ]);

    expect(await at.editing.remove(kind, created.key)).toEqual(ok({ alreadyGone: false }));
    expect(data().all()).toEqual([]);
    expect(await at.editing.remove(kind, created.key)).toEqual(ok({ alreadyGone: true }));
    expect(outcome(await at.editing.update(kind, created.key, change))).toBe('not-found');
    set({ ids: 'documented' });
    await at.lookUp();
  });
});

describe('an edit', () => {
  const people = ['bo@example.test', 'mei@example.test'];
  const lastPut = () => JSON.parse(at.sandbox.control.log.last({ method: 'PUT' })?.body ?? '{}') as { session: object };

  it.each([
    ['partial', true], ['partial', false], ['replace', true],
  ] as const)('keeps participants that the form does not know (PUT %s, told by GET: %s)', async (put, told) => {
    set({ put, participantsInGet: told });
    const { key } = data().add({ topic: 'Old', start, participants: people });
    valueOf(await at.editing.update('meeting', key, write({ participants: null })));
    expect(data().get(key)?.participants.map(({ email }) => email)).toEqual(people);
  });

  it('does not name participants that nobody told, whatever a PUT does', async () => {
    set({ put: 'replace', participantsInGet: false });
    const { key } = data().add({ topic: 'Old', start, participants: people });
    valueOf(await at.editing.update('meeting', key, write({ participants: null })));
    expect(lastPut().session).not.toHaveProperty('participants');
  });

  it('leaves the presenter as it is', async () => {
    const presenter = { zuid: '71009999', email: 'liam@example.test', name: 'Liam' };
    for (const kind of kinds) {
      const { key } = data().add({ kind, topic: 'Old', start, presenter });
      valueOf(await at.editing.update(kind, key, write()));
      expect(lastPut().session).toMatchObject({ presenter: 71_009_999 });
      expect(data().get(key)?.presenter).toMatchObject({ zuid: presenter.zuid });
    }
  });

  it('shows where Zoho took the other hour of an overlap', async () => {
    set({ overlap: 'later' });
    const ambiguous = write({ date: '2031-10-26', time: '02:30' });
    const created = valueOf(await at.editing.create('meeting', ambiguous));
    expect(differenceOf(ambiguous, created)).toEqual({
      field: 'start', meant: Date.UTC(2031, 9, 26, 0, 30), told: Date.UTC(2031, 9, 26, 1, 30),
    });
  });
});

describe('Zoho’s refusals', () => {
  const crowd = (size: number) => Array.from({ length: size }, (_, index) => `p${index}@example.test`);

  it('100 participants are taken, 101 are not, and nothing is left behind', async () => {
    const made = valueOf(await at.editing.create('meeting', write({ participants: crowd(100) })));
    expect(data().get(made.key)?.participants).toHaveLength(100);
    const tooMany = write({ participants: crowd(101) });
    const refused = await at.editing.create('meeting', tooMany);
    expect(outcome(refused)).toBe('too-many-participants');
    expect(outcome(await at.editing.update('meeting', made.key, tooMany))).toBe('too-many-participants');
    expect(data().all()).toHaveLength(1);
    expect(data().get(made.key)?.participants).toHaveLength(100);
  });

  it('are told apart', async () => {
    expect(outcome(await at.editing.create('meeting', write({ timeZone: 'Mars/Olympus' })))).toBe('rejected');
    expect(outcome(await at.editing.create('meeting', write({ participants: ['no address'] })))).toBe('rejected');
    at.sandbox.control.faults.add({ method: 'POST', effect: { kind: 'rate-limit', retryAfter: 7 } });
    const limited = await at.editing.create('meeting', write());
    expect(limited).toMatchObject({ error: { code: 'rate-limited', retryAfter: 7000 } });
    at.sandbox.control.faults.add({ method: 'DELETE', effect: { kind: 'html', status: 405 } });
    expect(outcome(await at.editing.remove('meeting', '7'))).toBe('wrong-host');
    expect(data().all()).toEqual([]);
  });

  it('of a token in the middle of each verb cost nothing, and nothing is done twice', async () => {
    at.sandbox.control.invalidateAccessTokens();
    const { key } = valueOf(await at.editing.create('meeting', write()));
    expect(data().all()).toHaveLength(1);
    at.sandbox.control.invalidateAccessTokens();
    expect(outcome(await at.editing.update('meeting', key, write({ topic: 'New' })))).toBe('ok');
    at.sandbox.control.invalidateAccessTokens();
    expect(await at.editing.remove('meeting', key)).toEqual(ok({ alreadyGone: false }));
  });
});

it('each session has its requests noted', async () => {
  const { key } = valueOf(await at.editing.create('meeting', write()));
  await at.editing.update('meeting', key, write({ topic: 'New' }));
  at.sandbox.control.faults.add({ method: 'DELETE', effect: { kind: 'answer', status: 500 } });
  await at.editing.remove('meeting', key);
  await at.editing.remove('meeting', key);
  expect(at.requests.of(key).map(({ method, outcome, status }) => [method, outcome, status])).toEqual([
    ['POST', 'ok', 201], ['GET', 'ok', 200], ['PUT', 'ok', 200], ['DELETE', 'zoho-unavailable', 500],
    ['DELETE', 'ok', 204],
  ]);
});

describe('the people of a webinar', () => {
  const api = () => createWebinarPeopleApi({ http: at.http, target: () => at.target, log: at.log });
  const registrants = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      email: `r${index}@example.test`, userName: `R ${index}`, registerId: String(1000 + index),
      registerKey: `key${index}`, status: (index % 4) as 0 | 1 | 2 | 3, registeredAt: start - index * hour,
    }));

  it.each([{}, { paging: 'page', pageCap: 20 }, { pageCap: 50 }, { ids: 'numbers', pageCap: 100 }] as Partial<Modes>[])(
    'are listed once each, with their status: %j',
    async (modes) => {
      set(modes);
      const { key } = data().add({ kind: 'webinar', topic: 'Open', start, registrants: registrants(450) });
      const { people, complete, counts } = valueOf(await api().registrants(key));
      expect(complete).toBe(true);
      expect(counts).toMatchObject({ total: 450, pending: 113 });
      const ids = people.map(({ id }) => Number(id)).toSorted((a, b) => a - b);
      expect(ids).toEqual(registrants(450).map((_, index) => 1000 + index));
      expect(people.find(({ email }) => email === 'r7@example.test')).toMatchObject({
        name: 'R 7', status: 'cancelled', registeredAt: start - 7 * hour,
        joinLink: expect.stringMatching(/^https:\/\/meeting\.zoho\.com\/join\?registerKey=key7/),
      });
    },
  );

  it('register in batches, some in vain', async () => {
    const { key } = data().add({ kind: 'webinar', topic: 'Open', start });
    const people = Array.from({ length: 230 }, (_, index) => ({
      email: index % 50 === 0 ? `bad ${index}` : `p${index}@example.test`,
      firstName: 'P',
    }));
    const report = valueOf(await api().register(key, people, { sendMail: false }));
    expect(report.error).toBeNull();
    expect(report.people.filter((person) => person.outcome === 'failed').map(({ email }) => email)).toEqual([
      'bad 0', 'bad 50', 'bad 100', 'bad 150', 'bad 200',
    ]);
    expect(report.people[1]).toMatchObject({ outcome: 'registered', joinLink: expect.stringMatching(/^https:/) });
    expect(data().get(key)?.registrants).toHaveLength(225);
    expect(at.sandbox.control.log.last({ method: 'POST' })?.query['sendMail']).toEqual(['false']);
  });

  it('whose answer is lost may be registered; the rest is not sent', async () => {
    const { key } = data().add({ kind: 'webinar', topic: 'Open', start });
    at.sandbox.control.faults.add({ path: /register/, skip: 1, effect: { kind: 'reset', afterCommit: true } });
    const people = Array.from({ length: 300 }, (_, index) => ({ email: `p${index}@example.test` }));
    const report = valueOf(await api().register(key, people, { sendMail: true }));
    expect([0, 100, 200].map((index) => report.people[index]?.outcome)).toEqual(['registered', 'unknown', 'not-sent']);
    expect(data().get(key)?.registrants).toHaveLength(200);
  });

  it('who attended, and who was in a meeting, are read page by page', async () => {
    const attendance = Array.from({ length: 130 }, (_, index) => ({
      email: `p${index % 65}@example.test`, name: `P ${index % 65}`, role: 'participant' as const,
      joinTime: start + index * 60_000, leaveTime: start + hour,
    }));
    for (const modes of [{}, { paging: 'page', pageCap: 20 }] as Partial<Modes>[]) {
      set(modes);
      const webinar = data().add({ kind: 'webinar', topic: 'Past', start, attendance });
      const meeting = data().add({ topic: 'Past', start, attendance });
      const attended = valueOf(await api().attendees(webinar.key));
      expect([attended.people.length, attended.complete]).toEqual([130, true]);
      expect(attended.people[0]).toMatchObject({ name: 'P 0', joinedAt: start, duration: hour });
      expect(valueOf(await api().participantReport(meeting.key)).people).toHaveLength(130);
    }
    expect(outcome(await api().participantReport('999'))).toBe('not-found');
  });
});
