import { useSyncExternalStore } from 'react';
import type { Kind, ListType } from '../../../contract/domain.ts';

/** What a list shows; kept while the person is in another view. */
export interface ListChoice {
  readonly listType: ListType;
  /** As it is typed. */
  readonly search: string;
}

/** Apart from what is drawn: at a key, only what depends on the text is drawn anew. */
export interface ListChoices {
  of(kind: Kind): ListChoice;
  change(kind: Kind, change: Partial<ListChoice>): void;
  /** Answers with the function that ends it. */
  subscribe(listener: () => void): () => void;
}

const first: ListChoice = { listType: 'upcoming', search: '' };

export function createListChoices(): ListChoices {
  const choices: Record<Kind, ListChoice> = { meeting: first, webinar: first };
  const listeners = new Set<() => void>();
  return {
    of: (kind) => choices[kind],
    change(kind, change) {
      choices[kind] = { ...choices[kind], ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const useListChoice = <N extends keyof ListChoice>(choices: ListChoices, kind: Kind, name: N): ListChoice[N] =>
  useSyncExternalStore(choices.subscribe, () => choices.of(kind)[name]);
