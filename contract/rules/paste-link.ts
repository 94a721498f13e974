/** Zoho's links in a pasted text: which session they belong to, and whether they may be kept (zoho-api.md 2.3). */
import { zohoLink } from './data-centres.ts';

export interface PastedLink {
  readonly type: 'link';
  readonly kind: 'meeting' | 'webinar' | null;
  /** The session's key where the link names it; short links do not. */
  readonly key: string | null;
  /** Null for a start link: it lets its holder in as host, so it is recognised and not kept. */
  readonly url: string | null;
}

const links = /https:\/\/[^\s<>"'`]+/gi;
const startPath = /^\/(?:[\w-]+\/)?(?:meeting-start|start|webinar-start)(?:[/.]|$)/i;
const shortPath = /^\/(?:[A-Za-z0-9]{10}|[a-z]{4}-[a-z]{3}-[a-z]{3})\/?$/;

const keyIn = (url: URL, name: string): string | null => {
  const value = url.searchParams.get(name);
  return value !== null && /^\d{4,20}$/.test(value) ? value : null;
};

/** Reads one URL; undefined when it is none of Zoho's session links. */
function linkFrom(text: string): PastedLink | undefined {
  const url = zohoLink(withoutPunctuation(text));
  if (!url) return undefined;
  const onWebinar = url.hostname.startsWith('webinar.');
  if (startPath.test(url.pathname))
    return { type: 'link', kind: onWebinar ? 'webinar' : null, key: keyIn(url, 'key'), url: null };
  if (url.pathname === '/meeting/register' || url.searchParams.has('registerKey'))
    return { type: 'link', kind: 'webinar', key: keyIn(url, 'sessionId'), url: url.href };
  if (/^\/(?:meeting\/|webinar\/)?join\/?$/.test(url.pathname))
    return { type: 'link', kind: onWebinar ? 'webinar' : 'meeting', key: keyIn(url, 'key'), url: url.href };
  if (url.hostname.startsWith('meet.') && shortPath.test(url.pathname))
    return { type: 'link', kind: null, key: null, url: url.href };
  return undefined;
}

/** What ends a sentence or a bracket is no part of the link before it. */
function withoutPunctuation(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;:!?)]}>'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The first link to a session: one that guests may have, else a start link. */
export function findLink(text: string): PastedLink | null {
  let start: PastedLink | null = null;
  for (const [each] of text.matchAll(links)) {
    const link = linkFrom(each);
    if (link && link.url !== null) return link;
    start ??= link ?? null;
  }
  return start;
}

/** In whatever wrapping: without scheme, inside the link of a mail filter. */
const wrappedStart = /(?:\/|%2f)(?:meeting|webinar)-start(?![\w-])/i;

/** The text without start links, so that none travels on to guests in an agenda. */
export const withoutStartLinks = (text: string): string =>
  text
    .replace(links, (each) => (linkFrom(each)?.url === null ? each.slice(withoutPunctuation(each).length) : each))
    .replace(/[^\s<>"'`]+/g, (word) => (wrappedStart.test(word) ? '' : word));
