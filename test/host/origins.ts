/**
 * Chromium loads no unknown scheme, so `app://HOST/PATH` is shown to it as `https://HOST.app.invalid/PATH`
 * (RFC 2606: `.invalid` never resolves). Main only ever sees the real name.
 */
const shown = new Set<string>();
const chromiums = new Set(['http:', 'https:', 'ws:', 'wss:', 'data:', 'blob:', 'about:', 'file:', 'filesystem:', 'javascript:', 'chrome:',
  'chrome-error:', 'chrome-extension:', 'chrome-untrusted:', 'devtools:', 'view-source:']);

/** The scheme of a URL, lower case and without its colon; empty when there is none. */
export const schemeOf = (url: string): string => /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** True for a scheme that Chromium does not load by itself. */
export const isCustom = (url: string): boolean => !chromiums.has(`${schemeOf(url)}:`);

/** From now on URLs of this scheme are shown to Chromium under `.invalid`. */
export const showScheme = (scheme: string): void => void shown.add(scheme.toLowerCase());

export const shownSchemes = (): string[] => [...shown];

/** `app://parley/x?y` → `https://parley.app.invalid/x?y`. Other URLs are answered as they are. */
export function toChromium(url: string): string {
  const scheme = schemeOf(url);
  if (!shown.has(scheme)) return url;
  const rest = url.slice(scheme.length + 1).replace(/^\/\//, '');
  const [, host = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  return `https://${(host || 'none').toLowerCase()}.${scheme}.invalid${path.startsWith('/') ? path : `/${path}`}`;
}

/** The way back. */
export function toElectron(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)(.*)$/s.exec(url);
  if (!match || !shown.has(match[2] ?? '')) return url;
  return `${match[2]}://${match[1] === 'none' ? '' : match[1]}${match[3]}`;
}

/** The origin as Electron shows it: `app://parley`, `https://example.test`, `null`. */
export function originOf(url: string): string {
  const scheme = schemeOf(url);
  if (shown.has(scheme)) return /^[^:]+:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
  try {
    return new URL(url).origin;
  } catch {
    return 'null';
  }
}
