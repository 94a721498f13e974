/** Invitation texts: Parley's own, and the common form of lines that begin with `Topic:`, `Time:` and the like. */
import { durationInput, parseDuration } from './duration.ts';
import { unmarked } from './invitation.ts';
import { splitParticipants } from './participants.ts';
import { formStart } from './paste-start.ts';
import type { SessionForm } from './session-form.ts';
import { parseDate, parseTime } from './when.ts';
import { resolveZone } from './zones.ts';

/**
 * Reads the text that "Copy invitation" makes (invitation.ts): topic, `When:`, `UTC:`, `Join:`, `Register:`, then the
 * agenda. Undefined when it is another text.
 *
 * @param zone the reader's, used when the text names none
 */
export function readOwnInvitation(text: string, zone: string): Partial<SessionForm> | undefined {
  const lines = text.trim().split(/\r\n?|\n/);
  const [topic = '', ...rest] = lines;
  const blank = rest.findIndex((line) => line.trim() === '');
  const heads = (blank < 0 ? rest : rest.slice(0, blank)).map((line) => line.trim());
  if (heads.length === 0 || heads.length > 4 || !heads.every((line) => /^(?:When|UTC|Join|Register): /.test(line)))
    return undefined;
  const headed = (name: string) => heads.find((line) => line.startsWith(name)) ?? '';
  const [when, utc] = [headed('When: '), headed('UTC: ')];
  // Parley writes both or none: `When:` alone stands in other people's invitations.
  if (when !== '' && utc === '') return undefined;
  const form: Partial<SessionForm> = { topic: unmarked(topic).trim() };
  const agenda = blank < 0 ? '' : rest.slice(blank + 1).map(unmarked).join('\n').trim();
  if (agenda !== '') form.agenda = agenda;
  // `When: <the locale's words>, <zone> (<length>)`: only the end is read, since the words may be in any language.
  const [, zoneThere = '', length = ''] = /, ([^\s,()]+)(?: \(([^()]*)\))?$/.exec(when) ?? [];
  const duration = parseDuration(length);
  if (duration.ok) form.duration = durationInput(duration.duration);
  const [, date = '', time = ''] = /^UTC: (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(utc) ?? [];
  const at = Date.parse(`${date}T${time}Z`);
  if (Number.isFinite(at)) Object.assign(form, formStart(at, [zoneThere, zone]));
  return form;
}

type Label = 'topic' | 'when' | 'date' | 'time' | 'duration' | 'timeZone' | 'agenda' | 'participants';

const labels: Readonly<Record<string, Label>> = {
  topic: 'topic', subject: 'topic', title: 'topic', meeting: 'topic', webinar: 'topic', event: 'topic', what: 'topic',
  'meeting topic': 'topic', 'webinar topic': 'topic',
  when: 'when', 'date and time': 'when', 'date & time': 'when', 'date/time': 'when', starts: 'when', start: 'when',
  date: 'date', day: 'date', time: 'time', 'start time': 'time',
  duration: 'duration', length: 'duration', 'time zone': 'timeZone', timezone: 'timeZone',
  agenda: 'agenda', description: 'agenda',
  participants: 'participants', attendees: 'participants', invitees: 'participants', guests: 'participants',
};

/** Reads `Topic: …`, `Time: …` lines; undefined unless there is a topic and something about when. */
export function readLabelled(text: string): Partial<SessionForm> | undefined {
  const found = labelledLines(text);
  const topic = found.get('topic');
  const when = found.get('when') ?? [found.get('date'), found.get('time')].filter(Boolean).join(' ');
  if (!topic || when === '') return undefined;
  const form: Partial<SessionForm> = { topic, ...readMoment(when) };
  const agenda = found.get('agenda');
  if (agenda) form.agenda = agenda;
  const zone = found.get('timeZone');
  if (zone) form.timeZone = zoneText(zone);
  const duration = parseDuration(found.get('duration') ?? '');
  if (duration.ok) form.duration = durationInput(duration.duration);
  const participants = splitParticipants(found.get('participants') ?? '');
  if (participants.length > 0) form.participants = participants;
  return form;
}

/** The first text under each label. An agenda goes on until an empty line or the next label. */
function labelledLines(text: string): Map<Label, string> {
  const found = new Map<Label, string>();
  const agenda: string[] = [];
  let inAgenda = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const colon = line.slice(0, 40).search(/[:：]/);
    const label = colon < 0 ? undefined : labelOf(line.slice(0, colon));
    // `**Date:** 19 Jun`, where the text was copied with its marks for bold.
    const content = line.slice(colon + 1).replace(/^[\s*_]+/, '').trim();
    if (label === undefined) {
      if (inAgenda && line.trim() !== '') agenda.push(line.trim());
      else inAgenda = false;
      continue;
    }
    inAgenda = label === 'agenda' && agenda.length === 0;
    if (inAgenda) agenda.push(content);
    else if (!found.has(label)) found.set(label, content);
  }
  return found.set('agenda', agenda.join('\n').trim());
}

