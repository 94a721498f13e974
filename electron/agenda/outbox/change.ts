/** A change that Zoho has not confirmed, as it is kept on disk. */
import { z } from '../../../contract/zod.ts';
import {
  errorSchema, keySchema, kindSchema, outboxItemSchema, sessionFieldsSchema, sessionWriteSchema, type OutboxItem,
} from '../../../contract/domain.ts';
import type { AppError } from '../../../contract/result.ts';
import { fieldsOfWrite } from '../../zoho/same-fields.ts';

/** zoho-api.md section 7, rule 6; electron/zoho/lost-create.ts. */
const evidenceSchema = z.object({ known: z.array(keySchema), complete: z.boolean(), sentAt: z.number() });

const common = {
  id: z.string().min(1).max(64),
  owner: z.string().min(1),
  kind: kindSchema,
  /** Temporary while Zoho has given none. */
  key: keySchema,
  topic: z.string(),
  /** `held`: a deletion that can still be undone. */
  state: z.enum(['held', 'waiting', 'sending', 'asking', 'failed']),
  /** Epoch ms. */
  madeAt: z.number(),
  /** Attempts in a row that failed in a way that may pass. */
  tries: z.number().int().nonnegative(),
  /** Epoch ms before which it is not sent, or looked for, by itself; while `held`, until when it can be undone. */
  nextTry: z.number().nullable(),
  error: errorSchema.nullable(),
  question: outboxItemSchema.shape.question,
};

const createSchema = z.object({
  ...common,
  change: z.literal('create'),
  write: sessionWriteSchema,
  /** Set before it is sent: from then on it may be at Zoho, and is never sent again by itself. */
  sent: evidenceSchema.nullable(),
  /** The person wants it sent in spite of `sent`. */
  again: z.boolean(),
});
const updateSchema = z.object({
  ...common,
  change: z.literal('update'),
  write: sessionWriteSchema,
  /** What it was made from; null when nothing of that is known. */
  base: sessionFieldsSchema.nullable(),
  /** What earlier sends, whose answers were lost, may have made of it. */
  tried: z.array(sessionFieldsSchema),
});
const deleteSchema = z.object({
  ...common,
  change: z.literal('delete'),
  /** One press of Delete, with others perhaps. */
  deletion: z.string().min(1).max(64),
  /** An edit that is not sent because of it, and comes back should it not be deleted after all. */
  absorbed: updateSchema.nullable(),
});

export const changeSchema = z.discriminatedUnion('change', [createSchema, updateSchema, deleteSchema]);
export type Change = z.infer<typeof changeSchema>;
export type CreateChange = z.infer<typeof createSchema>;
export type UpdateChange = z.infer<typeof updateSchema>;
export type DeleteChange = z.infer<typeof deleteSchema>;

/** Names what a change is about; changes of one session stand in one line. */
export const lineOf = ({ owner, kind, key }: Pick<Change, 'owner' | 'kind' | 'key'>): string =>
  `${owner} ${kind} ${key}`;

/** A change as it is when nothing has become of it yet. */
export const fresh = (madeAt: number) =>
  ({ state: 'waiting', madeAt, tries: 0, nextTry: null, error: null, question: null }) as const;

/** What an edit makes of its session. */
export const wantedOf = ({ write, base }: UpdateChange) => fieldsOfWrite(write, base?.startsAt ?? null);

/** For the page. @param pausedUntil epoch ms before which nothing is sent at all, or null */
export function describeChange(change: Change, pausedUntil: number | null): OutboxItem {
  const { id, kind, key, topic, madeAt, error, state } = change;
  const isPlanned = state === 'held' || state === 'waiting';
  return {
    id, kind, key, topic, change: change.change, madeAt,
    question: state === 'asking' ? change.question : null,
    state: state === 'held' ? 'waiting' : state,
    nextTry: isPlanned ? (change.nextTry ?? pausedUntil) : null,
    error: error && { ...error },
  };
}

/** An error as it can be kept. */
export const plainError = ({ code, message, retryAfter, details }: AppError) => ({
  code,
  message,
  ...(retryAfter === undefined ? {} : { retryAfter }),
  ...(details === undefined ? {} : { details: { ...details } }),
});

const unseen = { type: 'lost-create' as const, candidates: 0, looked: false };

/** What was being done when Parley ended, as it stands at the next start. */
export function reopened(change: Change): Change {
  if (change.state !== 'held' && change.state !== 'sending') return change;
  const open: Change = { ...change, state: 'waiting', nextTry: null };
  if (open.change === 'create' && open.sent && !open.again) return { ...open, state: 'asking', question: unseen };
  const wasSent = open.change === 'update' && change.state === 'sending';
  return wasSent ? { ...open, tried: [...open.tried, wantedOf(open)] } : open;
}
