/**
 * Creating without twins (zoho-api.md section 7, rule 6). Zoho has no idempotency key: when the answer to a create is
 * lost, the listing decides whether it was made, and where that decides nothing the person does.
 */
import type { Kind } from '../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Clock, Log } from '../ports.ts';
import type { EditingApi } from './editing.ts';
import { completed, fits, meantStart } from './meant.ts';
import { mayBeDone, notSent } from './outcome.ts';
import type { Listing, SessionsApi, SessionWrite, ZohoListType, ZohoSession } from './types.ts';

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
   * Is handed the evidence right before the POST. When it throws, nothing is sent: `not-kept`. Whoever takes it remembers
   * what is lost: no create is looked for but `earlier`.
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
   * Looks for what a create has made whose answer was lost, in an earlier run of Parley perhaps: once, or for about 20 s
   * when it was sent just now. Sends nothing. Errors: those of the listing; `create-unknown` as above.
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

/** ms before each look after a lost answer; 18 s in all. */
const pauses = [500, 1_500, 3_000, 5_000, 8_000];
/** The looks end after this time, ms, however slow the listings are. */
const patience = 20_000;
/** How long a lost create is remembered, ms. */
const memory = 15 * 60_000;
const day = 24 * 3_600_000;

/** A create whose answer is lost and which was not found. */
interface Lost {
  /** What was there before it was sent. */
  readonly known: ReadonlySet<string>;
  /** The listing it is compared with was read to its end. */
  readonly complete: boolean;
  readonly sentAt: number;
  readonly cause: AppError;
  /** What was sent; null when two were lost that differ in agenda or participants. */
  readonly write: SessionWrite | null;
}

type Verdict = { readonly session: ZohoSession } | { readonly candidates: number };

export function createWithoutTwins(ports: TwinlessPorts): TwinlessCreate {
  const { editing, sessions, target, clock, log } = ports;
  /** Made here, and perhaps not in any listing yet. */
  const made = new Set<string>();
  const lost = new Map<string, Lost>();
  const running = new Map<string, Promise<unknown>>();

  async function look(kind: Kind, types: readonly ZohoListType[], signal?: AbortSignal): Promise<Result<Listing>> {
    const listings = await Promise.all(types.map((type) => sessions.list(kind, type, signal ? { signal } : {})));
    const found = new Map<string, ZohoSession>();
    let complete = true;
    for (const listing of listings) {
      if (!listing.ok) return listing;
      complete &&= listing.value.complete;
      for (const session of listing.value.sessions) found.set(session.key, session);
    }
    return ok({ sessions: [...found.values()], complete });
  }

  /** Adopts one only where nothing is left to doubt. */
  function judge(before: Lost, now: Listing, write: SessionWrite, at: ApiTarget): Verdict {
    const candidates = now.sessions.filter(
      (session) =>
        !before.known.has(session.key) &&
        !made.has(session.key) &&
        fits(write, session) &&
        (session.creatorZuid === null || session.creatorZuid === at.zuid),
    );
    const [session] = candidates;
    const isCertain = candidates.length === 1 && session?.creatorZuid === at.zuid && before.complete && now.complete;
    return isCertain ? { session } : { candidates: candidates.length };
  }

  function adopt(kind: Kind, write: SessionWrite, session: ZohoSession, { sentAt }: Lost): Result<Created> {
    made.add(session.key);
    log.info('a create whose answer was lost is in the listing', { kind });
    ports.onAdopted?.(kind, session.key, sentAt);
    return ok({ session: completed(write, session, session), adopted: true });
  }

  const unknown = (candidates: number, looked: boolean, cause: AppError): Result<Created> =>
    fail('create-unknown', `the answer to a create is lost: ${cause.message}`, {
      details: { outcome: 'unknown', candidates, looked, cause: cause.code },
    });

  async function recover(
    kind: Kind,
    write: SessionWrite,
    one: Lost,
    types: readonly ZohoListType[],
    at: ApiTarget,
    signal?: AbortSignal,
  ): Promise<Result<Created>> {
    // A timer of the platform beside the clock port's pauses, as it guards real input and output.
    const limit = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]);
    let looked = false;
    let candidates = 0;
    for (const pause of pauses) {
      try {
        await clock.sleep(pause, limit);
      } catch {
        break;
      }
      // Another account's listing tells nothing.
      if (!isSame(at, target())) break;
      const listing = await look(kind, types, limit);
      if (!listing.ok || !isSame(at, target())) continue;
      looked = true;
      const verdict = judge(one, listing.value, write, at);
      if ('session' in verdict) return adopt(kind, write, verdict.session, one);
      candidates = verdict.candidates;
      if (candidates > 1) break;
    }
    return unknown(candidates, looked, one.cause);
  }

  /** What was lost earlier has turned up. It may have been sent with another agenda, or other participants. */
  async function take(
    kind: Kind,
    write: SessionWrite,
    id: string,
    earlier: Lost,
    found: ZohoSession,
    signal?: AbortSignal,
  ): Promise<Result<Created>> {
    const isUpToDate = earlier.write !== null && isAlike(earlier.write, write);
    const updated = isUpToDate ? null : await editing.update(kind, found.key, write, signal);
    if (updated?.ok === false) return mayBeDone(updated.error) ? unknown(1, true, updated.error) : updated;
    lost.delete(id);
    return adopt(kind, write, updated?.value ?? found, earlier);
  }

  async function run(
    kind: Kind,
    write: SessionWrite,
    id: string,
    at: ApiTarget,
    signal: AbortSignal | undefined,
    { onSend, earlier: given }: CreateOptions,
  ): Promise<Result<Created>> {
    if (!isSame(at, target())) return notSent(fail('not-connected', 'the account has changed'));
    const cached = new Set(ports.knownKeys());
    const types = listTypesFor(write, clock.now());
    const before = await look(kind, types, signal);
    if (!before.ok) return notSent(before);

    const insisted = given && fromEvidence(given, write);
    if (insisted) {
      const verdict = judge(insisted, before.value, write, at);
      if ('session' in verdict) return adopt(kind, write, verdict.session, insisted);
    }
    const earlier = onSend ? undefined : lost.get(id);
    if (earlier && clock.now() - earlier.sentAt < memory) {
      const verdict = judge(earlier, before.value, write, at);
      if ('session' in verdict) return take(kind, write, id, earlier, verdict.session, signal);
      if (verdict.candidates > 0) return unknown(verdict.candidates, true, earlier.cause);
    }

    const evidence: Evidence = {
      known: insisted
        ? [...insisted.known]
        : [...new Set([...cached, ...made, ...before.value.sessions.map(({ key }) => key)])],
      complete: insisted ? insisted.complete : before.value.complete,
      sentAt: clock.now(),
    };
    try {
      await onSend?.(evidence);
    } catch {
      return notSent(fail('not-kept', 'what is known before the send could not be kept'));
    }
    if (!isSame(at, target())) return notSent(fail('not-connected', 'the account has changed'));
    const sent = await editing.create(kind, write, signal);
    if (sent.ok) {
      made.add(sent.value.key);
      lost.delete(id);
      return ok({ session: sent.value, adopted: false });
    }
    if (!mayBeDone(sent.error)) return sent;
    log.warn('the answer to a create is lost', { kind, code: sent.error.code });
    const one: Lost = { ...fromEvidence(evidence, write), cause: sent.error };
    const result = await recover(kind, write, one, types, at, signal);
    if (result.ok) lost.delete(id);
    else if (!onSend) lost.set(id, earlier ? both(earlier, one) : one);
    return result;
  }

  async function search(
    kind: Kind,
    write: SessionWrite,
    evidence: Evidence,
    at: ApiTarget,
    signal?: AbortSignal,
  ): Promise<Result<Created>> {
    const one = fromEvidence(evidence, write);
    const types = listTypesFor(write, clock.now());
    const listing = await look(kind, types, signal);
    if (!listing.ok) return notSent(listing);
    if (!isSame(at, target())) return notSent(fail('not-connected', 'the account has changed'));
    const verdict = judge(one, listing.value, write, at);
    if ('session' in verdict) return adopt(kind, write, verdict.session, one);
    const since = clock.now() - evidence.sentAt;
    const isFresh = verdict.candidates === 0 && since >= 0 && since < patience;
    return isFresh ? recover(kind, write, one, types, at, signal) : unknown(verdict.candidates, true, one.cause);
  }

  /** One after another for equal creates. */
  function inTurn(
    kind: Kind,
    write: SessionWrite,
    work: (id: string, at: ApiTarget) => Promise<Result<Created>>,
  ): Promise<Result<Created>> {
    const at = target();
    if (!at) return Promise.resolve(notSent(fail('not-connected', 'no account')));
    const id = identityOf(at, kind, write);
    const mine = (running.get(id) ?? Promise.resolve()).then(() => work(id, at));
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (running.get(id) === settled) running.delete(id);
      });
    running.set(id, settled);
    return mine;
  }

  return {
    create: (kind, write, signal, options = {}) =>
      inTurn(kind, write, (id, at) => run(kind, write, id, at, signal, options)),
    find: (kind, write, evidence, signal) =>
      inTurn(kind, write, (_id, at) => search(kind, write, evidence, at, signal)),
  };
}

