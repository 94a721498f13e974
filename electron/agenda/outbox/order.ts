/** Which change is sent next. */
import { lineOf, type Change } from './change.ts';
import { longestPause } from './pace.ts';

const deletesAtOnce = 2;

/** Whether a moment (epoch ms) has come; one that is far off was set by a clock that has been set back since. */
export const hasCome = (at: number | null, now: number): boolean =>
  at === null || at <= now || at - now > longestPause;

/**
 * The first change that is due and whose line holds no earlier one. One at a time, as they were made; of deletions,
 * which nothing else builds upon, two.
 *
 * @param looking ids of lost creates that ask, and are to be looked for
 */
export function nextToSend(
  changes: readonly Change[],
  owner: string,
  now: number,
  looking: ReadonlySet<string>,
): Change | null {
  const mine = changes.filter((change) => change.owner === owner);
  const sending = mine.filter(({ state }) => state === 'sending');
  const isOpen = sending.length < deletesAtOnce && sending.every(({ change }) => change === 'delete');
  if (!isOpen) return null;
  const taken = new Set<string>();
  for (const change of mine) {
    const line = lineOf(change);
    const isDue = change.state === 'waiting' ? hasCome(change.nextTry, now) : looking.has(change.id);
    if (isDue && !taken.has(line))
      return sending.length === 0 || change.change === 'delete' ? change : null;
    taken.add(line);
  }
  return null;
}
