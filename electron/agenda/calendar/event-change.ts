/** A change of an event that Zoho has not confirmed, as it is kept on disk. */
import { z } from '../../../contract/zod.ts';
import {
  eventChangeSchema, eventRefSchema, eventWriteSchema, extentSchema, type CalendarEvent, type EventChange, type EventRef,
  type EventRow, type EventWrite,
} from '../../../contract/calendar.ts';
import { errorSchema } from '../../../contract/domain.ts';
import { eventTimes } from '../../../contract/rules/event-form.ts';
import type { ZohoEvent } from '../../zoho/calendar-types.ts';

const common = {
  id: z.string().min(1).max(64),
  /** With a temporary uid while Zoho has given none. */
  ref: eventRefSchema,
  title: z.string(),
  state: z.enum(['held', 'waiting', 'sending', 'asking', 'failed']),
  /** Epoch ms. */
  madeAt: z.number(),
  /** Attempts in a row that failed in a way that may pass. */
  tries: z.number().int().nonnegative(),
  /** Epoch ms before which it is not sent by itself; while `held`, until when it can be undone. */
  nextTry: z.number().nullable(),
  error: errorSchema.nullable(),
  question: eventChangeSchema.shape.question,
};

const createSchema = z.object({
  ...common,
  change: z.literal('create'),
  write: eventWriteSchema,
  /**
   * Set before it is sent: from then on it may be at Zoho. The uids that looked like it before, so that what turns up is
   * known to be new (zoho-api.md section 7, rule 6).
   */
  sent: z.object({ known: z.array(z.string()), complete: z.boolean() }).nullable(),
});
const updateSchema = z.object({
  ...common,
  change: z.literal('update'),
  write: eventWriteSchema,
  /** What it was made from; null when that is not known. */
  base: eventWriteSchema.nullable(),
  extent: extentSchema,
  /** When it took place as it was changed, epoch ms: where Zoho is asked for it. */
  near: z.number(),
});
const deleteSchema = z.object({
  ...common,
  change: z.literal('delete'),
  /** As in an update. */
  base: eventWriteSchema.nullable(),
  extent: extentSchema,
  notify: z.boolean(),
  near: z.number(),
});

export const keptChangeSchema = z.discriminatedUnion('change', [createSchema, updateSchema, deleteSchema]);
export type KeptChange = z.infer<typeof keptChangeSchema>;
export type KeptCreate = z.infer<typeof createSchema>;
export type KeptUpdate = z.infer<typeof updateSchema>;
export type KeptDelete = z.infer<typeof deleteSchema>;

const temporaryMark = 'new-';
export const temporaryUid = (id: string): string => `${temporaryMark}${id}`;
export const isTemporaryUid = (uid: string): boolean => uid.startsWith(temporaryMark);

/** Changes of one event, or series, stand in one line. */
export const lineOfEvent = ({ ref }: Pick<KeptChange, 'ref'>): string => JSON.stringify([ref.calendar, ref.uid]);
export const sameRef = (one: EventRef, other: EventRef): boolean =>
  one.calendar === other.calendar && one.uid === other.uid && one.occurrence === other.occurrence;

export const freshChange = (madeAt: number) =>
  ({ state: 'waiting', madeAt, tries: 0, nextTry: null, error: null, question: null }) as const;

/** For the page. @param pausedUntil epoch ms before which nothing is sent, or null */
export function describeEventChange(kept: KeptChange, pausedUntil: number | null): EventChange {
  const { id, ref, title, change, state, madeAt, error, question, nextTry } = kept;
  const isHeld = state === 'held';
  return {
    id, ref, title, change, madeAt,
    state: isHeld ? 'waiting' : state,
    heldUntil: isHeld ? nextTry : null,
    nextTry: state === 'waiting' ? (nextTry ?? pausedUntil) : null,
    error,
    question: state === 'asking' ? question : null,
  };
}

/** What was being done when Parley ended, as it stands at the next start. */
export function reopenedChange(kept: KeptChange): KeptChange {
  if (kept.state !== 'held' && kept.state !== 'sending') return kept;
  return { ...kept, state: 'waiting', nextTry: null };
}

type Pending = EventRow['pending'];
const pendingOf = ({ state, change }: KeptChange): Pending =>
  state === 'asking' || state === 'waiting' ? state : state === 'failed' ? 'asking' : change === 'create' ? 'creating' : 'saving';

/** The events as they will be, the changes among them. A series is shown changed in its words; Zoho moves its times. */
export function withChanges<T extends EventRow>(rows: readonly T[], changes: readonly KeptChange[], localZone: string): (T | EventRow)[] {
  let shown: (T | EventRow)[] = [...rows];
  for (const kept of changes) {
    if (kept.change === 'create') shown.push(createdRow(kept, localZone));
    else if (kept.change === 'delete') shown = shown.filter((row) => !isMeant(row, kept));
    else shown = shown.map((row) => (isMeant(row, kept) ? changedRow(row, kept, localZone) : row));
  }
  return shown;
}

const isMeant = (row: EventRow, { ref, extent, near }: KeptUpdate | KeptDelete): boolean =>
  row.calendar === ref.calendar && row.uid === ref.uid &&
  (extent === 'all' || (extent === 'this' ? row.occurrence === ref.occurrence : row.startsAt >= near));

/** An event of a series after a change that Zoho has confirmed, as far as the change tells: its details are to be read. */
export function changedInSeries(event: ZohoEvent, kept: KeptChange, localZone: string): ZohoEvent {
  const unread = { ...event, etag: null, detailsAsOf: null };
  if (kept.change !== 'update' || !isMeant(event, kept)) return unread;
  const description = isChanged(kept, 'description') ? kept.write.description : event.description;
  return { ...changedRow(unread, kept, localZone), description, pending: null };
}

const isChanged = ({ write, base }: KeptUpdate, name: keyof EventWrite): boolean => base?.[name] !== write[name];

function changedRow<T extends EventRow>(row: T, kept: KeptUpdate, localZone: string): T {
  const { write, extent } = kept;
  const isOne = extent === 'this' || !row.recurring;
  // What differs from its series already goes on doing so.
  const changed = (name: 'title' | 'location' | 'isPrivate') => (isOne || isChanged(kept, name) ? { [name]: write[name] } : {});
  const times = isOne ? { timeZone: write.timeZone, ...eventTimes(write, localZone) } : {};
  return { ...row, ...changed('title'), ...changed('location'), ...changed('isPrivate'), ...times, pending: pendingOf(kept) };
}

/** What is being created, as it will be. */
export function createdRow(kept: KeptCreate, localZone: string): EventRow {
  const { title, location, isPrivate, timeZone, repeat } = kept.write;
  return {
    ...kept.ref, title, location, isPrivate, timeZone, ...eventTimes(kept.write, localZone),
    recurring: repeat !== null, canJoin: false, canEdit: true, pending: pendingOf(kept),
  };
}

/** Without what must stay in main. */
export function toEvent(event: CalendarEvent & Partial<ZohoEvent>): CalendarEvent {
  const { etag: _etag, meetingKey: _key, ...rest } = event;
  return rest;
}

/** Without what must stay in main, and without what the agenda does not need. */
export function toRow(row: EventRow): EventRow {
  const { calendar, uid, occurrence, title, startsAt, endsAt, allDay, timeZone, recurring, isPrivate, location, canJoin, canEdit, pending } = row;
  return { calendar, uid, occurrence, title, startsAt, endsAt, allDay, timeZone, recurring, isPrivate, location, canJoin, canEdit, pending };
}
