import type { Call } from '../server/exchange.ts';
import type { Modes } from '../modes.ts';
import type { Answer } from '../server/exchange.ts';
import { instantOf, isZone, readZohoTime } from '../zone-time.ts';
import { badValues, extraKey, tooMany } from './errors.ts';

/** What a create or edit names; what it does not name is undefined. */
export interface SessionChange {
  topic?: string;
  agenda?: string;
  /** Digits. */
  presenter?: string;
  /** Wall-clock time as sent, with its zone, until both are known. */
  startTime?: string;
  /** Milliseconds. */
  duration?: number;
  timezone?: string;
  participants?: string[];
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Integers too long for a number keep their digits as text. */
const keepDigits: Reviver = (_key, value, context) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

/** The JSON of a body: raw, or in the form field `JSONString`, whatever the content type says (zoho-api.md 2). */
export function readJson(call: Call): Record<string, unknown> | undefined {
  const text = call.body.startsWith('JSONString=')
    ? (new URLSearchParams(call.body).get('JSONString') ?? '')
    : call.body;
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const maxParticipants = 100;

/** Each documented field with its reader; undefined from a reader means a bad value. */
const readers: Readonly<Record<keyof SessionChange, (value: unknown) => string | number | string[] | undefined>> = {
  topic: (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined),
  agenda: (value) => (typeof value === 'string' ? value : undefined),
  presenter: (value) => (/^\d+$/.test(String(value)) ? String(value) : undefined),
  startTime: (value) => (typeof value === 'string' && readZohoTime(value) ? value : undefined),
  duration: (value) => (/^[1-9]\d{0,9}$/.test(String(value)) ? Number(value) : undefined),
  timezone: (value) => (typeof value === 'string' && isZone(value) ? value : undefined),
  participants: readParticipants,
};

function readParticipants(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const emails: string[] = [];
  for (const each of value as unknown[]) {
    const email = isRecord(each) ? each['email'] : undefined;
    if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email)) return undefined;
    emails.push(email);
  }
  return emails;
}

const hasExtraKeys = (session: Record<string, unknown>): boolean => {
  if (!Object.keys(session).every((key) => Object.hasOwn(readers, key))) return true;
  const { participants } = session;
  return (
    Array.isArray(participants) &&
    participants.some((each) => isRecord(each) && !Object.keys(each).every((key) => key === 'email'))
  );
};

/** Reads `{"session":{…}}` of a create or edit, or answers why not. */
export function readChange(call: Call, modes: Modes): SessionChange | Answer {
  const body = readJson(call);
  const session = body?.['session'];
  if (!body || !isRecord(session)) return badValues();
  if (modes.unknownKeys !== 'ignore' && (Object.keys(body).length > 1 || hasExtraKeys(session))) {
    return extraKey(modes.unknownKeys);
  }
  if (Array.isArray(session['participants']) && session['participants'].length > maxParticipants) return tooMany();
  const change: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(readers)) {
    if (session[name] === undefined) continue;
    const value = read(session[name]);
    if (value === undefined) return badValues();
    change[name] = value;
  }
  return change as SessionChange;
}

/** The instant of a wall-clock time that {@link readChange} let pass. */
export function instantOfText(text: string, zone: string, overlap: Modes['overlap']): number {
  const wall = readZohoTime(text);
  if (!wall) throw new RangeError('Not a time');
  return instantOf(wall, zone, overlap);
}
