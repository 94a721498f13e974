/** A Zoho whose every request is carried out and answered when the test says so, or at once. */
import type { Account, Kind, SessionWrite } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { createAgenda, type Agenda, type AgendaPorts } from '../../../electron/agenda/agenda.ts';
import { meantStart } from '../../../electron/agenda/meant.ts';
import { createMemoryRows, type OutboxRows } from '../../../electron/agenda/outbox/rows.ts';
import type { SessionRemover, SessionWriter } from '../../../electron/agenda/outbox/send.ts';
import type { Store } from '../../../electron/ports.ts';
import { fits } from '../../../electron/zoho/meant.ts';
import { fieldsOf, fieldsOfWrite, isAlready, isChangedMeanwhile } from '../../../electron/zoho/same-fields.ts';
import type { SessionsApi, ZohoSession } from '../../../electron/zoho/types.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { hour, listed, manualClock, noon, settled } from './fakes.ts';

export const write = (topic: string, more: Partial<SessionWrite> = {}): SessionWrite => ({
  topic, agenda: '', date: '2026-06-20', time: '10:00', duration: hour, timeZone: 'UTC', participants: null, ...more,
});

type Verb = 'list' | 'get' | 'create' | 'find' | 'update' | 'remove';

export interface SimCall {
  readonly verb: Verb;
  /** Of the session; the list type of a listing; the topic of a create. */
  readonly subject: string;
  /** Zoho does it now; its answer is on its way. */
  carryOut(): void;
  /** The answer arrives, after it was carried out. */
  deliver(): Promise<void>;
  readonly isCarriedOut: () => boolean;
}

/** What goes wrong: before Zoho does it, or after (the answer is lost). */
export type Fault = { readonly error: Result<never>; readonly done: boolean } | undefined;

export function simZoho() {
  const held = new Map<string, ZohoSession>();
  let open: SimCall[] = [];
  const sent: string[] = [];
  let inFlight = { remove: 0, most: 0 };
  let made = 0;
  const sim = {
    /** False: calls wait for the test. */
    isPrompt: true,
    fault: (_verb: Verb, _subject: string): Fault => undefined,
    held,
    sent,
    /** Keys that Parley was told are gone. */
    confirmed: new Set<string>(),
    open: () => open,
    mostRemovesAtOnce: () => inFlight.most,
    seed(...sessions: ZohoSession[]) {
      for (const session of sessions) held.set(session.key, session);
    },
  };

  function call<T>(verb: Verb, subject: string, work: () => Result<T>): Promise<Result<T>> {
    sent.push(`${verb} ${subject}`);
    if (verb === 'remove') inFlight.remove++;
    inFlight = { ...inFlight, most: Math.max(inFlight.most, inFlight.remove) };
    return new Promise((resolve) => {
      let answer: Result<T> | undefined;
      const one: SimCall = {
        verb,
        subject,
        isCarriedOut: () => answer !== undefined,
        carryOut() {
          if (answer) return;
          const fault = sim.fault(verb, subject);
          const done = fault && !fault.done ? undefined : work();
          answer = fault ? fault.error : done;
        },
        async deliver() {
          one.carryOut();
          open = open.filter((each) => each !== one);
          if (verb === 'remove') inFlight = { ...inFlight, remove: inFlight.remove - 1 };
          if (verb === 'remove' && answer?.ok) sim.confirmed.add(subject);
          if (answer) resolve(answer);
          await settled();
        },
      };
      open = [...open, one];
      if (sim.isPrompt) queueMicrotask(() => void one.deliver());
    });
  }

  const unknown = (): Result<never> => fail('not-found', 'no such key');

  const sessions: SessionsApi = {
    list: (_kind, listType) =>
      call('list', listType, () => ok({ sessions: listType === 'today' ? [] : [...held.values()], complete: true })),
    get: (_kind, key) =>
      call('get', key, () => {
        const found = held.get(key);
        return found ? ok({ ...found, agenda: found.agenda ?? '' }) : unknown();
      }),
  };
  const sessionOf = (kind: Kind, key: string, w: SessionWrite): ZohoSession =>
    listed(key, meantStart(w), { kind, topic: w.topic, agenda: w.agenda, duration: w.duration, timeZone: w.timeZone });
  const writer: SessionWriter & SessionRemover = {
    async create(kind, w, _signal, { onSend }) {
      try {
        onSend({ known: [...held.keys()], complete: true, sentAt: noon });
      } catch {
        return fail('not-kept', 'no', { details: { outcome: 'not-sent' } });
      }
      return call('create', w.topic, () => {
        const session = sessionOf(kind, `9${++made}`, w);
        held.set(session.key, session);
        return ok({ session, adopted: false });
      });
    },
    find: (_kind, w, { known }) =>
      call('find', w.topic, () => {
        const found = [...held.values()].filter((session) => !known.includes(session.key) && fits(w, session));
        const [session] = found;
        if (session && found.length === 1) return ok({ session, adopted: true });
        const details = { outcome: 'unknown', candidates: found.length, looked: true };
        return fail('create-unknown', 'lost', { details });
      }),
    async update(kind, key, w, _signal, { expect }) {
      let theirs: ZohoSession | undefined;
      const answer = await call('update', key, (): Result<ZohoSession> => {
        const before = held.get(key);
        if (!before) return unknown();
        const [told, wanted] = [fieldsOf(before), fieldsOfWrite(w, before.startsAt)];
        if (expect && isAlready(told, wanted)) return ok(before);
        if (expect && isChangedMeanwhile(told, expect, wanted)) {
          theirs = before;
          return fail('changed-meanwhile', 'changed', { details: { outcome: 'not-sent' } });
        }
        const session = { ...before, ...sessionOf(kind, key, w), participants: before.participants };
        held.set(key, session);
        return ok(session);
      });
      return answer.ok || !theirs ? answer : { ...answer, theirs };
    },
    remove: (_kind, key) => call('remove', key, () => ok({ alreadyGone: !held.delete(key) })),
  };
  return Object.assign(sim, { sessions, writer });
}

