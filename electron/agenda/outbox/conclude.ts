/** Carries out what Zoho's answer means: for the change, for those behind it, and for those who wait. */
import type { Written } from '../../../contract/domain.ts';
import { fail, ok, type AppError, type Result } from '../../../contract/result.ts';
import { meantStart } from '../../zoho/meant.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { differenceOf } from '../meant.ts';
import { isPassing, isWide, judgeAnswer, type Answer } from './answers.ts';
import type { Book } from './book.ts';
import { lineOf, plainError, type Change } from './change.ts';
import { pauseAfter, type Pace } from './pace.ts';
import { withoutDone, withoutDropped } from './settle.ts';
import type { OutboxPorts } from './types.ts';

export interface Conclude {
  /**
   * @param begun the change as it was sent
   * @param isLeft its account is not connected any more
   */
  settle(begun: Change, answer: Answer, isLeft: boolean): void;
  /** It is not carried out. A refusal of what is known to wait is kept to be seen; else it leaves no trace. */
  remove(change: Change, fate: 'kept' | AppError): void;
  /** Deletions that are not sent again. */
  readonly withdrawn: Set<string>;
}

export const left: Result<Written> = fail('not-connected', 'the account changed meanwhile');

export interface ConcludePorts extends Pick<OutboxPorts, 'store' | 'clock' | 'onDeleted'> {
  book: Book;
  pace: Pace;
  owner(): string | null;
}

export function createConclude({ book, pace, store, clock, onDeleted, owner }: ConcludePorts): Conclude {
  const { callers, told } = book;
  const withdrawn = new Set<string>();

  function settle(begun: Change, answer: Answer, isLeft: boolean): void {
    const { id } = begun;
    const change = book.get(id);
    if (!change) return callers.answer(id, agreed(answer));
    const verdict = judgeAnswer(change, answer, begun);
    const isWithdrawn = withdrawn.delete(id);
    if (verdict.type === 'done') return finish(change, verdict.session, verdict.adopted, isLeft);
    const { error } = verdict;
    if (isLeft) {
      callers.answer(id, left);
      // What was broken off for that reason is not refused.
      if (verdict.type === 'refused' && error.code !== 'internal') return remove(verdict.change, error);
      const { change: rest } = verdict;
      return void book.replace(verdict.type === 'ask' ? rest : { ...rest, state: 'waiting' });
    }
    if (isPassing(error) || verdict.type === 'wait') pace.failed(error, clock.now(), id);
    else pace.succeeded();
    if (verdict.type === 'refused') return remove(verdict.change, error);
    if (verdict.type === 'ask') return ask(verdict.change, error, begun);

    if (isWithdrawn) return remove(change, 'kept');
    const tries = change.tries + 1;
    const nextTry = isWide(error) ? null : clock.now() + pauseAfter(error, tries);
    book.put({ ...verdict.change, state: 'waiting', tries, nextTry, error: plainError(error) });
    if (book.isKept(id)) book.tell(id);
    else remove(change, { code: 'not-kept', message: `neither Zoho nor the disk took it: ${error.code}` });
  }

  function ask(change: Change, error: AppError, begun: Change): void {
    const { id, kind, key, question } = change;
    const isLook = begun.change === 'create' && begun.sent !== null && !begun.again;
    // Whoever still looks at the form decides there.
    if (question?.type === 'gone' && !told.has(id)) return remove(change, error);
    const tries = change.tries + 1;
    book.put({ ...change, tries, nextTry: clock.now() + pauseAfter(error, tries) });
    book.tell(id);
    if (question?.type === 'conflict') store.reread(kind, key);
    // A look has read the listing itself.
    else if (!isLook) store.relist(kind);
  }

  function finish(change: Change, answer: ZohoSession | null, adopted: boolean, isLeft: boolean): void {
    // What was just made is read again when it is looked at, and not before, unless its answer left something out.
    const isWhole = change.change === 'create' && answer !== null && hasDetails(answer);
    const session = isWhole ? { ...answer, detailsAsOf: clock.now() } : answer;
    if (!isLeft) {
      pace.succeeded();
      book.overlay.confirm(change, session);
    }
    told.delete(change.id);
    book.set(withoutDone(book.all(), change, session));
    if (change.change === 'delete') return onDeleted(change, 'gone');
    if (!session) return;
    const { write } = change;
    const meant = meantStart(write);
    const difference = meant === null ? null : differenceOf({ startsAt: meant, duration: write.duration }, session);
    callers.answer(change.id, ok({ key: session.key, difference, foundAgain: adopted, waiting: false }));
    if (!isLeft && !isWhole) store.reread(change.kind, session.key);
  }

  function remove(change: Change, fate: 'kept' | AppError): void {
    const { id, kind, key } = change;
    const isError = fate !== 'kept';
    const isKnown = (each: Change) => lineOf(each) === lineOf(change) && told.has(each.id);
    if (isError && fate.code !== 'not-kept' && change.change !== 'delete' && book.all().some(isKnown)) {
      book.put({ ...change, state: 'failed', nextTry: null, question: null, error: plainError(fate) });
      return book.tell(id);
    }
    const { changes: rest, orphans } = withoutDropped(book.all(), change);
    for (const each of [change, ...orphans]) told.delete(each.id);
    book.set(rest);
    if (change.change === 'delete') onDeleted(change, fate);
    const wasSent = change.change === 'create' && change.sent !== null;
    for (const orphan of orphans) {
      callers.answer(orphan.id, fail('not-found', 'it was not created'));
      // What was never sent is not there; what may be is not looked for any more.
      if (orphan.change === 'delete') onDeleted(orphan, wasSent ? 'kept' : 'gone');
    }
    callers.answer(id, isError ? { ok: false, error: fate } : fail('rejected', 'it was dropped'));
    if (change.owner !== owner()) return;
    if (wasSent || (isError && fate.code === 'not-found')) store.relist(kind);
    else if (change.change === 'update' && change.tried.length > 0) store.reread(kind, key);
  }

  return { settle, remove, withdrawn };
}

/** It holds what the details show and what is done from there. */
const hasDetails = ({ startsAt, agenda, participants, joinLink, startLink }: ZohoSession): boolean =>
  [startsAt, agenda, participants, joinLink, startLink].every((each) => each !== null);

/** What Zoho agreed to is told even when its account was left for good since. */
const agreed = (answer: Answer): Result<Written> =>
  answer.ok && answer.session
    ? ok({ key: answer.session.key, difference: null, foundAgain: answer.adopted, waiting: false })
    : left;
