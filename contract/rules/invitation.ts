/** The text that "Copy invitation" puts on the clipboard. */
import { blockText, isUnseen, lineText, longestShownTopic } from './shown-text.ts';

export interface InvitationFacts {
  topic: string;
  startsAt: number | null;
  duration: number | null;
  agenda: string | null;
  joinLink: string | null;
  /** Webinars: where guests sign up. */
  registrationLink: string | null;
}

/** A line that could be taken for one of Parley's own, also where invisible or wide characters hide it. */
const looksLikeOwn = (line: string): boolean =>
  /^[^\p{L}\p{N}]*(?:when|utc|join|register)\s*:/iu.test(
    line.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}+/gu, ''),
  );

/** Marked as somebody's words, so that neither topic nor agenda can pass off a link as the one to join by. */
const marked = (line: string): string => (looksLikeOwn(line) ? `> ${line}` : line);

/** The line as it was before it was marked. */
export const unmarked = (line: string): string =>
  line.startsWith('> ') && looksLikeOwn(line) ? line.slice('> '.length) : line;

/** "1 h 30 min" from milliseconds. */
export function lengthText(duration: number): string {
  const minutes = Math.round(duration / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/**
 * Topic, when in the reader's zone and in UTC, how long, and the join link. The start link is no part of it: it would
 * let a guest in as host. Topic and agenda are others' words: without control characters and direction marks, and no
 * line of theirs reads like one of Parley's.
 *
 * @param zone IANA zone of the person who copies
 * @param locale BCP 47 tag, or undefined for the system's
 */
export function invitationText(session: InvitationFacts, zone: string, locale?: string): string {
  const topic = lineText(session.topic, longestShownTopic);
  const agenda = blockText(session.agenda ?? '');
  const lines = [isUnseen(topic) ? 'Untitled' : marked(topic)];
  if (session.startsAt !== null) {
    const local = new Intl.DateTimeFormat(locale, {
      weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
      timeZone: zone, timeZoneName: 'short',
    });
    const length = session.duration === null ? '' : ` (${lengthText(session.duration)})`;
    lines.push(`When: ${local.format(session.startsAt)}, ${zone}${length}`);
    lines.push(`UTC: ${new Date(session.startsAt).toISOString().slice(0, 16).replace('T', ' ')}`);
  }
  if (session.joinLink) lines.push(`Join: ${session.joinLink}`);
  if (session.registrationLink) lines.push(`Register: ${session.registrationLink}`);
  if (agenda !== '') lines.push('', agenda.split('\n').map(marked).join('\n'));
  return lines.join('\n');
}
