/**
 * Zoho's loose JSON, value by value (zoho-api.md 2): ids and numbers come as number or string, booleans as string,
 * anything may be missing or null. Each schema takes whatever there is and gives a value or null; none ever fails,
 * so that one odd field cannot cost a whole row.
 */
import { z } from 'zod';
import { zohoLink } from '../../../contract/rules/data-centres.ts';
import { cut, lineText } from '../../../contract/rules/shown-text.ts';

const loose = <T>(read: (value: unknown) => T | null) => z.unknown().transform(read);

/**
 * Characters that are kept of a text; what is longer ends in an ellipsis. Topic, agenda and addresses can be edited: a
 * form takes less than this of each (contract/domain.ts), so that a shortened one never goes back to Zoho unseen.
 */
export const mostKept = { topic: 4_000, agenda: 16_000, address: 400, other: 300 } as const;

const readText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null;

/** Text with something in it, else null: as Zoho has it, for what can be edited or is read by a rule. */
export const textUpTo = (limit: number) =>
  loose((value) => {
    const read = readText(value);
    return read === null ? null : cut(read.toWellFormed(), limit);
  });
export const text = textUpTo(mostKept.other);

/** A name, address or label that is only shown: on one line, without control characters and direction marks. */
export const line = loose((value) => lineText(readText(value) ?? '', mostKept.other) || null);

/** No id is longer; a part of one would be another one. */
const longestId = 200;

/** An id as string. Integers above 2^53 are strings already (json.ts). */
export const id = loose(readId);
function readId(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  const bare = typeof value === 'string' ? value.trim() : '';
  return bare === '' || bare.length > longestId ? null : bare;
}

/** One id or an array of them, without repetition. */
export const ids = z
  .unknown()
  .transform((value) => (Array.isArray(value) ? value : [value]).map(readId).filter((each) => each !== null));

/** A meeting key, shown as "135 118 9999" by Zoho: without spaces, and only of what can stand in a path. */
export const key = loose((value) => {
  const bare = readId(value)?.replace(/\s+/g, '') ?? '';
  return /^[\w-]{1,64}$/.test(bare) ? bare : null;
});

const readNumber = (value: unknown): number | null => {
  const read = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
};
export const number = loose(readNumber);
const atMost = (limit: number) =>
  loose((value) => {
    const read = readNumber(value);
    return read === null || read < 0 || read > limit ? null : read;
  });
/** A count: never below zero. */
export const amount = atMost(Number.MAX_SAFE_INTEGER);
/** ms: what lasts more than a year is another unit or another field. */
export const length = atMost(366 * 24 * 3_600_000);

export const flag = loose((value) => {
  const bare = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (bare === true || bare === 1 || bare === 'true' || bare === '1' || bare === 'yes') return true;
  if (bare === false || bare === 0 || bare === 'false' || bare === '0' || bare === 'no') return false;
  return null;
});

/** Absolute https link to one of Zoho's hosts, else null. Relative ones stand below the Meeting host. */
export function link(value: unknown, meetingHost: string): string | null {
  const bare = typeof value === 'string' ? value.trim() : '';
  if (bare === '') return null;
  const base = `https://${meetingHost}`;
  return URL.canParse(bare, base) ? (zohoLink(new URL(bare, base).href)?.href ?? null) : null;
}

export type Fields = Record<string, unknown>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or the first of an array: some answers come wrapped (`[{"session":{}}]`). */
export function fieldsOf(value: unknown): Fields | null {
  const inner: unknown = Array.isArray(value) ? value[0] : value;
  return isFields(inner) ? inner : null;
}
