import { describe, expect, it } from 'vitest';
import { limits, plainCopy } from '../../../electron/ipc/plain.ts';

const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 'end');
const define = (key: PropertyKey, property: PropertyDescriptor) =>
  Object.defineProperty({ kind: 'meeting' }, key, property);

describe('plainCopy', () => {
  it('copies plain data and shares nothing with it', () => {
    const bare = Object.assign(Object.create(null), { a: 1 }) as object;
    const payload = { text: 'a', number: -0, nothing: null, list: [1, [true, undefined]], bare };
    const copy = plainCopy(payload)?.value as typeof payload;
    expect(copy).toStrictEqual({ ...payload, bare: { a: 1 } });
    expect(copy.list).not.toBe(payload.list);
    expect(copy.list[1]).not.toBe(payload.list[1]);
  });

  it('leaves out keys that hold undefined', () => {
    expect(plainCopy({ feature: undefined, purpose: 'connect' })).toStrictEqual({ value: { purpose: 'connect' } });
    expect(plainCopy(undefined)).toStrictEqual({ value: undefined });
  });

  it('takes what is at a limit, and refuses what is beyond', () => {
    const { depth, values, characters } = limits;
    const list = (length: number) => Array.from({ length }, () => 1);
    expect(plainCopy(nested(depth))).toBeDefined();
    expect(plainCopy(nested(depth + 1))).toBeUndefined();
    expect(plainCopy(list(values - 1))).toBeDefined();
    expect(plainCopy(list(values))).toBeUndefined();
    expect(plainCopy([list(values / 2), list(values / 2)])).toBeUndefined();
    expect(plainCopy('a'.repeat(characters))).toBeDefined();
    expect(plainCopy('a'.repeat(characters + 1))).toBeUndefined();
    expect(plainCopy({ ['k'.repeat(characters)]: 'a' })).toBeUndefined();
  });

  it('does not walk a list that is too long', () => {
    const list: unknown[] = [];
    list.length = 2 ** 32 - 1;
    const began = performance.now();
    expect(plainCopy({ keys: list })).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const ring: unknown[] = [];
  ring.push(ring);
  it.each<[string, unknown]>([
    ['a getter', define('key', { get: () => '1', enumerable: true })],
    ['a key that cannot be seen', define('key', { value: '1' })],
    ['a symbol for a key', define(Symbol('key'), { value: '1', enumerable: true })],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(
      (key): [string, unknown] => [`the key ${key}`, define(key, { value: 'UTC', enumerable: true })],
    ),
    ['what is inherited', Object.create({ kind: 'meeting' })],
    ['an instance', new (class { kind = 'meeting'; })()],
    ['holes', Object.assign([], { length: 3 })],
    ['a list with a name', Object.assign([1], { name: 'x' })],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['a text as an object', Object('text')],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a big number', 7n],
    ['a cycle', ring],
    ['a proxy that is no more', revoked.proxy],
  ])('refuses %s, also inside', (_what, payload) => {
    expect(plainCopy(payload)).toBeUndefined();
    expect(plainCopy({ write: [payload] })).toBeUndefined();
  });
});
