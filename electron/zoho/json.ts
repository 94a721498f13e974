/**
 * Parses JSON without loss: an integer that a double cannot hold (above 2^53, zoho-api.md 2.1) becomes a string of
 * its digits. Members called `__proto__` are dropped, so that no later copy can change a prototype.
 * Throws SyntaxError for what is not JSON, and for more values or levels than any of Zoho's answers has.
 */
export function parseJson(text: string): unknown {
  const exact = withExactNumbers(text, longNumbersIn(text));
  // Asking about each member takes ten times as long as parsing: only where there may be something to ask about.
  return mayNameProto.test(exact)
    ? JSON.parse(exact, (key: string, value: unknown) => (key === '__proto__' ? undefined : value))
    : JSON.parse(exact);
}

/** The name itself, or one of its letters written as an escape. */
const mayNameProto = /__proto__|\\u00(?:5f|6f|7[024])/i;

const endOfValue = /\s*(?:$|[,\]}])/y;

/** Puts quotation marks around integers that a double cannot hold. What is not JSON does not become JSON by it. */
function withExactNumbers(text: string, found: readonly Digits[]): string {
  let exact = '';
  let done = 0;
  for (const { from, to } of found) {
    const start = text[from - 1] === '-' ? from - 1 : from;
    endOfValue.lastIndex = to;
    const isInteger = text[from] !== '0' && /^[\s,:[]?$/.test(text.charAt(start - 1)) && endOfValue.test(text);
    if (!isInteger || Number.isSafeInteger(Number(text.slice(from, to)))) continue;
    exact += `${text.slice(done, start)}"${text.slice(start, to)}"`;
    done = to;
  }
  return done === 0 ? text : exact + text.slice(done);
}

/** Where digits stand outside of strings. */
interface Digits {
  readonly from: number;
  readonly to: number;
}
/** Digits of a number that a double may not hold. */
const longNumber = 16;

/** A page of 100 sessions with 100 participants each has about 25 000. */
const mostValues = 250_000;
const deepest = 100;

/**
 * The size of a text does not bound what parsing it takes: 10 MB of `{},{},` become a gigabyte. Counts what could be
 * values and levels, without building anything. What is not JSON may pass: the parser finds out. Answers where there
 * are numbers of many digits.
 */
function longNumbersIn(text: string): Digits[] {
  let values = 0;
  let depth = 0;
  const found: Digits[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const from = at;
      while (isDigit(text.charCodeAt(at + 1))) at++;
      if (at + 1 - from >= longNumber) found.push({ from, to: at + 1 });
      continue;
    }
    switch (code) {
      case quote:
        at = endOfString(text, at);
        break;
      case openBracket:
      case openBrace:
        values++;
        if (++depth > deepest) throw new SyntaxError(`more than ${deepest} levels`);
        break;
      case closeBracket:
      case closeBrace:
        depth--;
        break;
      case comma:
        if (++values > mostValues) throw new SyntaxError(`more than ${mostValues} values`);
        break;
    }
  }
  return found;
}

const isDigit = (code: number): boolean => code >= zero && code <= nine;

const [zero, nine, quote, comma, openBracket, closeBracket, openBrace, closeBrace] = [48, 57, 34, 44, 91, 93, 123, 125];

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
