import type { Attendee, Registrant, RegistrationReport, RequestNote } from '../../../contract/people.ts';
import type { TimeText } from '../../ui/time.ts';
import { wordsFor } from '../../ui/error-text.ts';

export const statusWords: Record<Registrant['status'], string> = {
  pending: 'Waiting for approval',
  approved: 'Approved',
  denied: 'Denied',
  cancelled: 'Cancelled',
  unknown: 'Status not told',
};

type Outcome = RegistrationReport['people'][number]['outcome'];

/** How it went for one person, and why; Zoho gives a reason for whole calls only. */
export function outcomeText(outcome: Outcome, error: RegistrationReport['error']): string {
  const why = error ? ` ${wordsFor(error).title}` : '';
  if (outcome === 'registered') return 'Registered';
  if (outcome === 'refused') return `Not registered.${why || ' Zoho refused this address and gave no reason.'}`;
  if (outcome === 'unknown') return `Not certain.${why || ' Zoho’s answer does not say.'} The list of registrants will show it.`;
  return `Not sent.${why}`;
}

/** "1 of 2 people registered" */
export function reportText({ people }: RegistrationReport): string {
  const done = people.filter(({ outcome }) => outcome === 'registered').length;
  const all = people.length === 1 ? '1 person' : `${people.length} people`;
  return done === people.length ? `${all} registered` : `${done} of ${all} registered`;
}

/** What a search box finds: name and address, whatever the case. */
export function matching<T extends { readonly name: string | null; readonly email: string | null }>(
  people: readonly T[],
  search: string,
): readonly T[] {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === '') return people;
  return people.filter(({ name, email }) => `${name ?? ''} ${email ?? ''}`.toLocaleLowerCase().includes(wanted));
}

/** "10:02–10:58" as far as Zoho told. */
export function stayText({ joinedAt, leftAt, duration }: Attendee, time: TimeText): string {
  if (joinedAt === null) return leftAt === null ? 'Times not told' : `until ${time.time(leftAt)}`;
  if (leftAt !== null && leftAt >= joinedAt) return time.range(joinedAt, leftAt - joinedAt);
  return duration === null ? `from ${time.time(joinedAt)}` : time.range(joinedAt, duration);
}

/** "Zoho agreed · HTTP 200", or what went wrong, in words. */
export function requestOutcome({ method, outcome, status, tries }: RequestNote): string {
  const agreed = method === 'GET' ? 'Zoho answered' : 'Zoho agreed';
  const words = outcome === 'ok' ? agreed : wordsFor({ code: outcome, message: '' }).title.replace(/\.$/, '');
  const attempts = tries === 0 ? 'not sent' : tries === 1 ? null : `${tries} attempts`;
  return [words, status === null ? null : `HTTP ${status}`, attempts].filter(Boolean).join(' · ');
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });

/** To the second today; the day with it when it was another. */
export const requestTime = (at: number, now: number, time: TimeText): string =>
  time.dayNumber(at) === time.dayNumber(now) ? clock.format(at) : time.asOf(at, now);

/** "120 ms", "1.4 s" from ms. */
export const tookText = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);
