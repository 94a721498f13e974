/**
 * Parses JSON without loss: an integer that a double cannot hold (above 2^53, zoho-api.md 2.1) becomes a string of
 * its digits. Members called `__proto__` are dropped, so that no later copy can change a prototype.
 * Throws SyntaxError for what is not JSON.
 */
export function parseJson(text: string): unknown {
  // TypeScript's library does not know the reviver's third argument yet; V8 has it since 11.4.
  return JSON.parse(text, (key: string, value: unknown, context?: { source?: string }) => {
    if (key === '__proto__') return undefined;
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const source = context?.source;
    return source !== undefined && /^-?\d+$/.test(source) ? source : value;
  });
}

/** True for text that is a page rather than data: a captive portal's, a proxy's, or one of a wrong host. */
export const looksLikeHtml = (text: string): boolean => /^[\s\uFEFF]*</.test(text);
