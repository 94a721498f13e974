/**
 * The one contract between the page and main: what every call takes and gives, and what every push carries.
 * Main parses inputs and outputs with these schemas; the page uses their types only.
 */
import { z } from './zod.ts';
import {
  agendaEventsSchema, calendarSchema, clashReportSchema, eventChangeSchema, eventRefSchema, eventRowSchema, eventSchema,
  eventWriteSchema, eventWrittenSchema, extentSchema, recordingSchema, templateSchema,
} from './calendar.ts';
import {
  appInfoSchema,
  appLinkSchema,
  connectionSchema,
  deletionSchema,
  draftSchema,
  keySchema,
  newKeySchema,
  kindSchema,
  listStatusSchema,
  listTypeSchema,
  noticeSchema,
  outboxItemSchema,
  selfCheckSchema,
  sessionPageSchema,
  sessionRowSchema,
  sessionSchema,
  sessionWriteSchema,
  settingsSchema,
  viewSchema,
  writtenSchema,
} from './domain.ts';
import type { CallName, PushName } from './names.ts';
import {
  attendanceSchema, registrantsSchema, registrationReportSchema, registrationSchema, requestNoteSchema,
} from './people.ts';
import type { Result } from './result.ts';
import { commandIds } from './rules/commands.ts';
import { clientErrors, redirectUriError } from './rules/client.ts';
import { dataCentreIds } from './rules/data-centres.ts';
import { featureIds } from './rules/scopes.ts';

const nothing = z.undefined();
const sessionRef = z.strictObject({ kind: kindSchema, key: keySchema });
const webinarRef = z.strictObject({ key: keySchema });
const deletionRef = z.strictObject({ id: deletionSchema.shape.id });
const eventChangeRef = z.strictObject({ id: eventChangeSchema.shape.id });
/** At most 62 days of time, epoch ms. */
const spanOfDays = z
  .strictObject({ from: z.number().int(), to: z.number().int() })
  .refine(({ from, to }) => to > from && to - from <= 62 * 24 * 3_600_000);
const agendaSchema = z.object({
  items: z.array(sessionRowSchema),
  status: z.object({ meeting: listStatusSchema, webinar: listStatusSchema }),
  past: z.object({ meeting: listStatusSchema, webinar: listStatusSchema }).nullable(),
});
const calendarsSchema = z.object({ calendars: z.array(calendarSchema), status: listStatusSchema.nullable() });
const redirectUri = z.string().max(500, { abort: true }).refine((text) => redirectUriError(text) === undefined);

