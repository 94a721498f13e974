/** What Parley asks of Zoho, each with the answer that is struck and what must hold afterwards. */
import { z } from 'zod';
import { calls } from '../../../contract/api.ts';
import { sessionPageSchema, sessionSchema, type Kind, type ListType } from '../../../contract/domain.ts';
import type { CallName } from '../../../contract/names.ts';
import { ok, type Result } from '../../../contract/result.ts';
import { isZohoHost } from '../../../contract/rules/data-centres.ts';
import { patiently, write, type Agenda, type World } from './world.ts';

export interface Told {
  readonly result: Result<unknown>;
  /** Keys that were known before and are known no longer. */
  readonly vanished?: number;
}

export interface Operation {
  readonly name: string;
  readonly strikes: { readonly method: string; readonly path: RegExp };
  /** What a success must be. */
  readonly value: z.ZodType;
  /** The write that may reach Zoho once. */
  readonly once?: { readonly method: string; readonly path: RegExp };
  /** The person is connected before, and afterwards whatever came. */
  readonly keepsAccount: boolean;
  /** Done with genuine answers; then the answer is struck while `run` runs. */
  prepare(world: World, random: { integer(below: number): number }): Promise<{ run(): Promise<Told>; settled?(): Promise<string | undefined> }>;
}

const pathOf: Readonly<Record<Kind, string>> = { meeting: 'sessions', webinar: 'webinar' };
const told = async (result: Promise<Result<unknown>>): Promise<Told> => ({ result: await result });

/** Through the store, so that what was there before can vanish. */
function list(kind: Kind, listType: ListType, pageCap = 200): Operation {
  return {
    name: `list ${kind}s, ${listType}${pageCap < 200 ? `, in pages of ${pageCap}` : ''}`,
    strikes: { method: 'GET', path: new RegExp(`/${pathOf[kind]}\\.json\\?listtype=${listType}`) },
    value: sessionPageSchema,
    keepsAccount: true,
    async prepare(world) {
      world.arrange();
      world.sandbox.control.modes.pageCap = pageCap;
      const { store } = world.agenda();
      const before = await patiently(() => store.refresh(kind, listType));
      const known = store.knownKeys();
      const gone = () => [...known].filter((key) => !store.knownKeys().has(key)).length;
      return {
        async run() {
          const result = before.ok ? await store.refresh(kind, listType) : before;
          const page = store.list({ kind, listType, search: '', offset: 0, limit: 200 });
          return { result: result.ok ? ok(page) : result, vanished: gone() };
        },
        async settled() {
          const again = await patiently(() => store.refresh(kind, listType));
          if (!again.ok) return `the list cannot be read any more: ${again.error.code}`;
          const now = store.knownKeys();
          return gone() === 0 && now.size === known.size ? undefined : `the list is another one: ${[...now].join(' ')}`;
        },
      };
    },
  };
}

function details(kind: Kind): Operation {
  return {
    name: `details of a ${kind}`,
    strikes: { method: 'GET', path: new RegExp(`/${pathOf[kind]}/`) },
    value: sessionSchema,
    keepsAccount: true,
    async prepare(world) {
      const keys = world.arrange();
      const { store } = world.agenda();
      const before = await patiently(() => store.get(kind, keys[kind], true));
      return {
        async run() {
          const result = await store.get(kind, keys[kind], true);
          const links = store.links(kind, keys[kind]);
          const start = await store.resolveStartLink(kind, keys[kind]);
          const bad = [links?.joinLink, links?.startLink, start.ok ? start.value : null].find(
            (link) => link && !(new URL(link).protocol === 'https:' && isZohoHost(new URL(link).hostname)),
          );
          if (bad) throw new Error(`a link to ${bad.slice(0, 60)}`);
          return { result };
        },
        async settled() {
          const again = await patiently(() => store.get(kind, keys[kind], true));
          const same = again.ok && before.ok && again.value.topic === before.value.topic && again.value.agenda === before.value.agenda;
          return same ? undefined : 'the details are others';
        },
      };
    },
  };
}

const madeSchema = z.object({ session: sessionSchema, adopted: z.boolean() });

function create(kind: Kind, struck: 'GET' | 'POST'): Operation {
  const path = new RegExp(`/${pathOf[kind]}\\.json`);
  return {
    name: `create a ${kind}, ${struck} struck`,
    strikes: { method: struck, path },
    value: madeSchema,
    once: { method: 'POST', path },
    keepsAccount: true,
    async prepare(world) {
      world.arrange();
      const { create: make } = world.agenda();
      return { run: () => told(make(kind, write('Made here'))) };
    },
  };
}

function edit(kind: Kind, struck: 'GET' | 'PUT'): Operation {
  const path = new RegExp(`/${pathOf[kind]}/`);
  return {
    name: `edit a ${kind}, ${struck} struck`,
    strikes: { method: struck, path },
    value: sessionSchema,
    once: { method: 'PUT', path },
    keepsAccount: true,
    async prepare(world) {
      const key = world.arrange()[kind];
      return {
        run: () => told(world.editing.update(kind, key, { ...write('Edited'), participants: null })),
        async settled() {
          const kept = [...new Set(world.sandbox.control.data.get(key)?.participants.map(({ email }) => email))].join(' ');
          return kept === 'bo@example.test' ? undefined : `an edit changed the participants to: ${kept}`;
        },
      };
    },
  };
}

