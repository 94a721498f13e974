/**
 * What both sides say of calendars and their events (Zoho Calendar). Times are epoch milliseconds, lengths are
 * milliseconds, dates are `YYYY-MM-DD`. The etag stays in main.
 */
import { z } from './zod.ts';
import { errorSchema, keySchema, kindSchema, listStatusSchema } from './domain.ts';

/** As Zoho gives them: opaque, and `=` may be in them. */
export const uidSchema = z.string().min(1).max(512);
const colourSchema = z.string().regex(/^#[\da-f]{6}$/);
const zoneSchema = z.string().min(1).max(64);
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const longestEvent = 31 * 24 * 3_600_000;

export const calendarSchema = z.object({
  uid: uidSchema,
  name: z.string(),
  /** The person's own choice, else Zoho's; null when neither is known. */
  colour: colourSchema.nullable(),
  /** New events go here. */
  isDefault: z.boolean(),
  canWrite: z.boolean(),
  timeZone: z.string().nullable(),
  /** Whether its events stand in the agenda and count as clashes. */
  isShown: z.boolean(),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** One event, or one occurrence of a series. */
export const eventRefSchema = z.strictObject({
  calendar: uidSchema,
  uid: uidSchema,
  /** Which occurrence (`recurrenceid`); null for a single event, and for a series as a whole. */
  occurrence: z.string().min(1).max(128).nullable(),
});
export type EventRef = z.infer<typeof eventRefSchema>;

/** What the agenda needs of an event, and no more. */
export const eventRowSchema = eventRefSchema.extend({
  /** Empty when it has none. */
  title: z.string(),
  /** Epoch ms. Of an all-day event: the midnights around it in this computer's zone. */
  startsAt: z.number(),
  endsAt: z.number(),
  /** First and last day, both included. */
  allDay: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  timeZone: z.string().nullable(),
  recurring: z.boolean(),
  isPrivate: z.boolean(),
  /** Null when Zoho did not tell: listings have few fields. */
  location: z.string().nullable(),
  /** A link to a Zoho meeting stands in it. */
  canJoin: z.boolean(),
  canEdit: z.boolean(),
  /** A change that Zoho has not confirmed yet; see `sessionRowSchema.pending`. */
  pending: z.enum(['creating', 'saving', 'waiting', 'asking']).nullable(),
});
export type EventRow = z.infer<typeof eventRowSchema>;

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** A repeat as the form can make it. contract/rules/recurrence.ts writes and reads RFC 5545's RRULE. */
export const recurrenceSchema = z.strictObject({
  /** Every `interval` days, weeks or months. */
  interval: z.number().int().min(1).max(99),
  every: z.union([
    z.strictObject({ unit: z.literal('day') }),
    z.strictObject({ unit: z.literal('week'), on: z.array(z.enum(weekdays)).min(1).max(7) }),
    z.discriminatedUnion('by', [
      /** The day of the month of the first date; months without that day are left out. */
      z.strictObject({ unit: z.literal('month'), by: z.literal('date') }),
      /** The weekday of the first date, in its week of the month; `isLast`: the last one of the month. */
      z.strictObject({ unit: z.literal('month'), by: z.literal('weekday'), isLast: z.boolean() }),
    ]),
  ]),
  end: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('never') }),
    /** The last day on which it may take place, in the zone of the event. */
    z.strictObject({ type: z.literal('until'), date: z.iso.date() }),
    z.strictObject({ type: z.literal('count'), count: z.number().int().min(1).max(999) }),
  ]),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;

/** Everything that the details of an event show. */
export const eventSchema = eventRowSchema.extend({
  /** Null until it was read. */
  description: z.string().nullable(),
  joinLink: z.string().nullable(),
  organiser: z.string().nullable(),
  /** Null when Zoho did not tell: unknown is not empty. */
  attendees: z.array(z.object({ email: z.string(), status: z.string().nullable() })).nullable(),
  /** Minutes before the start, whatever sign Zoho gives them; null when Zoho did not tell. */
  reminders: z.array(z.number().nonnegative()).nullable(),
  /** RRULE as Zoho tells it, without `RRULE:`. */
  rule: z.string().nullable(),
  /** The rule as the form can show it; null when there is none, or when it is of another kind. */
  repeat: recurrenceSchema.nullable(),
  /** When the full answer was read, epoch ms. */
  detailsAsOf: z.number().nullable(),
});
export type CalendarEvent = z.infer<typeof eventSchema>;

export const eventWriteSchema = z.strictObject({
  calendar: uidSchema,
  /** May be empty, as in Zoho Calendar. */
  title: z.string().max(500),
  /** All day: from `date` on, as many days as `duration` has; `time` is then `00:00`. */
  isAllDay: z.boolean(),
  date: z.iso.date(),
  /** `HH:MM` on the wall clock in `timeZone`. */
  time: timeSchema,
  /** Milliseconds. */
  duration: z.number().int().min(60_000).max(longestEvent),
  timeZone: zoneSchema,
  /** zoho-api.md 3.3: at most 255 and 10,000 characters. */
  location: z.string().max(255),
  description: z.string().max(10_000),
  isPrivate: z.boolean(),
  /** Null: kept as they are. */
  attendees: z.array(z.string().min(3).max(320)).max(100).nullable(),
  /** Minutes before the start; null: kept as it is, or Zoho's usual one. */
  reminder: z.number().int().min(0).max(40_320).nullable(),
  /** Null: does not repeat. `keep`: a rule that the form cannot show stays. */
  repeat: z.union([recurrenceSchema, z.literal('keep')]).nullable(),
  /** With a Zoho meeting: needs `ZohoMeeting.meeting.ALL`. */
  withMeeting: z.boolean(),
  /** Whether Zoho mails the attendees. */
  notify: z.boolean(),
});
export type EventWrite = z.infer<typeof eventWriteSchema>;

/** What became of a create or an edit of an event. */
export const eventWrittenSchema = z.object({
  ref: eventRefSchema,
  foundAgain: z.boolean(),
  /** Zoho could not be reached: the change is in the outbox, and `ref` may hold a temporary uid. */
  waiting: z.boolean(),
});
export type EventWritten = z.infer<typeof eventWrittenSchema>;

/** Of a series: this occurrence, this and those that follow, or all. */
export const extentSchema = z.enum(['this', 'following', 'all']);
export type Extent = z.infer<typeof extentSchema>;

/** An agenda's answer about calendars. */
export const agendaEventsSchema = z.object({
  /** Those that are no copy of a session that is shown. */
  events: z.array(eventRowSchema),
  /** Sessions that stand in a calendar, too: shown once, as the session. */
  merged: z.array(z.object({ kind: kindSchema, key: keySchema, event: eventRefSchema })),
  /** Null while calendars are not granted. */
  status: listStatusSchema.nullable(),
});

/** Something that takes time at the time asked about. */
export const clashSchema = z.object({
  source: z.enum(['meeting', 'webinar', 'event']),
  title: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  /** An all-day event is told, and takes no slot away: most of them are birthdays and reminders. */
  isAllDay: z.boolean(),
  session: z.object({ kind: kindSchema, key: keySchema }).nullable(),
  event: eventRefSchema.nullable(),
});
export type Clash = z.infer<typeof clashSchema>;

export const slotSchema = z.object({ startsAt: z.number(), endsAt: z.number() });

/** How a participant is at the time asked about, as far as Zoho tells. */
export const availabilitySchema = z.object({
  email: z.string(),
  state: z.enum(['free', 'busy', 'not-known']),
});
export type Availability = z.infer<typeof availabilitySchema>;

export const clashReportSchema = z.object({
  clashes: z.array(clashSchema),
  /** The next three that are free, inside working hours and for everyone whose times are known. */
  slots: z.array(slotSchema).max(3),
  people: z.array(availabilitySchema),
  /** Whether calendars took part; when not, the report is about meetings and webinars alone. */
  withCalendars: z.boolean(),
  /** Whether they have been read for that time; when not, there may be more. */
  calendarsRead: z.boolean(),
});
export type ClashReport = z.infer<typeof clashReportSchema>;

/** What a form begins with. Kept for the account, and forgotten with it. */
export const templateSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(80),
  kind: kindSchema,
  topic: z.string().max(200),
  agenda: z.string().max(2_000),
  duration: z.number().int().min(60_000).max(24 * 3_600_000),
  participants: z.array(z.string().min(3).max(320)).max(100),
  repeat: recurrenceSchema.nullable(),
});
export type Template = z.infer<typeof templateSchema>;

