import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Extent, columnsOf } from '../../../contract/rules/agenda-columns.ts';

const options = { length: 1440, least: 28, most: 6 };
const item = (id: string, top: number, bottom: number): Extent => ({ id, top, bottom });
const places = (items: readonly Extent[], most = 6) =>
  Object.fromEntries(columnsOf(items, { ...options, most }).placed.map((each) => [each.item.id, [each.column, each.span, each.columns]]));

describe('overlapping sessions', () => {
  it('stand side by side, and alone take the whole width', () => {
    expect(places([item('a', 60, 120), item('b', 90, 150), item('c', 200, 260)])).toEqual({ a: [0, 1, 2], b: [1, 1, 2], c: [0, 1, 1] });
  });

  it('share nothing when one begins as the other ends', () => {
    expect(places([item('a', 60, 120), item('b', 120, 180)])).toEqual({ a: [0, 1, 1], b: [0, 1, 1] });
  });

  it('three on top of each other have a third each', () => {
    expect(places([item('a', 60, 120), item('b', 60, 120), item('c', 60, 120)])).toEqual({ a: [0, 1, 3], b: [1, 1, 3], c: [2, 1, 3] });
  });

  it('take the room that is free beside them', () => {
    expect(places([item('a', 0, 300), item('b', 0, 60), item('c', 0, 60), item('d', 100, 200)])).toMatchObject({ d: [1, 2, 3] });
  });

  it('are counted where there is no room', () => {
    const many = Array.from({ length: 12 }, (_, at) => item(String(at).padStart(2, '0'), 60, 120));
    const { placed, crowds } = columnsOf(many, options);
    expect(placed).toHaveLength(5);
    expect(crowds).toMatchObject([{ top: 60, bottom: 120, column: 5, columns: 6 }]);
    expect(crowds[0]?.items).toHaveLength(7);
  });

  it('without length have a least height, also at the end of the day', () => {
    const [early, late] = columnsOf([item('a', 0, 0), item('b', 1439, 1440)], options).placed;
    expect(early).toMatchObject({ top: 0, bottom: 28 });
    expect(late).toMatchObject({ top: 1412, bottom: 1440 });
  });

  it('never share a place, lie inside the day, lose nobody, and do not depend on the order given', () => {
    const extents = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 1440 }), fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 1440 })), fc.integer({ min: 0, max: 2 })), { maxLength: 40 })
      .map((all) => all.map(([top, length, rank], index) => ({ ...item(`k${index}`, top, Math.min(1440, top + length)), rank })));
    fc.assert(
      fc.property(extents, fc.integer({ min: 2, max: 8 }), fc.infiniteStream(fc.nat()), (items, most, noise) => {
        const { placed, crowds } = columnsOf(items, { ...options, most });
        const boxes = [
          ...placed.map(({ item: { id }, top, bottom, column, span, columns }) => ({ id, top, bottom, from: column / columns, to: (column + span) / columns })),
          ...crowds.map(({ items: [first], top, bottom, column, columns }) => ({ id: `crowd ${first?.id}`, top, bottom, from: column / columns, to: (column + 1) / columns })),
        ];
        for (const [index, a] of boxes.entries()) {
          expect(a.top).toBeGreaterThanOrEqual(0);
          expect(a.bottom).toBeLessThanOrEqual(1440);
          expect(a.bottom - a.top).toBeGreaterThanOrEqual(28);
          expect(a.from).toBeGreaterThanOrEqual(0);
          expect(a.to).toBeLessThanOrEqual(1);
          for (const b of boxes.slice(index + 1)) {
            const shares = a.top < b.bottom && b.top < a.bottom && a.from < b.to - 1e-9 && b.from < a.to - 1e-9;
            expect(shares, `${a.id} and ${b.id}`).toBe(false);
          }
        }
        const found = [...placed.map(({ item: { id } }) => id), ...crowds.flatMap(({ items: inside }) => inside.map(({ id }) => id))];
        expect(found.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
        const shuffled = items.map((each) => ({ each, key: noise.next().value })).toSorted((a, b) => a.key - b.key).map(({ each }) => each);
        expect(columnsOf(shuffled, { ...options, most })).toEqual({ placed, crowds });
      }),
      { numRuns: 300 },
    );
  });
});
