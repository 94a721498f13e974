/** Meetings and webinars: creating, editing, deleting (zoho-api.md 2.3, 2.4 and section 7). */
import type { Kind, SessionFields } from '../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import type { ApiTarget } from '../account/service.ts';
import type { Log } from '../ports.ts';
import type { ZohoHttp } from './http.ts';
import { completed, differenceOf } from './meant.ts';
import { notSent } from './outcome.ts';
import { collectionUrl, isKey, sessionUrl, signalOf } from './paths.ts';
import { fieldsOf, fieldsOfWrite, isAlready, isChangedMeanwhile } from './same-fields.ts';
import type { SessionWrite, ZohoSession } from './types.ts';
import { createBody, editBody, unusableField } from './wire/session-body.ts';
import { readSession, tellsOfSession, unwrapSession } from './wire/session.ts';

export type { SessionWrite } from './types.ts';

/** `theirs`, with `changed-meanwhile`: the session as Zoho has it now. */
export type UpdateAnswer =
  | { readonly ok: true; readonly value: ZohoSession }
  | { readonly ok: false; readonly error: AppError; readonly theirs?: ZohoSession };

export interface UpdateOptions {
  /**
   * Copies that Zoho is expected to have: what the edit was made from, and what sends with lost answers may have made
   * of it. When Zoho has another one, nothing is written; when it has what is wanted already, neither.
   */
  readonly expect?: readonly SessionFields[];
}

/**
 * Errors of all three: `not-connected`, those of {@link ZohoHttp.request}, `invalid-input` (`details.field`) for what
 * cannot be written in Zoho's formats. `details.outcome` tells whether Zoho may have done it all the same (outcome.ts).
 */
export interface EditingApi {
  /**
   * One POST; the person presents. Never repeated, but for a refused token. The answer's gaps are filled with what was
   * sent. `bad-answer` with outcome `unknown`: Zoho agreed, and named no key.
   */
  create(kind: Kind, write: SessionWrite, signal?: AbortSignal): Promise<Result<ZohoSession>>;
  /**
   * GET, then PUT of everything (rule 4). Presenter, and participants unless `write` sets them, are sent back as they
   * are. `sysId`, for one occurrence of a series, is documented for Zoho Webinar's own host only and not sent here.
   * An unreadable answer to the PUT is no failure: Zoho agreed to it. `changed-meanwhile`: see {@link UpdateOptions}.
   */
  update(
    kind: Kind,
    key: string,
    write: SessionWrite,
    signal?: AbortSignal,
    options?: UpdateOptions,
  ): Promise<UpdateAnswer>;
  /** `alreadyGone`: Zoho no longer knew it, so that repeating a delete whose answer is lost does no harm. */
  remove(kind: Kind, key: string, signal?: AbortSignal): Promise<Result<{ alreadyGone: boolean }>>;
}

export interface EditingPorts {
  http: ZohoHttp;
  /** Null while disconnected. */
  target(): ApiTarget | null;
  log: Log;
}

const disconnected = <T>(): Result<T> => notSent(fail('not-connected', 'no account'));
const noKey = <T>(): Result<T> => notSent(fail('not-found', 'not a meeting key'));
const unusable = <T>(write: SessionWrite): Result<T> =>
  notSent(fail('invalid-input', 'not in a form that Zoho takes', { details: { field: unusableField(write) ?? '' } }));

export function createEditingApi({ http, target, log }: EditingPorts): EditingApi {
  function noteDifference(kind: Kind, write: SessionWrite, session: ZohoSession): void {
    const difference = differenceOf(write, session);
    if (difference) log.warn('Zoho’s answer departs from what was sent', { kind, ...difference });
  }

  return {
    async create(kind, write, signal) {
      const at = target();
      if (!at) return disconnected();
      const body = unusableField(write) === undefined ? createBody(write, at.zuid) : undefined;
      if (!body) return unusable(write);
      const read = (answer: unknown) => readSession(unwrapSession(answer), { kind, meetingHost: at.meetingHost });
      const answer = await http.request({
        method: 'POST',
        url: collectionUrl(at, kind),
        json: { session: body },
        keyOf: (told) => read(told)?.key ?? null,
        ...signalOf(signal),
      });
      if (!answer.ok) return answer;
      const told = read(answer.value.body);
      if (!told) {
        const details = { status: answer.value.status, outcome: 'unknown' };
        return fail('bad-answer', 'the answer to a create names no key', { details });
      }
      const session = { ...completed(write, told, told), creatorZuid: told.creatorZuid ?? at.zuid };
      noteDifference(kind, write, session);
      return ok(session);
    },

    async update(kind, key, write, signal, { expect } = {}) {
      const at = target();
      if (!at) return disconnected();
      if (!isKey(key)) return noKey();
      if (unusableField(write) !== undefined) return unusable(write);
      const url = sessionUrl(at, kind, key);
      const current = await http.request({ method: 'GET', url, ...signalOf(signal) });
      if (!current.ok) return notSent(current);
      const context = { kind, meetingHost: at.meetingHost };
      const wire = unwrapSession(current.value.body);
      const before = wire && readSession({ ...wire, meetingKey: key }, context);
      const body = wire && editBody(write, wire);
      if (before === null || !tellsOfSession(before) || !body)
        return notSent(fail('bad-answer', 'the session is not of the documented shape'));

      if (expect) {
        const theirs = { ...before, detailsAsOf: null };
        const [told, wanted] = [fieldsOf(before), fieldsOfWrite(write, before.startsAt)];
        if (isAlready(told, wanted)) return ok(theirs);
        if (isChangedMeanwhile(told, expect, wanted)) {
          const changed = notSent(fail<ZohoSession>('changed-meanwhile', 'Zoho has another copy than the edit was made from'));
          return changed.ok ? changed : { ...changed, theirs };
        }
      }

      const answer = await http.request({ method: 'PUT', url, json: { session: body }, ...signalOf(signal) });
      if (!answer.ok) return answer;
      const told = readSession({ ...unwrapSession(answer.value.body), meetingKey: key }, context);
      const session = completed(write, before, told);
      noteDifference(kind, write, session);
      return ok(session);
    },

    async remove(kind, key, signal) {
      const at = target();
      if (!at) return disconnected();
      if (!isKey(key)) return noKey();
      const answer = await http.request({ method: 'DELETE', url: sessionUrl(at, kind, key), ...signalOf(signal) });
      if (answer.ok) return ok({ alreadyGone: false });
      return answer.error.code === 'not-found' ? ok({ alreadyGone: true }) : answer;
    },
  };
}
