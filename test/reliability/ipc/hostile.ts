/** Payloads that are made to hurt: none fits any call. */
import { canary } from './fitting.ts';
import type { Random } from './random.ts';

const nested = (levels: number, inside: (inner: unknown) => unknown) => {
  let value: unknown = canary;
  for (let level = 0; level < levels; level++) value = inside(value);
  return value;
};
const keyed = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${canary}${at}`, at]));
const cyclic = () => {
  const value: Record<string, unknown> = { kind: 'meeting', key: canary };
  value['self'] = value;
  return value;
};
const ownList = () => {
  const list: unknown[] = [];
  list.push(list);
  return list;
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
/** Two to the power of forty values, in eighty small objects. */
const doubled = () => nested(40, (inner) => ({ left: inner, right: inner }));
const trap = () => {
  throw new Error(canary);
};
const trapped = <T extends object>(target: T) =>
  new Proxy(target, { get: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap });

/** A list with four thousand million places and nothing in them. */
const holes = (): unknown[] => {
  const list: unknown[] = [];
  list.length = 2 ** 32 - 1;
  return list;
};

/** Made once and used again, since they are large. */
const once = <T>(make: () => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const shapes: readonly (readonly [name: string, make: () => unknown])[] = [
  ['10,000 objects deep', once(() => nested(10_000, (inner) => ({ write: inner })))],
  ['10,000 lists deep', once(() => nested(10_000, (inner) => [inner]))],
  ['a text of 10 MB', once(() => canary.padEnd(10_000_000, 'a'))],
  ['10 MB of spaces', once(() => ' '.repeat(10_000_000))],
  ['10 MB of emoji', once(() => '😀'.repeat(2_500_000))],
  ['a list of a million texts', once(() => Array.from({ length: 1_000_000 }, () => canary))],
  ['a list of a million objects', once(() => Array.from({ length: 1_000_000 }, () => ({})))],
  ['100,000 keys', once(() => keyed(100_000))],
  ['a key of 10 MB', once(() => ({ [canary.padEnd(10_000_000, 'k')]: 1 }))],
  ['four thousand million holes', holes],
  ['a cycle', cyclic],
  ['a list in itself', ownList],
  ['a bomb of shared parts', once(doubled)],
  ['a proxy that throws', () => trapped({})],
  ['a list behind a proxy that throws', () => trapped([])],
  ['a revoked proxy', revoked],
  ['endless keys', () => new Proxy({}, { ownKeys: () => Array.from({ length: 50_000 }, (_, at) => `k${at}`) })],
  ['a list that lies about its length', () => new Proxy([], { get: () => 2 ** 31 })],
  ['typed memory', once(() => new Float64Array(1_000_000))],
  ['a map in a map', () => new Map([[new Map(), new Set([canary])]])],
  ['something awaitable', () => Object.defineProperty({}, ['th', 'en'].join(''), { value: trap })],
];

/** Makes the large ones, so that they do not count as what a run keeps. */
export const warmUp = (): void => shapes.forEach(([, make]) => void make());

/** @returns the name of its shape, and a payload that is one or holds one */
export function hostile(value: unknown, random: Random): { name: string; payload: unknown } {
  const [name, make] = random.pick(shapes);
  if (typeof value !== 'object' || value === null || random.chance(0.4)) return { name, payload: make() };
  return { name, payload: { ...value, [random.pick(Object.keys(value))]: make() } };
}
