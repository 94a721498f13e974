import type { Kind } from '../../contract/domain.ts';

/** Has what concerns one session wait for each other: an edit for the one before it, a delete for the edit. */
export interface Turns {
  take<T>(kind: Kind, key: string, work: () => Promise<T>): Promise<T>;
  /** From now on both keys stand in one line: `alias` is Zoho's key of what was made under `key`. */
  join(kind: Kind, key: string, alias: string): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  isIdle(): boolean;
}

export function createTurns(): Turns {
  const lines = new Map<string, Promise<unknown>>();
  const heads = new Map<string, string>();

  return {
    take(kind, key, work) {
      const id = heads.get(`${kind} ${key}`) ?? `${kind} ${key}`;
      const turn = (lines.get(id) ?? Promise.resolve()).then(work);
      const over = turn.catch(() => undefined).then(() => {
        if (lines.get(id) === over) lines.delete(id);
      });
      lines.set(id, over);
      return turn;
    },
    join: (kind, key, alias) => void heads.set(`${kind} ${alias}`, `${kind} ${key}`),
    async idle() {
      while (lines.size > 0) await Promise.all(lines.values());
    },
    isIdle: () => lines.size === 0,
  };
}
