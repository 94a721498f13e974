/** The words of the Repeat field. */
import type { Weekday } from '../../../contract/calendar.ts';
import type { Recurrence } from '../../../contract/calendar.ts';
import { recurrenceText } from '../../../contract/rules/recurrence-text.ts';
import { firstOn } from '../../../contract/rules/recurrence.ts';
import { type RepeatChoice, type RepeatForm, weekdayOn } from '../../../contract/rules/repeat-form.ts';
import { dateFormat } from '../../ui/formats.ts';

const inWords = (every: Recurrence['every'], date: string) =>
  recurrenceText({ interval: 1, every, end: { type: 'never' } }, date);

/** How a month can be repeated from that date, as it is said: "on the fourth Tuesday". */
const monthly = (by: 'date' | 'weekday' | 'last', date: string): string =>
  inWords(by === 'date' ? { unit: 'month', by } : { unit: 'month', by: 'weekday', isLast: by === 'last' }, date);

/** The kinds of month that there are for that date; a chosen one stays. */
function monthsFor(date: string, chosen: string): ('date' | 'weekday' | 'last')[] {
  const last: Recurrence = { interval: 1, every: { unit: 'month', by: 'weekday', isLast: true }, end: { type: 'never' } };
  // A fifth weekday is one that most months do not have: the last one is what is meant.
  const isFifth = Number(date.slice(8)) > 28;
  const isLast = firstOn(last, date);
  return (['date', 'weekday', 'last'] as const).filter(
    (by) => by === chosen || (by === 'weekday' ? !isFifth : by !== 'last' || isLast),
  );
}

interface Option<T> {
  readonly id: T;
  readonly name: string;
}

/** @param date `YYYY-MM-DD` of the first one; null while it cannot be read */
export function choiceOptions(form: RepeatForm, date: string | null, hasKeep: boolean): Option<RepeatChoice>[] {
  const months: Option<RepeatChoice>[] =
    date === null
      ? [{ id: 'date', name: 'Every month on the same date' }]
      : monthsFor(date, form.choice).map((by) => ({ id: by, name: monthly(by, date) }));
  // What was chosen is shown, also while the date cannot be read.
  if (date === null && (form.choice === 'weekday' || form.choice === 'last'))
    months.push({ id: form.choice, name: 'Every month on the same weekday' });
  return [
    ...(hasKeep ? [{ id: 'keep' as const, name: 'As it is at Zoho' }] : []),
    { id: 'none', name: 'Does not repeat' },
    { id: 'day', name: 'Every day' },
    { id: 'weekdays', name: 'Every weekday, Monday to Friday' },
    { id: 'week', name: date === null ? 'Every week' : inWords({ unit: 'week', on: [weekdayOn(date)] }, date) },
    ...months,
    { id: 'custom', name: 'Custom…' },
  ];
}

export const monthOptions = (form: RepeatForm, date: string | null): Option<RepeatForm['by']>[] =>
  date === null
    ? [{ id: form.by, name: 'on the same day' }]
    : monthsFor(date, form.by).map((by) => ({ id: by, name: monthly(by, date).replace(/^Every month /, '') }));

export const unitOptions = (interval: string): Option<RepeatForm['unit']>[] => {
  const ending = interval.trim() === '1' ? '' : 's';
  return (['day', 'week', 'month'] as const).map((id) => ({ id, name: `${id}${ending}` }));
};

export const endOptions: Option<RepeatForm['end']>[] = [
  { id: 'never', name: 'Never' },
  { id: 'until', name: 'On a date' },
  { id: 'count', name: 'After a number of times' },
];

/** "Mon" in the reader's language, and "Monday" for a screen reader. */
export function dayNames(day: Weekday, locale?: string): { short: string; long: string } {
  // The first of June 2026 is a Monday.
  const at = Date.UTC(2026, 5, 1 + ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].indexOf(day));
  const name = (weekday: 'short' | 'long') => dateFormat(locale, { weekday, timeZone: 'UTC' }).format(at);
  return { short: name('short'), long: name('long') };
}
