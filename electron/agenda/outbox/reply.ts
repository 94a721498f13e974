/** What the person decides about a change. */
import type { Input } from '../../../contract/api.ts';
import { temporaryKey } from '../pending.ts';
import { fresh, type Change } from './change.ts';

export type Reply = Input<'answerChange'>['answer'];

/** The change as it is sent then; null when it asks nothing of that kind. @param id for the key of what is made anew */
export function replied(change: Change, reply: Reply, newId: () => string): Change | null {
  if (change.state !== 'asking' || !change.question) return null;
  const { type } = change.question;
  const open = { ...change, ...fresh(change.madeAt) };
  if (open.change === 'create')
    return type === 'lost-create' && reply.type !== 'write' ? { ...open, again: reply.type === 'send' } : null;
  if (open.change !== 'update') return null;
  if (change.question.type === 'conflict' && reply.type === 'write') {
    const { write } = reply;
    return { ...open, topic: write.topic, write, base: change.question.theirs, tried: [] };
  }
  if (type !== 'gone' || reply.type !== 'send') return null;
  const { id, owner, kind, topic, write, base } = open;
  const participants = write.participants ?? base?.participants ?? null;
  return {
    id, owner, kind, topic, ...fresh(change.madeAt), change: 'create', key: temporaryKey(newId()),
    write: { ...write, participants }, sent: null, again: false,
  };
}
