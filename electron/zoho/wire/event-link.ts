/** The Zoho meeting in an event. The name of its field is not documented (zoho-api.md 3.3), so it is looked for. */
import { zohoLink } from '../../../contract/rules/data-centres.ts';
import { findLink, withoutStartLinks } from '../../../contract/rules/paste-link.ts';
import { isFields, key, type Fields } from './values.ts';

export interface EventLink {
  /** Absolute https link of Zoho's that guests may have. */
  readonly joinLink: string | null;
  readonly meetingKey: string | null;
}

const places = /^(?:conference|meeting|zmeeting|onlinemeeting|online_meeting|join)/i;
const links = /(?:link|url|uri|href)$/i;
const keys = /^(?:meeting_?key|conference_?(?:id|key)|session_?key|key)$/i;
/** Nested as in `conference: { meeting: { joinLink } }`, and no deeper. */
const deepest = 3;

/** By the fields that speak of a meeting, then by a link in `url`, `location` or `description`. */
export function readEventLink(item: Fields): EventLink {
  const told = Object.entries(item)
    .filter(([name]) => places.test(name))
    .map(([name, value]) => inside(name, value, 1));
  const found = [...told, ...['url', 'location', 'description'].map((name) => inText(item[name]))];
  return {
    joinLink: found.find(({ joinLink }) => joinLink !== null)?.joinLink ?? null,
    meetingKey: found.find(({ meetingKey }) => meetingKey !== null)?.meetingKey ?? null,
  };
}

const nothing: EventLink = { joinLink: null, meetingKey: null };

function inside(name: string, value: unknown, depth: number): EventLink {
  if (typeof value === 'string' || typeof value === 'number') {
    const asKey = keys.test(name) ? meetingKeyOf(value) : null;
    if (asKey !== null) return { joinLink: null, meetingKey: asKey };
    const asText = inText(value);
    if (asText.joinLink !== null || asText.meetingKey !== null || !links.test(name)) return asText;
    return { joinLink: plainLink(String(value)), meetingKey: null };
  }
  if (depth >= deepest) return nothing;
  const inner: readonly [string, unknown][] = Array.isArray(value)
    ? value.slice(0, 10).map((each: unknown) => [name, each])
    : isFields(value) ? Object.entries(value).slice(0, 50) : [];
  const found = inner.map(([innerName, each]) => inside(innerName, each, depth + 1));
  return {
    joinLink: found.find(({ joinLink }) => joinLink !== null)?.joinLink ?? null,
    meetingKey: found.find(({ meetingKey }) => meetingKey !== null)?.meetingKey ?? null,
  };
}

function inText(value: unknown): EventLink {
  const found = typeof value === 'string' ? findLink(value.slice(0, 20_000)) : null;
  return { joinLink: found?.url ?? null, meetingKey: found?.key ?? null };
}

/** In a field for links any of Zoho's may stand, but none that starts the meeting as its host. */
const plainLink = (text: string): string | null =>
  withoutStartLinks(text) === text ? (zohoLink(text.trim())?.href ?? null) : null;

const meetingKeyOf = (value: string | number): string | null => {
  const read = key(value);
  return read !== null && /^\d{4,20}$/.test(read) ? read : null;
};
