import { fail } from '../../../contract/result.ts';
import type { CalendarDesk, Recordings, TakeAlong, Templates } from './types.ts';

const refuse = () => fail('not-permitted', 'not built yet');
/** In place until each part is merged. */
export const calendarOff: CalendarDesk = {
  calendars: () => ({ calendars: [], status: null }),
  choose: refuse, refresh: refuse,
  between: () => ({ events: [], merged: [], status: null }),
  get: refuse, joinLink: refuse, create: refuse, update: refuse, remove: refuse,
  changes: () => [],
  retry: refuse, drop: refuse, answer: refuse, check: refuse,
  onChange: () => () => undefined,
  onChanges: () => () => undefined,
};
export const templatesOff: Templates = { list: refuse, keep: refuse, drop: refuse };
export const takeAlongOff: TakeAlong = { saveCalendarFile: refuse };
export const recordingsOff: Recordings = { list: refuse, link: refuse };
