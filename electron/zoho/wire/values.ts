/**
 * Zoho's loose JSON, value by value (zoho-api.md 2): ids and numbers come as number or string, booleans as string,
 * anything may be missing or null. Each reader takes whatever there is and gives a value or null; none ever fails,
 * so that one odd field cannot cost a whole row. Functions and no schemas: a first listing has some 400,000 fields.
 */
import { isZohoAddress, longestLink } from '../../../contract/rules/data-centres.ts';
import { cut, lineText } from '../../../contract/rules/shown-text.ts';

export type Reader<T> = (value: unknown) => T;

/** A value that is looked at later. */
export const anything: Reader<unknown> = (value) => value;

type Read<R> = { readonly [N in keyof R]: R[N] extends Reader<infer T> ? T : never };

/** Reads each field that is named by its own reader; each may be missing. */
export function fieldsBy<R extends Readonly<Record<string, Reader<unknown>>>>(readers: R): (value: Fields) => Read<R> {
  const named = Object.entries(readers);
  return (value) => {
    const read: Fields = {};
    for (const [name, reader] of named) read[name] = reader(value[name]);
    return read as Read<R>;
  };
}

/**
 * Characters that are kept of a text; what is longer ends in an ellipsis. Topic, agenda and addresses can be edited: a
 * form takes less than this of each (contract/domain.ts), so that a shortened one never goes back to Zoho unseen.
 */
export const mostKept = { topic: 4_000, agenda: 16_000, address: 400, other: 300 } as const;

const readText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null;

/** Text with something in it, else null: as Zoho has it, for what can be edited or is read by a rule. */
export const textUpTo =
  (limit: number): Reader<string | null> =>
  (value) => {
    const read = readText(value);
    return read === null ? null : cut(read.toWellFormed(), limit);
  };
export const text = textUpTo(mostKept.other);

/** A name, address or label that is only shown: on one line, without control characters and direction marks. */
export const line: Reader<string | null> = (value) => {
  const read = readText(value);
  return read === null ? null : lineText(read, mostKept.other) || null;
};

/** No id is longer; a part of one would be another one. */
const longestId = 200;

/** An id as string. Integers above 2^53 are strings already (json.ts). */
export const id: Reader<string | null> = (value) => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  const bare = typeof value === 'string' ? value.trim() : '';
  return bare === '' || bare.length > longestId ? null : bare;
};

/** One id or an array of them. */
export const ids: Reader<readonly string[]> = (value) => {
  if (Array.isArray(value)) return value.map(id).filter((each) => each !== null);
  const one = id(value);
  return one === null ? [] : [one];
};

/** A meeting key, shown as "135 118 9999" by Zoho: without spaces, and only of what can stand in a path. */
export const key: Reader<string | null> = (value) => {
  const bare = id(value)?.replace(/\s+/g, '') ?? '';
  return /^[\w-]{1,64}$/.test(bare) ? bare : null;
};

export const number: Reader<number | null> = (value) => {
  const read = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
};
const atMost =
  (limit: number): Reader<number | null> =>
  (value) => {
    const read = number(value);
    return read === null || read < 0 || read > limit ? null : read;
  };
/** A count: never below zero. */
export const amount = atMost(Number.MAX_SAFE_INTEGER);
/** ms: what lasts more than a year is another unit or another field. */
export const length = atMost(366 * 24 * 3_600_000);

export const flag: Reader<boolean | null> = (value) => {
  const bare = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (bare === true || bare === 1 || bare === 'true' || bare === '1' || bare === 'yes') return true;
  if (bare === false || bare === 0 || bare === 'false' || bare === '0' || bare === 'no') return false;
  return null;
};

/** Absolute https link to one of Zoho's hosts, else null. Relative ones stand below the Meeting host. */
export function link(value: unknown, meetingHost: string): string | null {
  const bare = typeof value === 'string' ? value.trim() : '';
  if (bare === '') return null;
  const read = bare.startsWith('https://') ? URL.parse(bare) : URL.parse(bare, `https://${meetingHost}`);
  return read && read.href.length <= longestLink && isZohoAddress(read) ? read.href : null;
}

export type Fields = Record<string, unknown>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or the first of an array: some answers come wrapped (`[{"session":{}}]`). */
export function fieldsOf(value: unknown): Fields | null {
  const inner: unknown = Array.isArray(value) ? value[0] : value;
  return isFields(inner) ? inner : null;
}
