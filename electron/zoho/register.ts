/** Registering people for a webinar, many at a time (zoho-api.md 2.4, "bulk register"). */
import type { ErrorCode } from '../../contract/errors.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { ZohoHttp } from './http.ts';
import { mayBeDone, notSent } from './outcome.ts';
import { signalOf } from './paths.ts';
import { readRegisterAnswer, type RegisterAnswer } from './wire/people.ts';

export interface Newcomer {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

export interface RegisteredPerson {
  readonly email: string;
  /**
   * `registered`: also who was there before. `failed`: Zoho refused. `unknown`: the answer is lost or does not say.
   * `not-sent`: an earlier call failed in a way that this one would have, too.
   */
  readonly outcome: 'registered' | 'failed' | 'unknown' | 'not-sent';
  /** Personal, absolute https link of Zoho's. */
  readonly joinLink: string | null;
}

export interface RegisterReport {
  /** Each address once, in the order given. */
  readonly people: readonly RegisteredPerson[];
  /** The first failure of a call; null when Zoho agreed to all calls, though perhaps not to each person. */
  readonly error: AppError | null;
}

/** Of one call; the limit of `participants`, as none is documented here. */
const batchSize = 100;

/** These are about what the call held; any other error would meet the next call, too. */
const ofTheBatch: ReadonlySet<ErrorCode> = new Set(['rejected', 'too-many-participants']);

/** @param url with its query, to which each batch is posted */
export async function registerInBatches(
  http: ZohoHttp,
  url: string,
  meetingHost: string,
  newcomers: readonly Newcomer[],
  signal: AbortSignal | undefined,
): Promise<Result<RegisterReport>> {
  const people = onceEach(newcomers);
  if (people.length === 0) return notSent(fail('invalid-input', 'nobody to register'));
  const report: RegisteredPerson[] = [];
  const setAll = (batch: readonly Newcomer[], outcome: RegisteredPerson['outcome']) => {
    for (const { email } of batch) report.push({ email, outcome, joinLink: null });
  };
  let error: AppError | null = null;
  let isStopped = false;

  for (let from = 0; from < people.length; from += batchSize) {
    const batch = people.slice(from, from + batchSize);
    if (isStopped) {
      setAll(batch, 'not-sent');
      continue;
    }
    const json = { registrant: batch.map(asRegistrant) };
    const answer = await http.request({ method: 'POST', url, json, ...signalOf(signal) });
    if (answer.ok) {
      const said = readRegisterAnswer(answer.value.body, meetingHost);
      for (const { email } of batch) report.push(fateOf(email, batch.length, said));
      continue;
    }
    error ??= answer.error;
    isStopped = !ofTheBatch.has(answer.error.code);
    const isUnsent = answer.error.details?.['outcome'] === 'not-sent';
    setAll(batch, mayBeDone(answer.error) ? 'unknown' : isUnsent ? 'not-sent' : 'failed');
  }

  const isInVain = report.every(({ outcome }) => outcome === 'failed' || outcome === 'not-sent');
  return error !== null && isInVain ? { ok: false, error } : ok({ people: report, error });
}

/** An address that stands there twice is one person: the first counts. */
function onceEach(newcomers: readonly Newcomer[]): Newcomer[] {
  const byEmail = new Map<string, Newcomer>();
  for (const each of newcomers) {
    const email = each.email.trim();
    if (email !== '' && !byEmail.has(email.toLowerCase())) byEmail.set(email.toLowerCase(), { ...each, email });
  }
  return [...byEmail.values()];
}

/** The three documented keys; an empty name is left out. */
const asRegistrant = ({ email, firstName, lastName }: Newcomer) => ({
  email,
  ...(firstName?.trim() ? { firstName: firstName.trim() } : {}),
  ...(lastName?.trim() ? { lastName: lastName.trim() } : {}),
});

function fateOf(email: string, batch: number, said: RegisterAnswer | null): RegisteredPerson {
  const joinLink = said?.registered.get(email.toLowerCase());
  if (joinLink !== undefined) return { email, outcome: 'registered', joinLink };
  return { email, outcome: said ? outcomeOfUnnamed(said, batch) : 'unknown', joinLink: null };
}

function outcomeOfUnnamed({ registered, succeeded, failed }: RegisterAnswer, batch: number) {
  if (failed === 0 || succeeded === batch) return 'registered';
  const named = registered.size;
  const isAllNamed = succeeded === null ? named > 0 || failed === batch : succeeded <= named;
  return isAllNamed ? 'failed' : 'unknown';
}
