/** What one account has on: reading, changing, deleting and drafts, which come and go with the account. */
import type { Input, Output } from '../../contract/api.ts';
import type { Account, Connection } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { kindsOf } from '../../contract/rules/kinds.ts';
import type { Clock, Log, Store } from '../ports.ts';
import type { SessionsApi } from '../zoho/types.ts';
import { createDeletions, type Deletions } from './deletions.ts';
import type { SessionRows } from './database/session-rows.ts';
import { createDrafts } from './drafts.ts';
import { createEdits, type Edits } from './edits.ts';
import { createOutbox } from './outbox/engine.ts';
import type { OutboxRows } from './outbox/rows.ts';
import type { SessionRemover, SessionWriter } from './outbox/send.ts';
import type { Outbox } from './outbox/types.ts';
import { createSessionStore, type SessionStore } from './store.ts';

export interface Agenda {
  readonly sessions: SessionStore;
  readonly edits: Edits;
  readonly deletions: Pick<Deletions, 'start' | 'undo' | 'stop' | 'dismiss' | 'list' | 'onChange'>;
  readonly outbox: Pick<Outbox, 'list' | 'retry' | 'drop' | 'answer' | 'onChange'>;
  /** Of the account that is connected. Errors: `not-connected`; `not-kept` when the disk takes nothing. */
  readonly drafts: {
    get(id: string): Result<Output<'getDraft'>>;
    keep(draft: Input<'keepDraft'>): Result<undefined>;
    drop(id: string): Result<undefined>;
  };
  /** Before the account is left: sends what is held, and waits up to `limit` ms for what is under way. */
  settle(limit?: number): Promise<void>;
  /** Before Parley quits: as `settle`, but not as long, since what is not confirmed goes on at the next start. */
  flush(limit?: number): Promise<void>;
  /** It may be worth asking Zoho again: what waits is sent. */
  wake(reason: 'focus' | 'online' | 'resume' | 'unlock'): void;
  /** Nothing is held or under way. What waits for Zoho to be reached is on disk. */
  isIdle(): boolean;
  /** Takes note of who is connected; everything of an account that was left is forgotten. */
  follow(connection: Pick<Connection, 'account'> & Partial<Pick<Connection, 'health'>>): void;
}

export interface AgendaPorts {
  sessions: SessionsApi;
  /** Is told what is known: what turns up after a create is either that or new. */
  writer(store: Pick<SessionStore, 'knownKeys'>): SessionWriter;
  remover: SessionRemover;
  /** Survives a crash: a file of mode 0600. */
  draftStore: Store;
  /** Survive a crash, too. */
  outboxRows: OutboxRows;
  /** Where the agenda is kept from one start to the next. Left out, it is not. */
  sessionRows?: SessionRows;
  /** Something could not be written to disk; everything goes on without it. */
  onNotKept?: () => void;
  /** Forgets what others keep of an account that was left. */
  onLeave?: () => void;
  clock: Clock;
  log: Log;
  /** A UUID. */
  newId(): string;
}

/** How long disconnecting waits for Zoho, ms. */
const patience = 3_000;
/** How long quitting does. */
const shortPatience = 1_500;
const sandboxMark = 'sandbox ';

export function createAgenda(ports: AgendaPorts): Agenda {
  const { remover, clock, log, newId } = ports;
    const onNotKept = ports.onNotKept ?? (() => undefined);
  const keep = ports.sessionRows && { rows: ports.sessionRows, isLasting, onFailure: onNotKept };
  const sessions = createSessionStore({ sessions: heard(ports.sessions), keep, clock, log });
  const outbox: Outbox = createOutbox({
    store: sessions,
    writer: ports.writer(sessions),
    remover,
    rows: ports.outboxRows,
    clock,
    log,
    newId,
    isLasting,
    onDeleted: (change, fate) => deletions.settle(change, fate),
    onNotKept,
  });
  const edits = createEdits({ store: sessions, outbox, owner: () => owner, clock, newId });
  const deletions = createDeletions({ store: sessions, outbox, clock, newId });
  const drafts = createDrafts(ports.draftStore);
  let owner: string | null = null;
  let allowed = '';
  let hasDraftFailed = false;
  let lastHealth: Connection['health'] = 'ok';

  /** Lets the outbox hear of every listing that was read. */
  function heard(api: SessionsApi): SessionsApi {
    return {
      ...api,
      async list(kind, listType, options) {
        const asker = owner;
        const read = await api.list(kind, listType, options);
        if (read.ok && owner === asker) outbox.heard(kind, read.value.sessions);
        return read;
      },
    };
  }

  async function settle(limit: number): Promise<void> {
    deletions.hurry();
    await outbox.idle(limit);
  }

  const ownDrafts = <T>(work: (owner: string) => T): Result<T> =>
    owner === null ? fail('not-connected', 'no account') : ok(work(owner));

  /** Called with every few letters: the first failure tells, and what is typed goes on in the form. */
  function keepDraft(mine: string, draft: Input<'keepDraft'>): Result<undefined> {
    try {
      drafts.keep(mine, draft);
      return ok(undefined);
    } catch (error) {
      if (!hasDraftFailed) {
        log.error('a draft cannot be kept', { error });
        onNotKept();
      }
      hasDraftFailed = true;
      return fail('not-kept', 'it could not be written to the disk');
    }
  }

  return {
    sessions,
    edits,
    deletions,
    outbox,
    drafts: {
      get: (id) => ownDrafts((mine) => drafts.get(mine, id)),
      keep: (draft) => (owner === null ? fail('not-connected', 'no account') : keepDraft(owner, draft)),
      drop: (id) => ownDrafts((mine) => drafts.drop(mine, id) as undefined),
    },
    settle(limit = patience) {
      outbox.wake('online');
      return settle(limit);
    },
    async flush(limit = shortPatience) {
      await settle(limit);
      sessions.flush();
    },
    wake(reason) {
      sessions.poke(reason === 'focus' || reason === 'online' ? reason : 'wake');
      if (reason !== 'focus') outbox.wake(reason);
    },
    isIdle: outbox.isIdle,

    follow({ account, health = 'ok' }) {
      const last = owner;
      const features = account?.features.map(({ state }) => state).join(' ') ?? '';
      owner = account && ownerOf(account);
      const isBack = account !== null && health === 'ok' && lastHealth !== 'ok';
      lastHealth = health;
      if (owner === last && isBack) outbox.wake('connected');
      if (owner === last && features === allowed) return;
      allowed = features;
      sessions.open(owner, account ? kindsOf(account) : []);
      if (owner === last) return;
      ports.onLeave?.();
      sessions.pending.clear();
      outbox.follow(owner);
      deletions.follow(owner);
      if (owner !== null || last === null) return;
      drafts.forget(last);
      sessions.forget(last);
    },
  };
}

/** The embedded sandbox ends with Parley: nothing of its account is kept. */
export const isLasting = (owner: string): boolean => !owner.startsWith(sandboxMark);

/** Names an account in what is kept. */
export const ownerOf = ({ sandbox, dataCentre, zsoid, zuid }: Account): string =>
  `${sandbox ? sandboxMark : ''}${dataCentre} ${zsoid} ${zuid}`;
