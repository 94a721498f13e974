/** Creating and editing: shown at once, confirmed or taken back by Zoho's answer. */
import type { Input } from '../../contract/api.ts';
import type { Kind, SessionWrite, Written } from '../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { ZohoSession } from '../zoho/types.ts';
import { changeOf, differenceOf, meantStart, sessionOf } from './meant.ts';
import { isTemporary, temporaryKey } from './pending.ts';
import type { SessionStore } from './store.ts';
import type { Turns } from './turns.ts';

interface MadeSession {
  session: ZohoSession;
  /** The answer was lost, and what was made was found again. */
  adopted: boolean;
}

/** Zoho's side of it: electron/zoho/lost-create.ts and editing.ts. */
export interface SessionWriter {
  create(kind: Kind, write: SessionWrite, signal?: AbortSignal): Promise<Result<MadeSession>>;
  update(kind: Kind, key: string, write: SessionWrite, signal?: AbortSignal): Promise<Result<ZohoSession>>;
}

export interface Edits {
  /**
   * Shown at once under a temporary key. Errors: those of the writer; `invalid-input` for a day or zone that is not;
   * `not-connected` when the account changed before Zoho agreed.
   */
  create(input: Input<'createSession'>): Promise<Result<Written>>;
  /**
   * Shown at once; edits of one session are sent one after another. Errors: as `create`; `not-found` for what is being
   * deleted or was never made.
   */
  update(input: Input<'updateSession'>): Promise<Result<Written>>;
  /** On another account: what is under way is stopped. */
  clear(): void;
}

export interface EditsPorts {
  store: Pick<SessionStore, 'pending' | 'reread' | 'relist'>;
  writer: SessionWriter;
  turns: Turns;
  /** A UUID. */
  newId(): string;
}

export function createEdits({ store, writer, turns, newId }: EditsPorts): Edits {
  const { pending } = store;
  let stop = new AbortController();

  return {
    async create({ kind, write }) {
      const startsAt = meantStart(write);
      if (startsAt === null) return noSuchTime();
      const { signal } = stop;
      const key = temporaryKey(newId());
      const shown = pending.create(sessionOf(kind, key, changeOf(write, startsAt)));
      return turns.take(kind, key, async () => {
        const answer = await answerOf(signal, () => writer.create(kind, write, signal));
        if (!answer.ok) {
          shown.refuse();
          if (mayBeDone(answer.error)) store.relist(kind);
          return answer;
        }
        const { session, adopted } = answer.value;
        turns.join(kind, key, session.key);
        shown.confirm(session);
        if (!signal.aborted) store.reread(kind, session.key);
        const difference = differenceOf({ startsAt, duration: write.duration }, session);
        return ok({ key: session.key, difference, foundAgain: adopted, waiting: false });
      });
    },

    async update({ kind, key, write }) {
      const startsAt = meantStart(write);
      if (startsAt === null) return noSuchTime();
      if (pending.isHidden(kind, key)) return fail('not-found', 'it is being deleted');
      const { signal } = stop;
      const first = pending.keyOf(kind, key);
      const shown = pending.save(kind, first, changeOf(write, startsAt));
      return turns.take(kind, first, async () => {
        // What was being created may have its key by now.
        const real = pending.keyOf(kind, first);
        const answer = isTemporary(real)
          ? fail<ZohoSession>('not-found', 'it was not created')
          : await answerOf(signal, () => writer.update(kind, real, write, signal));
        if (!answer.ok) {
          shown.refuse();
          if (signal.aborted) return answer;
          if (mayBeDone(answer.error)) store.reread(kind, real);
          if (answer.error.code === 'not-found') store.relist(kind);
          return answer;
        }
        shown.confirm(answer.value);
        if (!signal.aborted) store.reread(kind, real);
        return ok({
          key: real,
          difference: differenceOf({ startsAt, duration: write.duration }, answer.value),
          foundAgain: false,
          waiting: false,
        });
      });
    },

    clear() {
      stop.abort();
      stop = new AbortController();
    },
  };
}

/** What Zoho agreed to is told even when the account has changed since. */
async function answerOf<T>(signal: AbortSignal, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  const changed = () => fail<T>('not-connected', 'the account changed meanwhile');
  if (signal.aborted) return changed();
  try {
    const answer = await ask();
    return !answer.ok && signal.aborted ? changed() : answer;
  } catch {
    return fail('internal', 'the request broke off', { details: { outcome: 'unknown' } });
  }
}

/** Zoho may have carried out what failed (electron/zoho/outcome.ts). */
const mayBeDone = ({ code, details }: AppError): boolean =>
  details?.['outcome'] === 'unknown' || code === 'create-unknown';

const noSuchTime = (): Result<Written> => fail('invalid-input', 'no such day, hour or time zone');