const fromEvidence = ({ known, complete, sentAt }: Evidence, write: SessionWrite): Lost => ({
  known: new Set(known),
  complete,
  sentAt,
  cause: { code: 'create-unknown', message: 'Parley was closed or cut off while it was sent' },
  write,
});

const isSame = (at: ApiTarget, now: ApiTarget | null): boolean => now?.zsoid === at.zsoid && now.zuid === at.zuid;

/** Asked again, what either of them made must be found. */
const both = (earlier: Lost, later: Lost): Lost => ({
  ...later,
  known: earlier.known,
  complete: earlier.complete,
  write: earlier.write && later.write && isAlike(earlier.write, later.write) ? later.write : null,
});

/** In what the listing does not tell. */
const isAlike = (a: SessionWrite, b: SessionWrite): boolean =>
  a.agenda === b.agenda && JSON.stringify(a.participants) === JSON.stringify(b.participants);

/** What the listing compares: two creates that differ in nothing of it could be taken for each other. */
const identityOf = (at: ApiTarget, kind: Kind, { topic, date, time, timeZone, duration }: SessionWrite): string =>
  JSON.stringify([at.zsoid, at.zuid, kind, topic.trim(), date, time, timeZone, duration]);

/**
 * Where the new session will stand: with the upcoming; perhaps with today's alone, as what has just begun need not be
 * upcoming (within a day of now, whichever zone Zoho counts days in); with the past ones if it starts there.
 */
function listTypesFor(write: SessionWrite, now: number): readonly ZohoListType[] {
  const start = meantStart(write);
  return [
    'upcoming',
    ...(start !== null && Math.abs(start - now) < day ? (['today'] as const) : []),
    ...(start !== null && start < now ? (['past'] as const) : []),
  ];
}
