import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNewcomers } from '../../../contract/rules/newcomers.ts';
import { anyText } from './any-text.ts';

const people = (text: string) => readNewcomers(text).people.map(({ email, firstName, lastName }) => [email, firstName, lastName]);

describe('people in a pasted list', () => {
  it.each<[string, string[][]]>([
    ['bo@example.test', [['bo@example.test', '', '']]],
    ['Bo Berg <bo@example.test>', [['bo@example.test', 'Bo', 'Berg']]],
    ['Bo <bo@example.test>', [['bo@example.test', 'Bo', '']]],
    ['"Berg, Bo" <bo@example.test>; Cy <cy@example.test>', [['bo@example.test', 'Bo', 'Berg'], ['cy@example.test', 'Cy', '']]],
    ['Maria del Mar Sol <m@example.test>\ncy@example.test', [['m@example.test', 'Maria del Mar', 'Sol'], ['cy@example.test', '', '']]],
    ['To: Bo <Bo@Example.Test>, BO@example.test', [['Bo@example.test', 'Bo', '']]],
    ['bo@example.test <bo@example.test>', [['bo@example.test', '', '']]],
  ])('%j', (text, expected) => {
    expect(people(text)).toEqual(expected);
  });

  it('tells what is no address', () => {
    const read = readNewcomers('bo@example.test, cy@@example.test');
    expect(read.people).toHaveLength(1);
    expect(read.malformed.map(({ address }) => address)).toEqual(['cy@@example.test']);
  });

  it('takes any text, and long ones at once', () => {
    fc.assert(
      fc.property(anyText(300), (text) => {
        for (const { firstName, lastName } of readNewcomers(text).people)
          expect(Math.max(firstName.length, lastName.length)).toBeLessThanOrEqual(100);
      }),
    );
    const begun = performance.now();
    readNewcomers('Bo Berg '.repeat(5_000) + '<bo@example.test> '.repeat(5_000));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
