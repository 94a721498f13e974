/** Those who wait for what becomes of a change. */
import type { Written } from '../../../contract/domain.ts';
import type { Result } from '../../../contract/result.ts';

type Caller = (answer: Result<Written>) => void;

export interface Callers {
  wait(id: string): Promise<Result<Written>>;
  ids(): string[];
  has(id: string): boolean;
  /** Answers all of a change. */
  answer(id: string, result: Result<Written>): void;
  /** From now on they wait for another one. */
  move(id: string, to: string): void;
}

export function createCallers(): Callers {
  const waiting = new Map<string, Caller[]>();
  const take = (id: string): Caller[] => {
    const callers = waiting.get(id) ?? [];
    waiting.delete(id);
    return callers;
  };
  const add = (id: string, more: readonly Caller[]) => {
    if (more.length > 0) waiting.set(id, [...(waiting.get(id) ?? []), ...more]);
  };

  return {
    wait: (id) => new Promise((resolve) => add(id, [resolve])),
    ids: () => [...waiting.keys()],
    has: (id) => waiting.has(id),
    answer(id, result) {
      for (const caller of take(id)) caller(result);
    },
    move: (id, to) => add(to, take(id)),
  };
}
