/** What a text must not tell, told by its looks: for secrets that nobody has named (redact.ts). */

/** In characters. A longer text is no message; looking through it would take long. Patterns bound their runs likewise. */
const longest = 50_000;
const shown = 10_000;

const names =
  'access_?token|refresh_?token|id_?token|device_?code|user_?code|client_?secret|code_?verifier|encrypt_?(?:pwd|password)|' +
  'password|passwd|passcode|pwd|start_?(?:link|url)|register_?key|access_?code|ciphertext|secret|token|code|state';
const quoted = String.raw`"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?`;
/** What stands after `code:` in a message and helps: numbers of four digits, names of the system's errors. */
const harmless = String.raw`(?:\d{1,4}|E[A-Z0-9]{2,20}|ERR_[A-Z0-9_]+)(?![\w.-])`;

const patterns: readonly [RegExp, string][] = [
  // Headers, to the end of their line
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=])(?!\s*\[)[^\r\n]*/gi, '$1$2 [redacted]'],
  [/\b(Zoho-oauthtoken|Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 [token]'],
  // Zoho's codes and tokens
  [/\b1\d{3}\.[\w-]{8,}(?:\.[\w-]{8,})?/g, '[token]'],
  // Start links, also relative, and as parameters of other links
  [/[^\s"'<>]{0,200}(?:meeting|webinar)-start[^\s"'<>]*/gi, '[start link]'],
  // Whoever calls a host by name and password, and everything behind the path of an address
  [/(:\/\/)[^\s/?#@"'<>]+@/g, '$1'],
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s?#"'<>]{0,2000})[?#][^\s"'<>]*/gi, '$1?[query]'],
  // Query and form parameters, JSON, and objects as Node prints them
  [new RegExp(String.raw`\b(${names})(["']?\s*[:=]\s*|%3D)(?!\[|${harmless})(?:${quoted}|[^&\s"',;)}\]]+)`, 'gi'), '$1$2[redacted]'],
  [/\bkey(=|%3D)[^&\s"']+/gi, 'key$1[redacted]'],
];

/**
 * The text without secrets, cut to 10,000 characters.
 *
 * @param hidden secrets that are known, in every spelling, the longest first
 */
export function redactText(text: string, hidden: readonly string[]): string {
  if (text.length > longest) return `[${text.length} characters]`;
  // Known ones before all patterns, which might leave a part of one behind; cut last, for the same reason.
  const known = hidden.reduce((done, secret) => done.replaceAll(secret, '[hidden]'), text);
  const whole = patterns.reduce((done, [pattern, put]) => done.replace(pattern, put), known);
  return whole.length > shown ? `${whole.slice(0, shown)}…` : whole;
}
