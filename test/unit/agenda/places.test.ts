import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { picked } from '../../../electron/agenda/picked.ts';
import { allPlaces, copyPlaces, counted, has, join, lowest, meet, noPlaces, put, roomy, type Places } from '../../../electron/agenda/places.ts';
import { listed, noon } from './fakes.ts';

const size = 150;
const some = fc.uniqueArray(fc.nat(size - 1)).map((all) => new Set(all));
const setOf = (all: Iterable<number>): Places => {
  const places = noPlaces(size);
  for (const place of all) put(places, place);
  return places;
};
const those = (places: Places) => Array.from({ length: 32 * places.length }, (_, place) => place).filter((place) => has(places, place));
const sorted = (all: Iterable<number>) => [...all].toSorted((a, b) => a - b);

describe('sets of places', () => {
  it('are what sets are', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [both, either] = [setOf(a), setOf(a)];
        meet(both, setOf(b));
        join(either, setOf(b));
        expect(those(both)).toEqual(sorted([...a].filter((place) => b.has(place))));
        expect(those(either)).toEqual(sorted(new Set([...a, ...b])));
        expect(those(roomy(setOf(a), 1_000))).toEqual(sorted(a));
        const before = counted(setOf(a));
        expect([...before]).toEqual(Array.from(before, (_, at) => [...a].filter((place) => place < 32 * at).length));
      }),
    );
    expect([0, 1, 31, 32, 33, 64].map((all) => those(allPlaces(all)).length)).toEqual([0, 1, 31, 32, 33, 64]);
    expect([1, 6, 8, -(2 ** 31), -1].map(lowest)).toEqual([0, 1, 3, 31, 0]);
  });

  it('are copied from any place to any other', () => {
    fc.assert(
      fc.property(some, some, fc.nat(size - 1), fc.nat(size - 1), fc.nat(size), (from, into, first, start, most) => {
        const length = Math.min(most, size - Math.max(first, start));
        const to = setOf(into);
        copyPlaces(setOf(from), first, to, start, length);
        const copied = [...from].filter((place) => place >= first && place < first + length).map((place) => place - first + start);
        expect(those(to)).toEqual(sorted(new Set([...into, ...copied])));
      }),
      { numRuns: 500 },
    );
  });

  it('pick rows', () => {
    const rows = Array.from({ length: size }, (_, n) => listed(String(n), noon));
    fc.assert(
      fc.property(some, fc.nat(size), fc.nat(size), (all, from, to) => {
        const chosen = rows.filter((_, place) => all.has(place));
        const found = picked(rows, setOf(all));
        expect(found.length).toBe(chosen.length);
        expect([found.at(from), found.at(-1), found.slice(from, to), found.slice()]).toEqual([
          chosen[from], chosen.length === size ? chosen.at(-1) : undefined, chosen.slice(from, to), chosen,
        ]);
      }),
    );
    expect(picked(rows, allPlaces(size))).toBe(rows);
  });
});
