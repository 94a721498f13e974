/** The things both sides speak of. Times are epoch milliseconds, lengths are milliseconds, ids are strings. */
import { z } from './zod.ts';
import { errorCodes } from './errors.ts';
import { dataCentreIds } from './rules/data-centres.ts';
import { mostParticipantZones } from './rules/participant-zones.ts';
import { weekdays } from './rules/recurrence-rule.ts';
import { repeatChoices, repeatEnds, repeatMonths, repeatUnits } from './rules/repeat-form.ts';
import { featureIds } from './rules/scopes.ts';

export const kindSchema = z.enum(['meeting', 'webinar']);
/** Zoho's word for both is "session". */
export type Kind = z.infer<typeof kindSchema>;

export const listTypeSchema = z.enum(['upcoming', 'past', 'all']);
export type ListType = z.infer<typeof listTypeSchema>;

export const keySchema = z.string().min(1).max(64);

/** Stands for what Zoho has given no key yet: `new-` and a UUID. */
export const newKeySchema = z.string().regex(/^new-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);

export const errorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  retryAfter: z.number().nonnegative().optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** What a list row needs, and no more. */
export const sessionRowSchema = z.object({
  kind: kindSchema,
  key: keySchema,
  topic: z.string(),
  /** Epoch ms, or null when Zoho's time could not be read. */
  startsAt: z.number().nullable(),
  /** Milliseconds, or null when Zoho did not tell it. */
  duration: z.number().nonnegative().nullable(),
  /** As Zoho spells it (IANA, perhaps an old name), or null. */
  timeZone: z.string().nullable(),
  presenterName: z.string().nullable(),
  presenterEmail: z.string().nullable(),
  recurring: z.boolean(),
  /** Zoho gave a join link. */
  canJoin: z.boolean(),
  /**
   * A change that Zoho has not confirmed yet; null when there is none. `waiting`: kept, and sent when Zoho can be
   * reached. `asking`: the person is to decide something first (see the outbox).
   */
  pending: z.enum(['creating', 'saving', 'waiting', 'asking']).nullable(),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

/**
 * Everything the details show. The start link is privileged: it stays in main, and `canStart` tells that it is there.
 */
export const sessionSchema = sessionRowSchema.extend({
  /** Null until the details were read: list answers do not carry it. */
  agenda: z.string().nullable(),
  joinLink: z.string().nullable(),
  registrationLink: z.string().nullable(),
  canStart: z.boolean(),
  /** Null when Zoho did not tell: unknown is not empty. */
  participants: z.array(z.object({ email: z.string() })).nullable(),
  registered: z.number().nonnegative().nullable(),
  attended: z.number().nonnegative().nullable(),
  dialIn: z.string().nullable(),
  /** When Zoho's full answer (GET) was read, epoch ms; null while only the list item is known. */
  detailsAsOf: z.number().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Characters as a person counts them: an emoji is one, as in the form. */
const atMost = (limit: number) => (text: string) =>
  text.length <= limit || (text.length <= 2 * limit && [...text].length <= limit);
/** How long a meeting or webinar may last, ms. */
const longest = 24 * 3_600_000;

/**
 * What the form asks Zoho to keep. The time is a wall clock in `timeZone`: Zoho is told no offset
 * (zoho-api.md section 7, rule 7). contract/rules/session-form.ts makes one from what was typed.
 */
export const sessionWriteSchema = z.strictObject({
  topic: z.string().trim().min(1).refine(atMost(200)),
  agenda: z.string().refine(atMost(2_000)),
  /** `YYYY-MM-DD` */
  date: z.iso.date(),
  /** `HH:MM` */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Milliseconds. */
  duration: z.number().int().min(60_000).max(longest),
  timeZone: z.string().min(1).max(64),
  /** Null: Zoho did not tell them, so they are kept as they are. */
  participants: z.array(z.string().min(3).max(320)).max(100).nullable(),
});
export type SessionWrite = z.infer<typeof sessionWriteSchema>;

/** What became of a create or an edit. */
export const writtenSchema = z.object({
  key: keySchema,
  /** Set when the start or length in Zoho's answer is not what was meant; epoch ms and ms. */
  difference: z
    .object({
      meantStart: z.number(),
      toldStart: z.number().nullable(),
      meantDuration: z.number(),
      toldDuration: z.number().nullable(),
    })
    .nullable(),
  /** The answer was lost, and what was created was found again. */
  foundAgain: z.boolean(),
  /** Zoho could not be reached: the change is in the outbox, and `key` may be a temporary one. */
  waiting: z.boolean(),
});
export type Written = z.infer<typeof writtenSchema>;

/** One press of Delete: held while it can be undone, then sent one by one. */
export const deletionSchema = z.object({
  id: z.string().min(1).max(64),
  kind: kindSchema,
  /** The topic when it is about one. */
  topic: z.string().nullable(),
  total: z.number().int().positive(),
  state: z.enum(['held', 'running', 'stopped', 'done', 'undone']),
  /** Epoch ms until which it can be undone, while `held`. */
  heldUntil: z.number(),
  /** Gone at Zoho, those that were gone already included. */
  done: z.number().int().nonnegative(),
  failed: z.array(z.object({ key: keySchema, topic: z.string(), error: errorSchema })),
});
export type Deletion = z.infer<typeof deletionSchema>;

/** The fields that an edit can change, as one side of a conflict has them. Null: that side did not tell. */
export const sessionFieldsSchema = z.object({
  topic: z.string(),
  agenda: z.string().nullable(),
  /** Epoch ms. */
  startsAt: z.number().nullable(),
  /** Milliseconds. */
  duration: z.number().nonnegative().nullable(),
  timeZone: z.string().nullable(),
  participants: z.array(z.string()).nullable(),
});
export type SessionFields = z.infer<typeof sessionFieldsSchema>;

/** A change that Zoho has not confirmed: kept on disk until it has, or until the person drops it. */
export const outboxItemSchema = z.object({
  id: z.string().min(1).max(64),
  kind: kindSchema,
  /** Temporary while Zoho has given none. */
  key: keySchema,
  topic: z.string(),
  change: z.enum(['create', 'update', 'delete']),
  /** `failed`: Zoho refused it, and it is not sent again by itself. */
  state: z.enum(['waiting', 'sending', 'asking', 'failed']),
  /** When it was made, epoch ms. */
  madeAt: z.number(),
  /** When it is tried again by itself, epoch ms; null when nothing is planned. */
  nextTry: z.number().nullable(),
  /** Why it waits, or was refused. */
  error: errorSchema.nullable(),
  /** With `asking`: what the person is to decide. */
  question: z
    .discriminatedUnion('type', [
      /** A create whose answer is lost: `candidates` at Zoho may be it; `looked`: a complete listing was read. */
      z.object({ type: z.literal('lost-create'), candidates: z.number().int().nonnegative(), looked: z.boolean() }),
      /** Zoho's copy changed meanwhile. `base`: what the change was made from. */
      z.object({
        type: z.literal('conflict'),
        base: sessionFieldsSchema,
        mine: sessionFieldsSchema,
        theirs: sessionFieldsSchema,
      }),
      /** It is to be changed and is not at Zoho any more. */
      z.object({ type: z.literal('gone') }),
    ])
    .nullable(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

/** Where a `parley:` link leads. It opens a view or a form, and never acts. */
export const appLinkSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session'), kind: kindSchema, key: keySchema }),
  z.object({
    type: z.literal('new'),
    kind: kindSchema,
    topic: z.string().max(200).nullable(),
    /** `YYYY-MM-DD` and `HH:MM`, and an IANA zone or null for this computer's. */
    date: z.string().nullable(),
    time: z.string().nullable(),
    timeZone: z.string().nullable(),
    /** Milliseconds. */
    duration: z.number().nullable(),
  }),
  /** Nothing that Parley knows. */
  z.object({ type: z.literal('unknown') }),
]);
export type AppLink = z.infer<typeof appLinkSchema>;

/** What was typed into a form, kept across close and crash. */
export const draftSchema = z.strictObject({
  /** `new-<kind>`, or `edit-<kind>-<key>`, where an event is named by calendar, uid and occurrence. */
  id: z.string().min(1).max(1_200),
  form: z.strictObject({
    topic: z.string().max(5_000),
    agenda: z.string().max(20_000),
    date: z.string().max(200),
    time: z.string().max(200),
    duration: z.string().max(200),
    timeZone: z.string().max(200),
    participants: z.array(z.string().max(500)).max(2_000).nullable(),
    /** What stands in the participants' text box and is no address yet. */
    participantText: z.string().max(20_000),
    /** Where the form can repeat. */
    repeat: z
      .strictObject({
        choice: z.enum(repeatChoices),
        interval: z.string().max(20),
        unit: z.enum(repeatUnits),
        on: z.array(z.enum(weekdays)).max(7),
        by: z.enum(repeatMonths),
        end: z.enum(repeatEnds),
        until: z.string().max(200),
        count: z.string().max(20),
      })
      .optional(),
  }),
  /** What only the form of an event has. */
  event: z
    .strictObject({
      calendar: z.string().max(512),
      isAllDay: z.boolean(),
      days: z.string().max(200),
      location: z.string().max(5_000),
      reminder: z.string().max(20),
      isPrivate: z.boolean(),
      notify: z.boolean(),
    })
    .optional(),
});
export type Draft = z.infer<typeof draftSchema>;

/** How fresh a listing is, so that a page can be honest about it. */
export const listStatusSchema = z.object({
  phase: z.enum(['never', 'loading', 'ready', 'failed']),
  /** When Zoho last answered this listing completely, epoch ms. */
  asOf: z.number().nullable(),
  /** Rows received in the listing under way, and the total Zoho announced. */
  loaded: z.number().nonnegative(),
  expected: z.number().nonnegative().nullable(),
  /** Why the last attempt failed; the rows of the attempt before it are kept. */
  error: errorSchema.nullable(),
  /** When Parley tries again by itself after a failure, epoch ms; null when nothing is planned. */
  nextTry: z.number().nullable(),
});
export type ListStatus = z.infer<typeof listStatusSchema>;

export const sessionPageSchema = z.object({
  items: z.array(sessionRowSchema),
  offset: z.number().int().nonnegative(),
  /** Rows that match in all. */
  total: z.number().int().nonnegative(),
  status: listStatusSchema,
});
export type SessionPage = z.infer<typeof sessionPageSchema>;

export const featureSchema = z.object({
  id: z.enum(featureIds),
  /** `left-out`: the person did not ask for it. `not-granted`: asked, but Zoho's answer lists fewer scopes. */
  state: z.enum(['on', 'left-out', 'not-granted']),
  missingScopes: z.array(z.string()),
});
export type Feature = z.infer<typeof featureSchema>;

export const accountSchema = z.object({
  email: z.string(),
  name: z.string(),
  organisation: z.string(),
  zsoid: z.string(),
  zuid: z.string(),
  dataCentre: z.enum(dataCentreIds),
  /** Sample data from the embedded sandbox. */
  sandbox: z.boolean(),
  scopes: z.array(z.string()),
  features: z.array(featureSchema),
});
export type Account = z.infer<typeof accountSchema>;

export const clientSummarySchema = z.object({
  clientId: z.string(),
  /** The secret itself never leaves main. */
  hasSecret: z.boolean(),
  dataCentre: z.enum(dataCentreIds),
  redirectUri: z.string(),
});
export type ClientSummary = z.infer<typeof clientSummarySchema>;

/** Something the person must be told once. */
export const noticeSchema = z.object({
  id: z.enum([
    'memory-only',
    'vault-set-aside',
    'settings-set-aside',
    'drafts-set-aside',
    'vault-locked',
    'agenda-set-aside',
    'agenda-newer',
    'agenda-not-kept',
  ]),
  /** For example the file a damaged vault was set aside to. */
  detail: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const connectionSchema = z.object({
  /** `connecting` goes with `pending`, `connected` with `account`. A reconnect keeps `connected` and sets `pending`. */
  state: z.enum(['disconnected', 'connecting', 'connected']),
  account: accountSchema.nullable(),
  pending: z
    .object({
      via: z.enum(['window', 'browser']),
      purpose: z.enum(['connect', 'reconnect', 'grant', 'sandbox']),
      step: z.enum(['consent', 'exchange', 'user']),
      /** Epoch ms at which the consent times out. */
      expiresAt: z.number(),
    })
    .nullable(),
  /** `reconnect-needed` and `throttled` keep everything that is cached. */
  health: z.enum(['ok', 'reconnect-needed', 'throttled']),
  /** Epoch ms until which Zoho refuses new access tokens, with `throttled`. */
  throttledUntil: z.number().nullable(),
  /** Where the session is kept. */
  keptIn: z.enum(['vault', 'memory']),
  client: clientSummarySchema.nullable(),
  notices: z.array(noticeSchema),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Shaped like an IANA id. Whether the engine knows it is for the reader to ask: engines come and go. */
const zoneNameSchema = z.string().regex(/^[A-Za-z][\w+/-]{0,63}$/);
/** ms */
const shortestUsual = 5 * 60_000;

export const settingsSchema = z.object({
  appearance: z.enum(['system', 'light', 'dark']),
  /** Where the person consents: Parley's own window, or the system browser with a loopback listener (RFC 8252). */
  connectMethod: z.enum(['window', 'browser']),
  /** The loopback redirect URI for `browser`: http, 127.0.0.1 or localhost, with a port. */
  browserRedirectUri: z.string().max(500),
  /** Ask for the webinar scopes when connecting. */
  includeWebinars: z.boolean(),
  /** How long a new meeting lasts, ms. */
  defaultDuration: z.number().int().min(shortestUsual).max(longest),
  /** The time zone of a new meeting (IANA), or null for this computer's. */
  defaultTimeZone: zoneNameSchema.nullable(),
  /** The zone the agenda is drawn in (IANA), or null for this computer's. */
  agendaTimeZone: zoneNameSchema.nullable(),
  /** A second zone beside it; null for none. */
  secondTimeZone: zoneNameSchema.nullable(),
  /** How the agenda was looked at last. */
  agendaLayout: z.enum(['day', 'week', 'list']),
  /** Shortcuts of one key: who dictates must be able to switch them off (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** The time zones of people by their address in lower case, the latest last: for comparing working hours only. */
  participantZones: z
    .record(z.string().min(3).max(320).refine((address) => address === address.toLowerCase()), zoneNameSchema)
    .refine((zones) => Object.keys(zones).length <= mostParticipantZones),
  /** By the uid of a calendar: whether its events show, and in which colour (null: Zoho's). */
  calendarChoices: z
    .record(z.string().min(1).max(512), z.strictObject({ isShown: z.boolean(), colour: z.string().regex(/^#[\da-f]{6}$/).nullable() }))
    .refine((choices) => Object.keys(choices).length <= 200),
});
export type Settings = z.infer<typeof settingsSchema>;

export const selfCheckIds = [
  'client',
  'redirect-uri',
  'data-centre',
  'session',
  'scope-organisation',
  'scope-meetings',
  'scope-webinars',
  'scope-calendar',
  'scope-freebusy',
  'scope-repeats',
  'scope-recordings',
  'zoho',
  'clock',
  'key-store',
] as const;
export const selfCheckSchema = z.object({
  id: z.enum(selfCheckIds),
  status: z.enum(['ok', 'warning', 'failed', 'not-checked']),
  /** What was found, as facts for the renderer's words: for example `{ skewSeconds: 4000 }`. Nothing secret. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  error: errorSchema.nullable(),
});
export type SelfCheck = z.infer<typeof selfCheckSchema>;

export const appInfoSchema = z.object({
  version: z.string(),
  /** What runs the bundles: Electron, or the stand-in of test/host. */
  host: z.enum(['electron', 'stand-in']),
  platform: z.string(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

export const viewSchema = z.enum(['agenda', 'meetings', 'webinars', 'settings']);
export type View = z.infer<typeof viewSchema>;
