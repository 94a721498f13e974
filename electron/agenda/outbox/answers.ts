/** What each of Zoho's answers means for the change that was sent. */
import type { AppError } from '../../../contract/result.ts';
import { mayBeDone } from '../../zoho/outcome.ts';
import { fieldsOf, fieldsOfWrite } from '../../zoho/same-fields.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { plainError, wantedOf, type Change } from './change.ts';

/** Zoho's answer, whatever was sent. */
export type Answer =
  | { readonly ok: true; readonly session: ZohoSession | null; readonly adopted: boolean }
  | { readonly ok: false; readonly error: AppError; readonly theirs?: ZohoSession };

export type Verdict =
  /** It is at Zoho. */
  | { readonly type: 'done'; readonly session: ZohoSession | null; readonly adopted: boolean }
  /** Sent again by itself; the change as it is until then, but for its times. */
  | { readonly type: 'wait'; readonly change: Change; readonly error: AppError }
  /** The person is to decide. */
  | { readonly type: 'ask'; readonly change: Change; readonly error: AppError }
  /** Zoho does not want it, and did nothing. */
  | { readonly type: 'refused'; readonly change: Change; readonly error: AppError };

/** Zoho did not do it, or may not have been reached at all, and it may be otherwise later. */
const passing: ReadonlySet<AppError['code']> = new Set([
  'offline', 'timeout', 'captive-portal', 'zoho-unavailable', 'rate-limited', 'throttled', 'reconnect-needed',
  'not-connected', 'not-kept',
]);

/** Nothing is wrong with the change. */
export const isPassing = ({ code }: AppError): boolean => passing.has(code);

/** The time to send again is Zoho's to say. */
export const isOrdered = ({ code }: Pick<AppError, 'code'>): boolean => code === 'rate-limited' || code === 'throttled';

/** It is about the way to Zoho and not about one change: the others would fare no better. */
export const isWide = ({ code }: AppError): boolean =>
  isOrdered({ code }) || ['offline', 'captive-portal', 'reconnect-needed', 'not-connected'].includes(code);

/** @param begun the change as it was when it was taken up to be sent */
export function judgeAnswer(change: Change, answer: Answer, begun: Change): Verdict {
  if (answer.ok) return { type: 'done', session: answer.session, adopted: answer.adopted };
  const { error } = answer;
  const wait = (more: Change = change): Verdict => ({ type: 'wait', change: more, error });
  const refused = (more: Change = change): Verdict => ({ type: 'refused', change: more, error });
  const ask = (more: Change): Verdict => ({ type: 'ask', change: { ...more, state: 'asking' }, error });
  const mayPass = isPassing(error);

  switch (change.change) {
    case 'create': {
      const { sent, again } = begun.change === 'create' ? begun : change;
      const isLooking = sent !== null && !again;
      const isLost = error.code === 'create-unknown' || mayBeDone(error) || isLooking;
      // Zoho did nothing: there is nothing to be looked for but what was lost before.
      const unsent = { ...change, sent, again };
      if (!isLost) return mayPass ? wait(unsent) : refused(unsent);
      const { candidates, looked } = error.details ?? {};
      const question = {
        type: 'lost-create' as const, candidates: Number(candidates ?? 0), looked: looked === true,
      };
      return ask({ ...change, again: false, question, error: plainError(error) });
    }
    case 'update': {
      const { theirs } = answer;
      if (error.code === 'changed-meanwhile' && theirs) {
        const [told, mine] = [fieldsOf(theirs), fieldsOfWrite(change.write, theirs.startsAt)];
        const question = { type: 'conflict' as const, base: change.base ?? told, mine, theirs: told };
        return ask({ ...change, question, error: plainError(error) });
      }
      if (error.code === 'not-found') return ask({ ...change, question: { type: 'gone' }, error: plainError(error) });
      if (!mayBeDone(error)) return mayPass ? wait() : refused();
      return wait({ ...change, tried: [...change.tried, wantedOf(change)] });
    }
    default:
      return mayPass || mayBeDone(error) ? wait() : refused();
  }
}
