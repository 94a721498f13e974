/** What the readers of the form's text boxes share. */
import { lineText } from './shown-text.ts';

/** Why a text was not taken. `message` is shown at the field. */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
}

export const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** No date, time or zone is longer; what is pasted by mistake is not worth reading. */
const longest = 120;

/**
 * One spelling for many: lower case, ordinary digits, dashes and single spaces, nothing invisible. A text too long to
 * be a date, time or zone comes back as `?`, which no reader takes.
 */
export function tidy(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > longest) return '?';
  return trimmed
    .replace(/½/g, '.5')
    .replace(/¼/g, '.25')
    .replace(/¾/g, '.75')
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** A text inside a sentence: in quotation marks, on one line, 40 characters at most. */
export const quoted = (text: string): string => `“${lineText(text.slice(0, 200), 40)}”`;

/** "a, b or c" */
export function anyOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

export const two = (value: number): string => String(value).padStart(2, '0');
