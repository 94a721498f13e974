/** Tables as text that a spreadsheet opens (RFC 4180). */
import { blockText } from './shown-text.ts';

/**
 * A spreadsheet takes such a cell for a formula, and runs it; the wide forms count as the narrow ones there. In half of
 * Europe a semicolon ends a cell, quotation marks or not.
 */
const formula = /(^|;)(?=[\s\p{Cf}\p{M}"]*[=+\-@＝＋－＠])/gu;

/** The cell as it is written: on one line, with an apostrophe before what would be a formula. */
export const harmless = (cell: string): string => blockText(cell).replace(/\s+/gu, ' ').replace(formula, "$1'");

const written = (cell: string): string => {
  const safe = harmless(cell);
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** UTF-8 with a byte order mark, by which Excel knows it; rows end with CRLF. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;
