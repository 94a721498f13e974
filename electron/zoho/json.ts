/**
 * Parses JSON without loss: an integer that a double cannot hold (above 2^53, zoho-api.md 2.1) becomes a string of
 * its digits. Members called `__proto__` are dropped, so that no later copy can change a prototype.
 * Throws SyntaxError for what is not JSON, and for more values or levels than any of Zoho's answers has.
 */
export function parseJson(text: string): unknown {
  assertModest(text);
  // TypeScript's library does not know the reviver's third argument yet; V8 has it since 11.4.
  return JSON.parse(text, (key: string, value: unknown, context?: { source?: string }) => {
    if (key === '__proto__') return undefined;
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const source = context?.source;
    return source !== undefined && /^-?\d+$/.test(source) ? source : value;
  });
}

/** A page of 100 sessions with 100 participants each has about 25 000. */
const mostValues = 250_000;
const deepest = 100;

/**
 * The size of a text does not bound what parsing it takes: 10 MB of `{},{},` become a gigabyte. Counts what could be
 * values and levels, without building anything. What is not JSON may pass: the parser finds out.
 */
function assertModest(text: string): void {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        values++;
        if (++depth > deepest) throw new SyntaxError(`more than ${deepest} levels`);
        break;
      case ']':
      case '}':
        depth--;
        break;
      case ',':
        if (++values > mostValues) throw new SyntaxError(`more than ${mostValues} values`);
        break;
    }
  }
}

/** Where the string that begins at `start` ends: its closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at > 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** True for text that is a page rather than data: a captive portal's, a proxy's, or one of a wrong host. */
export const looksLikeHtml = (text: string): boolean => /^[\s\uFEFF]*</.test(text);
