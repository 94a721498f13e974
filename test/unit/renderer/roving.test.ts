import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rovingTarget } from '../../../renderer/features/sessions/roving.ts';

describe('moving through a list by keys', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['Home', 7, 0],
    ['End', 2, 9],
    ['PageDown', 1, 5],
    ['PageDown', 8, 9],
    ['PageUp', 5, 1],
    ['PageUp', 2, 0],
  ])('%s from %i leads to %i', (key, from, to) => {
    expect(rovingTarget(key, from, 10, 4)).toBe(to);
  });

  it('leaves every other key alone, and an empty list', () => {
    for (const key of ['Enter', ' ', 'Tab', 'a', 'toString', 'constructor', 'ArrowLeft'])
      expect(rovingTarget(key, 1, 10, 4)).toBeUndefined();
    expect(rovingTarget('ArrowDown', 0, 0, 4)).toBeUndefined();
  });

  it('never leaves the list', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp');
    const counts = fc.integer({ min: 1, max: 3000 });
    const pages = fc.integer({ min: -5, max: 50 });
    fc.assert(
      fc.property(keys, fc.nat(5000), counts, pages, (key, index, count, page) => {
        const target = rovingTarget(key, index, count, page);
        return target !== undefined && target >= 0 && target < count;
      }),
    );
  });
});
