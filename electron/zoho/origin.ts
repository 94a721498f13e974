/**
 * Where Zoho is reached. Parley always speaks of `https://HOST/PATH`; with an origin (the embedded sandbox, or
 * `PARLEY_ZOHO_ORIGIN` in an unpackaged build) the same resource is fetched at `ORIGIN/HOST/PATH`.
 */
import type { Fetch } from '../ports.ts';

/** True for an origin on this machine: `http://127.0.0.1:PORT`, `http://localhost:PORT`, `http://[::1]:PORT`. */
export function isLoopbackOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === 'http:' &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === ''
  );
}

/** The URL to fetch for a real `https://HOST/PATH` URL. Others, and all when there is no origin, stay as they are. */
export function toWire(url: string, origin: string | null): string {
  if (origin === null) return url;
  const real = new URL(url);
  if (real.protocol !== 'https:') return url;
  return `${new URL(origin).origin}/${real.host}${real.pathname}${real.search}${real.hash}`;
}

/** The real URL of one that lies on the origin: the inverse of {@link toWire}. Others stay as they are. */
export function fromWire(url: string, origin: string | null): string {
  if (origin === null || !URL.canParse(url)) return url;
  const wire = new URL(url);
  if (wire.origin !== new URL(origin).origin) return url;
  const [, host = '', rest = '/'] = /^\/([^/]+\.[^/]+)(\/.*)?$/.exec(wire.pathname) ?? [];
  return host === '' ? url : `https://${host}${rest}${wire.search}${wire.hash}`;
}

/** A fetch that takes real names and goes to the current origin, if there is one. */
export const zohoFetch =
  (fetch: Fetch, origin: () => string | null): Fetch =>
  (url, init) =>
    fetch(toWire(url, origin()), init);
