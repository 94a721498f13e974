/** Comparing URLs with the registered redirect URI, and choosing which one a request names. */

const beforeQuery = (url: string) => url.replace(/[?#].*$/s, '');

/**
 * The spellings in which a browser may hand over one and the same redirect URI, without query. A browser writes an
 * http(s) URI in its normal form (lower-case host, default port dropped, `/` for an empty path), and does the same to
 * a custom scheme that is registered as standard; where it is not, the URI stays as it was sent.
 */
function spellings(redirectUri: string): ReadonlySet<string> {
  const text = redirectUri.trim();
  if (!URL.canParse(text)) return new Set();
  const url = new URL(text);
  const forms = new Set([text, url.href]);
  const [, host, path] = /^[^:]+:\/*([^/]+)(\/.*)?$/.exec(url.href) ?? [];
  if (host !== undefined && !/^https?:$/.test(url.protocol))
    forms.add(`${url.protocol}//${host.toLowerCase()}${path ?? '/'}`);
  return forms;
}

/**
 * True when `url` is the redirect URI, its query and fragment aside: exact scheme, host, port and path, no user-info.
 * Text that a URL parser would quietly repair (spaces, control characters, backslashes, `..`) does not match.
 */
export function matchesRedirect(url: string, redirectUri: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(url) || !URL.canParse(url)) return false;
  return spellings(redirectUri).has(beforeQuery(url));
}

/**
 * The loopback redirect URI that a listener on 127.0.0.1 can serve, else undefined: http, `127.0.0.1` or `localhost`,
 * an explicit port, no query (RFC 8252 section 7.3).
 */
export function loopbackRedirect(text: string): URL | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const local = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname) && url.port !== '';
  return plain && local ? url : undefined;
}

/**
 * The redirect URI a request names. In Parley's window it is the client's; in the system browser it is the client's
 * when that is a loopback URI, else the one of the settings (which the person registers with the same client).
 */
export function redirectFor(via: 'window' | 'browser', clientRedirectUri: string, browserRedirectUri: string): string {
  if (via === 'window' || loopbackRedirect(clientRedirectUri)) return clientRedirectUri.trim();
  return browserRedirectUri.trim();
}
