/**
 * Text that others wrote, made fit to be shown beside Parley's own words, spoken and copied. What is sent back to Zoho
 * never goes through here.
 */

/** Characters of a topic in a row, a name, a heading or an invitation: more than anybody reads there. */
export const longestShownTopic = 1_000;

/** At most `limit` characters (code points), the last of them an ellipsis when there were more. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Two code units make a character at most, so this many tell whether there are more.
  const characters = [...text.slice(0, 2 * limit + 1)];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Marks that turn the direction of writing, of their own text and of what stands after it. */
const directions = /\p{Bidi_Control}+/gu;

/** Words of ASCII with single spaces between them: most of what is shown. */
const plainLine = /^[!-~]+(?: [!-~]+)*$/;

/** On one line: line breaks and control characters become spaces, direction marks go, half characters are replaced. */
export const lineText = (text: string, limit: number): string =>
  text.length <= limit && plainLine.test(text) ? text : cut(text.toWellFormed().replace(directions, '').replace(/[\s\p{Cc}]+/gu, ' ').trim(), limit);

/** As {@link lineText}, on as many lines as it has; tabs stay. */
export const blockText = (text: string): string =>
  text
    .toWellFormed()
    .replace(directions, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]+/gu, ' ')
    .trim();

/** Nothing in it can be seen. */
export const isUnseen = (text: string): boolean =>
  !/[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Inside a sentence of Parley's: what is written from right to left must not turn the words beside it around. */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text);

/** A topic inside a sentence: in quotation marks, on one line, at most 60 characters. */
export const quotedText = (text: string): string => `“${isolated(lineText(text, 60))}”`;
