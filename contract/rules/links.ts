/** `parley:` links: what they may ask for. */
import { Temporal } from 'temporal-polyfill';
import type { AppLink, Kind } from '../domain.ts';
import { parseDuration } from './duration.ts';
import { isZone } from './zones.ts';

const unknown: AppLink = { type: 'unknown' };
/** No link that Parley makes or documents is longer. */
const longest = 4_096;
const longestTopic = 200;
const kinds: Readonly<Record<string, Kind>> = { meeting: 'meeting', webinar: 'webinar' };
const newParameters = ['kind', 'topic', 'start', 'duration', 'zone'];

/**
 * Reads a link that another program opened. It leads to a view or a form and never acts; whatever is not exactly one
 * of these is `unknown`:
 *
 * - `parley://meeting/KEY`, `parley://webinar/KEY`
 * - `parley://new?topic=…&start=…&duration=…&zone=…&kind=…`, each at most once: `start` is `2026-06-19T19:00`, a wall
 *   clock in `zone` (IANA) or where this computer is, or with `Z` or an offset a moment; `duration` as people type it
 *   (`45m`); `kind` is `meeting` (when left out) or `webinar`.
 *
 * @param localZone IANA zone of this computer, for a start that is a moment
 */
export function readLink(text: string, localZone: string): AppLink {
  if (text.length > longest || !/^parley:\/\//i.test(text) || !URL.canParse(text)) return unknown;
  const url = new URL(text);
  if (url.username || url.password || url.port || url.hash) return unknown;
  if (url.host === 'new') return /^\/?$/.test(url.pathname) ? newLink(url.searchParams, localZone) : unknown;
  const kind = kinds[url.host];
  const key = /^\/([\w-]{1,64})\/?$/.exec(url.pathname)?.[1];
  return kind && key && url.search === '' ? { type: 'session', kind, key } : unknown;
}

function newLink(query: URLSearchParams, localZone: string): AppLink {
  const names = [...query.keys()];
  if (new Set(names).size < names.length || names.some((name) => !newParameters.includes(name))) return unknown;
  const kind = kinds[query.get('kind') ?? 'meeting'];
  const zone = query.get('zone');
  const duration = query.get('duration');
  const length = duration === null ? null : parseDuration(duration);
  if (!kind || (zone !== null && !isZone(zone)) || (length !== null && !length.ok)) return unknown;
  const start = query.get('start');
  const at = start === null ? { date: null, time: null, timeZone: zone } : startOf(start, zone, localZone);
  if (!at) return unknown;
  const topic = plain(query.get('topic') ?? '');
  return { type: 'new', kind, topic: topic === '' ? null : topic, ...at, duration: length?.duration ?? null };
}

/** On one line, without characters that cannot be seen. */
const plain = (text: string): string =>
  [...text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, longestTopic).join('');

interface Start {
  readonly date: string;
  readonly time: string;
  readonly timeZone: string | null;
}

function startOf(text: string, zone: string | null, localZone: string): Start | null {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?$/.exec(text.replace(' ', '+'));
  if (!match?.[1]) return null;
  try {
    const wall = match[2]
      ? Temporal.Instant.from(match[1] + match[2]).toZonedDateTimeISO(zone ?? localZone).toPlainDateTime()
      : Temporal.PlainDateTime.from(match[1], { overflow: 'reject' });
    const [date = '', time = ''] = wall.toString({ smallestUnit: 'minute' }).split('T');
    return { date, time, timeZone: zone };
  } catch {
    return null;
  }
}
