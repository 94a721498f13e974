import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../../contract/api.ts';
import { callNames, channelOf, type CallName } from '../../../contract/names.ts';
import { ok, type Result } from '../../../contract/result.ts';
import { type Answer, createAnswer } from '../../../electron/ipc/answer.ts';
import { serve, type Invocation } from '../../../electron/ipc/serve.ts';

const page: Invocation = { sender: { id: 1 }, senderFrame: { url: 'app://parley/index.html#/meetings', parent: null } };

const write = {
  topic: 'Team', agenda: '', date: '2026-06-19', time: '19:00', duration: 3_600_000, timeZone: 'Europe/Paris',
  participants: ['bo@example.test'],
};

/** As Electron throws when it is asked about a frame that has gone. */
const gone = () => {
  throw new Error('Render frame was disposed before WebFrameMain could be accessed');
};

/** A payload that fits each call, so that only the thing under test can refuse it. */
const event = { calendar: 'c==', uid: 'u==', occurrence: null };
const eventWrite = {
  calendar: 'c==', title: 'Lunch', isAllDay: false, date: '2026-06-19', time: '12:00', duration: 3_600_000, timeZone: 'UTC',
  location: '', description: '', isPrivate: false, attendees: null, reminder: null, repeat: null, withMeeting: false,
  notify: false,
};
const fitting: Record<CallName, unknown> = {
  getAppInfo: undefined, getFirstScreen: undefined,
  getConnection: undefined,
  saveClient: { clientId: '1000.A', clientSecret: 's', dataCentre: 'eu', redirectUri: 'parley://oauth/callback' },
  connect: { purpose: 'connect' },
  cancelConnect: undefined,
  connectSandbox: undefined,
  disconnect: undefined,
  dismissNotice: { id: 'memory-only' },
  openConsole: { dataCentre: 'eu' },
  copyRedirectUri: { redirectUri: 'parley://oauth/callback' },
  getSettings: undefined,
  updateSettings: { appearance: 'dark' },
  selfCheck: undefined,
  listSessions: { kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 100 },
  refreshSessions: { kind: 'webinar', listType: 'past' },
  listBusyDays: { from: 1_781_000_000_000, lengths: [86_400_000] },
  listAgenda: { from: 1_781_000_000_000, to: 1_781_600_000_000 },
  findSessions: { search: 'team', limit: 20 },
  getSession: { kind: 'meeting', key: '1169128500', refresh: true },
  startSession: { kind: 'meeting', key: '1169128500' },
  joinSession: { kind: 'meeting', key: '1169128500' },
  copyInvitation: { kind: 'meeting', key: '1169128500' },
  createSession: { kind: 'meeting', write },
  updateSession: { kind: 'webinar', key: '1169128500', write: { ...write, participants: null }, base: write },
  deleteSessions: { kind: 'meeting', keys: ['1169128500', 'new-b2a6f0de-6f0c-4d0e-8a3c-0d5a3b7c9e11'] },
  undoDeletion: { id: 'b2a6f0de' },
  stopDeletion: { id: 'b2a6f0de' },
  dismissDeletion: { id: 'b2a6f0de' },
  getDeletions: undefined,
  getOutbox: undefined,
  retryChange: { id: null },
  dropChange: { id: 'b2a6f0de' },
  answerChange: { id: 'b2a6f0de', answer: { type: 'write', write } },
  noteOnline: { online: true },
  takeLink: undefined,
  getDraft: { id: 'new-meeting' },
  keepDraft: { id: 'edit-webinar-1169128500', form: { ...write, duration: '1h', participantText: 'bo@' } },
  dropDraft: { id: 'new-webinar' },
  listRegistrants: { key: '1169128500' },
  registerPeople: {
    key: '1169128500', people: [{ email: 'bo@example.test', firstName: 'Bo', lastName: '' }], sendMail: false,
  },
  listAttendees: { kind: 'meeting', key: '1169128500' },
  saveRegistrants: { key: '1169128500' },
  saveAttendees: { kind: 'meeting', key: '1169128500' },
  copyRegistrationLink: { key: '1169128500' },
  getRequests: { kind: 'webinar', key: '1169128500' },
  listCalendars: undefined,
  chooseCalendar: { uid: 'c==', isShown: true, colour: null },
  refreshCalendars: undefined,
  listEvents: { from: 0, to: 1 },
  findEvents: { search: 'dentist', limit: 20 },
  getEvent: { ...event, refresh: false },
  joinEvent: event,
  createEvent: { write: eventWrite },
  updateEvent: { ref: event, write: eventWrite, base: null, extent: 'all' },
  deleteEvent: { ref: event, extent: 'this', notify: false },
  getEventChanges: undefined,
  retryEventChange: { id: null },
  dropEventChange: { id: 'e1' },
  answerEventChange: { id: 'e1', answer: { type: 'look' } },
  checkTime: {
    startsAt: 0, duration: 3_600_000, timeZone: 'UTC', exceptSession: null, exceptEvent: null, participants: [],
  },
  listTemplates: undefined,
  keepTemplate: {
    id: 't1', name: '1:1', kind: 'meeting', topic: '', agenda: '', duration: 1_800_000, participants: [], repeat: null,
  },
  dropTemplate: { id: 't1' },
  saveCalendarFile: { what: 'range', from: 0, to: 1 },
  listRecordings: { kind: 'meeting', key: '1' },
  openRecording: { kind: 'meeting', key: '1', id: 'r1', as: 'play' },
};

