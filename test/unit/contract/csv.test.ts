import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, harmless } from '../../../contract/rules/csv.ts';
import { anyText } from './any-text.ts';

/** RFC 4180, section 2, character by character. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted && sign === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === ',') {
      row.push(cell);
      cell = '';
    } else if (!isQuoted && text.startsWith('\r\n', at)) {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += sign;
  }
  if (isQuoted || cell !== '' || row.length > 0) throw new Error('the last row has no end');
  return rows;
}

describe('a table as CSV', () => {
  it('begins with a byte order mark and ends each row with CRLF', () => {
    expect(csvText([['Name', 'Email'], ['Bo, "B"', 'bo@example.test']])).toBe(
      '\uFEFFName,Email\r\n"Bo, ""B""",bo@example.test\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', ' =1', '\u202e=1', '\u200b=1'])('never writes the formula %j', (cell) => {
    expect(parse(csvText([[cell]]).slice(1))[0]?.[0]).toMatch(/^'\u200b?[=+@＝-]/);
  });

  it('is no formula either where a semicolon ends a cell, and quotation marks mean nothing', () => {
    expect(csvText([['Bo', 'x;=1+1;', 'y";"=2"', 'a\n=3']])).toBe(
      `\uFEFFBo,"x;'=1+1;","y"";'""=2""",a =3\r\n`,
    );
  });

  it('can be read back, cell by cell, whatever is in it', () => {
    const cell = fc.oneof(anyText(), fc.constantFrom('=cmd|x', ',', '"', '\r\n', '@a', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const back = parse(csvText(rows).slice(1));
        expect(back).toEqual(rows.map((row) => row.map(harmless)));
        for (const each of back.flat()) expect(each).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
