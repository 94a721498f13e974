/** The words of the form of an event. */
import type { Extent } from '../../../contract/calendar.ts';
import { dateFormat } from '../../ui/formats.ts';

/** "Fri, 19 June" @param date `YYYY-MM-DD` */
export const dayText = (date: string, locale?: string): string =>
  dateFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00Z`),
  );

/** @param changesAll the repeat itself is changed, which one occurrence alone cannot be */
export const extentOptions = (changesAll: boolean): { id: Extent; name: string }[] => [
  ...(changesAll ? [] : [{ id: 'this' as const, name: 'This one' }]),
  { id: 'following', name: 'This and following' },
  { id: 'all', name: 'All of them' },
];

const usual = [0, 5, 10, 15, 30, 60, 120, 1_440, 2_880, 10_080];

/** "15 minutes before" @param minutes before the start */
export function reminderText(minutes: number): string {
  if (minutes === 0) return 'When it starts';
  const [size, unit] =
    minutes % 10_080 === 0 ? [10_080, 'week'] : minutes % 1_440 === 0 ? [1_440, 'day'] : minutes % 60 === 0 ? [60, 'hour'] : [1, 'minute'];
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? '' : 's'} before`;
}

/** @param current what it has, in minutes as text; empty when Zoho did not tell */
export function reminderOptions(current: string, isEdit: boolean): { id: string; name: string }[] {
  const all = current === '' || usual.includes(Number(current)) ? usual : [...usual, Number(current)].toSorted((a, b) => a - b);
  const none = isEdit ? 'As it is' : 'As usual in Zoho Calendar';
  return [
    ...(current === '' ? [{ id: '', name: none }] : []),
    ...all.map((minutes) => ({ id: String(minutes), name: reminderText(minutes) })),
  ];
}
