/** Everything about Zoho Calendar in which its pages are silent or disagree (zoho-api.md 3), as switches. */
export interface CalendarModes {
  /** Where `eventdata` is read: in the query string alone, or also as a field of a form. */
  eventData: 'query' | 'query-or-form';
  /** The longest query string in characters, beyond which the answer is 414. */
  longestQuery: number;
  /** Times of events in answers: `dateandtime`, the older `start` and `end`, or both. */
  eventTimes: 'dateandtime' | 'older' | 'both';
  /** `20260619T190000+0200`, or the same instant as `20260619T170000Z`. */
  eventOffsets: 'local' | 'utc';
  /** JSON type of `duration`, milliseconds. */
  eventDuration: 'number' | 'string';
  /** Whether the `end` of all-day events is the last day or the one after it, in both directions. */
  allDayEnd: 'after' | 'last';
  /** Whether a `range` of dates contains its last day. */
  rangeEnd: 'included' | 'excluded';
  /** What items of `byinstance=true` hold: a few fields, without etag, or everything but the description. */
  instanceFields: 'minimal' | 'full';
  /** An event without title: with an empty `title`, or without that field. */
  missingTitle: 'empty' | 'absent';
  /** Sign of reminders' `minutes` in answers. Both are taken. */
  reminderSign: 'as-sent' | 'negative' | 'positive';
  /** PUT changes what it names, or sets everything it does not name back to empty. */
  eventPut: 'partial' | 'replace';
  /** HTTP status for an etag that is not the latest. */
  staleEtag: 400 | 409 | 412;
  /** HTTP status for a calendar or event that is not there. */
  calendarGone: 404 | 400;
  /** The shape in which a dead token or a missing scope is told: the Meeting API's, or Calendar's own. */
  calendarAuthErrors: 'meeting' | 'calendar';
  /**
   * Fields of an event in which the link of its Zoho meeting stands, each as a path of names with dots between. In
   * `description` and `location` it is added to the text.
   */
  conferenceFields: readonly string[];
  /** `https://meet.zoho.com/CODE`, or `https://meeting.zoho.com/join?key=KEY`. */
  conferenceLink: 'short' | 'key';
  /** Meetings made in Zoho Meeting stand in the calendar too (KB). */
  meetingsInCalendar: boolean;
  /** Free/busy of somebody in another organisation: an error, or an answer without entries. */
  busyOfStrangers: 'error' | 'empty';
  /** How free/busy writes times: wall clock with offset, UTC with `Z`, or wall clock alone. */
  busyTimes: 'local' | 'utc' | 'plain';
  /** The zone of `sdate` and `edate`, and of plain times: the account's, or UTC. */
  busyZone: 'account' | 'utc';
  /** Recordings: `index` is not looked at, so that each page is the first. */
  recordingsIgnoreIndex: boolean;
}

export const defaultCalendarModes: Readonly<CalendarModes> = {
  eventData: 'query',
  longestQuery: Number.POSITIVE_INFINITY,
  eventTimes: 'dateandtime',
  eventOffsets: 'local',
  eventDuration: 'number',
  allDayEnd: 'after',
  rangeEnd: 'included',
  instanceFields: 'minimal',
  missingTitle: 'empty',
  reminderSign: 'as-sent',
  eventPut: 'partial',
  staleEtag: 400,
  calendarGone: 404,
  calendarAuthErrors: 'meeting',
  conferenceFields: ['conferenceLink'],
  conferenceLink: 'short',
  meetingsInCalendar: true,
  busyOfStrangers: 'error',
  busyTimes: 'local',
  busyZone: 'account',
  recordingsIgnoreIndex: false,
};
