/** What of the form of an event is kept as a draft, and under which name. */
import type { EventRef } from '../../../contract/calendar.ts';
import type { DraftEvent } from '../../bridge/drafts.ts';
import { sameForm } from '../editor/form-basics.ts';

/** Topic and agenda are title and description here. What reads the texts is loaded with the form itself. */
export type EventTexts = DraftEvent;
/** The fields that a meeting has none of. */
export type EventExtras = EventTexts['extras'];

export const eventDraftIds = {
  new: 'new-event',
  edit: ({ calendar, uid, occurrence }: EventRef) => `edit-event-${calendar} ${uid} ${occurrence ?? ''}`,
};

export const sameTexts = (one: EventTexts, other: EventTexts): boolean =>
  sameForm(one.form, other.form) &&
  (Object.keys(one.extras) as (keyof EventExtras)[]).every((name) => one.extras[name] === other.extras[name]);

/** What was begun before, in the calendar that it can go to. @param calendars their uids */
export const resumed = (draft: EventTexts, untouched: EventTexts, calendars: readonly string[]): EventTexts =>
  calendars.includes(draft.extras.calendar) ? draft : { ...draft, extras: { ...draft.extras, calendar: untouched.extras.calendar } };
