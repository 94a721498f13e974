import { isZohoHost } from '../../contract/rules/data-centres.ts';
import { fromWire } from '../zoho/origin.ts';
import { matchesRedirect } from './redirect.ts';
import { isSignInHost } from './sign-in-hosts.ts';

/** What a navigation of the consent window means. `blocked`: where it led, as a host name or a scheme. */
export type NavigationDecision = 'callback' | 'allow' | { readonly blocked: string };

export interface NavigationContext {
  readonly redirectUri: string;
  /** The loopback origin at which Zoho is reached, if there is one (electron/zoho/origin.ts). */
  readonly wireOrigin: string | null;
}

/**
 * Decides a navigation of the consent window. The callback is told by its address alone (scheme, host, port, path);
 * whether it fits the request is read from it later. Pages: https on Zoho's hosts and on those of the sign-in
 * providers, default port, no user-info; on a wire origin what stands for such a page, and that server's own paths.
 */
export function decideNavigation(url: string, context: NavigationContext): NavigationDecision {
  const { redirectUri, wireOrigin } = context;
  if (matchesRedirect(url, redirectUri)) return 'callback';
  if (!URL.canParse(url)) return { blocked: 'unreadable address' };

  const real = fromWire(url, wireOrigin);
  const { protocol, hostname, port, username, password } = new URL(real);
  // `/consent.html` is a page of that server, not a host.
  if (onOrigin(url, wireOrigin) && (real === url || /\.html?$/.test(hostname))) return 'allow';
  const plain = protocol === 'https:' && port === '' && username === '' && password === '';
  if (plain && (isZohoHost(hostname) || isSignInHost(hostname))) return 'allow';
  return { blocked: hostname || protocol };
}

const onOrigin = (url: string, origin: string | null): boolean =>
  origin !== null && new URL(url).origin === new URL(origin).origin;

/**
 * True for the page on which a sign-in provider says that it refuses embedded windows. Google's carries
 * `disallowed_useragent`, in clear or in base64 within `authError`, or is its "browser or app may not be secure" page.
 *
 * @param url with real host names
 */
export function isEmbeddedRefusal(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, searchParams } = new URL(url);
  if (!/^accounts\.google\.[a-z.]+$/.test(hostname) || !isSignInHost(hostname)) return false;
  if (/\/signin\/(?:v\d\/)?rejected$/.test(pathname)) return true;
  return [...searchParams.values()].some(
    (value) => value.includes('disallowed_useragent') || decoded(value).includes('disallowed_useragent'),
  );
}

const decoded = (text: string) => Buffer.from(text, 'base64').toString('latin1');