function harness(handler: (name: CallName, input: unknown) => unknown, ready: Promise<void> = Promise.resolve()) {
  const listeners = new Map<string, (event: Invocation, ...args: unknown[]) => Promise<unknown>>();
  const reached: { name: CallName; input: unknown }[] = [];
  const logged: string[] = [];
  const log = (message: string) => void logged.push(message);
  const handlers = Object.fromEntries(
    callNames.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input });
        return handler(name, input);
      },
    ]),
  ) as unknown as Handlers;
  serve({
    ipc: { handle: (channel, listener) => void listeners.set(channel, listener) },
    answer: ready.then((): Answer => createAnswer(handlers)),
    origin: 'app://parley',
    isTrusted: (id) => id === 1,
    log: { info: log, warn: log, error: log },
  });
  const call = (name: CallName, event: Invocation, ...args: unknown[]) => {
    const listener = listeners.get(channelOf(name));
    if (!listener) throw new Error(`${name} is not served`);
    return listener(event, ...args) as Promise<Result<unknown>>;
  };
  return { call, reached, logged };
}

const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

describe.each(callNames)('%s', (name) => {
  const throwing = () => {
    throw new Error('secret detail 1000.abc');
  };

  it.each<[string, Invocation]>([
    ['another window', { ...page, sender: { id: 2 } }],
    ['a frame that has gone', { ...page, senderFrame: null }],
    ['a sub-frame of our page', { ...page, senderFrame: { url: 'app://parley/index.html', parent: {} } }],
    ['a foreign page', { ...page, senderFrame: { url: 'https://accounts.zoho.com/', parent: null } }],
    ['a look-alike host', { ...page, senderFrame: { url: 'app://parley.evil.test/index.html', parent: null } }],
    ['a look-alike scheme', { ...page, senderFrame: { url: 'apps://parley/index.html', parent: null } }],
    ['user-info in front', { ...page, senderFrame: { url: 'app://parley@evil.test/', parent: null } }],
    ['user-info on our host', { ...page, senderFrame: { url: 'app://x:y@parley/', parent: null } }],
    ['an empty page', { ...page, senderFrame: { url: 'about:blank', parent: null } }],
    ['a frame that goes while it is asked', Object.defineProperty({ ...page }, 'senderFrame', { get: gone })],
    ['no URL', { ...page, senderFrame: { url: '', parent: null } }],
  ])('refuses %s', async (_who, event) => {
    const { call, reached } = harness(throwing);
    expect(await call(name, event, fitting[name])).toEqual(refused('untrusted-sender'));
    expect(reached).toEqual([]);
  });

  it('refuses malformed payloads before the handler', async () => {
    const { call, reached } = harness(throwing);
    const misfits = [null, 7, 'text', [], { unknown: true }, { ...(fitting[name] as object), extra: 1 }];
    for (const payload of misfits) expect(await call(name, page, payload)).toEqual(refused('invalid-input'));
    expect(await call(name, page, fitting[name], 'a second argument')).toEqual(refused('invalid-input'));
    if (fitting[name] !== undefined) expect(await call(name, page)).toEqual(refused('invalid-input'));
    expect(reached).toEqual([]);
  });

  it('answers a Result when the handler throws or rejects, without its reason', async () => {
    for (const handler of [throwing, () => Promise.reject(new Error('secret detail 1000.abc'))]) {
      const { call, logged } = harness(handler);
      const answer = await call(name, page, fitting[name]);
      expect(answer).toEqual(refused('internal'));
      expect(JSON.stringify(answer)).not.toContain('secret detail');
      expect(logged).toContain('call failed');
    }
  });

  it('passes a fitting payload on and a failure through', async () => {
    const failure = { ok: false, error: { code: 'offline', message: 'no network' } };
    const { call, reached } = harness(() => failure);
    expect(await call(name, page, fitting[name])).toEqual(failure);
    expect(reached).toEqual([{ name, input: fitting[name] }]);
  });

  it('lets nothing out that the contract does not describe', async () => {
    const { call } = harness(() => ok(Symbol('never described')));
    expect(await call(name, page, fitting[name])).toEqual(refused('internal'));
    const error = { code: 'offline', message: 'no network' };
    const failing = harness(() => ({ ok: false, error: { ...error, token: 'secret' }, grant: 'secret' }));
    expect(await failing.call(name, page, fitting[name])).toEqual({ ok: false, error });
  });
});

it('lets a call that comes early wait for its handler, and refuses at once who may not call', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { call, reached } = harness(() => ok({ text: 'Come' }), promise);
  const early = call('copyInvitation', page, fitting['copyInvitation']);
  expect(await call('copyInvitation', { ...page, sender: { id: 2 } }, fitting['copyInvitation'])).toEqual(refused('untrusted-sender'));
  expect(reached).toEqual([]);
  resolve();
  expect(await early).toEqual(ok({ text: 'Come' }));
  expect(reached).toEqual([{ name: 'copyInvitation', input: fitting['copyInvitation'] }]);
});

it('answers a Result, too, when what answers could not be loaded', async () => {
  const { call, logged } = harness(() => ok(undefined), Promise.reject(new Error('secret detail 1000.abc')));
  expect(await call('getDeletions', page)).toEqual(refused('internal'));
  expect(logged).toEqual(['call failed']);
});

it('names no key of the sender in a refusal', async () => {
  const { call } = harness(() => ok(undefined));
  const zones = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`KEY-${at}@example.test`, 7]));
  const answer = await call('updateSettings', page, { participantZones: zones });
  const message = 'updateSettings: payload refused (participantZones)';
  expect(answer).toEqual({ ok: false, error: { code: 'invalid-input', message } });
});
