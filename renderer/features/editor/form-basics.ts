import type { EventWrite } from '../../../contract/calendar.ts';
import type { Kind, SessionWrite } from '../../../contract/domain.ts';
import type { SessionValues } from '../../../contract/rules/session-form.ts';
import type { DraftForm } from '../../bridge/drafts.ts';
import type { Series } from './editor-context.ts';

/** What stands in the form's fields, as typed. What reads them is loaded with the form itself. */
export type Form = DraftForm;

export const writeOf = ({ startsAt: _, ...values }: SessionValues): SessionWrite => values;

/** What a calendar is asked for, to have the meeting repeated. Those who take part are mailed, as for any meeting. */
export const seriesWriteOf = (
  { topic, agenda, participants, date, time, duration, timeZone }: SessionValues,
  { calendar, repeat }: Series,
): EventWrite => ({
  calendar, title: topic, isAllDay: false, date, time, duration, timeZone, location: '', description: agenda,
  isPrivate: false, attendees: participants ?? [], reminder: null, repeat, withMeeting: true,
  notify: (participants ?? []).length > 0,
});

export const sameForm = (a: Form, b: Form): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (form: Form) => 
  Object.entries(form)
    .filter(([name, value]) => value !== undefined && (name !== 'repeat' || form.repeat?.choice !== 'none'))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Under which drafts are kept. A copy has its own, so that it never takes the place of what was begun before. */
export const draftIds = {
  new: (kind: Kind) => `new-${kind}`,
  paste: (kind: Kind) => `paste-${kind}`,
  copy: (kind: Kind, key: string) => `copy-${kind}-${key}`,
  edit: (kind: Kind, key: string) => `edit-${kind}-${key}`,
};
