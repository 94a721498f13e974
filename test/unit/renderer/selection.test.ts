import { describe, expect, it } from 'vitest';
import { allOf, noSelection, ranged, toggled } from '../../../renderer/features/sessions/selection.ts';

const keysOf = ({ keys }: { keys: ReadonlySet<string> }) => [...keys];

describe('selection', () => {
  it('adds and takes away single rows, and remembers the last as the anchor', () => {
    const one = toggled(noSelection, 'a');
    const two = toggled(one, 'b');
    expect(keysOf(two)).toEqual(['a', 'b']);
    expect(two.anchor).toBe('b');
    expect(keysOf(toggled(two, 'a'))).toEqual(['b']);
    expect(keysOf(one)).toEqual(['a']);
  });

  it('draws a range anew from the anchor, and keeps what was selected before', () => {
    const begun = toggled(toggled(noSelection, 'a'), 'd');
    const wide = ranged(begun, ['d', 'e', 'f']);
    expect(keysOf(wide)).toEqual(['a', 'd', 'e', 'f']);
    expect(keysOf(ranged(wide, ['d', 'e']))).toEqual(['a', 'd', 'e']);
    expect(keysOf(ranged(wide, ['c', 'd']))).toEqual(['a', 'd', 'c']);
  });

  it('begins a range with its first row when nothing was selected', () => {
    expect(ranged(noSelection, ['b', 'c'])).toMatchObject({ anchor: 'b' });
    expect(ranged(noSelection, [])).toEqual(noSelection);
  });

  it('takes all', () => {
    expect(keysOf(allOf(['a', 'b']))).toEqual(['a', 'b']);
    expect(allOf([]).anchor).toBeNull();
  });
});
