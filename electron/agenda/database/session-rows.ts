/** What is known of each account's meetings and webinars, from one start to the next. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { kindSchema, listTypeSchema, sessionSchema, type Kind, type ListType } from '../../../contract/domain.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { transact } from './file.ts';

/** The steps of the schema; a step that has been released is never changed. */
export const sessionMigrations = [
  `CREATE TABLE sessions (
     owner TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, listed_upcoming INTEGER NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (owner, kind, key)
   ) WITHOUT ROWID, STRICT`,
  `CREATE TABLE listings (
     owner TEXT NOT NULL, kind TEXT NOT NULL, list_type TEXT NOT NULL, as_of INTEGER NOT NULL,
     PRIMARY KEY (owner, kind, list_type)
   ) WITHOUT ROWID, STRICT`,
] as const;

export interface KeptSession {
  readonly session: ZohoSession;
  /** Zoho named it in its upcoming listing. */
  readonly listedUpcoming: boolean;
}

export interface KeptListing {
  readonly kind: Kind;
  readonly listType: ListType;
  /** When it was last read to its end, epoch ms. */
  readonly asOf: number;
}

export interface SessionChanges {
  readonly put: readonly KeptSession[];
  readonly removed: readonly { readonly kind: Kind; readonly key: string }[];
  readonly listings: readonly KeptListing[];
}

export interface SessionRows {
  /** Everything of an account; what cannot be understood is left out, as Zoho has it still. */
  load(owner: string): { readonly sessions: readonly KeptSession[]; readonly listings: readonly KeptListing[] };
  /** All of it or nothing. Throws when it cannot be kept. */
  save(owner: string, changes: SessionChanges): void;
  /** Everything of an account, without a trace in the file. Throws when it cannot be done. */
  forget(owner: string): void;
}

/** The start link is privileged and stays in memory: `canStart` says that there was one, and Zoho is asked again. */
const bodySchema = sessionSchema
  .omit({ kind: true, key: true, pending: true })
  .extend({ creatorZuid: z.string().nullable(), instanceIds: z.array(z.string()) });

function bodyOf(session: ZohoSession): string {
  const { kind: _kind, key: _key, pending: _pending, startLink: _startLink, ...body } = session;
  return JSON.stringify(body);
}

function read(row: Record<string, unknown>): KeptSession | null {
  try {
    const body = bodySchema.parse(JSON.parse(String(row['body'])));
    const kind = kindSchema.parse(row['kind']);
    const session: ZohoSession = { ...body, kind, key: String(row['key']), pending: null, startLink: null };
    return { session, listedUpcoming: row['listed_upcoming'] === 1 };
  } catch {
    return null;
  }
}

const listingSchema = z.object({ kind: kindSchema, list_type: listTypeSchema, as_of: z.number() });

export function createSessionRows(db: DatabaseSync): SessionRows {
  const select = db.prepare('SELECT kind, key, listed_upcoming, body FROM sessions WHERE owner = ?');
  const selectListings = db.prepare('SELECT kind, list_type, as_of FROM listings WHERE owner = ?');
  const put = db.prepare(
    'INSERT INTO sessions (owner, kind, key, listed_upcoming, body) VALUES (?, ?, ?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET listed_upcoming = excluded.listed_upcoming, body = excluded.body',
  );
  const remove = db.prepare('DELETE FROM sessions WHERE owner = ? AND kind = ? AND key = ?');
  const putListing = db.prepare('INSERT OR REPLACE INTO listings (owner, kind, list_type, as_of) VALUES (?, ?, ?, ?)');

  return {
    load(owner) {
      const sessions: KeptSession[] = [];
      for (const row of select.iterate(owner)) {
        const kept = read(row);
        if (kept) sessions.push(kept);
      }
      const listings = selectListings.all(owner).flatMap((row) => {
        const { success, data } = listingSchema.safeParse(row);
        return success ? [{ kind: data.kind, listType: data.list_type, asOf: data.as_of }] : [];
      });
      return { sessions, listings };
    },
    save(owner, changes) {
      transact(db, () => {
        for (const { kind, key } of changes.removed) remove.run(owner, kind, key);
        for (const { session, listedUpcoming } of changes.put)
          put.run(owner, session.kind, session.key, Number(listedUpcoming), bodyOf(session));
        for (const { kind, listType, asOf } of changes.listings) putListing.run(owner, kind, listType, Math.round(asOf));
      });
    },
    forget(owner) {
      transact(db, () => {
        db.prepare('DELETE FROM sessions WHERE owner = ?').run(owner);
        db.prepare('DELETE FROM listings WHERE owner = ?').run(owner);
      });
      // What was deleted may still stand in the write-ahead log.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}