/** One recording of a past meeting. The links stay in main. */
export const recordingSchema = z.object({
  id: z.string().min(1).max(128),
  topic: z.string(),
  startedAt: z.number().nullable(),
  duration: z.number().nonnegative().nullable(),
  /** Bytes. */
  size: z.number().nonnegative().nullable(),
  canPlay: z.boolean(),
  canDownload: z.boolean(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** An event's change in the outbox: shown and answered like those of sessions (see `outboxItemSchema`). */
export const eventChangeSchema = z.object({
  id: z.string().min(1).max(64),
  ref: eventRefSchema,
  title: z.string(),
  change: z.enum(['create', 'update', 'delete']),
  state: z.enum(['waiting', 'sending', 'asking', 'failed']),
  madeAt: z.number(),
  /** A deletion can be undone until then, epoch ms, by dropping it; null once it may be sent. */
  heldUntil: z.number().nullable(),
  nextTry: z.number().nullable(),
  error: errorSchema.nullable(),
  question: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('lost-create'), candidates: z.number().int().nonnegative(), looked: z.boolean() }),
      /** It was changed at Zoho meanwhile. */
      z.object({
        type: z.literal('conflict'),
        /** What the change was made from; null when that is not known. */
        base: eventWriteSchema.nullable().default(null),
        mine: eventWriteSchema,
        theirs: eventSchema,
      }),
      z.object({ type: z.literal('gone') }),
    ])
    .nullable(),
});
export type EventChange = z.infer<typeof eventChangeSchema>;