const remove = (kind: Kind): Operation => ({
  name: `delete a ${kind}`,
  strikes: { method: 'DELETE', path: new RegExp(`/${pathOf[kind]}/`) },
  value: z.object({ alreadyGone: z.boolean() }),
  once: { method: 'DELETE', path: new RegExp(`/${pathOf[kind]}/`) },
  keepsAccount: true,
  async prepare(world) {
    const key = world.arrange()[kind];
    return { run: () => told(world.editing.remove(kind, key)) };
  },
});

const people = (
  call: CallName,
  strikes: Operation['strikes'],
  ask: (people: Agenda['people'], keys: ReturnType<World['arrange']>) => Promise<Result<unknown>>,
  name: string = call,
): Operation => ({
  name,
  strikes,
  value: calls[call].output,
  ...(strikes.method === 'POST' ? { once: strikes } : {}),
  keepsAccount: true,
  async prepare(world) {
    const keys = world.arrange();
    const agenda = world.agenda();
    return { run: () => told(ask(agenda.people, keys)) };
  },
});

const token = { method: 'POST', path: /^\/accounts\.[^/]+\/oauth\/v2\/token$/ };

/** The limits of ten minutes are over, and the access token has expired. */
const later = (world: World) => world.my.clock.advance(61 * 60_000);

const refresh: Operation = {
  name: 'refresh the access token',
  strikes: token,
  value: z.string().min(1).max(4_096),
  keepsAccount: true,
  async prepare(world) {
    await later(world);
    return { run: () => told(world.account.tokens.get()) };
  },
};

const connecting = (purpose: 'connect' | 'reconnect', strikes: Operation['strikes'], what: string): Operation => ({
  name: `${purpose}, ${what} struck`,
  strikes,
  value: calls.connect.output,
  keepsAccount: purpose === 'reconnect',
  async prepare(world) {
    await later(world);
    if (purpose === 'connect') await world.account.disconnect();
    return {
      async run() {
        const result = await world.account.connect({ purpose });
        if (!result.ok && purpose === 'connect' && world.account.connection().state !== 'disconnected')
          throw new Error('half connected');
        return { result };
      },
    };
  },
});

const disconnect: Operation = {
  name: 'disconnect',
  strikes: { method: 'POST', path: /\/oauth\/v2\/token\/revoke$/ },
  value: calls.disconnect.output,
  keepsAccount: false,
  async prepare(world) {
    return {
      async run() {
        const result = await world.account.disconnect();
        if (world.account.connection().account !== null) throw new Error('still connected');
        return { result };
      },
    };
  },
};

const userPath = { method: 'GET', path: /\/user\.json/ };

const selfCheck = (strikes: Operation['strikes'], what: string): Operation => ({
  name: `self-check, ${what} struck`,
  strikes,
  value: calls.selfCheck.output,
  keepsAccount: true,
  prepare: async (world) => ({ run: async () => ({ result: ok(await world.account.selfCheck()) }) }),
});

const kinds = ['meeting', 'webinar'] as const;

export const operations: readonly Operation[] = [
  {
    name: 'who the user is',
    strikes: userPath,
    value: z.object({ zsoid: z.string().min(1).max(64), zuid: z.string().min(1).max(64), email: z.string(), name: z.string() }),
    keepsAccount: true,
    prepare: async (world) => ({ run: () => told(world.user.get(world.meetingHost)) }),
  },
  ...kinds.flatMap((kind) => (['upcoming', 'past', 'all'] as const).map((listType) => list(kind, listType))),
  ...kinds.map((kind) => list(kind, 'upcoming', 2)),
  ...kinds.map(details),
  ...kinds.flatMap((kind) => [create(kind, 'POST'), create(kind, 'GET'), edit(kind, 'GET'), edit(kind, 'PUT'), remove(kind)]),
  people('listRegistrants', { method: 'GET', path: /\/registration\// }, (api, { webinar }) => api.registrants(webinar)),
  people('registerPeople', { method: 'POST', path: /\/register\// }, (api, { webinar }) =>
    api.register({ key: webinar, sendMail: false, people: [{ email: 'new@example.test', firstName: 'New', lastName: '' }] }),
  ),
  people('listAttendees', { method: 'GET', path: /\/attendee\// }, (api, { webinar }) => api.attendees({ kind: 'webinar', key: webinar }), 'attendees'),
  people('listAttendees', { method: 'GET', path: /\/participant\// }, (api, { past }) => api.attendees({ kind: 'meeting', key: past }), 'participants'),
  refresh,
  connecting('connect', token, 'the exchange'),
  connecting('connect', userPath, 'the user'),
  connecting('reconnect', token, 'the exchange'),
  disconnect,
  selfCheck(userPath, 'the user'),
  selfCheck({ method: 'GET', path: /\/oauth\/serverinfo/ }, 'the clock'),
];