/** Rows in memory, as a file keeps them: through JSON. `break` lets every write fail. */
export function jsonRows(): OutboxRows & { ids(): string[]; isBroken: boolean } {
  const rows = createMemoryRows();
  const file = {
    isBroken: false,
    ids: () => rows.all().map(({ id }) => id),
    all: () => JSON.parse(JSON.stringify(rows.all())) as ReturnType<OutboxRows['all']>,
    put: (row: Parameters<OutboxRows['put']>[0]) => {
      if (file.isBroken) throw new Error('disk full');
      rows.put(JSON.parse(JSON.stringify(row)) as typeof row);
    },
    remove: (id: string) => {
      if (file.isBroken) throw new Error('disk full');
      rows.remove(id);
    },
    forget: rows.forget,
    transaction: rows.transaction,
  };
  return file;
}

/** A store in memory, as electron-store keeps it: through JSON. */
export function memoryFile(): Store & { content(): unknown } {
  const content = new Map<string, string>();
  return {
    get: (key) => (content.has(key) ? (JSON.parse(content.get(key) ?? '') as unknown) : undefined),
    set: (key, value) => void content.set(key, JSON.stringify(value)),
    delete: (key) => void content.delete(key),
    content: () => Object.fromEntries(content),
  };
}

export const account = (zuid: string, more: Partial<Account> = {}): Account => ({
  email: 'ana@example.test', name: 'Ana', organisation: 'Example', zsoid: '1', zuid, dataCentre: 'eu', sandbox: false,
  scopes: [], features: [], ...more,
});

/** An agenda at this Zoho, connected, with what is there listed; the page has asked for deletions. */
export async function build({
  zoho = simZoho(),
  draftStore = memoryFile(),
  outboxRows = jsonRows(),
  connect = true,
  isPageOpen = true,
  keep = {} as Pick<AgendaPorts, 'sessionRows'>,
} = {}) {
  const clock = manualClock();
  const log = fakeLog();
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const agenda: Agenda = createAgenda({
    sessions: zoho.sessions, writer: () => zoho.writer, remover: zoho.writer, draftStore, outboxRows, clock, log,
    newId, ...keep,
  });
  if (isPageOpen) agenda.deletions.list();
  const told: string[][] = [];
  agenda.deletions.onChange((list) =>
    told.push(list.map(({ state, done, total, failed }) => `${state} ${done}/${total} !${failed.length}`)),
  );
  const rows = () =>
    agenda.sessions.list({ kind: 'meeting', listType: 'all', search: '', offset: 0, limit: 1_000 }).items;
  const built = {
    agenda, zoho, clock, log, draftStore, outboxRows, told, rows,
    keys: () => rows().map(({ key }) => key).toSorted(),
    row: (key: string) => rows().find((row) => row.key === key),
    topics: () => rows().map(({ topic, pending }) => (pending ? `${topic} (${pending})` : topic)).toSorted(),
    connect: (who: Account | null = account('7')) => agenda.follow({ account: who }),
    create: (topic: string) => agenda.edits.create({ kind: 'meeting', write: write(topic) }),
    update: (key: string, topic: string) => agenda.edits.update({ kind: 'meeting', key, write: write(topic), base: null }),
    remove: (...keys: string[]) => agenda.deletions.start({ kind: 'meeting', keys }),
  };
  if (connect) {
    built.connect();
    await agenda.sessions.refresh('meeting', 'all');
    await settled();
  }
  return built;
}

export const some = (count: number): ZohoSession[] =>
  Array.from({ length: count }, (_, index) => listed(String(1001 + index), noon + (1 + index) * hour));
