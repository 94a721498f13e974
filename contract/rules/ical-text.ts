/** What writing and reading iCalendar share: RFC 5545 sections 3.1 (lines) and 3.3.11 (text), RFC 6868 (parameters). */

/** Octets of a line, its end not counted. */
const longestLine = 75;

/** A content line in pieces of at most 75 octets, never cut inside a character; each piece ends with CRLF. */
export function foldLine(text: string): string {
  const line = text.toWellFormed();
  const pieces: string[] = [];
  let from = 0;
  let octets = 0;
  let at = 0;
  for (const character of line) {
    const more = octetsOf(character);
    if (octets + more > longestLine) {
      pieces.push(line.slice(from, at));
      from = at;
      // The space that marks the next piece counts as well.
      octets = 1;
    }
    octets += more;
    at += character.length;
  }
  pieces.push(line.slice(from));
  return `${pieces.join('\r\n ')}\r\n`;
}

/** Of one character in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** A text as a value. Its control characters but line breaks must be gone already. */
export const escapeText = (text: string): string =>
  text.replace(/[\\;,]/g, (character) => `\\${character}`).replaceAll('\n', '\\n');

/** Back again; a backslash before anything else stands for itself. */
export const unescapeText = (text: string): string =>
  text.replace(/\\([\\;,:"nN])/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character));

/** A parameter's value in quotation marks, with RFC 6868's signs for what may not stand between them. */
export const quoteParameter = (text: string): string =>
  `"${text.replaceAll('^', '^^').replaceAll('"', "^'").replaceAll('\n', '^n')}"`;

export const unquoteParameter = (text: string): string =>
  text
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\^([\^'n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === "'" ? '"' : '^'));
