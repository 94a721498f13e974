/** What the calendar side of the agenda does for the page. */
import type { Input, Output } from '../../../contract/api.ts';
import type { EventChange } from '../../../contract/calendar.ts';
import type { Result } from '../../../contract/result.ts';

/** Answered at once, or when Zoho has answered. */
type Answer<T> = Promise<Result<T>> | Result<T>;

export interface CalendarDesk {
  calendars(): Output<'listCalendars'>;
  choose(input: Input<'chooseCalendar'>): Answer<undefined>;
  refresh(): Answer<undefined>;
  between(input: Input<'listEvents'>): Output<'listEvents'>;
  get(input: Input<'getEvent'>): Answer<Output<'getEvent'>>;
  joinLink(input: Input<'joinEvent'>): Answer<string>;
  create(input: Input<'createEvent'>): Answer<Output<'createEvent'>>;
  update(input: Input<'updateEvent'>): Answer<Output<'updateEvent'>>;
  remove(input: Input<'deleteEvent'>): Answer<EventChange>;
  changes(): readonly EventChange[];
  retry(id: string | null): Answer<undefined>;
  drop(id: string): Answer<undefined>;
  answer(input: Input<'answerEventChange'>): Answer<undefined>;
  check(input: Input<'checkTime'>): Answer<Output<'checkTime'>>;
  /** Calendars, events or freshness changed. */
  onChange(listener: () => void): () => void;
  onChanges(listener: (changes: readonly EventChange[]) => void): () => void;
}

export interface Templates {
  list(): Answer<Output<'listTemplates'>>;
  keep(input: Input<'keepTemplate'>): Answer<undefined>;
  drop(id: string): Answer<undefined>;
}

export interface TakeAlong {
  saveCalendarFile(input: Input<'saveCalendarFile'>): Answer<Output<'saveCalendarFile'>>;
}

export interface Recordings {
  list(input: Input<'listRecordings'>): Answer<Output<'listRecordings'>>;
  link(input: Input<'openRecording'>): Answer<string>;
}
