/** One event of an iCalendar file as a draft to review. All of it is somebody's words: cleaned, cut, never obeyed. */
import { icalLimits } from './ical-limits.ts';
import type { IcalProperty } from './ical-lines.ts';
import type { IcalProblem } from './ical-problems.ts';
import { unescapeText } from './ical-text.ts';
import { whenOf } from './ical-when.ts';
import type { Clocks, IcalWhen } from './ical-when.ts';
import type { IcalPerson } from './ical-write.ts';
import { withoutStartLinks } from './paste-link.ts';
import { blockText, cut, lineText } from './shown-text.ts';

export interface IcalDraft extends IcalWhen {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly uid: string | null;
  /** Empty when it has none. */
  readonly title: string;
  readonly description: string;
  readonly location: string;
  /** http or https; empty when there is none. Start links of Zoho's are left out here and in the texts. */
  readonly url: string;
  readonly organiser: IcalPerson | null;
  /** People alone: rooms and resources are no participants. */
  readonly attendees: readonly IcalPerson[];
  readonly problems: readonly IcalProblem[];
}

/** An event as it stands in the file. */
export interface RawEvent {
  readonly line: number;
  readonly properties: IcalProperty[];
  hasEnd: boolean;
  hasUnreadable: boolean;
  /** How many dates of its series are events of their own in this file. */
  changed: number;
}

const kept = [
  'UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'URL', 'CONFERENCE', 'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID',
  'ATTENDEE', 'ORGANIZER', 'STATUS', 'SEQUENCE',
];

/** Whether a draft looks at properties of this name; every other one is passed over. */
export const isKept = (name: string): boolean => kept.includes(name);

export const valueOf = ({ properties }: RawEvent, name: string): string =>
  properties.find((each) => each.name === name)?.value.trim() ?? '';

/** @param isCancelled the whole file cancels what is in it (METHOD:CANCEL) */
export function draftOf(event: RawEvent, clocks: Clocks, isCancelled: boolean): IcalDraft | 'no-start' | 'bad-start' {
  const problems: IcalProblem[] = [];
  const when = whenOf(event.properties, clocks, problems);
  if (typeof when === 'string') return when;
  const note = (code: IcalProblem['code'], isSo: boolean, what?: number) => {
    if (isSo) problems.push(what === undefined ? { code } : { code, what: String(what) });
  };
  const texts = {
    title: textOf(event, 'SUMMARY', lineText, icalLimits.title),
    description: textOf(event, 'DESCRIPTION', (text, limit) => cut(blockText(text), limit), icalLimits.description),
    location: textOf(event, 'LOCATION', lineText, icalLimits.location),
  };
  const people = event.properties.filter(({ name, parameters }) => name === 'ATTENDEE' && isPerson(parameters));
  const added = datesIn(event, 'RDATE');
  const leftOut = datesIn(event, 'EXDATE');
  note('dates-left-out', leftOut > 0, leftOut);
  note('dates-added', added > 0, added);
  note('dates-changed', event.changed > 0, event.changed);
  note('exception', valueOf(event, 'RECURRENCE-ID') !== '');
  note('cancelled', isCancelled || /^cancelled$/i.test(valueOf(event, 'STATUS')));
  note('no-end-mark', !event.hasEnd);
  note('text-cut', Object.values(texts).some(({ isCut }) => isCut));
  note('people-cut', people.length > icalLimits.attendees);
  note('line-unreadable', event.hasUnreadable);
  const organiser = event.properties.find(({ name }) => name === 'ORGANIZER');
  return {
    line: event.line,
    uid: lineText(valueOf(event, 'UID'), 1_000) || null,
    title: texts.title.text,
    description: texts.description.text,
    location: texts.location.text,
    url: urlOf(event),
    ...when,
    organiser: organiser ? personOf(organiser) : null,
    attendees: people.slice(0, icalLimits.attendees).map(personOf).filter((each) => each !== null),
    problems,
  };
}

function textOf(event: RawEvent, name: string, clean: (text: string, limit: number) => string, limit: number) {
  const text = withoutStartLinks(unescapeText(valueOf(event, name)));
  return { text: clean(text, limit), isCut: clean(text, limit + 1).length > clean(text, limit).length };
}

function urlOf(event: RawEvent): string {
  for (const name of ['URL', 'CONFERENCE', 'X-GOOGLE-CONFERENCE', 'X-MICROSOFT-SKYPETEAMSMEETINGURL']) {
    const text = unescapeText(valueOf(event, name));
    if (text.length > icalLimits.url || !URL.canParse(text)) continue;
    const { href, protocol } = new URL(text);
    if ((protocol === 'https:' || protocol === 'http:') && withoutStartLinks(href) === href) return href;
  }
  return '';
}

const isPerson = (parameters: ReadonlyMap<string, string>): boolean =>
  !/^(?:room|resource)$/i.test(parameters.get('CUTYPE') ?? '');

/** By `mailto:`, or by the EMAIL that Apple and others put beside an address of their own. */
function personOf({ parameters, value }: IcalProperty): IcalPerson | null {
  const address = value.trim();
  const written = /^mailto:/i.test(address) ? decoded(address.slice('mailto:'.length)) : (parameters.get('EMAIL') ?? address);
  const email = lineText(written.replace(/^mailto:/i, ''), 320);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return null;
  const name = lineText(parameters.get('CN') ?? '', 200);
  return { email, name: name === '' || name.toLowerCase() === email.toLowerCase() ? null : name };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function datesIn({ properties }: RawEvent, name: string): number {
  let count = 0;
  for (const each of properties) if (each.name === name && each.value.trim() !== '') count += each.value.split(',').length;
  return count;
}
