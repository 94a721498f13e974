/** What could not be deleted before Parley quit, kept for the next start. */
import { z } from 'zod';
import { errorSchema, keySchema, kindSchema } from '../../contract/domain.ts';
import type { Log, Store } from '../ports.ts';

const waitingSchema = z.object({
  id: z.string().min(1).max(64),
  owner: z.string().min(1),
  kind: kindSchema,
  items: z.array(z.object({ key: keySchema, topic: z.string(), error: errorSchema })).min(1),
});
export type WaitingDeletion = z.infer<typeof waitingSchema>;

export interface WaitingDeletions {
  /** What cannot be read is left out. */
  all(): WaitingDeletion[];
  /** Adds one, in place of one with the same id. A store that fails is logged: quitting goes on. */
  keep(waiting: WaitingDeletion): void;
  drop(id: string): void;
  /** Everything of an account. */
  forget(owner: string): void;
}

const name = 'waiting';

export function createWaitingDeletions(store: Store, log: Log): WaitingDeletions {
  function all(): WaitingDeletion[] {
    const stored = store.get(name);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((each: unknown) => {
      const read = waitingSchema.safeParse(each);
      return read.success ? [read.data] : [];
    });
  }

  function write(change: (before: WaitingDeletion[]) => WaitingDeletion[]): void {
    try {
      const before = all();
      const after = change(before);
      if (after.length === 0 && before.length === 0) return;
      if (after.length === 0) store.delete(name);
      else store.set(name, after);
    } catch (error) {
      log.error('waiting deletions could not be kept', { error: error instanceof Error ? error.message : 'unknown' });
    }
  }

  return {
    all,
    keep: (waiting) => write((before) => [...before.filter(({ id }) => id !== waiting.id), waiting]),
    drop: (id) => write((before) => before.filter((each) => each.id !== id)),
    forget: (owner) => write((before) => before.filter((each) => each.owner !== owner)),
  };
}
