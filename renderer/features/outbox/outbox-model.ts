/** What the outbox means for a person: what needs them, what merely waits, and what has become of it. */
import type { AppError } from '../../../contract/result.ts';
import type { Change } from './all-changes.ts';

/** A change that goes through by itself is over before anybody has to know of it: shown only after this long, in ms. */
const grace = 2_500;
/** A moment this far ahead, in ms, was taken from another clock. */
export const clockSetBack = 60_000;
/** How long a deletion can be undone, in ms. */
const heldFor = 8_000;

/** The person is to do something about it. */
export const needsYou = ({ state }: Pick<Change, 'state'>): boolean => state === 'asking' || state === 'failed';

/** There is no way to Zoho. */
export const isUnreachable = ({ code }: Pick<AppError, 'code'>): boolean =>
  ['offline', 'timeout', 'captive-portal', 'reconnect-needed', 'not-connected'].includes(code);

/** A deletion that can still be undone, where it was made. */
export const isHeld = (item: Change): boolean =>
  item.kind === 'event' ? item.heldUntil !== null : isJustDeleted(item);

const isJustDeleted = ({ change, state, error, madeAt, nextTry }: Change): boolean =>
  change === 'delete' && state === 'waiting' && error === null && nextTry !== null && nextTry - madeAt <= heldFor;

/** Sent now when asked to. */
export const canBeSent = (item: Change): boolean =>
  item.state === 'failed' || (item.state === 'waiting' && !isHeld(item));

/** Epoch ms from which it is worth telling; 0: at once. */
function tellFrom(item: Change): number {
  if (needsYou(item) || item.error !== null) return 0;
  if (isHeld(item)) return (item.nextTry ?? 0) + grace;
  if (item.state === 'waiting' && item.nextTry !== null) return 0;
  return item.madeAt + grace;
}

/** Whether it did not go through by itself. @param now epoch ms, perhaps a little late */
export const isTold = (item: Change, now: number): boolean =>
  // Made in the future: the clock has been set back since.
  tellFrom(item) <= now || item.madeAt - now > clockSetBack;

/** Epoch ms at which the next change begins to be told; null when time alone changes nothing. */
export function nextTold(items: readonly Change[], now: number): number | null {
  const times = items.map(tellFrom).filter((at) => at > now);
  return times.length === 0 ? null : Math.min(...times);
}

export interface Standing {
  readonly count: number;
  /** Of them, those that ask or were refused. */
  readonly needing: number;
  /** Nothing stands in their way. */
  readonly isMoving: boolean;
}

/** How the outbox stands, or null when there is nothing to tell. */
export function standingOf(items: readonly Change[], now: number): Standing | null {
  if (!items.some((item) => isTold(item, now))) return null;
  const isStuck = ({ state, error, nextTry }: Change) => state === 'waiting' && (error !== null || nextTry !== null);
  return {
    count: items.length,
    needing: items.filter(needsYou).length,
    isMoving: items.some(({ state }) => state === 'sending') && !items.some(isStuck),
  };
}

/** What the person did that takes changes away without sending them. */
export interface Taken {
  readonly dropped: ReadonlySet<string>;
  /** A deletion was undone or stopped. */
  readonly stopped: boolean;
}

/**
 * True when the last of what had waited went to Zoho just now. What was dropped, stopped, or merged away by a deletion
 * of what never was at Zoho, did not.
 */
export function isDrained(
  before: readonly Change[],
  after: readonly Change[],
  told: ReadonlySet<string>,
  { dropped, stopped }: Taken,
): boolean {
  if (after.length > 0 || stopped) return false;
  return before.some(
    ({ id, kind, key }) =>
      told.has(id) && !dropped.has(id) && !before.some((each) => each.id !== id && each.kind === kind && each.key === key),
  );
}