export const calls = {
  getAppInfo: { input: nothing, output: appInfoSchema },
  /** What the page begins with, in one call: what the calls of these names answer, while nobody is connected null. */
  getFirstScreen: {
    input: nothing,
    output: z.object({
      connection: connectionSchema,
      settings: settingsSchema,
      ofAccount: z
        .object({
          deletions: z.array(deletionSchema),
          outbox: z.array(outboxItemSchema),
          eventChanges: z.array(eventChangeSchema),
          templates: z.array(templateSchema),
          calendars: calendarsSchema,
          /** The first `nextRows` of each kind that is switched on. */
          upcoming: z.array(z.object({ kind: kindSchema, page: sessionPageSchema })),
          /** What the agenda begins with; null where that is a list. */
          agenda: agendaSchema.extend({ from: z.number(), to: z.number() }).nullable(),
        })
        .nullable(),
    }),
  },

  getConnection: { input: nothing, output: connectionSchema },
  /** Keeps the client; the secret goes to the vault. An empty secret keeps the one already there. */
  saveClient: {
    input: z
      .strictObject({
        clientId: z.string().max(200),
        clientSecret: z.string().max(200),
        dataCentre: z.enum(dataCentreIds),
        redirectUri,
      })
      .refine((fields) => Object.keys(clientErrors(fields, true)).length === 0),
    output: connectionSchema,
  },
  /** Asks for consent and answers when connected, refused, cancelled or timed out (5 minutes at most). */
  connect: {
    input: z.strictObject({
      purpose: z.enum(['connect', 'reconnect', 'grant']),
      /** With `grant`: what to switch on. */
      feature: z.enum(featureIds).optional(),
      /** Overrides the setting for this once, for example after `embedded-refused`. */
      via: z.enum(['window', 'browser']).optional(),
    }),
    output: connectionSchema,
  },
  cancelConnect: { input: nothing, output: nothing },
  /** Starts the embedded sandbox and walks the same OAuth flow against it. */
  connectSandbox: { input: nothing, output: connectionSchema },
  /** Revokes, then forgets everything of the account. `toldZoho: false`: forgotten here, but Zoho was not reached. */
  disconnect: { input: nothing, output: z.object({ toldZoho: z.boolean() }) },
  dismissNotice: { input: z.strictObject({ id: noticeSchema.shape.id }), output: connectionSchema },
  /** Opens the API console of a data centre in the browser. */
  openConsole: { input: z.strictObject({ dataCentre: z.enum(dataCentreIds) }), output: nothing },
  copyRedirectUri: { input: z.strictObject({ redirectUri }), output: nothing },

  getSettings: { input: nothing, output: settingsSchema },
  updateSettings: { input: settingsSchema.partial().strict(), output: settingsSchema },
  selfCheck: { input: nothing, output: z.array(selfCheckSchema) },

  /**
   * A window of a listing from main's cache, at once; main asks Zoho by itself when the listing is old, and pushes
   * `sessionsChanged`. Upcoming and all: what runs or comes first, soonest first, then (all) the past, latest first.
   */
  listSessions: {
    input: z.strictObject({
      kind: kindSchema,
      listType: listTypeSchema,
      /** Matched against topic, presenter and key; empty for all. */
      search: z.string().max(200),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
    output: sessionPageSchema,
  },
  /** Asks Zoho now. Answers when the listing is complete or has failed (then with the error). */
  refreshSessions: { input: z.strictObject({ kind: kindSchema, listType: listTypeSchema }), output: nothing },
  /**
   * Everything of both kinds that touches `from` to `to` (epoch ms, at most 62 days), from what is known, soonest
   * first. Main asks Zoho by itself for what it needs and is old. `status` is of what is ahead; `past` of what is over,
   * which Zoho lists apart, and null for a span that lies ahead.
   */
  listAgenda: {
    input: spanOfDays,
    output: agendaSchema,
  },
  /** Which of the days from a moment on (epoch ms) have something in them, of both kinds; of such lengths, ms. */
  listBusyDays: {
    input: z.strictObject({
      from: z.number().int(),
      lengths: z.array(z.number().int().min(1).max(48 * 3_600_000)).min(1).max(62),
    }),
    output: z.array(z.boolean()),
  },
  /** Everything known of both kinds, by fuzzy topic, presenter or key, best first. An empty text finds what is next. */
  findSessions: {
    input: z.strictObject({ search: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    output: z.array(sessionRowSchema),
  },
  /** What is known now; `detailsAsOf` is null when the details could not be read yet. With `refresh`, asks Zoho. */
  getSession: { input: sessionRef.extend({ refresh: z.boolean() }), output: sessionSchema },
  /** Opens the start link in the browser. The link itself never reaches the page. */
  startSession: { input: sessionRef, output: nothing },
  joinSession: { input: sessionRef, output: nothing },
  /** Topic, local and UTC time and join link onto the clipboard; answers with the text copied. */
  copyInvitation: { input: sessionRef, output: z.object({ text: z.string() }) },

  /**
   * Shown in the list at once, answered when Zoho has confirmed. An answer that was lost is looked for, never sent
   * again: `create-unknown` asks the person. A refusal takes the row away again; the form still holds what was typed.
   * Every answer to what is asked for after this call tells of it, under `key` until Zoho has given one; main makes a
   * key when none is given, and creates nothing under one that it knows.
   */
  createSession: {
    input: z.strictObject({ kind: kindSchema, write: sessionWriteSchema, key: newKeySchema.optional() }),
    output: writtenSchema,
  },
  /** GET, then PUT of the full object. A refusal puts the row back. */
  updateSession: {
    input: sessionRef.extend({
      write: sessionWriteSchema,
      /** What the form showed before it was changed; null when that is not known. Decides what a conflict is. */
      base: sessionWriteSchema.nullable(),
    }),
    output: writtenSchema,
  },
  /** Takes rows away at once and holds the deletion for 8 s. */
  deleteSessions: {
    input: z.strictObject({ kind: kindSchema, keys: z.array(keySchema).min(1).max(1_000) }),
    output: deletionSchema,
  },
  undoDeletion: { input: deletionRef, output: nothing },
  /** Keeps what has not been sent yet. */
  stopDeletion: { input: deletionRef, output: nothing },
  /** The report has been read. */
  dismissDeletion: { input: deletionRef, output: nothing },
  getDeletions: { input: nothing, output: z.array(deletionSchema) },

  /** Changes that Zoho has not confirmed, in the order they were made. */
  getOutbox: { input: nothing, output: z.array(outboxItemSchema) },
  /** Sends a change that waits or was refused now; all of them without an id. */
  retryChange: { input: z.strictObject({ id: outboxItemSchema.shape.id.nullable() }), output: nothing },
  /** Forgets a change; what it showed is taken back. Errors: `rejected` while it is being sent. */
  dropChange: { input: z.strictObject({ id: outboxItemSchema.shape.id }), output: nothing },
  /** Answers the question of a change that asks. Errors: `rejected` when it asks nothing of that kind any more. */
  answerChange: {
    input: z.strictObject({
      id: outboxItemSchema.shape.id,
      answer: z.discriminatedUnion('type', [
        /** `lost-create`: look at Zoho again. */
        z.strictObject({ type: z.literal('look') }),
        /** `lost-create`, or `gone`: make it (anew), though a twin may be there. */
        z.strictObject({ type: z.literal('send') }),
        /** `conflict`: what Zoho is to have. */
        z.strictObject({ type: z.literal('write'), write: sessionWriteSchema }),
      ]),
    }),
    output: nothing,
  },
  /** The page saw the network come or go. */
  noteOnline: { input: z.strictObject({ online: z.boolean() }), output: nothing },
  /** The `parley:` link that was opened last and not taken yet, or null. */
  takeLink: { input: nothing, output: appLinkSchema.nullable() },

  getDraft: { input: z.strictObject({ id: draftSchema.shape.id }), output: draftSchema.nullable() },
  keepDraft: { input: draftSchema, output: nothing },
  dropDraft: { input: z.strictObject({ id: draftSchema.shape.id }), output: nothing },

  /** Of a webinar: asks Zoho, status by status. */
  listRegistrants: { input: webinarRef, output: registrantsSchema },
  /** Fails only when nobody can have been registered; otherwise tells how each of them fared. */
  registerPeople: { input: registrationSchema, output: registrationReportSchema },
  /** Who was in a past meeting or webinar. */
  listAttendees: { input: sessionRef, output: attendanceSchema },
  /** Writes the registrants of a webinar into the Downloads folder as CSV; answers the name of the file. */
  saveRegistrants: { input: webinarRef, output: z.object({ fileName: z.string(), people: z.number() }) },
  /** As `saveRegistrants`, of who was there: a row for each stay. */
  saveAttendees: { input: sessionRef, output: z.object({ fileName: z.string(), people: z.number() }) },
  copyRegistrationLink: { input: webinarRef, output: nothing },
  /** What was asked of Zoho about one session since Parley was started, latest first. */
  getRequests: { input: sessionRef, output: z.array(requestNoteSchema) },

  /** `status` is null while calendars are not granted. */
  listCalendars: {
    input: nothing,
    output: calendarsSchema,
  },
  /** Whether a calendar shows, and in which colour; null: Zoho's. */
  chooseCalendar: {
    input: z.strictObject({
      uid: calendarSchema.shape.uid, isShown: z.boolean(), colour: calendarSchema.shape.colour,
    }),
    output: nothing,
  },
  /** Asks Zoho now. Answers when everything shown is read again or has failed. */
  refreshCalendars: { input: nothing, output: nothing },
  /** The events of the calendars that show, from what is known. Main asks Zoho by itself for what it needs and is old. */
  listEvents: { input: spanOfDays, output: agendaEventsSchema },
  /**
   * What is known of the calendars that show, by fuzzy title, best first; of a series the one that is on or next, else
   * the latest. An empty text finds nothing. Asks nobody.
   */
  findEvents: {
    input: z.strictObject({ search: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    output: z.array(eventRowSchema),
  },
  /** What is known now; `detailsAsOf` is null when the details could not be read yet. With `refresh`, asks Zoho. */
  getEvent: { input: eventRefSchema.extend({ refresh: z.boolean() }), output: eventSchema },
  joinEvent: { input: eventRefSchema, output: nothing },
  /**
   * As `createSession`: answered when Zoho has confirmed, or with `waiting` when it is kept in the outbox. With
   * `withMeeting`, the meeting turns up among the sessions as well.
   */
  createEvent: { input: z.strictObject({ write: eventWriteSchema }), output: eventWrittenSchema },
  /** What others changed meanwhile is put before the person, see `answerEventChange`. */
  updateEvent: {
    input: z.strictObject({
      ref: eventRefSchema,
      write: eventWriteSchema,
      /** What the form showed before it was changed; null when that is not known. */
      base: eventWriteSchema.nullable(),
      extent: extentSchema,
    }),
    output: eventWrittenSchema,
  },
  /** Takes it away at once and holds the deletion for 8 s: until then `dropEventChange` undoes it. */
  deleteEvent: {
    input: z.strictObject({ ref: eventRefSchema, extent: extentSchema, notify: z.boolean() }),
    output: eventChangeSchema,
  },
  getEventChanges: { input: nothing, output: z.array(eventChangeSchema) },
  retryEventChange: { input: z.strictObject({ id: eventChangeSchema.shape.id.nullable() }), output: nothing },
  /** Forgets a change. Errors: `rejected` while it is being sent. */
  dropEventChange: { input: eventChangeRef, output: nothing },
  /** As `answerChange`. */
  answerEventChange: {
    input: eventChangeRef.extend({
      answer: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('look') }),
        z.strictObject({ type: z.literal('send') }),
        z.strictObject({ type: z.literal('write'), write: eventWriteSchema }),
      ]),
    }),
    output: nothing,
  },

  /** What is on at that time, who of these people is free, and the next free slots of that length. */
  checkTime: {
    input: z.strictObject({
      startsAt: z.number().int(),
      duration: z.number().int().min(60_000).max(31 * 24 * 3_600_000),
      /** IANA: whose working hours. */
      timeZone: z.string().min(1).max(64),
      /** What is being edited does not clash with itself. */
      exceptSession: sessionRef.nullable(),
      exceptEvent: eventRefSchema.nullable(),
      participants: z.array(z.string().min(3).max(320)).max(100),
    }),
    output: clashReportSchema,
  },

  listTemplates: { input: nothing, output: z.array(templateSchema) },
  /** Adds it, or replaces the one with its id. Errors: `rejected` when there are 50 already. */
  keepTemplate: { input: templateSchema, output: nothing },
  dropTemplate: { input: z.strictObject({ id: templateSchema.shape.id }), output: nothing },

  /** Writes sessions and events into the Downloads folder as iCalendar (RFC 5545); answers the name of the file. */
  saveCalendarFile: {
    input: z.discriminatedUnion('what', [
      z.strictObject({
        what: z.literal('chosen'),
        sessions: z.array(sessionRef).max(1_000),
        events: z.array(eventRefSchema).max(1_000),
      }),
      z.strictObject({ what: z.literal('range'), from: z.number().int(), to: z.number().int() }),
    ]),
    output: z.object({ fileName: z.string(), count: z.number().int().nonnegative() }),
  },

  /** Of a past meeting. Errors: `not-permitted` while recordings are not granted. */
  listRecordings: { input: sessionRef, output: z.array(recordingSchema) },
  /** Opens it in the browser. */
  openRecording: {
    input: sessionRef.extend({ id: recordingSchema.shape.id, as: z.enum(['play', 'download']) }),
    output: nothing,
  },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

export const pushes = {
  connectionChanged: connectionSchema,
  settingsChanged: settingsSchema,
  /** Rows or freshness of a kind changed: ask again. */
  sessionsChanged: z.object({ kind: kindSchema }),
  /** A menu item or the tray asks for a view. */
  viewRequested: z.object({ view: viewSchema }),
  /** A menu item asks for an action; the page runs it where it can be run. */
  commandRequested: z.object({ id: z.enum(commandIds) }),
  /** All deletions that are held, running, or wait to be read. */
  deletionsChanged: z.array(deletionSchema),
  /** All of the outbox. */
  outboxChanged: z.array(outboxItemSchema),
  /** A `parley:` link waits: take it. */
  linkOpened: z.object({}),
  /** Calendars, their events or their freshness changed: ask again. */
  calendarsChanged: z.object({}),
  /** All changes of events. */
  eventChangesChanged: z.array(eventChangeSchema),
} as const satisfies Record<PushName, z.ZodType>;

export type Input<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
export type Payload<P extends PushName> = z.infer<(typeof pushes)[P]>;

/** `window.parley`. A listener method answers with the function that ends the subscription. */
export type ParleyApi = {
  readonly [N in CallName]: undefined extends Input<N>
    ? () => Promise<Result<Output<N>>>
    : (input: Input<N>) => Promise<Result<Output<N>>>;
} & {
  readonly [P in PushName as `on${Capitalize<P>}`]: (listener: (payload: Payload<P>) => void) => () => void;
};

/** What main must provide: one function for each call. */
export type Handlers = {
  readonly [N in CallName]: (input: Input<N>) => Promise<Result<Output<N>>> | Result<Output<N>>;
};
