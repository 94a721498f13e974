/** The text that "Copy invitation" puts on the clipboard. */
export interface InvitationFacts {
  topic: string;
  startsAt: number | null;
  duration: number | null;
  agenda: string | null;
  joinLink: string | null;
  /** Webinars: where guests sign up. */
  registrationLink: string | null;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

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
 * let a guest in as host.
 *
 * @param zone IANA zone of the person who copies
 * @param locale BCP 47 tag, or undefined for the system's
 */
export function invitationText(session: InvitationFacts, zone: string, locale?: string): string {
  const lines = [oneLine(session.topic) || 'Untitled'];
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
  if (session.agenda?.trim()) lines.push('', session.agenda.trim());
  return lines.join('\n');
}
