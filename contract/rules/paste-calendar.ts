/** The first event of an iCalendar text (RFC 5545), as far as a form has room for it. */
import { Temporal } from 'temporal-polyfill';
import { durationInput } from './duration.ts';
import { formStart } from './paste-start.ts';
import type { SessionForm } from './session-form.ts';
import { wallTime } from './start.ts';
import { isZone, resolveZone } from './zones.ts';

export interface PastedEvent {
  readonly form: Partial<SessionForm>;
  /** Where a link may stand: location, URL and description. */
  readonly text: string;
}

interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** Reads the first VEVENT; undefined when there is none. @param zone the reader's, for moments in UTC */
export function readCalendar(text: string, zone: string): PastedEvent | undefined {
  const event = firstEvent(text);
  if (!event) return undefined;
  const find = (name: string) => event.find((property) => property.name === name);
  const textOf = (name: string) => unescape(find(name)?.value ?? '').trim();
  const form: Partial<SessionForm> = {};
  if (textOf('SUMMARY') !== '') form.topic = textOf('SUMMARY');
  if (textOf('DESCRIPTION') !== '') form.agenda = textOf('DESCRIPTION');
  const start = momentFrom(find('DTSTART'));
  if (start) Object.assign(form, startTexts(start, zone));
  const length = lengthFrom(find('DURATION')?.value) ?? (start && lengthBetween(start, momentFrom(find('DTEND'))));
  if (length !== undefined && length > 0) form.duration = durationInput(length);
  const guests = event.filter(({ name, value }) => name === 'ATTENDEE' && /^mailto:./i.test(value));
  if (guests.length > 0) form.participants = guests.map(({ value }) => value.slice('mailto:'.length).trim());
  return { form, text: ['LOCATION', 'URL', 'X-GOOGLE-CONFERENCE', 'DESCRIPTION'].map(textOf).join('\n') };
}

/** Its properties, without those of what is nested in it (VALARM has a DESCRIPTION of its own). */
function firstEvent(text: string): Property[] | undefined {
  const properties: Property[] = [];
  let inEvent = false;
  let depth = 0;
  for (const line of text.replace(/(?:\r\n?|\n)[ \t]/g, '').split(/\r\n?|\n/)) {
    const mark = line.trim().toUpperCase();
    if (!inEvent) inEvent = mark === 'BEGIN:VEVENT';
    else if (mark.startsWith('BEGIN:')) depth++;
    else if (mark.startsWith('END:') && depth > 0) depth--;
    else if (mark.startsWith('END:')) break;
    else if (depth === 0) {
      const property = propertyIn(line);
      if (property) properties.push(property);
    }
  }
  return inEvent ? properties : undefined;
}

/** `NAME;PARAMETER="a:b";OTHER=c:value` (RFC 5545 section 3.1). */
function propertyIn(line: string): Property | undefined {
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted || (character !== ';' && character !== ':')) continue;
    parts.push(line.slice(from, at));
    from = at + 1;
    if (character === ':') return propertyOf(parts, line.slice(from));
  }
  return undefined;
}

function propertyOf([name = '', ...parameters]: readonly string[], value: string): Property {
  const pairs = parameters.map((each): [string, string] => {
    const equals = each.indexOf('=');
    return [each.slice(0, equals).toUpperCase(), each.slice(equals + 1).replaceAll('"', '')];
  });
  return { name: name.trim().toUpperCase(), parameters: new Map(pairs), value };
}

const unescape = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character));

interface Moment {
  readonly wall: Temporal.PlainDateTime;
  readonly isAllDay: boolean;
  /** As written, or `UTC`; null when it floats. */
  readonly zone: string | null;
}

function momentFrom(property: Property | undefined): Moment | undefined {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:\d{2})?(Z)?)?$/i.exec(property?.value.trim() ?? '');
  if (!found) return undefined;
  const [, year, month, day, hour, minute = '00', utc] = found;
  const zone = utc ? 'UTC' : (property?.parameters.get('TZID') ?? null);
  try {
    const wall = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour ?? '00'}:${minute}`);
    return { wall, isAllDay: hour === undefined, zone: zone === null ? null : zoneFrom(zone) };
  } catch {
    return undefined;
  }
}

/** Some programs put a path before the id (`/example.org/Europe/Paris`), others write Windows names. */
function zoneFrom(written: string): string {
  const parts = written.trim().split('/');
  const id = [parts.slice(-3), parts.slice(-2)].map((each) => each.join('/')).find(isZone);
  if (id !== undefined) return id;
  const answer = resolveZone(written);
  // Unknown: as written, so that the form asks. A silent default would be the wrong hour.
  return answer.ok ? answer.zone : written.trim().slice(0, 80);
}

function startTexts({ wall, isAllDay, zone }: Moment, here: string): Partial<SessionForm> {
  const { date, time } = wallTime(wall);
  if (isAllDay) return { date };
  if (zone === 'UTC') return formStart(wall.toZonedDateTime('UTC').epochMilliseconds, [here]);
  return { date, time, ...(zone !== null && { timeZone: zone }) };
}

/** ms between two moments; undefined for whole days and where one is not known. */
function lengthBetween(start: Moment, end: Moment | undefined): number | undefined {
  if (!end || start.isAllDay || end.isAllDay) return undefined;
  const [from, to] = [start, end].map(({ wall, zone }) =>
    wall.toZonedDateTime(zone !== null && isZone(zone) ? zone : 'UTC').epochMilliseconds,
  );
  return from === undefined || to === undefined ? undefined : to - from;
}

const period = /^\+?P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,6}S)?)?)$/i;

/** ms of `PT1H30M`, `P1D`, `P1W` (RFC 5545 section 3.3.6). */
function lengthFrom(text: string | undefined): number | undefined {
  const found = period.exec(text?.trim() ?? '');
  if (!found) return undefined;
  const [weeks, days, hours, minutes] = found.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000;
}
