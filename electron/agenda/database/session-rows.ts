/** What is known of each account's meetings and webinars, from one start to the next. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from '../../../contract/zod.ts';
import { kindSchema, listTypeSchema, type Kind, type ListType } from '../../../contract/domain.ts';
import { endOf } from '../../../contract/rules/session-lists.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { usual } from '../timeline.ts';
import { transact } from './file.ts';
import { bodyOf, createTexts, readBody, type Same } from './session-body.ts';

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

/** After {@link sessionMigrations} and those of the events. */
export const sessionTimeMigrations = [
  // What a span touches, and what comes next, can be read without the rest. A body that is none has no times. Rows lie
  // in the order in which they came: keys have none, and each few of them would write to every page of a large table.
  `ALTER TABLE sessions RENAME TO sessions_before;
   CREATE TABLE sessions (
     place INTEGER PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
     listed_upcoming INTEGER NOT NULL, body TEXT NOT NULL, starts_at INTEGER, ends_at INTEGER,
     UNIQUE (owner, kind, key)
   ) STRICT;
   INSERT INTO sessions (owner, kind, key, listed_upcoming, body) SELECT owner, kind, key, listed_upcoming, body FROM sessions_before;
   DROP TABLE sessions_before;
   UPDATE sessions SET starts_at = CAST(json_extract(body, '$.startsAt') AS INTEGER),
     ends_at = CAST(json_extract(body, '$.startsAt') + coalesce(json_extract(body, '$.duration'), 3600000) AS INTEGER) + 1
   WHERE CASE WHEN json_valid(body) THEN json_type(body, '$.startsAt') IN ('integer', 'real') END;
   CREATE INDEX sessions_by_time ON sessions (owner, kind, starts_at, ends_at);
   CREATE INDEX sessions_long ON sessions (owner, kind, ends_at) WHERE ends_at - starts_at > 86400000`,
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

export interface SessionRef {
  readonly kind: Kind;
  readonly key: string;
}

export interface SessionChanges {
  readonly put: readonly KeptSession[];
  readonly removed: readonly SessionRef[];
  readonly listings: readonly KeptListing[];
}

export interface SessionRows {
  listings(owner: string): readonly KeptListing[];
  /**
   * Those of at most so many, from a place on that `slice` has answered, or from 0, that are not known; `next` is null
   * when there are no more.
   */
  slice(
    owner: string,
    from: number,
    limit: number,
    isKnown?: (kind: Kind, key: string) => boolean,
  ): { readonly sessions: readonly KeptSession[]; readonly next: number | null };
  named(owner: string, kind: Kind, keys: readonly string[]): readonly KeptSession[];
  /** Everything of a kind that touches the span (epoch ms), and perhaps more. */
  between(owner: string, kind: Kind, from: number, to: number): readonly KeptSession[];
  /** Everything of a kind without a known start. */
  undated(owner: string, kind: Kind): readonly KeptSession[];
  /** When the `count`th of those that begin after `now` (epoch ms) does; null when there are fewer. */
  startOfNext(owner: string, kind: Kind, now: number, count: number): number | null;
  /** How many begin at that time (a whole number) or later. */
  countFrom(owner: string, kind: Kind, at: number): number;
  /** Everything of an account; what cannot be understood is left out, as Zoho has it still. */
  load(owner: string): { readonly sessions: readonly KeptSession[]; readonly listings: readonly KeptListing[] };
  /** All of it or nothing. Throws when it cannot be kept. */
  save(owner: string, changes: SessionChanges): void;
  /** Everything of an account, without a trace in the file. Throws when it cannot be done. */
  forget(owner: string): void;
}

type Row = Record<string, unknown>;

/** All the time that a date can tell, ms. */
const latest = 8.64e15;
const whole = (time: number): number => Math.trunc(Math.max(-latest, Math.min(latest, time)));

const timesOf = (session: ZohoSession): [number | null, number | null] => {
  const end = endOf(session);
  return session.startsAt === null || end === null ? [null, null] : [Math.floor(session.startsAt), Math.ceil(end)];
};

const kindOf = ({ kind }: Row): Kind | undefined => kindSchema.options.find((each) => each === kind);

function read(row: Row, same: Same): KeptSession | null {
  try {
    const kind = kindOf(row);
    const session = kind === undefined ? null : readBody(String(row['body']), kind, String(row['key']), same);
    return session && { session, listedUpcoming: row['listed_upcoming'] === 1 };
  } catch {
    return null;
  }
}

const listingSchema = z.object({ kind: kindSchema, list_type: listTypeSchema, as_of: z.number() });

export function createSessionRows(db: DatabaseSync): SessionRows {
  const columns = 'SELECT kind, key, listed_upcoming, body FROM sessions WHERE owner = ?';
  const select = db.prepare(`${columns} ORDER BY kind, key`);
  // Left to itself SQLite would sort or go through all rows for these two.
  const selectSlice = db.prepare(
    `${columns.replace('SELECT', 'SELECT place,').replace('WHERE owner', 'WHERE +owner')} AND place >= ? ORDER BY place LIMIT ?`,
  );
  const selectOne = db.prepare(`${columns} AND kind = ? AND key = ?`);
  const selectSpan = db.prepare(`${columns} AND kind = ? AND starts_at >= ? AND starts_at < ? AND (ends_at > ? OR starts_at >= ?)`);
  const selectLong = db.prepare(`${columns} AND kind = ? AND ends_at - starts_at > 86400000 AND ends_at > ? AND starts_at < ?`);
  const selectUndated = db.prepare(
    `${columns.replace('sessions', 'sessions INDEXED BY sessions_by_time')} AND kind = ? AND starts_at IS NULL`,
  );
  const ahead = 'FROM sessions WHERE owner = ? AND kind = ? AND starts_at';
  const selectNext = db.prepare(`SELECT starts_at ${ahead} > ? ORDER BY starts_at LIMIT 1 OFFSET ?`);
  const count = db.prepare(`SELECT count(*) AS rows ${ahead} >= ?`);
  const selectListings = db.prepare('SELECT kind, list_type, as_of FROM listings WHERE owner = ?');
  const put = db.prepare(
    'INSERT INTO sessions (owner, kind, key, listed_upcoming, body, starts_at, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET listed_upcoming = excluded.listed_upcoming, body = excluded.body, ' +
      'starts_at = excluded.starts_at, ends_at = excluded.ends_at',
  );
  const remove = db.prepare('DELETE FROM sessions WHERE owner = ? AND kind = ? AND key = ?');
  const putListing = db.prepare('INSERT OR REPLACE INTO listings (owner, kind, list_type, as_of) VALUES (?, ?, ?, ?)');

  const texts = createTexts();
  const readable = (rows: readonly Row[]): KeptSession[] => rows.map((row) => read(row, texts.same)).filter((kept) => kept !== null);
  const listings = (owner: string): KeptListing[] =>
    selectListings.all(owner).flatMap((row) => {
      const { success, data } = listingSchema.safeParse(row);
      return success ? [{ kind: data.kind, listType: data.list_type, asOf: data.as_of }] : [];
    });

  return {
    load: (owner) => ({ sessions: readable(select.all(owner)), listings: listings(owner) }),
    listings,
    slice(owner, from, limit, isKnown = () => false) {
      const rows = selectSlice.all(owner, from, limit);
      const last = rows.length < limit ? undefined : rows.at(-1)?.['place'];
      const isNews = (row: Row, kind = kindOf(row)) => kind === undefined || !isKnown(kind, String(row['key']));
      const news = rows.filter((row) => isNews(row));
      return { sessions: readable(news), next: typeof last === 'number' ? last + 1 : null };
    },
    named: (owner, kind, keys) => readable(keys.map((key) => selectOne.get(owner, kind, key)).filter((row) => row !== undefined)),
    between(owner, kind, from, to) {
      const [start, end] = [whole(Math.floor(from)), whole(Math.ceil(to))];
      const rows = selectSpan.all(owner, kind, start - usual, end, start, start);
      return readable([...rows, ...selectLong.all(owner, kind, start, end)]);
    },
    undated: (owner, kind) => readable(selectUndated.all(owner, kind)),
    startOfNext(owner, kind, now, nth) {
      const found = selectNext.get(owner, kind, whole(now), nth - 1)?.['starts_at'];
      return typeof found === 'number' ? found : null;
    },
    countFrom: (owner, kind, at) => Number(count.get(owner, kind, whole(at))?.['rows'] ?? 0),
    save(owner, changes) {
      transact(db, () => {
        for (const { kind, key } of changes.removed) remove.run(owner, kind, key);
        for (const { session, listedUpcoming } of changes.put)
          put.run(owner, session.kind, session.key, Number(listedUpcoming), bodyOf(session), ...timesOf(session));
        for (const { kind, listType, asOf } of changes.listings) putListing.run(owner, kind, listType, Math.round(asOf));
      });
    },
    forget(owner) {
      transact(db, () => {
        db.prepare('DELETE FROM sessions WHERE owner = ?').run(owner);
        db.prepare('DELETE FROM listings WHERE owner = ?').run(owner);
      });
      texts.clear();
      // What was deleted may still stand in the write-ahead log.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}
