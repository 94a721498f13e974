/** Payloads that fitted once and were changed in one place. */
import type { Random } from './random.ts';
import { canary } from './fitting.ts';

/** What a payload must come to. `schema`: plain data, so the schema alone decides. */
export type Fate = 'refused' | 'schema';

export interface Case {
  readonly payload: unknown;
  readonly fate: Fate;
}

type Holder = Record<string, unknown>;
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** The ways to every place in a value, the whole of it included. */
export function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (!isHolder(value)) return [path];
  return [path, ...Object.keys(value).slice(0, 12).flatMap((key) => places(value[key], [...path, key]))];
}

export function changed(value: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Holder) }) as Holder;
  copy[key] = changed((value as Holder)[key], rest, change);
  return copy;
}

/** Plain data: what is wrong with it, the schema says. */
const plain: readonly (() => unknown)[] = [
  ...[null, undefined, true, false].map((value) => () => value),
  ...[NaN, -0, 0, 1, -1, 1.5, Infinity, -Infinity, 2 ** 53, 1e308].map((value) => () => value),
  ...['', ' ', canary, '0', 'true', '__proto__', 'constructor'].map((text) => () => text),
  ...[[], [[]], [canary], {}, { [canary]: canary }, { length: 3 }].map((value) => () => value),
  () => Array.from({ length: 1_100 }, () => canary),
  () => new Proxy({}, {}),
  () => Object.create(null) as unknown,
];

/** What is no plain data: refused wherever it stands. */
const foreign: readonly (() => unknown)[] = [
  () => Symbol(canary),
  () => () => canary,
  () => 7n,
  () => new Date(0),
  () => new Map([[canary, 1]]),
  () => new Set([canary]),
  () => /(a+)+$/,
  () => new Uint8Array(8),
  () => new ArrayBuffer(8),
  () => new Error(canary),
  () => Promise.resolve(canary),
  () => Object(canary) as unknown,
  () => new URL('https://example.test/'),
  () => Object.create({ kind: 'meeting' }) as unknown,
  () => new WeakMap(),
  () => new (class { kind = 'meeting'; })(),
  () => ({ valueOf: canary }),
];

const lengths = [64, 65, 90, 91, 100, 101, 200, 201, 320, 321, 500, 501, 2_000, 2_001, 20_001];
const strings: readonly ((old: string) => string)[] = [
  () => '',
  (old) => old.slice(1),
  (old) => old.slice(0, -1),
  ...['a', '\n', '\u0000', '\ud800', canary, '#x', '?x=1'].map((end) => (old: string) => old + end),
  ...[' ', '\u202e', ' '.repeat(5_000), 'javascript:'].map((start) => (old: string) => start + old),
  (old) => old.toUpperCase(),
  (old) => old.replace('://', '://a:b@'),
  ...lengths.map((length) => (old: string) => old.padEnd(length, 'a')),
  ...lengths.map((length) => () => '😀'.repeat(length)),
];

const numbers: readonly ((old: number) => number)[] = [
  ...[1, -1, 0.5].map((more) => (old: number) => old + more),
  ...[-1, 1e9].map((times) => (old: number) => old * times),
  ...[86_400_001, 59_999, 201].map((other) => () => other),
];

const refuse = (payload: unknown): Case => ({ payload, fate: 'refused' });
const bySchema = (payload: unknown): Case => ({ payload, fate: 'schema' });
const withKey = (old: object, key: PropertyKey, property: PropertyDescriptor): object => {
  const copy = Array.isArray(old) ? [...(old as unknown[])] : { ...old };
  return Object.defineProperty(copy, key, { configurable: true, ...property });
};
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

const trap = () => {
  throw new Error(canary);
};

/** Objects and lists: with more, with less, and with what only looks like a property. */
const holders: readonly ((old: object, random: Random) => Case)[] = [
  (old, random) => {
    const entries = Object.entries(old);
    const drop = random.int(0, entries.length);
    return bySchema(Array.isArray(old) ? old.toSpliced(drop, 1) : Object.fromEntries(entries.toSpliced(drop, 1)));
  },
  (old) => bySchema(Array.isArray(old) ? Array.from({ length: 1_001 }, () => old[0] as unknown) : Object.entries(old)),
  (old) => bySchema(Array.isArray(old) ? { ...old } : { ...old, extra: undefined }),
  (old) => bySchema([old]),
  (old) => bySchema(new Proxy(old, {})),
  (old) => refuse(withKey(old, canary, { value: 1, enumerable: true })),
  ...inherited.map((key) => (old: object, random: Random) => {
    const value = random.pick([{ polluted: canary }, 'UTC', undefined]);
    return refuse(withKey(old, key, { value, enumerable: true }));
  }),
  (old) => refuse(withKey(old, Symbol(canary), { value: 1, enumerable: true })),
  (old) => refuse(withKey(old, 'hidden', { value: canary, enumerable: false })),
  (old) => refuse(withKey(old, 'got', { get: () => canary, enumerable: true })),
  (old) => refuse(withKey(old, 'thrown', { get: trap, enumerable: true })),
  // The same properties, but none of its own.
  (old) => refuse(Array.isArray(old) ? Object.assign([], { length: 3 }) : Object.create(old)),
  // Another value each time it is read.
  (old, random) => {
    const key = Array.isArray(old) ? '0' : random.pick([...Object.keys(old), 'got']);
    let reads = 0;
    const get = () => (reads++ === 0 ? (old as Holder)[key] : { polluted: canary });
    return refuse(withKey(old, key, { get, enumerable: true }));
  },
];

/** A fitting payload with one place changed. */
export function around(value: unknown, random: Random): Case {
  const path = random.pick(places(value));
  let fate: Fate = 'schema';
  const payload = changed(value, path, (old) => {
    const other = (): unknown => {
      const isForeign = random.chance(0.3);
      if (isForeign) fate = 'refused';
      return random.pick(isForeign ? foreign : plain)();
    };
    if (random.chance(0.35)) return other();
    if (typeof old === 'string') return random.pick(strings)(old);
    if (typeof old === 'number') return random.pick(numbers)(old);
    if (!isHolder(old)) return other();
    const made = random.pick(holders)(old, random);
    fate = made.fate;
    return made.payload;
  });
  return { payload, fate };
}
