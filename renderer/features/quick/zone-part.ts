/** Time zones in a line: "in Paris", "Paris time", letters behind a time, IANA ids, offsets. */
import { offsetText, resolveZone } from '../../../contract/rules/zones.ts';
import type { Line } from './line.ts';
import type { Ask } from './reading.ts';

interface Named {
  readonly from: number;
  readonly to: number;
  readonly zones: readonly string[];
  readonly reason: 'ambiguous' | 'offset';
}

/** So many names are looked up at most: a line has one zone, and looking up takes its time. */
const mostTries = 24;

/** To choose from where only an offset is told. */
const cities = `UTC Europe/London Europe/Paris Europe/Athens Europe/Istanbul Africa/Lagos Africa/Johannesburg Asia/Dubai
  Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Dhaka Asia/Bangkok Asia/Singapore Asia/Tokyo Australia/Adelaide
  Australia/Sydney Pacific/Auckland Pacific/Honolulu America/Anchorage America/Los_Angeles America/Denver
  America/Chicago America/New_York America/Halifax America/St_Johns America/Sao_Paulo Atlantic/Azores
  Asia/Tehran Asia/Kabul Asia/Yangon`.split(/\s+/);

/** English words that are letters of a zone, too: only in capitals. */
const words = new Set(['eat', 'cat', 'met', 'wet', 'west', 'ct', 'et', 'mt', 'pt', 'z']);

export interface ZoneContext {
  readonly now: number;
  readonly here: string;
  readonly ask: Ask;
}

