/** What was typed into a form and not sent, kept across close and crash. */
import { z } from '../../contract/zod.ts';
import { draftSchema, type Draft } from '../../contract/domain.ts';
import type { Store } from '../ports.ts';

/** Of all accounts together; the oldest goes first. */
const mostDrafts = 20;
const name = 'drafts';

const keptSchema = z.object({ owner: z.string().min(1), draft: draftSchema });
type Kept = z.infer<typeof keptSchema>;

export interface Drafts {
  get(owner: string, id: string): Draft | null;
  /** Writes it at once. */
  keep(owner: string, draft: Draft): void;
  drop(owner: string, id: string): void;
  /** Everything of an account. */
  forget(owner: string): void;
}

export function createDrafts(store: Store): Drafts {
  /** Oldest first; what cannot be read is left out. */
  function all(): Kept[] {
    const stored = store.get(name);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((each: unknown) => {
      const read = keptSchema.safeParse(each);
      return read.success ? [read.data] : [];
    });
  }

  function without(test: (kept: Kept) => boolean): void {
    const before = all();
    const rest = before.filter((kept) => !test(kept));
    if (rest.length < before.length) store.set(name, rest);
  }

  const is = (owner: string, id: string) => (kept: Kept) => kept.owner === owner && kept.draft.id === id;

  return {
    get: (owner, id) => all().find(is(owner, id))?.draft ?? null,
    keep(owner, draft) {
      const isSame = is(owner, draft.id);
      const rest = all().filter((kept) => !isSame(kept));
      store.set(name, [...rest, { owner, draft }].slice(-mostDrafts));
    },
    drop: (owner, id) => without(is(owner, id)),
    forget: (owner) => without((kept) => kept.owner === owner),
  };
}
