/** Events as an iCalendar text (RFC 5545), to be taken to another calendar. */
import { Temporal } from 'temporal-polyfill';
import { escapeText, foldLine, quoteParameter } from './ical-text.ts';
import { writtenZone, zoneLines } from './ical-zone.ts';
import { withoutStartLinks } from './paste-link.ts';
import { compactDate, compactTime, dateFrom, readRule } from './recurrence-rule.ts';
import { conformRule } from './recurrence.ts';
import type { SeriesStart } from './recurrence.ts';
import { blockText, isUnseen, lineText, longestShownTopic } from './shown-text.ts';

export interface IcalPerson {
  readonly email: string;
  readonly name: string | null;
}

/** What a calendar is told of a meeting, a webinar or an event. Times are epoch ms. */
export interface IcalEvent {
  /** See {@link icalUid}. */
  readonly uid: string;
  /** When this was known, epoch ms. */
  readonly stamp: number;
  readonly title: string;
  readonly description: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  /** First and last day, both included; then the times above are not looked at. */
  readonly allDay: { readonly from: string; readonly to: string } | null;
  /** IANA; null, and what the engine does not know, is written in UTC. */
  readonly timeZone: string | null;
  /** The join link. A start link is never written, whatever field it stands in. */
  readonly url: string | null;
  readonly location: string | null;
  readonly organiser: IcalPerson | null;
  readonly attendees: readonly IcalPerson[];
  /** RRULE, without `RRULE:`; left out when it is none. */
  readonly rule: string | null;
}

/**
 * The same for every export of one session, so that a second import updates instead of doubling. `.invalid` (RFC 2606)
 * is nobody's host, so it cannot meet an id of Zoho's own.
 */
export const icalUid = (kind: 'meeting' | 'webinar' | 'event', key: string): string => `${kind}-${key}@parley.invalid`;

/** Characters. An event's id and occurrence may have 640 of them: two of one series must not become one. */
const longestUid = 800;

/** For a series without end, changes of clocks are listed this far; behind it their yearly rules go on. */
const endless = 30 * 366 * 86_400_000;

/**
 * The whole text: CRLF, folded at 75 octets, in UTF-8.
 *
 * METHOD:PUBLISH says that this is for information: a calendar takes it in and answers nobody. RFC 5546 section 3.2.1
 * allows it only with an organiser and without attendees, so where an event has it otherwise there is no METHOD, which
 * means a plain copy.
 */
export function writeIcal(events: readonly IcalEvent[]): string {
  const lines = ['BEGIN:VCALENDAR', 'PRODID:-//Parley//Parley//EN', 'VERSION:2.0', 'CALSCALE:GREGORIAN'];
  const people = events.map((event) => ({ organiser: address(event.organiser), attendees: addresses(event) }));
  if (people.every(({ organiser, attendees }) => organiser !== null && attendees.length === 0))
    lines.push('METHOD:PUBLISH');
  const zones = new Map<string, { from: number; to: number }>();
  for (const event of events) {
    const zone = event.allDay ? null : writtenZone(event.timeZone);
    if (zone === null) continue;
    const [from, to] = [event.startsAt, lastMoment(event)];
    const span = zones.get(zone) ?? { from, to };
    zones.set(zone, { from: Math.min(span.from, from), to: Math.max(span.to, to) });
  }
  for (const [zone, { from, to }] of zones) lines.push(...zoneLines(zone, from, to));
  for (const event of events) lines.push(...eventLines(event));
  return [...lines, 'END:VCALENDAR'].map(foldLine).join('');
}

function lastMoment({ rule, startsAt, endsAt }: IcalEvent): number {
  const read = rule === null ? null : readRule(rule);
  if (!read) return Math.max(startsAt, endsAt);
  const until = read.until === null ? startsAt + endless : Date.parse(`${dateFrom(read.until)}T00:00:00Z`);
  return Math.max(endsAt, Math.min(until + 2 * 86_400_000, startsAt + endless));
}