/** Takes offsets, before their digits are read as times. */
export function takeOffsets(line: Line, { now, here }: Omit<ZoneContext, 'ask'>): Named[] {
  const found: Named[] = [];
  for (const match of line.rest().matchAll(/(?:(?<![\w/])(?:UTC|GMT) ?|(?<=\d:\d\d)(?=\+\d\d:\d\d))([+-]) ?(\d{1,2})(?::?(\d{2}))?(?![\w:])/gi)) {
    const [whole, sign = '+', hours = '0', minutes = '00'] = match;
    found.push({ ...atOffset(`${sign}${hours.padStart(2, '0')}:${minutes}`, now, here), from: match.index, to: match.index + whole.length });
  }
  for (const { from, to } of found) line.take(from, to, 'timeZone', leadOf(line, from, /\(? *(?:in +)?$/i));
  return found;
}

/** @param offset `+02:00` */
export function atOffset(offset: string, now: number, here: string): Pick<Named, 'zones' | 'reason'> {
  if (/^[+-]00:00$/.test(offset)) return { zones: ['UTC'], reason: 'offset' };
  const zones = [...new Set([here, ...cities])].filter((zone) => offsetText(zone, now) === `UTC${offset}`);
  return { zones, reason: 'offset' };
}

const leadOf = (line: Line, from: number, lead: RegExp) => lead.exec(line.before(from))?.[0].length ?? 0;

/** Takes zones by name, when times are taken already. */
export function takeZones(line: Line, context: ZoneContext, offsets: readonly Named[]): { zone: string | null; isOpen: boolean } {
  const found = [...offsets, ...ids(line), ...letters(line, context), ...byTime(line, context), ...byIn(line, context)];
  found.sort((a, b) => a.from - b.from);
  return settle(line, context, found);
}

function settle(line: Line, { ask }: ZoneContext, found: readonly Named[]): { zone: string | null; isOpen: boolean } {
  const [first] = found;
  if (!first) return { zone: null, isOpen: false };
  const all = [...new Set(found.flatMap(({ zones }) => zones))];
  const about = line.text.slice(first.from, first.to);
  const isExact = (each: Named) => each.zones.length === 1 && (each.reason !== 'offset' || each.zones[0] === 'UTC');
  if (all.length === 1 && found.every(isExact)) return { zone: all[0] ?? null, isOpen: false };
  const choices = all.slice(0, 8).map((timeZone) => ({ timeZone }));
  const answer = ask('timeZone', found.length > 1 ? 'several' : first.reason, about, choices);
  return { zone: answer?.timeZone ?? null, isOpen: answer === null };
}

function ids(line: Line): Named[] {
  const found: Named[] = [];
  for (const match of line.rest().matchAll(/(?<![\w/.@])[A-Z][A-Za-z_]{2,20}(?:\/[A-Za-z_+-]{2,30}\d{0,2}){1,2}(?![\w/])/g)) {
    if (found.length >= mostTries) break;
    const answer = resolveZone(match[0]);
    if (answer.ok) found.push({ from: match.index, to: match.index + match[0].length, zones: [answer.zone], reason: 'ambiguous' });
  }
  for (const { from, to } of found) line.take(from, to, 'timeZone', leadOf(line, from, /(?:\( *|\bin +)$/i));
  return found;
}

/** Directly behind a time, or behind "in". Small letters may be a word: only where no other word follows. */
function letters(line: Line, context: ZoneContext): Named[] {
  const found: Named[] = [];
  const times = line.marks().filter(({ field }) => field === 'time' || field === 'duration');
  const isBehindTime = (at: number) => times.some(({ to }) => to <= at && /^[ (]*$/.test(line.clean.slice(to, at)));
  for (const match of line.rest().matchAll(/(?<=\ue000 {0,3}\(? {0,3}|\bin )([A-Za-z]{1,4})(?![\w'@/-])/g)) {
    const word = match[1] ?? '';
    if (!isBehindTime(match.index) && !/\bin $/.test(line.clean.slice(Math.max(0, match.index - 4), match.index))) continue;
    const isSmall = word === word.toLowerCase() && !words.has(word) && line.endsHere(match.index + word.length);
    if (word !== word.toUpperCase() && !isSmall) continue;
    if (found.length >= mostTries) break;
    const zones = zonesOf(word, context);
    if (zones.length > 0) found.push({ from: match.index, to: match.index + word.length, zones, reason: 'ambiguous' });
  }
  for (const { from, to } of found) line.take(from, to, 'timeZone', leadOf(line, from, /(?:\( *|\bin +)$/i));
  return found;
}

/** "Paris time", "Eastern Time", "local time". */
function byTime(line: Line, context: ZoneContext): Named[] {
  const found: Named[] = [];
  let tries = 0;
  for (const match of line.rest().matchAll(/(?<!\w)time(?!\w)/gi)) {
    const before = /(?:[\p{L}.'-]{1,40} +){1,3}$/u.exec(line.rest().slice(Math.max(0, match.index - 130), match.index))?.[0];
    const names = before?.trim().split(/ +/) ?? [];
    for (let skip = 0; skip < names.length && tries < mostTries; skip++, tries++) {
      const name = names.slice(skip).join(' ');
      const zones = /^(?:my|local|our)$/i.test(name) ? [context.here] : zonesOf(name, context, `${name} time`);
      if (zones.length === 0) continue;
      const from = line.rest().lastIndexOf(names[skip] ?? '', match.index - name.length);
      found.push({ from, to: match.index + 4, zones, reason: 'ambiguous' });
      break;
    }
  }
  for (const { from, to } of found) line.take(from, to, 'timeZone', leadOf(line, from, /\b(?:in +)$/i));
  return found;
}

/** "in Paris": when it stands by itself on one side, so that "in Paris office" stays where it is. */
function byIn(line: Line, context: ZoneContext): Named[] {
  const found: Named[] = [];
  let tries = 0;
  for (const match of line.rest().matchAll(/(?<![\w-])in (?:the )?(?=((?:[\p{L}.'-]{1,40} {0,2}){1,4}))/giu)) {
    const from = match.index + match[0].length;
    const names = (match[1] ?? '').trim().split(/ +/);
    const byItself = line.startsHere(match.index);
    for (let count = names.length; count > 0 && tries < mostTries; count--) {
      const name = names.slice(0, count).join(' ').replace(/[.,]+$/, '');
      const to = from + name.length;
      if (!byItself && !line.endsHere(to)) continue;
      tries++;
      const zones = name.length < 3 && name !== name.toUpperCase() ? [] : zonesOf(name, context);
      if (zones.length === 0) continue;
      found.push({ from, to, zones, reason: 'ambiguous' });
      line.take(from, to, 'timeZone', from - match.index);
      break;
    }
  }
  return found;
}

/** The zones of a name; one where all of them keep the same clock, the reader's own first. */
function zonesOf(name: string, { now, here }: ZoneContext, otherwise?: string): readonly string[] {
  const answer = resolveZone(name);
  if (answer.ok) return [answer.zone];
  if (answer.code !== 'ambiguous') return otherwise === undefined ? [] : zonesOf(otherwise, { now, here, ask: () => null });
  const zones = answer.offers.toSorted((a, b) => Number(b === here) - Number(a === here));
  return sameClocks(zones, now) ? zones.slice(0, 1) : zones;
}

const month = 30 * 86_400_000;

/** Through the year that comes. */
const sameClocks = (zones: readonly string[], now: number) =>
  Array.from({ length: 13 }, (_, index) => now + index * month).every(
    (at) => new Set(zones.map((zone) => offsetText(zone, at))).size === 1,
  );
