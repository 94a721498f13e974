import type { Kind } from '../../../contract/domain.ts';
import type { FormKind } from '../../../contract/rules/session-form.ts';
import type { AppError } from '../../../contract/result.ts';
import { isUnseen, quotedText } from '../../../contract/rules/shown-text.ts';
import { wordsFor } from '../../ui/error-text.ts';
import { createTimeText } from '../../ui/time.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import type { Written } from '../../../contract/domain.ts';

export const formTitles: Record<'new' | 'edit', Record<Kind, string>> = {
  new: { meeting: 'New meeting', webinar: 'New webinar' },
  edit: { meeting: 'Edit meeting', webinar: 'Edit webinar' },
};

export const submitLabels: Record<'new' | 'edit', Record<Kind, string>> = {
  new: { meeting: 'Create meeting', webinar: 'Create webinar' },
  edit: { meeting: 'Save changes', webinar: 'Save changes' },
};

/** A topic inside a sentence, in quotation marks and not too long. */
export const named = (topic: string): string => (isUnseen(topic) ? 'Untitled' : quotedText(topic));

/** What stands at the top of a form that Zoho, or the way there, refused. */
export function refusalWords(error: AppError, kind: FormKind, editing: boolean): { title: string; body: string } {
  const { title, body } = wordsFor(error, kind === 'event' ? 'event' : 'session');
  const kept = 'Everything you typed is still here.';
  const done = editing ? `The ${kind} was not changed.` : `The ${kind} was not created.`;
  return { title: `${done} ${title}`, body: `${body} ${kept}` };
}

/** What Zoho kept instead of what was asked for. @param zone the reader's IANA zone */
export function differenceText(difference: NonNullable<Written['difference']>, zone?: string, locale?: string): string {
  const { meantStart, toldStart, meantDuration, toldDuration } = difference;
  const time = createTimeText(locale, zone);
  const parts: string[] = [];
  if (toldStart !== meantStart) {
    const sameDay = toldStart !== null && time.dayNumber(toldStart) === time.dayNumber(meantStart);
    const at = (moment: number) => (sameDay ? time.time(moment) : time.dayTime(moment, moment));
    parts.push(
      toldStart === null
        ? `Zoho did not tell the start it kept, you asked for ${at(meantStart)}.`
        : `Zoho kept ${at(toldStart)}, you asked for ${at(meantStart)}.`,
    );
  }
  if (toldDuration !== null && toldDuration !== meantDuration)
    parts.push(`Zoho kept a length of ${lengthText(toldDuration)}, you asked for ${lengthText(meantDuration)}.`);
  return parts.join(' ');
}
