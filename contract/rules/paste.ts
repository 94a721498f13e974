/** What a text pasted into the window is, and what a form can take from it. */
import { readCalendar } from './paste-calendar.ts';
import { readLabelled, readOwnInvitation } from './paste-invitation.ts';
import { findLink, withoutStartLinks } from './paste-link.ts';
import type { PastedLink } from './paste-link.ts';
import type { SessionForm } from './session-form.ts';
import { blockText, cut, lineText } from './shown-text.ts';

export type Paste =
  | PastedLink
  /** `form`: what was found, as texts for the fields; `link`: the session it belongs to, perhaps known already. */
  | { type: 'form'; form: Partial<SessionForm>; link: PastedLink | null }
  | { type: 'none' };

/** In UTF-16 units. An invitation is a page; what is longer is something else. */
export const longestPaste = 200_000;

/** Beyond what the form takes, so that it says so; within what a draft can keep. Characters, and participants. */
const most = { topic: 1_000, agenda: 10_000, participants: 2_000, address: 250 } as const;

/**
 * Reads a Zoho join, registration or start link, an invitation text, or an iCalendar event. A start link is privileged:
 * it is told apart, and its text is kept nowhere, neither here nor inside an agenda.
 *
 * @param zone the reader's IANA zone: moments given in UTC are written on its clock
 */
export function readPaste(text: string, zone = 'UTC'): Paste {
  if (text.length > longestPaste) return { type: 'none' };
  const link = findLink(text);
  if (/^[ \t]*BEGIN:VEVENT[ \t]*$/im.test(text)) {
    const event = readCalendar(text, zone);
    if (event) return formOf(event.form, findLink(event.text));
  }
  const form = readOwnInvitation(text, zone) ?? readLabelled(text);
  if (form) return formOf(form, link);
  return link ?? { type: 'none' };
}

function formOf(form: Partial<SessionForm>, link: PastedLink | null): Paste {
  const clean = { ...form };
  if (clean.topic !== undefined) clean.topic = lineText(withoutStartLinks(clean.topic), most.topic);
  if (clean.agenda !== undefined) clean.agenda = cut(blockText(withoutStartLinks(clean.agenda)), most.agenda);
  if (clean.participants)
    clean.participants = clean.participants.slice(0, most.participants).map((text) => lineText(text, most.address));
  return { type: 'form', form: clean, link };
}
