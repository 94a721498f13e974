/** What electron/zoho/lost-create.ts offers, and what it needs. */
import type { Kind } from '../../contract/domain.ts';
import type { Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Clock, Log } from '../ports.ts';
import type { EditingApi } from './editing.ts';
import type { SessionsApi, SessionWrite, ZohoSession } from './types.ts';

export interface Created {
  readonly session: ZohoSession;
  /** Zoho's answer was lost, and the session found in its listing. */
  readonly adopted: boolean;
}

/** What was there before a create was sent: by it, what the create has made is told from the rest. */
export interface Evidence {
  /** Keys that are none of it. */
  readonly known: readonly string[];
  /** The listing among them was read to its end. */
  readonly complete: boolean;
  /** Epoch ms. */
  readonly sentAt: number;
}

export interface CreateOptions {
  /**
   * Is handed the evidence right before the POST. When it throws, nothing is sent: `not-kept`. Whoever takes it
   * remembers what is lost: no create is looked for but `earlier`.
   */
  readonly onSend?: (evidence: Evidence) => void | Promise<void>;
  /** Of a send before, whose answer was lost: what it has certainly made is taken; else it is sent anew. */
  readonly earlier?: Evidence;
}

export interface TwinlessCreate {
  /**
   * Lists, sends once, and after a lost answer lists again for about 20 s. Equal creates wait for each other. Asked
   * again for what was lost within the last 15 minutes, it first looks whether that has turned up since, and edits it
   * when agenda or participants are others by now.
   *
   * Errors: those of the listing (outcome `not-sent`), of {@link EditingApi.create} and of {@link EditingApi.update};
   * `create-unknown` in place of any with outcome `unknown`: `details.candidates` that may be it, `looked` (false: the
   * listing could not be read), `cause` (the code of what lost the answer).
   */
  create(kind: Kind, write: SessionWrite, signal?: AbortSignal, options?: CreateOptions): Promise<Result<Created>>;
  /**
   * Looks for what a create has made whose answer was lost, in an earlier run of Parley perhaps: once, or for about
   * 20 s when it was sent just now. Sends nothing. Errors: those of the listing; `create-unknown` as above.
   */
  find(kind: Kind, write: SessionWrite, evidence: Evidence, signal?: AbortSignal): Promise<Result<Created>>;
}

export interface TwinlessPorts {
  editing: Pick<EditingApi, 'create' | 'update'>;
  sessions: Pick<SessionsApi, 'list'>;
  /** Who creates; null while disconnected. */
  target(): ApiTarget | null;
  clock: Clock;
  log: Log;
  /** The keys of all sessions in the cache. */
  knownKeys(): ReadonlySet<string>;
  /** The create sent at `sentAt` (epoch ms) turned out to have made this session. */
  onAdopted?: (kind: Kind, key: string, sentAt: number) => void;
}
