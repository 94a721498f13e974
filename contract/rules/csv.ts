/** Tables as text that a spreadsheet opens (RFC 4180). */

/** A spreadsheet takes such a cell for a formula, and runs it; the wide forms count as the narrow ones there. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

/** The cell as it is written: with an apostrophe before what would be a formula. */
export const harmless = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

const written = (cell: string): string => {
  const safe = harmless(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** UTF-8 with a byte order mark, by which Excel knows it; rows end with CRLF. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;
