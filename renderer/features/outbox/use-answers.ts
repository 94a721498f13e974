import { useMemo } from 'react';
import type { Input } from '../../../contract/api.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';
import type { Change } from './all-changes.ts';
import { dropped } from './dropped.ts';

type SessionAnswer = Input<'answerChange'>['answer'];
type EventAnswer = Input<'answerEventChange'>['answer'];
export type Answer = SessionAnswer | EventAnswer;

const isOfEvent = (answer: Answer): answer is EventAnswer => answer.type !== 'write' || 'title' in answer.write;
const isOfSession = (answer: Answer): answer is SessionAnswer => answer.type !== 'write' || 'topic' in answer.write;

export interface Answers {
  /** Sends one now, or all. */
  retry(item: Change | null): Promise<boolean>;
  /** Forgets one. */
  drop(item: Change): Promise<boolean>;
  /** An answer with what Zoho is to have is one for that kind of thing. */
  reply(item: Change, answer: Answer): Promise<boolean>;
}

/** What a person can do about a change; false, and told, where it could not be done. */
export function useAnswers(): Answers {
  const messages = useMessages();
  return useMemo(() => {
    const judge = (result: Result<undefined>, late: string, about?: 'event') => {
      if (result.ok) return true;
      tell(result.error, late, about);
      return false;
    };
    const tell = (error: AppError, late: string, about?: 'event') => {
      if (error.code === 'rejected') messages.warn('That was not possible any more.', late);
      else messages.fail(error, about);
    };
    return {
      async retry(item) {
        const late = 'It is on its way already.';
        const id = item?.id ?? null;
        const sessions = item?.kind === 'event' || judge(await ask('retryChange', { id }), late);
        const events = (item && item.kind !== 'event') || judge(await ask('retryEventChange', { id }), late, 'event');
        return sessions && events;
      },
      async drop({ id, kind }) {
        dropped.note(id);
        const isEvent = kind === 'event';
        const isDropped = judge(
          await (isEvent ? ask('dropEventChange', { id }) : ask('dropChange', { id })),
          'It is being sent right now.',
          isEvent ? 'event' : undefined,
        );
        if (!isDropped) dropped.forget(id);
        return isDropped;
      },
      async reply({ id, kind }, answer) {
        const late = 'It has been settled meanwhile.';
        if (kind === 'event') return isOfEvent(answer) && judge(await ask('answerEventChange', { id, answer }), late, 'event');
        return isOfSession(answer) && judge(await ask('answerChange', { id, answer }), late);
      },
    };
  }, [messages]);
}
