/** What one account has on: reading, changing, deleting and drafts, which come and go with the account. */
import type { Input, Output } from '../../contract/api.ts';
import type { Account, Connection, Kind } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Clock, Log, Store } from '../ports.ts';
import type { SessionsApi } from '../zoho/types.ts';
import type { SessionRemover } from './deletion-run.ts';
import { createDeletions, type Deletions } from './deletions.ts';
import type { SessionRows } from './database/session-rows.ts';
import { createDrafts } from './drafts.ts';
import { createEdits, type Edits, type SessionWriter } from './edits.ts';
import { createSessionStore, type SessionStore } from './store.ts';
import { createTurns } from './turns.ts';
import { createWaitingDeletions } from './waiting-deletions.ts';

export interface Agenda {
  readonly sessions: SessionStore;
  readonly edits: Pick<Edits, 'create' | 'update'>;
  readonly deletions: Pick<Deletions, 'start' | 'undo' | 'stop' | 'dismiss' | 'list' | 'onChange'>;
  readonly outbox: {
    list(): Output<'getOutbox'>;
    retry(id: string | null): Result<undefined>;
    drop(id: string): Result<undefined>;
    answer(input: Input<'answerChange'>): Result<undefined>;
  };
  /** Of the account that is connected. Errors: `not-connected`. */
  readonly drafts: {
    get(id: string): Result<Output<'getDraft'>>;
    keep(draft: Input<'keepDraft'>): Result<undefined>;
    drop(id: string): Result<undefined>;
  };
  /** Before the account is left: sends what is held, and waits up to `limit` ms for what is under way. */
  settle(limit?: number): Promise<void>;
  /** Before Parley quits: as `settle`; deletions that Zoho has not confirmed then wait for the next start. */
  flush(limit?: number): Promise<void>;
  /** Nothing is held or under way. */
  isIdle(): boolean;
  /** Takes note of who is connected; everything of an account that was left is forgotten. */
  follow(connection: Pick<Connection, 'account'>): void;
}

export interface AgendaPorts {
  sessions: SessionsApi;
  /** Is told what is known: what turns up after a create is either that or new. */
  writer(store: Pick<SessionStore, 'knownKeys'>): SessionWriter;
  remover: SessionRemover;
  /** Survive a crash: files of mode 0600. */
  draftStore: Store;
  deletionStore: Store;
  /** Where the agenda is kept from one start to the next; `onFailure` when the disk refuses. Left out, it is not. */
  keep?: { rows: SessionRows; onFailure(): void };
  /** Forgets what others keep of an account that was left. */
  onLeave?: () => void;
  clock: Clock;
  log: Log;
  /** A UUID. */
  newId(): string;
}

/** How long quitting and disconnecting wait for Zoho, ms. */
const patience = 3_000;
const sandboxMark = 'sandbox ';

export function createAgenda(ports: AgendaPorts): Agenda {
  const { remover, clock, log, newId } = ports;
  const isLasting = (whose: string) => !whose.startsWith(sandboxMark);
  const sessions = createSessionStore({
    sessions: ports.sessions, keep: ports.keep && { ...ports.keep, isLasting }, clock, log,
  });
  const turns = createTurns();
  const edits = createEdits({ store: sessions, writer: ports.writer(sessions), turns, newId });
  const deletions = createDeletions({
    store: sessions,
    remover,
    turns,
    waiting: createWaitingDeletions(ports.deletionStore, log),
    clock,
    newId,
    isLasting,
  });
  const drafts = createDrafts(ports.draftStore);
  let owner: string | null = null;
  let allowed = '';

  async function within(limit: number, end: (limit: number) => Promise<void>): Promise<void> {
    const over = new AbortController();
    const time = clock.sleep(limit, over.signal).catch(() => undefined);
    await Promise.all([end(limit), Promise.race([turns.idle(), time])]);
    over.abort();
  }

  const ownDrafts = <T>(work: (owner: string) => T): Result<T> =>
    owner === null ? fail('not-connected', 'no account') : ok(work(owner));

  return {
    sessions,
    edits,
    deletions,
    outbox: {
      list: () => [],
      retry: () => ok(undefined),
      drop: () => ok(undefined),
      answer: () => ok(undefined),
    },
    drafts: {
      get: (id) => ownDrafts((mine) => drafts.get(mine, id)),
      keep: (draft) => ownDrafts((mine) => drafts.keep(mine, draft) as undefined),
      drop: (id) => ownDrafts((mine) => drafts.drop(mine, id) as undefined),
    },
    settle: (limit = patience) => within(limit, deletions.hurry),
    async flush(limit = patience) {
      await within(limit, deletions.flush);
      sessions.flush();
    },
    isIdle: () => deletions.isIdle() && turns.isIdle(),

    follow({ account }) {
      const last = owner;
      const features = account?.features.map(({ state }) => state).join(' ') ?? '';
      owner = account && ownerOf(account);
      if (owner === last && features === allowed) return;
      allowed = features;
      sessions.open(owner, account ? kindsOf(account) : []);
      if (owner === last) return;
      ports.onLeave?.();
      sessions.pending.clear();
      edits.clear();
      deletions.follow(owner);
      if (owner !== null || last === null) return;
      drafts.forget(last);
      sessions.forget(last);
    },
  };
}

/** What the account may do; Zoho is not asked for the rest. */
const kindsOf = ({ features }: Account): Kind[] =>
  features.flatMap(({ id, state }): Kind[] => (state !== 'on' ? [] : id === 'meetings' ? ['meeting'] : id === 'webinars' ? ['webinar'] : []));

const ownerOf = ({ sandbox, dataCentre, zsoid, zuid }: Account): string =>
  `${sandbox ? sandboxMark : ''}${dataCentre} ${zsoid} ${zuid}`;
