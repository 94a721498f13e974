import type { ListStatus } from '../../contract/domain.ts';

/** Before main has said anything. */
export const neverRead: ListStatus = { phase: 'never', asOf: null, loaded: 0, expected: null, error: null, nextTry: null };

/** How fresh two listings are together: as fresh as the older one, not read while one never was, failed when one failed. */
export function joinStatus(parts: readonly ListStatus[]): ListStatus {
  if (parts.length === 0) return neverRead;
  const failed = parts.some(({ phase }) => phase === 'failed');
  const loading = parts.some(({ phase }) => phase === 'loading');
  const never = parts.every(({ phase }) => phase === 'never');
  const read = parts.flatMap(({ asOf }) => (asOf === null ? [] : [asOf]));
  // While one of them is not known at all, nobody can say that there is nothing.
  const isUnread = parts.some((part) => part.asOf === null && part.phase !== 'never');
  const planned = parts.flatMap((part) => (part.nextTry === null ? [] : [part.nextTry]));
  const expected = parts.flatMap((part) => (part.expected === null ? [] : [part.expected]));
  return {
    phase: loading ? 'loading' : failed ? 'failed' : never ? 'never' : 'ready',
    asOf: isUnread || read.length === 0 ? null : Math.min(...read),
    loaded: parts.reduce((sum, part) => sum + part.loaded, 0),
    expected: expected.length === parts.length ? expected.reduce((sum, each) => sum + each, 0) : null,
    error: parts.find(({ error }) => error !== null)?.error ?? null,
    nextTry: planned.length === 0 ? null : Math.min(...planned),
  };
}

/** Those that were never read together, else those that could not be read again; null when there are none. */
export function amiss(parts: readonly ListStatus[]): ListStatus | null {
  const unread = parts.filter(({ asOf }) => asOf === null);
  const wanted = unread.length > 0 ? unread : parts.filter(({ error }) => error !== null);
  return wanted.length === 0 ? null : joinStatus(wanted);
}
