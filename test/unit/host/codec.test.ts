import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCodec } from '../../host/codec.ts';

const { encode, decode } = makeCodec();
const there = (value: unknown) => decode(encode(value));

/** What structured clone keeps, nested. */
const cloneable = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, true, false, Number.NaN, Infinity, -Infinity, -0),
    fc.double(),
    fc.bigInt(),
    fc.string({ unit: 'binary' }),
    fc.date(),
    fc.uint8Array(),
    fc.float64Array(),
    fc.array(tie('any')),
    fc.dictionary(fc.string(), tie('any')),
    fc.uniqueArray(fc.tuple(fc.string(), tie('any')), { selector: ([key]) => key }).map((pairs) => new Map(pairs)),
    fc.array(fc.string()).map((items) => new Set(items)),
  ),
})).any;

describe('the codec', () => {
  it('keeps what structured clone keeps', () => {
    fc.assert(
      fc.property(cloneable, (value) => {
        expect(there(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it('keeps loops and shared parts', () => {
    const shared = { n: 1 };
    const loop: Record<string, unknown> = { left: shared, right: [shared] };
    loop['self'] = loop;
    const copy = there(loop) as { left: object; right: object[]; self: object };
    expect([copy.self === copy, copy.right[0] === copy.left, copy.left]).toEqual([true, true, { n: 1 }]);
  });

  it('makes __proto__ an ordinary key', () => {
    const copy = there(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
    expect([Object.keys(copy), Object.getPrototypeOf(copy) === Object.prototype, 'polluted' in copy]).toEqual([['__proto__'], true, false]);
  });

  it('keeps an error by its name and message', () => {
    const copy = there(new RangeError('too far')) as Error;
    expect([copy instanceof Error, copy.name, copy.message]).toEqual([true, 'RangeError', 'too far']);
  });

  it.each([[() => 1], [Symbol('x')], [Promise.resolve(1)], [new WeakMap()], [{ deep: [() => 1] }]])('refuses %o', (value) => {
    expect(() => encode(value)).toThrow('An object could not be cloned.');
  });
});
