/** The words of an import. */
import type { IcalDraft } from '../../../contract/rules/ical-draft.ts';
import { recurrenceText } from '../../../contract/rules/recurrence-text.ts';
import { sameZone } from '../../../contract/rules/zones.ts';
import { type TimeText, cityOf, createTimeText } from '../../ui/time.ts';
import { wordsFor } from '../../ui/error-text.ts';
import { dayName } from '../agenda/place.ts';
import { numberText } from '../sessions/freshness-text.ts';
import type { ImportItem, Outcome, Review } from './import-desk.ts';
import { type ImportKind, lengthOf } from './import-model.ts';

export const kindNames: Record<ImportKind, { readonly one: string; readonly many: string }> = {
  meeting: { one: 'meeting', many: 'meetings' },
  webinar: { one: 'webinar', many: 'webinars' },
  event: { one: 'event', many: 'events' },
};

export const counted = (count: number, kind: ImportKind): string =>
  `${numberText(count)} ${count === 1 ? kindNames[kind].one : kindNames[kind].many}`;

/** "Fri 19 Jun, 10:00 – 10:30 · in Tokyo 17:00" */
export function whenText(draft: IcalDraft, time: TimeText, now: number): string {
  const { allDay, startsAt, timeZone } = draft;
  if (allDay) return allDay.from === allDay.to ? dayName(allDay.from) : `${dayName(allDay.from)} – ${dayName(allDay.to)}`;
  if (startsAt === null) return 'Time not told';
  const { name, date } = time.dayLabel(startsAt, now);
  const here = `${name}, ${date}, ${time.range(startsAt, lengthOf(draft))}`;
  if (timeZone === null || sameZone(timeZone, time.zone)) return here;
  return `${here} · in ${cityOf(timeZone)} ${createTimeText(undefined, timeZone).time(startsAt)}`;
}

/** What a draft says of itself besides its problems. */
export function notesOf({ draft, isTwin }: ImportItem, { kind, withPeople }: Pick<Review, 'kind' | 'withPeople'>): string[] {
  const notes: string[] = [];
  if (isTwin) notes.push('Already there: the same title, start and length.');
  if (draft.recurrence) {
    const repeat = recurrenceText(draft.recurrence, draft.allDay?.from);
    notes.push(kind === 'event' ? `${repeat}.` : `${repeat}: as a ${kind} it is added once.`);
  }
  if (draft.duration === 0 && !draft.allDay && !draft.problems.some(({ code }) => code === 'bad-end'))
    notes.push('The file tells no end: 30 minutes.');
  const { length } = draft.attendees;
  if (length > 0 && !withPeople) notes.push(`${length === 1 ? '1 person' : `${numberText(length)} people`} named, not invited.`);
  return notes;
}

export function outcomeText(outcome: Outcome): string {
  if (outcome.as === 'created') return 'Created';
  if (outcome.as === 'waiting') return 'Waits in Changes to be sent';
  if (outcome.as === 'asking') return 'Not certain: look into Changes';
  if (outcome.as === 'unfit') return `Not created. ${outcome.words}`;
  const { title, body } = wordsFor(outcome.error);
  return `Not created. ${title} ${body}`;
}

/** "12 created · 1 waits · 2 not created"; null before anything was. */
export function reportText(items: readonly ImportItem[]): string | null {
  const count = (as: Outcome['as']) =>
    items.filter(({ outcome }) => outcome?.as === as || (as === 'refused' && outcome?.as === 'unfit')).length;
  const parts = (
    [['created', 'created'], ['waiting', 'waiting in Changes'], ['asking', 'to be decided in Changes'], ['refused', 'not created']] as const
  ).flatMap(([as, words]) => (count(as) === 0 ? [] : [`${numberText(count(as))} ${words}`]));
  return parts.length === 0 ? null : parts.join(' · ');
}
