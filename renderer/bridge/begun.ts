/** Creates on their way: in the list with the press, before main has answered anything. */
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Kind, SessionRow, SessionWrite, Written } from '../../contract/domain.ts';
import type { Result } from '../../contract/result.ts';
import { cut, longestShownTopic } from '../../contract/rules/shown-text.ts';
import { nextAsked } from './asked.ts';
import type { Begun } from './begun-rows.ts';
import { ask } from './parley.ts';

/** Once it is answered, ms: by then whatever is on the screen was asked for after it. */
const keptFor = 5_000;

let all: readonly Begun[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Begun[]): void {
  all = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Of all kinds; the same object as long as nothing changed. */
export const useBegun = (): readonly Begun[] => useSyncExternalStore(subscribe, () => all);

/** Creates it, and shows it until main does. @param startsAt when that is, epoch ms */
export async function createSession(
  client: QueryClient,
  kind: Kind,
  write: SessionWrite,
  startsAt: number,
): Promise<Result<Written>> {
  // Main knows it by this key until Zoho has given one.
  const key = `new-${crypto.randomUUID()}`;
  const topic = cut(write.topic, longestShownTopic);
  const row: SessionRow = {
    kind, key, topic, startsAt, duration: write.duration, timeZone: write.timeZone,
    presenterName: null, presenterEmail: null, recurring: false, canJoin: false, pending: 'creating',
  };
  const since = nextAsked();
  const asked = ask('createSession', { kind, write, key });
  const sentAt = Date.now();
  set([...all, { row, since, sentAt }]);
  const result = await asked;
  const others = () => all.filter((each) => each.since !== since);
  if (!result.ok) {
    set(others());
    return result;
  }
  const settled: SessionRow = { ...row, key: result.value.key, pending: result.value.waiting ? 'waiting' : null };
  set([...others(), { row: settled, since, sentAt }]);
  setTimeout(() => set(others()), keptFor);
  for (const queryKey of [['sessions', kind], ['agenda']]) void client.invalidateQueries({ queryKey });
  return result;
}
