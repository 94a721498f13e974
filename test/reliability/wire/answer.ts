/** What a server sends, byte by byte: the genuine answer, and whatever a mutation makes of it. */
import { STATUS_CODES } from 'node:http';
import type { Seeded } from '../../../electron/sandbox/seeded.ts';

export interface Genuine {
  readonly method: string;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** What the request held that must stay secret. */
  readonly secrets: readonly string[];
}

export interface Delivery {
  /** Status line and headers with the empty line behind them, or a part of that. */
  readonly head: Buffer;
  /** May have no end: taken piece by piece, as the client takes them. */
  readonly body: Iterable<Buffer>;
  /** ms between the pieces. */
  readonly pause?: number;
  readonly ending: 'close' | 'reset' | 'silence';
}

export interface Change {
  readonly status?: number;
  /** In place of the genuine ones of the same name; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly more?: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
  /** Content-Length: the true one when left out; null for none, so that the end of the connection is the end. */
  readonly length?: number | null;
  readonly ending?: Delivery['ending'];
}

const lineOf = (status: number) => `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`;

/** An answer that is sent in one piece. */
export function answer(genuine: Genuine, change: Change = {}): Delivery {
  const body = Buffer.from(change.body ?? genuine.body);
  const names = new Set(Object.keys(change.headers ?? {}).map((name) => name.toLowerCase()));
  const kept = genuine.headers.filter(([name]) => !names.has(name.toLowerCase()));
  const changed = Object.entries(change.headers ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const length = change.length === undefined ? body.length : change.length;
  const lines = [...kept, ...changed, ...(change.more ?? []), ...(length === null ? [] : [['Content-Length', String(length)] as const])];
  const text = [lineOf(change.status ?? genuine.status), ...lines.map(([name, value]) => `${name}: ${value}`)];
  return { head: Buffer.from(`${text.join('\r\n')}\r\n\r\n`, 'latin1'), body: [body], ending: change.ending ?? 'close' };
}

/** An answer with a body that is made as it is sent, closed by the end of the connection. */
export const streamed = (genuine: Genuine, body: Iterable<Buffer>, more: Pick<Change, 'headers'> & Partial<Delivery> = {}): Delivery => {
  const { head } = answer(genuine, { length: null, ...(more.headers ? { headers: more.headers } : {}) });
  return { head, body, ending: more.ending ?? 'close', ...(more.pause === undefined ? {} : { pause: more.pause }) };
};

export function* repeated(piece: Buffer, times = Infinity): Generator<Buffer> {
  for (let count = 0; count < times; count++) yield piece;
}

export interface Mutation {
  readonly name: string;
  /** Leads to waiting for the time-out. */
  readonly slow?: boolean;
  /** Zoho's own word that the token is no good: a truthful server has then done nothing. */
  readonly refusesToken?: boolean;
  /** How many rows a listing may be told without, in words that a true answer could have, too. */
  readonly renames?: number;
  make(genuine: Genuine, random: Seeded): Delivery;
}