const labelOf = (text: string): Label | undefined => {
  const word = text.replace(/[*_>]/g, '').trim().toLowerCase();
  return Object.hasOwn(labels, word) ? labels[word] : undefined;
};

const half = String.raw`[ap]\.?m\b\.?`;
const oneTime = String.raw`\d{1,2}:\d{2}(?::00)?(?: ?${half})?|\d{1,2}(?:\.\d{2})? ?${half}|\d{1,2}h(?:\d{2})?\b`;
const timeOfDay = new RegExp(String.raw`(?<![\d.:])(?:${oneTime})`, 'i');
const timeAndMore = new RegExp(String.raw`^ ?(?:-|to|until) ?(${oneTime})(.*)$`, 'i');

/** `Fri, Jun 19, 2026 07:00 PM – 8:30 PM Paris`: date, time, perhaps an end, perhaps a zone. */
function readMoment(text: string): Partial<SessionForm> {
  const line = text.slice(0, 200).normalize('NFKC').replace(/[\u2010-\u2015]/g, '-').replace(/\s+/g, ' ').trim();
  const found = timeOfDay.exec(line);
  const form: Partial<SessionForm> = {};
  const date = line.slice(0, found?.index).replace(/[\s,|@-]+(?:at)?[\s,]*$/i, '').trim();
  if (isDate(date)) form.date = date;
  if (!found) return form;
  const rest = line.slice(found.index + found[0].length);
  const [, end, after = rest] = timeAndMore.exec(rest) ?? [];
  const start = startWith(found[0], end);
  if (start !== undefined) form.time = start;
  const length = start === undefined || end === undefined ? undefined : lengthUntil(start, end);
  if (length !== undefined) form.duration = length;
  const zone = after.replace(/^[\s,|(-]+/, '').trim();
  if (/^\p{L}/u.test(zone)) form.timeZone = zoneText(zone);
  return form;
}

/** Whether it can be read in one order or the other: the form settles which, by the reader's locale. */
const isDate = (text: string) => parseDate(text, { today: '2000-01-01', order: 'dmy' }).ok;

/** `7:00 – 8:30 PM`: the half of the day stands once. */
function startWith(start: string, end: string | undefined): string | undefined {
  const named = /[ap]\.?m/i.exec(end ?? '')?.[0];
  const whole = named !== undefined && !/[ap]\.?m/i.test(start) ? parseTime(`${start} ${named}`) : parseTime(start);
  return whole.ok ? whole.time : undefined;
}

function lengthUntil(start: string, endText: string): string | undefined {
  const end = parseTime(endText);
  if (!end.ok) return undefined;
  const minutes = (minutesOf(end.time) - minutesOf(start) + 24 * 60) % (24 * 60);
  return minutes === 0 ? undefined : durationInput(minutes * 60_000);
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The zone's id, or the words as they are: the form then asks, where a silent default would be the wrong hour. */
function zoneText(text: string): string {
  const words = (text.includes('(') ? text : text.replace(/\)$/, '')).slice(0, 80);
  const answer = resolveZone(words);
  return answer.ok ? answer.zone : words;
}