function eventLines(event: IcalEvent): string[] {
  const lines = ['BEGIN:VEVENT', `UID:${escapeText(lineText(event.uid, longestUid))}`, `DTSTAMP:${utc(event.stamp)}`];
  lines.push(...whenLines(event));
  const title = lineText(withoutStartLinks(event.title), longestShownTopic);
  if (!isUnseen(title)) lines.push(`SUMMARY:${escapeText(title)}`);
  const url = webAddress(event.url);
  const description = withJoinLink(blockText(withoutStartLinks(event.description ?? '')), url);
  if (description !== '') lines.push(`DESCRIPTION:${escapeText(description)}`);
  const location = lineText(withoutStartLinks(event.location ?? ''), longestShownTopic);
  if (!isUnseen(location)) lines.push(`LOCATION:${escapeText(location)}`);
  if (url !== null) lines.push(`URL:${url}`);
  const organiser = address(event.organiser);
  if (organiser !== null) lines.push(`ORGANIZER${organiser}`);
  for (const attendee of addresses(event)) lines.push(`ATTENDEE${attendee}`);
  return [...lines, 'END:VEVENT'];
}

const withJoinLink = (description: string, url: string | null): string =>
  url === null || description.includes(url) ? description : `${description}\n\nJoin: ${url}`.trim();

/** In its normal form, which has no control characters; null for a start link and for what a browser does not open. */
function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { href, protocol } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && withoutStartLinks(href) === href ? href : null;
}

function whenLines(event: IcalEvent): string[] {
  if (event.allDay) return allDayLines(event, event.allDay);
  const zone = writtenZone(event.timeZone);
  const start = atMinute(event.startsAt, zone ?? 'UTC');
  const rule = event.rule === null ? null : conformRule(event.rule, start, zone ?? 'UTC');
  // A series keeps its wall clock, even where that names two moments on its first day.
  const lines = [zone !== null && rule !== null ? inZone('DTSTART', event.startsAt, zone) : moment('DTSTART', event.startsAt, zone)];
  if (event.endsAt > event.startsAt) lines.push(moment('DTEND', event.endsAt, zone));
  if (rule !== null) lines.push(`RRULE:${rule}`);
  return lines;
}

function allDayLines(event: IcalEvent, { from, to }: { readonly from: string; readonly to: string }): string[] {
  const rule = event.rule === null ? null : conformRule(event.rule, { date: from, time: null }, 'UTC');
  // The end of a day is the beginning of the next one.
  const end = Temporal.PlainDate.from(to < from ? from : to).add({ days: 1 });
  const lines = [`DTSTART;VALUE=DATE:${compactDate(from)}`, `DTEND;VALUE=DATE:${compactDate(end.toString())}`];
  return rule === null ? lines : [...lines, `RRULE:${rule}`];
}

const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

function atMinute(at: number, zone: string): SeriesStart {
  const wall = zoned(at, zone).toPlainDateTime();
  return { date: wall.toPlainDate().toString(), time: wall.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

const utc = (at: number): string => `${compactTime(zoned(at, 'UTC'))}Z`;
const inZone = (name: string, at: number, zone: string): string =>
  `${name};TZID=${zone}:${compactTime(zoned(at, zone))}`;

/** On the clock of the zone, but in UTC when that clock shows the same time twice: readers differ on which is meant. */
function moment(name: string, at: number, zone: string | null): string {
  if (zone === null) return `${name}:${utc(at)}`;
  const wall = zoned(at, zone).toPlainDateTime();
  const [first, last] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }));
  const isPlain = first?.epochMilliseconds === last?.epochMilliseconds;
  return isPlain ? inZone(name, at, zone) : `${name}:${utc(at)}`;
}

/** Parameters and value of ORGANIZER and ATTENDEE; null when there is no address to write to. */
function address(person: IcalPerson | null): string | null {
  const email = person?.email.trim() ?? '';
  if (!/^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u.test(email) || email.length > 320) return null;
  const name = lineText(person?.name ?? '', 200);
  // RFC 6068: what would end the address or stand for another character.
  const mailto = email.replace(/[%?#&/]/g, (sign) => encodeURIComponent(sign));
  return `${isUnseen(name) ? '' : `;CN=${quoteParameter(name)}`}:mailto:${mailto}`;
}

const addresses = ({ attendees }: IcalEvent): string[] =>
  attendees.map(address).filter((each) => each !== null);
