import type { ListStatus } from '../../../contract/domain.ts';
import { waitText } from '../../ui/error-text.ts';
import type { TimeText } from '../../ui/time.ts';

/** An answer younger than this is "just now", in ms. */
const justNow = 60_000;
/** The page's idea of now may be this much behind, in ms. */
const ahead = 60_000;

let numbers: Intl.NumberFormat | null = null;

export const numberText = (value: number): string => (numbers ??= new Intl.NumberFormat()).format(value);

/** "Loading 300 of 2,500" while a listing is read. */
export function loadingText({ loaded, expected }: Pick<ListStatus, 'loaded' | 'expected'>): string {
  if (expected !== null) return `Loading ${numberText(loaded)} of ${numberText(expected)}`;
  return loaded === 0 ? 'Loading' : `Loading, ${numberText(loaded)} so far`;
}

/** "Loading what is over: 300 of 2,500". */
export function pastLoadingText({ loaded, expected }: Pick<ListStatus, 'loaded' | 'expected'>): string {
  if (expected !== null) return `Loading what is over: ${numberText(loaded)} of ${numberText(expected)}`;
  return `Loading what is over${loaded === 0 ? '' : `, ${numberText(loaded)} so far`}`;
}

/**
 * "Updated just now", "As of 10:42", or null when Zoho never answered.
 * @param isFailed the last attempt failed: however young the answer is, the time is said
 */
export function asOfText(asOf: number | null, time: TimeText, now: number, isFailed = false): string | null {
  if (asOf === null) return null;
  // How old it is cannot be told, and a time still to come would be a lie.
  if (asOf - now > ahead) return 'Read before this clock was set back';
  return !isFailed && now - asOf < justNow ? 'Updated just now' : `As of ${time.asOf(asOf, now)}`;
}

/** " · next try in about 2 minutes", or nothing when none is planned. */
export const nextTryText = (nextTry: number | null, now: number): string =>
  nextTry === null ? '' : ` · next try ${waitText(Math.max(0, nextTry - now))}`;

/** What the status bar of a list says while all is well. */
export function freshnessText(status: ListStatus, refreshing: boolean, time: TimeText, now: number): string {
  const asOf = asOfText(status.asOf, time, now, status.phase === 'failed');
  if (status.phase !== 'loading' && !refreshing) return asOf ?? 'Not read yet';
  const known = status.phase === 'loading' && status.expected !== null;
  return asOf === null || known ? loadingText(status) : 'Updating';
}
