import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from '../../../electron/zoho/json.ts';

/** The rule in words: every value is asked about. */
const slowly = (text: string): unknown =>
  JSON.parse(text, (key: string, value: unknown, context?: { source?: string }) => {
    if (key === '__proto__') return undefined;
    const source = context?.source ?? '';
    return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
  });

const outcome = (parse: (text: string) => unknown, text: string): unknown => {
  try {
    return { value: parse(text) };
  } catch (error) {
    return error instanceof SyntaxError ? 'syntax' : error;
  }
};

it('reads as by asking about each value, whatever the numbers, names and escapes', () => {
  const digits = fc.constantFrom('556536000000214003', '-9007199254740993', '9007199254740991', '1e400', '12345678901234567.5', '0.1234567890123456789', '1234567890123456789e2', '0123456789012345678', '-0', '7', '123456789 0123456789');
  const names = fc.constantFrom('"__proto__"', '"__pro\\u0074o__"', '"\\u005F_proto__"', '"a"', '"5565360000002140031"', '"\\u003d"', '"__proto"');
  const strings = fc.constantFrom('"556536000000214003"', '"\\"556536000000214003"', '"a,b]}"', '"\\\\"');
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(digits, strings),
      fc.array(tie('tree'), { maxLength: 3 }).map((parts) => `[${parts.join(' ,')}]`),
      fc.array(fc.tuple(names, tie('tree')), { maxLength: 3 }).map((parts) => `{${parts.map((part) => part.join(':')).join(',')}}`),
    ),
  }));
  fc.assert(
    fc.property(tree, (text) => {
      expect(outcome(parseJson, text)).toEqual(outcome(slowly, text));
    }),
    { numRuns: 3_000 },
  );
});
