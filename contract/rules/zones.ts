/**
 * Time zones: IANA ids, today's or old (Zoho writes `Asia/Calcutta` as well as `Asia/Kolkata`, zoho-api.md 2.3), and
 * the words people use for them.
 */
import { Temporal } from 'temporal-polyfill';
import { anyOf, quoted, refuse, tidy } from './field-text.ts';
import type { Refusal } from './field-text.ts';
import { renamed, windowsZones, zoneLetters, zoneWords } from './zone-names.ts';

export interface ZoneChoice {
  /** IANA id, by today's name. */
  readonly id: string;
  /** "New York" */
  readonly city: string;
  /** What the query was found under when that is not the id: "Mumbai", "India", "IST". */
  readonly under: string | null;
  /** "UTC+05:30" at the instant asked for. */
  readonly offset: string;
}
export type ZoneAnswer =
  | { ok: true; zone: string }
  /** `offers`: ids that may have been meant. */
  | (Refusal & { readonly offers: readonly string[] });

const inZone = (id: string, at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id);

/** The id in its usual capitals, or undefined. Offsets (`+05:30`) are none: they know no clock changes. */
function zoneId(text: string): string | undefined {
  if (!/^[a-z][\w+/-]{0,63}$/i.test(text)) return undefined;
  try {
    return inZone(text, 0).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Whether `text` is an IANA id as it stands. */
export const isZone = (text: string): boolean => zoneId(text) === text;

/** Whether two ids name one zone: `Asia/Calcutta` and `Asia/Kolkata`. */
export function sameZone(a: string, b: string): boolean {
  const [first, second] = [zoneId(a), zoneId(b)];
  if (first === undefined || second === undefined) return false;
  return first === second || inZone(first, 0).equals(inZone(second, 0));
}

/** "UTC+05:30". @param at epoch ms @throws RangeError when `zone` is none */
export const offsetText = (zone: string, at: number): string => `UTC${inZone(zone, at).offset}`;

/** Lower case, no accents, and a space for everything that is no letter, digit or sign of an offset. */
const fold = (text: string) =>
  tidy(text).normalize('NFKD').replace(/\p{M}+/gu, '').replace(/[^\p{L}\p{N}+:]+/gu, ' ').trim();

interface Entry {
  readonly id: string;
  readonly city: string;
  /** Its names, the city first, each as shown and folded. */
  readonly names: readonly (readonly [shown: string, folded: string])[];
  readonly letters: readonly string[];
}

let known: readonly Entry[] | undefined;

/** Every zone the engine lists, under today's names, and UTC first. Made on first use. */
function entries(): readonly Entry[] {
  if (known) return known;
  const formerly = new Map<string, string | undefined>();
  for (const listed of Intl.supportedValuesOf('timeZone')) {
    const id = renamed.get(listed) ?? listed;
    if (id === listed) formerly.set(id, formerly.get(id));
    else formerly.set(zoneId(id) ?? listed, listed);
  }
  formerly.delete('UTC');
  known = ['UTC', ...[...formerly.keys()].sort()].map((id) => {
    const city = cityOf(id);
    const words = [city, ...(zoneWords.get(id) ?? []), cityOf(formerly.get(id) ?? id)];
    return {
      id,
      city,
      names: [...new Set(words)].map((shown) => [shown, fold(shown)] as const),
      letters: zoneLetters.get(id) ?? [],
    };
  });
  return known;
}

const cityOf = (id: string) => id.slice(id.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** Every time zone to choose from, by today's names: UTC, then by id. */
export const zoneIds = (): string[] => entries().map((entry) => entry.id);

const offsetQuery = /^(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?(\d{2}))?$/;

/**
 * The zones that a text may mean, the likeliest first: by id, city, country, large city, former name, letters (`IST`)
 * or offset (`+05:30`, at the instant given). All of them for an empty text.
 *
 * @param at epoch ms, for the offsets
 */
export function searchZones(query: string, limit: number, at: number): ZoneChoice[] {
  const found = offsetQuery.test(tidy(query)) ? byOffset(tidy(query), at) : byWords(query);
  return found
    .slice(0, limit)
    .map(({ entry, under }) => ({ id: entry.id, city: entry.city, under, offset: offsetText(entry.id, at) }));
}

interface Found {
  readonly entry: Entry;
  readonly under: string | null;
}

function byOffset(query: string, at: number): Found[] {
  const [, sign = '', hours = '', minutes = '00'] = offsetQuery.exec(query) ?? [];
  const wanted = `UTC${sign}${hours.padStart(2, '0')}:${minutes}`;
  return entries().filter((entry) => offsetText(entry.id, at) === wanted).map((entry) => ({ entry, under: null }));
}

function byWords(query: string): Found[] {
  const words = tidy(query);
  const folded = fold(words);
  if (folded === '' && words !== '') return [];
  const ranked: (Found & { rank: number })[] = [];
  for (const entry of entries()) {
    const match = matchOf(entry, folded, words.toUpperCase());
    if (match) ranked.push({ ...match, entry });
  }
  if (words.includes('/') && !ranked.some(({ rank }) => rank === 0)) ranked.push(...byOldId(words));
  // The sort keeps the order of ids among equals.
  return ranked.sort((a, b) => a.rank - b.rank);
}

/** The zone that an id outside the list is another name of: `US/Eastern`. */
function byOldId(words: string): (Found & { rank: number })[] {
  const id = zoneId(words.replaceAll(' ', '_'));
  const entry = id === undefined ? undefined : entries().find((each) => sameZone(each.id, id));
  return entry ? [{ entry, under: id ?? null, rank: 0 }] : [];
}

/** How well an entry answers: 0 for the zone's own name to 4 for a word somewhere. */
function matchOf(entry: Entry, query: string, letters: string): { rank: number; under: string | null } | undefined {
  const [city, ...others] = entry.names;
  const cityName = city?.[1] ?? '';
  const id = fold(entry.id);
  if (query === cityName || query === id) return { rank: 0, under: null };
  if (entry.letters.includes(letters)) return { rank: 1, under: letters };
  const exact = others.find(([, name]) => name === query);
  if (exact) return { rank: 1, under: exact[0] };
  if (cityName.startsWith(query)) return { rank: 2, under: null };
  const begun = others.find(([, name]) => name.startsWith(query));
  if (begun) return { rank: 3, under: begun[0] };
  if (` ${id}`.includes(` ${query}`)) return { rank: 4, under: null };
  const inside = others.find(([, name]) => name.includes(` ${query}`));
  return inside && { rank: 4, under: inside[0] };
}

const unknown = (code: string, message: string, offers: readonly string[] = []): ZoneAnswer => ({
  ...refuse(code, message),
  offers,
});

/**
 * The one zone that a text names: an IANA id in any case (its old spelling is kept), a city, a country with one zone,
 * letters that are used in one zone only, or a Windows name; with or without an offset in brackets behind it.
 *
 * Codes: `empty`, `ambiguous`, `offset`, `unknown`.
 */
export function resolveZone(text: string): ZoneAnswer {
  const words = tidy(text);
  if (words === '') return unknown('empty', 'Choose a time zone.');
  const found = exactZones(words, fold(words));
  const [zone, ...more] = found;
  if (zone === undefined) {
    const bare = words.replace(/ ?\([^()]*\)$/, '');
    return bare !== words && bare !== '' ? resolveZone(bare) : notFound(text, words);
  }
  if (more.length === 0) return { ok: true, zone };
  const choices = anyOf(found.slice(0, 4));
  return unknown('ambiguous', `${quoted(text)} is used in several time zones. Choose ${choices}.`, found);
}

function exactZones(words: string, wanted: string): readonly string[] {
  const path = words.includes('/') ? zoneId(words.replaceAll(' ', '_')) : undefined;
  if (path !== undefined) return [path];
  const letters = words.toUpperCase();
  const named = entries().filter(
    (entry) => entry.letters.includes(letters) || entry.names.some(([, name]) => name === wanted),
  );
  if (named.length > 0) return named.map((entry) => entry.id);
  const onWindows = windowsZones.get(words);
  if (onWindows !== undefined) return [onWindows];
  const id = zoneId(words.replaceAll(' ', '_'));
  return id === undefined ? [] : [id];
}

function notFound(text: string, words: string): ZoneAnswer {
  if (offsetQuery.test(words))
    return unknown('offset', 'An offset alone does not follow clock changes. Choose a city, for example Europe/Paris.');
  const offers = byWords(words).slice(0, 3).map(({ entry }) => entry.id);
  const hint = offers.length > 0 ? `Did you mean ${anyOf(offers)}?` : 'Enter a city or an id such as Europe/Paris.';
  return unknown('unknown', `Parley knows no time zone ${quoted(text)}. ${hint}`, offers);
}
