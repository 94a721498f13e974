import { useMemo } from 'react';
import type { Input } from '../../../contract/api.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { dropped } from './dropped.ts';

export interface Answers {
  /** Sends one now, or all. */
  retry(id: string | null): Promise<boolean>;
  /** Forgets one. */
  drop(id: string): Promise<boolean>;
  reply(id: string, answer: Input<'answerChange'>['answer']): Promise<boolean>;
}

/** What a person can do about a change; false, and told, where it could not be done. */
export function useAnswers(): Answers {
  const messages = useMessages();
  return useMemo(() => {
    const judge = (result: Result<undefined>, late: string) => {
      if (result.ok) return true;
      tell(result.error, late);
      return false;
    };
    const tell = (error: AppError, late: string) => {
      if (error.code === 'rejected') messages.warn('That was not possible any more.', late);
      else messages.fail(error);
    };
    return {
      retry: async (id) => judge(await ask('retryChange', { id }), 'It is on its way already.'),
      async drop(id) {
        dropped.note(id);
        const isDropped = judge(await ask('dropChange', { id }), 'It is being sent right now.');
        if (!isDropped) dropped.forget(id);
        return isDropped;
      },
      reply: async (id, answer) => judge(await ask('answerChange', { id, answer }), 'It has been settled meanwhile.'),
    };
  }, [messages]);
}
