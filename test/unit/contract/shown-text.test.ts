import { describe, expect, it } from 'vitest';
import { blockText, cut, isolated, isUnseen, lineText, quotedText } from '../../../contract/rules/shown-text.ts';

describe('others’ words', () => {
  it('are cut at whole characters', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('ab…');
    expect(cut('😀😀😀', 3)).toBe('😀😀😀');
    expect(cut('😀😀😀😀', 3)).toBe('😀😀…');
    expect(cut('😀😀😀😀', Infinity)).toBe('😀😀😀😀');
  });
  it.each([
    ['a\r\nb\tc\u0000d\u001b[0m', 'a b c d [0m'],
    ['\u202eabc\u202c \u2066d\u2069\u200f', 'abc d'],
    ['x\u2028y\u0085z', 'x y z'],
    ['half \ud83d', 'half \ufffd'],
    ['👩\u200d👩\u200d👧 می\u200cخواهم', '👩\u200d👩\u200d👧 می\u200cخواهم'],
    ['<b>&amp;</b>', '<b>&amp;</b>'],
  ])('%j on one line', (text, line) => expect(lineText(text, 100)).toBe(line));
  it('keep their lines where there is room for them', () => {
    expect(blockText(' a\r\nb\rc\u2028d\te\u0007\u202e ')).toBe('a\nb\nc\nd\te');
  });
  it.each(['', ' ', '\u200b\ufeff', '\u3164', '\u2800', '\u0301', '\u00ad'])('%j cannot be seen', (text) => expect(isUnseen(text)).toBe(true));
  it.each(['a', '-', '😀', 'א', '…'])('%j can', (text) => expect(isUnseen(text)).toBe(false));
  it('turn nothing around beside them', () => {
    expect(isolated('Sync 10:00')).toBe('Sync 10:00');
    expect(isolated('פגישה')).toBe('\u2068פגישה\u2069');
    expect(quotedText('x'.repeat(90))).toBe(`“${'x'.repeat(59)}…”`);
    expect(quotedText('\u202eab\nc')).toBe('“ab c”');
  });
});
